/* SPDX-License-Identifier: GPL-3.0-or-later */
/* As a table: three kinds of rows over one set of columns, in the manual. */
#include "app/items_inner.h"

#include "base/vec.h"

#include <math.h>

enum item_column {
  ROW,
  TEST,
  MODE,
  ITEM,
  KEY,
  OPTION,
  RIGHT,
  FILE_,
  LINE,
  STATE,
  N,
  QUESTIONS,
  MAX,
  MEAN,
  MEDIAN,
  SD,
  SKEWNESS,
  KURTOSIS,
  ALPHA,
  ALPHA_LOW,
  ALPHA_HIGH,
  ERROR_RATIO,
  STANDARD_ERROR,
  SHARE,
  LOW,
  HIGH,
  DISCRIMINATION,
  DISCRIMINATION_LOW,
  DISCRIMINATION_HIGH,
  EFFICIENCY,
  INTENDED,
  EFFECTIVE,
  UPPER,
  LOWER,
  SHOWN,
  SHOWN_EXAMS,
  SHOWN_OUTSIDE,
  EXAMS_SINCE,
  OUTSIDE_SINCE,
  FLAGS,
  COLUMNS
};

static const struct column columns[COLUMNS] = {
    {.key = "row"},
    {.key = "test"},
    {.key = "mode"},
    {.key = "item"},
    {.key = "key"},
    {.key = "option"},
    {.key = "right", .kind = COLUMN_WHOLE},
    {.key = "file"},
    {.key = "line", .kind = COLUMN_WHOLE},
    {.key = "state"},
    {.key = "n", .kind = COLUMN_WHOLE},
    {.key = "questions", .kind = COLUMN_WHOLE},
    {.key = "max", .kind = COLUMN_DECIMAL, .digits = 4},
    {.key = "mean", .kind = COLUMN_DECIMAL, .digits = 4},
    {.key = "median", .kind = COLUMN_DECIMAL, .digits = 4},
    {.key = "sd", .kind = COLUMN_DECIMAL, .digits = 4},
    {.key = "skewness", .kind = COLUMN_DECIMAL, .digits = 4},
    {.key = "kurtosis", .kind = COLUMN_DECIMAL, .digits = 4},
    {.key = "alpha", .kind = COLUMN_DECIMAL, .digits = 4},
    {.key = "alpha_low", .kind = COLUMN_DECIMAL, .digits = 4},
    {.key = "alpha_high", .kind = COLUMN_DECIMAL, .digits = 4},
    {.key = "error_ratio", .kind = COLUMN_DECIMAL, .digits = 4},
    {.key = "standard_error", .kind = COLUMN_DECIMAL, .digits = 4},
    {.key = "share", .kind = COLUMN_SHARE},
    {.key = "low", .kind = COLUMN_SHARE},
    {.key = "high", .kind = COLUMN_SHARE},
    {.key = "discrimination", .kind = COLUMN_DECIMAL, .digits = 4},
    {.key = "discrimination_low", .kind = COLUMN_DECIMAL, .digits = 4},
    {.key = "discrimination_high", .kind = COLUMN_DECIMAL, .digits = 4},
    {.key = "efficiency", .kind = COLUMN_DECIMAL, .digits = 4},
    {.key = "intended_weight", .kind = COLUMN_DECIMAL, .digits = 4},
    {.key = "effective_weight", .kind = COLUMN_DECIMAL, .digits = 4},
    {.key = "upper", .kind = COLUMN_SHARE},
    {.key = "lower", .kind = COLUMN_SHARE},
    {.key = "shown", .kind = COLUMN_WHOLE},
    {.key = "shown_exams", .kind = COLUMN_WHOLE},
    {.key = "shown_outside", .kind = COLUMN_WHOLE},
    {.key = "exams_since", .kind = COLUMN_DATE},
    {.key = "outside_since", .kind = COLUMN_DATE},
    {.key = "flags"},
};

static const char *const item_flag_names[] = {"reversed", "weak",    "easy", "hard",
                                              "annulled", "exposed", "met"};
static const char *const option_flag_names[] = {"attractive", "unused"};
static const char *const states[] = {"here", "changed", "gone", NULL};

const char *items_item_flag(unsigned nth) {
  return nth < COUNT(item_flag_names) ? item_flag_names[nth] : NULL;
}

const char *items_option_flag(unsigned nth) {
  return nth < COUNT(option_flag_names) ? option_flag_names[nth] : NULL;
}

const char *items_mode(enum run_mode mode) {
  return mode == MODE_EXAM ? "exam" : mode == MODE_NONE ? "marks" : "practice";
}

static void put_text(struct cell *cell, const char *text) {
  if (text)
    *cell = cell_text(text);
}

static void put_whole(struct cell *cell, int64_t number) { *cell = cell_number(number); }

/* Beyond what a cell holds nothing is known either. */
static void put(struct cell *cell, bool known, double number) {
  if (known && fabs(number) < 1e12)
    *cell = cell_number(llround(number * 10000));
}

static void put_interval(struct cell *low, struct cell *high, bool known, struct interval interval,
                         double times) {
  put(low, known, times * interval.low);
  put(high, known, times * interval.high);
}

static void put_flags(struct cell *cell, unsigned flags, const char *(*name)(unsigned),
                      struct arena *arena) {
  const char *all = "";
  for (unsigned i = 0; name(i); i++)
    if (flags >> i & 1)
      all = arena_printf(arena, "%s%s%s", all, *all ? " " : "", name(i));
  put_text(cell, all);
}

