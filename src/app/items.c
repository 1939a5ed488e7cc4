/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From records. Runs and answers come in the order of tests and items: of each only what is being
 * read lies in memory. */
#include "app/inner.h"
#include "app/items_inner.h"

#include "assess/kind.h"
#include "base/text.h"
#include "base/vec.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct collecting {
  struct items *items;
  struct item_finder finder;
  struct diags *diags;
  struct { /* of the test whose runs are read */
    struct run_marks *list;
    size_t n, cap;
  } runs;
  size_t test; /* whose answers are read */
  struct {     /* of one item */
    struct item_answer *list;
    size_t n, cap;
  } answers;
  char path[200];
  uint8_t key_rev[HASH_BYTES];
  const struct item *item; /* where it stands with that key; NULL: it does not */
  bool annulled;
};

/* -- Tests ----------------------------------------------------------------------------------- */

static bool same_test(const struct run_marks *a, const struct run_marks *b) {
  return a->mode == b->mode && strcmp(a->module, b->module) == 0;
}

/* Marks where everybody was asked as many, shares of one where not. */
static double run_total(const struct items_test *test, const struct run_marks *run) {
  double total = (double)run->total / MILLIONTHS;
  return test->questions ? total : total / run->n;
}

/* The squares of each mark's distance from the mean of its run, together. */
static double within(const struct run_marks *runs, size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) {
    double total = (double)runs[i].total / MILLIONTHS;
    sum += (double)runs[i].squares / MILLIONTHS / MILLIONTHS - total * total / runs[i].n;
  }
  return sum;
}

static void end_runs(struct collecting *c) {
  const struct run_marks *runs = c->runs.list;
  size_t n = c->runs.n;
  if (n == 0)
    return;
  struct items_test test = {.name = arena_strdup(&c->items->arena, runs[0].module),
                            .mode = runs[0].mode,
                            .questions = runs[0].n};
  double *totals = mem_array(n, sizeof *totals);
  for (size_t i = 1; i < n; i++)
    if (runs[i].n != runs[0].n)
      test.questions = 0;
  test.drawn = test.questions != runs[0].n_items;
  test.most = test.questions ? test.questions : 1;
  for (size_t i = 0; i < n; i++)
    totals[i] = run_total(&test, &runs[i]);
  test_measure(totals, n, &test.numbers);
  if (test.drawn && test.questions)
    test_reliability_drawn(&test.numbers, test.questions, within(runs, n));
  free(totals);
  VEC_PUSH(c->items, test);
  c->runs.n = 0;
}

static void take_run(void *ctx, const struct run_marks *run) {
  struct collecting *c = ctx;
  if (c->runs.n && !same_test(&c->runs.list[0], run))
    end_runs(c);
  VEC_PUSH(&c->runs, *run);
}

/* -- Items ----------------------------------------------------------------------------------- */

static bool has_options(const struct item *item) {
  enum item_shape shape = item_kind_of(item)->shape;
  return shape == SHAPE_CHOICE || shape == SHAPE_REGION;
}

static void measure_option(const struct collecting *c, size_t at, bool right,
                           struct items_option *option) {
  option->right = right;
  option_measure(c->answers.list, c->answers.n, (unsigned)at, &option->numbers);
  option->flags = option_flags(&option->numbers, right);
}

static void measure_options(const struct collecting *c, struct items_item *it) {
  const struct item *item = c->item;
  if (!item || !has_options(item))
    return;
  struct arena *arena = &c->items->arena;
  struct items_option *options = arena_array(arena, item->n_parts + 1, sizeof *options);
  for (size_t i = 0; i < item->n_parts; i++) {
    const char *text = item->parts[i].text;
    options[i].text = text_safe(arena, text, strlen(text), false);
    measure_option(c, i, item->parts[i].right, &options[i]);
  }
  it->options = options;
  it->n_options = item->n_parts;
  if (item->n_parts == RESPONSE_PICKS) /* no bit is left for who picked none */
    return;
  measure_option(c, item->n_parts, false, &options[item->n_parts]);
  options[item->n_parts].flags = 0;
  it->n_options += options[item->n_parts].numbers.chosen > 0;
}

static void place_item(struct collecting *c, const struct items_test *test, struct items_item *it) {
  const struct item *item = finder_item(&c->finder, test->name, c->path, c->diags);
  it->state = ITEM_GONE;
  if (item) {
    it->file = text_safe(&c->items->arena, item->at.file, strlen(item->at.file), false);
    it->line = item->at.line;
    it->state = memcmp(item->key_rev, c->key_rev, HASH_BYTES) == 0 ? ITEM_HERE : ITEM_CHANGED;
  }
}

