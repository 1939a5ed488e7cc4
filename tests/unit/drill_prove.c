/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the prover says, against every way played one by one. */
#include "base/random.h"
#include "course/course.h"
#include "drill/prove.h"
#include "drill/scenario.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct arena arena;
static struct diags diags;
static struct drill drill;
static struct proof proof;

static void done(void) {
  diags_done(&proof.diags);
  diags_done(&diags);
  arena_done(&arena);
}

TestSuite(drill_prove, .fini = done);

static void build(const char *yaml) {
  struct reading r = {.arena = &arena, .diags = &diags};
  drill = (struct drill){.id = "d", .title = "t", .at = {.file = "t.yaml", .line = 1}};
  const struct node *map = yaml_read_bytes(&r, yaml, strlen(yaml), "t.yaml");
  cr_assert(drill_scenario.build(&r, map, &(struct drill_material){0}, &drill), "%s", yaml);
  cr_assert_eq(diags.errors, 0, "%s", diags.n ? diags.list[0].message : "");
}

static void prove(const struct drill_kind *kind, size_t limit) {
  const struct proving how = {limit, 3, 200};
  diags_done(&proof.diags);
  proof = (struct proof){.arena = &arena};
  drill_prove(kind, &drill, &how, &proof);
}

static bool finds(const char *code) {
  for (size_t i = 0; i < proof.diags.n; i++)
    if (strcmp(proof.diags.list[i].code, code) == 0)
      return true;
  return false;
}

static const struct proof_range *range_of(const char *competency) {
  for (size_t i = 0; i < proof.n_ranges; i++) {
    const char *it = proof.ranges[i].competency;
    if (competency ? it && strcmp(it, competency) == 0 : !it)
      return &proof.ranges[i];
  }
  return NULL;
}

/* -- Against every way ------------------------------------------------------------------------- */

enum { SCENES = 6, TOPICS = 3 };

struct extremes {
  int32_t low, high;
  bool any;
};
static struct extremes known[TOPICS + 1]; /* the last: the whole */
static bool full, passable, harmed;

static void extend(struct extremes *extremes, int32_t score) {
  if (!extremes->any || score < extremes->low)
    extremes->low = score;
  if (!extremes->any || score > extremes->high)
    extremes->high = score;
  extremes->any = true;
}

static void count_end(const struct drill_state *state) {
  struct drill_result result;
  drill_scenario.result(&drill, state, &result);
  for (size_t i = 0; i < result.n_scores; i++)
    extend(&known[result.scores[i].competency[0] - 'A'], result.scores[i].score);
  if (result.n_scores)
    extend(&known[TOPICS], result.score);
  full |= result.passed && result.score == SCORE_ONE;
  passable |= result.passed;
  struct scenario_play play = scenario_unpack(state);
  harmed |= play.critical && ((const struct scenario *)drill.body)->scenes[play.world.scene].pass;
}

static void every_way(const struct drill_state *state) {
  const struct scenario *scenario = drill.body;
  const struct scenario_scene *scene = &scenario->scenes[scenario_unpack(state).world.scene];
  if (scene->end)
    count_end(state);
  for (size_t i = 0; i < scene->n_choices; i++) {
    struct drill_state next;
    struct drill_outcome outcome;
    drill_scenario.step(&drill, state, &(struct drill_input){.choice = scene->choices[i].name},
                        &next, &outcome);
    if (outcome.accepted)
      every_way(&next);
  }
}

static void add_choice(char *yaml, struct rng *rng, int from, int number) {
  static const char *const whens[] = {"", "", ", when: s >= 1", ", when: not seen(c1)"};
  sprintf(yaml + strlen(yaml), "    - {do: x%d, go: c%d%s, score: {", number,
          from + 1 + (int)rng_below(rng, (uint64_t)(SCENES - from)),
          whens[number ? rng_below(rng, 4) : 0]);
  for (int i = 0; i < TOPICS; i++)
    if (rng_below(rng, 2))
      sprintf(yaml + strlen(yaml), "%c: %d, ", 'A' + i, (int)rng_below(rng, 7) - 3);
  sprintf(yaml + strlen(yaml), "}%s%s}\n", rng_below(rng, 6) ? "" : ", critical: k",
          rng_below(rng, 3) ? "" : ", set: {s: 1}");
}

