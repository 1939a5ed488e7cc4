/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An interview: what trainers get wrong in it, how the person takes what is said, what it scores.
 */
#include "interview_fixture.h"

#include "base/str.h"

static struct arena arena;
static struct diags diags;
static struct drill drill;
static struct drill_state state;
static struct drill_outcome outcome;
static struct drill_result result;

static void done(void) {
  arena_done(&arena);
  diags_done(&diags);
}

TestSuite(drill_interview, .fini = done);

#define HEAD                                                                                       \
  "interview: t\ncompetency: C\nstory: s\n"                                                        \
  "person: {name: Ana, trust: 5, evades: EV, agrees: AG, denies: DE, confused: CO, repeats: RE, "  \
  "shuts: SH}\n"
#define ASK "ask: {open: o, probing: p, closed: c, leading: l, multiple: m, blaming: b}"
#define FACTS                                                                                      \
  "    facts:\n"                                                                                   \
  "    - {id: a, note: A, says: full a, brief: short a, trust: 3, worth: 2}\n"                     \
  "    - {id: b, note: B, says: full b, brief: short b, trust: 4, by: probing}\n"                  \
  "    - {id: c, note: C, says: full c, brief: short c, trust: 2, by: closed}\n"
#define TOPIC "topics:\n  - id: stay\n    name: N\n    puts: PUT\n    " ASK "\n" FACTS
#define CLOSES                                                                                     \
  "  close: {say: bye, answer: B, others: [{say: out}, {say: tomorrow, as: promise, critical: "    \
  "P}]}\n"
#define GREETS "  greet: {say: hi, answer: H, others: [{say: next}]}\n"
#define MOVES_ "moves:\n" GREETS CLOSES

static size_t worked; /* before */

static bool read_into(const char *yaml) {
  struct reading r = {.arena = &arena, .diags = &diags, .worked = worked};
  struct canon canon = {0};
  uint8_t key[HASH_BYTES], text[HASH_BYTES];
  diags_done(&diags);
  drill = (struct drill){.id = "d", .title = "t"};
  const struct node *map = yaml_read_bytes(&r, yaml, strlen(yaml), "t.yaml");
  if (!drill_interview.build(&r, map, &(struct drill_material){0}, &drill))
    return false;
  drill_interview.check(&r, map, &drill);
  drill_interview.canon(&drill, &canon); /* must bear whatever was reported */
  canon_done(&canon, key, text);
  return true;
}

static const struct interview *it(void) { return drill.body; }

static void play(const char *yaml) {
  cr_assert(read_into(yaml));
  cr_assert_eq(diags.n, 0, "%s", diags.n ? diags.list[0].message : "");
  for (uint64_t seed = 0;; seed++) { /* an ordinary day */
    drill_interview.start(&drill, seed, &state);
    if (interview_unpack(&state).trust == it()->trust)
      return;
  }
}

static const struct turn *ask(uint8_t group, uint8_t form) {
  static struct interview_play after;
  say(&drill, &state, group, form);
  after = interview_unpack(&state);
  drill_interview.result(&drill, &state, &result);
  return &after.turns[after.n_turns - 1];
}

static const char *answer(const struct turn *turn) { return person_answer(it(), turn, &arena); }

static void only(const char *yaml, const char *code) {
  cr_expect(read_into(yaml) || diags.n);
  cr_assert_eq(diags.n, 1, "%zu for %s: %s", diags.n, code, diags.n ? diags.list[0].code : "");
  cr_expect_str_eq(diags.list[0].code, code);
}

/* -- Mistakes ---------------------------------------------------------------------------------- */

Test(drill_interview, sound) {
  play(HEAD TOPIC MOVES_);
  cr_expect_eq(drill.n_scenes, 1);
}

Test(drill_interview, nothing_ends_it) { only(HEAD TOPIC "moves:\n" GREETS, "interview.no-close"); }

Test(drill_interview, nothing_parts_them) {
  only(HEAD "companion: a man\n" TOPIC MOVES_, "interview.no-separate");
}

