/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/tna.h"

#include "exchange/format.h"
#include "shuffled.h"
#include "store_fixture.h"
#include "suppress_audit.h"

static const struct competency competencies[] = {
    {.id = "ABC", .name = "Alphabet", .critical = "harm"}, {.id = "DEF", .name = "Definitions"}};
static const struct requirement officer_asks[] = {{3, 5, 4, 3}, {1, 1, 1, 1}};
static const struct requirement chief_asks[] = {{2, 3, 3, 3}, {0, 1, 1, 1}};
static const struct position positions[] = {
    {.id = "CHF", .title = "Chief", .requirements = chief_asks},
    {.id = "OFF", .title = "Officer", .requirements = officer_asks}};
static const struct framework framework = {.title = "Framework",
                                           .version = "1",
                                           .competencies = competencies,
                                           .n_competencies = 2,
                                           .positions = positions,
                                           .n_positions = 2};

static char folder[64];
static struct store *store;
static struct diags diags;
static struct needs needs;
static int64_t second;

static void setup(void) {
  folder_temporary(folder, sizeof folder);
  store = store_must_open(folder);
}

static void teardown(void) {
  needs_done(&needs);
  store_close(store);
  diags_done(&diags);
}

TestSuite(app_needs, .init = setup, .fini = teardown);

static void say(uint8_t person, const struct happening *h, size_t n) {
  second++;
  scene_must_append(store, (struct scene){person, person, 1, 1000 * second, 1000 * second}, h, n);
}

static void person(uint8_t id, const char *agency, const char *unit, const char *position) {
  struct happening h = stated("Amina");
  strcpy(h.person.agency, agency);
  strcpy(h.person.unit, unit);
  strcpy(h.person.position, position);
  say(id, &h, 1);
}

static void answers(uint8_t id, const char *competency, int32_t score) {
  struct happening list[12];
  static char paths[12][16];
  for (unsigned i = 0; i < COUNT(list); i++) {
    snprintf(paths[i], sizeof paths[i], "c/m/%.3s%u", competency, i);
    list[i] = answered(paths[i], competency, score);
    list[i].level = 3;
    list[i].shape = SHAPE_CHOICE;
    list[i].guess = 250000;
  }
  say(id, list, COUNT(list));
}

static void posts(const char *agency, const char *unit, const char *position, uint32_t count) {
  struct happening h = {.verb = VERB_ESTABLISHED, .count = count};
  strcpy(h.person.agency, agency);
  strcpy(h.person.unit, unit);
  strcpy(h.person.position, position);
  say(0, &h, 1);
}

static void measure(int64_t until) {
  needs_done(&needs);
  cr_assert_eq(needs_measure(store, &framework, until, &needs, &diags), RC_OK);
}

static const struct needs_group *group_of(enum needs_kind kind, const char *agency,
                                          const char *unit, const char *position) {
  for (uint32_t g = needs.parts[kind]; g < needs.parts[kind + 1]; g++) {
    const struct needs_group *group = &needs.groups[g];
    if ((!agency || strcmp(group->agency, agency) == 0) &&
        (!unit || strcmp(group->unit, unit) == 0) &&
        (!position || strcmp(group->position, position) == 0))
      return group;
  }
  cr_assert_fail("no such group");
  return NULL;
}

/* Two agencies; A has a large unit and one of three people, B another large one. */
static void people(void) {
  for (uint8_t i = 1; i <= 26; i++) {
    person(i, i <= 18 ? "A" : "B",
           i <= 10   ? "North"
           : i <= 13 ? "South"
           : i <= 18 ? "East"
                     : "Port",
           "OFF");
    answers(i, "ABC", i % 2 ? SCORE_ONE : 0);
  }
}

Test(app_needs, empty_store_still_tells_what_posts_require) {
  measure(INT64_MAX);
  cr_expect_eq(needs.n_members, 0);
  cr_expect_eq(needs_all(&needs)->eligible, 0);
  const struct needs_group *officers = group_of(NEEDS_POSITION, NULL, NULL, "OFF");
  cr_expect_eq(officers->cells[0].required, 3);
  cr_expect_eq(officers->cells[0].assessed, 0);
}

