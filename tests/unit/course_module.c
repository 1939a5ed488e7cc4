/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A module file: what it becomes, and what is said of every mistake in it. */
#include "course_fixture.h"

static const char whole[] = HEAD
    "glossary: {MRZ: Zone}\nholders:\n  h: {surname: OKELLO, number: K1, birth: 880305, "
    "sex: F, expiry: 310914}\n"
    "lessons:\n- id: l\n  title: L\n  minutes: 8\n  objectives: [o]\n  text: Text\n"
    "  specimen: {document: td3, holder: h, show: mrz, tamper: {birth: 880306}}\n  source: s\n" QUIZ
    "  - id: a\n    choose: Which?\n    competency: DOC-ELEC\n    level: 2\n    objective: o\n"
    "    options:\n    - right: 44\n    - wrong: 36\n      why: No.\n    use: exam\n"
    "    hint: H\n    source: s\n" TRUTH("b");

Test(course_module, a_whole_module) {
  struct loaded it;
  load_text(&it, whole);
  cr_assert_str_eq(str_text(&it.said), "");
  cr_assert_not_null(it.module);
  const struct module *m = it.module;
  cr_expect_str_eq(m->path, "c/m");
  cr_expect_str_eq(m->language, "sw");
  cr_expect_str_eq(m->glossary[0].text, "Zone");
  cr_assert_eq(m->n_lessons, 1);
  cr_expect_str_eq(m->lessons[0].path, "c/m/l");
  cr_expect_eq(m->lessons[0].minutes, 8);
  cr_assert_eq(m->lessons[0].n_specimens, 1);
  cr_expect_not(m->lessons[0].specimens[0].page);
  cr_expect_str_eq(m->lessons[0].specimens[0].tamper[MRZ_BIRTH], "880306");
  cr_expect_str_eq(m->lessons[0].specimens[0].holder.issuer, "UTO");
  cr_assert_eq(m->quiz.n_items, 2);
  cr_expect_eq(m->quiz.draw, 1);
  cr_expect_eq(m->quiz.pass, 80);
  cr_expect_str_eq(m->quiz.items[0].path, "c/m/a");
  cr_expect_str_eq(m->quiz.items[0].stem, "Which?");
  cr_expect_str_eq(m->quiz.items[0].parts[0].text, "44");
  cr_expect_eq(m->quiz.items[0].use, USE_EXAM);
  cr_expect_eq(m->quiz.items[0].level, 2);
  cr_expect_eq(m->quiz.items[0].at.line, 20);
  load_done(&it);
}

Test(course_module, keeps_what_competencies_are_called) {
  struct loaded it;
  load_text(&it, whole);
  cr_expect_str_eq(module_competency(it.module, "DOC-EXAM"), "Pages (DOC-EXAM)");
  cr_expect_str_eq(module_competency(it.module, "GONE"), "GONE", "kept by an old record");
  load_done(&it);
}

