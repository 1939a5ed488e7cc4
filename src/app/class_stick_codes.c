/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The codes of a class, on the machine of whoever made its stick (app/class_stick.h). */
#include "app/keys_inner.h"
#include "app/mrz.h"
#include "app/class_stick.h"

#include "base/file.h"
#include "base/text.h"
#include "base/vec.h"
#include "exchange/json_value.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CODES_BYTES = 1 << 16 };
static const char kind[] = "class-codes";

void stick_codes_done(struct stick_codes *codes) {
  if (codes->exams.list)
    seal_wipe(codes->exams.list, codes->exams.n * sizeof *codes->exams.list);
  free(codes->exams.list);
  seal_wipe(codes, sizeof *codes);
}

static void draw(char out[SPOKEN_TEXT]) {
  uint64_t number;
  seal_random(&number, sizeof number);
  spoken_make(number, out);
  seal_wipe(&number, sizeof number);
}

const struct stick_exam_codes *stick_codes_of(struct stick_codes *codes, const char *path) {
  struct stick_exam_codes fresh = {0};
  for (size_t i = 0; i < codes->exams.n; i++)
    if (strcmp(codes->exams.list[i].path, path) == 0)
      return &codes->exams.list[i];
  strncpy(fresh.path, path, STICK_PATH - 1);
  draw(fresh.start);
  draw(fresh.closing);
  VEC_PUSH(&codes->exams, fresh);
  return &codes->exams.list[codes->exams.n - 1];
}

static const char *path_of(const char *store, const char *name, struct arena *arena) {
  return arena_printf(arena, "%s/" KEYS_FOLDER "/" STICK_FOLDER "%s.codes", store, name);
}

/* -- Writing ---------------------------------------------------------------------------------- */

static void codes_text(const struct stick_codes *codes, struct str *out) {
  json_t *root = json_object(), *exams = json_array();
  json_add(root, "mafunzo", json_string(kind));
  json_add(root, "version", json_integer(1));
  json_add(root, "id", json_hex(codes->id, ID_BYTES));
  json_add(root, "serial", json_integer(codes->serial));
  json_add(root, "code", json_string(codes->code));
  for (size_t i = 0; i < codes->exams.n; i++) {
    json_t *exam = json_object();
    json_add(exam, "path", json_string(codes->exams.list[i].path));
    json_add(exam, "start", json_string(codes->exams.list[i].start));
    json_add(exam, "closing", json_string(codes->exams.list[i].closing));
    json_push(exams, exam);
  }
  json_add(root, "exams", exams);
  json_put(out, root, JSON_COMPACT);
}

static void wipe(struct str *secret) {
  if (secret->at)
    seal_wipe(secret->at, secret->cap);
  str_done(secret);
}

enum rc stick_codes_write(const char *store, const struct keys *keys, const char *name,
                          const struct stick_codes *codes, struct diags *diags) {
  struct arena arena = {0};
  struct str text = {0}, sealed = {0};
  codes_text(codes, &text);
  age_seal(text.at, text.len, &keys->card.recipient, 1, &sealed);
  enum rc rc = file_write_whole(path_of(store, name, &arena), str_text(&sealed), sealed.len, diags);
  wipe(&text);
  str_done(&sealed);
  arena_done(&arena);
  return rc;
}

/* -- Reading ---------------------------------------------------------------------------------- */

static bool get_code(const json_t *object, const char *key, char out[SPOKEN_TEXT]) {
  const char *text = json_string_value(json_object_get(object, key));
  return text && spoken_read(text, out);
}

static bool get_exam(const json_t *object, struct stick_codes *codes) {
  struct stick_exam_codes exam = {0};
  const char *path = json_string_value(json_object_get(object, "path"));
  if (!path || strlen(path) >= STICK_PATH || !get_code(object, "start", exam.start) ||
      !get_code(object, "closing", exam.closing))
    return false;
  strcpy(exam.path, path);
  VEC_PUSH(&codes->exams, exam);
  return true;
}

static bool get_codes(const struct str *text, struct stick_codes *codes) {
  json_t *root = json_loadb(str_text(text), text->len, JSON_REJECT_DUPLICATES, NULL);
  const char *said = json_string_value(json_object_get(root, "mafunzo"));
  const char *id = json_string_value(json_object_get(root, "id"));
  const json_t *exams = json_object_get(root, "exams");
  json_int_t serial = json_integer_value(json_object_get(root, "serial"));
  bool good = said && strcmp(said, kind) == 0 && id && seal_unhex(id, codes->id, ID_BYTES) &&
              serial > 0 && serial < UINT32_MAX && get_code(root, "code", codes->code);
  for (size_t i = 0; good && i < json_array_size(exams); i++)
    good = get_exam(json_array_get(exams, i), codes);
  codes->serial = (uint32_t)serial;
  json_decref(root);
  return good;
}

/* By any pair: it may have been written before they were rotated. */
static bool unseal(const struct keys *keys, const struct str *bytes, struct str *text) {
  bool good = false;
  for (size_t i = keys->secrets.n; i-- > 0 && !good;)
    good = age_open(str_text(bytes), bytes->len, keys->secrets.list[i].open, text) == RC_OK;
  return good;
}

static enum rc read_file(const char *path, const struct keys *keys, struct stick_codes *codes,
                         struct diags *diags) {
  struct str bytes = {0}, text = {0};
  enum rc rc = mrz_load(path, CODES_BYTES, &bytes, diags);
  if (rc == RC_OK && (!unseal(keys, &bytes, &text) || !get_codes(&text, codes))) {
    diag_error(diags, (struct place){.file = path}, 1, "stick.codes",
               _("put a copy of the folder keys in its place, or make the class anew by another "
                 "name"),
               _("the codes of this class are damaged, or were sealed for other keys"));
    rc = RC_DATA;
  }
  wipe(&text);
  str_done(&bytes);
  return rc;
}

enum rc stick_codes_read(const char *store, const struct keys *keys, const char *name,
                         struct stick_codes *codes, struct diags *diags) {
  struct arena arena = {0};
  const char *path = path_of(store, name, &arena);
  *codes = (struct stick_codes){0};
  enum rc rc = RC_OK;
  if (!stick_name_fits(name) || access(path, F_OK) != 0) {
    diag_error(diags, (struct place){0}, 1, "stick.no-codes",
               _("mafunzo class new makes one; its codes are on the machine that made it"),
               _("there is no class of that name on this machine"));
    rc = RC_MISSING;
  } else
    rc = read_file(path, keys, codes, diags);
  arena_done(&arena);
  return rc;
}
