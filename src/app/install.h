/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Course packs (exchange/coursepack.h): made of a folder, and put in the place of a folder.
 *
 * Installing. A pack is read, and all in it checked, before a byte is placed: signature, digests,
 * names (install_allows), and who signed it. The new course is then made whole in the folder
 * .mafunzo-install of the courses' folder, flushed, and checked there as `mafunzo check` does. Two
 * steps put it in place, each of which the file system does at once or not at all:
 *
 *   1. it becomes .COURSE.previous, and what had that name goes
 *   2. COURSE and .COURSE.previous change places (renameat2, RENAME_EXCHANGE)
 *
 * so that COURSE is the old one or the new one at any moment, whole, and whenever it is the new one
 * the old one is there to go back to. Folders whose names begin with a dot are no courses. A cut
 * between the steps leaves the new one as .COURSE.previous, and installing again mends that. A file
 * system that cannot exchange (exFAT, FAT before Linux 6.0) is refused, unless COURSE is new there.
 * The framework, where a pack has one, is put in place likewise, before the course. */
#ifndef APP_INSTALL_H
#define APP_INSTALL_H

#include "app/keys.h"
#include "exchange/coursepack.h"

/* Whether a pack may have a file of that name: course.yaml, modules (course_file_name), review.csv,
 * facilitator.md and workbook.md of a course; competencies.yaml of a framework, and what
 * course_file_name allows in its positions/, documents/ and interview/. */
bool install_allows(const char *name);

/* -- Making a pack ---------------------------------------------------------------------------- */

struct packing {
  const char *courses; /* the folder of courses */
  const char *course;  /* a course's folder, or the name of one in that folder */
  bool framework;      /* and the framework beside the course, or else that of the courses */
  struct {             /* ids of modules whose exams stay out: then nothing beside the modules goes
                          in, for it may tell of them (course_without_exam) */
    const char *const *list;
    size_t n;
  } sealed;
};

/* Appends the pack, signed with the newest of the keys (opened). Of the course go in its
 * course.yaml, the modules that this lists, and the three other files if they are there. Codes of
 * course_check where it has errors; "folder.no-course"; "pack.version": a version that no file name
 * could have; "pack.file": a file that is none, or is too large, or has a name that is too long. */
enum rc packing_make(const struct packing *how, const struct keys *keys, struct str *out,
                     struct diags *diags);

/* Appends a pack of one file alone: the module of that id, whole, with its exam. *file: its name in
 * the course. RC_USAGE "stick.no-exam": there is no such module, or it has no exam; otherwise as
 * packing_make. */
enum rc packing_make_exam(const struct packing *how, const char *module, const struct keys *keys,
                          struct str *out, struct diags *diags);

/* -- Installing ------------------------------------------------------------------------------- */

struct offer { /* {0}; offer_done */
  struct coursepack pack;
  struct str bytes;
  bool stranger; /* this laptop is enrolled with nobody: have the fingerprint compared first */
};

void offer_done(struct offer *offer);

/* Reads a pack and judges who signed it. RC_DATA "pack.revoked", "pack.stranger": the laptop is
 * enrolled, and its card does not vouch for the signer; "pack.name": not on the list; codes of
 * coursepack_read, of a file that cannot be read, and of a damaged card. */
enum rc offer_read(const char *store, const char *path, struct offer *offer, struct diags *diags);

enum install_step { INSTALL_FIRST, INSTALL_SAME, INSTALL_CHANGED };

struct installed {
  enum install_step step;
  char before[COURSEPACK_TEXT]; /* the version that was there; "" */
  bool framework;               /* it was changed too */
};

/* Puts it into the folder of courses, which is made if it is missing. older: what is older than
 * what is there may take its place. RC_DATA "install.older"; "pack.other": the manifest names
 * another course or version than is inside; "install.framework": the framework lacks what the one
 * that is there has, and other courses need; "install.taken": another thing has the course's name;
 * codes of course_check. RC_CREATE "install.read-only", "install.exchange", "install.failed";
 * RC_FULL, RC_IO "install.failed"; RC_BUSY "install.busy". Whatever fails, what was there is there.
 */
enum rc install_pack(const char *courses, const struct offer *offer, bool older,
                     struct installed *installed, struct diags *diags);

/* COURSE and its previous version change places: twice, and all is as it was. course: an id, or
 * "framework". version gets that which is there now. RC_MISSING "install.no-previous"; otherwise as
 * above. */
enum rc install_rollback(const char *courses, const char *course, char version[COURSEPACK_TEXT],
                         struct diags *diags);

/* Removes the previous version of a course, to which one then cannot go back. */
enum rc install_forget(const char *courses, const char *course, struct diags *diags);

/* Copies to a folder that is not there yet, with those above it, what packs could hold of all
 * courses and the framework: all of it or nothing. own: an absolute path. "install.read-only" and
 * "install.failed". */
enum rc install_adopt(const char *courses, const char *own, struct diags *diags);

#endif
