/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Person by person: confidential, and never a ranking. */
#include "app/tna_inner.h"
#include "base/vec.h"

enum person_advice { KEEP, CONFIRM, TRAIN, ASK_MORE, NOT_YET };

static const struct status_word to_do[] = {
    [KEEP] = {"no-action", N_("no action"), TONE_GOOD},
    [CONFIRM] = {"confirm", N_("confirm by a practical"), TONE_WARN},
    [TRAIN] = {"train", N_("train"), TONE_BAD},
    [ASK_MORE] = {"unclear", N_("unclear: more questions"), TONE_WARN},
    [NOT_YET] = {"not-assessed", N_("not yet assessed"), TONE_PLAIN},
};

static const enum person_advice advice_of[STATUSES] = {
    [STATUS_INSUFFICIENT] = NOT_YET,    [STATUS_UNCLEAR] = ASK_MORE, [STATUS_GAP] = TRAIN,
    [STATUS_KNOWS_NOT_SHOWN] = CONFIRM, [STATUS_MEETS] = KEEP,
};

static const struct column columns[TNA_PERSON] = {
    {.key = "person", .label = N_("Person")},
    {.key = "agency", .label = N_("Agency")},
    {.key = "unit", .label = N_("Unit")},
    {.key = "position", .label = N_("Post")},
    {.key = "competency", .label = N_("Competency")},
    {.key = "topic", .label = N_("Topic")},
    {.key = "required", .label = N_("Level required"), .kind = COLUMN_WHOLE},
    {.key = "chance", .label = N_("Chance of meeting it"), .kind = COLUMN_SHARE},
    {.key = "to_do",
     .label = N_("What to do"),
     .kind = COLUMN_STATUS,
     .statuses = to_do,
     .n_statuses = COUNT(to_do)},
    {.key = "self", .label = N_("Own rating"), .kind = COLUMN_WHOLE},
    {.key = "supervisor", .label = N_("Supervisor's rating"), .kind = COLUMN_WHOLE},
    {.key = "missing", .label = N_("Lacks something else")},
};

const struct column *tna_person_column(size_t nth) { return &columns[nth]; }

void tna_person_fill(const struct tna *tna, const struct needs_member *member, size_t competency,
                     struct cell *row) {
  const struct needs_mark *mark = &member->marks[competency];
  row[0] = cell_text(tna_code(tna, member->shown));
  row[1] = cell_text(tna_safe(tna, member->shown->agency));
  row[2] = cell_text(tna_safe(tna, member->shown->unit));
  row[3] = cell_text(tna_safe(tna, member->shown->position));
  row[4] = cell_text(tna_safe(tna, tna->framework->competencies[competency].id));
  row[5] = cell_text(tna_topic(tna, competency));
  row[6] = cell_number(mark->required);
  if (mark->assessed)
    row[7] = cell_number((mark->chance + 50) / 100);
  row[8] = cell_number(advice_of[mark->status]);
  if (mark->self != RATED_NOT)
    row[9] = cell_number(mark->self);
  if (mark->supervisor != RATED_NOT)
    row[10] = cell_number(mark->supervisor);
  if (mark->causes & ~(1U << CAUSE_TRAINING))
    row[11] = cell_text(tna_missing(tna, mark->causes));
}

const struct table *tna_table_people(const struct tna *tna) {
  const struct needs *needs = tna->needs;
  struct sheet *table = sheet_new(tna->arena, "people", NULL, columns, COUNT(columns),
                                  needs->n_members * tna->framework->n_competencies);
  for (size_t m = 0; m < needs->n_members; m++)
    for (size_t c = 0; c < tna->framework->n_competencies; c++)
      if (needs->members[m].marks[c].required)
        tna_person_fill(tna, &needs->members[m], c, sheet_add(table));
  return &table->table;
}
