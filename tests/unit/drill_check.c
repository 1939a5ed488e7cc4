/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What trainers get wrong in a scenario, by code and place. */
#include "course/course.h"
#include "drill/kind.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct arena arena;
static struct diags diags;

static void done(void) {
  arena_done(&arena);
  diags_done(&diags);
}

TestSuite(drill_check, .fini = done);

static bool check_with(const char *yaml, const struct framework *framework) {
  struct reading r = {.arena = &arena, .diags = &diags};
  struct drill drill = {.id = "d"};
  struct canon canon = {0};
  uint8_t key[HASH_BYTES], text[HASH_BYTES];
  diags_done(&diags);
  const struct node *map = yaml_read_bytes(&r, yaml, strlen(yaml), "t.yaml");
  if (!drill_kinds[0]->build(&r, map, &(struct drill_material){.framework = framework}, &drill))
    return false;
  drill_kinds[0]->check(&r, map, &drill);
  drill_kinds[0]->canon(&drill, &canon); /* must bear whatever was reported */
  canon_done(&canon, key, text);
  return true;
}

static bool check(const char *yaml) { return check_with(yaml, NULL); }

static const struct diag *only(const char *code) {
  cr_assert_eq(diags.n, 1, "%zu for %s", diags.n, code);
  cr_expect_str_eq(diags.list[0].code, code);
  return &diags.list[0];
}

static size_t count(const char *code) {
  size_t n = 0;
  for (size_t i = 0; i < diags.n; i++)
    n += strcmp(diags.list[i].code, code) == 0;
  return n;
}

#define ENDS                                                                                       \
  "  good: {end: pass, text: g}\n"                                                                 \
  "  bad: {end: fail, text: b}\n"
#define SCENE(id) "  " id ":\n    text: t\n    choices:\n"

Test(drill_check, sound) {
  check("scenario: t\nstart: a\nscenes:\n" SCENE(
      "a") "      - {do: x, go: good}\n"
           "      - {do: y, go: bad}\n      - {do: z, go: a}\n" ENDS);
  cr_expect_eq(diags.n, 0, "a loop is fine while an end stays in reach");
}

Test(drill_check, dangling_go) {
  check("scenario: t\nstart: a\nscenes:\n" SCENE("a") "      - {do: x, go: goood}\n"
                                                      "      - {do: y, go: bad}\n" ENDS);
  const struct diag *diag = only("scenario.go");
  cr_expect_eq(diag->at.line, 7);
  cr_expect_eq(diag->at.column, 21);
  cr_expect_not_null(strstr(diag->hint, "good"));
  check("scenario: t\nstart: b\nscenes:\n" SCENE("a") "      - {do: x, go: good}\n" ENDS);
  only("scenario.start");
}

Test(drill_check, unreachable) {
  check("scenario: t\nstart: a\nscenes:\n" SCENE("a") "      - {do: x, go: good}\n" ENDS);
  cr_expect_eq(only("scenario.unreachable")->at.line, 9);
}

Test(drill_check, unreachable_since_no_state_allows_it) {
  check("scenario: t\nstate:\n  s: {start: 0, from: 0, to: 2}\nstart: a\nscenes:\n" SCENE(
      "a") "      - {do: x, go: good}\n      - {do: y, when: s > 1, go: bad}\n" ENDS);
  cr_expect_eq(count("scenario.unreachable"), 1);
  cr_expect_eq(count("scenario.never-shown"), 1);
}

Test(drill_check, no_end) {
  check("scenario: t\nstart: a\nscenes:\n" SCENE(
      "a") "      - {do: x, go: good}\n"
           "      - {do: y, go: bad}\n      - {do: z, go: b}\n" SCENE(
               "b") "      - {do: x, go: c}\n" SCENE("c") "      - {do: x, go: b}\n" ENDS);
  cr_expect_eq(diags.n, 2);
  cr_expect_eq(count("scenario.no-end"), 2);
}

/* On the map there is a way out; with the state that a player can have there is none. */
Test(drill_check, no_end_in_a_state_that_can_be_had) {
  check("scenario: t\nstate:\n  s: {start: 0, from: 0, to: 1}\nstart: a\nscenes:\n" SCENE(
      "a") "      - {do: x, set: {s: 1}, go: b}\n      - {do: y, go: b}\n      - {do: w, go: "
           "bad}\n" SCENE("b") "      - {do: x, when: s == 0, go: good}\n      - {do: y, go: "
                               "b}\n" ENDS);
  const struct diag *diag = only("scenario.no-end");
  cr_expect_not_null(strstr(diag->message, "b"));
}