Test(app_needs, establishment_counts_and_is_never_less_than_the_roster) {
  people();
  posts("A", "North", "OFF", 30);
  posts("B", "Port", "OFF", 2);
  posts("B", "Camp", "CHF", 4);
  measure(INT64_MAX);
  cr_expect_eq(group_of(NEEDS_POST, "A", "North", "OFF")->eligible, 30);
  cr_expect_eq(group_of(NEEDS_POST, "B", "Port", "OFF")->eligible, 8);
  cr_expect_eq(group_of(NEEDS_AGENCY, "B", NULL, NULL)->eligible, 12);
  cr_expect_eq(needs_all(&needs)->eligible, 50);
  cr_expect_eq(needs_all(&needs)->assessed, 26);
  cr_expect_eq(needs_all(&needs)->cells[1].eligible, 46, "chiefs need none of it");
}

Test(app_needs, group_adds_its_members_up) {
  people();
  measure(INT64_MAX);
  const struct needs_cell *north = &group_of(NEEDS_POST, "A", "North", "OFF")->cells[0];
  cr_expect_eq(north->assessed, 10);
  cr_expect_eq(north->statuses[STATUS_GAP], 5);
  cr_expect_eq(north->statuses[STATUS_KNOWS_NOT_SHOWN], 5);
  cr_expect_float_eq(north->weight, .85, 1e-12);
  cr_expect_float_eq(north->priority, .85 * north->shortfall, 1e-9);
  cr_expect_float_eq(north->lacking.expected + north->meeting.expected, 10, 1e-6);
  cr_expect_geq(north->band, TNA_MEDIUM);
  double sum = 0;
  for (uint32_t g = needs.parts[NEEDS_UNIT]; g < needs.parts[NEEDS_UNIT + 1]; g++)
    sum += needs.groups[g].cells[0].meeting.expected;
  cr_expect_float_eq(needs_all(&needs)->cells[0].meeting.expected, sum, 1e-6);
}

Test(app_needs, later_answers_are_not_of_the_day) {
  people();
  measure(0);
  cr_expect_eq(needs_all(&needs)->people, 0);
}

Test(app_needs, all_right_and_all_wrong) {
  for (uint8_t i = 1; i <= 6; i++) {
    person(i, "A", "North", "OFF");
    answers(i, "DEF", SCORE_ONE);
    answers(i, "ABC", 0);
  }
  measure(INT64_MAX);
  cr_expect_eq(needs_all(&needs)->cells[1].statuses[STATUS_MEETS], 6);
  cr_expect_eq(needs_all(&needs)->cells[1].band, TNA_LOW);
  cr_expect_eq(needs_all(&needs)->cells[0].statuses[STATUS_GAP], 6);
  cr_expect_eq(needs_all(&needs)->cells[0].band, TNA_HIGH);
}

Test(app_needs, one_person_is_told_of_nowhere) {
  person(1, "A", "North", "OFF");
  answers(1, "ABC", 0);
  measure(INT64_MAX);
  for (size_t g = 0; g < needs.n_groups; g++)
    cr_expect(needs.groups[g].cells[0].hidden[FACT_MEASURED]);
}

Test(app_needs, somebody_who_knows_and_fails_at_work_needs_no_course) {
  struct happening sheet = {.verb = VERB_OBSERVED,
                            .path = "c/m/list",
                            .evidence = EVIDENCE_CHECKLIST_90,
                            .score = 300000,
                            .n_scores = 1,
                            .scores = {{"ABC", 300000, 1}}};
  people();
  say(1, &sheet, 1);
  say(2, &sheet, 1);
  say(4, &sheet, 1);
  measure(INT64_MAX);
  cr_expect_eq(needs_all(&needs)->cells[0].people[FACT_WORK], 3);
  cr_expect_eq(needs_all(&needs)->cells[0].below[FACT_WORK], 3);
  cr_expect_eq(needs_all(&needs)->cells[0].not_training, 1, "the others lack it anyhow");
}

