/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inspection drill: who comes, what looks and decisions are worth, and players of every sort.
 */
#include "course/build.h"
#include "drill/inspection.h"

#include <criterion/criterion.h>
#include <string.h>

static struct arena arena;
static struct diags diags;
static struct documents documents;
static const struct drill_kind *kind;
static struct drill drill;
static struct drill_state state;
static struct drill_outcome outcome;

static void load(void) {
  struct reading r = {.arena = &arena, .diags = &diags};
  documents_load(&r, "courses/framework/documents", &documents);
  cr_assert_eq(diags.n, 0);
  for (size_t i = 0; i < n_drill_kinds; i++)
    if (strcmp(drill_kinds[i]->key, "inspection") == 0)
      kind = drill_kinds[i];
  cr_assert_not_null(kind);
}

static void done(void) {
  arena_done(&arena);
  diags_done(&diags);
}

TestSuite(drill_inspection, .init = load, .fini = done);

static bool build(const char *yaml, const struct documents *from) {
  struct reading r = {.arena = &arena, .diags = &diags};
  drill = (struct drill){.id = "d", .title = "t"};
  const struct node *map = yaml_read_bytes(&r, yaml, strlen(yaml), "t.yaml");
  return map && kind->build(&r, map, &(struct drill_material){.documents = from}, &drill);
}

static const struct inspection *begin(const char *yaml, uint64_t seed) {
  cr_assert(build(yaml, &documents), "%s", diags.n ? diags.list[0].message : "");
  kind->start(&drill, seed, &state);
  return drill.body;
}

static bool choose_at(unsigned choice, int64_t now) {
  struct drill_state next;
  struct drill_input input = {.now = now, .choice = inspection_choice(choice), .text = ""};
  kind->step(&drill, &state, &input, &next, &outcome);
  memcpy(&state, &next, sizeof state);
  return outcome.accepted;
}

static bool choose(unsigned choice) { return choose_at(choice, 1); }

static bool decide(enum verdict verdict) {
  bool decided = choose(CHOICE_VERDICT + (unsigned)verdict);
  if (!outcome.ended)
    choose(CHOICE_NEXT);
  return decided;
}

static struct inspection_case at_the_desk(void) {
  struct inspection_play play = inspection_unpack(&state);
  return inspection_case(drill.body, &play, play.at);
}

static struct drill_result result_of(void) {
  struct drill_result result;
  kind->result(&drill, &state, &result);
  return result;
}

#define QUEUE "inspection: t\ncompetency: C\nbearers: 40\nfakes: 30\nalarms: 30\n"

Test(drill_inspection, as_many_come_as_were_asked_for) {
  const struct inspection *inspection = begin(QUEUE, 5);
  struct inspection_play play = inspection_unpack(&state);
  unsigned fakes = 0, alarms = 0;
  for (unsigned i = 0; i < inspection->bearers; i++) {
    struct inspection_case c = inspection_case(inspection, &play, i);
    fakes += c.fake;
    alarms += !c.fake && c.anomaly;
    cr_expect(!c.anomaly || (c.anomaly->fraud != FRAUD_NONE) == c.fake);
  }
  cr_expect_eq(fakes, 12);
  cr_expect_eq(alarms, 8); /* 30 % of 28 */
}

Test(drill_inspection, at_two_percent_one_comes_all_the_same) {
  const struct inspection *inspection =
      begin("inspection: t\ncompetency: C\nbearers: 20\nfakes: 2\nalarms: 0\n", 5);
  cr_expect_eq(inspection->fakes, 1);
}

Test(drill_inspection, no_fraud_comes_twice_before_all_have_come) {
  const struct inspection *inspection =
      begin("inspection: t\ncompetency: C\nbearers: 60\nfakes: 50\n", 9);
  struct inspection_play play = inspection_unpack(&state);
  const struct anomaly *seen[BEARERS_MAX];
  size_t n = 0;
  for (unsigned i = 0; i < inspection->bearers; i++) {
    struct inspection_case c = inspection_case(inspection, &play, i);
    for (size_t k = 0; c.fake && k < n; k++)
      cr_assert_neq(seen[k], c.anomaly);
    if (c.fake)
      seen[n++] = c.anomaly;
  }
  cr_expect_eq(n, 30);
}

