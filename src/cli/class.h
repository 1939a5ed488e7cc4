/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verbs of mafunzo class: what was said, and who does it. */
#ifndef CLI_CLASS_H
#define CLI_CLASS_H

#include "app/sitting.h"
#include "cli/rows.h"

struct class_said {
  const struct cli_options *options;
  const char *word; /* behind the verb */
  const char *roster, *out;
  struct {
    const char **list;
    size_t n, cap;
  } courses, exams;
  bool framework, set;
  struct settings settings;
  const char *yes; /* the fingerprint that was told; NULL: ask */
  bool anew;
  unsigned seat; /* 0: not said */
};

/* class_make.c: on the machine that has keys */
enum rc class_new(const struct class_said *said, struct diags *diags);
enum rc class_codes(const struct class_said *said, struct diags *diags);

/* class_join.c: on a laptop */
enum rc class_join(const struct class_said *said, struct diags *diags);
enum rc class_start(const struct class_said *said, struct diags *diags);
enum rc class_close(const struct class_said *said, struct diags *diags);
enum rc class_show(const struct class_said *said, struct diags *diags);

#endif
