/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests on paper, ratings and sheets, typed in. */
#include "app/intake.h"

#include "app/measured.h"
#include "app_fixture.h"
#include "model/code.h"

static const char second[] =
    "id: second\ntitle: Second\nobjectives:\n  o: Say it.\nsources:\n  s: A source\n"
    "quiz:\n  draw: 1\n  pass: 50\n  questions:\n"
    "    - id: colour\n      choose: Which?\n      options:\n        - right: Red\n"
    "        - wrong: Blue\n          why: It is not.\n        - wrong: Green\n          why: "
    "Nor.\n"
    "      why: It is.\n      competency: ABC\n      level: 2\n      source: s\n"
    "    - id: all\n      choose-all: Which?\n      options:\n        - right: Red\n"
    "        - right: Blue\n        - wrong: Green\n          why: Not.\n"
    "      why: They are.\n      competency: ABC\n      level: 2\n      source: s\n"
    "    - id: howmany\n      number: How many?\n      equals: 3\n      why: Three.\n"
    "      competency: ABC\n      level: 2\n      source: s\n"
    "practical:\n  - id: desk\n    title: Desk\n    task: Do it.\n    pass: 75\n    steps:\n"
    "      - {id: opens, text: Opens, competency: ABC, points: 2}\n"
    "      - {id: closes, text: Closes, competency: ABC, points: 2}\n";

static struct person bakari = {.name = "Bakari Otieno", .code = "", .position = "POL"};

static void begin(void) {
  setup();
  put_file("demo/course.yaml",
           "id: demo\ntitle: Demo\nlanguage: en\nversion: 1.0.0\nsummary: A demo.\n"
           "audience: [POL]\nlicence: CC-BY-SA-4.0\nmodules:\n  - 01-first.yaml\n"
           "  - 02-second.yaml\n");
  put_file("demo/02-second.yaml", second);
  struct person coded = {.name = "Chausiku", .position = "POL"};
  code_make(12345, coded.code);
  cr_assert_eq(app_state_person(app, &bakari, &diags), RC_OK);
  cr_assert_eq(app_state_person(app, &coded, &diags), RC_OK);
}

TestSuite(app_intake, .init = begin, .fini = teardown);

static struct intake_taken taken;

static enum rc take(const char *text) {
  diags_done(&diags);
  diags = (struct diags){0};
  return intake_take(app, "m.csv", text, strlen(text), false, &taken, &diags);
}

static size_t count_events(void) {
  struct store_facts facts;
  cr_assert_eq(store_inspect(app->store, &facts, &diags), RC_OK);
  return (size_t)facts.events;
}

/* It is taken in: so many new, so many recorded before. */
static void expect_taken(const char *text, size_t added, size_t same) {
  size_t before = count_events();
  cr_expect_eq(take(text), RC_OK, "%.60s: %s", text, diags.n ? diags.list[0].message : "");
  cr_expect_eq(taken.added, added, "%.60s: %zu new", text, taken.added);
  cr_expect_eq(taken.same, same, "%.60s: %zu before", text, taken.same);
  cr_expect_eq(count_events() - before, added, "%.60s", text);
}

/* Exactly these faults, "code@line:column ...", and nothing is recorded. */
static void expect_bad(const char *text, const char *expected) {
  struct str got = {0};
  size_t before = count_events();
  cr_expect_eq(take(text), RC_DATA, "%.80s", text);
  for (size_t i = 0; i < diags.n; i++)
    str_printf(&got, "%s%s@%u:%u", i ? " " : "", diags.list[i].code, diags.list[i].at.line,
               diags.list[i].at.column);
  cr_expect_str_eq(str_text(&got), expected, "%.80s\n%s", text, str_text(&got));
  cr_expect_eq(count_events(), before, "%.80s", text);
  str_done(&got);
}

/* -- What is seen of it ---------------------------------------------------------------------- */

struct seen {
  struct response_seen list[16];
  size_t n;
};

static void see(void *ctx, const struct response_seen *one) {
  struct seen *seen = ctx;
  seen->list[seen->n++ % 16] = *one;
}

static struct seen seen_until(int64_t until) {
  const struct evidence_scope scope = {.until = until};
  struct seen seen = {0};
  cr_assert_eq(store_evidence(app->store, &scope, see, &seen, &diags), RC_OK);
  return seen;
}

