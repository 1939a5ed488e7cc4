/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers and their marks, kind by kind: right, wrong, in part, hostile. */
#include "assess/kind.h"
#include "course/course.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct arena arena;
static struct diags diags;

/* An item of the given kind from the YAML of its map. */
static struct item build(const char *kind, const char *yaml) {
  struct reading r = {.arena = &arena, .diags = &diags};
  struct item item = {.id = "x", .path = "c/m/x", .competency = "C", .level = 1, .why = "w"};
  const struct node *map = yaml_read_bytes(&r, yaml, strlen(yaml), "t.yaml");
  while (strcmp(item_kinds[item.kind]->key, kind) != 0)
    item.kind++;
  cr_assert(item_kind_of(&item)->build(&r, map, &item));
  item_kind_of(&item)->check(&r, map, &item);
  cr_assert_eq(diags.n, 0, "%s", diags.n ? diags.list[0].message : "");
  return item;
}

static int32_t picks(const struct item *item, size_t n, const uint8_t *pick) {
  struct response response = {.n = (uint8_t)n};
  memcpy(response.pick, pick, n);
  return item_kind_of(item)->grade(item, &response).score;
}

#define PICK(item, ...)                                                                            \
  picks(item, sizeof((uint8_t[]){__VA_ARGS__}), (const uint8_t[]){__VA_ARGS__})

static struct grade typed(const struct item *item, const char *text) {
  struct response response = {0};
  memcpy(response.text, text, strlen(text));
  return item_kind_of(item)->grade(item, &response);
}

static void done(void) {
  arena_done(&arena);
  diags_done(&diags);
}

TestSuite(assess_grade, .fini = done);

static const char four[] = "choose: q\noptions:\n"
                           "  - {wrong: a, why: w}\n  - right: b\n  - {wrong: c, why: w}\n"
                           "  - {wrong: d, why: w}\n";

Test(assess_grade, choose) {
  struct item item = build("choose", four);
  cr_expect_eq(PICK(&item, 1), SCORE_ONE);
  cr_expect_eq(PICK(&item, 0), 0);
  cr_expect_eq(PICK(&item, 1, 0), 0);
  cr_expect_eq(PICK(&item, 200), 0);
  cr_expect_eq(picks(&item, 0, (const uint8_t[]){1}), 0);
  cr_expect_float_eq(item_kind_of(&item)->guess(&item), .25, 1e-12);
}

static const char five[] = "choose-all: q\noptions:\n"
                           "  - right: a\n  - right: b\n  - right: c\n"
                           "  - {wrong: d, why: w}\n  - {wrong: e, why: w}\n";

/* max(0, hits/K - false/(n-K)) with K = 3, n = 5 */
Test(assess_grade, choose_all) {
  struct item item = build("choose-all", five);
  cr_expect_eq(PICK(&item, 0, 1, 2), SCORE_ONE);
  cr_expect_eq(PICK(&item, 2, 0, 1), SCORE_ONE);
  cr_expect_eq(PICK(&item, 0), 333333);
  cr_expect_eq(PICK(&item, 0, 1), 666667);
  cr_expect_eq(PICK(&item, 0, 1, 2, 3), 500000);
  cr_expect_eq(PICK(&item, 0, 1, 3), 166667);
  cr_expect_eq(PICK(&item, 0, 1, 2, 3, 4), 0);
  cr_expect_eq(PICK(&item, 0, 3), 0);
  cr_expect_eq(PICK(&item, 3), 0);
  cr_expect_float_eq(item_kind_of(&item)->guess(&item), 1. / 31, 1e-12);
}

Test(assess_grade, choose_all_refuses_what_is_no_set) {
  struct item item = build("choose-all", five);
  cr_expect_eq(PICK(&item, 0, 0, 0), 0, "one right part three times is not three");
  cr_expect_eq(PICK(&item, 0, 1, 2, 31), 0);
  cr_expect_eq(PICK(&item, 0, 1, 2, 255), 0);
  struct response response = {.n = 255};
  cr_expect_eq(item_kind_of(&item)->grade(&item, &response).score, 0);
}

Test(assess_grade, thirty_two_options) {
  char yaml[2048] = "choose-all: q\noptions:\n";
  for (int i = 0; i < 32; i++)
    sprintf(yaml + strlen(yaml), "  - {%s: o%d, why: w}\n", i % 2 ? "right" : "wrong", i);
  struct item item = build("choose-all", yaml);
  struct response all;
  item_kind_of(&item)->solution(&item, &all);
  cr_expect_eq(all.n, 16);
  cr_expect_eq(item_kind_of(&item)->grade(&item, &all).score, SCORE_ONE);
  cr_expect_eq(PICK(&item, 31), 62500);
  cr_expect_gt(item_kind_of(&item)->guess(&item), 0);
}

