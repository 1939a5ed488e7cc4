/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A practice, question by question: what is accepted, recorded, shown and counted. */
#include "session_fixture.h"

TestSuite(session_quiz, .fini = done);

static struct live live;

#define CHOOSE(id, competency)                                                                     \
  "  - {id: " id ", competency: " competency ", objective: o, hint: look, choose: q " id           \
  ", options: [{right: r}, {wrong: x, why: nx}, {wrong: y, why: ny}]}\n"

static const char three[] =
    "draw: 3\npass: 67\nquestions:\n" CHOOSE("a", "A") CHOOSE("b", "A") CHOOSE("c", "B");

static void begin(const char *yaml) { live_start(&live, fixture_module(yaml), RUN_QUIZ, NULL, 7); }

Test(session_quiz, started_records_the_plan) {
  begin(three);
  cr_expect_eq(live.started.verb, VERB_STARTED);
  cr_expect_eq(live.started.mode, MODE_PRACTICE);
  cr_expect_str_eq(live.started.path, "c/m");
  cr_expect_str_eq(live.started.language, "en");
  cr_expect_eq(live.started.plan.kind, RUN_QUIZ);
  cr_expect_eq(live.started.plan.engine, ENGINE_VERSION);
  cr_expect_eq(live.started.plan.seed, 7);
  cr_expect_eq(live.started.plan.n, 3);
  cr_expect_eq(live.started.plan.slots[0].n_parts, 3);
  cr_expect_not(session_start(fixture_module("draw: 0\n"),
                              &(struct beginning){.kind = RUN_QUIZ, .item = NULL}, &live.session,
                              &live.started));
}

Test(session_quiz, a_right_answer) {
  begin(three);
  const struct item *item = quiz_item(&live.session, live.module);
  cr_assert(live_answer(&live, 1500, true));
  const struct happening *answered = live_last(&live);
  cr_expect_eq(live.n, 1);
  cr_expect_eq(answered->verb, VERB_ANSWERED);
  cr_expect_str_eq(answered->path, item->path);
  cr_expect_eq(memcmp(answered->key_rev, item->key_rev, HASH_BYTES), 0);
  cr_expect_eq(memcmp(answered->text_rev, item->text_rev, HASH_BYTES), 0);
  cr_expect_str_eq(answered->competency, item->competency);
  cr_expect_eq(answered->level, 2);
  cr_expect_eq(answered->shape, item_kind_of(item)->shape);
  cr_expect_eq(answered->guess, (int32_t)(item_kind_of(item)->guess(item) * SCORE_ONE + .5));
  cr_expect_gt(answered->guess, 0);
  cr_expect_eq(answered->attempt, 1);
  cr_expect_eq(answered->score, SCORE_ONE);
  cr_expect_eq(answered->duration, 1500);
  cr_expect_not(answered->hinted);
  cr_expect_eq(answered->names[0], seal_name("r"));
  cr_expect_eq(answered->n_inputs, 1);
  cr_expect_eq(answered->inputs[0].now, 1500);
  cr_expect_eq(answered->inputs[0].what, QUIZ_ANSWER);
  cr_expect_not(live_answer(&live, 1600, true), "it was answered");
  cr_expect_not(live_do(&live, 1600, QUIZ_RETRY));
  cr_expect(live_do(&live, 1700, QUIZ_NEXT));
  cr_expect_eq(live.n, 1, "going on decides nothing");
  cr_expect_eq(live.session.u.quiz.at, 1);
}

Test(session_quiz, wrong_then_right) {
  begin(three);
  cr_assert(live_answer(&live, 1000, false));
  cr_expect_eq(live_last(&live)->score, 0);
  cr_expect_not(live_do(&live, 1100, QUIZ_NEXT), "the key first, or another try");
  cr_assert(live_do(&live, 2000, QUIZ_RETRY));
  cr_assert(live_answer(&live, 2600, true));
  cr_expect_eq(live_last(&live)->attempt, 2);
  cr_expect_eq(live_last(&live)->score, SCORE_ONE);
  cr_expect_eq(live_last(&live)->duration, 600, "since it was asked again");
  cr_expect_eq(live_last(&live)->n_inputs, 2);
  cr_expect_eq(live_last(&live)->inputs[0].what, QUIZ_RETRY);
  cr_expect_eq(live_last(&live)->inputs[1].what, QUIZ_ANSWER);
  cr_expect_eq(live.session.u.quiz.slots[0].score, 0, "the first attempt counts");
  cr_expect_not(live_do(&live, 2700, QUIZ_RETRY));
  cr_expect(live_do(&live, 2700, QUIZ_NEXT));
}

