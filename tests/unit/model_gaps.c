/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/gaps.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(model_gaps);

static void expect(const char *text, size_t nth, const char *what) {
  size_t len;
  const char *at = gaps_get(text, nth, &len);
  cr_expect_eq(len, strlen(what));
  cr_expect_eq(strncmp(at, what, len), 0);
}

Test(model_gaps, a_line_each) {
  char text[RESPONSE_TEXT] = "";
  cr_assert(gaps_put(text, 3, 1, "44"));
  cr_expect_str_eq(text, "\n44\n");
  cr_assert(gaps_put(text, 3, 0, "2"));
  expect(text, 0, "2");
  expect(text, 1, "44");
  expect(text, 2, "");
  expect(text, 7, "");
}

Test(model_gaps, nothing_while_all_are_empty) {
  char text[RESPONSE_TEXT] = "a\nb";
  gaps_put(text, 2, 0, "");
  gaps_put(text, 2, 1, "");
  cr_expect_str_eq(text, "");
}

Test(model_gaps, what_does_not_fit_changes_nothing) {
  char text[RESPONSE_TEXT] = "a\nb", many[RESPONSE_TEXT];
  memset(many, 'x', sizeof many);
  many[RESPONSE_TEXT - 2] = 0;
  cr_expect_not(gaps_put(text, 2, 0, many));
  cr_expect_not(gaps_put(text, 2, 0, "two\nlines"));
  cr_expect_str_eq(text, "a\nb");
}