/* Scenes that lead on to later ones; every name of a scene is used once at least. */
static void random_scenario(struct rng *rng, char *yaml) {
  strcpy(yaml, "scenario: t\nstart: c0\nstate: {s: {start: 0, from: 0, to: 1}}\nscenes:\n");
  for (int i = 0; i < SCENES; i++) {
    sprintf(yaml + strlen(yaml), "  c%d:\n    text: t\n    choices:\n    - {do: on, go: c%d}\n", i,
            i + 1);
    int n = 1 + (int)rng_below(rng, 3);
    for (int j = 0; j < n; j++)
      add_choice(yaml, rng, i, j);
  }
  sprintf(yaml + strlen(yaml), "  c%d: {text: t, end: %s}\n", SCENES,
          rng_below(rng, 4) ? "pass" : "fail");
}

static void same_range(const char *competency, const struct extremes *extremes, const char *yaml) {
  const struct proof_range *range = range_of(competency);
  cr_assert_eq(range != NULL, extremes->any, "%s", yaml);
  if (!range)
    return;
  cr_assert_eq(range->low, extremes->low, "%s: %d is not %d\n%s", competency, range->low,
               extremes->low, yaml);
  cr_assert_eq(range->high, extremes->high, "%s: %d is not %d\n%s", competency, range->high,
               extremes->high, yaml);
  cr_assert(range->exact_low && range->exact_high);
}

Test(drill_prove, scores_are_those_of_every_way, .timeout = 60) {
  struct rng rng;
  rng_seed(&rng, 11);
  for (int round = 0; round < 400; round++) {
    char yaml[8192];
    struct drill_state state;
    random_scenario(&rng, yaml);
    build(yaml);
    memset(known, 0, sizeof known);
    full = passable = harmed = false;
    drill_scenario.start(&drill, 1, &state);
    every_way(&state);
    prove(&drill_scenario, 100000);
    for (int i = 0; i < TOPICS; i++)
      same_range((const char[]){(char)('A' + i), 0}, &known[i], yaml);
    same_range(NULL, &known[TOPICS], yaml);
    cr_assert_eq(finds("scenario.no-pass"), !passable, "%s", yaml);
    cr_assert_eq(finds("scenario.no-full-score"), passable && !full, "%s", yaml);
    cr_assert_eq(finds("scenario.harm-passes"), harmed, "%s", yaml);
  }
}

/* -- Circles ----------------------------------------------------------------------------------- */

#define ENDS "  good: {end: pass, text: t}\n  bad: {end: fail, text: t}\n"

/* Half is lost on every way; who goes in circles comes near to nothing lost, and never there. */
Test(drill_prove, a_share_that_circles_come_near_to) {
  build("scenario: t\nstart: a\nscenes:\n"
        "  a: {text: t, choices: [{do: x, go: b, score: {C: 1}}, {do: y, go: c}]}\n"
        "  b: {text: t, choices: [{do: x, go: good}, {do: y, go: bad, score: {C: 1}},\n"
        "                         {do: z, go: a, score: {C: 1}}]}\n"
        "  c: {text: t, choices: [{do: x, go: bad}]}\n" ENDS);
  prove(&drill_scenario, 1000);
  const struct proof_range *range = range_of("C");
  cr_expect_eq(range->high, 1000000);
  cr_expect(range->exact_high, "a, then y");
  cr_expect_eq(range->low, 0);
  cr_expect(finds("scenario.circle"));
  cr_expect(finds("scenario.no-full-score"), "to pass costs a point");
  build("scenario: t\nstart: a\nscenes:\n"
        "  a: {text: t, choices: [{do: x, go: b, score: {C: 1}}, {do: y, go: b}]}\n"
        "  b: {text: t, choices: [{do: x, go: good}, {do: v, go: bad},\n"
        "                         {do: z, go: a, score: {C: 1}}]}\n" ENDS);
  prove(&drill_scenario, 1000);
  range = range_of("C");
  cr_expect_eq(range->high, 1000000);
  cr_expect_not(range->exact_high, "every end costs a point");
  cr_expect(range->exact_low);
}