Test(drill_check, stuck) {
  check("scenario: t\nstate:\n  s: {start: 0, from: 0, to: 1}\nstart: a\nscenes:\n" SCENE(
      "a") "      - {do: x, set: {s: 1}, go: b}\n      - {do: y, go: b}\n      - {do: w, go: "
           "bad}\n" SCENE("b") "      - {do: x, when: s == 0, go: good}\n" ENDS);
  only("scenario.stuck");
  check("scenario: t\nstart: a\nscenes:\n" SCENE(
      "a") "      - {do: x, go: good}\n"
           "      - {do: y, go: bad}\n      - {do: z, go: b}\n  b: {text: t}\n" ENDS);
  only("scenario.stuck");
}

Test(drill_check, stuck_by_what_was_seen) {
  check("scenario: t\nstart: a\nscenes:\n" SCENE(
      "a") "      - {do: x, when: not seen(b), go: b}\n"
           "      - {do: v, when: not seen(b), go: good}\n      - {do: w, when: not seen(b), go: "
           "bad}\n" SCENE("b") "      - {do: y, go: a}\n" ENDS);
  only("scenario.stuck");
}

Test(drill_check, bounds) {
  check("scenario: t\nstate:\n  s: {start: 0, from: 0, to: 2}\nstart: a\nscenes:\n" SCENE(
      "a") "      - {do: x, set: {s: +1}, go: a}\n      - {do: y, go: good}\n      - {do: w, go: "
           "bad}\n" ENDS);
  cr_expect_eq(only("scenario.bounds")->at.line, 9);
  check("scenario: t\nstate:\n  s: {start: 0, from: 0, to: 2}\nstart: a\nscenes:\n" SCENE(
      "a") "      - {do: x, when: s < 2, set: {s: +1}, go: a}\n      - {do: y, go: good}\n"
           "      - {do: w, go: bad}\n" ENDS);
  cr_expect_eq(diags.n, 0, "guarded by when");
  check("scenario: t\nstate:\n  s: {start: 0, from: 0, to: 2}\nstart: a\nscenes:\n" SCENE(
      "a") "      - {do: x, set: {s: 3}, go: good}\n      - {do: w, go: bad}\n" ENDS);
  only("scenario.bounds");
  check("scenario: t\nstate:\n  s: {start: 5, from: 0, to: 2}\nstart: a\nscenes:\n" SCENE(
      "a") "      - {do: x, go: good}\n      - {do: w, go: bad}\n" ENDS);
  only("scenario.bounds");
}

Test(drill_check, when) {
  check("scenario: t\nstate:\n  trust: {start: 0, from: 0, to: 2}\nstart: a\nscenes:\n" SCENE(
      "a") "      - do: x\n        when: trust >= 0 and trusd < 1\n        go: good\n"
           "      - {do: w, go: bad}\n" ENDS);
  const struct diag *diag = only("when.unknown-state");
  cr_expect_eq(diag->at.line, 10);
  cr_expect_eq(diag->at.column, 30);
  cr_expect_eq(diag->span, 5);
  cr_expect_not_null(strstr(diag->hint, "trust"));
  check("scenario: t\nstart: a\nscenes:\n" SCENE(
      "a") "      - do: x\n        when: 'not seen(goof)'\n        go: good\n"
           "      - {do: w, go: bad}\n" ENDS);
  cr_expect_eq(only("when.unknown-scene")->at.column, 25, "the quote counts");
}

Test(drill_check, every_fault_of_a_when_is_told) {
  check("scenario: t\nstate:\n  trust: {start: 0, from: 0, to: 2}\nstart: a\nscenes:\n" SCENE(
      "a") "      - do: x\n        when: trusd >= 0 and not seen(goof)\n        go: good\n"
           "      - {do: w, go: bad}\n" ENDS);
  cr_assert_eq(diags.n, 2);
  cr_expect_str_eq(diags.list[0].code, "when.unknown-state");
  cr_expect_eq(diags.list[0].at.column, 15);
  cr_expect_str_eq(diags.list[1].code, "when.unknown-scene");
  cr_expect_eq(diags.list[1].at.column, 39);
}

Test(drill_check, choices_and_ends) {
  check("scenario: t\nstart: a\nscenes:\n" SCENE("a") "      - {do: x, go: good}\n"
                                                      "      - {do: x, go: bad}\n" ENDS);
  only("scenario.duplicate-choice");
  check("scenario: t\nstart: a\nscenes:\n" SCENE(
      "a") "      - {do: x, go: good}\n"
           "  good:\n    text: t\n    end: pass\n    choices: [{do: y, go: a}]\n");
  only("scenario.end-choices");
  char yaml[1024] = "scenario: t\nstart: a\nscenes:\n" SCENE("a");
  for (int i = 0; i < 9; i++)
    sprintf(yaml + strlen(yaml), "      - {do: x%d, go: good}\n", i);
  strcat(yaml, "  good: {end: pass, text: g}\n");
  check(yaml);
  only("scenario.many-choices");
}