Test(drill_interview, nothing_is_agreed_with_the_interpreter) {
  only(HEAD "interpreter: yes\n" TOPIC MOVES_, "interview.no-interpreter");
}

Test(drill_interview, alone_without_a_companion) {
  only(HEAD "topics:\n  - id: stay\n    alone: yes\n    name: N\n    " ASK "\n" FACTS MOVES_,
       "interview.alone");
}

Test(drill_interview, nothing_to_find) {
  only(HEAD "topics:\n  - id: stay\n    name: N\n    " ASK "\n" MOVES_, "interview.no-facts");
}

Test(drill_interview, a_fact_that_nobody_finds) {
  only(HEAD "topics:\n  - id: stay\n    name: N\n    " ASK "\n    facts:\n"
            "    - {id: a, note: A, says: f, brief: s}\n"
            "    - {id: b, note: A, says: f, brief: s, by: summary}\n" MOVES_,
       "interview.hidden");
  cr_expect_eq(diags.list[0].at.line, 11);
}

Test(drill_interview, the_same_twice) {
  only(HEAD "topics:\n  - id: stay\n    name: N\n    " ASK "\n    facts:\n"
            "    - {id: a, note: A, says: f, brief: s}\n"
            "    - {id: a, note: A, says: f, brief: s}\n" MOVES_,
       "interview.twice");
  only(HEAD "topics:\n  - id: stay\n    name: N\n"
            "    ask: {open: o, probing: o, closed: c, leading: l, multiple: m, blaming: b}\n" FACTS
                MOVES_,
       "interview.same-wording");
}

Test(drill_interview, a_promise_is_critical) {
  only(HEAD TOPIC "moves:\n  close: {say: x, others: [{say: y, as: promise}]}\n",
       "interview.not-critical");
}

Test(drill_interview, too_many) {
  struct str yaml = {0};
  str_puts(&yaml, HEAD "topics:\n");
  for (int i = 0; i < 11; i++)
    str_printf(&yaml, "  - {id: t%c, name: N, " ASK "}\n", 'a' + i);
  str_puts(&yaml, MOVES_);
  only(str_text(&yaml), "interview.many");
  str_done(&yaml);
}

Test(drill_interview, too_much_to_check) {
  worked = WORK_MOST;
  only(HEAD TOPIC MOVES_, "interview.unchecked");
}

Test(drill_interview, who_hears_otherwise_makes_another_drill_of_it) {
  struct drill other;
  const struct node *none;
  struct reading r = {.arena = &arena, .diags = &diags};
  static const char hears[] = "language: en\npuzzled: %s\nabout: {}\nintents: {}\ntold: {}\n"
                              "types: {}\nasked: {}\ntopics: {}\n";
  uint8_t key[3][HASH_BYTES], text[HASH_BYTES];
  cr_assert(read_into(HEAD TOPIC MOVES_));
  other = drill;
  for (int i = 0; i < 3; i++) {
    char yaml[200];
    struct canon canon = {0};
    struct interview own = *it();
    snprintf(yaml, sizeof yaml, hears, i ? "What?" : "Pardon?");
    none = yaml_read_bytes(&r, yaml, strlen(yaml), "l.yaml");
    own.listener = listener_build(&r, none);
    cr_assert_not_null(own.listener);
    other.body = &own;
    drill_interview.canon(&other, &canon);
    canon_done(&canon, key[i], text);
  }
  cr_expect_neq(memcmp(key[0], key[1], HASH_BYTES), 0);
  cr_expect_eq(memcmp(key[1], key[2], HASH_BYTES), 0);
}

Test(drill_interview, a_form_is_missing) {
  only(HEAD "topics:\n  - id: stay\n    name: N\n"
            "    ask: {open: o, probing: p, closed: c, leading: l, multiple: m}\n" FACTS MOVES_,
       "key.missing");
}

/* -- The person -------------------------------------------------------------------------------- */

