/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making a class stick (app/class_stick.h). */
#include "app/class_stick.h"

#include "app/beneath.h"
#include "app/install.h"
#include "app/mrz.h"
#include "base/text.h"
#include "base/vec.h"
#include "exchange/csv.h"
#include "exchange/format.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct made { /* a file of the stick */
  char name[STICK_NAME];
  struct str bytes;
};

struct work {
  struct app *app;
  const struct stick_wanted *wanted;
  const struct keys *keys;
  struct stick stick;
  struct stick_codes *codes;
  struct {
    struct made *list;
    size_t n, cap;
  } files;
  struct {
    struct person *list;
    size_t n, cap;
  } people;
  struct diags *diags;
};

static const uint8_t *secret(const struct keys *keys) {
  return keys->secrets.list[keys->secrets.n - 1].sign;
}

static struct made *add_file(struct work *w, const char *name) {
  struct made made = {0};
  snprintf(made.name, sizeof made.name, "%s", name);
  VEC_PUSH(&w->files, made);
  return &w->files.list[w->files.n - 1];
}

static void hash_of(const struct made *made, struct stick_file *file) {
  strcpy(file->name, made->name);
  seal_hash(&(struct seal_part){made->bytes.at, made->bytes.len}, 1, file->hash);
}

/* -- People ----------------------------------------------------------------------------------- */

static void keep_person(void *ctx, const struct person *person) {
  struct work *w = ctx;
  VEC_PUSH(&w->people, *person);
}

static int by_code(const void *a, const void *b) {
  return strcmp(((const struct person *)a)->code, ((const struct person *)b)->code);
}

static enum rc write_roster(struct work *w) {
  struct arena arena = {0};
  struct sink sink = {0};
  const struct paper_head head = {.id = "roster", .title = "roster", .confidential = true};
  qsort(w->people.list, w->people.n, sizeof *w->people.list, by_code);
  const struct table *table = roster_people_table(&arena, w->people.list, w->people.n);
  enum rc rc =
      format_write(&format_csv, paper_of_table(&arena, &head, table), NULL, &sink, w->diags);
  str_add(&w->stick.roster, str_text(&sink.text), sink.text.len);
  for (size_t i = 0; i < w->people.n; i++) {
    struct stick_person person;
    code_read(w->people.list[i].code, person.code);
    memcpy(person.id, w->people.list[i].id, ID_BYTES);
    VEC_PUSH(&w->stick.people, person);
  }
  sink_done(&sink);
  arena_done(&arena);
  return rc;
}

static enum rc take_roster(struct work *w, struct roster_taken *taken) {
  struct str bytes = {0};
  const struct roster_how how = {.each = keep_person, .ctx = w};
  const char *path = w->wanted->roster;
  enum rc rc = mrz_load(path, STICK_BYTES / 2, &bytes, w->diags);
  if (rc == RC_OK)
    rc = roster_take_how(w->app, path, str_text(&bytes), bytes.len, &how, taken, w->diags);
  str_done(&bytes);
  return rc == RC_OK ? write_roster(w) : rc;
}

/* -- Card and courses ------------------------------------------------------------------------- */

static enum rc add_card(struct work *w) {
  struct made *card = add_file(w, STICK_CARD);
  if (w->keys->role == KEYS_TRAINER)
    return trust_card_naming(w->app->folder, w->keys->card.signer, &card->bytes, w->diags);
  keys_card(w->keys, NULL, &card->bytes);
  return RC_OK;
}

static enum rc refuse(struct work *w, const char *code, const char *hint, const char *message,
                      const char *what) {
  diag_error(w->diags, (struct place){0}, 1, code, hint, "%s: %s", message, what);
  return RC_USAGE;
}

static bool has_file(const struct work *w, const char *name) {
  for (size_t i = 0; i < w->files.n; i++)
    if (strcmp(w->files.list[i].name, name) == 0)
      return true;
  return false;
}

static enum rc name_pack(struct work *w, struct made *made, const struct packing *how) {
  struct coursepack pack = {0};
  char name[STICK_NAME] = "";
  enum rc rc = coursepack_read(how->course, &made->bytes, &pack, w->diags);
  if (rc == RC_OK && (size_t)snprintf(name, sizeof name, "%s.pack", pack.course) >= sizeof name)
    rc = refuse(w, "stick.name", _("give the course a shorter id"),
                _("this name is too long for a class stick"), pack.course);
  if (rc == RC_OK && has_file(w, name))
    rc = refuse(w, "stick.twice", _("say each course once"), _("this course was said twice"),
                pack.course);
  strcpy(made->name, name);
  coursepack_done(&pack);
  return rc;
}

/* COURSE/MODULE of that course; NULL: it is of another. */
static const char *module_of(const char *exam, const char *course) {
  size_t len = strlen(course);
  return strncmp(exam, course, len) == 0 && exam[len] == '/' ? exam + len + 1 : NULL;
}

