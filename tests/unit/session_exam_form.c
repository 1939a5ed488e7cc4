/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms A and B: they share nothing, ask the same of each competency and level, and no exam item
 * is ever practised. */
#include "session/draw.h"
#include "session/exam.h"
#include "session_fixture.h"

TestSuite(session_exam_form, .fini = done);

enum { CELLS = 9, SEEDS = 40 };

static uint64_t dice = 2463534242u;

static unsigned roll(unsigned n) {
  dice ^= dice << 13, dice ^= dice >> 7, dice ^= dice << 17;
  return (unsigned)(dice % n);
}

/* Items of three competencies and levels, so many of each cell; every use has its turn. */
static struct module *pool(unsigned draw, const unsigned n[CELLS]) {
  static char yaml[65536];
  static const char *const uses[] = {"", "use: exam, ", "use: practice, "};
  int at = sprintf(yaml, "draw: 10\nexam: %u\nquestions:\n", draw);
  for (unsigned cell = 0, item = 0; cell < CELLS; cell++)
    for (unsigned i = 0; i < n[cell]; i++, item++)
      at += sprintf(yaml + at,
                    "  - {id: i%u, competency: %c, level: %u, %strue-or-false: q, truth: yes}\n",
                    item, 'A' + cell / 3, cell % 3 + 1, uses[roll(5) < 3 ? 0 : roll(3)]);
  return fixture_module(yaml);
}

struct drawn {
  struct plan plan;
  uint16_t index[PLAN_SLOTS];
};

static void draw(const struct module *module, uint8_t form, uint64_t seed, struct drawn *out) {
  memset(out, 0, sizeof *out);
  out->plan.seed = seed;
  out->plan.form = form;
  exam_draw(&module->quiz, &out->plan, out->index);
}

static size_t cell_of(const struct item *item) {
  return (size_t)(item->competency[0] - 'A') * 3 + item->level - 1;
}

static void count(const struct module *module, const struct drawn *drawn, unsigned out[CELLS]) {
  memset(out, 0, CELLS * sizeof *out);
  for (size_t i = 0; i < drawn->plan.n; i++)
    out[cell_of(&module->quiz.items[drawn->index[i]])]++;
}

static void check_form(const struct module *module, const struct drawn *drawn) {
  bool seen[512] = {0};
  cr_assert_eq(drawn->plan.n, exam_questions(&module->quiz));
  for (size_t i = 0; i < drawn->plan.n; i++) {
    const struct item *item = &module->quiz.items[drawn->index[i]];
    cr_assert_neq(item->use, USE_PRACTICE);
    cr_assert_not(seen[drawn->index[i]], "no item twice");
    seen[drawn->index[i]] = true;
    cr_assert_str_eq(drawn->plan.slots[i].item, item->id);
    cr_assert_eq(memcmp(drawn->plan.slots[i].key_rev, item->key_rev, HASH_BYTES), 0);
  }
}

/* Of all forms drawn with any seed, none of A shares an item with one of B. */
static void check_pair(const struct module *module) {
  bool in_a[512] = {0}, in_b[512] = {0};
  unsigned blueprint[CELLS], cells[CELLS];
  static struct drawn a, b;
  draw(module, FORM_A, 0, &a);
  count(module, &a, blueprint);
  for (uint64_t seed = 0; seed < SEEDS; seed++) {
    draw(module, FORM_A, seed, &a);
    draw(module, FORM_B, seed * 7 + 1, &b);
    check_form(module, &a);
    check_form(module, &b);
    count(module, &a, cells);
    cr_assert_arr_eq(cells, blueprint, sizeof cells);
    count(module, &b, cells);
    cr_assert_arr_eq(cells, blueprint, sizeof cells);
    for (size_t i = 0; i < a.plan.n; i++)
      in_a[a.index[i]] = in_b[b.index[i]] = true;
  }
  for (size_t i = 0; i < module->quiz.n_items; i++)
    cr_assert_not(in_a[i] && in_b[i], "item %zu is in both forms", i);
}

Test(session_exam_form, disjoint_and_of_one_blueprint) {
  size_t questions = 0;
  for (int round = 0; round < 120; round++) {
    unsigned n[CELLS];
    for (size_t i = 0; i < CELLS; i++)
      n[i] = roll(3) ? roll(12) : roll(3);
    const struct module *module = pool(1 + roll(50), n);
    check_pair(module);
    questions += exam_questions(&module->quiz);
    done();
  }
  cr_expect_gt(questions, 120 * 5);
}

