/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store_fixture.h"

static char folder[256];
static struct store *store;
static struct diags diags;

static void setup(void) {
  folder_temporary(folder, sizeof folder);
  store = store_must_open(folder);
}

static void teardown(void) {
  store_close(store);
  diags_done(&diags);
}

TestSuite(store_settings, .init = setup, .fini = teardown);

static void prefer(uint8_t person, int64_t wall, struct settings settings) {
  struct happening h = {.verb = VERB_PREFERRED, .settings = settings};
  scene_must_append(store, (struct scene){.person = person, .wall = wall}, &h, 1);
}

static struct settings of(uint8_t person) {
  uint8_t id[ID_BYTES] = {person};
  struct settings settings;
  cr_assert_eq(store_settings(store, person ? id : NULL, &settings, &diags), RC_OK);
  return settings;
}

Test(store_settings, are_plain_without_a_word_said) {
  struct settings settings = of(1);
  cr_expect_eq(settings.time_percent, 100);
  cr_expect_eq(settings.theme, THEME_DEFAULT);
  cr_expect_str_eq(settings.language, "");
}

Test(store_settings, all_of_them_come_back) {
  prefer(1, 10,
         (struct settings){.theme = THEME_MONO,
                           .no_mouse = true,
                           .still = true,
                           .time_percent = 0,
                           .until = 20800,
                           .language = "fr"});
  struct settings settings = of(1);
  cr_expect_eq(settings.theme, THEME_MONO);
  cr_expect(settings.no_mouse && settings.still);
  cr_expect_eq(settings.time_percent, 0);
  cr_expect_eq(settings.until, 20800);
  cr_expect_str_eq(settings.language, "fr");
}

Test(store_settings, the_last_statement_wins_whatever_the_clock_says) {
  prefer(1, 5000, (struct settings){.time_percent = 150});
  prefer(1, 10, (struct settings){.time_percent = 200});
  cr_expect_eq(of(1).time_percent, 200);
}

Test(store_settings, each_has_his_own_and_the_first_screen_the_last_of_all) {
  prefer(1, 10, (struct settings){.theme = THEME_CONTRAST});
  prefer(2, 20, (struct settings){.theme = THEME_MONO});
  cr_expect_eq(of(1).theme, THEME_CONTRAST);
  cr_expect_eq(of(2).theme, THEME_MONO);
  cr_expect_eq(of(0).theme, THEME_MONO);
  cr_expect_eq(of(3).theme, THEME_DEFAULT);
}

Test(store_settings, a_theme_of_a_later_version_is_the_ordinary_one) {
  prefer(1, 10, (struct settings){.theme = (enum theme)77});
  cr_expect_eq(of(1).theme, THEME_DEFAULT);
}

/* Another laptop's statements, with the numbers that they have in its chain. */
static void prefer_elsewhere(void *ctx, const struct event_bytes *event) {
  (void)ctx;
  cr_assert_eq(store_import(store, event, 1, &diags), RC_OK);
}

Test(store_settings, of_what_was_said_elsewhere_the_last_counts_until_something_is_said_here) {
  char elsewhere[256];
  folder_temporary(elsewhere, sizeof elsewhere);
  struct store *here = store;
  store = store_must_open(elsewhere);
  prefer(1, 10, (struct settings){.time_percent = 125});
  prefer(1, 20, (struct settings){.time_percent = 150});
  struct store *other = store;
  store = here;
  cr_assert_eq(store_each(other, prefer_elsewhere, NULL, &diags), RC_OK);
  store_close(other);
  cr_expect_eq(of(1).time_percent, 150);
  prefer(1, 5, (struct settings){.time_percent = 200}); /* its number is the smaller one's */
  cr_expect_eq(of(1).time_percent, 200);
}

/* Altered on the disk past every check of the tables. */
Test(store_settings, of_an_id_that_is_none_nobody_has_settings) {
  prefer(1, 10, (struct settings){.time_percent = 150});
  cr_assert_eq(sqlite3_exec(store->db,
                            "PRAGMA ignore_check_constraints = ON;"
                            "UPDATE main.event SET subject = x'01'",
                            NULL, NULL, NULL),
               SQLITE_OK);
  cr_expect_eq(of(1).time_percent, 100);
  cr_expect_eq(of(0).time_percent, 150, "the first screen asks for nobody's in particular");
}
