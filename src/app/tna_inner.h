/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside the report on training needs, and the map that shows the same on screen (map.h), only. */
#ifndef APP_TNA_INNER_H
#define APP_TNA_INNER_H

#include "app/report_sheet.h"
#include "app/tna.h"
#include "base/text.h"

enum { NOT_LINED = -1 };

struct tna_line { /* a group and a competency that some member's position requires */
  const struct needs_group *group;
  size_t competency;
};

struct tna_lines {
  struct tna_line *list;
  size_t n;
};

struct tna {
  struct arena *arena;
  const struct needs *needs;
  const struct framework *framework;
  const struct taught *taught;
  const struct tna_wanted *wanted;
  struct tna_lines posts; /* positions of all agencies: ranked, only what may be told of */
  struct tna_lines lines; /* as --by has it: ranked too */
};

/* tna_lines.c */
static inline const struct needs_cell *line_cell(const struct tna_line *line) {
  return &line->group->cells[line->competency];
}
bool line_is_told(const struct tna_line *line);   /* assessed, and not hidden */
enum needs_kind tna_line_kind(enum report_by by); /* of those that are ranked */
/* Groups of that kind: ranked ones that are told first, then the others in their order. */
struct tna_lines tna_lines(const struct tna *tna, enum needs_kind kind);
/* Absent where nobody was assessed, hidden where nothing may be told, else the cell. */
struct cell tna_told(const struct tna_line *line, struct cell cell);
struct cell tna_people_lacking(const struct tna_line *line);
struct cell tna_weight_of(const struct tna_line *line);
struct cell tna_priority(const struct tna_line *line);

/* tna_words.c: in the arena, safe to show. */
const char *tna_safe(const struct tna *tna, const char *text);
const char *tna_post(const struct tna *tna, const struct needs_group *group);  /* a position */
const char *tna_group(const struct tna *tna, const struct needs_group *group); /* all of it */
const char *tna_topic(const struct tna *tna, size_t competency);
/* "about 310 (270 to 350) of 520" of those who lack it */
const char *tna_headcount(const struct tna *tna, const struct needs_cell *cell);
const char *tna_sure(const struct needs_cell *cell); /* how sure that is, in words */
/* What supervisors say is missing besides training: of one person, a bit for each enum cause,
 * "tools, supervision"; of several, how many were said to lack it, "tools (3), clear rules (1)". */
const char *tna_missing(const struct tna *tna, unsigned causes);
const char *tna_missing_of(const struct tna *tna, const uint32_t counts[CAUSES]);
const char *tna_code(const struct tna *tna, const struct person *person); /* name, or a code */

/* The columns that tables share. */
extern const struct column tna_band_column, tna_advice_column;

/* A row of the table of all numbers, and of people: with the columns of it. row: absent cells. */
enum { TNA_NEEDS = 25, TNA_NEEDS_FROM = 5 /* behind the names */ };
const struct column *tna_needs_column(size_t nth);
void tna_needs_fill(const struct tna *tna, const struct tna_line *line, struct cell *row);
enum { TNA_PERSON = 12, TNA_PERSON_FROM = 6, TNA_PERSON_TO_DO = 8 };
const struct column *tna_person_column(size_t nth);
void tna_person_fill(const struct tna *tna, const struct needs_member *member, size_t competency,
                     struct cell *row);

/* tna_tables.c, tna_people.c: tables in the arena. */
const struct table *tna_table_assessed(const struct tna *tna);
const struct table *tna_table_first(const struct tna *tna);
enum needs_kind tna_heat_kind(const struct tna *tna); /* of the rows of the heat map */
const struct table *tna_table_heat(const struct tna *tna, size_t *across); /* NULL: nothing yet */
const struct table *tna_table_priorities(const struct tna *tna);
const struct table *tna_table_plan(const struct tna *tna);
const struct table *tna_table_paths(const struct tna *tna); /* NULL: none is laid down */
const struct table *tna_table_not_training(const struct tna *tna);
const struct table *tna_table_baseline(const struct tna *tna);
const struct table *tna_table_needs(const struct tna *tna);
const struct table *tna_table_people(const struct tna *tna);
const struct table *tna_table_courses(const struct tna *tna);

/* tna_findings.c: page one but for its tables. */
void tna_findings(const struct tna *tna, struct paper *paper);
void tna_not_training(const struct tna *tna, struct paper *paper);
void tna_annex(const struct tna *tna, struct paper *paper);

#endif
