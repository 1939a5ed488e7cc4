/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/csv_read.h"
#include "exchange/marks.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct marks marks;
static struct diags diags;

static void teardown(void) {
  marks_done(&marks);
  diags_done(&diags);
}

TestSuite(exchange_marks, .fini = teardown);

static enum rc reading(const char *text) {
  teardown();
  diags = (struct diags){0};
  return marks_read("m.csv", text, strlen(text), &marks, &diags);
}

static void expect_good(const char *text) {
  cr_expect_eq(reading(text), RC_OK, "%.80s: %s", text, diags.n ? diags.list[0].message : "");
  cr_assert_eq(marks.n_items, 2, "%.80s", text);
  cr_assert_eq(marks.n_people, 2, "%.80s", text);
  cr_expect_str_eq(marks.items[1], "b");
  cr_expect_eq(marks.most[0], 2000000);
  cr_expect_eq(marks.most[1], 2500000);
  static const int64_t cells[] = {1000000, 500000, 0, 2250000};
  cr_expect_arr_eq(marks.cells, cells, sizeof cells);
}

/* Exactly these faults: "code@line:column ...". */
static void expect_bad(const char *text, const char *expected) {
  struct str got = {0};
  cr_expect_eq(reading(text), RC_DATA);
  for (size_t i = 0; i < diags.n; i++)
    str_printf(&got, "%s%s@%u:%u", i ? " " : "", diags.list[i].code, diags.list[i].at.line,
               diags.list[i].at.column);
  cr_expect_str_eq(str_text(&got), expected, "%.80s", text); /* one text is a megabyte */
  str_done(&got);
}

Test(exchange_marks, as_whatever_program_wrote_it) {
  expect_good("person,a,b\nmax,2,2.5\np,1,.5\nq,0,2.25\n");
  expect_good("\xef\xbb\xbfperson;a;b\r\nmax;2;2,5\r\np;1;0,5\r\nq;0;2,25\r\n");
  expect_good("person\ta\tb\rmax\t2\t2,5\rp\t1.0\t0,500000\rq\t0\t2,25");
  expect_good("\n \nPerson , \"a\" ,b\nMAX,\"2\",2.5\n\n\"p, the "
              "\"\"first\"\"\",1,0.50\nq,0,2.250000000\n,,\n");
}

Test(exchange_marks, without_a_row_max_all_are_out_of_one) {
  cr_expect_eq(reading("person,a\np,1\n"), RC_OK);
  cr_expect_eq(marks.most[0], 1000000);
  expect_bad("person,a\np,2\n", "marks.above@2:3");
  cr_expect_not_null(strstr(diags.list[0].hint, "row max"));
}

Test(exchange_marks, nothing_in_it) {
  expect_bad("", "file.empty@0:0");
  expect_bad("\xef\xbb\xbf \r\n\n", "file.empty@0:0");
  expect_bad("person,a\n", "marks.people@0:0");
  expect_bad("person,a\nmax,3\n", "marks.people@0:0");
}

Test(exchange_marks, first_row) {
  expect_bad("name,a\np,1\n", "marks.header@1:1");
  expect_bad("person\np\n", "marks.header@1:1");
  expect_bad("person,a,,a\np,1,1,1\n", "marks.item@1:10 marks.item@1:11");
}

Test(exchange_marks, rows) {
  expect_bad("person,a,b\np,1\n", "marks.cells@2:3");
  expect_bad("person,a,b\np,1,1,1\n", "marks.cells@2:7");
  expect_bad("person,a\np,1\n,1\np,0\n", "marks.person@3:1 marks.person@4:1");
  expect_bad("person,a\np,1\nmax,2\nmax,2\n", "marks.max@3:1 marks.max@4:1");
  expect_bad("person,a,b\nmax,0,x\np,0,1\n", "marks.max@2:5 marks.max@2:7");
}

