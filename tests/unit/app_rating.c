/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/rating.h"

#include "app/inner.h"
#include "app_fixture.h"
#include "store/evidence.h"

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

/* -- As a supervisor ----------------------------------------------------------------------------
 */

static struct person officer(const char *name) {
  struct person person = {.position = "POL"};
  snprintf(person.name, sizeof person.name, "%s", name);
  cr_assert_eq(app_state_person(app, &person, &diags), RC_OK);
  return person;
}

static struct rating read_of(const struct person *person) {
  struct arena arena = {0};
  struct rating *list;
  size_t n;
  cr_assert_eq(rating_read_of(app, person, &arena, &list, &n, &diags), RC_OK);
  cr_assert_eq(n, 1);
  struct rating rating = list[0];
  arena_done(&arena);
  return rating;
}

Test(app_rating, supervisor_rates_somebody_else_as_the_import_does) {
  const struct evidence_scope all = {.from = INT64_MIN, .until = INT64_MAX};
  struct person bakari = officer("Bakari");
  struct rated *list;
  size_t n;
  cr_expect_eq(read_of(&bakari).own, RATED_NOT);
  cr_expect_eq(rating_state_of(app, &bakari, "ABC", 4, CAUSE_NOT_ASKED, &diags), RC_OK);
  cr_expect_eq(rating_state_of(app, &bakari, "ABC", 1, CAUSE_TOOLS, &diags), RC_OK);
  cr_expect_eq(rating_state_of(app, &bakari, "ABC", 1, CAUSES, &diags), RC_USAGE);
  cr_expect_eq(read_of(&bakari).own, 1, "the latest holds");
  cr_assert_eq(store_ratings(app->store, &all, &list, &n, &diags), RC_OK);
  cr_assert_eq(n, 1);
  cr_expect_eq(list[0].evidence, EVIDENCE_SUPERVISOR);
  cr_expect_arr_eq(list[0].person, bakari.id, ID_BYTES);
  cr_expect_arr_eq(list[0].rater, app->person.id, ID_BYTES);
  cr_expect_eq(list[0].cause, CAUSE_TOOLS);
  free(list);
  cr_expect_eq(read_one().own, RATED_NOT, "nothing was said of oneself");
  cr_assert_eq(app_sign_in(app, bakari.id, &diags), RC_OK);
  cr_expect_eq(read_one().supervisor, 1);
}

Test(app_rating, what_others_said_is_not_shown_to_who_rates) {
  struct person bakari = officer("Bakari"), chief = officer("Chief");
  cr_assert_eq(rating_state_of(app, &bakari, "ABC", 4, CAUSE_NOT_ASKED, &diags), RC_OK);
  cr_assert_eq(app_sign_in(app, bakari.id, &diags), RC_OK);
  cr_assert_eq(rating_state(app, "ABC", 3, &diags), RC_OK);
  cr_assert_eq(app_sign_in(app, chief.id, &diags), RC_OK);
  cr_expect_eq(read_of(&bakari).own, RATED_NOT);
}

Test(app_rating, nobody_is_his_own_supervisor_under_whichever_id) {
  struct person own = app->person, alias = officer("Amina O.");
  struct happening joined = {.verb = VERB_JOINED, .path = "", .language = ""};
  cr_expect_eq(rating_state_of(app, &own, "ABC", 4, CAUSE_NOT_ASKED, &diags), RC_USAGE);
  struct append append = {.happened = &joined, .n = 1};
  memcpy(append.subject, own.id, ID_BYTES);
  memcpy(append.actor, own.id, ID_BYTES);
  memcpy(joined.other, alias.id, ID_BYTES);
  clock_read(&append.moment);
  cr_assert_eq(store_append(app->store, &append, &diags), RC_OK);
  cr_expect_eq(rating_state_of(app, &alias, "ABC", 4, CAUSE_NOT_ASKED, &diags), RC_USAGE);
}
