/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who a statement is of: people who were joined are one, as long as nobody took it back. */
#include "app/export.h"

#include "store_fixture.h"

static char folder[64];
static struct store *store;
static struct sink sink;
static struct diags diags;
static int64_t second;

static void setup(void) {
  folder_temporary(folder, sizeof folder);
  store = store_must_open(folder);
  second = 0;
}

static void teardown(void) {
  sink_done(&sink);
  diags_done(&diags);
}

TestSuite(app_export, .init = setup, .fini = teardown);

static void say(uint8_t person, struct happening h) {
  second++;
  scene_must_append(store, (struct scene){person, person, 1, 1000 * second, 1000 * second}, &h, 1);
}

static struct happening joined(uint8_t other, bool undone) {
  return (struct happening){.verb = VERB_JOINED, .other = {other}, .undone = undone};
}

static void export_all(bool names) {
  const struct app_paths paths = {.courses = folder, .store = folder};
  const struct export_wanted wanted = {.what = "xapi", .names = names};
  struct export_told told;
  store_close(store);
  cr_assert_eq(export_make(&paths, &wanted, &sink, &told, &diags), RC_OK);
}

static size_t count(const char *wanted) {
  size_t n = 0;
  for (const char *at = str_text(&sink.text); (at = strstr(at, wanted)); at++)
    n++;
  return n;
}

#define ACCOUNT(digit) "\"name\":\"0" digit "000000000000000000000000000000\""

Test(app_export, a_chain_of_joins_gives_the_smallest_id) {
  say(4, answered("c/m/a", "X", 0));
  say(3, answered("c/m/a", "X", 0));
  say(2, answered("c/m/a", "X", 0));
  say(4, joined(3, false));
  say(2, joined(3, false));
  export_all(false);
  cr_expect_eq(count(ACCOUNT("2")), 3);
}

Test(app_export, a_join_that_was_taken_back_is_none) {
  say(3, answered("c/m/a", "X", 0));
  say(2, answered("c/m/a", "X", 0));
  say(3, joined(2, false));
  say(2, joined(3, true));
  export_all(false);
  cr_expect_eq(count(ACCOUNT("2")), 1);
  cr_expect_eq(count(ACCOUNT("3")), 1);
}

Test(app_export, the_latest_name_of_any_of_the_joined_is_told) {
  say(3, stated("Amina K."));
  say(2, stated("Amina"));
  say(3, stated("Amina O."));
  say(2, answered("c/m/a", "X", 0));
  say(3, joined(2, false));
  export_all(true);
  cr_expect_eq(count("\"name\":\"Amina O.\""), 1);
  cr_expect_eq(count("Amina"), 1);
}

Test(app_export, no_name_is_told_unasked) {
  say(2, stated("Amina"));
  say(2, answered("c/m/a", "X", 0));
  export_all(false);
  cr_expect_eq(count("Amina"), 0);
  cr_expect_eq(count("verbs/answered"), 1);
}