static const struct {
  const char *text, *said;
} mistakes[] = {
    {HEAD LESSON QUIZ TRUTH("a"), ""},
    {"- a\n", "type.map@1:1"},
    {"title: T\n" LESSON, "key.missing@1:1 objective.unknown@3:46 source.unknown@3:58"},
    {HEAD, "module.empty@1:1"},
    {HEAD "lesson: []\n" LESSON, "key.unknown@5:1"},
    {HEAD LESSON "quiz: []\n", "type.map@7:7"},
    {"id: M_1\ntitle: T\nlessons: [{id: l, title: L, text: x, source: s}]\nsources: {s: b}\n",
     "id.form@1:5"},
    {HEAD "lessons:\n- {id: l, title: L, text: x, source: s, objectives: [p]}\n",
     "objective.unknown@6:54"},
    {HEAD "lessons:\n- {id: l, title: L, text: x, source: t}\n", "source.unknown@6:38"},
    {HEAD "lessons:\n- {id: l, title: L, text: x}\n", "lesson.no-source@6:3"},
    {HEAD "lessons:\n- {id: l, title: L, text: '<b>x</b>', source: s}\n", "text.html@6:27"},
    {HEAD "lessons:\n- {id: l, title: L, text: '![x](y)', source: s}\n", "text.image@6:27"},
    {HEAD "lessons:\n- {id: l, title: L, text: x, source: s, minutes: 0}\n", "number.range@6:50"},
    {HEAD "lessons:\n- l\n", "type.map@6:3"},
    {HEAD LESSON QUIZ TRUTH("l"), "id.duplicate@11:10"},
    {HEAD LESSON QUIZ TRUTH("a") TRUTH("a"), "id.duplicate@12:10"},
    {HEAD LESSON "quiz: {draw: 2, pass: 80, questions: [\n"
                 "{id: a, true-or-false: S, truth: no, "
                 "why: W, objective: o, " COMMON "}]}\n",
     "quiz.draw@7:14"},
    {HEAD LESSON "quiz:\n  draw: 41\n  pass: 80\n  questions:\n" TRUTH("a"), "quiz.draw@8:9"},
    {HEAD LESSON "quiz:\n  draw: 0\n  pass: 80\n  questions:\n" TRUTH("a"), "quiz.draw@8:9"},
    {HEAD LESSON "quiz:\n  draw: x\n  pass: 80\n  questions:\n" TRUTH("a"), "type.number@8:9"},
    {HEAD LESSON "quiz:\n  draw: 1\n  pass: 101\n  questions:\n" TRUTH("a"), "quiz.pass@9:9"},
    {HEAD LESSON "quiz:\n  draw: 1\n  pass: -1\n  questions:\n" TRUTH("a"), "quiz.pass@9:9"},
    {HEAD LESSON "quiz:\n  draw: 1\n  questions:\n" TRUTH("a"), "key.missing@8:3"},
    {HEAD LESSON QUIZ "  - {id: a, objective: o, " COMMON "}\n", "item.no-kind@11:5"},
    {HEAD LESSON QUIZ "  - {id: a, objective: o, chose: x, " COMMON "}\n", "item.no-kind@11:27"},
    {HEAD LESSON QUIZ "  - {id: a, true-or-false: S, truth: no, choose: x, objective: o, " COMMON
                      "}\n",
     "item.two-kinds@11:42"},
    {HEAD LESSON QUIZ "  - {id: a, true-or-false: S, truth: no, why: W, objective: o, source: s, "
                      "competency: DOC-ELE, level: 5}\n",
     "competency.unknown@11:87 item.level@11:103"},
    {HEAD LESSON QUIZ "  - {id: a, true-or-false: S, truth: no, why: W, objective: o, source: s, "
                      "competency: DOC-ELEC, level: 0}\n",
     "item.level@11:104"},
    {HEAD LESSON QUIZ "  - {id: a, true-or-false: S, truth: no, why: W, objective: o, source: s, "
                      "competency: DOC-ELEC}\n",
     "key.missing@11:5"},
    {HEAD LESSON QUIZ "  - {id: a, true-or-false: S, truth: no, why: W, objective: q, " COMMON
                      "}\n",
     "objective.unknown@11:61"},
    {HEAD LESSON QUIZ "  - {id: a, true-or-false: S, truth: no, why: W, objective: o, "
                      "competency: DOC-ELEC, level: 1}\n",
     "item.no-source@11:5"},
    {HEAD LESSON QUIZ
     "  - {id: a, true-or-false: S, truth: no, why: W, objective: o, use: maybe, " COMMON "}\n",
     "word.unknown@11:69"},
    {HEAD LESSON QUIZ
     "  - {id: a, true-or-false: S, truth: no, why: W, objective: o, opt: x, " COMMON "}\n",
     "key.unknown@11:64"},
    {HEAD LESSON "drills:\n- {id: d, minutes: 3}\n", "drill.no-kind@8:3"},
    {HEAD LESSON "holders: {h: {number: K1}}\n", "key.missing@7:14"},
    {HEAD LESSON "holders: {h: {surname: A, nom: B}}\n", "key.unknown@7:27"},
    {HEAD LESSON "glossary: {MRZ: [a]}\n", "type.text@7:12"},
};

Test(course_module, mistakes_have_codes_and_places) {
  for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
    struct loaded it;
    load_text(&it, mistakes[i].text);
    cr_expect_str_eq(str_text(&it.said), mistakes[i].said, "%s gave %s", mistakes[i].text,
                     str_text(&it.said));
    cr_expect_eq(it.module == NULL, it.diags.errors > 0);
    load_done(&it);
  }
}