Test(drill_interview, the_funnel_brings_it_all) {
  play(HEAD TOPIC MOVES_);
  cr_expect_str_eq(answer(ask(0, OPEN)), "full a");
  cr_expect_str_eq(answer(ask(0, PROBING)), "full b");
  cr_expect_str_eq(answer(ask(0, CLOSED)), "full c");
  const struct turn *again = ask(0, OPEN);
  cr_expect_str_eq(answer(again), "RE");
  cr_expect_eq(again->trust, 6, "five, one for each of two, none for the third, one less");
}

Test(drill_interview, a_closed_question_first_brings_what_it_settles) {
  play(HEAD TOPIC MOVES_);
  cr_expect_str_eq(answer(ask(0, CLOSED)), "full c");
  cr_expect_str_eq(answer(ask(0, CLOSED)), "short a");
}

Test(drill_interview, blame_shuts) {
  play(HEAD TOPIC MOVES_);
  const struct turn *turn = ask(0, BLAMING);
  cr_expect_str_eq(answer(turn), "SH");
  cr_expect_eq(turn->trust, 2);
  cr_expect_eq(turn->fear, 2);
  cr_expect_str_eq(answer(ask(0, OPEN)), "short a", "trust is not back at once");
}

Test(drill_interview, a_leading_question_puts_in) {
  play(HEAD TOPIC MOVES_);
  cr_expect_str_eq(answer(ask(0, LEADING)), "AG");
  cr_expect(interview_unpack(&state).tainted[0]);
  ask(0, OPEN), ask(0, PROBING), ask(0, CLOSED);
  ask(group_of_move(it(), GREET), 0);
  ask(group_of_move(it(), CLOSE), 0);
  cr_expect_lt(result.score, 800000, "what was led to is worth half");
}

Test(drill_interview, several_at_once_bring_the_first_in_brief) {
  play(HEAD TOPIC MOVES_);
  cr_expect_str_eq(answer(ask(0, MULTIPLE)), "short a");
  cr_expect_eq(interview_unpack(&state).told, 0);
}

Test(drill_interview, the_seed_decides_the_day_and_nothing_else) {
  bool days[3] = {false};
  cr_assert(read_into(HEAD TOPIC MOVES_));
  for (uint64_t seed = 0; seed < 64; seed++) {
    struct drill_state twin;
    drill_interview.start(&drill, seed, &state);
    drill_interview.start(&drill, seed, &twin);
    cr_expect_eq(memcmp(&state, &twin, sizeof state), 0);
    int day = interview_unpack(&state).trust - 4;
    cr_assert(day >= 0 && day < 3);
    days[day] = true;
  }
  cr_expect(days[0] && days[1] && days[2]);
}

/* -- Safeguards -------------------------------------------------------------------------------- */

#define GUARDED                                                                                    \
  HEAD "companion: a man\ntopics:\n  - id: stay\n    name: N\n    alone: yes\n    " ASK "\n" FACTS \
       "  - id: harm\n    name: H\n    avoid: AVOID\n    ask: {open: tell}\n"                      \
       "moves:\n  separate: {say: one by one, others: [{say: away}]}\n" CLOSES

Test(drill_interview, never_before_the_companion) {
  play(GUARDED);
  cr_expect(ask(0, OPEN)->critical);
  cr_expect(outcome.critical || interview_unpack(&state).critical);
  play(GUARDED);
  ask(group_of_move(it(), SEPARATE), 0);
  cr_expect_not(ask(0, OPEN)->critical);
}

Test(drill_interview, what_is_to_be_left_alone) {
  play(GUARDED);
  ask(group_of_move(it(), SEPARATE), 0);
  ask(0, OPEN), ask(0, PROBING), ask(0, CLOSED);
  cr_expect(ask(1, OPEN)->critical);
  ask(group_of_move(it(), CLOSE), 0);
  cr_expect(result.critical);
  cr_expect_eq(result.score, 490000);
  cr_expect_not(result.passed);
}

