/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What trainers get wrong in a question, by code and place. */
#include "assess/kind.h"
#include "course/course.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct arena arena;
static struct diags diags;

static void done(void) {
  arena_done(&arena);
  diags_done(&diags);
}

TestSuite(assess_check, .fini = done);

/* Builds and checks; diags holds what was wrong. */
static bool check(const char *kind, const char *yaml) {
  struct reading r = {.arena = &arena, .diags = &diags};
  struct item item = {.id = "x"};
  diags_done(&diags);
  const struct node *map = yaml_read_bytes(&r, yaml, strlen(yaml), "t.yaml");
  while (strcmp(item_kinds[item.kind]->key, kind) != 0)
    item.kind++;
  item.why = read_optional(&r, map, "why");
  if (!item_kind_of(&item)->build(&r, map, &item))
    return false;
  item_kind_of(&item)->check(&r, map, &item);
  return true;
}

static size_t count(const char *code) {
  size_t n = 0;
  for (size_t i = 0; i < diags.n; i++)
    n += strcmp(diags.list[i].code, code) == 0;
  return n;
}

#define ONLY(code)                                                                                 \
  do {                                                                                             \
    cr_expect_eq(diags.n, 1, "%zu for %s", diags.n, code);                                         \
    cr_expect_eq(count(code), 1, "%s", code);                                                      \
  } while (0)

Test(assess_check, options) {
  check("choose", "choose: q\noptions: [{wrong: a, why: w}, {wrong: b, why: w}]\n");
  ONLY("item.no-key");
  check("choose-all", "choose-all: q\noptions: [{right: a}, {right: b}]\n");
  ONLY("item.all-right");
  check("choose", "choose: q\noptions: [{right: a}, {right: b}, {wrong: c, why: w}]\n");
  ONLY("item.many-right");
  check("choose-all", "choose-all: q\noptions: [{right: a}, {right: b}, {wrong: c, why: w}]\n");
  cr_expect_eq(diags.n, 0);
  check("choose", "choose: q\noptions: [{right: a}, {wrong: b}]\n");
  ONLY("item.no-reason");
  check("choose", "choose: q\noptions: [{right: a}, {wrong: b, why: w}, {wrong: b, why: w}]\n");
  ONLY("item.duplicate-option");
  check("choose", "choose: q\noptions: [{right: a, was: b}, {wrong: b, why: w}]\n");
  ONLY("item.duplicate-option");
}

Test(assess_check, few_and_many_options) {
  check("choose", "choose: q\noptions: [{right: a}]\n");
  cr_expect_eq(count("item.few-options"), 1);
  cr_expect(check("choose", "choose: q\noptions: []\n"));
  cr_expect_eq(count("item.few-options"), 1);
  cr_expect_eq(count("item.no-key"), 1);
  cr_expect_not(check("choose", "choose: q\n"));
  ONLY("key.missing");
  char yaml[2048] = "choose: q\noptions:\n  - right: r\n";
  for (int i = 0; i < 32; i++)
    sprintf(yaml + strlen(yaml), "  - {wrong: o%d, why: w}\n", i);
  check("choose", yaml);
  ONLY("item.many-options");
}

Test(assess_check, an_option_is_right_or_wrong) {
  check("choose", "choose: q\noptions: [{right: a}, {wrong: b, why: w}, {right: c, wrong: d}]\n");
  ONLY("item.option");
  check("choose", "choose: q\noptions: [{right: a}, {wrong: b, why: w}, plain]\n");
  ONLY("item.option");
  check("choose", "choose: q\noptions: [{right: a}, {wrong: b, why: w, whi: x}]\n");
  ONLY("key.unknown");
}

Test(assess_check, every_mistake_at_once) {
  check("choose", "choose: q\noptions:\n  - {wrong: a}\n  - {wrong: a, why: w}\n  - {what: b}\n");
  cr_expect_eq(count("item.no-reason"), 1);
  cr_expect_eq(count("item.duplicate-option"), 1);
  cr_expect_eq(count("item.option"), 1);
  cr_expect_eq(count("item.no-key"), 1);
}

Test(assess_check, true_or_false) {
  cr_expect_not(check("true-or-false", "true-or-false: q\nwhy: w\n"));
  ONLY("item.no-key");
  cr_expect_not(check("true-or-false", "true-or-false: q\ntruth: perhaps\nwhy: w\n"));
  ONLY("type.truth");
  cr_expect(check("true-or-false", "true-or-false: q\ntruth: no\n"));
  ONLY("item.no-reason");
}

