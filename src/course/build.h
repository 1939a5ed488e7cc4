/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the builders of one module share, and what the files of this room offer each other. */
#ifndef COURSE_BUILD_H
#define COURSE_BUILD_H

#include "course/course.h"
#include "course/names.h"
#include "course/source.h"
#include "document/documents_read.h"

enum { DRAW_MAX = 40, TITLE_POINTS = 160, MINUTES_MAX = 600 };
/* Far more than a module should have; they bound the work that a hostile file can ask for. */
enum { LESSONS_MAX = 200, ITEMS_MAX = 2000, DRILLS_MAX = 20, STATIONS_MAX = 20 };

#define EXAM_ID "exam" /* the last part of the path of a module's exam */

/* A question that an exam may ask. */
struct exam_cell {
  const char *competency;
  unsigned level;
};
struct exam_pool {
  struct exam_cell *cells;
  size_t n;
  bool unsure; /* a mistake hides what some of them are */
};

struct building {
  struct reading *r;
  struct module *module;
  const struct framework *framework; /* NULL: competencies are not checked */
  struct names objectives, sources, competencies;
  struct names ids; /* of lessons, items, drills and stations */
  struct exam_pool exam_pool;
  bool *taught, *tested; /* per objective */
  bool silent; /* a lesson or an item does not name its objective */
};

/* A file while it is understood. Reads and parses; NULL if there is nothing usable. */
const struct node *file_read(struct reading *r, struct source *source, const char *path);
/* Fills in the excerpts of the file's diagnostics and frees the source. */
void file_done(struct reading *r, struct source *source);
/* Fills in those of what was found across files: the file's bytes are read once more. */
void file_excerpt_again(struct reading *r, const char *path);

/* Builders; each reads one node of a module. */
void lessons_build(struct building *b, const struct node *list);
void quiz_build(struct building *b, const struct node *map);
/* "exam" of a quiz, once its questions are read: each was added to the pool, which has room for all
 * of them. known: its competency, level and use could be read. */
void exam_pool_add(struct building *b, const struct item *item, bool known);
void exam_build(struct building *b, const struct node *quiz, const struct node *questions);
void drills_build(struct building *b, const struct node *list);
void practical_build(struct building *b, const struct node *list);

/* What several of them read. */
const char *build_id(struct building *b, const struct node *map); /* kept in ids */
const char *build_path(struct building *b, const char *id);
const char *build_title(struct reading *r, const struct node *map, const char *key);
/* "competency", which the framework has. */
const char *build_competency(struct building *b, const struct node *map);
/* "objective", if there: it is tested. */
void build_tests(struct building *b, const struct node *map);
/* "source": NULL if absent, which is a warning of that code; NULL: no warning. */
const char *build_source(struct building *b, const struct node *map, const char *no_source);
void build_markup_check(struct reading *r, const struct node *map, const char *key);

/* How many entries of a list are read; more than most are an error of that code. */
size_t build_at_most(struct reading *r, const struct node *list, size_t most, const char *code);

/* A list of scalars under key as texts; absent gives 0. */
const char *const *build_words(struct reading *r, const struct node *map, const char *key,
                               bool required, size_t *n);

/* A course's header in the folder. What it says in nodes stays for later checks. */
struct course_file {
  struct course course;
  const struct node *root; /* NULL if there is none */
};
void course_read(struct arena *arena, const char *folder, const struct framework *framework,
                 struct diags *diags, struct course_file *out);
/* Reports each course in `requires` that is not among the ids (sorted). */
void course_check_requires(struct reading *r, const struct course_file *file,
                           const struct names *ids);

/* As module_load, but gives what was read even if it has errors. SOUND_TO_TRY: all of them are of
 * drills that can be played nevertheless. */
enum soundness { SOUND_NOT, SOUND_TO_TRY, SOUND };
struct module *module_read(const struct course *course, const char *file,
                           const struct framework *framework, struct diags *diags,
                           enum soundness *soundness);

/* Reads the folder documents/ of a framework; none is there if it has none. Lies in r->arena. */
void documents_load(struct reading *r, const char *folder, struct documents *documents);
/* The same, and whether each anomaly keeps its promise. How many files there are. */
size_t documents_check_folder(const char *folder, struct diags *diags);

/* What drills share (beside.c), read when one first asks for it and kept with the framework. NULL:
 * no framework, or it cannot be used, which the check of the framework explains. */
struct beside *beside_new(void);
void beside_free(struct beside *beside);
const struct documents *beside_documents(const struct framework *framework);
/* What make makes of FOLDER/LANGUAGE.yaml. */
const void *beside_made(const struct framework *framework, const char *folder, const char *language,
                        const void *(*make)(struct reading *r, const struct node *root));

/* Reads the folder interview/ of a framework. How many files there are. */
size_t listeners_check_folder(const char *folder, struct diags *diags);

bool path_is_folder(const char *path);
bool path_is_file(const char *path);
bool path_is_yaml(const char *path); /* by its name */
char *path_join(struct arena *arena, const char *folder, const char *name);
/* Names in a folder, sorted bytewise, without those that begin with a dot; NULL if it cannot be
 * read. In the arena. */
const char *const *folder_list(struct arena *arena, const char *folder, size_t *n);

#endif