/* Without what is sealed of it. */
static enum rc add_course(struct work *w, const char *course, bool framework) {
  const char *sealed[STICK_SITTINGS + 1];
  struct packing how = {.courses = w->app->courses,
                        .course = course,
                        .framework = framework,
                        .sealed = {.list = sealed}};
  for (size_t i = 0; i < w->wanted->exams.n; i++)
    if ((sealed[how.sealed.n] = module_of(w->wanted->exams.list[i], course)))
      how.sealed.n++;
  struct made *made = add_file(w, "");
  struct stick_file file;
  enum rc rc = packing_make(&how, w->keys, &made->bytes, w->diags);
  if (rc == RC_OK)
    rc = name_pack(w, made, &how);
  if (rc != RC_OK)
    return rc;
  hash_of(made, &file);
  VEC_PUSH(&w->stick.packs, file);
  return RC_OK;
}

static bool is_said(const struct work *w, const char *exam) {
  for (size_t i = 0; i < w->wanted->courses.n; i++)
    if (module_of(exam, w->wanted->courses.list[i]))
      return true;
  return false;
}

static enum rc add_courses(struct work *w) {
  enum rc rc = RC_OK;
  for (size_t i = 0; rc == RC_OK && i < w->wanted->exams.n; i++)
    if (!is_said(w, w->wanted->exams.list[i]))
      rc = refuse(w, "stick.no-course", _("say its course too, by its id: --course COURSE"),
                  _("the course of this exam is not on the stick"), w->wanted->exams.list[i]);
  for (size_t i = 0; rc == RC_OK && i < w->wanted->courses.n; i++)
    rc = add_course(w, w->wanted->courses.list[i], w->wanted->framework && i == 0);
  return rc;
}

/* -- Sealed exams ----------------------------------------------------------------------------- */

static enum rc refuse_memory(struct work *w) {
  diag_error(w->diags, (struct place){0}, 1, "stick.memory",
             _("close other programs, then try again"),
             _("there is not enough memory to make a key of the code"));
  return RC_IO;
}

static enum rc seal_exam(struct work *w, const char *exam, const struct str *pack) {
  struct stick_sitting sitting = {0};
  struct arena arena = {0};
  struct str closing = {0};
  uint8_t hash[HASH_BYTES];
  const char *path = arena_printf(&arena, "%s/exam", exam);
  const struct stick_exam_codes *codes = stick_codes_of(w->codes, path);
  struct made *made = add_file(w, arena_printf(&arena, "exam-%zu.sealed", w->stick.sittings.n + 1));
  snprintf(sitting.path, sizeof sitting.path, "%s", path);
  stick_closing(w->stick.id, sitting.path, hash);
  bool good = codebox_seal(BOX_EXAM, codes->start, pack->at, pack->len, &made->bytes) &&
              codebox_seal(BOX_CLOSING, codes->closing, hash, sizeof hash, &closing);
  if (good) {
    memcpy(sitting.closing, closing.at, STICK_CLOSING);
    hash_of(made, &sitting.file);
    VEC_PUSH(&w->stick.sittings, sitting);
  }
  str_done(&closing);
  arena_done(&arena);
  return good ? RC_OK : refuse_memory(w);
}

static enum rc add_exam(struct work *w, const char *exam) {
  struct arena arena = {0};
  struct str pack = {0};
  const char *slash = strchr(exam, '/');
  const struct packing how = {.courses = w->app->courses,
                              .course = arena_strndup(&arena, exam, (size_t)(slash - exam))};
  enum rc rc = packing_make_exam(&how, slash + 1, w->keys, &pack, w->diags);
  if (rc == RC_OK)
    rc = seal_exam(w, exam, &pack);
  str_done(&pack);
  arena_done(&arena);
  return rc;
}

static enum rc add_exams(struct work *w) {
  enum rc rc = RC_OK;
  for (size_t i = 0; rc == RC_OK && i < w->wanted->exams.n; i++)
    rc = add_exam(w, w->wanted->exams.list[i]);
  return rc;
}

/* -- Codes, and the box ----------------------------------------------------------------------- */

/* Those of before, with the next serial; the first time new ones. */
static enum rc find_codes(struct work *w) {
  struct diags untold = {0};
  uint64_t number;
  const char *store = w->app->folder, *name = w->wanted->name;
  enum rc rc = stick_codes_read(store, w->keys, name, w->codes, &untold);
  if (rc == RC_MISSING) {
    seal_random(w->codes->id, ID_BYTES);
    seal_random(&number, sizeof number);
    spoken_make(number, w->codes->code);
  }
  diags_done(&untold);
  if (rc != RC_OK && rc != RC_MISSING)
    return stick_codes_read(store, w->keys, name, w->codes, w->diags);
  w->codes->serial++;
  memcpy(w->stick.id, w->codes->id, ID_BYTES);
  w->stick.serial = w->codes->serial;
  return RC_OK;
}

/* On the disk before the stick is: a stick whose codes nobody knows helps nobody. */
static enum rc keep_codes(struct work *w) {
  return stick_codes_write(w->app->folder, w->keys, w->wanted->name, w->codes, w->diags);
}