/* The latest that a rater said counts; of few people nothing is told. */
Test(app_needs, what_supervisors_say_is_missing_is_counted_by_itself) {
  struct happening rated = {.verb = VERB_RATED, .evidence = EVIDENCE_SUPERVISOR, .level = 3};
  strcpy(rated.competency, "ABC");
  people();
  measure(INT64_MAX);
  struct needs_cell before = needs_all(&needs)->cells[0];
  needs_done(&needs);
  rated.cause = CAUSE_TRAINING;
  say(1, &rated, 1);
  say(2, &rated, 1);
  rated.cause = CAUSE_TOOLS;
  scene_must_append(store, (struct scene){2, 2, 2, 900000, 1}, &rated, 1);
  rated.evidence = EVIDENCE_SELF;
  say(4, &rated, 1);
  measure(INT64_MAX);
  const struct needs_cell *cell = &needs_all(&needs)->cells[0];
  cr_expect_eq(cell->people[FACT_CAUSE], 2);
  cr_expect_eq(cell->below[FACT_CAUSE], 1);
  cr_expect_eq(cell->causes[CAUSE_TRAINING], 1, "the latest of a rater counts");
  cr_expect_eq(cell->causes[CAUSE_TOOLS], 1);
  cr_expect(cell->hidden[FACT_CAUSE], "of two people nothing is told");
  cr_expect_float_eq(cell->shortfall, before.shortfall, 0);
  cr_expect_float_eq(cell->priority, before.priority, 0);
  cr_expect_eq(cell->assessed, before.assessed);
}

/* -- Posts that are specified differently ----------------------------------------------------- */

/* North has three chiefs beside its officers; in South nobody has to be hidden. */
static void chiefs(void) {
  for (uint8_t i = 1; i <= 28; i++) {
    bool north = i <= 9;
    person(i, "A",
           north     ? "North"
           : i <= 21 ? "South"
                     : "West",
           (north && i <= 3) || (i > 9 && i <= 15) || i > 21 ? "CHF" : "OFF");
    answers(i, "ABC", i % 2 ? SCORE_ONE : 0);
  }
}

/* Of two hidden posts the sum of their shortfalls is told by their unit; weighted by the posts' own
 * weights it would be a second equation of the same two. */
Test(app_needs, priority_of_several_posts_gives_none_of_them_away) {
  chiefs();
  measure(INT64_MAX);
  const struct needs_group *north = group_of(NEEDS_UNIT, "A", "North", NULL);
  cr_expect(group_of(NEEDS_POST, "A", "North", "CHF")->cells[0].hidden[FACT_MEASURED]);
  cr_expect(north->mixed);
  cr_expect_not(north->cells[0].hidden[FACT_MEASURED]);
  cr_expect(north->cells[0].priority_hidden);
  cr_expect(needs_all(&needs)->cells[0].priority_hidden);
  const struct needs_group *west = group_of(NEEDS_UNIT, "A", "West", NULL);
  cr_expect_eq(west->cells[0].priority_hidden, west->cells[0].hidden[FACT_MEASURED]);
}

Test(app_needs, agency_asks_what_its_own_specification_says) {
  static const struct position own[] = {
      {.id = "OFF", .agency = "", .title = "Officer", .requirements = officer_asks},
      {.id = "OFF", .agency = "B", .title = "Officer of B", .requirements = chief_asks}};
  struct framework agencies = framework;
  agencies.positions = own;
  people();
  needs_done(&needs);
  cr_assert_eq(needs_measure(store, &agencies, INT64_MAX, &needs, &diags), RC_OK);
  cr_expect_eq(group_of(NEEDS_AGENCY_POSITION, "A", NULL, "OFF")->cells[0].required, 3);
  cr_expect_eq(group_of(NEEDS_AGENCY_POSITION, "B", NULL, "OFF")->cells[0].required, 2);
  cr_expect_float_eq(group_of(NEEDS_AGENCY_POSITION, "B", NULL, "OFF")->cells[0].weight, .6, 1e-9);
  cr_expect_not(group_of(NEEDS_AGENCY_POSITION, "B", NULL, "OFF")->mixed);
  const struct needs_group *all = group_of(NEEDS_POSITION, NULL, NULL, "OFF");
  cr_expect(all->mixed);
  cr_expect_eq(all->cells[0].required, 3, "the highest");
  cr_expect_eq(all->cells[1].eligible, 18, "B asks nothing of the other");
  cr_expect_eq(all->cells[0].advice, tna_advise(&officer_asks[0], true), "the strongest");
}

