/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening and closing a sitting by the codes that are read aloud (app/sitting.h). */
#include "app/inner.h"
#include "app/mrz.h"
#include "app/pack_read.h"
#include "app/sitting.h"
#include "app/trust.h"
#include "base/file.h"
#include "base/text.h"

#include <string.h>

struct work {
  struct app *app;
  struct joined joined;
  char code[SPOKEN_TEXT];
  struct arena arena;
  struct diags *diags;
};

static enum rc refuse(struct work *w, enum rc rc, const char *code, const char *hint,
                      const char *message) {
  diag_error(w->diags, (struct place){0}, 1, code, hint, "%s", message);
  return rc;
}

enum rc sitting_hear(const char *typed, char code[SPOKEN_TEXT], struct diags *diags) {
  if (spoken_read(typed, code))
    return RC_OK;
  diag_error(diags, (struct place){0}, 1, "stick.mistyped",
             _("three groups of four; 0, 1, I, L and O are in none: have it read once more"),
             _("this is no code: a sign is wrong or missing"));
  return RC_USAGE;
}

static enum rc begin(struct work *w, const char *typed) {
  enum rc rc = joined_read(w->app->folder, &w->joined, w->diags);
  if (rc == RC_MISSING)
    return refuse(w, rc, "class.none", _("take the class stick in: mafunzo class join STICK"),
                  _("this laptop is of no class"));
  return rc == RC_OK ? sitting_hear(typed, w->code, w->diags) : rc;
}

static void done(struct work *w) {
  joined_done(&w->joined);
  seal_wipe(w->code, sizeof w->code);
  arena_done(&w->arena);
}

static enum rc other_code(struct work *w, enum rc rc) {
  if (rc == RC_IO)
    return refuse(w, rc, "stick.memory", _("close other programs, then try again"),
                  _("there is not enough memory to make a key of the code"));
  return refuse(w, RC_USAGE, "sitting.code", _("have it read once more, and mind which code it is"),
                _("this is the code of something else"));
}

/* -- Starting --------------------------------------------------------------------------------- */

static enum rc open_one(struct work *w, const struct sitting *sitting, struct str *bytes) {
  struct str box = {0};
  const char *path =
      arena_printf(&w->arena, "%s/class/%s", w->app->folder, sitting->what.file.name);
  enum rc rc = mrz_load(path, CODEBOX_BYTES, &box, w->diags);
  if (rc == RC_OK)
    rc = codebox_open(BOX_EXAM, w->code, str_text(&box), box.len, bytes);
  if (rc == RC_DATA || rc == RC_NEWER)
    diag_error(w->diags, (struct place){.file = path}, 1, "class.damaged",
               _("take the class stick in once more: mafunzo class join STICK"),
               _("what this laptop knew of its class is damaged"));
  str_done(&box);
  return rc;
}

/* The one that the code opens. */
static enum rc find(struct work *w, struct sitting **found, struct str *bytes) {
  enum rc rc = RC_USAGE;
  for (size_t i = 0; rc == RC_USAGE && i < w->joined.sittings.n; i++) {
    *found = &w->joined.sittings.list[i];
    rc = open_one(w, *found, bytes);
  }
  return rc == RC_USAGE || rc == RC_IO ? other_code(w, rc) : rc;
}

static enum rc check_signer(struct work *w, const struct coursepack *pack) {
  struct trust trust;
  enum rc rc = trust_read(w->app->folder, &trust, w->diags);
  if (rc == RC_OK && !trust_knows(&trust, pack->signer))
    rc = refuse(w, RC_DATA, "stick.stranger",
                _("take nothing from it; tell the coordinator where it came from"),
                _("the coordinator does not vouch for whoever made this stick"));
  trust_done(&trust);
  return rc;
}

/* The file of one module, that the course here lists, and no other. */
static const char *file_of(const struct course *course, const struct coursepack *pack) {
  size_t prefix = strlen(COURSEPACK_COURSE);
  if (pack->files.n != 1 || strncmp(pack->files.list[0].name, COURSEPACK_COURSE, prefix) != 0)
    return NULL;
  for (size_t i = 0; i < course->n_files; i++)
    if (strcmp(course->files[i], pack->files.list[0].name + prefix) == 0)
      return course->files[i];
  return NULL;
}