Test(drill_inspection, only_what_is_named_comes) {
  const struct inspection *inspection = begin(
      QUEUE "kinds: [forgery, impostor]\nsteps: [F, L]\ndepths: [seen]\nstates: [utopia]\n", 1);
  cr_expect_gt(inspection->stock.n_frauds, 0);
  for (size_t i = 0; i < inspection->stock.n_frauds; i++) {
    const struct anomaly *a = inspection->stock.frauds[i];
    cr_expect(a->fraud == FRAUD_FORGERY || a->fraud == FRAUD_IMPOSTOR);
    cr_expect(a->step == STEP_F || a->step == STEP_L);
    cr_expect_eq(a->depth, DEPTH_SEEN);
  }
  cr_expect_eq(inspection->stock.n_series, 1);
}

/* -- Looking --------------------------------------------------------------------------------- */

Test(drill_inspection, a_look_waits_costs_its_seconds_once_and_can_be_marked) {
  begin(QUEUE, 1);
  cr_expect_not(choose(CHOICE_MARK), "nothing is shown that could be marked");
  cr_expect_not(choose(CHOICE_NEXT));
  cr_assert(choose(LOOK_PAGE));
  cr_expect(outcome.waits);
  cr_expect(outcome.paid, "leaving and coming back must not give its seconds back");
  cr_assert(choose(LOOK_MRZ));
  cr_assert(choose(LOOK_PAGE));
  struct inspection_play play = inspection_unpack(&state);
  cr_expect_eq(inspection_spent(&play.done[0]),
               SECONDS_TO_DECIDE + looks[LOOK_PAGE].seconds + looks[LOOK_MRZ].seconds);
  cr_expect_eq(play.shown, LOOK_PAGE);
  cr_expect_eq(play.before, LOOK_MRZ);
  cr_assert(choose(CHOICE_MARK));
  cr_expect_eq(inspection_unpack(&state).done[0].marked, 1U << LOOK_PAGE);
  cr_assert(choose(CHOICE_MARK));
  cr_expect_eq(inspection_unpack(&state).done[0].marked, 0);
}

Test(drill_inspection, what_is_told_is_read_before_the_next_comes_and_is_not_his_time) {
  begin(QUEUE, 1);
  uint64_t view = kind->view(&drill, &state);
  cr_assert(choose_at(CHOICE_VERDICT + VERDICT_ADMIT, 9000));
  cr_expect_not(outcome.waits);
  cr_expect_neq(kind->view(&drill, &state), view);
  cr_expect_not(choose_at(LOOK_PAGE, 9500));
  cr_expect_not(choose_at(CHOICE_VERDICT + VERDICT_ADMIT, 9500));
  cr_assert(choose_at(CHOICE_NEXT, 20000));
  cr_assert(choose_at(CHOICE_VERDICT + VERDICT_ADMIT, 26000));
  cr_expect_eq(outcome.since, 20000);
}

Test(drill_inspection, a_choice_that_is_none_changes_nothing) {
  begin(QUEUE, 1);
  struct drill_state next;
  kind->step(&drill, &state, &(struct drill_input){.choice = 1, .text = ""}, &next, &outcome);
  cr_expect_not(outcome.accepted);
  cr_expect_arr_eq(&next, &state, sizeof next);
}

/* -- Worth ----------------------------------------------------------------------------------- */

static unsigned points(bool fake, bool alarm, enum verdict verdict, uint32_t marked) {
  static const struct anomaly odd = {.differs = 6, .found = 4}; /* looks 1 and 2; 2 tells */
  struct inspection_case c = {.fake = fake, .anomaly = fake || alarm ? &odd : NULL};
  return inspection_points(&c, &(struct inspected){.verdict = (uint8_t)verdict, .marked = marked});
}

Test(drill_inspection, points) {
  cr_expect_eq(points(false, false, VERDICT_ADMIT, 0), 3);
  cr_expect_eq(points(false, false, VERDICT_REFER, 0), 1);
  cr_expect_eq(points(false, true, VERDICT_REFER, 0), 2);
  cr_expect_eq(points(false, true, VERDICT_REFUSE, 0), 0);
  cr_expect_eq(points(true, false, VERDICT_ADMIT, 4), 0);
  cr_expect_eq(points(true, false, VERDICT_REFER, 0), 2);
  cr_expect_eq(points(true, false, VERDICT_REFER, 4), 3);
  cr_expect_eq(points(true, false, VERDICT_REFUSE, 4), 2);
  cr_expect_eq(points(true, false, VERDICT_REFUSE, 0), 1);
}

