/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gathered modules: questions of many modules as the quiz of one, for runs that go over all that is
 * taught (review, diagnostic).
 *
 * A gathered module has an arena of its own. Its quiz holds copies of the items; the id of each is
 * its full path, since ids are unique within a module only. Nothing else of an item differs, so
 * that draw, slots and grading work on it as on any module, and its answers are recorded under the
 * same path and revision as in practice. It has no lessons, glossary or drills: what surrounds an
 * item is in the module that it is of (module_home). Items with "use: exam" are never gathered.
 * What the courses have no longer, or cannot be read, is left out.
 *
 * quiz.draw is the number of items, quiz.pass 0, certainty that of any of the modules; who gathers
 * may set them before a run begins. The app owns it until it is closed.
 *
 * A run over a gathered module is recorded under the module's path. To have it found again
 * (app_module_at, going on with a run): one row in gather.c. */
#ifndef APP_GATHER_H
#define APP_GATHER_H

#include "app/app.h"

struct gathering {
  const char *path, *title; /* of the gathered module; copied */
  const char *const
      *items;     /* paths, in the order wanted; NULL: all of every course, in its order */
  size_t n_items; /* of items */
  /* NULL: every item. */
  bool (*wants)(void *ctx, const struct module *home, const struct item *item);
  void *ctx;
};

struct gathered {
  struct module module;
};

/* Never NULL; quiz.n_items may be 0. */
struct gathered *gather(struct app *app, const struct gathering *what);
/* The module that an item of the gathered one is of. */
const struct module *gather_home(const struct gathered *gathered, const struct item *item);

/* One item as its module has it; NULL: there is none, or it is kept for exams. *home: the module of
 * the item looked for before (NULL: none was), since neighbours are mostly of one; then of this. */
const struct item *gather_find(struct app *app, const char *path, const struct module **home);

/* Does the path name a gathered module? Its title, to be shown; NULL: it does not. */
const char *gather_title(const char *path);
/* The module of such a path for the person who is signed in. started: how the run began, where one
 * is gone on with; NULL: none is. NULL: it is no such path. */
const struct module *gather_again(struct app *app, const char *path,
                                  const struct happening *started);

/* One kind of gathered module. */
struct gather_row {
  const char *path;  /* all of it; or, where it ends with "/", its beginning */
  const char *title; /* to be translated */
  struct gathered *(*again)(struct app *app, const char *path, const struct happening *started);
};

/* Of a run's plan those items that were drawn, in their order: what most rows go on with. */
struct gathered *gather_planned(struct app *app, const char *path, const char *title,
                                const struct happening *started);

#endif
