/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a syntax error of libyaml means to a person who writes courses. */
#ifndef COURSE_YAML_FAULT_H
#define COURSE_YAML_FAULT_H

#include "course/source.h"

struct yaml_mark { /* from 0, in the source */
  size_t line, column;
};

struct yaml_problem {
  const char *context, *problem;   /* libyaml's words; "" where it has none */
  struct yaml_mark at, context_at; /* where it gave up; where that began */
  bool quoted;                     /* the last scalar before it was in quotes: */
  struct yaml_mark quote_from, quote_to;
};

struct yaml_fault {
  const char *code, *message, *hint;
  struct yaml_mark at;
};

/* Its hint may lie in the arena. */
struct yaml_fault yaml_explain(struct arena *arena, const struct source *source,
                               const struct yaml_problem *problem);

#endif
