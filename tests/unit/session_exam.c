/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An exam: what is accepted, kept, told and counted, and that any part of its record gives it back.
 */
#include "session/certainty.h"
#include "session/exam.h"
#include "session_fixture.h"

static struct live live;

TestSuite(session_exam, .fini = done);

#define CHOOSE(id, competency)                                                                     \
  "  - {id: " id ", competency: " competency ", objective: o, hint: look, choose: q " id           \
  ", options: [{right: r}, {wrong: x, why: nx}, {wrong: y, why: ny}]}\n"
#define EIGHT                                                                                      \
  "questions:\n" CHOOSE("a", "A") CHOOSE("b", "A") CHOOSE("c", "A") CHOOSE("d", "A")               \
      CHOOSE("e", "B") CHOOSE("f", "B") CHOOSE("g", "B") CHOOSE("h", "B")

enum { MINUTE = 60000 };

static void begin(const char *yaml, unsigned time_percent) {
  const struct beginning how = {
      .kind = RUN_EXAM, .seed = 7, .form = FORM_B, .time_percent = time_percent};
  const struct module *module = fixture_module(yaml);
  free(live.list);
  memset(&live, 0, sizeof live);
  live.module = module;
  cr_assert(session_start(module, &how, &live.session, &live.started));
  live.durable = live.session;
}

static struct quiz_state *exam(void) { return &live.session.u.quiz; }

static bool act(int64_t now, const char *action) {
  struct input input = {0};
  struct session_input out;
  strcpy(input.action, action);
  return session_read_input(&live.session, live.module, &input, now, &out) &&
         live_step(&live, &out);
}

static bool answer(int64_t now, bool right, uint8_t certainty) {
  const struct item *item = exam_item(&live.session, live.module, exam()->at);
  struct session_input input = {.now = now, .what = EXAM_ANSWER, .certainty = certainty};
  if (right)
    item_kind_of(item)->solution(item, &input.response);
  else
    input.response = (struct response){.n = 1, .pick = {1}};
  return live_step(&live, &input);
}

/* Everything shown, in one string, to see what is told and what is not. */
static const char *all_text(const struct page *page) {
  struct str text = {0};
  for (size_t i = 0; i < page->n_blocks; i++) {
    const struct block *block = &page->blocks[i];
    str_printf(&text, "%s\n", block->text && block->kind != BLOCK_PANEL ? block->text : "");
    for (size_t k = 0; block->kind == BLOCK_PROSE && k < block->prose->n; k++)
      for (size_t s = 0; s < block->prose->blocks[k].n; s++)
        str_printf(&text, "%s\n", block->prose->blocks[k].spans[s].text);
    for (size_t k = 0; block->kind == BLOCK_OUTLINE && k < block->n; k++)
      str_printf(&text, "%s|%s|%s\n", block->outline[k].text,
                 block->outline[k].word ? block->outline[k].word : "",
                 block->outline[k].note ? block->outline[k].note : "");
    for (size_t k = 0; block->kind == BLOCK_CHOICES && k < block->n; k++)
      str_printf(&text, "%s|%s|%s\n", block->choices[k].text,
                 block->choices[k].word ? block->choices[k].word : "",
                 block->choices[k].note ? block->choices[k].note : "");
  }
  char *kept = arena_strdup(&arena, str_text(&text));
  str_done(&text);
  return kept;
}

static void expect_says(const char *what) {
  cr_expect(strstr(all_text(live_page(&live)), what), "not said: %s", what);
}

static void check_replayed(void) {
  bool closed;
  struct session again = live_replayed(&live, live.module, &closed);
  cr_assert_not(closed);
  cr_assert_eq(memcmp(&again, &live.session, sizeof again), 0, "after %zu happenings", live.n);
}

static const char four[] = "exam: 4\nminutes: 9\npass: 50\n" EIGHT;

Test(session_exam, started_records_form_time_and_plan) {
  begin(four, 125);
  const struct plan *plan = &live.started.plan;
  cr_expect_eq(live.started.mode, MODE_EXAM);
  cr_expect_str_eq(live.started.path, "c/m/exam");
  cr_expect_eq(plan->kind, RUN_EXAM);
  cr_expect_eq(plan->form, FORM_B);
  cr_expect_eq(plan->limit, 675000);
  cr_expect_not(plan->certainty);
  cr_expect_eq(plan->n, 4);
  const struct beginning how = {.kind = RUN_EXAM, .form = FORM_A, .time_percent = 100};
  cr_expect_not(
      session_start(fixture_module("draw: 2\n" EIGHT), &how, &live.session, &live.started),
      "no exam is asked for");
}