#define SPECIMEN(text)                                                                             \
  HEAD "holders: {h: {surname: OKELLO, number: K1, birth: 880305, sex: F, expiry: 310914}}\n"      \
       "lessons:\n- {id: l, title: L, text: x, source: s, specimen: " text "}\n"

static const struct {
  const char *text, *said;
} specimens[] = {
    {SPECIMEN("{document: td3, holder: h}"), ""},
    {SPECIMEN("{document: td3, holder: utopia}"), ""},
    {SPECIMEN("[{document: td3, holder: h}, {document: td1, holder: utopia}]"), ""},
    {SPECIMEN("{document: td9, holder: h}"), "specimen.document@7:62"},
    {SPECIMEN("{document: td3, holder: utopa}"), "specimen.holder@7:75"},
    {SPECIMEN("{document: td3, holder: h, tamper: {brth: x}}"), "specimen.field@7:87"},
    {SPECIMEN("{document: td1, holder: h, tamper: {optional-check: 1}}"), "mrz.field@7:103"},
    {SPECIMEN("{document: td3, holder: h, tamper: {birth: 8803051}}"), "mrz.long@7:94"},
    {SPECIMEN("{document: td3, holder: h, show: both}"), "word.unknown@7:84"},
    {SPECIMEN("{document: td3, holder: h, shown: mrz}"), "key.unknown@7:78"},
    {SPECIMEN("x"), "type.map@7:51"},
    {HEAD
     "holders: {h: {surname: OKELLO, number: K1, birth: 881305, sex: F, expiry: 310914}}\n"
     "lessons:\n- {id: l, title: L, text: x, source: s, specimen: {document: td3, holder: h}}\n",
     "mrz.date@5:51"},
};

Test(course_module, specimens) {
  for (size_t i = 0; i < sizeof specimens / sizeof *specimens; i++) {
    struct loaded it;
    load_text(&it, specimens[i].text);
    cr_expect_str_eq(str_text(&it.said), specimens[i].said, "%s gave %s", specimens[i].text,
                     str_text(&it.said));
    load_done(&it);
  }
}

Test(course_module, eight_mistakes_of_eight_kinds_in_one_run) {
  static const char text[] =
      "id: m\n"
      "titel: T\n" /* key.unknown, key.missing */
      "sources: {s: Book}\n"
      "lessons:\n"
      "- {id: l, title: a, text: x, source: t}\n" /* source.unknown */
      "- id: k\n"
      "  title: a: b\n" /* yaml.colon */
      "quiz:\n"
      "  draw: 9\n"   /* quiz.draw */
      "  pass: 200\n" /* quiz.pass */
      "  questions:\n"
      "  - {id: l, true-or-false: S, truth: no, why: W, source: s,\n" /* id */
      "     competency: DOC-ELEC, level: 7}\n";                       /* item.level */
  struct loaded it;
  load_text(&it, text);
  cr_expect_str_eq(str_text(&it.said),
                   "key.missing@1:1 key.unknown@2:1 source.unknown@5:38 yaml.colon@7:11 "
                   "quiz.draw@9:9 quiz.pass@10:9 id.duplicate@12:10 item.level@13:35");
  cr_expect_eq(it.diags.errors, 8);
  cr_expect_null(it.module);
  for (size_t i = 0; i < it.diags.n; i++)
    cr_expect_not_null(it.diags.list[i].excerpt);
  load_done(&it);
}

Test(course_module, what_a_syntax_error_took_is_not_called_missing) {
  static const char text[] = HEAD "lessons:\n- {id: l, title: L, text: x, objectives: [o, q], "
                                  "source: t}\n"
                                  "- id: x\n  title: a: b\n" QUIZ "  - id: a\n    why: c: d\n";
  struct loaded it;
  load_text(&it, text);
  cr_expect_str_eq(str_text(&it.said), "objective.unknown@6:46 source.unknown@6:58 "
                                       "yaml.colon@8:11 yaml.colon@14:11");
  load_done(&it);
}

