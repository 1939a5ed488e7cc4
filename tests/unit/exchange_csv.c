/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/csv.h"

#include <criterion/criterion.h>

static void expect_cell(const char *text, const char *want) {
  struct str out = {0};
  csv_put_text(&out, text);
  cr_expect_str_eq(str_text(&out), want);
  str_done(&out);
}

Test(exchange_csv, plain_text_stays_as_it_is) {
  expect_cell("", "");
  expect_cell("Amina Yusuf", "Amina Yusuf");
  expect_cell("\xc3\x89lodie", "\xc3\x89lodie");
  expect_cell("a - b = c", "a - b = c");
}

Test(exchange_csv, commas_quotes_and_lines_are_quoted) {
  expect_cell("Yusuf, Amina", "\"Yusuf, Amina\"");
  expect_cell("the \"boss\"", "\"the \"\"boss\"\"\"");
  expect_cell("a\r\nb", "\"a\r\nb\"");
}

Test(exchange_csv, what_a_spreadsheet_would_obey_is_made_inert) {
  expect_cell("=1+1", "'=1+1");
  expect_cell("+1", "'+1");
  expect_cell("-1", "'-1");
  expect_cell("@SUM(A1)", "'@SUM(A1)");
  expect_cell("\tx", "'\tx");
  expect_cell("\rx", "\"'\rx\"");
  expect_cell("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
}

Test(exchange_csv, table_has_a_mark_a_header_and_crlf) {
  static const char *const columns[] = {"name", "n", "share", "last"};
  const struct cell cells[] = {
      {CELL_TEXT, "Amina", 0}, {CELL_WHOLE, NULL, 12}, {CELL_SHARE, NULL, 3080},  {0},
      {CELL_TEXT, "=x", 0},    {CELL_WHOLE, NULL, -3}, {CELL_SHARE, NULL, 10000}, {0},
  };
  const struct table table = {"t", columns, 4, cells, 2, true};
  struct str out = {0};
  format_csv.write(&table, &out);
  cr_expect_str_eq(out.at, "\xef\xbb\xbfname,n,share,last\r\n"
                           "Amina,12,0.3080,\r\n"
                           "'=x,-3,1.0000,\r\n");
  str_done(&out);
}

Test(exchange_csv, shares_are_written_by_integers) {
  static const char *const columns[] = {"a", "b", "c"};
  const struct cell cells[] = {
      {CELL_SHARE, NULL, 1}, {CELL_SHARE, NULL, -25000}, {CELL_SHARE, NULL, INT64_MIN}};
  const struct table table = {"t", columns, 3, cells, 1, true};
  struct str out = {0};
  format_csv.write(&table, &out);
  cr_expect_str_eq(out.at + 3, "a,b,c\r\n0.0001,-2.5000,-922337203685477.5808\r\n");
  str_done(&out);
}

Test(exchange_csv, formats_are_found_by_name) {
  cr_expect_eq(format_find("csv"), &format_csv);
  cr_expect_eq(format_find("json"), &format_json);
  cr_expect_null(format_find("xls"));
}