Test(drill_check, names_and_keys) {
  check("scenario: t\nstate:\n  not: {start: 0, from: 0, to: 0}\nstart: a\nscenes:\n" SCENE(
      "a") "      - {do: x, go: good}\n      - {do: w, go: bad}\n" ENDS);
  only("scenario.name");
  check("scenario: t\nstart: a\nscenes:\n" SCENE(
      "a") "      - {do: x, go: good, points: 3}\n"
           "      - {do: w, set: {mood: +1}, go: bad}\n" ENDS);
  cr_expect_eq(count("key.unknown"), 1);
  cr_expect_eq(count("scenario.state"), 1);
  check("scenario: t\nstart: a\nscenes:\n" SCENE("a") "      - {do: x, go: good, score: {A: 101}}\n"
                                                      "      - {do: w, go: bad}\n" ENDS);
  only("number.range");
  cr_expect_not(check("scenario: t\nstart: a\n"));
  only("key.missing");
  cr_expect_not(check("scenario: t\nstart: a\nscenes: {}\n"));
  only("scenario.no-scenes");
}

Test(drill_check, competencies) {
  const struct competency competencies[] = {{.id = "DOC-EXAM"}, {.id = "ETH-INT"}};
  const struct framework framework = {.competencies = competencies, .n_competencies = 2};
  const char *yaml = "scenario: t\nstart: a\nscenes:\n" SCENE(
      "a") "      - {do: x, go: good, score: {DOC-EXAN: 1}}\n"
           "      - {do: w, go: bad, score: {ETH-INT: 1}}\n" ENDS;
  check_with(yaml, &framework);
  cr_expect_not_null(strstr(only("competency.unknown")->hint, "DOC-EXAM"));
  check_with(yaml, NULL);
  cr_expect_eq(diags.n, 0);
  char many[2048] = "scenario: t\nstart: a\nscenes:\n" SCENE(
      "a") "      - {do: w, go: bad}\n"
           "      - do: x\n        go: good\n        score: {";
  for (int i = 0; i < 17; i++)
    sprintf(many + strlen(many), "C%d: 1, ", i);
  strcat(many, "}\n" ENDS);
  check(many);
  only("scenario.many-competencies");
}

static void check_scenes(int n) {
  char yaml[32768] = "scenario: t\nstart: s0\nscenes:\n";
  size_t len = strlen(yaml);
  for (int i = 0; i + 1 < n; i++)
    len += (size_t)sprintf(yaml + len, "  s%d: {text: t, choices: [{do: x, go: s%d}]}\n", i, i + 1);
  sprintf(yaml + len, "  s%d: {text: t, end: pass}\n", n - 1);
  check(yaml);
}

Test(drill_check, two_hundred_scenes) {
  check_scenes(200);
  cr_expect_eq(diags.n, 0);
  check_scenes(201);
  cr_expect_eq(count("scenario.many-scenes"), 1);
}

/* What was seen is known of the last scene as of the first. */
Test(drill_check, seen_beyond_sixty_four) {
  char yaml[32768] = "scenario: t\nstart: s0\nscenes:\n";
  size_t len = strlen(yaml);
  for (int i = 0; i < 198; i++)
    len += (size_t)sprintf(yaml + len, "  s%d: {text: t, choices: [{do: x, go: s%d}]}\n", i, i + 1);
  sprintf(yaml + len,
          "  s198: {text: t, choices: [{do: x, when: seen(s100) and seen(s70), go: z},\n"
          "    {do: y, when: not seen(s198), go: z}, {do: v, when: seen(z), go: z}]}\n"
          "  z: {text: t, end: pass}\n");
  check(yaml);
  cr_expect_eq(diags.n, 2);
  cr_expect_eq(count("scenario.never-shown"), 2);
  cr_expect_eq(diags.list[0].at.line, 203, "x shows; y and v, a line below it, do not");
  cr_expect_eq(diags.list[1].at.line, 203);
}

/* Eight states of 2001 values cannot be visited: said as a warning, in bounded time. */
Test(drill_check, too_large) {
  char yaml[4096] = "scenario: t\nstate:\n";
  for (int i = 0; i < 8; i++)
    sprintf(yaml + strlen(yaml), "  s%d: {start: 0, from: -1000, to: 1000}\n", i);
  strcat(yaml, "start: a\nscenes:\n  good: {end: pass, text: t}\n" SCENE(
                   "a") "      - {do: z, go: good}\n");
  for (int i = 0; i < 7; i++)
    sprintf(yaml + strlen(yaml), "      - {do: x%d, when: s%d < 1000, set: {s%d: +1}, go: a}\n", i,
            i, i);
  check(yaml);
  cr_expect_eq(only("scenario.too-large")->severity, SEVERITY_WARNING);
}