Test(assess_check, number) {
  cr_expect_not(check("number", "number: q\nwhy: w\n"));
  ONLY("item.no-key");
  cr_expect_not(check("number", "number: q\nequals: two\nwhy: w\n"));
  ONLY("item.number");
  cr_expect_not(check("number", "number: q\nequals: 2\nwithin: wide\nwhy: w\n"));
  ONLY("item.number");
  cr_expect_not(check("number", "number: q\nequals: 1.1234567\nwhy: w\n"));
  ONLY("item.number");
  cr_expect_not(check("number", "number: q\nequals: [2]\nwhy: w\n"));
  ONLY("item.number");
  check("number", "number: q\nequals: 2\nwithin: -1\nwhy: w\n");
  ONLY("item.number");
  check("number", "number: q\nequals: 2\n");
  ONLY("item.no-reason");
}

Test(assess_check, write_needs_an_answer) {
  check("write", "write: q\nwhy: w\n");
  ONLY("item.no-accept");
  check("write", "write: q\naccept: []\nwhy: w\n");
  ONLY("item.no-accept");
  check("write", "write: q\naccept: [a, \" \"]\nwhy: w\n");
  ONLY("item.no-accept");
  cr_expect_not(check("write", "write: q\naccept: a\nwhy: w\n"));
  ONLY("type.list");
  check("write", "write: q\naccept: [a]\n");
  ONLY("item.no-reason");
}

Test(assess_check, write_pattern) {
  check("write", "write: q\naccept: [abc]\npattern: 'a(b'\nwhy: w\n");
  ONLY("item.pattern");
  cr_expect_eq(diags.list[0].at.line, 3);
  cr_expect_eq(diags.list[0].at.column, 10 + 1 + 3, "after the quote and three characters");
  check("write", "write: q\naccept: [abc, xyz]\npattern: 'ab?c'\nwhy: w\n");
  ONLY("item.pattern-accept");
  check("write", "write: q\naccept: [abc]\npattern: 'a.c'\nreject: [adc, abd]\nwhy: w\n");
  ONLY("item.pattern-reject");
  check("write", "write: q\naccept: [abc]\nreject: [ABC]\nwhy: w\n");
  ONLY("item.pattern-reject");
  check("write", "write: q\naccept: [abc]\npattern: 'b'\nwhy: w\n");
  ONLY("item.pattern-accept");
}

/* A question with as many forms as that is not one; and nobody can type a form so long. */
Test(assess_check, forms_are_bounded) {
  char yaml[8192] = "write: q\nwhy: w\naccept: [", longest[600] = "";
  for (int i = 0; i < 65; i++)
    sprintf(yaml + strlen(yaml), "a%d, ", i);
  strcat(yaml, "]\n");
  check("write", yaml);
  ONLY("item.many-forms");
  memset(longest, 'a', 511);
  snprintf(yaml, sizeof yaml, "write: q\nwhy: w\naccept: [%s]\n", longest);
  check("write", yaml);
  cr_expect_eq(diags.n, 0);
  longest[511] = 'a';
  snprintf(yaml, sizeof yaml, "write: q\nwhy: w\naccept: [b, %s]\n", longest);
  check("write", yaml);
  ONLY("text.long");
  snprintf(yaml, sizeof yaml, "write: q\nwhy: w\naccept: [b]\nreject: [%s]\n", longest);
  check("write", yaml);
  ONLY("text.long");
}

/* A thousand slow patterns: that they are too slow is said once, and no more of them are tried. */
Test(assess_check, slow_patterns_end) {
  struct reading r = {.arena = &arena, .diags = &diags};
  const char *yaml = "write: q\nwhy: w\npattern: '(a+)+b|a'\naccept: [a]\n"
                     "reject: [aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa]\n";
  const struct node *map = yaml_read_bytes(&r, yaml, strlen(yaml), "t.yaml");
  struct item item = {.id = "x", .why = "w"};
  while (strcmp(item_kinds[item.kind]->key, "write") != 0)
    item.kind++;
  cr_assert(item_kind_of(&item)->build(&r, map, &item));
  for (int i = 0; i < 1000; i++)
    item_kind_of(&item)->check(&r, map, &item);
  cr_expect_eq(count("item.pattern-slow"), 1);
  cr_expect_gt(count("item.pattern-limit"), 5, "as long as they are tried, each is told");
  cr_expect_lt(count("item.pattern-limit"), 100);
  cr_expect_eq(reading_left(&r), 0u);
}
