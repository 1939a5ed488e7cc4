/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Learning paths: paths.yaml beside the courses. */
#include "course/curricula.h"

#include "course/course.h"
#include "course/stamp.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct position posts[] = {{.id = "PLO", .agency = ""}, {.id = "SLO", .agency = ""}};
static const struct framework framework = {.positions = posts, .n_positions = 2};

static char folder[256], file[300];
static struct curricula curricula;
static struct diags diags;

static void make(void) {
  const char *tmp = getenv("TMPDIR");
  snprintf(folder, sizeof folder, "%s/mafunzo-paths-XXXXXX", tmp ? tmp : "/tmp");
  cr_assert_not_null(mkdtemp(folder));
  snprintf(file, sizeof file, "%s/paths.yaml", folder);
}

static void done(void) {
  curricula_done(&curricula);
  diags_done(&diags);
  unlink(file);
  rmdir(folder);
}

TestSuite(course_curricula, .init = make, .fini = done);

static enum rc load(const char *text, const struct names *modules) {
  FILE *out = fopen(file, "w");
  cr_assert_not_null(out);
  fputs(text, out);
  cr_assert_eq(fclose(out), 0);
  return curricula_load(folder, &framework, modules, &curricula, &diags);
}

static void expect(size_t nth, const char *code, unsigned line) {
  cr_assert_gt(diags.n, nth);
  cr_expect_str_eq(diags.list[nth].code, code);
  cr_expect_eq(diags.list[nth].at.line, line);
}

Test(course_curricula, a_post_has_its_modules_in_their_order) {
  cr_assert_eq(load("paths:\n  SLO: [a/two, a/one]\n  PLO: [b/x]\n", NULL), RC_OK);
  const struct curriculum *path = curricula_of(&curricula, "SLO");
  cr_assert_eq(path->n, 2);
  cr_expect_str_eq(path->modules[0], "a/two");
  cr_expect_str_eq(path->modules[1], "a/one");
  cr_expect_eq(curricula_of(&curricula, "PLO")->n, 1);
  cr_expect_null(curricula_of(&curricula, "POL"));
  cr_expect_eq(diags.n, 0);
}

Test(course_curricula, without_a_file_there_are_none_and_nothing_is_said) {
  cr_expect_eq(curricula_load(folder, &framework, NULL, &curricula, &diags), RC_MISSING);
  cr_expect_null(curricula_of(&curricula, "PLO"));
  cr_expect_eq(diags.n, 0);
}

Test(course_curricula, every_mistake_is_told_with_its_place) {
  struct names modules = {0};
  names_add(&modules, "a/one", NULL);
  names_sort(&modules);
  cr_expect_eq(load("paths:\n  PLO: [a/one, a/on, a/one]\n  PL0: [a/one]\nmore: 1\n", &modules),
               RC_DATA);
  names_done(&modules);
  diags_sort(&diags);
  cr_expect_eq(diags.n, 4);
  expect(0, "path.module", 2);
  expect(1, "id.duplicate", 2);
  expect(2, "position.unknown", 3);
  expect(3, "key.unknown", 4);
}

Test(course_curricula, a_path_that_is_no_list_and_one_without_end_are_refused) {
  struct str text = {0};
  str_puts(&text, "paths:\n  PLO: a/one\n  SLO:\n");
  for (int i = 0; i <= CURRICULUM_MODULES; i++)
    str_printf(&text, "    - a/m%d\n", i);
  cr_expect_eq(load(str_text(&text), NULL), RC_DATA);
  str_done(&text);
  diags_sort(&diags);
  expect(0, "type.list", 2);
  expect(1, "path.long", 4);
  cr_expect_eq(curricula_of(&curricula, "SLO")->n, CURRICULUM_MODULES);
}

Test(course_curricula, another_file_is_another_catalogue) {
  struct stamp before = {0}, after = {0};
  cr_assert_eq(stamp_catalogue(&before, folder), RC_OK);
  cr_assert_eq(load("paths: {PLO: [a/one]}\n", NULL), RC_OK);
  cr_assert_eq(stamp_catalogue(&after, folder), RC_OK);
  cr_expect_neq(before.bytes.len, after.bytes.len);
  stamp_done(&before);
  stamp_done(&after);
}
