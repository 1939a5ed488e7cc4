/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scenario in play: what shows, what it scores, how it ends, what is said of it. */
#include "course/course.h"
#include "drill/scenario.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct arena arena;
static struct diags diags;
static const struct drill_kind *kind;
static struct drill drill;
static struct drill_state state;
static struct drill_outcome outcome;
static struct drill_result result;

static void done(void) {
  arena_done(&arena);
  diags_done(&diags);
}

TestSuite(drill_play, .fini = done);

static void play(const char *yaml) {
  struct reading r = {.arena = &arena, .diags = &diags};
  kind = drill_kinds[0];
  drill = (struct drill){.id = "d", .title = "t"};
  const struct node *map = yaml_read_bytes(&r, yaml, strlen(yaml), "t.yaml");
  cr_assert(kind->build(&r, map, &(struct drill_material){0}, &drill));
  kind->check(&r, map, &drill);
  cr_assert_eq(diags.errors, 0, "%s", diags.n ? diags.list[0].message : "");
  kind->start(&drill, 1, &state);
}

static bool choose(const char *text) {
  struct drill_state next;
  kind->step(&drill, &state, &(struct drill_input){.choice = seal_name(text), .text = ""}, &next,
             &outcome);
  memcpy(&state, &next, sizeof state);
  kind->result(&drill, &state, &result);
  return outcome.accepted;
}

/* Decisions with weights 3, 2, 2, 1; s = 1, .5, 1, 0 is x, m, x, y. The last may be critical. */
static const char reference[] =
    "scenario: t\nstart: a\nscenes:\n"
    "  a: {text: t, choices: [{do: x, score: {C: 3}, go: b}, {do: y, go: b}]}\n"
    "  b: {text: t, choices: [{do: x, score: {C: 1}, go: c}, {do: m, go: c},\n"
    "                         {do: y, score: {C: -1}, go: c}]}\n"
    "  c: {text: t, choices: [{do: x, score: {C: 2}, go: d}, {do: y, go: d}]}\n"
    "  d: {text: t, choices: [{do: x, score: {C: 1}, go: good}, {do: y, go: good},\n"
    "                         {do: k, critical: no check was made, go: good},\n"
    "                         {do: f, score: {C: 1}, go: bad}]}\n"
    "  good: {end: pass, text: t}\n  bad: {end: fail, text: t}\n";

Test(drill_play, reference_score) {
  play(reference);
  cr_assert(choose("x"));
  cr_expect_eq(outcome.n_scores, 1);
  cr_expect_eq(outcome.scores[0].weight, 3);
  cr_expect_eq(outcome.scores[0].score, 1000000);
  cr_assert(choose("m"));
  cr_expect_eq(outcome.scores[0].weight, 2);
  cr_expect_eq(outcome.scores[0].score, 500000);
  cr_assert(choose("x"));
  cr_expect_not(kind->ended(&drill, &state));
  cr_assert(choose("y"));
  cr_expect(outcome.ended);
  cr_expect(kind->ended(&drill, &state));
  cr_expect_eq(result.score, 750000);
  cr_expect(result.passed);
  cr_expect_eq(result.n_scores, 1);
  cr_expect_str_eq(result.scores[0].competency, "C");
  cr_expect_eq(result.scores[0].score, 750000);
  cr_expect_eq(result.scores[0].weight, 8);
}

Test(drill_play, critical_error_caps) {
  play(reference);
  choose("x"), choose("m"), choose("x"), choose("k");
  cr_expect(outcome.critical);
  cr_expect(result.critical);
  cr_expect_eq(result.score, 490000);
  cr_expect_not(result.passed);
  play(reference);
  choose("y"), choose("y"), choose("x"), choose("k");
  cr_expect_eq(result.score, 250000, "a cap lifts nothing");
}

Test(drill_play, a_failed_end_is_no_pass) {
  play(reference);
  choose("x"), choose("x"), choose("x"), choose("f");
  cr_expect_eq(result.score, 1000000);
  cr_expect_not(result.passed);
}