/* Whoever reads what a test is has used none of its time. */
Test(session_exam, the_clock_starts_with_the_first_question) {
  begin(four, 100);
  cr_expect_eq(live_page(&live)->wake, -1);
  cr_expect_not(answer(10, true, 0));
  cr_expect_not(act(10 * MINUTE, "tick"));
  cr_assert(act(10 * MINUTE, "begin"));
  cr_expect_eq(exam()->began, 10 * MINUTE);
  cr_expect_eq(live_page(&live)->wake, MINUTE);
  expect_says("about 9 minutes");
  cr_expect(exam()->slots[0].seen);
  cr_expect_not(exam()->slots[1].seen);
  cr_expect_not(act(11 * MINUTE, "begin"));
}

Test(session_exam, an_answer_is_recorded_and_leads_on_without_a_word) {
  begin(four, 100);
  act(0, "begin");
  const struct item *item = exam_item(&live.session, live.module, 0);
  cr_assert(answer(1500, false, 0));
  const struct happening *answered = live_last(&live);
  cr_expect_eq(answered->verb, VERB_ANSWERED);
  cr_expect_eq(answered->mode, MODE_EXAM);
  cr_expect_str_eq(answered->path, item->path);
  cr_expect_eq(answered->attempt, 1);
  cr_expect_eq(answered->score, 0);
  cr_expect_eq(answered->duration, 1500);
  cr_expect_eq(exam()->at, 1);
  struct page *page = live_page(&live);
  cr_expect_null(page_action(page, "hint"));
  for (int i = 0; i < 4; i++) {
    static const char *const verdicts[] = {"Right", "Wrong", "right|", "wrong|",
                                           "nx",    "look",  "why"};
    cr_assert(act(2000 + i, i ? "go:1" : "list"));
    const char *text = all_text(live_page(&live));
    for (size_t k = 0; k < sizeof verdicts / sizeof verdicts[0]; k++)
      cr_expect_null(strstr(text, verdicts[k]), "%s tells %s", text, verdicts[k]);
  }
}

Test(session_exam, an_answer_comes_back_as_first_state_and_can_be_changed) {
  begin(four, 100);
  act(0, "begin"), answer(10, false, 0);
  cr_assert(act(20, "previous"));
  const struct block *choices = page_block(live_page(&live), BLOCK_CHOICES);
  for (size_t i = 0; i < 3; i++)
    cr_expect_eq(choices->choices[i].marked, choices->choices[i].value == 1);
  cr_assert(answer(30, false, 0), "as it was: on to the next");
  cr_expect_eq(exam()->at, 1);
  cr_expect_eq(live_last(&live)->verb, VERB_NOTED, "and not given once more");
  act(40, "previous");
  cr_assert(answer(50, true, 0));
  cr_expect_eq(live_last(&live)->verb, VERB_ANSWERED);
  cr_expect_eq(live_last(&live)->attempt, 1, "the latest is the answer");
  cr_expect_eq(exam()->slots[0].score, SCORE_ONE);
  check_replayed();
}

Test(session_exam, flags_and_the_overview) {
  begin(four, 100);
  act(0, "begin");
  uint32_t id = live_page(&live)->id;
  cr_assert(act(10, "flag"));
  cr_expect_eq(live_page(&live)->id, id, "what is drafted stays");
  cr_expect_not(act(11, "flag"));
  cr_expect_null(page_action(live_page(&live), "flag"));
  answer(20, true, 0);
  cr_assert(act(30, "list"));
  const struct block *list = page_block(live_page(&live), BLOCK_OUTLINE);
  cr_assert_eq(list->n, 4);
  cr_expect_eq(list->at, 1);
  cr_expect_str_eq(list->outline[0].word, "answered, flagged");
  cr_expect_str_eq(list->outline[1].word, "not answered");
  cr_assert(act(40, "go:1"));
  cr_assert(act(50, "unflag"));
  cr_expect_not(act(50, "go:5"));
  cr_expect_not(act(50, "go:0"));
  cr_expect_not(act(50, "go:1x"));
  cr_assert(act(60, "go:4"));
  cr_expect_null(page_action(live_page(&live), "next"));
  answer(70, true, 0);
  cr_expect_eq(exam()->view, EXAM_OVERVIEW, "after the last question");
}

