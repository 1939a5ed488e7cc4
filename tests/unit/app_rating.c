/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/rating.h"

#include "app_fixture.h"

TestSuite(app_rating, .init = setup, .fini = teardown);

static struct rating read_one(void) {
  struct arena arena = {0};
  struct rating *list;
  size_t n;
  cr_assert_eq(rating_read(app, &arena, &list, &n, &diags), RC_OK);
  cr_assert_eq(n, 1);
  struct rating rating = list[0];
  arena_done(&arena);
  return rating;
}

Test(app_rating, the_latest_rating_counts_and_moves_no_measure) {
  struct rating before = read_one();
  cr_expect_eq(before.own, RATED_NOT);
  cr_expect_eq(before.supervisor, RATED_NOT);
  cr_expect_eq(before.required, 2);
  cr_expect_eq(before.answers, 0);
  cr_expect_str_eq(before.competency->descriptors[4], "All.");
  cr_expect_eq(rating_state(app, "ABC", 4, &diags), RC_OK);
  cr_expect_eq(rating_state(app, "ABC", 0, &diags), RC_OK);
  struct rating after = read_one();
  cr_expect_eq(after.own, 0);
  cr_expect_eq(after.answers, 0);
  cr_expect_eq(after.status, before.status);
}

Test(app_rating, only_levels_of_known_competencies_are_recorded) {
  cr_expect_eq(rating_state(app, "XYZ", 1, &diags), RC_USAGE);
  cr_expect_eq(rating_state(app, "ABC", LEVELS, &diags), RC_USAGE);
  app->signed_in = false;
  cr_expect_eq(rating_state(app, "ABC", 1, &diags), RC_USAGE);
}

Test(app_rating, without_a_post_there_is_nothing_to_rate) {
  struct arena arena = {0};
  struct rating *list;
  size_t n;
  app->person.position[0] = '\0';
  cr_assert_eq(rating_read(app, &arena, &list, &n, &diags), RC_OK);
  cr_expect_eq(n, 0);
  arena_done(&arena);
}
