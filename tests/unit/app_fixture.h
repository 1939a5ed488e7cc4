/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An app over a small course, a real store and no terminal. Everything is static. */
#ifndef APP_FIXTURE_H
#define APP_FIXTURE_H

#include "app/app.h"
#include "app/report.h"
#include "store/db.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static char root[256], courses[300], records[300];
static struct app *app;
static struct diags diags;

static inline void put_file(const char *name, const char *text) {
  char path[512];
  snprintf(path, sizeof path, "%s/%s", courses, name);
  FILE *out = fopen(path, "w");
  cr_assert_not_null(out);
  fputs(text, out);
  cr_assert_eq(fclose(out), 0);
}

static inline void put_folder(const char *name) {
  char path[512];
  snprintf(path, sizeof path, "%s/%s", courses, name);
  cr_assert_eq(mkdir(path, 0700), 0);
}

static const char module_text[] =
    "id: first\ntitle: First module\nobjectives:\n  o: Say it.\nsources:\n  s: A source\n"
    "glossary:\n  Zone: The lines at the foot.\n  Laminate: A clear film.\n"
    "lessons:\n  - id: intro\n    title: Intro\n    minutes: 1\n    objectives: [o]\n"
    "    text: Read this.\n    source: s\n"
    "quiz:\n  draw: 2\n  pass: 50\n  questions:\n"
    "    - id: one\n      true-or-false: Water is wet.\n      truth: yes\n      why: It is.\n"
    "      competency: ABC\n      level: 1\n      source: s\n"
    "    - id: two\n      true-or-false: Fire is wet.\n      truth: no\n      why: It is not.\n"
    "      competency: ABC\n      level: 1\n      source: s\n"
    "    - id: three\n      true-or-false: Hidden water is wet.\n      truth: no\n      why: It "
    "is.\n"
    "      competency: ABC\n      level: 1\n      source: s\n      use: exam\n";

static inline void put_courses(void) {
  put_folder("");
  put_folder("framework");
  put_folder("framework/positions");
  put_folder("demo");
  put_file("framework/competencies.yaml",
           "id: f\ntitle: F\nlanguage: en\nversion: 1.0.0\ncompetencies:\n  - id: ABC\n"
           "    name: Letters\n    descriptors:\n      0: None.\n      1: Few.\n      2: Some.\n"
           "      3: Many.\n      4: All.\n    source: us\n");
  put_file("framework/positions/POL.yaml",
           "id: POL\ntitle: Officer\nsummary: Reads.\nrequirements:\n"
           "  ABC: {level: 2, importance: 3, frequency: 3, difficulty: 3}\n");
  put_file("demo/course.yaml",
           "id: demo\ntitle: Demo\nlanguage: en\nversion: 1.0.0\nsummary: A demo.\n"
           "audience: [POL]\nlicence: CC-BY-SA-4.0\nmodules:\n  - 01-first.yaml\n");
  put_file("demo/01-first.yaml", module_text);
}

static inline void open_app(void) {
  const struct app_paths paths = {.courses = courses, .store = records};
  cr_assert_eq(app_open(&paths, &app, &diags), RC_OK);
  cr_assert_eq(app->diags.errors, 0, "%s: %s", app->diags.list[0].at.file,
               app->diags.list[0].message);
}

static inline void sign_in(void) {
  struct person amina = {.name = "Amina", .position = "POL"};
  cr_assert_eq(app_state_person(app, &amina, &diags), RC_OK);
  cr_assert_eq(app_sign_in(app, amina.id, &diags), RC_OK);
}

static inline void setup(void) {
  const char *tmp = getenv("TMPDIR");
  snprintf(root, sizeof root, "%s/mafunzo-XXXXXX", tmp ? tmp : "/tmp");
  cr_assert_not_null(mkdtemp(root));
  snprintf(courses, sizeof courses, "%s/courses", root);
  snprintf(records, sizeof records, "%s/a/records", root);
  put_courses();
  app_pin_clock(1700000000000);
  app_pin_seed(5);
  open_app();
  sign_in();
}

static inline void teardown(void) {
  app_close(app);
  diags_done(&diags);
}

#endif