Test(session_exam, handing_in_asks_once_and_names_what_is_open) {
  begin(four, 100);
  act(0, "begin"), answer(10, true, 0), act(20, "flag");
  cr_expect_not(act(25, "submit"), "not from a question");
  cr_expect_not(act(25, "confirm"));
  act(30, "list");
  cr_expect_not(act(35, "confirm"));
  cr_assert(act(40, "submit"));
  expect_says("Not answered: 2, 3, 4.");
  expect_says("Still flagged: 2.");
  cr_assert(act(50, "list"));
  act(60, "submit");
  cr_assert(act(70, "confirm"));
  const struct happening *completed = live_last(&live);
  cr_expect_eq(completed->verb, VERB_COMPLETED);
  cr_expect_eq(completed->mode, MODE_EXAM);
  cr_expect_str_eq(completed->path, "c/m/exam");
  cr_expect_eq(completed->score, 250000, "over all questions of the form");
  cr_expect_not(completed->passed);
  cr_expect_eq(completed->n_scores, 2);
  cr_expect_eq(completed->scores[0].weight, 2);
  cr_expect_eq(completed->scores[1].weight, 2);
  cr_expect_eq(completed->duration, 70);
  cr_expect_not(act(80, "begin"));
}

Test(session_exam, blank_and_not_reached_are_no_wrong_answers) {
  begin(four, 100);
  act(0, "begin"), answer(10, false, 0), act(20, "next"), act(30, "list"), act(40, "submit");
  cr_assert(act(50, "confirm"));
  expect_says("Wrong: 1. Left blank: 2. Not reached: 1.");
  const char *text = all_text(live_page(&live));
  cr_expect_not_null(strstr(text, "Question 1: q") ? strstr(text, "|wrong|") : NULL);
  cr_expect_not_null(strstr(text, "|left blank|"));
  cr_expect_not_null(strstr(text, "|not reached|"));
}

#define GIVES_UP(id)                                                                               \
  "  - {id: " id ", competency: A, write: q " id ", accept: [ab], pattern: '(a+)+[bc]'}\n"

/* What was marked first no longer stands, and nothing that cannot be marked is called wrong. */
Test(session_exam, an_answer_changed_to_a_faulty_one_withdraws_the_question) {
  begin("exam: 2\nquestions:\n" GIVES_UP("a") GIVES_UP("b") GIVES_UP("c") GIVES_UP("d"), 100);
  struct session_input wrong = {.now = 10, .what = EXAM_ANSWER, .response = {.text = "zz"}};
  struct session_input faulty = {.now = 30, .what = EXAM_ANSWER};
  memset(faulty.response.text, 'a', RESPONSE_TEXT - 1);
  act(0, "begin");
  cr_assert(live_step(&live, &wrong));
  cr_assert_eq(live_last(&live)->score, 0);
  act(20, "previous");
  cr_assert(live_step(&live, &faulty));
  cr_expect(live_last(&live)->faulty);
  cr_expect_null(strstr(all_text(live_page(&live)), "faulty"), "not before the end");
  answer(40, true, 0), act(50, "submit");
  cr_assert(act(60, "confirm"));
  cr_expect_eq(live_last(&live)->score, SCORE_ONE);
  cr_expect_eq(live_last(&live)->scores[0].weight, 1);
  expect_says("Not counted: 0 withdrawn, 1 faulty.");
  expect_says("|faulty, not counted|");
  check_replayed();
  struct page look = {.arena = &arena};
  cr_assert(session_look(&live.session, live.module, 1, &look));
  cr_expect_not_null(strstr(all_text(&look), "This question is faulty and does not count."));
}

static void pass_questions(void) {
  for (int i = 0; i < 4; i++)
    answer(10 * i + 10, i % 2 == 0, 0);
}

Test(session_exam, passing_is_exact) {
  begin(four, 100);
  act(0, "begin"), pass_questions(), act(60, "submit"), act(70, "confirm");
  cr_expect_eq(live_last(&live)->score, 500000);
  cr_expect(live_last(&live)->passed);
  begin("exam: 4\npass: 51\n" EIGHT, 100);
  act(0, "begin"), pass_questions(), act(60, "submit"), act(70, "confirm");
  cr_expect_not(live_last(&live)->passed);
}

