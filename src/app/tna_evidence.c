/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole table of needs, kinds of evidence side by side; and what is made of parts of it. */
#include "app/tna_inner.h"
#include "base/vec.h"

static const struct column needs_columns[TNA_NEEDS] = {
    {.key = "agency", .label = N_("Agency")},
    {.key = "unit", .label = N_("Unit")},
    {.key = "position", .label = N_("Post")},
    {.key = "competency", .label = N_("Competency")},
    {.key = "topic", .label = N_("Topic")},
    {.key = "required", .label = N_("Level required"), .kind = COLUMN_WHOLE},
    {.key = "eligible", .label = N_("Eligible"), .kind = COLUMN_WHOLE},
    {.key = "assessed", .label = N_("Assessed"), .kind = COLUMN_WHOLE},
    {.key = "meeting",
     .label = N_("Meet it, of those assessed"),
     .kind = COLUMN_DECIMAL,
     .digits = 1,
     .parts = HAS_POINT | HAS_INTERVAL},
    {.key = "lacking",
     .label = N_("Officers below it"),
     .kind = COLUMN_WHOLE,
     .parts = HAS_POINT | HAS_INTERVAL | HAS_OF},
    {.key = "shortfall", .label = N_("Levels missing"), .kind = COLUMN_DECIMAL, .digits = 3},
    {.key = "weight", .label = N_("Task weight"), .kind = COLUMN_DECIMAL, .digits = 2},
    {.key = "priority", .label = N_("Priority"), .kind = COLUMN_DECIMAL, .digits = 3},
    {0}, /* urgency */
    {.key = "meets", .label = N_("Meet it surely"), .kind = COLUMN_WHOLE},
    {.key = "not_shown", .label = N_("Know it, not yet shown"), .kind = COLUMN_WHOLE},
    {.key = "unclear", .label = N_("Unclear"), .kind = COLUMN_WHOLE},
    {.key = "gap", .label = N_("Below it surely"), .kind = COLUMN_WHOLE},
    {.key = "too_little", .label = N_("Too few answers"), .kind = COLUMN_WHOLE},
    {.key = "self_below",
     .label = N_("Rate themselves below"),
     .kind = COLUMN_WHOLE,
     .parts = HAS_POINT | HAS_OF},
    {.key = "supervisor_below",
     .label = N_("Rated below by supervisors"),
     .kind = COLUMN_WHOLE,
     .parts = HAS_POINT | HAS_OF},
    {.key = "practical_failed",
     .label = N_("Practical not passed"),
     .kind = COLUMN_WHOLE,
     .parts = HAS_POINT | HAS_OF},
    {.key = "work_failed",
     .label = N_("Failed at work after training"),
     .kind = COLUMN_WHOLE,
     .parts = HAS_POINT | HAS_OF},
    {.key = "other_cause",
     .label = N_("Lack something else, supervisors say"),
     .kind = COLUMN_WHOLE,
     .parts = HAS_POINT | HAS_OF},
    {.key = "not_training",
     .label = N_("Failed at work, not for want of training"),
     .kind = COLUMN_WHOLE,
     .parts = HAS_POINT | HAS_OF},
};

enum { URGENCY = 13, STATUS_FROM = 14, FACT_FROM = 19 };

const struct column *tna_needs_column(size_t nth) {
  return nth == URGENCY ? &tna_band_column : &needs_columns[nth];
}

static struct cell fact(const struct needs_cell *cell, enum needs_fact fact, uint32_t count) {
  if (!cell->people[fact])
    return (struct cell){0};
  return cell->hidden[fact] ? cell_hidden()
                            : cell_count(count, NO_NUMBER, NO_NUMBER, cell->people[fact]);
}

static void fill_names(const struct tna *tna, const struct tna_line *line, struct cell *row) {
  const char *texts[] = {line->group->agency, line->group->unit, line->group->position};
  for (size_t i = 0; i < COUNT(texts); i++)
    if (texts[i])
      row[i] = cell_text(tna_safe(tna, texts[i]));
  row[3] = cell_text(tna_safe(tna, tna->framework->competencies[line->competency].id));
  row[4] = cell_text(tna_topic(tna, line->competency));
}

static void fill_measured(const struct tna_line *line, struct cell *row) {
  const struct needs_cell *cell = line_cell(line);
  const enum status order[] = {STATUS_MEETS, STATUS_KNOWS_NOT_SHOWN, STATUS_UNCLEAR, STATUS_GAP,
                               STATUS_INSUFFICIENT};
  struct cell meeting = cell_decimal(cell->meeting.expected, 1);
  meeting.part[PART_LOW] = 10 * (int64_t)cell->meeting.low;
  meeting.part[PART_HIGH] = 10 * (int64_t)cell->meeting.high;
  row[5] = cell_number(cell->required);
  row[6] = cell_number(cell->eligible);
  row[7] = cell_number(cell->assessed);
  row[8] = tna_told(line, meeting);
  row[9] = tna_people_lacking(line);
  row[10] = tna_told(line, cell_decimal(cell->shortfall, 3));
  row[11] = tna_weight_of(line);
  row[12] = tna_priority(line);
  row[URGENCY] = tna_told(line, cell_number(cell->band));
  for (size_t i = 0; i < COUNT(order); i++)
    row[STATUS_FROM + i] = tna_told(line, cell_number(cell->statuses[order[i]]));
}