Test(drill_interview, a_promise_caps) {
  play(HEAD TOPIC MOVES_);
  ask(group_of_move(it(), GREET), 0);
  ask(0, OPEN), ask(0, PROBING), ask(0, CLOSED);
  ask(group_of_move(it(), CLOSE), 2);
  cr_expect(result.critical);
  cr_expect_leq(result.score, 490000);
}

Test(drill_interview, an_interpreter_who_was_not_briefed_sums_up) {
  static const char yaml[] =
      HEAD "interpreter: yes\n" TOPIC
           "moves:\n  interpreter: {say: all of it, others: [{say: in short}]}\n" CLOSES;
  play(yaml);
  cr_expect_str_eq(answer(ask(0, OPEN)), "short a");
  ask(group_of_move(it(), INTERPRETER), 0);
  cr_expect_str_eq(answer(ask(0, PROBING)), "full a full b");
}

/* -- Scores and bounds ------------------------------------------------------------------------- */

Test(drill_interview, scores_are_exact) {
  play(HEAD TOPIC MOVES_);
  ask(group_of_move(it(), GREET), 0); /* 2 of 2 */
  ask(0, CLOSED);                     /* 1 of -3..3: 4 of 6 */
  ask(0, OPEN);                       /* 3: 6 of 6 */
  ask(group_of_move(it(), CLOSE), 0); /* 4 of 4; facts a and c: 12 of 16; two moves: 6 of 6 */
  cr_expect_eq(result.n_scores, 1);
  cr_expect_eq(result.scores[0].weight, 2 + 6 + 6 + 4 + 16 + 6);
  cr_expect_eq(result.score, 850000);
  cr_expect(result.passed);
}

Test(drill_interview, what_is_late_is_worth_less) {
  play(HEAD TOPIC MOVES_);
  ask(0, OPEN), ask(0, PROBING), ask(0, CLOSED);
  ask(group_of_move(it(), GREET), 0);
  ask(group_of_move(it(), CLOSE), 0);
  cr_expect_eq(result.scores[0].weight, 6 + 6 + 6 + 2 + 4 + 16 + 6);
  cr_expect_eq(result.score, (int32_t)((44 * INT64_C(1000000) + 23) / 46));
}

Test(drill_interview, asking_on_gains_nothing) {
  play(HEAD TOPIC MOVES_);
  ask(0, OPEN), ask(0, PROBING), ask(0, CLOSED);
  int32_t weight = result.scores[0].weight;
  ask(0, OPEN);
  cr_expect_eq(result.scores[0].weight, weight);
  ask(0, BLAMING);
  cr_expect_gt(result.scores[0].weight, weight);
}

Test(drill_interview, the_time_is_up) {
  play(HEAD TOPIC MOVES_);
  while (!drill_interview.ended(&drill, &state))
    ask(0, OPEN);
  struct interview_play after = interview_unpack(&state);
  cr_expect(after.out_of_time);
  cr_expect_eq(after.n_turns, 12);
  struct drill_state before = state;
  cr_expect_not(give(&drill, &state, it()->topics[0].name_of, "", &outcome));
  cr_expect_eq(memcmp(&before, &state, sizeof state), 0);
}

Test(drill_interview, what_is_not_there_changes_nothing) {
  play(HEAD TOPIC MOVES_);
  struct drill_state before = state;
  cr_expect_not(give(&drill, &state, seal_name("anything"), "", &outcome));
  cr_expect_not(give(&drill, &state, it()->topics[0].form_name[OPEN], "", &outcome),
                "not turned to");
  cr_expect_not(give(&drill, &state, seal_name(TURN_TO_TYPING), "", &outcome), "no listener");
  cr_expect_eq(memcmp(&before, &state, sizeof state), 0);
}

/* -- Typing ------------------------------------------------------------------------------------ */

TestSuite(drill_interview_typed, .init = shipped_load, .fini = shipped_done);

static const struct drill *by_id(const char *id) {
  for (size_t i = 0; i < shipped_n; i++)
    if (strcmp(shipped[i]->id, id) == 0)
      return shipped[i];
  cr_assert_fail("%s", id);
  return NULL;
}