/* Where it goes; NULL: the course that is here is not the one that it belongs to. */
static const char *target_of(struct work *w, const struct coursepack *pack) {
  const struct course *course = app_course(w->app, pack->course);
  const char *file = course && !course->broken && strcmp(course->version, pack->version) == 0
                         ? file_of(course, pack)
                         : NULL;
  if (file)
    return arena_printf(&w->arena, "%s/%s", course->folder, file);
  refuse(w, RC_DATA, "sitting.version", _("take the class stick in once more"),
         _("the course on this laptop is not the one that this exam belongs to"));
  return NULL;
}

/* First that it is open, then what is to be sat. */
static enum rc put(struct work *w, struct sitting *sitting, unsigned seat,
                   const struct coursepack *pack) {
  const char *target = target_of(w, pack);
  if (!target)
    return RC_DATA;
  if (sitting->stage == SITTING_SEALED)
    sitting->stage = SITTING_OPEN;
  if (seat)
    w->joined.seat = seat;
  enum rc rc = joined_write(w->app->folder, &w->joined, w->diags);
  if (rc == RC_OK)
    rc = file_write_whole(target, pack->files.list[0].at, pack->files.list[0].len, w->diags);
  if (rc == RC_OK)
    app_course_changed(w->app);
  return rc;
}

static enum rc start(struct work *w, unsigned seat, struct sitting **sitting) {
  struct str bytes = {0};
  struct coursepack pack = {0};
  enum rc rc = find(w, sitting, &bytes);
  if (rc == RC_OK)
    rc = pack_read_caged(_("the sealed exam"), &bytes, &pack, w->diags);
  if (rc == RC_OK)
    rc = check_signer(w, &pack);
  if (rc == RC_OK)
    rc = put(w, *sitting, seat, &pack);
  coursepack_done(&pack);
  str_done(&bytes);
  return rc;
}

enum rc sitting_start(struct app *app, const char *typed, unsigned seat, const char **path,
                      struct diags *diags) {
  struct work w = {.app = app, .diags = diags};
  struct sitting *sitting = NULL;
  enum rc rc = begin(&w, typed);
  if (rc == RC_OK)
    rc = start(&w, seat, &sitting);
  if (rc == RC_OK)
    *path = arena_strdup(&app->arena, sitting->what.path);
  done(&w);
  return rc;
}

/* -- Closing ---------------------------------------------------------------------------------- */

static enum rc close_one(struct work *w, const struct sitting *sitting) {
  struct str inside = {0};
  uint8_t hash[HASH_BYTES];
  stick_closing(w->joined.id, sitting->what.path, hash);
  enum rc rc = codebox_open(BOX_CLOSING, w->code, sitting->what.closing, STICK_CLOSING, &inside);
  if (rc == RC_OK && (inside.len != HASH_BYTES || memcmp(inside.at, hash, HASH_BYTES) != 0))
    rc = RC_USAGE;
  str_done(&inside);
  return rc;
}

static enum rc close_any(struct work *w, const char **path) {
  enum rc rc = RC_USAGE;
  for (size_t i = 0; rc == RC_USAGE && i < w->joined.sittings.n; i++) {
    struct sitting *sitting = &w->joined.sittings.list[i];
    if (sitting->stage != SITTING_SEALED && (rc = close_one(w, sitting)) == RC_OK) {
      sitting->stage = SITTING_CLOSED;
      *path = arena_strdup(&w->app->arena, sitting->what.path);
    }
  }
  return rc == RC_OK ? joined_write(w->app->folder, &w->joined, w->diags) : other_code(w, rc);
}

enum rc sitting_close(struct app *app, const char *typed, const char **path, struct diags *diags) {
  struct work w = {.app = app, .diags = diags};
  enum rc rc = begin(&w, typed);
  if (rc == RC_OK)
    rc = close_any(&w, path);
  done(&w);
  return rc;
}
