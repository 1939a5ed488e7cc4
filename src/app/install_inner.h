/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside app only: the steps of installing (app/install.h). */
#ifndef APP_INSTALL_INNER_H
#define APP_INSTALL_INNER_H

#include "app/beneath.h"
#include "app/install.h"
#include "base/text.h"

#define INSTALL_STAGING ".mafunzo-install"
#define INSTALL_FRAMEWORK "framework"

struct place_of { /* a folder beneath that of the courses */
  const char *name;
  const char *version; /* "" where nothing is there, or it cannot be read */
  bool there;
};

struct install { /* {0}; install_close */
  const char *courses;
  const struct coursepack *pack; /* NULL: rolling back */
  int root;                      /* the folder of the courses, locked; -1 */
  struct place_of course, framework;
  bool put_course, put_framework; /* which differ from what is there */
  struct arena arena;
  struct diags *diags;
};

/* make: the folder of the courses too, if it is missing. install_close either way. */
enum rc install_open(const char *courses, bool make, struct install *in, struct diags *diags);
void install_close(struct install *in);
/* Which folder the course of that id is in, or would be, and what version; and the framework. */
void install_find(struct install *in, const char *id);
enum rc install_fault(const struct install *in, const char *name, int error);

/* Makes in the staging folder what differs, flushed, and checks it. */
enum rc install_stage(struct install *in);
enum rc
install_unstage(struct install *in); /* removes what is left of it, also of an earlier one */

/* Puts staging/from in the place of a folder, whose version before becomes the previous one. */
enum rc install_put(struct install *in, const char *from, const struct place_of *place);
enum rc install_drop_previous(struct install *in, const struct place_of *place);
enum rc install_swap_back(struct install *in, const struct place_of *place);

/* Adds what others told, their files without the prefix. */
void install_retell(const struct diags *from, const char *prefix, struct diags *to);

#endif
