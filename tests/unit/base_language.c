/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Translations are found without any locale installed. The catalogue is made here, by hand. */
#include "base/text.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

static char folder[256];

static void put_u32(FILE *out, unsigned value) {
  for (int i = 0; i < 4; i++)
    fputc((int)(value >> 8 * i & 0xff), out);
}

/* GNU MO: magic, revision, n, offsets of the two tables, no hash table; "" is the header. */
static void make_catalogue(const char *code) {
  static const char header[] = "Content-Type: text/plain; charset=UTF-8\n";
  static const char ours[] = "Settings", theirs[] = "Réglages";
  char path[400];
  snprintf(path, sizeof path, "%.250s/%s", folder, code);
  mkdir(path, 0700);
  snprintf(path, sizeof path, "%.250s/%s/LC_MESSAGES", folder, code);
  mkdir(path, 0700);
  snprintf(path, sizeof path, "%.250s/%s/LC_MESSAGES/mafunzo.mo", folder, code);
  FILE *out = fopen(path, "wb");
  cr_assert_not_null(out);
  unsigned at = 28 + 32;
  const unsigned head[] = {0x950412de, 0, 2, 28, 28 + 16, 0, 28};
  for (size_t i = 0; i < 7; i++)
    put_u32(out, head[i]);
  const char *const texts[] = {"", ours, header, theirs};
  const size_t sizes[] = {1, sizeof ours, sizeof header, sizeof theirs};
  for (size_t i = 0; i < 4; at += (unsigned)sizes[i++]) {
    put_u32(out, (unsigned)sizes[i] - 1);
    put_u32(out, at);
  }
  for (size_t i = 0; i < 4; i++)
    fwrite(texts[i], 1, sizes[i], out);
  cr_assert_eq(fclose(out), 0);
}

static void setup(void) {
  const char *tmp = getenv("TMPDIR");
  snprintf(folder, sizeof folder, "%s/mafunzo-XXXXXX", tmp ? tmp : "/tmp");
  cr_assert_not_null(mkdtemp(folder));
  make_catalogue("fr");
  unsetenv("LC_ALL");
  unsetenv("LC_MESSAGES");
  unsetenv("LANGUAGE");
}

TestSuite(base_language, .init = setup);

Test(base_language, is_that_of_the_environment_without_its_locale) {
  setenv("LANG", "fr_TZ.UTF-8", 1);
  text_begin(folder);
  cr_expect_str_eq(_("Settings"), "Réglages");
  cr_expect_str_eq(_("Results"), "Results", "what is not translated stays");
}

Test(base_language, can_change_while_it_runs_and_back) {
  setenv("LANG", "C.UTF-8", 1);
  text_begin(folder);
  cr_expect_str_eq(_("Settings"), "Settings");
  text_language("fr");
  cr_expect_str_eq(_("Settings"), "Réglages");
  text_language("en");
  cr_expect_str_eq(_("Settings"), "Settings");
  text_language("");
  cr_expect_str_eq(_("Settings"), "Settings");
}

Test(base_language, list_comes_before_locale_and_c_is_plain) {
  setenv("LANG", "de_DE.UTF-8", 1);
  setenv("LANGUAGE", "xx:fr", 1);
  text_begin(folder);
  cr_expect_str_eq(_("Settings"), "Réglages");
  setenv("LC_ALL", "C", 1);
  text_begin(folder);
  cr_expect_str_eq(_("Settings"), "Settings");
}