static int32_t score_of(const struct seen *seen, const char *path) {
  for (size_t i = 0; i < seen->n; i++)
    if (strcmp(seen->list[i].path, path) == 0)
      return seen->list[i].score;
  return -1;
}

static struct measured row_of_bakari;

static void keep_row(void *ctx, const struct measured *row) {
  (void)ctx;
  if (memcmp(row->person->id, bakari.id, ID_BYTES) == 0)
    row_of_bakari = *row;
}

static struct measured measure(void) {
  const struct evidence_scope scope = {.until = INT64_MAX};
  struct measured_roster roster;
  cr_assert_eq(measured_roster(app->store, INT64_MAX, &roster, &diags), RC_OK);
  cr_assert_eq(
      measured_each(app->store, app_framework(app), &roster, &scope, keep_row, NULL, NULL, &diags),
      RC_OK);
  measured_roster_free(&roster);
  return row_of_bakari;
}

/* -- Tests on paper -------------------------------------------------------------------------- */

Test(app_intake, marks_and_letters_of_a_test_become_scores) {
  expect_taken("person,first/one,demo/second/colour,second/all,second/howmany\n"
               "max,2,1,1,4\nBakari Otieno,1.5,A,\"a, c\",-\n",
               4, 0);
  cr_expect_str_eq(taken.kind, "paper");
  struct seen seen = seen_until(INT64_MAX);
  cr_assert_eq(seen.n, 4);
  cr_expect_eq(score_of(&seen, "demo/first/one"), 750000);
  cr_expect_eq(score_of(&seen, "demo/second/colour"), SCORE_ONE);
  cr_expect_eq(score_of(&seen, "demo/second/all"), 0, "one right and one wrong of two and one");
  cr_expect_eq(score_of(&seen, "demo/second/howmany"), 0);
  for (size_t i = 0; i < seen.n; i++) {
    cr_expect_eq(seen.list[i].evidence, EVIDENCE_PAPER);
    cr_expect_str_eq(seen.list[i].competency, "ABC");
    cr_expect(memcmp(seen.list[i].person, bakari.id, ID_BYTES) == 0);
  }
  cr_expect_eq(measure().paper, 4);
}

Test(app_intake, the_same_test_again_changes_nothing_and_another_mark_counts_instead) {
  static const char marks[] = "person;first/one;second/colour\r\nbakari otieno;0;B\r\n";
  expect_taken(marks, 2, 0);
  expect_taken(marks, 0, 2);
  cr_expect_eq(seen_until(INT64_MAX).n, 2);
  expect_taken("person;first/one;second/colour\nBakari Otieno;1;B\n", 1, 1);
  struct seen seen = seen_until(INT64_MAX);
  cr_expect_eq(seen.n, 2);
  cr_expect_eq(score_of(&seen, "demo/first/one"), SCORE_ONE);
}

Test(app_intake, a_test_counts_on_the_day_it_was_held) {
  expect_taken("person,date,first/one\nBakari Otieno,2023-11-01,1\nBakari Otieno,2023-11-05,0\n", 2,
               0);
  cr_expect_eq(seen_until(1698796799999).n, 0, "the end of October");
  cr_expect_eq(seen_until(1698883200000).list[0].score, SCORE_ONE, "the end of 1 November");
  cr_expect_eq(seen_until(INT64_MAX).list[0].score, 0);
  cr_expect_eq(take("person,date,first/one\nBakari Otieno,2123-11-01,1\n"), RC_OK);
  cr_assert_eq(diags.n, 1);
  cr_expect_str_eq(diags.list[0].code, "marks.date", "a warning: the clock may be wrong");
}

Test(app_intake, trying_records_nothing) {
  static const char marks[] = "person,first/one\nBakari Otieno,1\n";
  size_t before = count_events();
  cr_expect_eq(intake_take(app, "m.csv", marks, strlen(marks), true, &taken, &diags), RC_OK);
  cr_expect_eq(taken.added, 1);
  cr_expect_eq(count_events(), before);
}

