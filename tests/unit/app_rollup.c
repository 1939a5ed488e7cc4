/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/rollup.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct arena arena;
static struct person people[16];
static size_t n;
static struct rollup rollup;
static uint32_t known[64];
static bool hidden[64];

static void teardown(void) { arena_done(&arena); }

TestSuite(app_rollup, .fini = teardown);

static void put(const char *agency, const char *unit, size_t count) {
  for (size_t i = 0; i < count; i++, n++) {
    snprintf(people[n].agency, sizeof people[n].agency, "%s", agency);
    snprintf(people[n].unit, sizeof people[n].unit, "%s", unit);
  }
}

static void hide(void) {
  rollup_make(people, n, &arena, &rollup);
  for (size_t i = 0; i < rollup.n; i++)
    known[i] = rollup.list[i].people;
  rollup_hide(&rollup, known, hidden);
}

static bool is_hidden(enum rollup_kind kind, const char *unit) {
  for (size_t i = rollup.from[kind]; i < rollup.from[kind + 1]; i++)
    if (!unit || strcmp(rollup.list[i].unit, unit) == 0)
      return hidden[i];
  cr_assert_fail("no such group");
  return false;
}

Test(app_rollup, small_unit_is_hidden_and_the_one_that_would_give_it_away) {
  put("A", "north", 3);
  put("A", "south", 6);
  put("A", "west", 5);
  hide();
  cr_expect(is_hidden(ROLLUP_UNIT, "north"));
  cr_expect(is_hidden(ROLLUP_UNIT, "west"), "the smallest beside it");
  cr_expect_not(is_hidden(ROLLUP_UNIT, "south"));
  cr_expect_not(is_hidden(ROLLUP_AGENCY, NULL));
  cr_expect_not(is_hidden(ROLLUP_ALL, NULL));
}

Test(app_rollup, same_unit_name_of_two_agencies_is_two_units) {
  put("A", "gate", 5);
  put("B", "gate", 5);
  hide();
  cr_expect_eq(rollup.from[ROLLUP_UNIT + 1] - rollup.from[ROLLUP_UNIT], 2);
  cr_expect_not(is_hidden(ROLLUP_UNIT, "gate"));
}

Test(app_rollup, of_nobody_there_is_no_group) {
  hide();
  cr_expect_eq(rollup.n, 0);
}
