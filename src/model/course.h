/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Courses, modules, lessons: what YAML says once it is understood. Immutable after loading.
 *
 * A catalogue holds the headers of all courses (course.yaml only). A module is loaded when it is
 * opened, into an arena of its own. Strings never are NULL unless said. */
#ifndef MODEL_COURSE_H
#define MODEL_COURSE_H

#include "base/arena.h"
#include "model/drill.h"
#include "model/item.h"
#include "model/station.h"

struct course {
  const char *id, *title, *language, *version, *summary, *licence;
  const char *folder;          /* path of the folder that holds course.yaml */
  const char *const *audience; /* position ids */
  size_t n_audience;
  const char *const *requires; /* course ids */
  size_t n_requires;
  const char *const *files; /* module files, relative to folder, in order */
  size_t n_files;
  bool certainty;    /* runs ask how sure the answer is */
  bool broken;       /* has errors: listed, cannot be opened; id may be the folder's name */
  const char *fault; /* broken: the first error, one line, safe to show; else NULL */
};

struct catalogue {
  struct arena arena;
  const struct course *courses; /* by id, bytewise */
  size_t n;
};

struct entry { /* objectives, glossary, sources: a key and what it stands for */
  const char *key, *text;
};

struct lesson {
  const char *id, *path, *title; /* path: "course/module/lesson" */
  unsigned minutes;
  const char *text;              /* CommonMark */
  const char *const *objectives; /* keys */
  size_t n_objectives;
  const char *source; /* NULL if none */
  const struct specimen *specimens;
  size_t n_specimens;
  uint8_t text_rev[HASH_BYTES];
  struct place at;
};

struct exam {
  unsigned draw;    /* items it asks; 0: there is no exam */
  unsigned minutes; /* of active time; 0: no limit */
};

struct quiz {
  unsigned draw;    /* items a practice draws; 0: no quiz */
  unsigned pass;    /* percent */
  struct exam exam; /* two disjoint forms of it can be drawn */
  const struct item *items;
  size_t n_items;
};

struct node;
struct framework;

struct module {
  struct arena arena;         /* owns everything below */
  struct framework *framework; /* read for this module alone, and freed with it; else NULL */
  const struct node *holders; /* the YAML map, for document/specimen_read.h; NULL if none */
  const char *course_id, *id, *path, *title, *language, *file; /* path: "course/module" */
  const char *exam_path; /* "course/module/exam": nothing else has that id */
  bool certainty;        /* its course's */
  const struct entry *objectives, *glossary, *sources;
  size_t n_objectives, n_glossary, n_sources;
  const struct entry *competencies; /* of the framework: "Passports (DOC-EXAM)"; none without one */
  size_t n_competencies;
  const struct lesson *lessons;
  size_t n_lessons;
  struct quiz quiz;
  const struct module *const *homes; /* gathered from others: which one each item of the quiz is of;
                                        NULL: all are of this one */
  const struct drill *drills;
  size_t n_drills;
  const struct station *stations; /* "practical": done by hand, never on screen */
  size_t n_stations;
};

/* The module that one of its items is of, with the lessons, sources and terms that go with it. */
const struct module *module_home(const struct module *module, const struct item *item);

/* A competency as people call it, with its id behind; the id alone where the framework that the
 * module was read with has none of it. */
const char *module_competency(const struct module *module, const char *id);

#endif