Test(app_intake, every_fault_of_a_test_is_told_at_once) {
  expect_bad("person,first/one,second/colour,second/howmany,nowhere/one,first/none,x\n"
             "max,1,0,2\n"
             "Bakari Otieno,2,D,3\n"
             "Nobody,,AA,A\n"
             "Bakari Otieno,1,=A1,1e1\n"
             "max,1,1,1\n"
             ",1,1,1\n",
             "marks.item@1:47 marks.item@1:59 marks.item@1:70 marks.max@2:7 marks.above@3:15 "
             "marks.letter@3:17 marks.above@3:19 marks.person@4:1 marks.number@4:8 "
             "marks.letter@4:9 marks.letter@4:12 marks.twice@5:1 marks.letter@5:17 "
             "marks.letter@5:21 marks.max@6:1 marks.person@7:1");
  expect_bad("first/one\n1\n", "marks.header@1:1");
  expect_bad("person,date,first/one\nBakari Otieno,2023-02-30,1\nBakari Otieno,1.3.2023,1\n",
             "marks.date@2:15 marks.date@3:15");
  expect_bad("person,date,first/one\nBakari Otieno,1969-02-03,1\n", "marks.date@2:15");
  expect_bad("name,score\nBakari,1\n", "marks.header@1:1");
  expect_bad(",\nx\n", "marks.header@1:1");
  expect_bad("", "file.empty@0:0");
}

Test(app_intake, two_of_a_name_are_told_apart_by_code) {
  struct person other = {.name = "BAKARI OTIENO"};
  cr_assert_eq(app_state_person(app, &other, &diags), RC_OK);
  expect_bad("person,first/one\nBakari Otieno,1\n", "marks.person@2:1");
  char code[CODE_TEXT];
  struct str text = {0};
  code_make(12345, code);
  str_printf(&text, "person,first/one\n%s,1\n", code);
  expect_taken(str_text(&text), 1, 0);
  str_done(&text);
}

Test(app_intake, a_module_of_two_courses_is_named_with_its_course) {
  put_folder("other");
  put_file("other/course.yaml",
           "id: other\ntitle: Other\nlanguage: en\nversion: 1.0.0\nsummary: A demo.\n"
           "audience: [POL]\nlicence: CC-BY-SA-4.0\nmodules:\n  - first.yaml\n");
  put_file("other/first.yaml", module_text);
  expect_bad("person,first/one\nBakari Otieno,1\n", "marks.item@1:8");
  expect_taken("person,other/first/one,demo/first/one\nBakari Otieno,1,1\n", 2, 0);
}

Test(app_intake, more_than_one_takes_in_at_once_are_refused) {
  struct str text = {0};
  str_puts(&text, "person,first/one,first/two,second/all,second/colour,date\n");
  for (int day = 0; day <= INTAKE_MOST / 4; day++)
    str_printf(&text, "Bakari Otieno,1,1,1,1,%04d-%02d-%02d\n", 1971 + day / 336, 1 + day / 28 % 12,
               1 + day % 28);
  diags_done(&diags);
  diags = (struct diags){0};
  cr_expect_eq(intake_take(app, "m.csv", str_text(&text), text.len, false, &taken, &diags),
               RC_DATA);
  cr_expect_str_eq(diags.list[0].code, "marks.many");
  cr_expect_eq(diags.errors, 1);
  str_done(&text);
}

/* -- Ratings --------------------------------------------------------------------------------- */

Test(app_intake, ratings_stand_beside_what_is_measured) {
  struct measured before = measure();
  expect_taken("person,rater,kind,competency,level,cause\n"
               "Bakari Otieno,,,ABC,4,\n"
               "Bakari Otieno,Amina,supervisor,abc,1,tools\n",
               2, 0);
  cr_expect_str_eq(taken.kind, "ratings");
  struct measured row = measure();
  cr_expect_eq(row.self, 4);
  cr_expect_eq(row.supervisor, 1);
  cr_expect_eq(row.causes, 1U << CAUSE_TOOLS);
  cr_expect_eq(row.estimate.n, 0);
  cr_expect_float_eq(row.estimate.mean, before.estimate.mean, 0);
  cr_expect_float_eq(row.estimate.at_least[2], before.estimate.at_least[2], 0);
}

Test(app_intake, the_same_rating_again_changes_nothing_and_the_latest_counts) {
  static const char first[] = "person,competency,level,date\nBakari Otieno,ABC,2,2023-11-01\n";
  expect_taken(first, 1, 0);
  expect_taken("person,competency,level,date\nBakari Otieno,ABC,3,2023-11-03\n", 1, 0);
  expect_taken(first, 0, 1);
  cr_expect_eq(measure().self, 3);
}