Test(course_module, did_you_mean) {
  static const char text[] =
      HEAD LESSON QUIZ "  - {id: a, true-or-false: S, truth: no, why: W, objective: o, source: s, "
                       "competency: DOC-EXAN, level: 1}\n";
  struct loaded it;
  load_text(&it, text);
  cr_assert_str_eq(str_text(&it.said), "competency.unknown@11:87");
  cr_assert_not_null(it.diags.list[0].hint);
  cr_expect(strstr(it.diags.list[0].hint, "DOC-EXAM"));
  load_done(&it);
}

/* -- Revisions ----------------------------------------------------------------------------- */

#define ITEM(stem, wrong, level)                                                                   \
  HEAD LESSON QUIZ "  - {id: a, choose: " stem                                                     \
                   ", objective: o, options: [{right: 44}, {wrong: " wrong                         \
                   ", why: No}], competency: DOC-ELEC, level: " level ", source: s}\n"

static void revisions(const char *text, uint8_t key[HASH_BYTES], uint8_t shown[HASH_BYTES]) {
  struct loaded it;
  load_text(&it, text);
  cr_assert_not_null(it.module, "%s", str_text(&it.said));
  memcpy(key, it.module->quiz.items[0].key_rev, HASH_BYTES);
  memcpy(shown, it.module->quiz.items[0].text_rev, HASH_BYTES);
  load_done(&it);
}

Test(course_module, a_new_wording_is_another_text_and_the_same_key) {
  uint8_t key[4][HASH_BYTES], text[4][HASH_BYTES];
  revisions(ITEM("Which", "36", "1"), key[0], text[0]);
  revisions(ITEM("What", "36", "1"), key[1], text[1]);
  revisions(ITEM("Which", "37", "1"), key[2], text[2]);
  revisions(ITEM("Which", "36", "1"), key[3], text[3]);
  cr_expect_arr_eq(key[0], key[1], HASH_BYTES);
  cr_expect_arr_neq(text[0], text[1], HASH_BYTES);
  cr_expect_arr_neq(key[0], key[2], HASH_BYTES);
  cr_expect_arr_eq(key[0], key[3], HASH_BYTES);
  cr_expect_arr_eq(text[0], text[3], HASH_BYTES);
}

#define SHOWN(printed)                                                                             \
  HEAD LESSON QUIZ "  - {id: a, choose: W, objective: o, options: [{right: 44}, {wrong: 1, why: "  \
                   "No}], specimen: {document: td3, holder: utopia, printed: {birth: " printed     \
                   "}}, competency: DOC-ELEC, level: 1, source: s}\n"

Test(course_module, what_a_specimen_shows_is_part_of_the_text) {
  uint8_t key[2][HASH_BYTES], text[2][HASH_BYTES];
  revisions(SHOWN("740812"), key[0], text[0]);
  revisions(SHOWN("740813"), key[1], text[1]);
  cr_expect_arr_eq(key[0], key[1], HASH_BYTES);
  cr_expect_arr_neq(text[0], text[1], HASH_BYTES);
}

/* Dense Markdown in many texts: refused once, at the text where it became too much. */
Test(course_module, signs_of_a_file_are_bounded) {
  struct str text = {0};
  struct loaded it;
  str_puts(&text, HEAD "lessons:\n");
  for (int i = 0; i < 10; i++) {
    str_printf(&text, "- {id: l%d, title: L, objectives: [o], source: s, text: \"", i);
    for (int j = 0; j < 15000; j++)
      str_puts(&text, "*a_ ");
    str_puts(&text, "\"}\n");
  }
  load_text(&it, str_text(&text));
  cr_expect_str_eq(str_text(&it.said), "text.signs@9:56");
  load_done(&it);
  str_done(&text);
}

Test(course_module, specimens_of_a_file_are_bounded) {
  struct str text = {0};
  struct loaded it;
  str_puts(&text, HEAD QUIZ);
  for (int i = 0; i < 1100; i++) {
    str_printf(&text, "  - {id: q%d, true-or-false: S, truth: no, why: W, " COMMON ", specimen: [",
               i);
    for (int j = 0; j < 4; j++)
      str_puts(&text, "{document: td3, holder: utopia}, ");
    str_puts(&text, "]}\n");
  }
  load_text(&it, str_text(&text));
  cr_expect(strncmp(str_text(&it.said), "specimen.many@", 14) == 0, "%s", str_text(&it.said));
  cr_expect_eq(it.diags.errors, 1);
  load_done(&it);
  str_done(&text);
}