Test(drill_inspection, who_marks_everything_marks_nothing) {
  cr_expect_eq(points(true, false, VERDICT_REFER, 2), 2, "it differs there, but does not tell");
  cr_expect_eq(points(true, false, VERDICT_REFER, 4 | 8), 3);
  cr_expect_eq(points(true, false, VERDICT_REFER, 4 | 8 | 16), 2);
  cr_expect_eq(points(true, false, VERDICT_REFER, 2 | 4 | 8 | 16), 3);
}

/* -- Players --------------------------------------------------------------------------------- */

static void play_perfect(void) {
  while (!kind->ended(&drill, &state)) {
    struct inspection_case c = at_the_desk();
    for (unsigned i = 0; c.fake && i < LOOKS; i++)
      if (c.anomaly->found >> i & 1) {
        cr_assert(choose(i));
        cr_assert(choose(CHOICE_MARK));
        break;
      }
    cr_assert(decide(c.fake ? VERDICT_REFER : VERDICT_ADMIT));
  }
}

static void play_always(enum verdict verdict) {
  while (!kind->ended(&drill, &state))
    cr_assert(decide(verdict));
}

Test(drill_inspection, who_knows_reaches_full_score) {
  begin(QUEUE "seconds: 40\n", 3);
  play_perfect();
  struct drill_result result = result_of();
  cr_expect(result.passed);
  cr_expect_eq(result.score, 1000000);
  cr_expect_str_eq(result.scores[0].competency, "C");
}

Test(drill_inspection, who_always_says_the_same_fails) {
  for (uint64_t seed = 0; seed < 20; seed++)
    for (enum verdict verdict = VERDICT_ADMIT; verdict < VERDICTS; verdict++) {
      begin(QUEUE, seed);
      play_always(verdict);
      struct drill_result result = result_of();
      cr_expect_not(result.passed);
      cr_expect_leq(result.score, 600000);
    }
}

Test(drill_inspection, a_coin_fails) {
  size_t passed = 0;
  for (uint64_t seed = 0; seed < 50; seed++) {
    struct rng rng;
    rng_seed(&rng, seed);
    begin(QUEUE, seed);
    while (!kind->ended(&drill, &state))
      cr_assert(decide(rng_below(&rng, 2) ? VERDICT_ADMIT : VERDICT_REFER));
    passed += result_of().passed;
  }
  cr_expect_leq(passed, 1);
}

Test(drill_inspection, who_looks_at_everything_is_closed_before_the_queue_is_served) {
  const struct inspection *inspection = begin(QUEUE "seconds: 60\n", 3);
  while (!kind->ended(&drill, &state)) {
    struct inspection_case c = at_the_desk();
    for (unsigned i = 0; i < LOOKS; i++)
      cr_assert(choose(i));
    decide(c.fake ? VERDICT_REFER : VERDICT_ADMIT);
  }
  struct inspection_play play = inspection_unpack(&state);
  struct inspection_tally tally = inspection_tally(inspection, &play);
  cr_expect_lt(tally.served, 12);
  cr_expect_not(result_of().passed);
}

Test(drill_inspection, sums_are_those_of_the_bearers) {
  const struct inspection *inspection = begin(QUEUE "tell: end\n", 3);
  for (unsigned i = 0; i < 40; i++)
    cr_assert(choose(CHOICE_VERDICT + (i % 2 ? VERDICT_ADMIT : VERDICT_REFER)));
  struct inspection_play play = inspection_unpack(&state);
  struct inspection_tally t = inspection_tally(inspection, &play);
  unsigned stopped = t.hits + t.alarms, by_step = 0, by_depth = 0;
  for (size_t i = 0; i < STEPS; i++)
    by_step += t.by_step[i][1];
  for (size_t i = 0; i < DEPTHS; i++)
    by_depth += t.by_depth[i][0];
  cr_expect_eq(t.served, 40);
  cr_expect_eq(t.fakes + t.genuine, 40);
  cr_expect_eq(stopped, 20);
  cr_expect_eq(by_step, t.hits);
  cr_expect_eq(by_depth, t.fakes);
  cr_expect_eq(t.found, 0);
}

/* -- The shipped ones ------------------------------------------------------------------------ */

static bool passes_always(enum verdict verdict) {
  kind->start(&drill, 11, &state);
  play_always(verdict);
  return result_of().passed;
}

