/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report with everything that a report can hold, and names as hostile people would choose them.
 */
#ifndef TESTS_EXCHANGE_FIXTURE_H
#define TESTS_EXCHANGE_FIXTURE_H

#include "base/text.h"
#include "exchange/format.h"
#include "exchange/say.h"

#include <criterion/criterion.h>

enum { UNITS = 12, COMPETENCIES = 16 };

enum sample_status { MEETS, GAP, UNCLEAR, NOT_SHOWN };

static const struct status_word sample_statuses[] = {
    {"meets", "meets", TONE_GOOD},
    {"gap", "gap", TONE_BAD},
    {"unclear", "unclear", TONE_WARN},
    {"knows", "knows, not yet shown", TONE_PLAIN},
};

static const char *const sample_units[UNITS] = {
    "Port Amani",
    "<script>alert(1)</script>",
    "\xd9\x85\xd9\x86\xd9\x81\xd8\xb0 \xd8\xa7\xd9\x84\xd8\xad\xd8\xaf\xd9\x88\xd8\xaf "
    "\xd8\xa7\xd9\x84\xd8\xb4\xd9\x85\xd8\xa7\xd9\x84\xd9\x8a",
    "=cmd|' /C calc'!A0",
    "Directorate of Border Management, Regional Command North-East, Mobile Team 14 (seasonal)",
    "\"Gate\" 2 & 3",
    "Poste-fronti\xc3\xa8re de Kasumbalesa",
    "\xe8\xbe\xb9\xe9\x98\xb2\xe6\xa3\x80\xe6\x9f\xa5\xe7\xab\x99",
    "Airport",
    "Rail",
    "@home",
    "'; DROP TABLE person; --",
};

static const char *const sample_competencies[COMPETENCIES] = {
    "Document examination",
    "Primary interview",
    "Second line",
    "Impostor detection",
    "Machine readable zone",
    "Trafficking in persons: indicators and referral",
    "Smuggling of migrants",
    "Risk analysis",
    "Human rights at the border",
    "Search of persons",
    "Search of vehicles",
    "Coordinated border management",
    "Data protection",
    "Communication across cultures",
    "Refugees and others who need protection",
    "First aid",
};

/* Every cell that a heat map can have: known, without an interval, hidden, absent. */
static inline void sample_heat_cell(struct cell *cells, int unit, int competency) {
  int64_t share = (unit * 2741 + competency * 1733) % 10001;
  int64_t low = share > 1100 ? share - 1100 : 0, high = share < 8900 ? share + 1100 : 10000;
  cells[0] = cell_text(sample_units[unit]);
  cells[1] = cell_text(sample_competencies[competency]);
  cells[3] = cell_number(1 + competency % 4);
  if (unit == 7 && competency < 3)
    cells[2] = cell_hidden();
  else if (unit != 9 || competency != 5)
    cells[2] =
        unit == 8 ? cell_between(share, NO_NUMBER, NO_NUMBER) : cell_between(share, low, high);
  if (cells[2].state == CELL_KNOWN)
    cells[4] = cell_number(share >= 8000   ? competency % 4 == 3 ? NOT_SHOWN : MEETS
                           : share <= 4000 ? GAP
                                           : UNCLEAR);
}

static inline const struct table *sample_heat(struct arena *arena) {
  static const struct column columns[] = {
      {.key = "unit", .label = "Unit"},
      {.key = "competency", .label = "Competency"},
      {.key = "meeting",
       .label = "Meeting it",
       .kind = COLUMN_SHARE,
       .parts = HAS_POINT | HAS_INTERVAL},
      {.key = "required", .label = "Level required", .kind = COLUMN_WHOLE},
      {.key = "status",
       .label = "Status",
       .kind = COLUMN_STATUS,
       .statuses = sample_statuses,
       .n_statuses = 4},
  };
  struct table *table = arena_alloc(arena, sizeof *table);
  struct cell *cells = arena_array(arena, UNITS * COMPETENCIES * 5, sizeof *cells);
  for (int u = 0; u < UNITS; u++)
    for (int c = 0; c < COMPETENCIES; c++)
      sample_heat_cell(cells + (u * COMPETENCIES + c) * 5, u, c);
  *table = (struct table){.id = "heat",
                          .title = "Officers who meet their post's requirement, by unit",
                          .columns = columns,
                          .n_columns = 5,
                          .cells = cells,
                          .n_rows = UNITS * COMPETENCIES};
  return table;
}