static void fill_facts(const struct needs_cell *cell, struct cell *row) {
  for (enum needs_fact f = FACT_SELF; f < FACTS; f++)
    row[f - FACT_SELF] = fact(cell, f, cell->below[f]);
  row[FACTS - FACT_SELF] = fact(cell, FACT_WORK, cell->not_training);
}

void tna_needs_fill(const struct tna *tna, const struct tna_line *line, struct cell *row) {
  fill_names(tna, line, row);
  fill_measured(line, row);
  fill_facts(line_cell(line), row + FACT_FROM);
}

static void add_kind(const struct tna *tna, enum needs_kind kind, struct sheet *table) {
  const struct needs *needs = tna->needs;
  for (size_t g = needs->parts[kind]; g < needs->parts[kind + 1]; g++)
    for (size_t c = 0; c < tna->framework->n_competencies; c++) {
      const struct tna_line line = {&needs->groups[g], c};
      if (line_cell(&line)->required)
        tna_needs_fill(tna, &line, sheet_add(table));
    }
}

const struct table *tna_table_needs(const struct tna *tna) {
  struct column columns[TNA_NEEDS];
  enum report_by by = tna->wanted->by;
  for (size_t i = 0; i < COUNT(columns); i++)
    columns[i] = *tna_needs_column(i);
  struct sheet *table = sheet_new(tna->arena, TNA_TABLE, NULL, columns, COUNT(columns),
                                  tna->needs->n_groups * tna->framework->n_competencies);
  if (by == REPORT_BY_UNIT) {
    add_kind(tna, NEEDS_POST, table);
    add_kind(tna, NEEDS_UNIT, table);
  }
  if (by == REPORT_BY_AGENCY)
    add_kind(tna, NEEDS_AGENCY_POSITION, table);
  if (by == REPORT_BY_UNIT || by == REPORT_BY_AGENCY)
    add_kind(tna, NEEDS_AGENCY, table);
  add_kind(tna, NEEDS_POSITION, table);
  add_kind(tna, NEEDS_ALL, table);
  return &table->table;
}

static bool is_seen(const struct needs_cell *cell, enum needs_fact fact, uint32_t count) {
  return cell->people[fact] && (cell->hidden[fact] || count);
}

const struct table *tna_table_not_training(const struct tna *tna) {
  static const struct column columns[] = {
      {.key = "topic", .label = N_("Topic")},
      {.key = "post", .label = N_("Post")},
      {.key = "not_training",
       .label = N_("Failed at work, not for want of training"),
       .kind = COLUMN_WHOLE,
       .parts = HAS_POINT | HAS_OF},
      {.key = "other_cause",
       .label = N_("Lack something else, supervisors say"),
       .kind = COLUMN_WHOLE,
       .parts = HAS_POINT | HAS_OF},
      {.key = "missing", .label = N_("What they lack")},
  };
  struct sheet *table =
      sheet_new(tna->arena, "not-training", NULL, columns, COUNT(columns), tna->posts.n);
  for (size_t i = 0; i < tna->posts.n; i++) {
    const struct needs_cell *cell = line_cell(&tna->posts.list[i]);
    if (!is_seen(cell, FACT_WORK, cell->not_training) &&
        !is_seen(cell, FACT_CAUSE, cell->below[FACT_CAUSE]))
      continue;
    struct cell *row = sheet_add(table);
    row[0] = cell_text(tna_topic(tna, tna->posts.list[i].competency));
    row[1] = cell_text(tna_post(tna, tna->posts.list[i].group));
    row[2] = fact(cell, FACT_WORK, cell->not_training);
    row[3] = fact(cell, FACT_CAUSE, cell->below[FACT_CAUSE]);
    if (!cell->hidden[FACT_CAUSE] && cell->below[FACT_CAUSE])
      row[4] = cell_text(tna_missing_of(tna, cell->causes));
  }
  return &table->table;
}

const struct table *tna_table_baseline(const struct tna *tna) {
  static const struct column columns[] = {
      {.key = "topic", .label = N_("Topic")},
      {.key = "meeting",
       .label = N_("Meet it"),
       .kind = COLUMN_SHARE,
       .parts = HAS_POINT | HAS_INTERVAL},
      {.key = "assessed",
       .label = N_("Officers assessed"),
       .kind = COLUMN_WHOLE,
       .parts = HAS_POINT | HAS_OF},
      {.key = "shortfall", .label = N_("Levels missing"), .kind = COLUMN_DECIMAL, .digits = 3},
  };
  struct sheet *table = sheet_new(tna->arena, "baseline", NULL, columns, COUNT(columns),
                                  tna->framework->n_competencies);
  for (size_t c = 0; c < tna->framework->n_competencies; c++) {
    const struct tna_line line = {needs_all(tna->needs), c};
    const struct needs_cell *cell = line_cell(&line);
    double n = cell->assessed ? cell->assessed : 1;
    if (!cell->required)
      continue;
    struct cell *row = sheet_add(table), share = cell_share(cell->meeting.expected / n);
    share.part[PART_LOW] = cell_share(cell->meeting.low / n).part[PART_POINT];
    share.part[PART_HIGH] = cell_share(cell->meeting.high / n).part[PART_POINT];
    row[0] = cell_text(tna_topic(tna, c));
    row[1] = tna_told(&line, share);
    row[2] = cell_count(cell->assessed, NO_NUMBER, NO_NUMBER, cell->eligible);
    row[3] = tna_told(&line, cell_decimal(cell->shortfall, 3));
  }
  return &table->table;
}