Test(drill_play, what_is_not_there_changes_nothing) {
  play(reference);
  struct drill_state before = state;
  cr_expect_not(choose("m"));
  cr_expect_not(choose("anything"));
  cr_expect_eq(memcmp(&before, &state, sizeof state), 0);
  choose("x"), choose("x"), choose("x"), choose("x");
  before = state;
  cr_expect_not(choose("x"), "after the end there is nothing to choose");
  cr_expect_eq(memcmp(&before, &state, sizeof state), 0);
}

/* In b the best choice shows only to who has trust: the weight is over what can show. */
static const char hidden[] =
    "scenario: t\nstate:\n  trust: {start: 1, from: 0, to: 2}\nstart: a\nscenes:\n"
    "  a: {text: t, choices: [{do: warm, set: {trust: +1}, go: b}, {do: cold, set: {trust: -1}, "
    "go: b},\n"
    "                         {do: set, set: {trust: 2}, go: b}]}\n"
    "  b: {text: t, choices: [{do: deep, when: trust >= 2, score: {C: 4, D: 1}, go: good},\n"
    "                         {do: plain, score: {C: 1}, go: good},\n"
    "                         {do: none, when: seen(a) and trust < 2, go: good}]}\n"
    "  good: {end: pass, text: t}\n";

Test(drill_play, weight_is_over_what_can_show) {
  play(hidden);
  cr_assert(choose("cold"));
  cr_expect_eq(outcome.n_scores, 0, "nothing at stake counts nothing");
  cr_expect_not(choose("deep"));
  cr_assert(choose("plain"));
  cr_expect_eq(outcome.n_scores, 1, "D is at stake for nobody here");
  cr_expect_eq(outcome.scores[0].weight, 1);
  cr_expect_eq(result.score, 1000000);
}

Test(drill_play, weight_where_the_best_shows) {
  play(hidden);
  cr_assert(choose("warm"));
  cr_assert(choose("plain"));
  cr_expect_eq(outcome.n_scores, 2);
  cr_expect_eq(outcome.scores[0].weight, 3);
  cr_expect_eq(outcome.scores[0].score, 0);
  cr_expect_eq(outcome.scores[1].weight, 1);
  cr_expect_eq(result.score, 0);
  play(hidden);
  cr_assert(choose("set"), "a number without sign is set");
  cr_assert(choose("deep"));
  cr_expect_eq(result.score, 1000000);
  cr_expect_eq(result.n_scores, 2);
}

static const struct block *find(const struct page *page, enum block_kind block_kind, size_t nth) {
  for (size_t i = 0; i < page->n_blocks; i++)
    if (page->blocks[i].kind == block_kind && nth-- == 0)
      return &page->blocks[i];
  return NULL;
}

static struct page page;

static void show(void (*how)(const struct drill *, const struct drill_state *, struct page *)) {
  memset(&page, 0, sizeof page);
  page_init(&page, &arena, "p", "t");
  how(&drill, &state, &page);
}

Test(drill_play, page_offers_what_shows) {
  play(hidden);
  choose("cold");
  show(kind->page);
  const struct block *rows = find(&page, BLOCK_OUTLINE, 0);
  cr_assert_not_null(rows);
  cr_assert_eq(rows->n, 2);
  char action[32];
  sprintf(action, "choose:%016llx", (unsigned long long)seal_name("plain"));
  cr_expect_str_eq(rows->outline[0].action, action);
  cr_expect_str_eq(rows->outline[0].text, "plain");
}

static const struct outline_row *row_with(const struct block *block, const char *text) {
  for (size_t i = 0; block && i < block->n; i++)
    if (strstr(block->outline[i].text, text))
      return &block->outline[i];
  return NULL;
}

static const char story[] =
    "scenario: t\nstart: a\nscenes:\n"
    "  a: {text: alpha, choices: [{do: best, why: because, score: {C: 3}, go: b},\n"
    "                         {do: worst, why: hasty, score: {C: -1}, go: b}]}\n"
    "  b: {text: beta, choices: [{do: well, score: {C: 1}, go: good}, {do: stamp, critical: "
    "unchecked, go: bad}]}\n"
    "  good: {end: pass, text: fine}\n  bad: {end: fail, text: lost}\n";

