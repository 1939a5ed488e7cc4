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

static void bare(struct loaded *it, struct str *out, const char *text) {
  struct diags untold = {0};
  cr_assert(course_without_exam(text, strlen(text), "m.yaml", out, &untold));
  load_text(it, str_text(out));
  cr_assert_not_null(it->module, "%s: %s", str_text(&it->said), str_text(out));
  diags_done(&untold);
}

#define BOTH_AND_EXAM                                                                              \
  EXAM("1", "  exam: {draw: 2, minutes: 45}\n")                                                    \
  TWO("1", "both")                                                                                 \
  TWO("2", "exam")                                                                                 \
  "  - id: odd\n"                                                                                  \
  "    choose: |\n      Which \"one\", of\n      two\\?\n\n    options:\n    - "                   \
  "right: \"a: b, c\"\n"                                                                           \
  "    - wrong: '~'\n      why: \"tab\\there\"\n    why: W\n    objective: "                       \
  "o\n    source: s\n"                                                                             \
  "    competency: DOC-ELEC\n    level: 3\n"

/* As it is before its exam a module asks what it asked, and its questions are the same. */
Test(course_exam, is_taken_out_with_its_own_questions_and_nothing_else) {
  struct loaded whole, without;
  struct str out = {0};
  load_text(&whole, BOTH_AND_EXAM);
  cr_assert_not_null(whole.module, "%s", str_text(&whole.said));
  bare(&without, &out, BOTH_AND_EXAM);
  cr_expect_eq(without.module->quiz.exam.draw, 0);
  cr_expect_eq(without.module->quiz.draw, 1);
  cr_assert_eq(without.module->quiz.n_items, 3);
  cr_expect_null(strstr(str_text(&out), "a2"), "nothing of them is left");
  static const size_t same[] = {0, 1, 4};
  for (size_t i = 0; i < 3; i++) {
    const struct item *was = &whole.module->quiz.items[same[i]];
    const struct item *is = &without.module->quiz.items[i];
    cr_expect_str_eq(is->path, was->path);
    cr_expect_str_eq(is->stem, was->stem);
    cr_expect_eq(memcmp(is->key_rev, was->key_rev, HASH_BYTES), 0);
    cr_expect_eq(memcmp(is->text_rev, was->text_rev, HASH_BYTES), 0);
  }
  str_done(&out);
  load_done(&whole);
  load_done(&without);
}

Test(course_exam, cannot_be_taken_out_where_there_is_none) {
  static const char *const none[] = {EXAM("1", "") TWO("1", "both"), HEAD LESSON, "- 1\n", "a: [",
                                     ""};
  for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
    struct diags untold = {0};
    struct str out = {0};
    cr_expect_not(course_without_exam(none[i], strlen(none[i]), "m.yaml", &out, &untold), "%zu", i);
    cr_expect_eq(out.len, 0);
    diags_done(&untold);
    str_done(&out);
  }
}
