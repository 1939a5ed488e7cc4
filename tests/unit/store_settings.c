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
