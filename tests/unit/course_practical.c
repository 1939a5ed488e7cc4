/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Practical stations of a module file. */
#include "course_fixture.h"

#define STATION "practical:\n- id: p\n  title: P\n  task: Look\n  pass: 75\n  source: s\n"
#define STEP(id) "  - {id: " id ", text: Tilts, competency: DOC-ELEC}\n"
#define STEPS4(id) STEP(id "a") STEP(id "b") STEP(id "c") STEP(id "d")
#define STEPS16(id) STEPS4(id "e") STEPS4(id "f") STEPS4(id "g") STEPS4(id "h")

Test(course_practical, a_whole_station) {
  struct loaded it;
  load_text(&it, HEAD LESSON STATION
            "  minutes: 12\n  objective: o\n  specimens: [P-03, 7]\n  steps:\n" STEP(
                "a") "  - {id: b, text: Keeps it, competency: DOC-EXAM, points: 3, critical: It "
                     "went.}\n");
  cr_assert_str_eq(str_text(&it.said), "");
  cr_assert_eq(it.module->n_stations, 1);
  const struct station *s = it.module->stations;
  cr_expect_str_eq(s->path, "c/m/p");
  cr_expect_str_eq(s->task, "Look");
  cr_expect_eq(s->minutes, 12);
  cr_expect_eq(s->pass, 75);
  cr_assert_eq(s->n_specimens, 2);
  cr_expect_str_eq(s->specimens[1], "7");
  cr_assert_eq(s->n_steps, 2);
  cr_expect_eq(s->steps[0].points, 1);
  cr_expect_null(s->steps[0].critical);
  cr_expect_eq(s->steps[1].points, 3);
  cr_expect_str_eq(s->steps[1].competency, "DOC-EXAM");
  cr_expect_str_eq(s->steps[1].critical, "It went.");
  cr_expect_eq(station_points(s), 4);
  load_done(&it);
}

static const struct {
  const char *text, *said;
} mistakes[] = {
    {HEAD LESSON STATION "  steps:\n" STEPS16("x") STEPS16("y"), ""},
    {HEAD LESSON STATION "  steps:\n" STEPS16("x") STEPS16("y") STEP("z"), "practical.steps@14:3"},
    {HEAD LESSON STATION "  steps: []\n", "practical.steps@13:10"},
    {HEAD LESSON STATION, "key.missing@8:3"},
    {HEAD LESSON STATION "  steps:\n" STEP("a") STEP("a"), "id.duplicate@15:10"},
    {HEAD LESSON STATION "  steps:\n  - x\n", "type.map@14:5"},
    {HEAD LESSON STATION "  steps:\n  - {id: a, text: T, competency: DOC-ELE}\n",
     "competency.unknown@14:34"},
    {HEAD LESSON STATION "  steps:\n  - {id: a, text: T, competency: DOC-ELEC, points: 0}\n",
     "number.range@14:52"},
    {HEAD LESSON STATION "  steps:\n  - {id: a, competency: DOC-ELEC, critical: ' '}\n",
     "key.missing@14:5 text.empty@14:45"},
    {HEAD LESSON STATION "  objective: q\n  steps:\n" STEP("a"), "objective.unknown@13:14"},
    {HEAD LESSON "practical:\n- {id: l, title: P, task: T, pass: 101, source: s, steps: "
                 "[{id: a, text: T, competency: DOC-ELEC}]}\n",
     "id.duplicate@8:8 number.range@8:36"},
    {HEAD LESSON "practical:\n- {id: p, title: P, task: T, pass: 80, steps: "
                 "[{id: a, text: T, competency: DOC-ELEC}]}\n",
     "practical.no-source@8:3"},
    {HEAD LESSON "practical:\n- {id: p, title: P, task: T, source: s, steps: "
                 "[{id: a, text: T, competency: DOC-ELEC}]}\n",
     "key.missing@8:3"},
    {HEAD LESSON "practical:\n- p\n", "type.map@8:3"},
    {HEAD STATION "  steps:\n" STEP("a"), "module.empty@1:1"},
};

Test(course_practical, mistakes_have_codes_and_places) {
  for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
    struct loaded it;
    load_text(&it, mistakes[i].text);
    cr_expect_str_eq(str_text(&it.said), mistakes[i].said, "%s gave %s", mistakes[i].text,
                     str_text(&it.said));
    load_done(&it);
  }
}

Test(course_practical, too_many_stations) {
  struct loaded it;
  struct str text = {0};
  str_puts(&text, HEAD LESSON "practical:\n");
  for (int i = 0; i < 21; i++)
    str_printf(&text,
               "- {id: p%d, title: P, task: T, pass: 80, source: s, steps: "
               "[{id: a, text: T, competency: DOC-ELEC}]}\n",
               i);
  load_text(&it, str_text(&text));
  cr_expect_str_eq(str_text(&it.said), "practical.many@8:1");
  load_done(&it);
  str_done(&text);
}
