/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The learning path of who is signed in: what is done, what is not here, how long it takes. */
#include "app/curriculum.h"
#include "app/shelf.h"
#include "app/taught.h"
#include "app_fixture.h"

static struct arena arena;

static void done(void) {
  arena_done(&arena);
  teardown();
}

TestSuite(app_curriculum, .init = setup, .fini = done);

static void put_path(const char *text) {
  put_file("paths.yaml", text);
  app_close(app);
  open_app();
  cr_assert(app_sign_in_alone(app));
}

static struct curriculum_way read_way(enum rc wanted) {
  struct curriculum_way way;
  cr_assert_eq(curriculum_read(app, &arena, &way, &diags), wanted);
  return way;
}

static void read_lesson(void) {
  struct run *run;
  const struct module *module = app_module_at(app, "demo/first", &diags);
  cr_assert_eq(run_open(app, module, RUN_LESSON, "intro", &run, &diags), RC_OK);
  for (int i = 0; i < 5 && !run->session.over; i++) {
    const struct input input = {.action = "done"};
    run_input(app, run, &input, &diags);
  }
  cr_assert(run->session.over);
  run_free(run);
}

Test(app_curriculum, the_post_has_none_until_one_is_laid_down) {
  cr_expect_not(curriculum_known(app));
  read_way(RC_MISSING);
  cr_expect_eq(diags.n, 0);
  put_path("paths: {POL: [demo/first]}\n");
  cr_expect(curriculum_known(app));
  cr_expect_eq(read_way(RC_OK).n, 1);
}

Test(app_curriculum, steps_have_their_minutes_and_what_is_done_of_them) {
  put_path("paths: {POL: [demo/first, demo/gone, other/one]}\n");
  struct curriculum_way way = read_way(RC_OK);
  cr_assert_eq(way.n, 3);
  cr_expect_eq(way.diagnostics, 1);
  cr_expect_eq(way.steps[0].minutes, 3); /* a lesson of one, two questions */
  cr_expect_eq(way.minutes, 8 + 3);
  cr_expect_eq(way.steps[0].parts, 2);
  cr_expect_eq(way.steps[0].done, 0);
  cr_expect_not_null(way.steps[1].course);
  cr_expect_null(way.steps[1].module);
  cr_expect_null(way.steps[2].course);
  read_lesson();
  cr_expect_eq(read_way(RC_OK).steps[0].done, 1);
}

Test(app_curriculum, what_cannot_be_read_is_told_to_whoever_opens_it) {
  put_path("paths: {POL: demo/first}\n");
  cr_expect(curriculum_known(app));
  read_way(RC_DATA);
  cr_expect_str_eq(diags.list[0].code, "type.list");
}

Test(app_curriculum, a_report_has_the_hours_of_each_module) {
  struct taught taught;
  put_path("paths: {POL: [demo/first]}\n");
  taught_read(courses, app_framework(app), &taught);
  cr_expect_eq(taught_module(&taught, "demo/first")->minutes, 3); /* as the path says it */
  cr_expect_null(taught_module(&taught, "demo/gone"));
  cr_expect_not_null(curricula_of(&taught.curricula, "POL"));
  taught_done(&taught);
}