Test(assess_grade, true_or_false) {
  struct item no = build("true-or-false", "true-or-false: q\ntruth: no\n");
  struct item yes = build("true-or-false", "true-or-false: q\ntruth: TRUE\n");
  cr_expect_eq(PICK(&no, 1), SCORE_ONE);
  cr_expect_eq(PICK(&no, 0), 0);
  cr_expect_eq(PICK(&yes, 0), SCORE_ONE);
  cr_expect_eq(PICK(&yes, 1), 0);
  cr_expect_eq(PICK(&yes, 2), 0);
  cr_expect_not(item_kind_of(&no)->shuffles);
}

Test(assess_grade, number_exact) {
  struct item item = build("number", "number: q\nequals: 2\n");
  static const char *const right[] = {"2", " 2.0", "2,0", "+2", "2.", "02", "2 ", "2.000000000"};
  static const char *const wrong[] = {
      "3",        "-2",  "2.1", "2 3",       "2.0.0",
      "",         " ",   "two", ".",         "-",
      "2e0",      "0x2", "2-",  "2.0000001", "99999999999999999999999999",
      "2,000,000"};
  for (size_t i = 0; i < sizeof right / sizeof right[0]; i++)
    cr_expect_eq(typed(&item, right[i]).score, SCORE_ONE, "%s", right[i]);
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
    cr_expect_eq(typed(&item, wrong[i]).score, 0, "%s", wrong[i]);
}

static const char *refused(const struct item *item, const char *text) {
  struct response response = {0};
  snprintf(response.text, sizeof response.text, "%s", text);
  return item_kind_of(item)->refuse(item, &response);
}

Test(assess_grade, what_is_no_number_is_refused_and_not_wrong) {
  struct item item = build("number", "number: q\nequals: 2\nunit: km/h\n");
  static const char *const numbers[] = {"2",
                                        " 2.0",
                                        "2,0",
                                        "+2",
                                        "\u22122",
                                        "2.",
                                        ".5",
                                        "007",
                                        "2km/h",
                                        "2 miles",
                                        "2 km",
                                        "2e0",
                                        "\u0663\u066b\u0665",
                                        "99999999999999999999999999"};
  static const char *const none[] = {"foo",     "two",       ".",      "-",
                                     "about 2", "1/2",       "1 000",  "2.0.0",
                                     "2:30",    "2,000,000", "km/h 2", "one hundred"};
  for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
    cr_expect_null(refused(&item, numbers[i]), "%s", numbers[i]);
  for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
    cr_expect_not_null(refused(&item, none[i]), "%s", none[i]);
}

Test(assess_grade, number_within) {
  struct item item = build("number", "number: q\nequals: 2.5\nwithin: 0.5\n");
  cr_expect_eq(typed(&item, "2,5").score, SCORE_ONE);
  cr_expect_eq(typed(&item, "2").score, SCORE_ONE, "the edge is within");
  cr_expect_eq(typed(&item, "3.0").score, SCORE_ONE);
  cr_expect_eq(typed(&item, "3.000001").score, 0);
  cr_expect_eq(typed(&item, "3.0000001").score, 0, "past the last place kept");
  cr_expect_eq(typed(&item, "2.9999999").score, SCORE_ONE);
  cr_expect_eq(typed(&item, "1.9999999").score, 0);
}

Test(assess_grade, number_is_decimal_not_binary) {
  struct item item = build("number", "number: q\nequals: 0.3\nwithin: 0.1\n");
  cr_expect_eq(typed(&item, "0.2").score, SCORE_ONE);
  cr_expect_eq(typed(&item, ".4").score, SCORE_ONE);
}

Test(assess_grade, number_in_the_digits_of_other_scripts) {
  struct item item = build("number", "number: q\nequals: -23.5\nunit: km\n");
  static const char *const right[] = {"-٢٣٫٥", "-۲۳٫۵ km", "-२३.५", "－２３．５ ｋｍ"};
  static const char *const wrong[] = {"٢٣٫٥", "-٢٣٫٥٫٥", "-٢٣٫٦", "٫", "-٢٣٫٥\xd9"};
  for (size_t i = 0; i < sizeof right / sizeof right[0]; i++)
    cr_expect_eq(typed(&item, right[i]).score, SCORE_ONE, "%s", right[i]);
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
    cr_expect_eq(typed(&item, wrong[i]).score, 0, "%s", wrong[i]);
}

Test(assess_grade, number_below_zero_and_unit) {
  struct item item = build("number", "number: q\nequals: -12.5\nunit: °C\n");
  cr_expect_eq(typed(&item, "-12.5").score, SCORE_ONE);
  cr_expect_eq(typed(&item, "\xe2\x88\x92"
                            "12,5")
                   .score,
               SCORE_ONE, "a real minus");
  cr_expect_eq(typed(&item, "-12.5 °c").score, SCORE_ONE);
  cr_expect_eq(typed(&item, "-12.5 K").score, 0);
  cr_expect_eq(typed(&item, "12.5").score, 0);
}

