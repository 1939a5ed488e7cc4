/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a matrix of marks: one test that everybody had whole. */
#include "app/items_inner.h"

#include "app/caged.h"
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

/* -- Reading, in a cage (app/caged.h) -----------------------------------------------------------
 */

static enum rc read(const char *shown, const char *bytes, size_t len, void *what,
                    struct diags *diags) {
  enum rc rc = marks_read(shown, bytes, len, what, diags);
  if (rc != RC_OK) /* half a matrix is none */
    marks_done(what);
  return rc;
}
static void flatten(const void *what, struct str *out) { marks_flatten(what, out); }
static bool unflatten(struct unpack *in, const char *shown, void *what, struct diags *diags) {
  (void)shown, (void)diags;
  return marks_unflatten(in, what);
}
static void done(void *what) { marks_done(what); }

static enum rc read_caged(const char *shown, const struct str *bytes, struct marks *marks,
                          struct diags *diags) {
  static const struct caged_kind kind = {"marks.child", sizeof *marks, read,
                                         flatten,       unflatten,     done};
  enum rc rc = caged_read(&kind, shown, str_text(bytes), bytes->len, marks, diags);
  if (rc == RC_OK && marks->n_people == 0) /* nobody in it is a fault that is told */
    rc = caged_broke(&kind, shown, marks, diags);
  diags_excerpt(diags, shown, str_text(bytes), bytes->len);
  return rc;
}

enum rc items_from_marks(const char *path, struct items *items, struct diags *diags) {
  struct str bytes = {0};
  struct marks marks = {0};
  const char *shown = path ? path : "-";
  *items = (struct items){0};
  enum rc rc = mrz_load(path, MARKS_BYTES, &bytes, diags);
  if (rc == RC_OK)
    rc = read_caged(shown, &bytes, &marks, diags);
  if (rc == RC_OK)
    measure(&marks, shown, items);
  marks_done(&marks);
  str_done(&bytes);
  return rc;
}
