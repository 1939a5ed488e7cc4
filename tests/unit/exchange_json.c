/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/json.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct str write_one(struct cell cell) {
  static const char *const columns[] = {"value"};
  const struct table table = {"t", columns, 1, &cell, 1, true};
  struct str out = {0};
  json_put_table(&table, &out);
  return out;
}

static void expect_value(struct cell cell, const char *want) {
  char line[128];
  struct str out = write_one(cell);
  snprintf(line, sizeof line, "      \"value\": %s\n", want);
  cr_expect_not_null(strstr(out.at, line), "%s", out.at);
  str_done(&out);
}

Test(exchange_json, keys_are_sorted_and_a_newline_ends_it) {
  static const char *const columns[] = {"b", "a"};
  const struct cell cells[] = {{CELL_TEXT, "x", 0}, {CELL_WHOLE, NULL, 1}};
  const struct table table = {"t", columns, 2, cells, 1, true};
  struct str out = {0};
  json_put_table(&table, &out);
  cr_expect_str_eq(
      out.at,
      "{\n  \"confidential\": true,\n  \"report\": \"t\",\n  \"rows\": [\n    {\n      \"a\": 1,\n"
      "      \"b\": \"x\"\n    }\n  ]\n}\n");
  str_done(&out);
}

Test(exchange_json, table_without_rows_is_an_empty_list) {
  static const char *const columns[] = {"a"};
  const struct table table = {"t", columns, 1, NULL, 0, true};
  struct str out = {0};
  json_put_table(&table, &out);
  cr_expect_not_null(strstr(out.at, "\"rows\": []"));
  str_done(&out);
}

Test(exchange_json, values_are_of_their_kind) {
  expect_value((struct cell){0}, "null");
  expect_value((struct cell){CELL_WHOLE, NULL, -7}, "-7");
  expect_value((struct cell){CELL_TEXT, "a\"b\xc3\xa9", 0}, "\"a\\\"b\xc3\xa9\"");
}

Test(exchange_json, every_share_is_written_with_at_most_four_decimals) {
  for (int64_t share = 0; share <= 10000; share++) {
    struct str out = write_one((struct cell){CELL_SHARE, NULL, share});
    const char *at = strstr(out.at, "\"value\": ");
    cr_assert_not_null(at);
    at += strlen("\"value\": ");
    cr_assert_leq(strcspn(at, "\n"), strlen("0.1234"), "%ld: %.30s", (long)share, at);
    cr_assert_lt(strtod(at, NULL) * 10000 - (double)share, 1e-6);
    str_done(&out);
  }
}