static const char birth[] = "write: q\naccept: [\"740812\", Zoë Ärger]\n"
                            "pattern: '(74[ -]?08[ -]?12|zo[eë] ?ärger)'\nreject: [\"120874\"]\n";

Test(assess_grade, write) {
  struct item item = build("write", birth);
  static const char *const right[] = {"740812",    " 740812 ",  "74-08-12",
                                      "zoe arger", "ZOË ÄRGER", "Zoë  Ärger"};
  static const char *const wrong[] = {"",       " ",        "7408122", "x740812",
                                      "120874", "\xff\xfe", "74 0812x"};
  for (size_t i = 0; i < sizeof right / sizeof right[0]; i++)
    cr_expect_eq(typed(&item, right[i]).score, SCORE_ONE, "%s", right[i]);
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
    cr_expect_eq(typed(&item, wrong[i]).score, 0, "%s", wrong[i]);
}

Test(assess_grade, write_without_pattern) {
  struct item item = build("write", "write: q\naccept: [counterfeit]\n");
  cr_expect_eq(typed(&item, "Counterfeit").score, SCORE_ONE);
  cr_expect_eq(typed(&item, "forgery").score, 0);
}

/* A pattern that runs away makes the question faulty, never the answer wrong. */
Test(assess_grade, write_pattern_out_of_limits) {
  struct item item = build("write", "write: q\naccept: [ab]\npattern: '(a+)+[bc]'\n");
  char text[RESPONSE_TEXT];
  memset(text, 'a', sizeof text - 1);
  text[sizeof text - 1] = '\0';
  struct grade grade = typed(&item, text);
  cr_expect(grade.faulty);
  cr_expect_eq(grade.score, 0);
  cr_expect_not(typed(&item, "ac").faulty);
}

static void revise(const struct item *item, uint8_t key[HASH_BYTES], uint8_t text[HASH_BYTES]) {
  struct canon canon = {0};
  item_kind_of(item)->canon(item, &canon);
  canon_done(&canon, key, text);
}

/* Whether the key revision of b differs from a's (bit 0), and the text revision (bit 1). */
static int changed(const char *kind, const char *a, const char *b) {
  uint8_t keys[2][HASH_BYTES], texts[2][HASH_BYTES];
  struct item first = build(kind, a), second = build(kind, b);
  revise(&first, keys[0], texts[0]);
  revise(&second, keys[1], texts[1]);
  return (memcmp(keys[0], keys[1], HASH_BYTES) != 0) | (memcmp(texts[0], texts[1], HASH_BYTES) != 0)
                                                           << 1;
}

Test(assess_grade, revisions) {
  const char *a = "choose: q\noptions: [{right: a}, {wrong: b, why: w}]\n";
  cr_expect_eq(changed("choose", a, a), 0);
  cr_expect_eq(changed("choose", a, "choose: q\noptions: [{right: a}, {wrong: b, why: other}]\n"),
               2);
  cr_expect_eq(
      changed("choose", a, "choose: q\noptions: [{right: A, was: a}, {wrong: b, why: w}]\n"), 2,
      "a corrected wording keeps its name");
  cr_expect_eq(changed("choose", a, "choose: q\noptions: [{right: A}, {wrong: b, why: w}]\n"), 3);
  cr_expect_eq(changed("choose", a, "choose: q\noptions: [{wrong: a, why: w}, {right: b}]\n"), 3);
  cr_expect_eq(
      changed("true-or-false", "true-or-false: q\ntruth: no\n", "true-or-false: q\ntruth: yes\n"),
      3);
  cr_expect_eq(changed("number", "number: q\nequals: 2\n", "number: q\nequals: 2\nwithin: 1\n"), 3);
  cr_expect_eq(changed("number", "number: q\nequals: 2\n", "number: q\nequals: 2.0\n"), 2);
  cr_expect_eq(changed("write", "write: q\naccept: [a]\n", "write: q\naccept: [a, b]\n"), 3);
  cr_expect_eq(changed("write", "write: q\naccept: [a]\n", "write: q\naccept: [a]\npattern: a\n"),
               3);
}

Test(assess_grade, every_kind_says_what_the_schema_and_the_reader_need) {
  for (size_t i = 0; i < n_item_kinds; i++) {
    const struct item_kind *kind = item_kinds[i];
    cr_expect_str_eq(kind->keys[0], kind->key);
    const char *tab = strchr(kind->schema, '\t');
    cr_assert_not_null(tab);
    cr_expect_null(strchr(tab + 1, '\t'));
    for (size_t j = 0; kind->keys[j]; j++)
      cr_expect_not_null(strstr(kind->schema, kind->keys[j]), "%s", kind->keys[j]);
  }
}