Test(drill_play, debrief) {
  play(story);
  choose("worst"), choose("stamp");
  show(kind->debrief);
  const struct block *way = find(&page, BLOCK_OUTLINE, 0), *better = find(&page, BLOCK_OUTLINE, 1);
  cr_assert_not_null(way);
  cr_assert_not_null(row_with(way, "alpha"));
  const struct outline_row *worst = row_with(way, "worst");
  cr_assert_not_null(worst);
  cr_expect_str_eq(worst->note, "hasty");
  cr_expect_not_null(strstr(worst->word, "4"), "it cost four points");
  cr_expect_not_null(row_with(way, "best"));
  cr_expect_eq(row_with(way, "unchecked")->tone, TONE_BAD);
  cr_assert_not_null(better);
  cr_expect_not_null(row_with(better, "best"));
  cr_expect_not_null(row_with(better, "well"));
  cr_expect_null(row_with(better, "worst"));
  cr_expect_eq(find(&page, BLOCK_BARS, 0)->bars[0].share, 0);
  for (size_t i = 0; i < way->n; i++)
    cr_expect_null(way->outline[i].action);
}

Test(drill_play, nothing_is_better_than_flawless) {
  play(story);
  choose("best"), choose("well");
  cr_expect_eq(result.score, 1000000);
  show(kind->debrief);
  cr_expect_null(find(&page, BLOCK_OUTLINE, 1));
}

/* The state is bounded: the oldest loops of the way are dropped, scores go on. */
Test(drill_play, a_way_in_circles) {
  play("scenario: t\nstart: a\nscenes:\n"
       "  a: {text: t, choices: [{do: x, score: {C: 1}, go: b}, {do: y, go: good}]}\n"
       "  b: {text: t, choices: [{do: x, go: a}]}\n  good: {end: pass, text: t}\n");
  for (int i = 0; i < 1000; i++) {
    cr_assert(choose("x"));
    struct scenario_play now = scenario_unpack(&state);
    cr_assert_leq(now.n_way, WAY_MAX);
    cr_assert_eq(now.n_way + now.forgotten, (unsigned)i + 1);
    cr_assert_eq(now.way[now.n_way - 1].scene, i % 2 ? 1 : 0);
  }
  cr_expect_eq(result.scores[0].weight, 500);
  cr_assert(choose("y"));
  cr_expect_eq(result.score, 998004, "500 of 501, rounded");
  show(kind->debrief);
  cr_expect_not_null(find(&page, BLOCK_OUTLINE, 0));
}

Test(drill_play, revisions) {
  struct canon canon = {0};
  uint8_t key[4][HASH_BYTES], text[4][HASH_BYTES];
  const char *yamls[4] = {"scenario: t\nstart: a\nscenes: {a: {text: t, choices: [{do: x, go: "
                          "z}]}, z: {end: pass, text: t}}\n",
                          "scenario: t\nstart: a\nscenes: {a: {text: u, choices: [{do: x, go: "
                          "z}]}, z: {end: pass, text: t}}\n",
                          "scenario: t\nstart: a\nscenes: {a: {text: t, choices: [{do: X, was: x, "
                          "go: z}]}, z: {end: pass, text: t}}\n",
                          "scenario: t\nstart: a\nscenes: {a: {text: t, choices: [{do: x, go: z, "
                          "score: {C: 1}}]}, z: {end: pass, text: t}}\n"};
  for (int i = 0; i < 4; i++) {
    play(yamls[i]);
    kind->canon(&drill, &canon);
    canon_done(&canon, key[i], text[i]);
    canon = (struct canon){0};
  }
  cr_expect_eq(memcmp(key[0], key[1], HASH_BYTES), 0, "a reworded scene");
  cr_expect_neq(memcmp(text[0], text[1], HASH_BYTES), 0);
  cr_expect_eq(memcmp(key[0], key[2], HASH_BYTES), 0, "a reworded choice that says what it was");
  cr_expect_neq(memcmp(key[0], key[3], HASH_BYTES), 0, "other points");
}
