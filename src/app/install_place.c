/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where courses are, and how one takes the place of another. */
#include "app/install_inner.h"

#include "course/course.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum rc install_fault(const struct install *in, const char *name, int error) {
  struct arena arena = {0};
  struct place at = {.file = name ? arena_printf(&arena, "%s/%s", in->courses, name) : in->courses};
  bool full = error == ENOSPC || error == EDQUOT || error == EFBIG;
  bool closed = error == EROFS || error == EACCES || error == EPERM;
  if (closed)
    diag_error(in->diags, at, 1, "install.read-only",
               _("copy the courses to a folder of your own, and say it with --courses; mafunzo "
                 "explain install.read-only tells how"),
               _("you may not change the courses in this folder"));
  else
    diag_error(in->diags, at, 1, "install.failed",
               full ? _("make room on this disk, then try again")
                    : _("the disk may be failing: make a backup of the records"),
               _("the course could not be put in place, and what was there is there: %s"),
               strerror(error));
  arena_done(&arena);
  return full ? RC_FULL : error == EIO ? RC_IO : RC_CREATE;
}

/* -- The folder of courses -------------------------------------------------------------------- */

static enum rc refuse_folder(struct install *in, enum rc rc, const char *code, const char *hint,
                             const char *message) {
  diag_error(in->diags, (struct place){.file = in->courses}, 1, code, hint, "%s", message);
  return rc;
}

enum rc install_open(const char *courses, bool make, struct install *in, struct diags *diags) {
  *in = (struct install){.courses = courses, .root = -1, .diags = diags};
  if (make && mkdir(courses, 0755) != 0 && errno != EEXIST)
    return install_fault(in, NULL, errno);
  in->root = beneath_folder(courses);
  if (in->root < 0)
    return install_fault(in, NULL, errno);
  if (beneath_is(in->root, "course.yaml"))
    return refuse_folder(in, RC_DATA, "install.folder", _("say the folder that it lies in"),
                         _("this is a course, and no folder of courses"));
  if (flock(in->root, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    return refuse_folder(in, RC_BUSY, "install.busy", _("wait until it has ended, then try again"),
                         _("another mafunzo is installing a course here"));
  return RC_OK;
}

void install_close(struct install *in) {
  if (in->root >= 0)
    close(in->root);
  arena_done(&in->arena);
}

static const char *last_name(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

static void find_framework(struct install *in) {
  struct diags untold = {0};
  in->framework = (struct place_of){
      .name = INSTALL_FRAMEWORK, .version = "", .there = beneath_is(in->root, INSTALL_FRAMEWORK)};
  struct framework *framework =
      framework_load(arena_printf(&in->arena, "%s/%s", in->courses, INSTALL_FRAMEWORK), &untold);
  if (framework)
    in->framework.version = arena_strdup(&in->arena, framework->version);
  framework_free(framework);
  diags_done(&untold);
}

void install_find(struct install *in, const char *id) {
  struct catalogue catalogue;
  struct diags untold = {0};
  in->course = (struct place_of){.name = arena_strdup(&in->arena, id), .version = ""};
  catalogue_load(in->courses, NULL, &catalogue, &untold);
  for (size_t i = 0; i < catalogue.n && !in->course.there; i++)
    if (strcmp(catalogue.courses[i].id, id) == 0)
      in->course = (struct place_of){
          .name = arena_strdup(&in->arena, last_name(catalogue.courses[i].folder)),
          .version = arena_strdup(&in->arena, catalogue.courses[i].version),
          .there = true};
  catalogue_done(&catalogue);
  diags_done(&untold);
  find_framework(in);
}

/* -- Taking the place ------------------------------------------------------------------------- */

static const char *previous_of(struct install *in, const struct place_of *place) {
  return arena_printf(&in->arena, ".%s.previous", place->name);
}

static bool exchange(int left, const char *from, int right, const char *to) {
  return renameat2(left, from, right, to, RENAME_EXCHANGE) == 0;
}

static enum rc swap_fault(struct install *in, const char *name, int error) {
  if (error != EINVAL && error != ENOSYS)
    return install_fault(in, name, error);
  return refuse_folder(in, RC_CREATE, "install.exchange",
                       _("have the courses on the disk of the laptop itself: --courses FOLDER"),
                       _("this file system cannot exchange two folders, and a power cut could "
                         "leave no course at all"));
}

/* The new one becomes the previous one, for a moment. */
static bool lay_beside(struct install *in, int staging, const char *from, const char *previous) {
  bool done = beneath_is(in->root, previous) ? exchange(staging, from, in->root, previous)
                                             : renameat(staging, from, in->root, previous) == 0;
  return done && beneath_sync(in->root) && beneath_sync(staging);
}

static enum rc put(struct install *in, int staging, const char *from,
                   const struct place_of *place) {
  const char *previous = previous_of(in, place);
  if (!place->there)
    return renameat(staging, from, in->root, place->name) == 0 && beneath_sync(in->root)
               ? RC_OK
               : install_fault(in, place->name, errno);
  bool had = beneath_is(in->root, previous);
  if (!lay_beside(in, staging, from, previous))
    return swap_fault(in, place->name, errno);
  bool done = exchange(in->root, place->name, in->root, previous);
  if (done && beneath_sync(in->root))
    return RC_OK;
  int error = errno;
  if (done)
    exchange(in->root, place->name, in->root, previous);
  if (had) /* as it was */
    exchange(staging, from, in->root, previous);
  else
    renameat(in->root, previous, staging, from);
  return swap_fault(in, place->name, error);
}

enum rc install_put(struct install *in, const char *from, const struct place_of *place) {
  int staging = beneath_open(in->root, INSTALL_STAGING, O_RDONLY | O_DIRECTORY);
  if (staging < 0)
    return install_fault(in, INSTALL_STAGING, errno);
  enum rc rc = put(in, staging, from, place);
  close(staging);
  return rc;
}

enum rc install_drop_previous(struct install *in, const struct place_of *place) {
  const char *previous = previous_of(in, place);
  return beneath_remove(in->root, previous) && beneath_sync(in->root)
             ? RC_OK
             : install_fault(in, previous, errno);
}

enum rc install_swap_back(struct install *in, const struct place_of *place) {
  const char *previous = previous_of(in, place);
  bool fits = place->there || coursepack_text_fits(place->name); /* what was typed may be a path */
  if (!fits || !beneath_is(in->root, previous))
    return refuse_folder(in, RC_MISSING, "install.no-previous",
                         _("install a pack of the version that you want"),
                         _("there is no previous version of this here"));
  bool done = place->there ? exchange(in->root, place->name, in->root, previous)
                           : renameat(in->root, previous, in->root, place->name) == 0;
  if (!done)
    return swap_fault(in, place->name, errno);
  return beneath_sync(in->root) ? RC_OK : install_fault(in, place->name, errno);
}