/* Each kind of column once, with notes. */
static inline const struct table *sample_priorities(struct arena *arena) {
  static const struct column columns[] = {
      {.key = "topic", .label = "Topic"},
      {.key = "rank", .label = "Rank", .kind = COLUMN_WHOLE},
      {.key = "post", .label = "Post"},
      {.key = "people",
       .label = "Officers",
       .kind = COLUMN_WHOLE,
       .parts = HAS_POINT | HAS_INTERVAL | HAS_OF},
      {.key = "priority", .label = "Priority", .kind = COLUMN_DECIMAL, .digits = 3},
      {.key = "range",
       .label = "Range",
       .kind = COLUMN_DECIMAL,
       .digits = 2,
       .parts = HAS_INTERVAL},
      {.key = "since", .label = "Since", .kind = COLUMN_DATE},
      {.key = "status",
       .label = "Status",
       .kind = COLUMN_STATUS,
       .statuses = sample_statuses,
       .n_statuses = 4},
  };
  static const char *const days[] = {"2026-02-28", "2026-09-21T08:15:30Z", "spring"};
  struct table *table = arena_alloc(arena, sizeof *table);
  struct cell *cells = arena_array(arena, UNITS * 8, sizeof *cells), *row = cells;
  for (int i = 0; i < UNITS; i++, row += 8) {
    row[0] = cell_text(sample_competencies[i]);
    row[1] = cell_number(i + 1);
    row[2] = cell_text(sample_units[i]);
    row[3] = i == 3 ? cell_hidden() : cell_count(310 - 7 * i, 270 - 7 * i, 350 - 7 * i, 1520);
    row[4] = cell_number(694 - 1000 * (i == 5) - 37 * i);
    row[5] = cell_between(NO_NUMBER, 10 * i, 10 * i + 5);
    if (i != 4)
      row[6] = cell_text(days[i % 3]);
    row[7] = cell_number(i % 4);
  }
  cells[3].note = "two posts are <new>; \xe2\x80\x9cold\xe2\x80\x9d ones too";
  cells[8 + 4].note = "=1+1";
  *table = (struct table){.id = "priorities",
                          .title = "What to train first",
                          .columns = columns,
                          .n_columns = 8,
                          .cells = cells,
                          .n_rows = UNITS,
                          .has_notes = true};
  return table;
}

static inline const struct table *sample_bars(struct arena *arena) {
  static const struct column columns[] = {
      {.key = "agency", .label = "Agency"},
      {.key = "assessed",
       .label = "Assessed of eligible",
       .kind = COLUMN_SHARE,
       .parts = HAS_POINT | HAS_INTERVAL},
      {.key = "status",
       .label = "Status",
       .kind = COLUMN_STATUS,
       .statuses = sample_statuses,
       .n_statuses = 4},
  };
  struct table *table = arena_alloc(arena, sizeof *table);
  struct cell *cells = arena_array(arena, 15, sizeof *cells);
  for (int i = 0; i < 5; i++) {
    cells[3 * i] = cell_text(sample_units[i]);
    cells[3 * i + 1] = cell_between(9500 - 2100 * i, 9000 - 2100 * i, 10000 - 2100 * i);
    cells[3 * i + 2] = cell_number(i % 4);
  }
  cells[13] = cells[14] = cell_hidden(); /* the status would tell of it */
  *table = (struct table){.id = "assessed",
                          .title = "Who was assessed",
                          .columns = columns,
                          .n_columns = 3,
                          .cells = cells,
                          .n_rows = 5};
  return table;
}

static inline const struct table *sample_slopes(struct arena *arena) {
  static const struct column columns[] = {
      {.key = "unit", .label = "Unit"},
      {.key = "before", .label = "Before", .kind = COLUMN_SHARE},
      {.key = "after", .label = "After", .kind = COLUMN_SHARE},
  };
  struct table *table = arena_alloc(arena, sizeof *table);
  struct cell *cells = arena_array(arena, UNITS * 3, sizeof *cells);
  for (int i = 0; i < UNITS; i++) {
    cells[3 * i] = cell_text(sample_units[i]);
    cells[3 * i + 1] = cell_number(4000 + 90 * i);
    cells[3 * i + 2] = i == 6 ? (struct cell){0} : cell_number(4000 + (i * 1900) % 5600);
  }
  *table = (struct table){.id = "gain",
                          .title = "Change",
                          .columns = columns,
                          .n_columns = 3,
                          .cells = cells,
                          .n_rows = UNITS};
  return table;
}

static inline struct paper *sample_paper(struct arena *arena, const char *language) {
  struct paper *paper = paper_new(arena, &(struct paper_head){.id = "tna",
                                                              .title = "Training needs & analysis",
                                                              .language = language,
                                                              .as_of = "2026-11-26",
                                                              .confidential = true});
  paper_section(paper, "What was found");
  paper_finding(paper, "Three in four posts lack <b>document examination</b>.");
  paper_finding(paper, "About 310 (270 to 350) of 520 officers need the primary interview.");
  paper_text(paper,
             "Assessed were 412 of 520 officers between March and November, of five agencies, "
             "each by questions and most by a drill; what is said of the others is a forecast.");
  paper_table(paper, PAPER_BARS, sample_bars(arena));
  paper_section(paper, "What to train first");
  paper_table(paper, PAPER_TABLE, sample_priorities(arena));
  paper_section(paper, "By unit and competency");
  paper_heat(paper, sample_heat(arena), COMPETENCIES);
  paper_section(paper, "What changed");
  paper_new_page(paper);
  paper_table(paper, PAPER_SLOPES, sample_slopes(arena));
  return paper;
}

/* To be freed with sink_done. */
static inline struct sink sample_write(const char *format, const struct paper *paper,
                                       const char *table) {
  struct sink sink = {0};
  struct diags diags = {0};
  cr_assert_eq(format_write(format_find(format), paper, table, &sink, &diags), RC_OK, "%s", format);
  diags_done(&diags);
  return sink;
}

#endif
