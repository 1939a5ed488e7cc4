/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a matrix of marks: one test that everybody had whole. */
#include "app/items_inner.h"

#include "app/mrz.h"
#include "base/text.h"
#include "base/vec.h"
#include "exchange/marks.h"

#include <stdlib.h>
#include <string.h>

static int64_t total_of(const struct marks *marks, size_t person) {
  int64_t total = 0;
  for (size_t i = 0; i < marks->n_items; i++)
    total += marks->cells[person * marks->n_items + i];
  return total;
}

static int64_t most_of(const struct marks *marks) {
  int64_t most = 0;
  for (size_t i = 0; i < marks->n_items; i++)
    most += marks->most[i];
  return most;
}

/* Totals in millionths are whole: what is left without an item is exact. */
static void measure_item(const struct marks *marks, size_t item, const int64_t *totals,
                         struct item_answer *answers, struct items_test *test) {
  int64_t all = most_of(marks), most = marks->most[item];
  struct items_item it = {.name = marks->items[item],
                          .state = ITEM_FOREIGN,
                          .most = (double)most / MILLIONTHS,
                          .has_intended = true,
                          .intended = 100 * (double)most / (double)all};
  for (size_t i = 0; i < marks->n_people; i++) {
    int64_t mark = marks->cells[i * marks->n_items + item];
    answers[i] =
        (struct item_answer){.mark = mark, .rest = totals[i] - mark, .rest_most = all - most};
  }
  item_measure(answers, marks->n_people, most, &it.numbers);
  it.flags = item_flags(&it.numbers);
  VEC_PUSH(test, it);
}

static void measure(const struct marks *marks, const char *shown, struct items *items) {
  struct items_test test = {.questions = (uint32_t)marks->n_items,
                            .most = (double)most_of(marks) / MILLIONTHS};
  size_t n = marks->n_people;
  int64_t *totals = mem_array(n, sizeof *totals);
  double *sums = mem_array(n, sizeof *sums);
  struct item_answer *answers = mem_array(n, sizeof *answers);
  test.name = text_safe(&items->arena, shown, strlen(shown), false);
  for (size_t i = 0; i < n; i++) {
    totals[i] = total_of(marks, i);
    sums[i] = (double)totals[i] / MILLIONTHS;
  }
  for (size_t i = 0; i < marks->n_items; i++)
    measure_item(marks, i, totals, answers, &test);
  test_measure(sums, n, &test.numbers);
  items_finish_fixed(&test);
  for (size_t i = 0; i < test.n; i++) /* the names outlive the matrix */
    test.list[i].name = arena_strdup(&items->arena, test.list[i].name);
  VEC_PUSH(items, test);
  free(totals);
  free(sums);
  free(answers);
}

enum rc items_from_marks(const char *path, struct items *items, struct diags *diags) {
  struct str bytes = {0};
  struct marks marks = {0};
  const char *shown = path ? path : "-";
  *items = (struct items){0};
  enum rc rc = mrz_load(path, MARKS_BYTES, &bytes, diags);
  if (rc == RC_OK)
    rc = marks_read(shown, str_text(&bytes), bytes.len, &marks, diags);
  if (rc == RC_OK)
    measure(&marks, shown, items);
  marks_done(&marks);
  str_done(&bytes);
  return rc;
}
