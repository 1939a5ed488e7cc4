/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/mem.h"
#include "exchange/format.h"
#include "exchange/json_value.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct paper confidential = {.head = {.id = "p", .confidential = true}};

static struct str write_table(const struct table *table) {
  struct sink sink = {0};
  cr_expect_eq(format_json.write(&confidential, table, &sink, NULL), RC_OK);
  return sink.text;
}

static struct str write_one(enum column_kind kind, struct cell cell) {
  const struct column column = {.key = "value", .kind = kind};
  return write_table(
      &(struct table){.id = "t", .columns = &column, .n_columns = 1, .cells = &cell, .n_rows = 1});
}

static void expect_value(enum column_kind kind, struct cell cell, const char *want) {
  char line[128];
  struct str out = write_one(kind, cell);
  snprintf(line, sizeof line, "      \"value\": %s\n", want);
  cr_expect_not_null(strstr(out.at, line), "%s", out.at);
  str_done(&out);
}

Test(exchange_json, keys_are_sorted_and_a_newline_ends_it) {
  static const struct column columns[] = {{.key = "b"}, {.key = "a", .kind = COLUMN_WHOLE}};
  const struct cell cells[] = {cell_text("x"), cell_number(1)};
  struct str out = write_table(
      &(struct table){.id = "t", .columns = columns, .n_columns = 2, .cells = cells, .n_rows = 1});
  cr_expect_str_eq(
      out.at,
      "{\n  \"confidential\": true,\n  \"report\": \"t\",\n  \"rows\": [\n    {\n      \"a\": 1,\n"
      "      \"b\": \"x\"\n    }\n  ]\n}\n");
  str_done(&out);
}

Test(exchange_json, table_without_rows_is_an_empty_list) {
  static const struct column columns[] = {{.key = "a"}};
  struct str out = write_table(&(struct table){.id = "t", .columns = columns, .n_columns = 1});
  cr_expect_not_null(strstr(out.at, "\"rows\": []"));
  str_done(&out);
}

Test(exchange_json, values_are_of_their_kind) {
  expect_value(COLUMN_TEXT, (struct cell){0}, "null");
  expect_value(COLUMN_WHOLE, cell_number(-7), "-7");
  expect_value(COLUMN_TEXT, cell_text("a\"b\xc3\xa9"), "\"a\\\"b\xc3\xa9\"");
}

Test(exchange_json, what_is_hidden_is_null_and_said) {
  struct str out = write_one(COLUMN_SHARE, cell_hidden());
  cr_expect_not_null(strstr(out.at, "\"value\": null\n"));
  cr_expect_not_null(strstr(out.at, "  \"suppressed\": [\n    {\n      \"field\": \"value\",\n"
                                    "      \"row\": 0\n    }\n  ]\n}\n"),
                     "%s", out.at);
  str_done(&out);
}

Test(exchange_json, every_share_is_written_with_at_most_four_decimals) {
  for (int64_t share = 0; share <= 10000; share++) {
    struct str out = write_one(COLUMN_SHARE, cell_number(share));
    const char *at = strstr(out.at, "\"value\": ");
    cr_assert_not_null(at);
    at += strlen("\"value\": ");
    cr_assert_leq(strcspn(at, "\n"), strlen("0.1234"), "%ld: %.30s", (long)share, at);
    cr_assert_lt(strtod(at, NULL) * 10000 - (double)share, 1e-6);
    str_done(&out);
  }
}

Test(exchange_json, library_takes_its_memory_from_where_it_is_never_none) {
  json_malloc_t give;
  json_free_t take;
  json_begin();
  json_get_alloc_funcs(&give, &take);
  cr_expect_eq(give, mem_alloc);
  cr_expect_eq(take, free);
}
