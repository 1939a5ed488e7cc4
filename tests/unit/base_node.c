/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/node.h"

#include <criterion/criterion.h>
#include <string.h>

/* One map with one key, as the reader of YAML would have made it. */
struct fixture {
  struct arena arena;
  struct diags diags;
  struct reading r;
  struct node key, value, map;
  struct node_entry entry;
};

static void set_up(struct fixture *f, const char *text, bool plain) {
  *f = (struct fixture){0};
  f->r = (struct reading){.arena = &f->arena, .diags = &f->diags};
  f->key = (struct node){.kind = NODE_SCALAR, .text = "k", .n = 1, .at = {"f", 1, 1}, .span = 1};
  f->value = (struct node){.kind = NODE_SCALAR,
                           .text = text,
                           .n = strlen(text),
                           .plain = plain,
                           .at = {"f", 1, 4},
                           .span = 1};
  f->entry = (struct node_entry){&f->key, &f->value};
  f->map =
      (struct node){.kind = NODE_MAP, .n = 1, .entries = &f->entry, .at = {"f", 1, 1}, .span = 1};
}

static void tear_down(struct fixture *f) {
  diags_done(&f->diags);
  arena_done(&f->arena);
}

/* The only code reported, "" if none. */
static const char *code(const struct fixture *f) {
  return f->diags.n == 0 ? "" : f->diags.n == 1 ? f->diags.list[0].code : "several";
}

