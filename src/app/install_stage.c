/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The new course, made whole beside the old one and checked there. */
#include "app/install_inner.h"

#include "course/course.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define STAGED(what) INSTALL_STAGING "/" what

enum rc install_unstage(struct install *in) {
  return beneath_remove(in->root, INSTALL_STAGING) ? RC_OK
                                                   : install_fault(in, INSTALL_STAGING, errno);
}

static bool is_wanted(const struct install *in, const char *name) {
  bool course = strncmp(name, COURSEPACK_COURSE, strlen(COURSEPACK_COURSE)) == 0;
  return course ? in->put_course : in->put_framework;
}

/* Every folder that a file was put in, and the staging folder itself. */
static bool flush_folders(const struct install *in) {
  static const char *const folders[] = {STAGED("course"),
                                        STAGED("framework/positions"),
                                        STAGED("framework/documents"),
                                        STAGED("framework/interview"),
                                        STAGED("framework"),
                                        INSTALL_STAGING};
  for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
    if (!beneath_sync_in(in->root, folders[i]) && errno != ENOENT)
      return false;
  return beneath_sync(in->root);
}

static enum rc write_all(struct install *in) {
  struct str path = {0};
  bool good = mkdirat(in->root, INSTALL_STAGING, 0755) == 0;
  for (size_t i = 0; good && i < in->pack->files.n; i++) {
    const struct coursepack_file *file = &in->pack->files.list[i];
    str_clear(&path);
    str_printf(&path, "%s/%s", INSTALL_STAGING, file->name);
    if (is_wanted(in, file->name))
      good = beneath_write(in->root, path.at, file->at, file->len);
  }
  good = good && flush_folders(in);
  str_done(&path);
  return good ? RC_OK : install_fault(in, NULL, errno);
}

/* -- Checking --------------------------------------------------------------------------------- */

static const char *path_to(struct install *in, const char *name) {
  return arena_printf(&in->arena, "%s/%s", in->courses, name);
}

/* As its author would be told, but for where it lies for the moment. */
static enum rc check(struct install *in, const char *staged) {
  struct diags told = {0};
  struct course_counts counts;
  const char *prefix = arena_printf(&in->arena, "%s/", path_to(in, INSTALL_STAGING));
  enum rc rc = course_check(path_to(in, staged), path_to(in, INSTALL_FRAMEWORK), &told, &counts);
  if (rc != RC_OK)
    install_retell(&told, prefix, in->diags);
  diags_done(&told);
  return rc;
}

static enum rc refuse(struct install *in, const char *code, const char *hint, const char *message) {
  diag_error(in->diags, (struct place){.file = in->courses}, 1, code, hint, "%s", message);
  return RC_DATA;
}

static enum rc refuse_other(struct install *in) {
  return refuse(in, "pack.other",
                _("get the pack anew from whoever made it; nothing of it was taken"),
                _("what is in this pack is not what it says of itself"));
}

static enum rc check_course(struct install *in) {
  struct catalogue catalogue;
  struct diags untold = {0};
  enum rc rc = check(in, STAGED("course"));
  if (rc != RC_OK)
    return rc;
  catalogue_load(path_to(in, STAGED("course")), NULL, &catalogue, &untold);
  bool same = catalogue.n == 1 && strcmp(catalogue.courses[0].id, in->pack->course) == 0 &&
              strcmp(catalogue.courses[0].version, in->pack->version) == 0;
  catalogue_done(&catalogue);
  diags_done(&untold);
  return same ? RC_OK : refuse_other(in);
}

/* Courses name competencies and posts; a framework without one of them would break these. */
static bool has_all(const struct framework *now, const struct framework *before) {
  for (size_t i = 0; i < before->n_competencies; i++)
    if (framework_competency(now, before->competencies[i].id) < 0)
      return false;
  for (size_t i = 0; i < before->n_positions; i++)
    if (framework_position(now, before->positions[i].id) < 0)
      return false;
  return true;
}

static enum rc check_framework(struct install *in) {
  struct diags untold = {0};
  enum rc rc = check(in, STAGED("framework"));
  if (rc != RC_OK)
    return rc;
  struct framework *now = framework_load(path_to(in, STAGED("framework")), &untold);
  struct framework *before = framework_load(path_to(in, INSTALL_FRAMEWORK), &untold);
  if (!now || strcmp(now->version, in->pack->framework) != 0)
    rc = refuse_other(in);
  else if (before && !has_all(now, before))
    rc = refuse(in, "install.framework",
                _("ask for a pack whose framework has them, or for one without a framework"),
                _("the framework of this pack lacks competencies or posts that the one here has, "
                  "and other courses may need"));
  framework_free(now);
  framework_free(before);
  diags_done(&untold);
  return rc;
}

enum rc install_stage(struct install *in) {
  enum rc rc = install_unstage(in);
  if (rc == RC_OK)
    rc = write_all(in);
  if (rc == RC_OK && in->put_framework)
    rc = check_framework(in);
  if (rc == RC_OK && in->put_course)
    rc = check_course(in);
  return rc;
}