static void put_test(struct cell *cells, const struct items_test *test, const char *row) {
  put_text(&cells[ROW], row);
  put_text(&cells[TEST], test->name);
  put_text(&cells[MODE], items_mode(test->mode));
}

static void fill_test(struct cell *cells, const struct items_test *test) {
  const struct test_numbers *t = &test->numbers;
  put_test(cells, test, "test");
  put_whole(&cells[N], t->n);
  if (test->questions)
    put_whole(&cells[QUESTIONS], test->questions);
  put(&cells[MAX], true, test->most);
  put(&cells[MEAN], true, t->mean);
  put(&cells[MEDIAN], true, t->median);
  put(&cells[SD], t->has_sd, t->sd);
  put(&cells[SKEWNESS], t->has_skewness, t->skewness);
  put(&cells[KURTOSIS], t->has_kurtosis, t->kurtosis);
  put(&cells[ALPHA], t->has_alpha, t->alpha);
  put_interval(&cells[ALPHA_LOW], &cells[ALPHA_HIGH], t->has_alpha_interval, t->alpha_interval, 1);
  put(&cells[ERROR_RATIO], t->has_error, t->error_ratio);
  put(&cells[STANDARD_ERROR], t->has_error, t->standard_error);
  put(&cells[SHARE], true, t->mean / test->most);
  put_text(&cells[FLAGS], t->has_alpha && !t->has_error ? "alpha-not-interpretable" : "");
}

static void put_shown(struct cell *cells, const struct items_item *item) {
  if (!item->shown)
    return;
  put_whole(&cells[SHOWN], item->shown);
  put_whole(&cells[SHOWN_EXAMS], item->shown_exams);
  put_whole(&cells[SHOWN_OUTSIDE], item->shown_outside);
  put_text(&cells[EXAMS_SINCE], item->exams_since);
  put_text(&cells[OUTSIDE_SINCE], item->outside_since);
}

static void fill_item(struct cell *cells, const struct items_test *test,
                      const struct items_item *item, struct arena *arena) {
  const struct item_numbers *i = &item->numbers;
  put_test(cells, test, "item");
  put_text(&cells[ITEM], item->name);
  put_text(&cells[KEY], item->key[0] ? item->key : NULL);
  put_text(&cells[FILE_], item->file);
  if (item->file)
    put_whole(&cells[LINE], item->line);
  put_text(&cells[STATE], states[item->state]);
  put_whole(&cells[N], i->n);
  put(&cells[MAX], true, item->most);
  put(&cells[MEAN], true, i->mean);
  put(&cells[SD], i->has_sd, i->sd);
  put(&cells[SHARE], true, i->facility);
  put_interval(&cells[LOW], &cells[HIGH], true, i->facility_interval, 1);
  put(&cells[DISCRIMINATION], i->has_correlation, 100 * i->correlation);
  put_interval(&cells[DISCRIMINATION_LOW], &cells[DISCRIMINATION_HIGH], i->has_correlation,
               i->correlation_interval, 100);
  put(&cells[EFFICIENCY], i->has_efficiency, i->efficiency);
  put(&cells[INTENDED], item->has_intended, item->intended);
  put(&cells[EFFECTIVE], item->has_effective, item->effective);
  put_shown(cells, item);
  put_flags(&cells[FLAGS], item->flags, items_item_flag, arena);
}

static void fill_option(struct cell *cells, const struct items_test *test,
                        const struct items_item *item, const struct items_option *option,
                        struct arena *arena) {
  const struct option_numbers *o = &option->numbers;
  put_test(cells, test, "option");
  put_text(&cells[ITEM], item->name);
  put_text(&cells[KEY], item->key);
  put_text(&cells[OPTION], option->text);
  if (option->text)
    put_whole(&cells[RIGHT], option->right);
  put_whole(&cells[N], o->chosen);
  put(&cells[SHARE], true, o->share);
  put_interval(&cells[LOW], &cells[HIGH], true, o->interval, 1);
  put(&cells[DISCRIMINATION], o->has_correlation, 100 * o->correlation);
  put_interval(&cells[DISCRIMINATION_LOW], &cells[DISCRIMINATION_HIGH], o->has_correlation,
               o->correlation_interval, 100);
  put(&cells[UPPER], o->has_groups, o->upper);
  put(&cells[LOWER], o->has_groups, o->lower);
  put_flags(&cells[FLAGS], option->flags, items_option_flag, arena);
}

static size_t count_rows(const struct items *items) {
  size_t n = 0;
  for (size_t i = 0; i < items->n; i++) {
    n += 1 + items->list[i].n;
    for (size_t k = 0; k < items->list[i].n; k++)
      n += items->list[i].list[k].n_options;
  }
  return n;
}

const struct table *items_table(struct items *items) {
  struct arena *arena = &items->arena;
  size_t n = count_rows(items);
  struct table *table = arena_alloc(arena, sizeof *table);
  struct cell *cells = arena_array(arena, n * COLUMNS, sizeof *cells), *row = cells;
  for (size_t i = 0; i < items->n; i++) {
    const struct items_test *test = &items->list[i];
    fill_test(row, test);
    row += COLUMNS;
    for (size_t k = 0; k < test->n; k++) {
      const struct items_item *item = &test->list[k];
      fill_item(row, test, item, arena);
      row += COLUMNS;
      for (size_t o = 0; o < item->n_options; o++, row += COLUMNS)
        fill_option(row, test, item, &item->options[o], arena);
    }
  }
  *table = (struct table){
      .id = "items", .columns = columns, .n_columns = COLUMNS, .cells = cells, .n_rows = n};
  return table;
}