Test(drill_prove, long_circles_are_walked_without_a_stack) {
  char yaml[1024];
  snprintf(yaml, sizeof yaml,
           "scenario: t\nstart: a\nstate: {n: {start: 0, from: -1000, to: 1000},\n"
           "  m: {start: 0, from: 0, to: 100}}\nscenes:\n"
           "  a: {text: t, choices: [{do: up, when: n < 1000, set: {n: +1}, go: a},\n"
           "    {do: again, when: n == 1000, set: {n: -1000}, go: a}, {do: out, go: good},\n"
           "    {do: more, when: m < 100, set: {m: +1}, go: a}, {do: no, go: bad}]}\n" ENDS);
  struct reading r = {.arena = &arena, .diags = &diags};
  const struct node *map = yaml_read_bytes(&r, yaml, strlen(yaml), "t.yaml");
  drill = (struct drill){.id = "d", .title = "t"};
  cr_assert(drill_scenario.build(&r, map, &(struct drill_material){0}, &drill));
  prove(&drill_scenario, 1000000);
  cr_expect(proof.complete);
  cr_expect_eq(proof.situations, 1001u * 101u * 3u);
}

/* -- What cannot be looked at ---------------------------------------------------------------- */

Test(drill_prove, a_limit_is_said_and_proves_nothing_missing) {
  build("scenario: t\nstart: a\nstate: {n: {start: 0, from: 0, to: 100}}\nscenes:\n"
        "  a: {text: t, choices: [{do: up, when: n < 100, set: {n: +1}, go: a},\n"
        "    {do: out, when: n == 100, go: good, score: {C: 1}}, {do: no, go: bad}]}\n" ENDS);
  prove(&drill_scenario, 50);
  cr_expect_not(proof.complete);
  cr_expect(finds("scenario.too-large"));
  cr_expect_not(finds("scenario.unreachable"));
  cr_expect_not(finds("scenario.no-pass"));
  cr_expect_not(finds("scenario.no-end"));
  prove(&drill_scenario, 301);
  cr_expect(proof.complete);
  cr_expect_not(finds("scenario.too-large"));
}

/* -- Players ----------------------------------------------------------------------------------- */

/* A kind whose ways cannot all be tried is played; here it is the same drill. */
Test(drill_prove, played_at_random) {
  struct drill_kind kind = drill_scenario;
  kind.prove = NULL;
  build("scenario: t\nstart: a\nscenes:\n"
        "  a: {text: t, choices: [{do: x, go: good, score: {C: 2}}, {do: y, go: good, score: {C: "
        "1}},\n"
        "                         {do: z, go: bad}]}\n" ENDS);
  prove(&kind, 1);
  cr_expect(proof.played);
  cr_expect_eq(proof.situations, 200u);
  cr_assert_eq(proof.n_ranges, 1u);
  cr_expect_eq(proof.ranges[0].low, 0);
  cr_expect_eq(proof.ranges[0].high, 1000000);
  cr_expect_not(proof.ranges[0].exact_high);
  cr_expect(finds("drill.first-passes"));
  cr_expect_not(finds("drill.last-passes"));
  cr_expect_not(finds("drill.refused"));
}

static bool never_ended(const struct drill *it, const struct drill_state *state) {
  (void)it, (void)state;
  return false;
}

static void refuse(const struct drill *it, const struct drill_state *state,
                   const struct drill_input *input, struct drill_state *next,
                   struct drill_outcome *outcome) {
  (void)it, (void)input;
  *next = *state;
  *outcome = (struct drill_outcome){0};
}

Test(drill_prove, endless_and_refused) {
  struct drill_kind kind = drill_scenario;
  kind.prove = NULL;
  kind.ended = never_ended;
  build("scenario: t\nstart: a\nscenes:\n"
        "  a: {text: t, choices: [{do: x, go: good}, {do: y, go: bad}]}\n" ENDS);
  prove(&kind, 1);
  cr_expect(finds("drill.endless"));
  cr_expect_not(finds("drill.first-passes"));
  kind.step = refuse;
  prove(&kind, 1);
  cr_expect(finds("drill.refused"));
}
