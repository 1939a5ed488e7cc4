/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/measured.h"

#include "base/vec.h"
#include "store_fixture.h"

static const struct competency competencies[] = {{.id = "ABC"}, {.id = "DEF"}, {.id = "NOT"}};
static const struct requirement asked[] = {
    {3, 5, 4, 3}, {.level = 2, .importance = 1}, {.level = 0}};
static const struct position positions[] = {{.id = "POL", .requirements = asked}};
static const struct framework framework = {
    .competencies = competencies, .n_competencies = 3, .positions = positions, .n_positions = 1};

static char folder[64];
static struct store *store;
static struct diags diags;
static struct measured rows[32];
static struct person people[32]; /* of those rows */
static size_t n;
static uint32_t unknown;

static void setup(void) {
  folder_temporary(folder, sizeof folder);
  store = store_must_open(folder);
}

static void teardown(void) {
  store_close(store);
  diags_done(&diags);
}

TestSuite(app_measured, .init = setup, .fini = teardown);

static int64_t second;

static void say(uint8_t person, struct happening h) {
  second++;
  scene_must_append(store, (struct scene){person, person, 1, 1000 * second, 1000 * second}, &h, 1);
}

static void officer(uint8_t id) {
  struct happening h = stated("Amina");
  strcpy(h.person.position, "POL");
  say(id, h);
}

static void answers(uint8_t person, const char *competency, unsigned count, enum item_shape shape,
                    int32_t score) {
  static unsigned item;
  for (unsigned i = 0; i < count; i++) {
    char path[64];
    snprintf(path, sizeof path, "c/m/%u", item++);
    struct happening h = answered(path, competency, score);
    h.level = 4;
    h.guess = 250000;
    h.shape = (uint8_t)shape;
    say(person, h);
  }
}

static void keep(void *ctx, const struct measured *row) {
  (void)ctx;
  cr_assert_lt(n, COUNT(rows));
  people[n] = *row->person;
  rows[n++] = *row;
}

static void measure(void) {
  static const struct evidence_scope all = {.until = INT64_MAX};
  struct measured_roster roster;
  n = 0;
  cr_assert_eq(measured_roster(store, all.until, &roster, &diags), RC_OK);
  cr_assert_eq(measured_each(store, &framework, &roster, &all, keep, NULL, &unknown, &diags),
               RC_OK);
  measured_roster_free(&roster);
}

Test(app_measured, what_a_post_requires_has_a_row_with_or_without_evidence) {
  officer(1);
  officer(5);
  answers(3, "NOT", 1, SHAPE_CHOICE, 0);
  answers(5, "DEF", 1, SHAPE_CHOICE, 0);
  answers(5, "OLD", 2, SHAPE_CHOICE, 0);
  measure();
  cr_assert_eq(n, 5);
  const struct {
    uint8_t person;
    size_t competency;
    int required;
    uint32_t picked;
  } expected[] = {{1, 0, 3, 0}, {1, 1, 2, 0}, {3, 2, -1, 1}, {5, 0, 3, 0}, {5, 1, 2, 1}};
  for (size_t i = 0; i < n; i++) {
    cr_expect_eq(people[i].id[0], expected[i].person, "%zu", i);
    cr_expect_eq(rows[i].competency, expected[i].competency, "%zu", i);
    cr_expect_eq(rows[i].required, expected[i].required, "%zu", i);
    cr_expect_eq(rows[i].picked, expected[i].picked, "%zu", i);
    cr_expect_eq(rows[i].self, RATED_NOT, "%zu", i);
  }
  cr_expect_eq(rows[0].status, STATUS_INSUFFICIENT);
  cr_expect_eq(rows[0].importance, 5);
  cr_expect_eq(unknown, 2);
}

Test(app_measured, answers_alone_never_certify_levels_3_and_4) {
  officer(1);
  answers(1, "ABC", 20, SHAPE_CHOICE, SCORE_ONE);
  measure();
  cr_assert_gt(rows[0].estimate.at_least[3], .8);
  cr_expect_eq(rows[0].status, STATUS_KNOWS_NOT_SHOWN);
  struct happening drill = decided("c/m/drill");
  drill.n_scores = 1;
  drill.scores[0] = (struct competency_score){"ABC", SCORE_ONE, 3};
  say(1, drill);
  measure();
  cr_expect_eq(rows[0].decisions, 1);
  cr_expect_eq(rows[0].status, STATUS_MEETS);
}

static struct happening sheet(enum evidence evidence, bool passed, bool critical) {
  struct happening h = {.verb = VERB_OBSERVED,
                        .path = "c/m/station",
                        .evidence = evidence,
                        .passed = passed,
                        .critical = critical,
                        .score = 700000,
                        .n_scores = 1,
                        .scores = {{"ABC", 700000, 1}}};
  return h;
}

Test(app_measured, practical_shows_it_unless_an_assessor_saw_a_critical_error) {
  officer(1);
  answers(1, "ABC", 20, SHAPE_CHOICE, SCORE_ONE);
  say(1, sheet(EVIDENCE_PRACTICAL, true, false));
  measure();
  cr_expect_eq(rows[0].status, STATUS_MEETS);
  cr_expect_eq(rows[0].practical.n, 1);
  say(1, sheet(EVIDENCE_PRACTICAL, true, true));
  measure();
  cr_expect_eq(rows[0].status, STATUS_KNOWS_NOT_SHOWN, "the sheet said last is that assessor's");
}

Test(app_measured, typed_answers_alone_are_no_evidence) {
  officer(1);
  answers(1, "DEF", 20, SHAPE_TEXT, 0);
  measure();
  cr_expect_eq(rows[1].typed, 20);
  cr_expect_eq(rows[1].status, STATUS_INSUFFICIENT);
  answers(1, "DEF", 1, SHAPE_CHOICE, 0);
  measure();
  cr_expect_eq(rows[1].status, STATUS_GAP);
}

Test(app_measured, ratings_stand_beside_and_move_nothing) {
  officer(1);
  answers(1, "DEF", 6, SHAPE_CHOICE, 0);
  measure();
  double before = rows[1].estimate.mean;
  struct happening rated = {.verb = VERB_RATED, .evidence = EVIDENCE_SELF, .level = 4};
  strcpy(rated.competency, "DEF");
  say(1, rated);
  rated.evidence = EVIDENCE_SUPERVISOR;
  rated.level = 1;
  say(1, rated);
  measure();
  cr_expect_eq(rows[1].self, 4);
  cr_expect_eq(rows[1].supervisor, 1);
  cr_expect_eq(memcmp(&rows[1].estimate.mean, &before, sizeof before), 0);
}