static void end_answers(struct collecting *c) {
  if (c->answers.n == 0)
    return;
  struct items_test *test = &c->items->list[c->test];
  const char *slash = strrchr(c->path, '/');
  const char *name = slash ? slash + 1 : c->path;
  struct items_item it = {.name = text_safe(&c->items->arena, name, strlen(name), false),
                          .most = 1,
                          .has_intended = test->questions > 0 && !c->annulled,
                          .intended = test->questions ? 100. / test->questions : 0};
  seal_hex(c->key_rev, sizeof it.key / 2, it.key);
  place_item(c, test, &it);
  item_measure(c->answers.list, c->answers.n, MILLIONTHS, &it.numbers);
  it.flags = c->annulled ? ITEMS_ANNULLED : item_flags(&it.numbers);
  measure_options(c, &it);
  VEC_PUSH(test, it);
  c->answers.n = 0;
}

static bool of_test(const struct items_test *test, const struct answer_mark *answer) {
  return test->mode == answer->mode && strcmp(test->name, answer->module) == 0;
}

static void begin_item(struct collecting *c, const struct answer_mark *answer) {
  end_answers(c);
  while (!of_test(&c->items->list[c->test], answer))
    c->test++;
  memcpy(c->path, answer->path, sizeof c->path);
  memcpy(c->key_rev, answer->key_rev, HASH_BYTES);
  c->annulled = answer->annulled;
  const struct item *item = finder_item(&c->finder, answer->module, answer->path, c->diags);
  c->item = item && memcmp(item->key_rev, answer->key_rev, HASH_BYTES) == 0 ? item : NULL;
}

static uint32_t picked(const struct item *item, const struct answer_mark *answer) {
  uint32_t bits = 0;
  if (item && answer->n_picks == 0 && item->n_parts < RESPONSE_PICKS)
    return UINT32_C(1) << item->n_parts;
  for (size_t i = 0; item && i < item->n_parts; i++)
    for (size_t k = 0; k < answer->n_picks; k++)
      bits |= answer->picks[k] == item->parts[i].name ? UINT32_C(1) << i : 0;
  return bits;
}

static void take_answer(void *ctx, const struct answer_mark *answer) {
  struct collecting *c = ctx;
  end_runs(c); /* the last test's */
  if (c->answers.n == 0 || !of_test(&c->items->list[c->test], answer) ||
      strcmp(c->path, answer->path) != 0 || memcmp(c->key_rev, answer->key_rev, HASH_BYTES) != 0)
    begin_item(c, answer);
  struct item_answer one = {.mark = answer->score,
                            .rest = answer->rest,
                            .rest_most = (int64_t)answer->n_rest * MILLIONTHS,
                            .picked = picked(c->item, answer)};
  VEC_PUSH(&c->answers, one);
}

/* -- Weights and reliability of what everybody had ------------------------------------------- */

void items_finish_fixed(struct items_test *test) {
  double variance = 0, roots = 0;
  size_t n = 0;
  for (size_t i = 0; i < test->n; i++) {
    if (test->list[i].flags == ITEMS_ANNULLED)
      continue;
    n++;
    variance += test->list[i].numbers.variance;
    roots += item_weight_root(&test->list[i].numbers);
  }
  for (size_t i = 0; i < test->n; i++)
    test->list[i].has_effective =
        test->list[i].flags != ITEMS_ANNULLED &&
        item_weight(&test->list[i].numbers, roots, &test->list[i].effective);
  test_reliability(&test->numbers, n, variance);
}

enum rc items_from_store(const struct app_paths *paths, uint32_t safe, struct items *items,
                         struct diags *diags) {
  struct collecting c = {.items = items, .finder = {.courses = paths->courses}, .diags = diags};
  struct marks_reader reader = {.ctx = &c, .run = take_run, .answer = take_answer};
  struct store *store = NULL;
  *items = (struct items){0};
  enum rc rc = store_open_existing(paths->store, &store, diags);
  if (rc == RC_OK)
    rc = store_marks(store, &reader, diags);
  end_runs(&c);
  end_answers(&c);
  for (size_t i = 0; i < items->n; i++)
    if (!items->list[i].drawn)
      items_finish_fixed(&items->list[i]);
  if (rc == RC_OK)
    rc = items_expose(items, store, &c.finder, safe, diags);
  store_close(store);
  finder_done(&c.finder);
  free(c.runs.list);
  free(c.answers.list);
  return rc;
}

void items_done(struct items *items) {
  for (size_t i = 0; i < items->n; i++)
    free(items->list[i].list);
  free(items->list);
  arena_done(&items->arena);
  *items = (struct items){0};
}
