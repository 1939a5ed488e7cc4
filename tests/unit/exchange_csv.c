/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/csv.h"
#include "exchange/format.h"

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

static void expect_table(const struct table *table, const char *want) {
  struct sink sink = {0};
  cr_expect_eq(format_csv.write(NULL, table, &sink, NULL), RC_OK);
  cr_expect_str_eq(str_text(&sink.text), want);
  sink_done(&sink);
}

Test(exchange_csv, table_has_a_mark_a_header_and_crlf) {
  static const struct column columns[] = {
      {.key = "name"},
      {.key = "n", .kind = COLUMN_WHOLE},
      {.key = "share", .kind = COLUMN_SHARE},
      {.key = "last", .kind = COLUMN_DATE},
  };
  const struct cell cells[] = {
      cell_text("Amina"), cell_number(12), cell_number(3080),  {0},
      cell_text("=x"),    cell_number(-3), cell_number(10000), cell_hidden(),
  };
  expect_table(&(struct table){.columns = columns, .n_columns = 4, .cells = cells, .n_rows = 2},
               "\xef\xbb\xbfname,n,share,last\r\n"
               "Amina,12,0.3080,\r\n"
               "'=x,-3,1.0000,[c]\r\n");
}

Test(exchange_csv, shares_are_written_by_integers) {
  static const struct column columns[] = {{.key = "a", .kind = COLUMN_SHARE},
                                          {.key = "b", .kind = COLUMN_SHARE},
                                          {.key = "c", .kind = COLUMN_SHARE}};
  const struct cell cells[] = {cell_number(1), cell_number(-25000), cell_number(-INT64_MAX)};
  expect_table(&(struct table){.columns = columns, .n_columns = 3, .cells = cells, .n_rows = 1},
               "\xef\xbb\xbf"
               "a,b,c\r\n0.0001,-2.5000,-922337203685477.5807\r\n");
}

Test(exchange_csv, columns_of_several_parts_are_several_fields) {
  static const struct column columns[] = {
      {.key = "met", .kind = COLUMN_WHOLE, .parts = HAS_POINT | HAS_INTERVAL | HAS_OF},
      {.key = "p", .kind = COLUMN_DECIMAL, .digits = 2, .parts = HAS_INTERVAL},
  };
  struct cell cells[] = {cell_count(310, 270, NO_NUMBER, 520), cell_between(NO_NUMBER, 5, -5)};
  cells[1].note = "say, =1";
  expect_table(
      &(struct table){
          .columns = columns, .n_columns = 2, .cells = cells, .n_rows = 1, .has_notes = true},
      "\xef\xbb\xbfmet,met_low,met_high,met_of,p_low,p_high,note\r\n"
      "310,270,,520,0.05,-0.05,\"p: say, =1\"\r\n");
}

static void nth_row(void *source, size_t nth, struct cell *cells) {
  size_t *asked = source;
  cr_expect_eq(*asked, nth);
  *asked = nth + 1;
  cells[0] = cell_number((int64_t)nth);
}

static bool count_pieces(void *to, const char *bytes, size_t len) {
  size_t *pieces = to;
  (void)bytes;
  cr_expect_leq(len, 128 << 10);
  return ++*pieces < 3; /* then there is no more room */
}

Test(exchange_csv, rows_come_and_go_piece_by_piece_until_the_sink_fails) {
  static const struct column columns[] = {{.key = "n", .kind = COLUMN_WHOLE}};
  size_t asked = 0, pieces = 0;
  const struct table table = {.id = "t",
                              .columns = columns,
                              .n_columns = 1,
                              .n_rows = 1000000,
                              .row = nth_row,
                              .source = &asked};
  struct sink sink = {.give = count_pieces, .to = &pieces};
  cr_expect_eq(format_csv.write(NULL, &table, &sink, NULL), RC_OK);
  cr_expect(!sink_finish(&sink));
  cr_expect_eq(pieces, 3);
  cr_expect_lt(asked, 40000);
  sink_done(&sink);
}

Test(exchange_csv, formats_are_found_by_name) {
  cr_expect_eq(format_find("csv"), &format_csv);
  cr_expect_eq(format_find("json"), &format_json);
  cr_expect_null(format_find("xls"));
}