static size_t try_streams_of(const char *file, const struct framework *framework) {
  const struct course course = {
      .id = "document-fraud", .language = "en", .folder = "courses/document-fraud"};
  size_t n = 0;
  struct module *module = module_load(&course, file, framework, &diags);
  cr_assert_not_null(module, "%s", file);
  for (size_t i = 0; i < module->n_drills; i++) {
    drill = module->drills[i];
    if (drill_kinds[drill.kind] != kind)
      continue;
    n++;
    for (enum verdict verdict = VERDICT_ADMIT; verdict < VERDICTS; verdict++)
      cr_expect_not(passes_always(verdict), "%s", drill.id);
    for (uint64_t seed = 0; seed < 10; seed++) {
      kind->start(&drill, seed, &state);
      play_perfect();
      cr_expect(result_of().passed, "%s", drill.id);
      cr_expect_eq(result_of().score, 1000000, "%s", drill.id);
    }
  }
  module_free(module);
  return n;
}

Test(drill_inspection, shipped_streams_are_passed_by_who_looks_and_by_nobody_else) {
  static const char *const files[] = {"03-signs-in-the-book.yaml", "04-faces.yaml",
                                      "05-beyond-the-book.yaml", "06-after-the-find.yaml"};
  struct framework *framework = framework_load("courses/framework", &diags);
  for (size_t i = 0; i < sizeof files / sizeof *files; i++)
    cr_expect_eq(try_streams_of(files[i], framework), 1, "%s", files[i]);
  framework_free(framework);
}

/* -- Pages ----------------------------------------------------------------------------------- */

static bool says(const struct page *page, const char *words) {
  for (size_t i = 0; i < page->n_blocks; i++)
    if (page->blocks[i].text && strstr(page->blocks[i].text, words))
      return true;
  return false;
}

static bool prose_says(const struct page *page, const char *words) {
  for (size_t i = 0; i < page->n_blocks; i++)
    for (size_t k = 0; page->blocks[i].prose && k < page->blocks[i].prose->n; k++) {
      const struct markup_block *block = &page->blocks[i].prose->blocks[k];
      for (size_t m = 0; m < block->n; m++)
        if (strstr(block->spans[m].text, words))
          return true;
    }
  return false;
}

static void debrief(const char *yaml, struct page *page) {
  begin(yaml, 3);
  play_perfect();
  page_init(page, &arena, "t", "t");
  kind->debrief(&drill, &state, page);
}

Test(drill_inspection, the_debrief_counts_below_ten_and_measures_from_ten_on) {
  struct page page;
  debrief(QUEUE, &page);
  cr_expect(prose_says(&page, "d'"));
  debrief("inspection: t\ncompetency: C\nbearers: 40\nfakes: 20\n", &page);
  cr_expect_not(prose_says(&page, "d'"));
}

Test(drill_inspection, a_miss_is_told_beside_a_genuine_one) {
  struct page page;
  begin(QUEUE, 3);
  while (!at_the_desk().fake)
    decide(VERDICT_ADMIT);
  choose(CHOICE_VERDICT + VERDICT_ADMIT);
  page_init(&page, &arena, "t", "t");
  kind->page(&drill, &state, &page);
  cr_expect(says(&page, "This one showed:"));
  cr_expect(says(&page, "A genuine one shows:"));
}

/* -- Mistakes -------------------------------------------------------------------------------- */

static void gives(const char *yaml, const char *code) {
  cr_expect_not(build(yaml, &documents));
  cr_assert_gt(diags.n, 0, "%s", code);
  cr_expect_str_eq(diags.list[0].code, code);
  diags_done(&diags);
  diags = (struct diags){0};
}

Test(drill_inspection, mistakes) {
  gives(QUEUE "anomalies: [nothing-of-the-kind]\n", "inspection.anomaly");
  gives(QUEUE "states: [nowhere]\n", "inspection.state");
  gives(QUEUE "kinds: [forgeries]\n", "word.unknown");
  gives(QUEUE "steps: [[F]]\n", "word.unknown");
  gives(QUEUE "day: 2031-02-30\n", "date.form");
  gives(QUEUE "anomalies: [worn-corner]\n", "inspection.no-fakes");
  gives(QUEUE "anomalies: [another-person]\n", "inspection.no-alarms");
  gives("inspection: t\ncompetency: C\nbearers: 3\n", "number.range");
  gives("inspection: t\ncompetency: C\nfakes: 0\n", "number.range");
  gives("inspection: t\ncompetency: C\ntell: never\n", "word.unknown");
  gives("inspection: t\n", "key.missing");
}

Test(drill_inspection, without_documents_there_is_nothing_to_inspect) {
  cr_expect_not(build(QUEUE, NULL));
  cr_expect_str_eq(diags.list[0].code, "inspection.documents");
}