/* The scalar stands for whatever a trainer might put there: errors, never a crash. */
Test(drill_check, anything_anywhere) {
  static const char *const values[] = {"x", "[]", "{}", "~", "[x, {y: z}]", "{x: [1]}", "-1", "''"};
  static const char *const forms[] = {
      "scenario: t\nstart: %s\nscenes: {a: {text: t, choices: [{do: x, go: a}]}}\n",
      "scenario: t\nstart: a\nstate: %s\nscenes: {a: {text: t, end: pass}}\n",
      "scenario: t\nstart: a\nstate: {s: %s}\nscenes: {a: {text: t, end: pass}}\n",
      "scenario: t\nstart: a\nscenes: %s\n",
      "scenario: t\nstart: a\nscenes: {a: %s}\n",
      "scenario: t\nstart: a\nscenes: {a: {text: %s, end: pass}}\n",
      "scenario: t\nstart: a\nscenes: {a: {text: t, end: %s}}\n",
      "scenario: t\nstart: a\nscenes: {a: {text: t, choices: %s}}\n",
      "scenario: t\nstart: a\nscenes: {a: {text: t, choices: [%s]}}\n",
      "scenario: t\nstart: a\nscenes: {a: {text: t, choices: [{do: %s, go: a}]}}\n",
      "scenario: t\nstart: a\nscenes: {a: {text: t, choices: [{do: x, go: %s}]}}\n",
      "scenario: t\nstart: a\nscenes: {a: {text: t, choices: [{do: x, when: %s, go: a}]}}\n",
      "scenario: t\nstart: a\nscenes: {a: {text: t, choices: [{do: x, set: %s, go: a}]}}\n",
      "scenario: t\nstart: a\nscenes: {a: {text: t, choices: [{do: x, score: %s, go: a}]}}\n",
      "scenario: t\nstart: a\nscenes: {a: {text: t, choices: [{do: x, set: {s: %s}, go: a}]}}\n",
  };
  for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
    for (size_t j = 0; j < sizeof values / sizeof values[0]; j++) {
      const char *at = strstr(forms[i], "%s");
      char yaml[512];
      sprintf(yaml, "%.*s%s%s", (int)(at - forms[i]), forms[i], values[j], at + 2);
      bool usable = check(yaml);
      cr_expect(usable || diags.errors, "%s", yaml);
    }
}

/* Many drills that are each just small enough to visit are not, together. */
Test(drill_check, worlds_of_a_file_are_bounded) {
  struct reading r = {.arena = &arena, .diags = &diags};
  char yaml[2048] = "scenario: t\nstate:\n";
  size_t complete = 0;
  for (int i = 0; i < 4; i++)
    sprintf(yaml + strlen(yaml), "  s%d: {start: 0, from: 0, to: 8}\n", i);
  strcat(yaml, "start: a\nscenes:\n  good: {end: pass, text: t}\n" SCENE(
                   "a") "      - {do: z, go: good}\n");
  for (int i = 0; i < 4; i++)
    sprintf(yaml + strlen(yaml), "      - {do: x%d, when: s%d < 8, set: {s%d: +1}, go: a}\n", i, i,
            i);
  const struct node *map = yaml_read_bytes(&r, yaml, strlen(yaml), "t.yaml");
  struct drill drill = {.id = "d"};
  cr_assert(drill_kinds[0]->build(&r, map, &(struct drill_material){0}, &drill));
  while (!count("scenario.too-large") && complete++ < 100)
    drill_kinds[0]->check(&r, map, &drill);
  cr_expect_eq(count("scenario.too-large"), 1);
  cr_expect_gt(complete, 3u);
  cr_expect_lt(complete, 40u);
}

Test(drill_check, more_than_there_can_be) {
  char yaml[2048] = "scenario: t\nstart: a\nstate: {s: {from: 0, to: 3}}\nscenes:\n" SCENE(
      "a") "      - {do: x, go: good, set: {";
  for (int i = 0; i < 9; i++)
    sprintf(yaml + strlen(yaml), "t%d: 1, ", i);
  strcat(yaml, "}}\n" ENDS);
  check(yaml);
  cr_expect_eq(count("scenario.many-states"), 1);
  cr_expect_eq(count("scenario.state"), 8);
}