/* The page of the second try, after this first answer. */
static const struct page *again(const char *yaml, const struct response *first) {
  char text[1024];
  struct session_input input = {.now = 1, .what = QUIZ_ANSWER, .response = *first};
  snprintf(text, sizeof text, "draw: 1\nquestions:\n  - {id: a, competency: A, why: w, %s}\n",
           yaml);
  begin(text);
  cr_assert(live_step(&live, &input), "%s", yaml);
  cr_assert(live_do(&live, 2, QUIZ_RETRY), "%s", yaml);
  return live_page(&live);
}

static const struct block *last_prose(const struct page *page) {
  const struct block *last = NULL;
  for (size_t i = 0; i < page->n_blocks; i++)
    if (page->blocks[i].kind == BLOCK_PROSE)
      last = &page->blocks[i];
  cr_assert_not_null(last);
  return last;
}

Test(session_quiz, the_second_try_says_the_first_answer_and_does_not_give_it) {
  const struct block *block =
      page_block(again("choose: q, options: [{right: r}, {wrong: x, why: n}, {wrong: y, why: n}]",
                       &(struct response){.n = 1, .pick = {1}}),
                 BLOCK_CHOICES);
  for (size_t i = 0; i < block->n; i++) {
    cr_expect_not(block->choices[i].marked);
    cr_expect_eq(block->choices[i].word != NULL, block->choices[i].value == 1);
    cr_expect_null(block->choices[i].note);
  }
  block = page_block(again("spot: q, panel: 'a [b](wrong: n) c [d] e [f]'",
                           &(struct response){.n = 1, .pick = {2}}),
                     BLOCK_FIELDS);
  for (size_t i = 0; i < block->n_fields; i++) {
    cr_expect_not(block->fields[i].marked);
    cr_expect_eq(block->fields[i].word != NULL, i == 2);
  }
  block = page_block(
      again("match: q, pairs: [{left: a, right: b}, {left: c, right: d}, {left: e, right: f}]",
            &(struct response){.n = 3, .pick = {PICK_NONE, 0, 1}}),
      BLOCK_PAIRS);
  for (size_t i = 0; i < block->n; i++) {
    uint8_t value = block->pairs[i].value;
    cr_expect_eq(block->pairs[i].mate, PICK_NONE);
    cr_expect_eq(block->pairs[i].word == NULL, value == 0);
    if (value)
      cr_expect_not_null(strstr(block->pairs[i].word, block->targets[value - 1]));
  }
  block = page_block(again("fill: 'One {two} three {four}'", &(struct response){.text = "\nfive"}),
                     BLOCK_GAPS);
  cr_expect_null(block->gaps[0].word);
  cr_expect_str_eq(block->gaps[1].word, "at first: five");
  cr_expect_str_eq(block->gaps[1].value, "");
}

Test(session_quiz, the_second_try_says_what_was_typed_or_put_in_order) {
  const struct page *page = again("write: q, accept: [x]", &(struct response){.text = "seven"});
  cr_expect_str_eq(page_block(page, BLOCK_ENTRY)->value, "");
  cr_expect_str_eq(last_prose(page)->prose->blocks[0].spans[0].text, "Your first answer: seven");
  page = again("order: q, items: [a, b, c]", &(struct response){.n = 3, .pick = {2, 0, 1}});
  const struct block *block = page_block(page, BLOCK_ORDER);
  cr_expect_eq(block->choices[0].value, 2);
  cr_expect_eq(block->choices[2].value, 1);
  cr_expect_str_eq(last_prose(page)->prose->blocks[0].spans[0].text,
                   "The lines stand as you put them first.");
}

/* -- What is no answer --------------------------------------------------------------------------
 */

static const char numbers[] =
    "draw: 1\nquestions:\n  - {id: a, competency: A, number: q, equals: 2, why: w}\n";

