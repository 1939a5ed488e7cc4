/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/filled.h"

#include "base/str.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct filled form;
static struct diags diags;

static void teardown(void) {
  filled_done(&form);
  diags_done(&diags);
}

TestSuite(exchange_filled, .fini = teardown);

static enum rc reading(const char *text) {
  teardown();
  diags = (struct diags){0};
  return filled_read("f.csv", text, strlen(text), &form, &diags);
}

/* Exactly these faults: "code@line:column ...". */
static void expect_bad(const char *text, const char *expected) {
  struct str got = {0};
  cr_expect_eq(reading(text), RC_DATA);
  diags_sort(&diags);
  for (size_t i = 0; i < diags.n; i++)
    str_printf(&got, "%s%s@%u:%u", i ? " " : "", diags.list[i].code, diags.list[i].at.line,
               diags.list[i].at.column);
  cr_expect_str_eq(str_text(&got), expected, "%.80s", text);
  str_done(&got);
}

static struct filled_cell cell(const char *text) { return (struct filled_cell){.text = text}; }

Test(exchange_filled, as_whatever_program_wrote_it) {
  static const char *const texts[] = {
      "Person,level,\np,3\n", "\xef\xbb\xbfperson;level\r\n\r\np;3\r\n;\r\n",
      "person\tlevel\t\t\rp\t3\t\t", "person,level\n\"p\", \"3\" \n,,,\n"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    cr_expect_eq(reading(texts[i]), RC_OK, "%s", texts[i]);
    cr_assert_eq(form.n_columns, 2, "%s", texts[i]);
    cr_assert_eq(form.n_rows, 1, "%s", texts[i]);
    cr_expect_eq(filled_column(&form, "PERSON"), 0);
    cr_expect_eq(filled_column(&form, "rater"), FILLED_NOWHERE);
    cr_expect_str_eq(filled_at(&form, 0, 1).text, "3");
  }
}

Test(exchange_filled, a_row_that_ends_early_has_empty_cells_where_it_ends) {
  cr_expect_eq(reading("a,b,c\n\npq\n"), RC_OK);
  struct filled_cell last = filled_at(&form, 0, 2), none = filled_at(&form, 0, FILLED_NOWHERE);
  cr_expect_str_eq(last.text, "");
  cr_expect_eq(last.line, 3);
  cr_expect_eq(last.column, 3);
  cr_expect_str_eq(none.text, "");
  cr_expect_eq(none.line, 3);
}

Test(exchange_filled, cells_made_inert_are_what_they_were) {
  cr_expect_eq(reading("a,b,c\n'=x,'y,'\n"), RC_OK);
  cr_expect_str_eq(filled_at(&form, 0, 0).text, "=x");
  cr_expect_str_eq(filled_at(&form, 0, 1).text, "'y");
  cr_expect_str_eq(filled_at(&form, 0, 2).text, "'");
}

Test(exchange_filled, faults_have_their_place) {
  expect_bad("", "file.empty@0:0");
  expect_bad("a,b,A\nx\n", "marks.header@1:5");
  expect_bad("a,b\nx,y,,z\nx,\"y\n", "marks.cells@2:6 csv.quote@3:3");
  expect_bad("a,b\n,\n", "marks.people@0:0");
}

/* The sanitizers' build sees a byte read behind the end. */
Test(exchange_filled, nothing_behind_the_end_is_read) {
  static const char *const texts[] = {"a;\"b\r", "  \n ", "a;b\r", "a\n\"b\"", "a\n\"b\"\""};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    size_t len = strlen(texts[i]);
    char *bytes = malloc(len);
    teardown();
    diags = (struct diags){0};
    memcpy(bytes, texts[i], len);
    bool good = filled_read("f.csv", bytes, len, &form, &diags) == RC_OK;
    cr_expect_eq(good, i == 3, "%s", texts[i]);
    free(bytes);
  }
}

Test(exchange_filled, so_many_cells_are_too_many) {
  enum { WIDE = 1999 };
  struct str text = {0};
  for (int row = 0; row < FILLED_CELLS / WIDE + 2; row++) {
    for (int i = 1; i < WIDE; i++)
      str_puts(&text, row ? "," : "");
    for (int i = 0; i < WIDE && !row; i++)
      str_printf(&text, "%s%d", i ? "," : "", i);
    str_puts(&text, row ? "x\n" : "\n");
  }
  cr_expect_eq(filled_read("f.csv", str_text(&text), text.len, &form, &diags), RC_DATA);
  cr_assert_eq(diags.n, 1);
  cr_expect_str_eq(diags.list[0].code, "marks.many");
  str_done(&text);
}

Test(exchange_filled, cells_say_words_and_letters) {
  static const char *const words[] = {"self", "supervisor", NULL};
  uint32_t letters;
  cr_expect_eq(filled_word(&(struct filled_cell){.text = "SELF"}, words), 0);
  cr_expect_eq(filled_word(&(struct filled_cell){.text = "chief"}, words), FILLED_NOWHERE);
  struct filled_cell good[] = {cell("A"), cell("a, c"), cell("CA"), cell("z;A")};
  static const uint32_t sets[] = {1, 5, 5, 1 | 1 << 25};
  for (size_t i = 0; i < 4; i++) {
    cr_expect(filled_letters(&good[i], &letters), "%zu", i);
    cr_expect_eq(letters, sets[i], "%zu", i);
  }
  struct filled_cell bad[] = {cell(""),   cell(" ,"), cell("AA"),
                              cell("A1"), cell("[@"), cell("\xc3\xa4")};
  for (size_t i = 0; i < 6; i++)
    cr_expect_not(filled_letters(&bad[i], &letters), "%zu", i);
}

Test(exchange_filled, a_comma_is_a_point_where_it_parts_no_cells) {
  int64_t number;
  cr_assert_eq(reading("a;b\n1,5;1.5\n"), RC_OK);
  struct filled_cell comma = filled_at(&form, 0, 0), point = filled_at(&form, 0, 1);
  cr_expect(filled_number(&form, &comma, &number));
  cr_expect_eq(number, 1500000);
  cr_expect(filled_number(&form, &point, &number));
  cr_assert_eq(reading("a,b\n\"1,5\",1.5\n"), RC_OK);
  comma = filled_at(&form, 0, 0);
  cr_expect_not(filled_number(&form, &comma, &number));
}