static bool typed(const struct drill *at, const char *text) {
  cr_assert(give(at, &state, seal_name(SAY_TYPED), text, &outcome));
  return !interview_unpack(&state).puzzled;
}

/* So that a face shows each time that nothing was understood, and empties what was typed. */
Test(drill_interview_typed, what_is_not_understood_again_is_another_page) {
  const struct drill *at = by_id("the-accordion");
  struct drill_state once;
  drill_interview.start(at, 1, &state);
  cr_assert(give(at, &state, seal_name(TURN_TO_TYPING), "", &outcome));
  cr_assert_not(typed(at, "Zwq fnord."));
  once = state;
  for (int i = 0; i < 600; i++) {
    struct drill_state before = state;
    cr_assert_not(typed(at, "Zwq fnord."));
    cr_assert_neq(memcmp(&before, &state, sizeof state), 0);
  }
  cr_assert(typed(at, "Good morning!"));
  cr_expect_eq(interview_unpack(&state).puzzled, 0);
  cr_expect_eq(interview_unpack(&once).seconds, 0, "it costs nothing");
}

Test(drill_interview_typed, is_taken_as_the_wording_it_means) {
  const struct drill *at = by_id("the-accordion");
  drill_interview.start(at, 1, &state);
  cr_assert(give(at, &state, seal_name(TURN_TO_TYPING), "", &outcome));
  cr_expect(outcome.waits);
  cr_assert(typed(at, "Good morning!"));
  cr_assert(typed(at, "Tell me about this acordion."));
  struct interview_play play = interview_unpack(&state);
  const struct interview *own = at->body;
  cr_assert_eq(play.n_turns, 2);
  cr_expect_eq(play.turns[0].group, group_of_move(own, GREET));
  cr_expect_eq(play.turns[1].group, 0);
  cr_expect_eq(play.turns[1].form, OPEN);
  cr_expect_str_eq(turn_said(own, &play, &play.turns[1], &arena), "Tell me about this acordion.");
}

Test(drill_interview_typed, what_is_not_understood_costs_nothing) {
  const struct drill *at = by_id("the-accordion");
  drill_interview.start(at, 1, &state);
  give(at, &state, seal_name(TURN_TO_TYPING), "", &outcome);
  cr_expect_not(typed(at, "Zwq fnord blah"));
  cr_expect_eq(outcome.n_scores, 0);
  cr_expect_not(outcome.waits, "what was typed is recorded");
  struct interview_play play = interview_unpack(&state);
  cr_expect_eq(play.n_turns, 0);
  cr_expect_eq(play.seconds, 0);
}

Test(drill_interview_typed, what_nobody_can_answer_here_is_not_taken_for_the_topic_at_hand) {
  const struct drill *at = by_id("the-accordion");
  drill_interview.start(at, 1, &state);
  give(at, &state, seal_name(TURN_TO_TYPING), "", &outcome);
  cr_assert(typed(at, "Tell me about the workshop."));
  cr_expect_not(typed(at, "Are you in pain?"));
  cr_expect(typed(at, "What else?"), "of the topic at hand");
  struct interview_play play = interview_unpack(&state);
  cr_assert_eq(play.n_turns, 2);
  cr_expect_eq(play.turns[1].group, 0);
  cr_expect_eq(play.turns[1].form, PROBING);
}

