/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/calibrate.h"

#include "app/measured.h"
#include "app_fixture.h"
#include "base/random.h"
#include "measure/ability.h"

TestSuite(app_calibrate, .init = setup, .fini = teardown);

enum { PEOPLE = 40, ITEMS = 6 };

/* Item 0 is far harder than its author said, item 5 far easier. */
static double truth_of(size_t item) { return item == 0 ? 2.5 : item == ITEMS - 1 ? -3.5 : -.5; }

static void answer_all(void) {
  struct rng rng;
  rng_seed(&rng, 7);
  for (uint8_t person = 1; person <= PEOPLE; person++) {
    struct happening all[ITEMS];
    char paths[ITEMS][32];
    double theta = (double)person / PEOPLE * 4 - 2;
    for (size_t i = 0; i < ITEMS; i++) {
      const struct ability_item item = {truth_of(i), .25};
      snprintf(paths[i], sizeof paths[i], "demo/first/%zu", i);
      all[i] = (struct happening){.verb = VERB_ANSWERED,
                                  .mode = MODE_PRACTICE,
                                  .path = paths[i],
                                  .language = "en",
                                  .competency = "ABC",
                                  .level = 2,
                                  .attempt = 1,
                                  .guess = 250000};
      all[i].key_rev[0] = 1;
      all[i].score = rng_below(&rng, 1000) < 1000 * ability_chance(&item, theta) ? SCORE_ONE : 0;
    }
    struct append append = {.happened = all, .n = ITEMS, .moment = {.wall = 1000, .mono = person}};
    append.subject[0] = append.actor[0] = person;
    cr_assert_eq(store_append(app->store, &append, &diags), RC_OK);
  }
}

Test(app_calibrate, what_is_found_is_recorded_and_holds_from_then_on) {
  struct calibrate_told told;
  struct calibrated *found;
  size_t n;
  answer_all();
  cr_assert_eq(calibrate_store(app, INT64_MAX, true, &told, &diags), RC_OK);
  cr_assert_eq(told.n, 1);
  cr_expect_eq(told.list[0].people, PEOPLE);
  cr_expect_eq(told.list[0].answers, PEOPLE * ITEMS);
  cr_expect(told.list[0].converged);
  free(told.list);
  cr_assert_eq(store_calibrations(app->store, INT64_MAX, &found, &n, &diags), RC_OK);
  cr_expect_eq(n, 0, "it was only tried");
  free(found);
  cr_assert_eq(calibrate_store(app, INT64_MAX, false, &told, &diags), RC_OK);
  cr_expect_eq(told.recorded, ITEMS);
  free(told.list);
  cr_assert_eq(store_calibrations(app->store, INT64_MAX, &found, &n, &diags), RC_OK);
  cr_assert_eq(n, ITEMS);
  cr_expect_str_eq(found[0].path, "demo/first/0");
  cr_expect_gt(found[0].values.b, 300000, "it is harder than its author said");
  cr_expect_lt(found[ITEMS - 1].values.b, -800000);
  cr_expect_eq(found[0].values.n, PEOPLE);
  free(found);
}

static void keep(void *ctx, const struct measured *row) {
  if (row->person->id[0] == PEOPLE && row->estimate.n)
    *(double *)ctx = row->estimate.mean;
}

static double measure(int64_t until) {
  const struct evidence_scope scope = {.until = until};
  struct measured_roster roster;
  double mean = 0;
  cr_assert_eq(measured_roster(app->store, until, &roster, &diags), RC_OK);
  cr_assert_eq(
      measured_each(app->store, app_framework(app), &roster, &scope, keep, &mean, NULL, &diags),
      RC_OK);
  measured_roster_free(&roster);
  return mean;
}

Test(app_calibrate, reports_of_an_earlier_date_do_not_change) {
  struct calibrate_told told;
  answer_all();
  double before = measure(INT64_MAX);
  struct store_facts facts;
  cr_assert_eq(store_inspect(app->store, &facts, &diags), RC_OK);
  cr_assert_eq(calibrate_store(app, INT64_MAX, false, &told, &diags), RC_OK);
  free(told.list);
  cr_expect_neq(measure(INT64_MAX), before);
  cr_expect_eq(measure(facts.newest + 1), before);
}