Test(base_node, whole_numbers) {
  static const struct {
    const char *text;
    long value;
    const char *code;
  } cases[] = {
      {"7", 7, ""},
      {"+7", 7, ""},
      {"-3", -3, ""},
      {"007", 7, ""},
      {"10", 10, ""},
      {"-10", -10, ""},
      {"11", 99, "number.range"},
      {"-11", 99, "number.range"},
      {"99999999999999999999999", 99, "number.range"},
      {"7.0", 99, "type.number"},
      {"0x7", 99, "type.number"},
      {"7 ", 99, "type.number"},
      {"-", 99, "type.number"},
      {"seven", 99, "type.number"},
      {"", 99, ""},
      {"~", 99, ""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct fixture f;
    set_up(&f, cases[i].text, true);
    cr_expect_eq(read_whole(&f.r, &f.map, "k", -10, 10, 99), cases[i].value, "%s", cases[i].text);
    cr_expect_str_eq(code(&f), cases[i].code, "%s", cases[i].text);
    tear_down(&f);
  }
}

Test(base_node, real_numbers) {
  static const struct {
    const char *text;
    bool good;
    double value;
  } cases[] = {{"3.5", true, 3.5},    {"-2", true, -2},    {".5", true, .5},  {"1e3", true, 1000},
               {"1.5E-1", true, .15}, {"3,5", false, 0},   {"inf", false, 0}, {"nan", false, 0},
               {"0x10", false, 0},    {"1e999", false, 0}, {"1e", false, 0},  {".", false, 0}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct fixture f;
    double out = 42;
    set_up(&f, cases[i].text, true);
    cr_expect_eq(read_real(&f.r, &f.map, "k", &out), cases[i].good, "%s", cases[i].text);
    cr_expect_float_eq(out, cases[i].value, 1e-12, "%s", cases[i].text);
    cr_expect_str_eq(code(&f), cases[i].good ? "" : "type.number", "%s", cases[i].text);
    tear_down(&f);
  }
}

Test(base_node, truths) {
  static const struct {
    const char *text;
    bool good, value;
  } cases[] = {{"yes", true, true},    {"NO", true, false},  {"True", true, true},
               {"false", true, false}, {"on", false, false}, {"1", false, false}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct fixture f;
    bool out = true;
    set_up(&f, cases[i].text, true);
    cr_expect_eq(read_truth(&f.r, &f.map, "k", &out), cases[i].good, "%s", cases[i].text);
    cr_expect_eq(out, cases[i].value, "%s", cases[i].text);
    cr_expect_str_eq(code(&f), cases[i].good ? "" : "type.truth", "%s", cases[i].text);
    tear_down(&f);
  }
}

Test(base_node, identifiers) {
  static const struct {
    const char *text;
    bool good;
  } cases[] = {{"a", true},
               {"check-digit", true},
               {"td3-2", true},
               {"3td", false},
               {"A", false},
               {"a--b", false},
               {"a-", false},
               {"-a", false},
               {"a_b", false},
               {"a/b", false},
               {"..", false},
               {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", true},
               {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct fixture f;
    set_up(&f, cases[i].text, true);
    cr_expect_str_eq(read_id(&f.r, &f.map, "k"), cases[i].text);
    cr_expect_str_eq(code(&f), cases[i].good ? "" : "id.form", "%s", cases[i].text);
    tear_down(&f);
  }
}

Test(base_node, words_and_what_was_meant) {
  static const char *const words[] = {"page", "mrz"};
  struct fixture f;
  set_up(&f, "mrz", true);
  cr_expect_eq(read_word(&f.r, &f.map, "k", words, 2, 7), 1);
  cr_expect_eq(read_word(&f.r, &f.map, "absent", words, 2, 7), 7);
  cr_expect_str_eq(code(&f), "");
  tear_down(&f);
  set_up(&f, "pgae", true);
  cr_expect_eq(read_word(&f.r, &f.map, "k", words, 2, 7), -1);
  cr_expect_str_eq(code(&f), "word.unknown");
  cr_assert_not_null(f.diags.list[0].hint);
  cr_expect(strstr(f.diags.list[0].hint, "page"));
  tear_down(&f);
}

Test(base_node, unknown_keys) {
  static const char *const keys[] = {"key", "other"};
  struct fixture f;
  set_up(&f, "v", true);
  f.key.text = "kex";
  read_keys(&f.r, &f.map, keys, 2);
  cr_assert_str_eq(code(&f), "key.unknown");
  cr_expect_eq(f.diags.list[0].at.column, 1);
  cr_expect(strstr(f.diags.list[0].hint, "key"));
  tear_down(&f);
  set_up(&f, "v", true);
  f.key.text = "other";
  read_keys(&f.r, &f.map, keys, 2);
  cr_expect_str_eq(code(&f), "");
  tear_down(&f);
}

Test(base_node, required_and_optional_texts) {
  struct fixture f;
  set_up(&f, "44", true);
  cr_expect_str_eq(read_text(&f.r, &f.map, "k"), "44");
  cr_expect_null(read_optional(&f.r, &f.map, "absent"));
  cr_expect_str_eq(code(&f), "");
  cr_expect_str_eq(read_text(&f.r, &f.map, "absent"), "");
  cr_expect_str_eq(code(&f), "key.missing");
  tear_down(&f);
}

Test(base_node, null_is_absent_only_where_plain) {
  struct fixture f;
  set_up(&f, "null", true);
  cr_expect_null(read_optional(&f.r, &f.map, "k"));
  cr_expect_str_eq(read_text(&f.r, &f.map, "k"), "");
  cr_expect_str_eq(code(&f), "key.missing");
  cr_expect_eq(f.diags.list[0].at.column, 4);
  tear_down(&f);
  set_up(&f, "null", false);
  cr_expect_str_eq(read_text(&f.r, &f.map, "k"), "null");
  cr_expect_str_eq(code(&f), "");
  tear_down(&f);
}

Test(base_node, blank_text_is_empty) {
  struct fixture f;
  set_up(&f, " \n", false);
  (void)read_text(&f.r, &f.map, "k");
  cr_expect_str_eq(code(&f), "text.empty");
  tear_down(&f);
}

Test(base_node, collections_of_the_wrong_kind) {
  struct fixture f;
  set_up(&f, "v", true);
  cr_expect_null(read_list(&f.r, &f.map, "k", true));
  cr_expect_str_eq(code(&f), "type.list");
  tear_down(&f);
  set_up(&f, "v", true);
  cr_expect_null(read_map(&f.r, &f.map, "k", true));
  cr_expect_str_eq(code(&f), "type.map");
  tear_down(&f);
  set_up(&f, "v", true);
  f.value = (struct node){.kind = NODE_LIST};
  cr_expect_eq(read_list(&f.r, &f.map, "k", true), &f.value);
  cr_expect_str_eq(read_text(&f.r, &f.map, "k"), "");
  cr_expect_str_eq(code(&f), "type.text");
  tear_down(&f);
}

Test(base_node, nothing_is_missing_from_what_is_partial) {
  struct fixture f;
  set_up(&f, "v", true);
  f.map.partial = true;
  cr_expect_str_eq(read_text(&f.r, &f.map, "absent"), "");
  cr_expect_null(read_list(&f.r, &f.map, "absent", true));
  cr_expect_str_eq(code(&f), "");
  tear_down(&f);
}

Test(base_node, asks_nothing_of_what_is_no_map) {
  struct fixture f;
  set_up(&f, "v", true);
  cr_expect_null(node_get(NULL, "k"));
  cr_expect_null(node_get(&f.value, "k"));
  cr_expect_eq(node_get(&f.map, "k"), &f.value);
  cr_expect_null(node_get(&f.map, NULL));
  tear_down(&f);
}

Test(base_node, work_ends) {
  struct fixture f;
  set_up(&f, "x", true);
  cr_expect(reading_work(&f.r, WORK_MOST - 5));
  cr_expect_eq(reading_left(&f.r), 5u);
  cr_expect(reading_work(&f.r, 4));
  cr_expect_eq(reading_left(&f.r), 1u);
  cr_expect_not(reading_work(&f.r, 1), "nothing would be left, and nobody had said so");
  f.r.worked = WORK_MOST - 5;
  cr_expect_not(reading_work(&f.r, 6));
  cr_expect_eq(reading_left(&f.r), 0u, "who asked for too much spoils it for the others");
  cr_expect_not(reading_work(&f.r, 1));
  cr_expect(reading_work(&f.r, 0));
  tear_down(&f);
}

Test(base_node, guessing_ends) {
  struct fixture f;
  const char *const words[] = {"title"};
  set_up(&f, "x", true);
  cr_expect_not_null(reading_meant(&f.r, "titel", words, 1));
  cr_expect_null(reading_meant(&f.r, "quiz", words, 1));
  for (unsigned i = 1; i <= 100; i++)
    diag_error(&f.diags, ((struct place){"f", i, 1}), 1, "a.b", NULL, "m");
  cr_expect_null(reading_meant(&f.r, "titel", words, 1));
  tear_down(&f);
}

/* What is no more kept is counted all the same, without looking up a word of it. */
Test(base_node, full_diagnostics_still_count) {
  struct fixture f;
  unsigned looked_up = 0;
  set_up(&f, "x", true);
  for (unsigned i = 0; i < DIAGS_MAX + 50; i++)
    node_error(&f.r, &f.value, "a.b", (looked_up++, NULL), "m");
  node_warn(&f.r, &f.value, "a.b", (looked_up++, NULL), "m");
  cr_expect_eq(f.diags.errors, DIAGS_MAX + 50u);
  cr_expect_eq(looked_up, DIAGS_MAX + 1u);
  tear_down(&f);
}
