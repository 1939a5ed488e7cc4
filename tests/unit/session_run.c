/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lessons and drills as runs. */
#include "session_fixture.h"

TestSuite(session_run, .fini = done);

static struct live live;

static const char *const objectives[] = {"o"};
static const struct entry entries[] = {{"o", "Recompute a digit."}};
static const struct entry sources[] = {{"d4", "Doc 9303, part 4"}};
static const struct specimen specimen = {.format = MRZ_TD3,
                                         .holder = {.surname = "ERIKSSON",
                                                    .given = "ANNA",
                                                    .number = "L898902C3",
                                                    .nationality = "UTO",
                                                    .birth = "740812",
                                                    .sex = "F",
                                                    .expiry = "120415",
                                                    .issuer = "UTO",
                                                    .code = "P"}};
static const struct lesson lessons[] = {
    {.id = "one", .path = "c/m/one", .title = "One", .text = "x"},
    {.id = "two",
     .path = "c/m/two",
     .title = "Two lines",
     .text = "Some *text*.",
     .minutes = 8,
     .objectives = objectives,
     .n_objectives = 1,
     .source = "d4",
     .specimens = &specimen,
     .n_specimens = 1}};
static const struct module with_lessons = {.path = "c/m",
                                           .title = "M",
                                           .language = "en",
                                           .objectives = entries,
                                           .n_objectives = 1,
                                           .sources = sources,
                                           .n_sources = 1,
                                           .lessons = lessons,
                                           .n_lessons = 2};

Test(session_run, lesson) {
  live_start(&live, &with_lessons, RUN_LESSON, "two", 1);
  cr_expect_str_eq(live.started.path, "c/m/two");
  cr_expect_eq(live.session.index, 1);
  struct page *page = live_page(&live);
  cr_expect_str_eq(page->title, "Two lines");
  cr_expect_not_null(page_block(page, BLOCK_PANEL));
  size_t prose = 0;
  for (size_t i = 0; i < page->n_blocks; i++)
    prose += page->blocks[i].kind == BLOCK_PROSE;
  cr_expect_eq(prose, 3, "objectives, text, source");
  cr_expect_str_eq(page_action(page, "done")->key, "enter");
  struct session_input input;
  cr_assert(
      session_read_input(&live.session, live.module, &(struct input){.action = "done"}, 5, &input));
  cr_assert(live_step(&live, &input));
  cr_expect_eq(live_last(&live)->verb, VERB_COMPLETED);
  cr_expect_str_eq(live_last(&live)->path, "c/m/two");
  cr_expect(live_last(&live)->passed);
  cr_expect_eq(live_last(&live)->duration, 5);
  cr_expect(live.session.over);
  cr_expect_not(live_step(&live, &input));
  bool closed;
  struct session again = live_replayed(&live, &with_lessons, &closed);
  cr_expect_eq(memcmp(&again, &live.session, sizeof again), 0);
  cr_expect_str_eq(session_where(&again, &with_lessons, &arena), "Two lines");
}

Test(session_run, no_such_thing) {
  struct session session;
  struct happening started;
  cr_expect_not(session_start(
      &with_lessons, &(struct beginning){.kind = RUN_LESSON, .item = "three"}, &session, &started));
  cr_expect_not(session_start(&with_lessons, &(struct beginning){.kind = RUN_LESSON, .item = NULL},
                              &session, &started));
  cr_expect_not(session_start(&with_lessons, &(struct beginning){.kind = RUN_DRILL, .item = "d"},
                              &session, &started));
  cr_expect_not(session_start(&with_lessons, &(struct beginning){.kind = RUN_QUIZ, .item = NULL},
                              &session, &started));
}

Test(session_run, a_lesson_that_is_gone_is_closed) {
  live_start(&live, &with_lessons, RUN_LESSON, "two", 1);
  struct module without = with_lessons;
  struct session session;
  struct happening closing;
  bool has_closed;
  without.n_lessons = 1;
  cr_expect_not(session_resume(&without, &live.started, &session, &closing, &has_closed));
  cr_assert(has_closed);
  cr_expect_eq(closing.verb, VERB_CLOSED);
  cr_expect_eq(closing.reason, CLOSED_COURSE_CHANGED);
  cr_expect_str_eq(closing.path, "c/m/two");
}

#define DRILL(points)                                                                              \
  "drill:\n  scenario: The bus\n  start: a\n  scenes:\n"                                           \
  "    a: {text: t, choices: [{do: x, score: {C: " points "}, go: b}, {do: y, go: b}]}\n"          \
  "    b: {text: t, choices: [{do: x, score: {D: 1}, go: good}, {do: k, critical: c, go: bad}]}\n" \
  "    good: {end: pass, text: t}\n    bad: {end: fail, text: t}\n"

static bool decide(int64_t now, const char *choice) {
  struct input input = {0};
  struct session_input out;
  sprintf(input.action, "choose:%016llx", (unsigned long long)seal_name(choice));
  return session_read_input(&live.session, live.module, &input, now, &out) &&
         live_step(&live, &out);
}

