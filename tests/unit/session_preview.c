/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/preview.h"
#include "session_fixture.h"

static const char yaml[] =
    "draw: 1\npass: 50\nquestions:\n"
    "  - {id: one, choose: Which?, competency: ABC, options: [{right: A}, {wrong: B, why: no}]}\n"
    "  - {id: two, true-or-false: So, truth: yes, competency: ABC}\n"
    "  - {id: three, choose: Hidden?, competency: ABC, use: exam, options: [{right: A}, {wrong: "
    "B, why: no}]}\n";
static struct preview preview;
static struct present present;
static struct arena pages;
static struct page page;

static void finish(void) {
  arena_done(&pages);
  done();
}

TestSuite(session_preview, .fini = finish);

static const struct page *look(void) {
  page = (struct page){.arena = &pages};
  preview_page(&preview, &page);
  return &page;
}

static const struct block *block_of(const struct page *where, enum block_kind kind) {
  for (size_t i = 0; i < where->n_blocks; i++)
    if (where->blocks[i].kind == kind)
      return &where->blocks[i];
  return NULL;
}

static bool offers(const struct page *where, const char *action) {
  for (size_t i = 0; i < where->n_actions; i++)
    if (strcmp(where->actions[i].id, action) == 0)
      return true;
  return false;
}

static bool act(const char *action) {
  struct input input = {0};
  snprintf(input.action, sizeof input.action, "%s", action);
  return preview_act(&preview, &input);
}

static bool pick(const char *action, uint8_t part) {
  struct input input = {.n = 1};
  snprintf(input.action, sizeof input.action, "%s", action);
  input.fields[0].block = page_id(ITEM_BLOCK);
  input.fields[0].value = (struct response){.n = 1, .pick = {part}};
  return preview_act(&preview, &input);
}

static void begin(void) {
  preview = (struct preview){0};
  preview_exchange(&preview, fixture_module(yaml));
}

Test(session_preview, lists_every_question_and_says_what_is_for_exams) {
  begin();
  const struct block *outline = block_of(look(), BLOCK_OUTLINE);
  cr_assert_not_null(outline);
  cr_expect_eq(outline->n, 3);
  cr_expect_str_eq(outline->outline[2].action, "open:c/m/three");
}

Test(session_preview, a_question_is_asked_answered_and_told) {
  begin();
  cr_assert(act("open:c/m/one"));
  cr_expect(block_of(look(), BLOCK_CHOICES)->live);
  pick("answer", 0);
  cr_expect_not(block_of(look(), BLOCK_CHOICES)->live);
  cr_expect_eq(block_of(look(), BLOCK_NOTICE)->tone, TONE_GOOD);
  act("retry");
  cr_expect(block_of(look(), BLOCK_CHOICES)->live);
  pick("answer", 1);
  cr_expect_eq(block_of(look(), BLOCK_NOTICE)->tone, TONE_BAD);
}

Test(session_preview, what_is_open_stays_open_through_a_save) {
  begin();
  act("open:c/m/two");
  uint32_t before = look()->id;
  preview_exchange(&preview, fixture_module(yaml));
  cr_expect_eq(look()->id, before);
  preview_exchange(&preview, fixture_module("draw: 1\npass: 1\nquestions:\n  - {id: one, "
                                            "true-or-false: So, truth: no, competency: ABC}\n"));
  cr_expect_not_null(block_of(look(), BLOCK_OUTLINE), "what is gone is closed");
}

Test(session_preview, next_and_previous_go_around) {
  begin();
  act("open:c/m/three");
  act("next");
  cr_expect_str_eq(preview.open, "c/m/one");
  act("previous");
  cr_expect_str_eq(preview.open, "c/m/three");
  act("outline");
  cr_expect_str_eq(preview.open, "");
  cr_expect_not(act("quit"));
}

Test(session_preview, trouble_is_said_above_the_last_good_module) {
  begin();
  act("open:c/m/one");
  preview.trouble = "line 3";
  cr_expect_str_eq(block_of(look(), BLOCK_NOTICE)->text, "line 3");
  preview = (struct preview){.trouble = "line 4"};
  cr_expect_str_eq(block_of(look(), BLOCK_NOTICE)->text, "line 4");
  cr_expect(act("open:x"), "nothing to open, and nothing breaks");
}

static const char drill_yaml[] =
    "drill:\n  scenario: S\n  start: a\n  scenes:\n"
    "    a: {text: A, choices: [{do: Go, score: {ABC: 1}, go: b}, {do: Stay, go: e}]}\n"
    "    b: {text: B, choices: [{do: End, score: {ABC: 1}, go: e}, {do: Back, go: a}]}\n"
    "    e: {end: pass, text: E}\n";

Test(session_preview, a_drill_walks_its_way_again) {
  preview = (struct preview){0};
  preview_exchange(&preview, fixture_module(drill_yaml));
  act("open:c/m/d");
  cr_assert(act(block_of(look(), BLOCK_OUTLINE)->outline[0].action));
  uint32_t at = look()->id;
  cr_expect_eq(preview.n_steps, 1);
  preview_exchange(&preview, fixture_module(drill_yaml));
  cr_expect_eq(look()->id, at);
  act("again");
  cr_expect_eq(preview.n_steps, 0);
}

/* -- Presentation ---------------------------------------------------------------------------- */

static const struct page *show(void) {
  page = (struct page){.arena = &pages};
  present_page(&present, &page);
  return &page;
}

static bool do_it(const char *action) {
  struct input input = {0};
  snprintf(input.action, sizeof input.action, "%s", action);
  return present_act(&present, &input);
}

Test(session_preview, a_class_sees_the_question_then_counts_then_reasons) {
  cr_assert(present_begin(&present, fixture_module(yaml)));
  const struct block *choices = block_of(show(), BLOCK_CHOICES);
  cr_expect_not(choices->live);
  for (size_t i = 0; i < choices->n; i++)
    cr_expect_null(choices->choices[i].word, "the key is hidden");
  do_it("tell");
  cr_expect(offers(show(), "counted"));
  struct input input = {.action = "counted", .n = 1};
  input.fields[0].block = page_id("hands:0");
  snprintf(input.fields[0].value.text, RESPONSE_TEXT, "1o");
  present_act(&present, &input);
  cr_expect_eq(present.stage, PRESENT_COUNT, "no count is lost because it was mistyped");
  cr_expect_not_null(block_of(show(), BLOCK_NOTICE));
  snprintf(input.fields[0].value.text, RESPONSE_TEXT, "17");
  present_act(&present, &input);
  cr_expect_eq(present.hands[0], 17);
  cr_expect_not_null(block_of(show(), BLOCK_BARS));
}

Test(session_preview, exam_questions_are_not_shown_to_a_class) {
  cr_assert(present_begin(&present, fixture_module(yaml)));
  for (int i = 0; i < 4; i++) {
    cr_expect_neq(present.at, 2);
    do_it(i < 2 ? "next" : "previous");
  }
  cr_expect_not(present_begin(
      &present, fixture_module("draw: 1\npass: 1\nquestions:\n  - {id: one, true-or-false: So, "
                               "truth: no, competency: ABC, use: exam}\n")));
  cr_expect_not(present_begin(&present, fixture_module("draw: 0\npass: 1\n")));
}

Test(session_preview, leaving_is_leaving) {
  cr_assert(present_begin(&present, fixture_module(yaml)));
  cr_expect_not(do_it("quit"));
}
