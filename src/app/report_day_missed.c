/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the class missed. Ranked as a warm-up is: by the lower end of the 95 % interval of the share
 * that missed it (Wilson), so that one who missed what he alone was asked weighs less than eight of
 * ten; ties in the order of path, key and exam. */
#include "app/report_day.h"

#include "base/text.h"
#include "base/vec.h"
#include "measure/interval.h"

#include <stdlib.h>
#include <string.h>

#define REPEAT .3 /* more than so many of all first answers missed, and surely so */

static const struct column missed_columns[] = {
    {.key = "module", .label = N_("Module")},
    {.key = "question", .label = N_("Question")},
    {.key = "mode", .label = N_("Asked in")},
    {.key = "missed", .label = N_("Missed"), .kind = COLUMN_WHOLE, .parts = HAS_POINT | HAS_OF},
    {.key = "instead", .label = N_("What they chose instead")},
};
static const struct column repeat_columns[] = {
    {.key = "module", .label = N_("Module")},
    {.key = "missed",
     .label = N_("Answers missed"),
     .kind = COLUMN_WHOLE,
     .parts = HAS_POINT | HAS_OF},
    {.key = "share",
     .label = N_("Share missed"),
     .kind = COLUMN_SHARE,
     .parts = HAS_POINT | HAS_INTERVAL},
};

static int by_missed(const void *a, const void *b) {
  const struct day_question *x = *(const struct day_question *const *)a;
  const struct day_question *y = *(const struct day_question *const *)b;
  double p = interval_wilson(x->missed, x->asked).low, q = interval_wilson(y->missed, y->asked).low;
  if (p < q || p > q)
    return p > q ? -1 : 1;
  return (x > y) - (x < y);
}

static bool is_choice(uint8_t shape) { return shape == SHAPE_CHOICE || shape == SHAPE_REGION; }

/* Which of the options were picked, as bits: the record has a sum of their names, so that every set
 * of options is tried; a question has few. False: none of them. */
enum { TRIED_PARTS = 12 };
static bool picked_parts(const struct item *item, int64_t picked, uint32_t *bits) {
  size_t n = item->n_parts < TRIED_PARTS ? item->n_parts : TRIED_PARTS;
  for (*bits = 1; *bits < UINT32_C(1) << n; ++*bits) {
    uint64_t names[TRIED_PARTS];
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
      if (*bits & UINT32_C(1) << i)
        names[count++] = item->parts[i].name;
    if (store_picked(names, count, true) == picked)
      return true;
  }
  return false;
}

static void count_picked(const struct day *day, const struct day_question *question,
                         uint32_t *counts, uint32_t *none) {
  for (size_t i = 0; i < question->asked; i++) {
    const struct day_answer *answer = &day->answers[question->from + i];
    uint32_t bits = 0;
    if (answer->score >= SCORE_ONE || !is_choice(answer->shape))
      continue;
    *none += answer->picked == 0;
    if (answer->picked == 0 || !picked_parts(question->item, answer->picked, &bits))
      continue;
    for (size_t part = 0; part < TRIED_PARTS; part++)
      counts[part] += bits >> part & 1 && !question->item->parts[part].right;
  }
}

/* "3 x Blue; 2 x Green": wrong options, most chosen first, ties in the order of the file. */
static const char *instead(const struct day *day, const struct day_question *question) {
  struct arena *arena = day->r->arena;
  uint32_t counts[TRIED_PARTS] = {0}, none = 0;
  const char *said = NULL;
  count_picked(day, question, counts, &none);
  for (;;) {
    size_t most = 0;
    for (size_t i = 1; i < TRIED_PARTS; i++)
      if (counts[i] > counts[most])
        most = i;
    if (counts[most] == 0)
      break;
    const char *text = cell_line(day->r, question->item->parts[most].text).text;
    said =
        arena_printf(arena, "%s%s%u × %s", said ? said : "", said ? "; " : "", counts[most], text);
    counts[most] = 0;
  }
  if (none)
    said =
        arena_printf(arena, "%s%s%u × %s", said ? said : "", said ? "; " : "", none, _("nothing"));
  return said;
}

static void fill_missed(const struct day *day, struct cell *cells,
                        const struct day_question *question) {
  const struct item *item = question->item;
  const char *name = strrchr(question->path, '/');
  if (question->module)
    cells[0] = cell_line(day->r, question->module->title);
  cells[1] = cell_line(day->r, item ? item->stem : name ? name + 1 : question->path);
  cells[2] = cell_text(question->exam ? _("an exam") : _("practice"));
  cells[3] = cell_count(question->missed, NO_NUMBER, NO_NUMBER, question->asked);
  const char *said = item ? instead(day, question) : _("the question has changed since");
  if (said)
    cells[4] = cell_text(said);
}

const struct table *day_missed_table(const struct day *day) {
  struct sheet *sheet =
      sheet_new(day->r->arena, "missed", NULL, missed_columns, COUNT(missed_columns), DAY_MISSED);
  const struct day_question **ranked = mem_array(day->n_questions + 1, sizeof *ranked);
  for (size_t i = 0; i < day->n_questions; i++)
    ranked[i] = &day->questions[i];
  qsort(ranked, day->n_questions, sizeof *ranked, by_missed);
  for (size_t i = 0; i < day->n_questions && i < DAY_MISSED && ranked[i]->missed; i++)
    fill_missed(day, sheet_add(sheet), ranked[i]);
  free(ranked);
  return &sheet->table;
}

const struct table *day_repeat_table(const struct day *day) {
  struct sheet *sheet = sheet_new(day->r->arena, "repeat", NULL, repeat_columns,
                                  COUNT(repeat_columns), day->n_modules);
  for (size_t m = 0; m < day->n_modules; m++) {
    const struct module *module = day->modules[m].module;
    uint32_t asked = 0, missed = 0;
    for (size_t i = 0; i < day->n_questions; i++)
      if (day->questions[i].module == module) {
        asked += day->questions[i].asked;
        missed += day->questions[i].missed;
      }
    struct interval interval = interval_wilson(missed, asked);
    if (!asked || interval.low <= REPEAT)
      continue;
    struct cell *cells = sheet_add(sheet);
    cells[0] = cell_line(day->r, module->title);
    cells[1] = cell_count(missed, NO_NUMBER, NO_NUMBER, asked);
    cells[2] = cell_between(cell_share((double)missed / asked).part[PART_POINT],
                            cell_share(interval.low).part[PART_POINT],
                            cell_share(interval.high).part[PART_POINT]);
  }
  return &sheet->table;
}