Test(exchange_marks, cells) {
  expect_bad("person,a,b\np,,1\n", "marks.number@2:3");
  expect_bad("person,a,b\np,-1,1e0\n", "marks.number@2:3 marks.number@2:6");
  expect_bad("person,a\np,.\nq,0.0000001\nr,9999999999\n",
             "marks.number@2:3 marks.number@3:3 marks.number@4:3");
  expect_bad("person;a\nmax;1\np;1.000001\n", "marks.above@3:3");
  expect_bad("person,a\n\xc3\xa9\xc3\xa9,x\n", "marks.number@2:4");
}

Test(exchange_marks, what_is_no_csv) {
  expect_bad("person,a\n\"p,1\n", "csv.quote@2:1 marks.cells@2:1");
  expect_bad("person,a\n\"p\"x,1\n", "csv.quote@2:1");
  expect_bad("person,a\np,\xff\n", "file.encoding@2:3");
}

Test(exchange_marks, a_cell_of_a_megabyte) {
  static char text[(1 << 20) + 64];
  size_t at = (size_t)sprintf(text, "person,a,b\np,1,");
  memset(text + at, '1', 1 << 20);
  strcpy(text + at + (1 << 20), "\nq,1,2\n");
  expect_bad(text, "csv.cell@2:5 marks.number@2:5 marks.above@3:5");
  cr_expect_lt(strlen(diags.list[0].excerpt), 200);
}

Test(exchange_marks, more_columns_than_any_test_has) {
  struct str text = {0};
  str_puts(&text, "person");
  for (int i = 0; i < CSV_COLUMNS; i++)
    str_printf(&text, ",i%d", i);
  str_puts(&text, "\n");
  cr_expect_eq(reading(text.at), RC_DATA);
  cr_expect_str_eq(diags.list[0].code, "marks.people");
  cr_expect_str_eq(diags.list[1].code, "csv.columns");
  str_done(&text);
}

/* -- From a child ------------------------------------------------------------------------------ */

static struct str said;

static bool believed(void) {
  struct unpack in = {.at = (const uint8_t *)said.at, .end = (const uint8_t *)said.at + said.len};
  marks_done(&marks);
  return marks_unflatten(&in, &marks);
}

static void say(const char *text) {
  cr_assert_eq(reading(text), RC_OK);
  str_clear(&said);
  marks_flatten(&marks, &said);
}

Test(exchange_marks, come_over_from_a_child_as_they_were_read) {
  say("person;a;b\nmax;1;2,5\nx;1;0,5\ny;0;2\n");
  cr_assert(believed());
  cr_assert_eq(marks.n_items, 2);
  cr_assert_eq(marks.n_people, 2);
  cr_expect_str_eq(marks.items[1], "b");
  cr_expect_eq(marks.columns[1], 10);
  cr_expect_eq(marks.most[1], 2500000);
  cr_expect_eq(marks.cells[1], 500000);
  cr_expect_eq(marks.cells[3], 2000000);
  str_done(&said);
}

Test(exchange_marks, child_that_was_taken_over_is_not_believed) {
  enum { MOST = 8 + 2 + 1 + 4, FIRST = MOST + 8 }; /* of one item called "a" */
  say("person,a\nx,1\n");
  cr_assert(believed());
  said.at[FIRST] ^= 1; /* 1000001 of 1000000 */
  cr_expect_not(believed(), "a mark above its highest");
  said.at[FIRST] ^= 1;
  said.at[FIRST + 7] = (char)0x80;
  cr_expect_not(believed(), "below 0");
  said.at[FIRST + 7] = 0;
  said.at[MOST + 7] = (char)0x80;
  cr_expect_not(believed(), "a highest mark below 0");
  said.at[MOST + 7] = 0;
  said.at[8 + 2] = 27;
  cr_expect_not(believed(), "a name that a terminal obeys");
  said.at[8 + 2] = 'a';
  said.at[0] = 2;
  cr_expect_not(believed(), "more items than there are");
  said.at[0] = 1;
  said.at[7] = 1;
  cr_expect_not(believed(), "sixteen million people");
  said.at[7] = 0;
  said.at[4] = 0;
  cr_expect_not(believed(), "items without people");
  said.at[4] = 1;
  cr_assert(believed());
  while (said.len-- > 0)
    cr_expect_not(believed(), "cut after %zu", said.len);
  str_done(&said);
}