Test(app_needs, without_a_roster_each_agency_has_its_posts) {
  static const struct position own[] = {
      {.id = "OFF", .agency = "B", .title = "Officer of B", .requirements = chief_asks}};
  struct framework agencies = framework;
  agencies.positions = own;
  agencies.n_positions = 1;
  cr_assert_eq(needs_measure(store, &agencies, INT64_MAX, &needs, &diags), RC_OK);
  cr_expect_eq(group_of(NEEDS_AGENCY_POSITION, "B", NULL, "OFF")->cells[0].required, 2);
}

Test(app_needs, a_supervisor_may_say_that_training_would_not_help) {
  const struct step_mark elsewhere[] = {{seal_name("does"), STEP_NOT_DONE},
                                        {seal_name("training"), STEP_NOT_DONE}};
  struct happening sheet = {.verb = VERB_OBSERVED,
                            .path = "checklist/ABC",
                            .evidence = EVIDENCE_CHECKLIST_30,
                            .n_scores = 1,
                            .scores = {{"ABC", 0, 1}},
                            .n_steps = 2,
                            .steps = elsewhere};
  people();
  say(1, &sheet, 1);
  say(2, &sheet, 1);
  sheet.path = "c/m/list"; /* whose steps mean something else */
  say(4, &sheet, 1);
  measure(INT64_MAX);
  cr_expect_eq(needs_all(&needs)->cells[0].below[FACT_WORK], 3);
  cr_expect_eq(needs_all(&needs)->cells[0].not_training, 2, "by his word, or because it is met");
}

/* What a report of the whole store shows, against somebody who adds and subtracts. */
static size_t attack(bool with) {
  struct suppress tables = {0};
  bool shown[128];
  needs_hide(&needs, with);
  cr_assert_leq(needs.n_groups, COUNT(shown));
  needs_tables(&needs, 0, FACT_MEASURED, &tables);
  for (size_t g = 0; g < needs.n_groups; g++)
    shown[g] = !needs.groups[g].cells[0].hidden[FACT_MEASURED];
  size_t found = suppress_audit(&tables, shown, NULL);
  suppress_done(&tables);
  return found;
}

Test(app_needs, nobody_recovers_a_small_group_by_subtraction) {
  people();
  measure(INT64_MAX);
  cr_expect(group_of(NEEDS_UNIT, "A", "South", NULL)->cells[0].hidden[FACT_MEASURED]);
  cr_expect_not(needs_all(&needs)->cells[0].hidden[FACT_MEASURED]);
  cr_expect_eq(attack(true), 0);
  cr_expect_gt(attack(false), 0);
  cr_expect_not(needs.nothing_shown);
}

/* -- The same bytes from the same events ------------------------------------------------------ */

static struct str report_of(struct store *of, const struct format *format) {
  struct arena arena = {0};
  struct sink sink = {0};
  struct needs measured;
  struct taught taught = {0};
  struct tna_wanted wanted = {
      .by = REPORT_BY_UNIT, .audience = REPORT_FOR_TRAINER, .as_of = "2026-11-26"};
  cr_assert_eq(needs_measure(of, &framework, INT64_MAX, &measured, &diags), RC_OK);
  cr_assert_eq(
      format_write(format, tna_paper(&arena, &measured, &taught, &wanted), NULL, &sink, &diags),
      RC_OK);
  needs_done(&measured);
  arena_done(&arena);
  return sink.text;
}

Test(app_needs, order_of_arrival_changes_no_byte_of_a_report) {
  people();
  char other[64];
  folder_temporary(other, sizeof other);
  struct store *copy = store_must_open(other);
  shuffled_into(copy, store);
  const struct format *all[] = {&format_json, &format_html, &format_text, &format_xlsx};
  for (size_t f = 0; f < COUNT(all); f++) {
    struct str one = report_of(store, all[f]), two = report_of(copy, all[f]);
    cr_expect_eq(one.len, two.len, "%s", all[f]->name);
    cr_expect(one.len && memcmp(one.at, two.at, one.len) == 0, "%s", all[f]->name);
    str_done(&one);
    str_done(&two);
  }
  store_close(copy);
}