Test(session_exam, every_question_can_be_looked_at_afterwards) {
  begin(four, 100);
  struct page page = {.arena = &arena};
  act(0, "begin"), pass_questions();
  cr_expect_not(session_look(&live.session, live.module, 1, &page), "not before");
  act(60, "submit"), act(70, "confirm");
  struct session before = live.session;
  for (unsigned nth = 1; nth <= 4; nth++) {
    struct page *look = arena_alloc(&arena, sizeof *look);
    look->arena = &arena;
    cr_assert(session_look(&live.session, live.module, nth, look));
    const char *text = all_text(look);
    cr_expect_not_null(strstr(text, nth % 2 ? "Right." : "Wrong."));
    cr_expect_not_null(strstr(text, "r|"));
    cr_expect_not_null(strstr(text, "nx"), "reasons too");
    cr_expect_eq(page_action(look, "results") != NULL, true);
  }
  cr_expect_not(session_look(&live.session, live.module, 0, &page));
  cr_expect_not(session_look(&live.session, live.module, 5, &page));
  cr_expect_eq(memcmp(&before, &live.session, sizeof before), 0);
}

/* -- Time ------------------------------------------------------------------------------------ */

Test(session_exam, the_limit_ends_it_with_what_was_answered) {
  begin(four, 100);
  act(1000, "begin"), answer(2000, true, 0);
  cr_assert(act(1000 + 9 * MINUTE - 1, "tick"));
  cr_expect_not(live.session.over);
  cr_assert(act(1000 + 9 * MINUTE, "tick"));
  cr_expect(live.session.over);
  cr_expect_eq(live_last(&live)->verb, VERB_COMPLETED);
  cr_expect_eq(live_last(&live)->score, 250000);
  cr_expect_eq(live_last(&live)->duration, 9 * MINUTE);
  expect_says("The time was up.");
  check_replayed();
}

Test(session_exam, an_answer_after_the_limit_comes_too_late) {
  begin(four, 100);
  act(0, "begin"), answer(10, true, 0);
  cr_assert(answer(20 * MINUTE, true, 0));
  cr_expect_eq(live_last(&live)->verb, VERB_COMPLETED);
  cr_expect_eq(live_last(&live)->score, 250000);
  cr_expect_eq(live_last(&live)->duration, 9 * MINUTE);
  check_replayed();
}

Test(session_exam, without_a_limit_nothing_ticks) {
  begin(four, 0);
  act(0, "begin");
  cr_expect_eq(live_page(&live)->wake, -1);
  cr_expect_null(strstr(all_text(live_page(&live)), "Time left"));
  cr_assert(answer(INT64_C(1) << 40, true, 0));
  cr_expect_eq(live_last(&live)->verb, VERB_ANSWERED);
}

/* What is kept of the time: a tick at each full minute left, recorded, so that a kill gives back no
 * more than that minute. */
Test(session_exam, time_spent_survives) {
  begin(four, 100);
  act(0, "begin");
  int64_t now = 0;
  for (int minute = 1; minute < 9; minute++) {
    int64_t wake = live_page(&live)->wake;
    cr_assert(wake > 0 && wake <= MINUTE);
    now += wake;
    cr_assert(act(now, "tick"));
    cr_assert_eq(live_last(&live)->verb, VERB_NOTED);
    cr_assert_eq(live_last(&live)->inputs[0].what, EXAM_CLOCK);
    check_replayed();
  }
  cr_expect_eq(live.n, 9, "once a minute");
  now += live_page(&live)->wake;
  cr_expect_eq(now, 9 * MINUTE);
  cr_expect_not(act(live.session.now, "tick"), "nothing went by");
}

static const char *time_said(void) {
  const struct block *notice = page_block(live_page(&live), BLOCK_NOTICE);
  cr_assert_not_null(notice);
  return arena_strdup(&arena, notice->text);
}