static bool write_number(const char *text) {
  struct session_input input = {.now = 1, .what = QUIZ_ANSWER};
  snprintf(input.response.text, sizeof input.response.text, "%s", text);
  return live_step(&live, &input);
}

static const char *refusal(const char *text) {
  struct input input = {.action = "answer", .n = 1};
  input.fields[0].block = page_id("answer");
  snprintf(input.fields[0].value.text, sizeof input.fields[0].value.text, "%s", text);
  return session_refusal(&live.session, live.module, &input);
}

Test(session_quiz, what_is_no_number_is_no_answer) {
  begin(numbers);
  cr_expect_not(write_number("foo"));
  cr_expect_eq(live.n, 0, "nothing is recorded");
  cr_expect_not_null(refusal("foo"));
  cr_expect_null(refusal("3"), "that is wrong, and taken");
  cr_expect_null(refusal(""));
  cr_expect(write_number("3"));
  cr_expect_eq(live_last(&live)->score, 0);
}

/* Before it was refused it was taken as wrong: that stays as it was recorded. */
Test(session_quiz, what_was_recorded_of_no_number_stays) {
  bool closed;
  begin(numbers);
  cr_assert(write_number("3"));
  strcpy(live.list[0].response.text, "foo");
  struct session session = live_replayed(&live, live.module, &closed);
  cr_expect_not(closed);
  cr_expect_eq(session.u.quiz.slots[0].state, SLOT_WRONG_ONCE);
  cr_expect_eq(session.u.quiz.slots[0].attempts, 1);
  cr_expect(session.u.quiz.telling);
}

Test(session_quiz, wrong_twice_and_key) {
  begin(three);
  live_answer(&live, 1, false), live_do(&live, 2, QUIZ_RETRY), live_answer(&live, 3, false);
  cr_expect_eq(live.session.u.quiz.slots[0].state, SLOT_DONE);
  cr_expect(live_do(&live, 4, QUIZ_NEXT));
  live_answer(&live, 5, false);
  cr_expect(live_do(&live, 6, QUIZ_KEY));
  cr_expect_not(live_do(&live, 7, QUIZ_RETRY), "the answer was shown");
  cr_expect(live_do(&live, 8, QUIZ_NEXT));
}

Test(session_quiz, hint_is_recorded) {
  begin(three);
  cr_assert(live_do(&live, 5, QUIZ_HINT));
  cr_expect_not(live_do(&live, 6, QUIZ_HINT), "once");
  cr_assert_eq(live.n, 1, "leaving and coming back must not make it forgotten");
  cr_expect_eq(live_last(&live)->verb, VERB_NOTED);
  cr_expect_eq(live_last(&live)->inputs[0].what, QUIZ_HINT);
  live_answer(&live, 9, true);
  cr_expect(live_last(&live)->hinted);
  live_do(&live, 10, QUIZ_NEXT);
  live_answer(&live, 11, true);
  cr_expect_not(live_last(&live)->hinted);
}

Test(session_quiz, no_hint_where_there_is_none) {
  begin("draw: 1\nquestions:\n  - {id: a, competency: A, number: q, equals: 2}\n");
  cr_expect_not(live_do(&live, 5, QUIZ_HINT));
  cr_expect_null(page_action(live_page(&live), "hint"));
}

Test(session_quiz, what_is_no_answer) {
  begin(three);
  struct session_input input = {.what = QUIZ_ANSWER};
  cr_expect_not(live_step(&live, &input), "empty");
  strcpy(input.response.text, "r");
  cr_expect_not(live_step(&live, &input), "text where something is to be picked");
  input.response.n = 1;
  input.response.pick[0] = 3;
  cr_expect_not(live_step(&live, &input), "no such part");
  input.response.n = 2;
  input.response.pick[0] = input.response.pick[1] = 0;
  cr_expect_not(live_step(&live, &input), "twice the same");
  input.response.n = 255;
  cr_expect_not(live_step(&live, &input));
  input.what = 99;
  cr_expect_not(live_step(&live, &input));
  cr_expect_eq(live.n, 0);
}

