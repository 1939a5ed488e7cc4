/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Estimates that are kept: of whom, for which time, and what becomes of altered ones. That they are
 * those computed anew is in app_kept.c. */
#include "store/estimates.h"
#include "store_fixture.h"

static char folder[64];
static struct store *store;
static struct diags diags;
static struct str told;
static const struct evidence_scope all = {.from = INT64_MIN, .until = INT64_MAX};

/* Events of another laptop, so that there is a file. */
static void carry(void *ctx, const struct event_bytes *event) {
  cr_assert_eq(store_import(ctx, event, 1, &diags), RC_OK);
}

static void collect(const struct happening *happened, size_t n) {
  char elsewhere[64];
  folder_temporary(elsewhere, sizeof elsewhere);
  struct store *laptop = store_must_open(elsewhere);
  scene_must_append(laptop, (struct scene){1, 1, 1, 5000, 5000}, happened, n);
  cr_assert_eq(store_each(laptop, carry, store, &diags), RC_OK);
  store_close(laptop);
}

static void setup(void) {
  folder_temporary(folder, sizeof folder);
  store = store_must_open(folder);
}

static void teardown(void) {
  store_close(store);
  str_done(&told);
  diags_done(&diags);
}

TestSuite(store_estimates, .init = setup, .fini = teardown);

static void respond(void *ctx, const struct response_seen *seen) {
  (void)ctx;
  str_printf(&told, "%s, ", seen->path);
}

static void finish(void *ctx, struct str *bytes) {
  (void)ctx;
  str_puts(bytes, "kept");
}

static void tell(void *ctx, const uint8_t person[ID_BYTES], const void *bytes, size_t len) {
  (void)ctx;
  str_printf(&told, "%d %.*s; ", person[0], (int)len, (const char *)bytes);
}

static const struct estimator estimator = {.response = respond, .finish = finish, .kept = tell};

static const char *estimates(enum rc expected) {
  str_clear(&told);
  cr_assert_eq(store_project(store, NULL, &diags), RC_OK);
  cr_assert(store_estimates_hold(store, &all));
  cr_assert_eq(store_estimates(store, &all, &estimator, &diags), expected);
  return str_text(&told);
}

Test(store_estimates, there_are_none_of_nobody) {
  struct happening h = started("c/m", RUN_QUIZ);
  collect(&h, 1);
  cr_expect_str_eq(estimates(RC_OK), "");
  cr_expect_str_eq(estimates(RC_OK), "", "nor a second time");
}

Test(store_estimates, nor_of_who_was_asked_what_counts_nowhere) {
  struct happening h = answered("c/m/a", "ABC", SCORE_ONE);
  h.faulty = true;
  collect(&h, 1);
  cr_expect_str_eq(estimates(RC_OK), "");
}

Test(store_estimates, are_computed_once_and_given_each_time) {
  struct happening h[] = {answered("c/m/a", "ABC", SCORE_ONE), answered("c/m/b", "ABC", 0)};
  collect(h, 2);
  cr_expect_str_eq(estimates(RC_OK), "c/m/a, c/m/b, 1 kept; ");
  cr_expect_str_eq(estimates(RC_OK), "1 kept; ");
}

Test(store_estimates, hold_for_everybody_and_for_all_of_the_time) {
  struct happening h = answered("c/m/a", "ABC", SCORE_ONE);
  const uint8_t person[ID_BYTES] = {1};
  struct evidence_scope hers = all, later = all, earlier = all;
  hers.person = person;
  later.from = 5001;
  earlier.until = 5000;
  cr_assert_eq(store_project(store, NULL, &diags), RC_OK);
  cr_expect_not(store_estimates_hold(store, &all), "nothing was collected");
  store_close(store);
  store = store_must_open(folder);
  collect(&h, 1);
  cr_assert_eq(store_project(store, NULL, &diags), RC_OK);
  cr_expect(store_estimates_hold(store, &all));
  cr_expect_not(store_estimates_hold(store, &hers));
  cr_expect_not(store_estimates_hold(store, &later));
  cr_expect_not(store_estimates_hold(store, &earlier));
  later.from = 5000;
  earlier.until = 5001;
  cr_expect(store_estimates_hold(store, &later));
  cr_expect(store_estimates_hold(store, &earlier));
}

Test(store_estimates, altered_ones_are_told_and_computed_anew) {
  static const char *const altered[] = {
      "UPDATE proj.kept SET person = x'00'",
      "UPDATE proj.kept SET bytes = x'00'",
      "UPDATE proj.kept SET bytes = CAST('kept' AS BLOB)",
      "UPDATE proj.kept SET person = zeroblob(16)",
      "UPDATE proj.kept SET bytes = zeroblob(12)",
  };
  struct happening h = answered("c/m/a", "ABC", SCORE_ONE);
  collect(&h, 1);
  cr_expect_str_eq(estimates(RC_OK), "c/m/a, 1 kept; ");
  for (size_t i = 0; i < sizeof altered / sizeof *altered; i++) {
    cr_assert_eq(db_run(store, altered[i], &diags), RC_OK);
    cr_expect_str_eq(estimates(RC_DATA), "", "%s", altered[i]);
    cr_expect(diags_have(&diags, "projection.damaged"), "%s", altered[i]);
    diags_done(&diags);
    diags = (struct diags){0};
    cr_expect_str_eq(estimates(RC_OK), "c/m/a, 1 kept; ", "%s", altered[i]);
  }
}