Test(session_run, drill) {
  live_start(&live, fixture_module(DRILL("3")), RUN_DRILL, "d", 1);
  const struct drill *drill = &live.module->drills[0];
  cr_expect_eq(memcmp(live.started.plan.key_rev, drill->key_rev, HASH_BYTES), 0);
  cr_expect_str_eq(live_page(&live)->title, "The bus");
  uint32_t first = live_page(&live)->id;
  cr_assert(decide(100, "y"));
  cr_expect_neq(live_page(&live)->id, first);
  cr_expect_eq(live.n, 1);
  const struct happening *decided = live_last(&live);
  cr_expect_eq(decided->verb, VERB_DECIDED);
  cr_expect_str_eq(decided->path, "c/m/d");
  cr_expect_eq(decided->choice, seal_name("y"));
  cr_expect_eq(decided->n_scores, 1);
  cr_expect_str_eq(decided->scores[0].competency, "C");
  cr_expect_eq(decided->scores[0].score, 0);
  cr_expect_eq(decided->scores[0].weight, 3);
  cr_expect_eq(decided->n_inputs, 1);
  cr_expect_not(decide(110, "y"), "not here");
  cr_assert(decide(150, "x"));
  cr_assert_eq(live.n, 3, "decided and completed");
  cr_expect_eq(live.list[1].duration, 50);
  const struct happening *completed = live_last(&live);
  cr_expect_eq(completed->verb, VERB_COMPLETED);
  cr_expect_eq(completed->score, 250000);
  cr_expect(completed->passed);
  cr_expect_eq(completed->n_scores, 2);
  cr_expect_eq(completed->duration, 150);
  cr_expect(live.session.over);
  struct page *page = live_page(&live);
  cr_expect_not_null(page_action(page, "leave"));
  cr_expect_not_null(page_block(page, BLOCK_BARS));
  cr_expect_not_null(page_block(page, BLOCK_OUTLINE));
}

Test(session_run, what_is_typed_with_a_decision_is_recorded) {
  struct input input = {.n = 1};
  struct session_input read;
  bool closed;
  live_start(&live, fixture_module(DRILL("3")), RUN_DRILL, "d", 1);
  sprintf(input.action, "choose:%016llx", (unsigned long long)seal_name("y"));
  strcpy(input.fields[0].value.text, "Tell me about your journey.");
  cr_assert(session_read_input(&live.session, live.module, &input, 100, &read));
  cr_assert(live_step(&live, &read));
  cr_expect_str_eq(live_last(&live)->response.text, "Tell me about your journey.");
  struct session again = live_replayed(&live, live.module, &closed);
  cr_expect_eq(memcmp(&again, &live.session, sizeof again), 0);
}

Test(session_run, drill_critical) {
  live_start(&live, fixture_module(DRILL("3")), RUN_DRILL, "d", 1);
  decide(1, "x"), decide(2, "k");
  cr_expect(live.list[1].critical);
  cr_expect(live_last(&live)->critical);
  cr_expect_not(live_last(&live)->passed);
  cr_expect_eq(live_last(&live)->score, 490000);
}

Test(session_run, a_changed_drill_is_closed_and_says_so) {
  live_start(&live, fixture_module(DRILL("3")), RUN_DRILL, "d", 1);
  decide(1, "x");
  const struct module *changed = fixture_module(DRILL("2"));
  struct happening closing;
  bool has_closed;
  cr_assert(session_resume(changed, &live.started, &live.session, &closing, &has_closed));
  cr_assert(has_closed);
  cr_expect(live.session.over);
  cr_expect(live.session.drill_changed);
  cr_expect_eq(closing.verb, VERB_CLOSED);
  cr_expect_eq(closing.reason, CLOSED_COURSE_CHANGED);
  cr_expect_str_eq(closing.path, "c/m/d");
  session_replay(&live.session, changed, &live.list[0]);
  live.module = changed;
  cr_expect_eq(page_block(live_page(&live), BLOCK_NOTICE)->tone, TONE_WARN);
  cr_expect_not(decide(3, "x"));
}

Test(session_run, an_abandoned_run_is_over) {
  live_start(&live, fixture_module(DRILL("3")), RUN_DRILL, "d", 1);
  decide(1, "x");
  struct happening abandoned = {.verb = VERB_CLOSED, .path = "c/m/d"};
  session_replay(&live.session, live.module, &abandoned);
  cr_expect(live.session.over);
  cr_expect_not(decide(2, "x"));
  cr_expect_not_null(page_action(live_page(&live), "leave"));
}

Test(session_run, a_drill_reads_no_other_action) {
  live_start(&live, fixture_module(DRILL("3")), RUN_DRILL, "d", 1);
  static const char *const others[] = {"choose:",
                                       "choose:12",
                                       "choose:zzzzzzzzzzzzzzzz",
                                       "leave",
                                       "choose:00000000000000000",
                                       "choose: 000000000000000"};
  for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
    struct input input = {0};
    struct session_input out;
    strcpy(input.action, others[i]);
    cr_expect_not(session_read_input(&live.session, live.module, &input, 1, &out), "%s", others[i]);
  }
}
