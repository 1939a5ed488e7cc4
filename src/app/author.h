/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Begins courses and modules from the skeletons in assets/skeleton. Nothing is ever overwritten.
 *
 * In a skeleton @ID@ @TITLE@ @SCHEMA@ @COMPETENCY@ and @POSITION@ stand for what fits; what comes
 * out passes `mafunzo check --strict` against that framework. */
#ifndef APP_AUTHOR_H
#define APP_AUTHOR_H

#include "base/diag.h"
#include "model/competency.h"

struct author {
  struct arena *arena;               /* paths go here */
  struct diags *diags;               /* why not */
  const char *schema;                /* folder of the JSON Schemas, for editors */
  const struct framework *framework; /* NULL: the shipped one is meant */
};

/* Makes PARENT/ID with a course.yaml and its first module, and gives the paths of both. RC_USAGE:
 * not an id. RC_CREATE: something of that name is there, or cannot be made; RC_IO, RC_FULL. */
enum rc author_course(const struct author *author, const char *parent, const char *id,
                      const char **course, const char **module);

/* Makes a module in the course's folder, numbered as the others are, and appends it to the list of
 * course.yaml; where that cannot be done safely, a warning "module.unlisted" says the line to add.
 * A file that is listed already and missing is made under its name. RC_MISSING: there is no course.
 */
enum rc author_module(const struct author *author, const char *folder, const char *id,
                      const char **module);

/* The text of a course.yaml with the file appended to its modules and all else as it was; NULL
 * where that cannot be done safely. What comes out was read again and found to say that. */
const char *author_list_module(struct arena *arena, const char *text, const char *file);

#endif
