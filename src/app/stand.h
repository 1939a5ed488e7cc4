/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where somebody stands: a diagnostic for each competency that the post requires, and what follows.
 *
 * What stands of a competency is what its latest finished diagnostic came to
 * (session/diagnostic.h), at the level that the post requires now. A post has up to fifteen of them
 * and more; where a unit has little time, each officer takes some, beginning at a place that the
 * random id of the person draws, so that all of them are taken by somebody. */
#ifndef APP_STAND_H
#define APP_STAND_H

#include "app/gather.h"
#include "app/outline.h"
#include "session/diagnostic.h"

enum { STAND_MINUTES = 8 }; /* of a diagnostic: ten questions on the average */

struct stand {
  const char *path; /* of its diagnostic */
  const char *competency, *name;
  unsigned required;
  size_t items; /* questions that a diagnostic may ask, of both forms */
  bool begun;   /* one can be gone on with */
  bool done;    /* the next two hold */
  int64_t time; /* projected, of its end */
  struct diagnostic_result result;
};

struct stand_module { /* to be taken */
  const struct course *course;
  const struct outlined *module;
  const char *names; /* of the competencies that it trains: "Passports, Visas" */
  unsigned minutes;  /* lessons and drills */
};

struct stands {
  const struct stand *list; /* in the framework's order */
  size_t n;                 /* 0: no post is known, or it requires nothing */
  const struct stand_module *modules;
  size_t n_modules;
};

/* Of the person who is signed in; in the arena. minutes: those of
 * the list that are this person's turn (at least one); 0: all.
 *
 * The modules are those for what is to be trained, each once, in an order that can be taken: a
 * course after those it requires, then as the courses have them. A module trains a competency with
 * three questions of it up to the required level, or if no other has more of them. */
enum rc stand_read(struct app *app, struct arena *arena, unsigned minutes, struct stands *stands,
                   struct diags *diags);

struct stand_course {
  const struct course *course;
  const struct outlined *modules;
  size_t n;
};

/* Fills the modules of the rest (stand_modules.c). courses: all of the catalogue, in its order. */
void stand_choose_modules(struct arena *arena, const struct stand_course *courses, size_t n,
                          struct stands *stands);
/* The same with the courses there are. */
void stand_choose(struct app *app, struct arena *arena, struct stands *stands);

/* A row of gather.c: all questions of the competency in the path. */
struct gathered *stand_gather(struct app *app, const char *path, const struct happening *started);

#endif