Test(drill_interview_typed, a_close_is_asked_about_before_it_ends_the_talk) {
  const struct drill *at = by_id("the-accordion");
  const struct interview *own = at->body;
  drill_interview.start(at, 1, &state);
  give(at, &state, seal_name(TURN_TO_TYPING), "", &outcome);
  cr_assert(typed(at, "Thank you for your time, goodbye."));
  cr_expect_not(drill_interview.ended(at, &state));
  cr_expect_eq(interview_unpack(&state).n_turns, 0);
  cr_expect_not(outcome.waits, "what was typed is recorded");
  cr_expect_not(give(at, &state, seal_name(SAY_TYPED), "Good morning!", &outcome), "first this");
  cr_expect_not(give(at, &state, seal_name(TURN_TO_LIST), "", &outcome));
  struct page page;
  page_init(&page, &arena, "p", "t");
  drill_interview.page(at, &state, &page);
  cr_expect_eq(page.blocks[page.n_blocks - 1].kind, BLOCK_OUTLINE);
  cr_expect_eq(page.blocks[page.n_blocks - 1].n, 2, "to go on, or to close");
  cr_assert(give(at, &state, seal_name(GO_ON), "", &outcome));
  cr_expect(outcome.waits);
  cr_expect_not(give(at, &state, seal_name(CLOSE_TYPED), "", &outcome), "there is none");
  cr_assert(typed(at, "Good morning!"));
  cr_assert(typed(at, "Goodbye."));
  cr_assert(give(at, &state, seal_name(CLOSE_TYPED), "", &outcome));
  cr_expect(drill_interview.ended(at, &state));
  struct interview_play play = interview_unpack(&state);
  cr_assert_eq(play.n_turns, 2);
  cr_expect_str_eq(turn_said(own, &play, &play.turns[1], &arena), "Goodbye.");
}

Test(drill_interview_typed, what_hurts_is_not_asked_by_typing_either) {
  const struct drill *at = by_id("one-ticket-two-passports");
  const struct interview *own = at->body;
  drill_interview.start(at, 1, &state);
  say(at, &state, group_of_move(own, SEPARATE), 0);
  give(at, &state, seal_name(TURN_TO_TYPING), "", &outcome);
  cr_expect(typed(at, "Tell me how he beat you."));
  cr_expect(outcome.critical);
}

Test(drill_interview_typed, a_threat_is_a_threat_in_any_words) {
  const struct drill *at = by_id("one-ticket-two-passports");
  drill_interview.start(at, 1, &state);
  give(at, &state, seal_name(TURN_TO_TYPING), "", &outcome);
  cr_expect(typed(at, "If you do not talk, you will go back with him."));
  cr_expect(outcome.critical);
}

Test(drill_interview_typed, the_room_for_words_ends_and_the_talk_goes_on) {
  char text[SAID_MOST + 1];
  const struct drill *at = by_id("two-invitations");
  memset(text, 'x', sizeof text);
  memcpy(text, "Tell me about the boats ", 24);
  text[SAID_MOST] = '\0';
  drill_interview.start(at, 1, &state);
  give(at, &state, seal_name(TURN_TO_TYPING), "", &outcome);
  for (int i = 0; i < TURNS_MOST && !drill_interview.ended(at, &state); i++)
    cr_assert(typed(at, text));
  cr_expect(drill_interview.ended(at, &state));
  cr_expect_leq(interview_unpack(&state).n_said, SAID_ROOM);
}

Test(drill_interview_typed, the_debrief_tells_it) {
  const struct drill *at = by_id("the-boy-with-two-jackets");
  const struct interview *own = at->body;
  struct page page;
  drill_interview.start(at, 1, &state);
  say(at, &state, 0, OPEN);
  say(at, &state, 0, BLAMING);
  say(at, &state, group_of_move(own, CLOSE), 2);
  page_init(&page, &arena, "p", "t");
  drill_interview.debrief(at, &state, &page);
  struct str all = {0};
  for (size_t i = 0; i < page.n_blocks; i++)
    for (size_t j = 0; page.blocks[i].kind == BLOCK_OUTLINE && j < page.blocks[i].n; j++)
      str_printf(&all, "%s|%s\n", page.blocks[i].outline[j].text,
                 page.blocks[i].outline[j].word ? page.blocks[i].outline[j].word : "");
  cr_expect_not_null(strstr(str_text(&all), "not found"));
  cr_expect_not_null(strstr(str_text(&all), "This closed the person down."));
  cr_expect_not_null(strstr(str_text(&all), "critical error"));
  cr_expect_not_null(strstr(str_text(&all), "blaming"));
  str_done(&all);
}
