/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which questions are drawn: the same for the same seed, even over competencies. */
#include "session/draw.h"
#include "session_fixture.h"

TestSuite(session_draw, .fini = done);

/* n items of each competency; every third of A is for exams only. */
static struct module *pool(unsigned draw, int a, int b, int c) {
  static char yaml[65536];
  sprintf(yaml, "draw: %u\nquestions:\n", draw);
  const int n[] = {a, b, c};
  for (int k = 0; k < 3; k++)
    for (int i = 0; i < n[k]; i++)
      sprintf(yaml + strlen(yaml),
              "  - {id: %c%d, competency: %c, choose: q, options: [{right: x}, {wrong: y}, {wrong: "
              "z}]}\n",
              'a' + k, i, 'A' + k);
  return fixture_module(yaml);
}

static struct plan drawn;
static uint16_t chosen[PLAN_SLOTS];

static void draw(const struct module *module, uint64_t seed) {
  memset(&drawn, 0, sizeof drawn);
  drawn.seed = seed;
  draw_quiz(&module->quiz, &drawn, chosen);
}

static size_t of(const struct module *module, const char *competency) {
  size_t n = 0;
  for (size_t i = 0; i < drawn.n; i++)
    n += strcmp(module->quiz.items[chosen[i]].competency, competency) == 0;
  return n;
}

Test(session_draw, even_over_competencies) {
  const struct module *module = pool(9, 20, 5, 3);
  for (uint64_t seed = 0; seed < 200; seed++) {
    draw(module, seed);
    cr_assert_eq(drawn.n, 9);
    cr_assert_eq(of(module, "A"), 3);
    cr_assert_eq(of(module, "B"), 3);
    cr_assert_eq(of(module, "C"), 3);
  }
}

Test(session_draw, as_even_as_the_pool_allows) {
  const struct module *module = pool(10, 20, 20, 1);
  for (uint64_t seed = 0; seed < 200; seed++) {
    draw(module, seed);
    cr_assert_eq(of(module, "C"), 1);
    cr_assert(of(module, "A") == 4 || of(module, "A") == 5);
  }
}

Test(session_draw, no_item_twice_and_each_has_its_turn) {
  const struct module *module = pool(6, 6, 6, 6);
  size_t times[18] = {0}, first[18] = {0};
  for (uint64_t seed = 0; seed < 3000; seed++) {
    uint32_t seen = 0;
    draw(module, seed);
    first[chosen[0]]++;
    for (size_t i = 0; i < drawn.n; i++) {
      cr_assert_not(seen >> chosen[i] & 1);
      seen |= 1u << chosen[i];
      times[chosen[i]]++;
      cr_assert_str_eq(drawn.slots[i].item, module->quiz.items[chosen[i]].id);
    }
  }
  for (size_t i = 0; i < 18; i++) {
    cr_expect(times[i] > 850 && times[i] < 1150, "item %zu: %zu of 1000", i, times[i]);
    cr_expect(first[i] > 100 && first[i] < 240, "item %zu first: %zu of 167", i, first[i]);
  }
}

Test(session_draw, same_seed_same_draw) {
  const struct module *module = pool(9, 10, 10, 10);
  size_t differ = 0;
  for (uint64_t seed = 0; seed < 50; seed++) {
    draw(module, seed);
    struct plan first = drawn;
    draw(module, seed);
    cr_assert_eq(memcmp(&first, &drawn, sizeof first), 0);
    draw(module, seed + 1000);
    differ += memcmp(first.slots, drawn.slots, sizeof first.slots) != 0;
  }
  cr_expect_eq(differ, 50);
}

Test(session_draw, bounds) {
  draw(pool(50, 30, 30, 0), 1);
  cr_expect_eq(drawn.n, PLAN_SLOTS, "no more than a plan holds");
  draw(pool(9, 2, 1, 0), 1);
  cr_expect_eq(drawn.n, 3, "no more than there are");
  draw(pool(0, 5, 0, 0), 1);
  cr_expect_eq(drawn.n, 0);
  draw(pool(5, 0, 0, 0), 1);
  cr_expect_eq(drawn.n, 0);
}

Test(session_draw, exam_items_stay_out) {
  const struct module *module =
      fixture_module("draw: 5\nquestions:\n"
                     "  - {id: a, competency: A, use: exam, true-or-false: q, truth: yes}\n"
                     "  - {id: b, competency: A, true-or-false: q, truth: yes}\n");
  for (uint64_t seed = 0; seed < 20; seed++) {
    draw(module, seed);
    cr_assert_eq(drawn.n, 1);
    cr_assert_str_eq(drawn.slots[0].item, "b");
  }
}

Test(session_draw, orders) {
  const struct module *module = fixture_module(
      "draw: 2\nquestions:\n"
      "  - {id: a, competency: A, choose: q, options: [{right: x}, {wrong: y}, {wrong: z}]}\n"
      "  - {id: b, competency: A, true-or-false: q, truth: yes}\n");
  size_t orders[3] = {0};
  for (uint64_t seed = 0; seed < 300; seed++) {
    draw(module, seed);
    for (size_t i = 0; i < 2; i++) {
      const struct plan_slot *slot = &drawn.slots[i];
      if (slot->item[0] == 'b') {
        cr_assert_eq(slot->order[0], 0, "true comes before false");
        cr_assert_eq(slot->order[1], 1);
        cr_assert_eq(slot->n_parts, 2);
      } else {
        cr_assert_eq(1 << slot->order[0] | 1 << slot->order[1] | 1 << slot->order[2], 7);
        orders[slot->order[0]]++;
      }
    }
  }
  for (size_t i = 0; i < 3; i++)
    cr_expect(orders[i] > 60 && orders[i] < 140, "%zu of 100", orders[i]);
}