static enum rc add_box(struct work *w) {
  struct str text = {0};
  struct stick *stick = &w->stick;
  strcpy(stick->name, w->wanted->name);
  memcpy(stick->signer, w->keys->card.signer, KEY_BYTES);
  stick->settings = w->wanted->settings;
  stick_write(stick, secret(w->keys), &text);
  struct made *box = add_file(w, STICK_SEALED);
  bool good = codebox_seal(BOX_CLASS, w->codes->code, text.at, text.len, &box->bytes);
  seal_wipe(text.at, text.cap);
  str_done(&text);
  return good ? RC_OK : refuse_memory(w);
}

/* -- Onto the stick --------------------------------------------------------------------------- */

static enum rc stick_fault(struct work *w, int error) {
  bool full = error == ENOSPC || error == EDQUOT || error == EFBIG;
  diag_error(w->diags, (struct place){.file = w->wanted->out}, 1, "stick.failed",
             full ? _("make room on the stick, then try again")
                  : _("see that the stick is there and can be written"),
             _("the class could not be written, and what was there is there: %s"), strerror(error));
  return full ? RC_FULL : error == EIO ? RC_IO : RC_CREATE;
}

static bool write_files(const struct work *w, int stick, const char *part) {
  struct str path = {0};
  bool good = beneath_remove(stick, part);
  for (size_t i = 0; good && i < w->files.n; i++) {
    const struct made *made = &w->files.list[i];
    str_clear(&path);
    str_printf(&path, "%s/%s", part, made->name);
    good = beneath_write(stick, path.at, str_text(&made->bytes), made->bytes.len);
  }
  str_done(&path);
  return good && beneath_sync_in(stick, part) && beneath_sync(stick);
}

/* At once. A file system that cannot exchange (FAT before Linux 6.0) has the old one beside for a
 * moment: a cut then leaves no class, and making it again mends that. */
static bool take_place(int stick, const char *part, const char *name, const char *old) {
  if (!beneath_is(stick, name))
    return renameat(stick, part, stick, name) == 0;
  if (renameat2(stick, part, stick, name, RENAME_EXCHANGE) == 0)
    return true;
  return (errno == EINVAL || errno == ENOSYS) && beneath_remove(stick, old) &&
         renameat(stick, name, stick, old) == 0 && renameat(stick, part, stick, name) == 0;
}

static enum rc put(struct work *w) {
  struct arena arena = {0};
  const char *name = arena_printf(&arena, STICK_FOLDER "%s", w->wanted->name);
  const char *part = arena_printf(&arena, ".%s.part", name);
  const char *old = arena_printf(&arena, ".%s.old", name);
  int stick = beneath_folder(w->wanted->out);
  bool good = stick >= 0 && write_files(w, stick, part) && take_place(stick, part, name, old) &&
              beneath_sync(stick);
  enum rc rc = good ? RC_OK : stick_fault(w, errno);
  if (stick >= 0) { /* of the new one, or of the one before */
    beneath_remove(stick, part);
    beneath_remove(stick, old);
    close(stick);
  }
  arena_done(&arena);
  return rc;
}

static enum rc check_wanted(struct work *w) {
  const struct stick_wanted *wanted = w->wanted;
  if (!stick_name_fits(wanted->name) || strlen(wanted->name) >= STICK_NAME - sizeof STICK_FOLDER)
    return refuse(w, "stick.name", _("letters, digits, dots and hyphens: 2026-A"),
                  _("a class cannot have this name"), wanted->name);
  if (wanted->exams.n > STICK_SITTINGS)
    return refuse(w, "stick.many", _("make another class for the others"),
                  _("so many exams do not fit on one stick, from this one on"),
                  wanted->exams.list[STICK_SITTINGS]);
  for (size_t i = 0; i < wanted->exams.n; i++)
    if (!strchr(wanted->exams.list[i], '/') || strlen(wanted->exams.list[i]) > STICK_PATH - 6)
      return refuse(w, "stick.no-exam",
                    _("say the course and the module: passport-examination/machine-readable-zone"),
                    _("this is no exam"), wanted->exams.list[i]);
  return RC_OK;
}

static void work_done(struct work *w) {
  for (size_t i = 0; i < w->files.n; i++)
    str_done(&w->files.list[i].bytes);
  free(w->files.list);
  free(w->people.list);
  stick_done(&w->stick);
}

enum rc stick_make(struct app *app, const struct stick_wanted *wanted, const struct keys *keys,
                   struct roster_taken *taken, struct stick_codes *codes, struct diags *diags) {
  struct work w = {.app = app, .wanted = wanted, .keys = keys, .codes = codes, .diags = diags};
  *codes = (struct stick_codes){0};
  *taken = (struct roster_taken){0};
  enum rc rc = check_wanted(&w);
  if (rc == RC_OK)
    rc = add_card(&w);
  if (rc == RC_OK)
    rc = find_codes(&w);
  if (rc == RC_OK)
    rc = add_courses(&w);
  if (rc == RC_OK)
    rc = add_exams(&w);
  if (rc == RC_OK)
    rc = take_roster(&w, taken);
  if (rc == RC_OK)
    rc = keep_codes(&w);
  if (rc == RC_OK)
    rc = add_box(&w);
  if (rc == RC_OK)
    rc = put(&w);
  work_done(&w);
  return rc;
}