/* On one page the words change at these minutes, and at no other. */
Test(session_exam, the_time_is_not_said_all_the_time) {
  begin("exam: 4\nminutes: 47\n" EIGHT, 100);
  act(0, "begin");
  static const int changes[] = {45, 30, 20, 15, 10, 5, 4, 3, 2, 1};
  const char *said = time_said();
  cr_expect_not_null(strstr(said, "47"));
  for (int left = 46, at = 0; left > 0; left--) {
    cr_assert(act((int64_t)(47 - left) * MINUTE, "tick"));
    bool changed = strcmp(said, time_said()) != 0;
    cr_assert_eq(changed, left == changes[at], "%d minutes left: %s", left, time_said());
    at += changed;
    said = time_said();
  }
  cr_expect_not_null(strstr(said, "less than a minute"));
}

Test(session_exam, a_new_page_says_the_time_of_now) {
  begin("exam: 4\nminutes: 47\n" EIGHT, 100);
  act(0, "begin"), act(22 * MINUTE + 1, "next");
  cr_expect_not_null(strstr(time_said(), "about 25 minutes"));
  act(33 * MINUTE + 1, "tick");
  cr_expect_not_null(strstr(time_said(), "about 15 minutes"));
}

Test(session_exam, a_pause_records_the_time) {
  begin(four, 100);
  cr_expect_not(act(5, "leave"), "not begun");
  act(10, "begin");
  cr_assert(act(50000, "leave"));
  cr_expect_eq(live_last(&live)->inputs[0].now, 50000);
  check_replayed();
}

/* The time stands still meanwhile; the record and the result say that it did. */
Test(session_exam, each_return_is_recorded_and_told) {
  struct session_input input;
  begin(four, 100);
  expect_says("If you pause, the time stands still.");
  cr_expect_not(session_came_back(&live.session, 70000, &input), "it has not begun");
  act(10, "begin"), act(50000, "leave");
  cr_assert(session_came_back(&live.session, 70000, &input));
  cr_assert(live_step(&live, &input));
  cr_expect_eq(live_last(&live)->verb, VERB_NOTED);
  cr_expect_eq(live_last(&live)->inputs[0].what, EXAM_BACK);
  cr_expect_eq(live_last(&live)->inputs[0].target, 70000);
  cr_expect_eq(live.session.now, 50000);
  expect_says("about 9 minutes");
  check_replayed();
  cr_assert(session_came_back(&live.session, -5, &input), "a clock that was set back");
  cr_assert(live_step(&live, &input));
  cr_assert(session_came_back(&live.session, 60000, &input));
  cr_assert(live_step(&live, &input));
  check_replayed();
  act(60000, "list"), act(60001, "submit");
  cr_expect_null(strstr(all_text(live_page(&live)), "nterrupted"));
  cr_assert(act(60002, "confirm"));
  expect_says("Interrupted 3 times: 2 minutes in all, while the time stood still.");
  cr_expect_not(session_came_back(&live.session, 1, &input));
}

Test(session_exam, a_mad_clock_stays_a_number) {
  struct session_input input = {.what = EXAM_BACK, .target = UINT64_MAX};
  begin(four, 0);
  act(0, "begin");
  for (int i = 0; i < 70000; i++)
    live_step(&live, &input);
  cr_expect_eq(exam()->breaks, UINT16_MAX);
  cr_expect_gt(exam()->away, 0);
  act(1, "list"), act(2, "submit"), act(3, "confirm");
  expect_says("Interrupted 65535 times");
}

Test(session_exam, a_run_without_a_break_says_nothing_of_it) {
  begin(four, 100);
  act(0, "begin"), act(1, "list"), act(2, "submit"), act(3, "confirm");
  cr_expect_null(strstr(all_text(live_page(&live)), "nterrupted"));
}

/* -- Replay ---------------------------------------------------------------------------------- */

static uint64_t dice = 88172645463325252u;

static uint64_t roll(uint64_t n) {
  dice ^= dice << 13, dice ^= dice >> 7, dice ^= dice << 17;
  return dice % n;
}