Test(session_quiz, what_is_no_text) {
  begin("draw: 1\nquestions:\n  - {id: a, competency: A, write: q, accept: [x]}\n");
  struct session_input input = {.what = QUIZ_ANSWER};
  strcpy(input.response.text, "  ");
  cr_expect_not(live_step(&live, &input), "blanks");
  strcpy(input.response.text, "\xff");
  cr_expect_not(live_step(&live, &input), "no UTF-8");
  memset(input.response.text, 'x', sizeof input.response.text);
  cr_expect_not(live_step(&live, &input), "no end");
  strcpy(input.response.text, " X ");
  input.response.n = 200;
  cr_assert(live_step(&live, &input));
  cr_expect_eq(live_last(&live)->score, SCORE_ONE);
  cr_expect_eq(live_last(&live)->response.n, 0);
  cr_expect_eq(live_last(&live)->response.text[5], 0, "nothing but the text is kept");
}

Test(session_quiz, true_or_false_leaves_nothing_to_try) {
  begin("draw: 1\nquestions:\n  - {id: a, competency: A, true-or-false: q, truth: no}\n");
  live_answer(&live, 1, false);
  cr_expect_not(live_do(&live, 2, QUIZ_RETRY));
  cr_expect(live_do(&live, 2, QUIZ_NEXT));
  cr_expect(live.session.over);
}

Test(session_quiz, a_faulty_question_does_not_count) {
  begin("draw: 2\nquestions:\n  - {id: a, competency: A, write: q, accept: [ab], pattern: "
        "'(a+)+[bc]'}\n"
        "  - {id: b, competency: A, write: q, accept: [ab], pattern: '(a+)+[bc]'}\n");
  struct session_input input = {.what = QUIZ_ANSWER};
  memset(input.response.text, 'a', RESPONSE_TEXT - 1);
  cr_assert(live_step(&live, &input));
  cr_expect(live_last(&live)->faulty);
  cr_expect_not(live_do(&live, 1, QUIZ_RETRY));
  cr_assert(live_do(&live, 1, QUIZ_NEXT));
  cr_assert(live_answer(&live, 2, true));
  cr_assert(live_do(&live, 3, QUIZ_NEXT));
  cr_expect_eq(live_last(&live)->verb, VERB_COMPLETED);
  cr_expect_eq(live_last(&live)->score, SCORE_ONE);
}

Test(session_quiz, with_nothing_to_count_it_is_closed) {
  begin("draw: 1\nquestions:\n  - {id: a, competency: A, write: q, accept: [ab], pattern: "
        "'(a+)+[bc]'}\n");
  struct session_input input = {.what = QUIZ_ANSWER};
  memset(input.response.text, 'a', RESPONSE_TEXT - 1);
  live_step(&live, &input), live_do(&live, 1, QUIZ_NEXT);
  cr_expect_eq(live_last(&live)->verb, VERB_CLOSED);
  cr_expect(live.session.over);
  cr_expect_not_null(page_action(live_page(&live), "leave"));
}

static void run_all(bool first, bool second, bool third) {
  const bool right[] = {first, second, third};
  for (int i = 0; i < 3; i++) {
    live_answer(&live, 10 * i + 1, right[i]);
    if (!right[i])
      live_do(&live, 10 * i + 2, QUIZ_KEY);
    live_do(&live, 10 * i + 3, QUIZ_NEXT);
  }
}

Test(session_quiz, completed) {
  begin(three);
  run_all(true, true, true);
  const struct happening *completed = live_last(&live);
  cr_expect_eq(completed->verb, VERB_COMPLETED);
  cr_expect_str_eq(completed->path, "c/m");
  cr_expect_eq(completed->score, SCORE_ONE);
  cr_expect(completed->passed);
  cr_expect_eq(completed->duration, 23);
  cr_expect_eq(completed->n_scores, 2);
  cr_expect_eq(completed->scores[0].weight + completed->scores[1].weight, 3);
  cr_expect_eq(completed->inputs[completed->n_inputs - 1].what, QUIZ_NEXT);
  cr_expect(live.session.over);
  cr_expect_not(live_do(&live, 99, QUIZ_NEXT));
}

/* Two of three are 66.7 %: not 67 %, whatever rounding says. */
Test(session_quiz, passing_is_exact) {
  begin(three);
  run_all(true, false, true);
  cr_expect_eq(live_last(&live)->score, 666666);
  cr_expect_not(live_last(&live)->passed);
  begin("draw: 3\npass: 66\nquestions:\n" CHOOSE("a", "A") CHOOSE("b", "A") CHOOSE("c", "B"));
  run_all(true, false, true);
  cr_expect(live_last(&live)->passed);
}

