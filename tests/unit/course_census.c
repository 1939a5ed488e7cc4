/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/census.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct lesson lessons[] = {
    {.text = "Two  words\n\n and **three** more. ", .minutes = 8},
    {.text = "", .minutes = 0},
    {.text = " one", .minutes = 4}};
static const struct item items[] = {
    {.kind = 0, .competency = "DOC-EXAM", .level = 2},
    {.kind = 1, .competency = "DOC-ELEC", .level = 1, .use = USE_EXAM},
    {.kind = 0, .competency = "DOC-EXAM", .level = 4, .use = USE_PRACTICE},
    {.kind = 0, .competency = "DOC-EXAM", .level = 2},
};
static const struct drill drills[] = {{.n_scenes = 4, .minutes = 6}, {.n_scenes = 2}};
static const struct module whole = {.lessons = lessons,
                                    .n_lessons = 3,
                                    .quiz = {.items = items, .n_items = 4},
                                    .drills = drills,
                                    .n_drills = 2};
static const struct item other_items[] = {{.kind = 2, .competency = "AAA", .level = 3}};
static const struct module other = {.quiz = {.items = other_items, .n_items = 1}};

Test(course_census, counts_a_module) {
  struct arena arena = {0};
  struct census c = {0};
  census_add(&c, &arena, &whole);
  cr_expect_eq(c.modules, 1);
  cr_expect_eq(c.lessons, 3);
  cr_expect_eq(c.words, 6);
  cr_expect_eq(c.lesson_minutes, 12);
  cr_expect_eq(c.drill_minutes, 6);
  cr_expect_eq(c.drills, 2);
  cr_expect_eq(c.scenes, 6);
  cr_expect_eq(c.items, 4);
  cr_expect_eq(c.kind[0], 3);
  cr_expect_eq(c.kind[1], 1);
  cr_expect_eq(c.level[2], 2);
  cr_expect_eq(c.use[USE_BOTH], 2);
  cr_expect_eq(c.use[USE_PRACTICE], 1);
  cr_expect_eq(c.use[USE_EXAM], 1);
  cr_assert_eq(c.n_competencies, 2);
  cr_expect_str_eq(c.competencies[0].id, "DOC-ELEC");
  cr_expect_neq(c.competencies[0].id, items[1].competency, "it outlives the module");
  cr_expect_eq(c.competencies[1].items, 3);
  cr_expect_eq(c.competencies[1].level[2], 2);
  cr_expect_eq(c.competencies[1].level[4], 1);
  census_done(&c);
  arena_done(&arena);
}

Test(course_census, joins_what_was_counted_apart) {
  struct arena arena = {0};
  struct census a = {0}, b = {0}, sum = {0}, whole_sum = {0};
  census_add(&a, &arena, &whole);
  census_add(&b, &arena, &other);
  census_join(&sum, &a);
  census_join(&sum, &b);
  census_join(&sum, &a);
  census_add(&whole_sum, &arena, &whole);
  census_add(&whole_sum, &arena, &whole);
  census_add(&whole_sum, &arena, &other);
  cr_assert_eq(sum.n_competencies, 3);
  for (size_t i = 0; i < 3; i++) {
    cr_expect_str_eq(sum.competencies[i].id, whole_sum.competencies[i].id);
    cr_expect_eq(sum.competencies[i].items, whole_sum.competencies[i].items);
    cr_expect_arr_eq(sum.competencies[i].level, whole_sum.competencies[i].level,
                     sizeof sum.competencies[i].level);
  }
  cr_expect_str_eq(sum.competencies[0].id, "AAA");
  cr_expect_arr_eq(sum.kind, whole_sum.kind, sizeof sum.kind);
  cr_expect_arr_eq(sum.level, whole_sum.level, sizeof sum.level);
  cr_expect_arr_eq(sum.use, whole_sum.use, sizeof sum.use);
  cr_expect_eq(sum.words, whole_sum.words);
  cr_expect_eq(sum.modules, 3);
  cr_expect_eq(sum.scenes, 12);
  cr_expect_eq(sum.lesson_minutes + sum.drill_minutes, 36);
  census_done(&a);
  census_done(&b);
  census_done(&sum);
  census_done(&whole_sum);
  arena_done(&arena);
}

Test(course_census, many_competencies_stay_sorted) {
  struct arena arena = {0};
  struct census c = {0};
  static struct item many[300];
  for (size_t i = 0; i < 300; i++)
    many[i] = (struct item){.competency = arena_printf(&arena, "C%03zu", i * 7 % 300), .level = 1};
  struct module module = {.quiz = {.items = many, .n_items = 300}};
  census_add(&c, &arena, &module);
  cr_assert_eq(c.n_competencies, 300);
  for (size_t i = 1; i < 300; i++)
    cr_expect_lt(strcmp(c.competencies[i - 1].id, c.competencies[i].id), 0);
  census_done(&c);
  arena_done(&arena);
}

Test(course_census, what_is_thin_in_the_blueprint) {
  struct arena arena = {0};
  struct census c = {0};
  cr_expect_eq(census_of(&c, "AAA")->items, 0, "of nothing there is none");
  census_add(&c, &arena, &whole);
  cr_expect_eq(census_of(&c, "DOC-EXAM")->items, 3);
  cr_expect_eq(census_of(&c, "DOC-ELEC")->items, 1);
  cr_expect_eq(census_of(&c, "AAA")->items, 0);
  cr_expect_eq(census_of(&c, "ZZZ")->items, 0, "behind the last");
  cr_expect(census_thin(census_of(&c, "ZZZ")));
  census_done(&c);
  arena_done(&arena);
  struct census_competency enough = {.items = CENSUS_ENOUGH};
  for (size_t level = 1; level < CENSUS_LEVELS; level++)
    enough.level[level] = CENSUS_ENOUGH_LEVEL;
  cr_expect(!census_thin(&enough));
  enough.items--;
  cr_expect(census_thin(&enough), "too few of it all");
  enough.items++;
  for (size_t level = 1; level < CENSUS_LEVELS; level++) {
    enough.level[level]--;
    cr_expect(census_thin(&enough), "too few of level %zu", level);
    enough.level[level]++;
  }
}
