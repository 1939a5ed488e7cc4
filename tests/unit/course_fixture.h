/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A module file of its own folder, loaded. */
#ifndef COURSE_FIXTURE_H
#define COURSE_FIXTURE_H

#include "base/seal.h"
#include "base/str.h"
#include "course/course.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct competency fixture_competencies[] = {{.id = "DOC-ELEC", .name = "Chips"},
                                                         {.id = "DOC-EXAM", .name = "Pages"}};
static const struct framework framework = {.competencies = fixture_competencies,
                                           .n_competencies = 2};

struct loaded {
  char folder[256];
  struct module *module;
  struct diags diags;
  struct str said; /* "code@line:column ..." */
};

static inline void load_text(struct loaded *out, const char *text) {
  const char *tmp = getenv("TMPDIR");
  *out = (struct loaded){0};
  snprintf(out->folder, sizeof out->folder, "%s/mafunzo-module-XXXXXX", tmp ? tmp : "/tmp");
  cr_assert_not_null(mkdtemp(out->folder));
  char path[300];
  snprintf(path, sizeof path, "%s/m.yaml", out->folder);
  FILE *file = fopen(path, "w");
  cr_assert_not_null(file);
  fputs(text, file);
  fclose(file);
  struct course course = {.id = "c", .language = "sw", .folder = out->folder};
  cr_assert(seal_init());
  out->module = module_load(&course, "m.yaml", &framework, &out->diags);
  diags_sort(&out->diags);
  for (size_t i = 0; i < out->diags.n; i++)
    str_printf(&out->said, "%s%s@%u:%u", i ? " " : "", out->diags.list[i].code,
               out->diags.list[i].at.line, out->diags.list[i].at.column);
  unlink(path);
  rmdir(out->folder);
}

static inline void load_done(struct loaded *loaded) {
  module_free(loaded->module);
  diags_done(&loaded->diags);
  str_done(&loaded->said);
}

#define HEAD "id: m\ntitle: T\nobjectives: {o: Do it}\nsources: {s: Book}\n"
#define LESSON "lessons:\n- {id: l, title: L, text: Text, objectives: [o], source: s}\n"
#define QUIZ "quiz:\n  draw: 1\n  pass: 80\n  questions:\n"
#define COMMON "competency: DOC-ELEC, level: 1, source: s"
#define TRUTH(id)                                                                                  \
  "  - {id: " id ", true-or-false: S, truth: no, why: W, objective: o, " COMMON "}\n"

#endif