/* Inputs that decide nothing never get lost silently: full, they are recorded by themselves. */
Test(session_quiz, many_waiting_inputs) {
  begin(three);
  for (uint16_t i = 0; i < INPUTS_MAX - 1; i++) {
    live.session.pending[i] = (struct recorded_input){.now = 1, .what = QUIZ_HINT};
    live.session.n_pending++;
  }
  cr_assert(live_do(&live, 2, QUIZ_HINT));
  cr_assert_eq(live.n, 1);
  cr_expect_eq(live_last(&live)->verb, VERB_NOTED);
  cr_expect_eq(live_last(&live)->n_inputs, INPUTS_MAX);
  cr_expect_eq(live.session.n_pending, 0);
  for (uint16_t i = 0; i < INPUTS_MAX - 1; i++)
    live.session.n_pending++;
  cr_assert(live_answer(&live, 3, true));
  cr_expect_eq(live_last(&live)->n_inputs, INPUTS_MAX);
}

Test(session_quiz, a_clock_that_stumbles) {
  begin(three);
  live_answer(&live, 5000, true);
  cr_assert(live_do(&live, 100, QUIZ_NEXT));
  cr_expect_eq(live.session.now, 5000);
  cr_assert(live_answer(&live, 4000, true));
  cr_expect_eq(live_last(&live)->duration, 0);
}

/* -- Pages --------------------------------------------------------------------------------- */

Test(session_quiz, pages_through_a_question) {
  begin(three);
  struct page *page = live_page(&live);
  cr_expect_str_eq(page->title, "M");
  cr_expect_not_null(strstr(page->status, "1"));
  cr_expect_not_null(strstr(page->status, "3"));
  cr_expect(page_action(page, "answer")->needs_answer);
  cr_expect_str_eq(page_action(page, "answer")->key, "enter");
  cr_expect_str_eq(page_action(page, "hint")->key, "h");
  const struct block *choices = page_block(page, BLOCK_CHOICES);
  for (size_t i = 0; i < 3; i++)
    cr_expect_eq(choices->choices[i].value, live.started.plan.slots[0].order[i],
                 "the plan's order");
  cr_expect_str_eq(choices->language, "en");
  uint32_t asked = page->id;
  live_do(&live, 1, QUIZ_HINT);
  page = live_page(&live);
  cr_expect_eq(page->id, asked, "a hint keeps what was drafted");
  cr_expect_null(page_action(page, "hint"));
  const struct block *last = &page->blocks[page->n_blocks - 1];
  cr_assert_eq(last->kind, BLOCK_PROSE);
  cr_expect_str_eq(last->prose->blocks[0].spans[0].text, "Hint: look");
  live_answer(&live, 2, false);
  page = live_page(&live);
  cr_expect_neq(page->id, asked);
  cr_expect_null(page_action(page, "answer"));
  cr_expect_str_eq(page_action(page, "retry")->key, "enter");
  cr_expect_str_eq(page_action(page, "key")->key, "k");
  live_do(&live, 3, QUIZ_KEY);
  page = live_page(&live);
  cr_expect_str_eq(page_action(page, "next")->key, "enter");
  cr_expect_null(page_action(page, "retry"));
}

Test(session_quiz, one_key_has_one_action) {
  begin(three);
  for (int step = 0; step < 12; step++) {
    struct page *page = live_page(&live);
    for (size_t i = 0; i < page->n_actions; i++)
      for (size_t j = 0; j < i; j++)
        cr_assert_str_neq(page->actions[i].key, page->actions[j].key);
    if (!live_answer(&live, step, step % 2) && !live_do(&live, step, QUIZ_NEXT))
      live_do(&live, step, QUIZ_KEY);
  }
  cr_expect(live.session.over);
}

