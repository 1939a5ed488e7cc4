/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an exam and a practice may draw, and what belongs to the exam alone. */
#include "course/build.h"
#include "course_fixture.h"

#define EXAM(draw, exam) HEAD LESSON "quiz:\n  draw: " draw "\n  pass: 80\n" exam "  questions:\n"
#define ASK(id, competency, level, use)                                                            \
  "  - {id: " id                                                                                   \
  ", true-or-false: S, truth: no, why: W, objective: o, source: s, competency: " competency        \
  ", level: " level ", use: " use "}\n"
#define TWO(level, use)                                                                            \
  ASK("a" level, "DOC-ELEC", level, use) ASK("b" level, "DOC-ELEC", level, use)

static void says(const char *text, const char *said) {
  struct loaded it;
  load_text(&it, text);
  cr_expect_str_eq(str_text(&it.said), said, "%s gave %s", text, str_text(&it.said));
  load_done(&it);
}

Test(course_exam, is_read) {
  struct loaded it;
  load_text(&it, EXAM("1", "  exam: {draw: 2, minutes: 45}\n") TWO("1", "both") TWO("2", "both"));
  cr_assert_not_null(it.module, "%s", str_text(&it.said));
  cr_expect_eq(it.module->quiz.exam.draw, 2);
  cr_expect_eq(it.module->quiz.exam.minutes, 45);
  cr_expect_str_eq(it.module->exam_path, "c/m/exam");
  cr_expect_not(it.module->certainty);
  load_done(&it);
  load_text(&it, EXAM("1", "  exam: {draw: 1}\n") TWO("1", "both"));
  cr_assert_not_null(it.module);
  cr_expect_eq(it.module->quiz.exam.minutes, 0, "no limit");
  load_done(&it);
  load_text(&it, EXAM("1", "") TWO("1", "both"));
  cr_assert_not_null(it.module);
  cr_expect_eq(it.module->quiz.exam.draw, 0, "no exam");
  load_done(&it);
}

/* Of each competency and level half of the questions, rounded down. */
Test(course_exam, has_two_forms_of_one_blueprint) {
  says(EXAM("1", "  exam: {draw: 2}\n") TWO("1", "both"), "quiz.exam@10:16");
  says(EXAM("1", "  exam: {draw: 2}\n") TWO("1", "both") ASK("c", "DOC-ELEC", "1", "both"),
       "quiz.exam@10:16");
  says(EXAM("1", "  exam: {draw: 2}\n") TWO("1", "both") ASK("c", "DOC-ELEC", "2", "both")
           ASK("d", "DOC-EXAM", "2", "both"),
       "quiz.exam@10:16");
  says(EXAM("1", "  exam: {draw: 2}\n") TWO("1", "both") TWO("2", "exam"), "");
  says(EXAM("1", "  exam: {draw: 2}\n") TWO("1", "both") TWO("2", "practice"), "quiz.exam@10:16");
}

/* The second question may be of any level: who mends it will know. */
Test(course_exam, is_not_judged_by_what_could_not_be_read) {
  says(EXAM("1", "  exam: {draw: 1}\n") ASK("a", "DOC-ELEC", "1", "both")
           ASK("b", "DOC-ELEC", "9", "both"),
       "item.level@13:104");
  says(EXAM("1", "  exam: {draw: 1}\n") ASK("a", "DOC-ELEC", "1", "both") "  - b\n",
       "type.map@13:5");
  says(EXAM("1", "  exam: {draw: 1}\n")
           ASK("a", "DOC-ELEC", "1", "both") "  - {id: b, true-or-false: S, why: W, objective: o, "
                                             "source: s, competency: DOC-ELEC, "
                                             "level: 1}\n",
       "item.no-key@13:5");
}

Test(course_exam, mistakes) {
  says(EXAM("1", "  exam: {draw: 0}\n") TWO("1", "both"), "quiz.exam@10:16");
  says(EXAM("1", "  exam: {draw: 41}\n") TWO("1", "both"), "quiz.exam@10:16");
  says(EXAM("1", "  exam: {draw: many}\n") TWO("1", "both"), "type.number@10:16");
  says(EXAM("1", "  exam: {minutes: 5}\n") TWO("1", "both"), "key.missing@10:9");
  says(EXAM("1", "  exam: {draw: 1, minutes: 0}\n") TWO("1", "both"), "number.range@10:28");
  says(EXAM("1", "  exam: {draw: 1, minutes: 601}\n") TWO("1", "both"), "number.range@10:28");
  says(EXAM("1", "  exam: {draw: 1, minute: 5}\n") TWO("1", "both"), "key.unknown@10:19");
  says(EXAM("1", "  exam: 1\n") TWO("1", "both"), "type.map@10:9");
  says(HEAD LESSON "quiz: {draw: 1, pass: 1, exam: {draw: 1}}\n", "key.missing@7:7");
}

Test(course_exam, a_practice_draws_from_what_is_not_for_the_exam_alone) {
  says(EXAM("2", "") TWO("1", "both"), "");
  says(EXAM("2", "") TWO("1", "practice"), "");
  says(EXAM("3", "") TWO("1", "both") TWO("2", "exam"), "quiz.draw@8:9");
  says(EXAM("1", "") TWO("1", "exam"), "quiz.draw@8:9");
}

Test(course_exam, its_name_is_taken) {
  says(HEAD LESSON QUIZ TRUTH("exam"), "id.reserved@11:10");
  says(HEAD "lessons:\n- {id: exam, title: L, text: Text, objectives: [o], source: s}\n",
       "id.reserved@6:8");
  says(HEAD LESSON QUIZ TRUTH("exam-1"), "");
}

/* A course says whether it asks for certainty; its modules say it after it. */
Test(course_exam, certainty_is_handed_down) {
  struct loaded it;
  load_text(&it, HEAD LESSON);
  struct course course = {.id = "c", .language = "en", .folder = "/nowhere", .certainty = true};
  enum soundness good;
  struct diags untold = {0};
  struct module *m = module_read(&course, "m.yaml", NULL, &untold, &good);
  cr_expect_eq(good, SOUND_NOT);
  cr_expect(m->certainty);
  module_free(m);
  diags_done(&untold);
  load_done(&it);
}