static struct session_input random_input(void) {
  struct session_input input = {.now = live.session.now + (int64_t)roll(16000) - 100,
                                .what = (uint16_t)roll(12)};
  static const char *const texts[] = {"ab", "zz", "", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
  static const char names[] = "abcdefghwz";
  const char name[] = {names[roll(10)], 0};
  if (roll(3) == 0)
    input.what = EXAM_ANSWER;
  if (live.session.u.quiz.view == EXAM_INTRO && roll(2))
    input.what = EXAM_BEGIN;
  input.target = roll(4) ? seal_name(name) : 0;
  input.certainty = (uint8_t)roll(5);
  input.response.n = (uint8_t)roll(3);
  for (size_t i = 0; i < input.response.n; i++)
    input.response.pick[i] = (uint8_t)roll(4);
  strcpy(input.response.text, texts[roll(4)]);
  return input;
}

#define MORE                                                                                       \
  "  - {id: w, competency: T, write: q, accept: [ab], pattern: '(a+)+[bc]'}\n"                     \
  "  - {id: z, competency: T, write: q, accept: [ab], pattern: '(a+)+[bc]'}\n"

/* Random runs; after each recorded happening (every prefix of what is recorded) the replay is the
 * session byte for byte. */
static void random_runs(const char *yaml, size_t *over, size_t *answers) {
  for (int run = 0; run < 400; run++) {
    begin(yaml, roll(2) ? 100 : 0);
    for (int i = 0; i < 200 && !live.session.over; i++) {
      struct session_input input = random_input();
      size_t before = live.n;
      if (live_step(&live, &input))
        cr_assert_gt(live.n, before, "every accepted input is recorded at once");
      if (live.n != before)
        check_replayed();
    }
    *over += live.session.over;
    for (size_t i = 0; i < live.n; i++)
      *answers += live.list[i].verb == VERB_ANSWERED;
    live_page(&live);
    done();
    arena = (struct arena){0};
  }
}

Test(session_exam, random_exams_replay) {
  size_t over = 0, answers = 0;
  random_runs("exam: 5\nminutes: 5\n" EIGHT MORE, &over, &answers);
  random_runs("exam: 5\nminutes: 5\ncertainty: 1\n" EIGHT MORE, &over, &answers);
  cr_expect_gt(over, 200, "%zu over, %zu answers", over, answers);
  cr_expect_gt(answers, 2000);
}

/* -- A course that changed ------------------------------------------------------------------- */

/* The same module without the slot's item. */
static const struct module *without(size_t slot) {
  char yaml[4096] = "exam: 4\nminutes: 9\npass: 50\nquestions:\n";
  for (const char *name = "abcdefgh"; *name; name++)
    if (*name != *live.started.plan.slots[slot].item)
      sprintf(yaml + strlen(yaml),
              "  - {id: %c, competency: %c, choose: q, options: [{right: r}, {wrong: x, why: nx}, "
              "{wrong: y, why: ny}]}\n",
              *name, *name < 'e' ? 'A' : 'B');
  return fixture_module(yaml);
}

static void go_on_with(const struct module *module) {
  bool closed;
  live.session = live_replayed(&live, module, &closed);
  cr_assert_not(closed);
  live.durable = live.session;
  live.module = module;
}

Test(session_exam, an_unanswered_question_that_is_gone_is_withdrawn) {
  begin(four, 100);
  act(0, "begin"), answer(10, true, 0), act(20, "flag");
  go_on_with(without(1));
  cr_expect_eq(live.session.withdrawn, 1);
  cr_expect_eq(exam()->at, 2, "the next one is asked");
  cr_expect_not(act(30, "go:2"));
  cr_expect_not(exam()->slots[2].flagged, "the flag was another's");
  answer(40, true, 0), answer(50, true, 0), act(60, "submit");
  expect_says("Every question is answered and none is flagged.");
  act(70, "confirm");
  cr_expect_eq(live_last(&live)->score, SCORE_ONE);
  live_page(&live);
}

Test(session_exam, an_answered_one_that_is_gone_is_kept) {
  begin(four, 100);
  const struct module *original = live.module;
  act(0, "begin"), answer(10, true, 0), act(20, "previous");
  go_on_with(without(0));
  cr_expect_eq(live.session.withdrawn, 0);
  cr_expect_eq(exam()->at, 1);
  cr_assert(answer(30, false, 0));
  act(40, "list"), act(50, "submit"), act(60, "confirm");
  cr_expect_eq(live_last(&live)->score, 250000);
  live_page(&live);
  bool closed;
  cr_expect(live_replayed(&live, original, &closed).over, "and whatever the course becomes");
}

Test(session_exam, everything_is_gone) {
  begin(four, 100);
  act(0, "begin");
  go_on_with(fixture_module("exam: 1\nquestions:\n" CHOOSE("z", "A") CHOOSE("v", "A")));
  cr_expect_eq(live.session.withdrawn, 4);
  live_page(&live);
  cr_assert(act(10, "submit"));
  cr_assert(act(20, "confirm"));
  cr_expect_eq(live_last(&live)->verb, VERB_CLOSED);
  live_page(&live);
}

/* Whatever stands in a store, resuming and replaying never reads or writes past the session. */
Test(session_exam, hostile_records) {
  begin(four, 100);
  act(0, "begin"), answer(10, true, 0);
  const struct module *module = live.module;
  for (int round = 0; round < 20000; round++) {
    struct happening started = live.started, records[2] = {live.list[0], live.list[1]}, closing;
    struct happening *at = &records[roll(2)];
    static struct session session;
    bool has_closed;
    started.plan.n = roll(3) ? 4 : roll(60);
    for (size_t i = 4; i < PLAN_SLOTS; i++)
      started.plan.slots[i].item = "zz";
    started.plan.limit = roll(2) ? 1 : 0;
    started.plan.form = (uint8_t)roll(256);
    at->n_inputs = roll(40), at->response.n = (uint8_t)roll(256);
    at->certainty = (uint8_t)roll(256), at->verb = (enum verb)roll(VERBS);
    at->path = roll(2) ? "c/m/zz" : records[1].path;
    at->inputs[roll(INPUTS_MAX)].what = (uint16_t)roll(11);
    if (!session_resume(module, &started, &session, &closing, &has_closed))
      continue;
    session_replay(&session, module, &records[0]);
    session_replay(&session, module, &records[1]);
    cr_assert_lt(session.u.quiz.at, session.u.quiz.n);
    cr_assert_eq(session.n_pending, 0);
    struct page page = {.arena = &arena};
    if (round % 50 == 0) {
      session_page(&session, module, &page);
      session.over = true;
      session_page(&session, module, &page);
    }
  }
}

/* -- Certainty ------------------------------------------------------------------------------- */

Test(session_exam, certainty_is_asked_taken_and_recorded) {
  begin("exam: 4\nminutes: 9\ncertainty: 1\n" EIGHT, 100);
  cr_expect(live.started.plan.certainty);
  act(0, "begin");
  struct page *page = live_page(&live);
  const struct block *sure = &page->blocks[page->n_blocks - 1];
  cr_assert_eq(sure->id, page_id(CERTAINTY_BLOCK));
  cr_expect_eq(sure->n, CERTAINTIES);
  cr_expect_not(answer(10, true, 0), "it belongs to the answer");
  cr_expect_not(answer(10, true, 4));
  cr_assert(answer(10, true, 2));
  cr_expect_eq(live_last(&live)->certainty, 2);
  act(20, "previous");
  page = live_page(&live);
  sure = &page->blocks[page->n_blocks - 1];
  cr_expect(sure->choices[1].marked);
  cr_assert(answer(30, true, 3), "another certainty is another answer");
  cr_expect_eq(live_last(&live)->verb, VERB_ANSWERED);
  cr_expect_eq(exam()->slots[0].certainty, 3);
  check_replayed();
  struct input input = {.action = "answer", .n = 2};
  struct session_input out;
  input.fields[0].block = page_id(ITEM_BLOCK);
  input.fields[0].value = (struct response){.n = 1, .pick = {2}};
  input.fields[1].block = page_id(CERTAINTY_BLOCK);
  input.fields[1].value = (struct response){.n = 1, .pick = {3}};
  cr_assert(session_read_input(&live.session, live.module, &input, 40, &out));
  cr_expect_eq(out.certainty, 3);
  cr_expect_eq(out.response.pick[0], 2);
}

/* A face sends no order that was not touched: another certainty for it is an answer all the same.
 */
Test(session_exam, an_order_given_before_stays) {
  begin("exam: 1\ncertainty: 1\nquestions:\n"
        "  - {id: a, competency: A, order: q, items: [one, two, three]}\n"
        "  - {id: b, competency: A, order: q, items: [one, two, three]}\n",
        100);
  struct session_input input = {.now = 10, .what = EXAM_ANSWER, .certainty = 1};
  act(0, "begin");
  cr_expect_not(live_step(&live, &input), "nothing was put in order yet");
  cr_assert(answer(20, true, 1));
  act(30, "go:1");
  input.certainty = 3, input.now = 40;
  cr_assert(live_step(&live, &input));
  cr_expect_eq(live_last(&live)->verb, VERB_ANSWERED);
  cr_expect_eq(live_last(&live)->response.n, 3);
  cr_expect_eq(live_last(&live)->score, SCORE_ONE);
  cr_expect_eq(live_last(&live)->certainty, 3);
  check_replayed();
}

Test(session_exam, where_certainty_is_not_asked_none_is_kept) {
  begin(four, 100);
  act(0, "begin");
  cr_assert(answer(10, true, 3));
  cr_expect_eq(live_last(&live)->certainty, 0);
}

Test(session_exam, sure_and_wrong_comes_first) {
  begin("exam: 4\npass: 50\ncertainty: 1\n" EIGHT, 100);
  act(0, "begin"), answer(1, false, 2), answer(2, true, 3), answer(3, false, 3),
      answer(4, false, 1);
  act(5, "submit"), act(6, "confirm");
  struct certainty_tally tally = certainty_tally(exam());
  cr_expect_eq(tally.n, 4);
  cr_expect_eq(tally.right, 1);
  cr_expect_eq(tally.marks, -2 + 3 - 6 + 0);
  cr_expect_eq(live_last(&live)->score, 250000, "the score knows nothing of it");
  struct page *page = live_page(&live);
  const struct block *sure = NULL;
  for (size_t i = 0; i < page->n_blocks; i++)
    if (page->blocks[i].id == page_id("sure"))
      sure = &page->blocks[i];
  cr_assert_not_null(sure);
  cr_assert_eq(sure->n, 2);
  cr_expect_str_eq(sure->outline[0].word, "certain");
  cr_expect_str_eq(sure->outline[1].word, "fairly sure");
}

/* -- Certainty in practice ------------------------------------------------------------------- */

static bool practise(int64_t now, bool right, uint8_t certainty) {
  const struct item *item = quiz_item(&live.session, live.module);
  struct session_input input = {.now = now, .what = QUIZ_ANSWER, .certainty = certainty};
  item_kind_of(item)->solution(item, &input.response);
  input.response.pick[0] = (uint8_t)(input.response.pick[0] + !right);
  return live_step(&live, &input);
}

Test(session_exam, practice_asks_it_with_the_first_answer_only) {
  live_start(&live, fixture_module("draw: 2\npass: 50\ncertainty: 1\n" EIGHT), RUN_QUIZ, NULL, 3);
  cr_expect(live.started.plan.certainty);
  cr_expect_not(practise(1, false, 0));
  cr_assert(practise(1, false, 3));
  cr_expect_eq(live_last(&live)->certainty, 3);
  live_do(&live, 2, QUIZ_RETRY);
  struct page *page = live_page(&live);
  for (size_t i = 0; i < page->n_blocks; i++)
    cr_expect_neq(page->blocks[i].id, page_id(CERTAINTY_BLOCK));
  cr_assert(practise(3, true, 0));
  cr_expect_eq(live_last(&live)->certainty, 0);
  live_do(&live, 4, QUIZ_NEXT), practise(5, true, 2), live_do(&live, 6, QUIZ_NEXT);
  cr_assert(live.session.over);
  cr_expect_eq(certainty_tally(exam()).marks, -6 + 2);
  expect_says("Sure, and wrong");
  bool closed;
  struct session again = live_replayed(&live, live.module, &closed);
  cr_expect_eq(memcmp(&again, &live.session, sizeof again), 0);
}

Test(session_exam, what_is_no_number_is_no_answer) {
  struct input input = {.action = "answer", .n = 1};
  struct session_input out;
  begin("exam: 1\nquestions:\n"
        "  - {id: a, competency: A, number: q, equals: 2, why: w}\n"
        "  - {id: b, competency: A, number: r, equals: 2, why: w}\n",
        100);
  cr_assert(act(1, "begin"));
  size_t recorded = live.n;
  input.fields[0].block = page_id("answer");
  strcpy(input.fields[0].value.text, "foo");
  cr_assert(session_read_input(&live.session, live.module, &input, 2, &out));
  cr_expect_not(live_step(&live, &out));
  cr_expect_eq(live.n, recorded);
  cr_expect_not_null(session_refusal(&live.session, live.module, &input));
  cr_expect(answer(3, true, 0));
}