Test(session_quiz, results_page) {
  struct module *module = fixture_module(three);
  const char *const objectives[] = {"o"};
  const struct lesson lesson = {
      .id = "l", .title = "Two lines", .objectives = objectives, .n_objectives = 1};
  module->lessons = &lesson;
  module->n_lessons = 1;
  live_start(&live, module, RUN_QUIZ, NULL, 7);
  run_all(true, false, true);
  struct page *page = live_page(&live);
  cr_expect_str_eq(page_action(page, "leave")->key, "enter");
  cr_expect_str_eq(page_action(page, "again")->key, "r");
  cr_expect_eq(page_block(page, BLOCK_BARS)->bars[0].share, 666666);
  const struct block *missed = page_block(page, BLOCK_OUTLINE);
  cr_assert_not_null(missed);
  cr_expect_eq(missed->n, 1);
  cr_expect_null(missed->outline[0].action);
  cr_expect_not_null(strstr(missed->outline[0].note, "Two lines"));
  cr_expect_not_null(session_where(&live.session, module, &arena));
}

static void where_holds(const char *said) {
  struct session back = live.session;
  const char *where = session_where(&live.session, live.module, &arena);
  session_return(&back, live.module);
  cr_expect_str_eq(where, said);
  cr_expect_str_eq(session_where(&back, live.module, &arena), said);
}

/* It is said before one left, and must be so when one comes back. */
Test(session_quiz, where_is_where_one_comes_back_to) {
  begin(three);
  where_holds("Question 1 of 3");
  live_answer(&live, 1, false);
  where_holds("Question 1 of 3"); /* once more */
  live_do(&live, 2, QUIZ_KEY);
  where_holds("Question 2 of 3");
  live_do(&live, 3, QUIZ_NEXT);
  live.session.u.quiz.slots[2].state = SLOT_WITHDRAWN;
  live_answer(&live, 4, true);
  where_holds("Question 2 of 2"); /* the results are a decision */
}

Test(session_quiz, options_stand_in_the_plans_order) {
  const struct module *module = fixture_module(three);
  size_t moved = 0;
  for (uint64_t seed = 0; seed < 10; seed++) {
    live_start(&live, module, RUN_QUIZ, NULL, seed);
    const struct block *choices = page_block(live_page(&live), BLOCK_CHOICES);
    for (size_t i = 0; i < 3; i++) {
      cr_expect_eq(choices->choices[i].value, live.started.plan.slots[0].order[i]);
      moved += choices->choices[i].value != i;
    }
  }
  cr_expect_gt(moved, 0);
}

static struct input input_of(const char *action) {
  struct input input = {0};
  strcpy(input.action, action);
  return input;
}

Test(session_quiz, reads_what_its_pages_offer) {
  begin(three);
  struct session_input out;
  struct input input = input_of("answer");
  input.n = 1;
  input.fields[0].block = page_id(ITEM_BLOCK);
  input.fields[0].value = (struct response){.n = 1, .pick = {2}};
  cr_assert(session_read_input(&live.session, live.module, &input, 77, &out));
  cr_expect_eq(out.what, QUIZ_ANSWER);
  cr_expect_eq(out.now, 77);
  cr_expect_eq(out.response.pick[0], 2);
  static const struct {
    const char *action;
    uint16_t what;
  } rows[] = {{"hint", QUIZ_HINT}, {"retry", QUIZ_RETRY}, {"key", QUIZ_KEY}, {"next", QUIZ_NEXT}};
  for (size_t i = 0; i < 4; i++) {
    input = input_of(rows[i].action);
    cr_assert(session_read_input(&live.session, live.module, &input, 1, &out));
    cr_expect_eq(out.what, rows[i].what);
  }
  static const char *const others[] = {"leave", "again", "tick", "", "answers"};
  for (size_t i = 0; i < 5; i++) {
    input = input_of(others[i]);
    cr_expect_not(session_read_input(&live.session, live.module, &input, 1, &out), "%s", others[i]);
  }
}

/* A text with gaps is its own question: it does not stand there twice. */
Test(session_quiz, a_stem_that_the_page_shows_itself_is_shown_once) {
  begin("draw: 1\nquestions:\n  - {id: a, competency: A, fill: 'one {two} three'}\n");
  const struct page *page = live_page(&live);
  for (size_t i = 0; i < page->n_blocks; i++)
    for (size_t k = 0; page->blocks[i].kind == BLOCK_PROSE && k < page->blocks[i].prose->n; k++)
      cr_expect_null(strstr(page->blocks[i].prose->blocks[k].spans[0].text, "one"));
  cr_expect_not_null(page_block(page, BLOCK_GAPS));
}