Test(app_intake, every_fault_of_ratings_is_told_at_once) {
  expect_bad("person,rater,kind,competency,level,cause,colour\n"
             "Bakari Otieno,Amina,self,ABC,1\n"
             "Bakari Otieno,Bakari Otieno,supervisor,ABC,1\n"
             "Bakari Otieno,,supervisor,ABC,1\n"
             "Bakari Otieno,Nobody,chief,XYZ,5,tools\n"
             "Bakari Otieno,,self,ABC,,tools\n"
             "Bakari Otieno,Amina,,ABC,2,luck\n",
             "marks.header@1:42 marks.kind@2:15 marks.kind@3:15 marks.person@4:15 marks.kind@5:22 "
             "marks.competency@5:28 marks.level@5:32 marks.level@6:25 marks.cause@6:26 "
             "marks.cause@7:28");
  expect_bad("person,competency,level\nBakari Otieno,ABC,1\nBakari Otieno,ABC,2\n",
             "marks.twice@3:1");
}

/* -- Sheets ---------------------------------------------------------------------------------- */

static struct observation sheets[4];
static size_t n_sheets;

static void keep_sheet(void *ctx, const struct observation *seen) {
  (void)ctx;
  sheets[n_sheets++ % 4] = *seen;
}

static void read_sheets(void) {
  const struct evidence_scope scope = {.until = INT64_MAX};
  n_sheets = 0;
  cr_assert_eq(store_observations(app->store, &scope, keep_sheet, NULL, &diags), RC_OK);
}

Test(app_intake, two_assessors_of_one_occasion_share_it) {
  static const char text[] = "person,assessor,station,specimen,date,opens,closes\n"
                             "Bakari Otieno,Amina,second/desk,P-03,2023-11-01,yes,1\n"
                             "Bakari Otieno,Chausiku,demo/second/desk,P-03,2023-11-01,x,no\n";
  expect_taken(text, 2, 0);
  expect_taken(text, 0, 2);
  read_sheets();
  cr_assert_eq(n_sheets, 2);
  cr_expect(memcmp(sheets[0].occasion, sheets[1].occasion, ID_BYTES) == 0);
  cr_expect(memcmp(sheets[0].assessor, sheets[1].assessor, ID_BYTES) != 0);
  cr_expect_str_eq(sheets[0].path, "demo/second/desk");
  cr_expect_eq(sheets[0].specimen, 3);
  cr_expect_eq(sheets[0].n_steps, 2);
  cr_expect_eq(sheets[0].evidence, EVIDENCE_PRACTICAL);
  cr_expect_neq(sheets[0].passed, sheets[1].passed);
  cr_expect_eq(measure().practical.n, 2);
}

Test(app_intake, a_sheet_that_was_put_right_takes_the_place_of_the_first) {
  expect_taken("person,assessor,station,occasion,opens,closes\n"
               "Bakari Otieno,Amina,second/desk,morning,yes,no\n",
               1, 0);
  expect_taken("person,assessor,station,occasion,opens,closes\n"
               "Bakari Otieno,Amina,second/desk,morning,yes,yes\n",
               1, 0);
  read_sheets();
  cr_assert_eq(n_sheets, 1);
  cr_expect(sheets[0].passed);
}

Test(app_intake, a_checklist_is_seen_at_work) {
  expect_taken("person,assessor,checklist,days,date,opens,closes\n"
               "Bakari Otieno,Amina,second/desk,30,2023-11-01,not seen,yes\n"
               "Bakari Otieno,Amina,second/desk,90,2023-11-02,no,not done\n",
               2, 0);
  struct measured row = measure();
  cr_expect_eq(row.after_30.n, 1);
  cr_expect_eq(row.after_90.n, 1);
  cr_expect_eq(row.practical.n, 0);
}

Test(app_intake, every_fault_of_sheets_is_told_at_once) {
  expect_bad("person,assessor,station,days,date,opens,jumps\n"
             "Bakari Otieno,Amina,second/desk,30,2023-11-01,yes\n"
             "Bakari Otieno,Nobody,second/door,,2023-11-01,yes\n"
             "Bakari Otieno,Amina,second/desk,,,maybe,yes\n",
             "marks.step@1:1 marks.header@1:41 marks.days@2:33 marks.person@3:15 "
             "marks.station@3:22 marks.date@4:34 marks.step@4:35 marks.step@4:41");
  expect_bad("person,assessor,checklist,days,date,opens,closes\n"
             "Bakari Otieno,Amina,second/desk,60,2023-11-01,1,1\n",
             "marks.days@2:33");
  expect_bad("person,station,opens\nBakari Otieno,second/desk,1\n", "marks.header@1:1");
}