Test(session_exam_form, exam_items_are_never_practised) {
  static struct drawn drawn;
  for (int round = 0; round < 60; round++) {
    const unsigned n[CELLS] = {roll(9), roll(9), roll(9), roll(9), 3, roll(9), roll(9), 1, 2};
    const struct module *module = pool(6, n);
    for (uint64_t seed = 0; seed < 20; seed++) {
      memset(&drawn, 0, sizeof drawn);
      drawn.plan.seed = seed;
      draw_quiz(&module->quiz, &drawn.plan, drawn.index);
      for (size_t i = 0; i < drawn.plan.n; i++)
        cr_assert_neq(module->quiz.items[drawn.index[i]].use, USE_EXAM);
    }
    done();
  }
}

/* 8, 4 and 2 in each form, 7 asked: shares 4, 2 and 1. 6 asked: 3.43, 1.71 and .86. */
Test(session_exam_form, largest_remainder) {
  static struct drawn drawn;
  static const unsigned asked[][4] = {{7, 4, 2, 1}, {6, 3, 2, 1}, {14, 8, 4, 2}, {1, 1, 0, 0}};
  char yaml[4096];
  for (size_t k = 0; k < 4; k++) {
    int at = sprintf(yaml, "exam: %u\nquestions:\n", asked[k][0]);
    for (int i = 0; i < 28; i++)
      at += sprintf(yaml + at, "  - {id: i%d, competency: %c, true-or-false: q, truth: yes}\n", i,
                    i < 16   ? 'A'
                    : i < 24 ? 'B'
                             : 'C');
    const struct module *module = fixture_module(yaml);
    unsigned cells[CELLS];
    draw(module, FORM_B, 3, &drawn);
    count(module, &drawn, cells);
    cr_expect_eq(cells[1], asked[k][1]);
    cr_expect_eq(cells[4], asked[k][2]);
    cr_expect_eq(cells[7], asked[k][3]);
  }
}

Test(session_exam_form, an_odd_one_is_in_neither_form) {
  const unsigned none[CELLS] = {1, 1, 1, 0, 0, 1, 0, 0, 0};
  cr_expect_eq(exam_questions(&pool(4, none)->quiz), 0);
  const struct module *module = fixture_module(
      "exam: 4\nquestions:\n  - {id: a, competency: A, true-or-false: q, truth: yes}\n"
      "  - {id: b, competency: A, true-or-false: q, truth: yes}\n"
      "  - {id: c, competency: A, true-or-false: q, truth: yes}\n");
  cr_expect_eq(exam_questions(&module->quiz), 1);
}

/* Items that move within the file, and others that come into other cells, change no form. */
Test(session_exam_form, a_form_does_not_hang_on_the_order_of_the_file) {
  static struct drawn first, second;
#define TRUTH(id, competency)                                                                      \
  "  - {id: " id ", competency: " competency ", true-or-false: q, truth: yes}\n"
  const struct module *one = fixture_module("exam: 2\nquestions:\n" TRUTH("a", "A") TRUTH("b", "A")
                                                TRUTH("c", "A") TRUTH("d", "A"));
  const struct module *two = fixture_module("exam: 2\nquestions:\n" TRUTH("d", "A") TRUTH("b", "A")
                                                TRUTH("a", "A") TRUTH("c", "A"));
  for (uint64_t seed = 0; seed < 20; seed++) {
    draw(one, FORM_A, seed, &first);
    draw(two, FORM_A, seed, &second);
    for (size_t i = 0; i < 2; i++)
      cr_assert_str_eq(first.plan.slots[i].item, second.plan.slots[i].item);
  }
}

Test(session_exam_form, time_is_lengthened_by_percent) {
  struct quiz quiz = {.exam = {.draw = 6, .minutes = 9}};
  cr_expect_eq(exam_limit(quiz.exam.minutes, 100), 9 * 60000);
  cr_expect_eq(exam_limit(quiz.exam.minutes, 125), 11 * 60000 + 15000);
  cr_expect_eq(exam_limit(quiz.exam.minutes, 200), 18 * 60000);
  cr_expect_eq(exam_limit(quiz.exam.minutes, 0), 0);
  quiz.exam.minutes = 0;
  cr_expect_eq(exam_limit(quiz.exam.minutes, 150), 0);
}
