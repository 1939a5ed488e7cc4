/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/stick.h"

#include "base/vec.h"
#include "exchange/card.h"
#include "exchange/json_value.h"
#include "exchange/minisign.h"

#include <stdlib.h>
#include <string.h>

enum { LAYOUT = 1, PEOPLE = 100000 };
static const char kind[] = "class";
static const char signs[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";

void stick_done(struct stick *stick) {
  if (stick->roster.at)
    seal_wipe(stick->roster.at, stick->roster.cap);
  str_done(&stick->roster);
  free(stick->people.list);
  free(stick->packs.list);
  free(stick->sittings.list);
  *stick = (struct stick){0};
}

bool stick_name_fits(const char *name) {
  size_t len = strlen(name);
  return len && len < STICK_NAME && *name != '.' && strspn(name, signs) == len;
}

void stick_closing(const uint8_t id[ID_BYTES], const char *path, uint8_t out[HASH_BYTES]) {
  static const char what[] = "mafunzo closing 1";
  seal_hash((struct seal_part[]){{what, sizeof what}, {id, ID_BYTES}, {path, strlen(path)}}, 3,
            out);
}

/* -- Writing ---------------------------------------------------------------------------------- */

static json_t *json_settings(const struct settings *settings) {
  json_t *object = json_object();
  for (size_t i = 0; i < SETTINGS_NAMES; i++) {
    char value[SETTINGS_VALUE];
    settings_get(settings, i, value);
    json_add(object, settings_names[i], json_string(value));
  }
  return object;
}

static json_t *json_people(const struct stick *stick) {
  json_t *array = json_array();
  for (size_t i = 0; i < stick->people.n; i++) {
    json_t *object = json_object();
    json_add(object, "code", json_string(stick->people.list[i].code));
    json_add(object, "id", json_hex(stick->people.list[i].id, ID_BYTES));
    json_push(array, object);
  }
  return array;
}

static json_t *json_file(const struct stick_file *file) {
  json_t *object = json_object();
  json_add(object, "file", json_string(file->name));
  json_add(object, "blake2b", json_hex(file->hash, HASH_BYTES));
  return object;
}

static json_t *json_packs(const struct stick *stick) {
  json_t *array = json_array();
  for (size_t i = 0; i < stick->packs.n; i++)
    json_push(array, json_file(&stick->packs.list[i]));
  return array;
}

json_t *stick_sitting_json(const struct stick_sitting *sitting) {
  json_t *object = json_file(&sitting->file);
  json_add(object, "path", json_string(sitting->path));
  json_add(object, "closing", json_base64(sitting->closing, STICK_CLOSING));
  return object;
}

static json_t *json_sittings(const struct stick *stick) {
  json_t *array = json_array();
  for (size_t i = 0; i < stick->sittings.n; i++)
    json_push(array, stick_sitting_json(&stick->sittings.list[i]));
  return array;
}

static json_t *json_signer(const uint8_t signer[KEY_BYTES]) {
  struct str text = {0};
  minisign_public_text(signer, &text);
  json_t *value = json_string(text.at);
  str_done(&text);
  return value;
}

void stick_write(const struct stick *stick, const uint8_t secret[SECRET_BYTES], struct str *out) {
  struct str text = {0};
  json_t *root = json_object();
  json_add(root, "mafunzo", json_string(kind));
  json_add(root, "version", json_integer(LAYOUT));
  json_add(root, "id", json_hex(stick->id, ID_BYTES));
  json_add(root, "name", json_string(stick->name));
  json_add(root, "serial", json_integer(stick->serial));
  json_add(root, "signer", json_signer(stick->signer));
  json_add(root, "settings", json_settings(&stick->settings));
  json_add(root, "roster", json_string(str_text(&stick->roster)));
  json_add(root, "people", json_people(stick));
  json_add(root, "packs", json_packs(stick));
  json_add(root, "sittings", json_sittings(stick));
  json_put(&text, root, JSON_INDENT(1));
  str_putc(&text, '\n');
  minisign_sign(text.at, text.len, secret, "mafunzo class", out);
  str_add(out, text.at, text.len);
  seal_wipe(text.at, text.len);
  str_done(&text);
}

/* -- Reading ---------------------------------------------------------------------------------- */

static const char *get_text(const json_t *object, const char *key) {
  return json_string_value(json_object_get(object, key));
}

static bool get_name(const json_t *object, const char *key, char out[STICK_NAME]) {
  const char *text = get_text(object, key);
  if (!text || !stick_name_fits(text))
    return false;
  strcpy(out, text);
  return true;
}

static bool get_hex(const json_t *object, const char *key, void *out, size_t len) {
  const char *text = get_text(object, key);
  return text && seal_unhex(text, out, len);
}

static bool get_signer(const json_t *root, uint8_t out[KEY_BYTES]) {
  const char *text = get_text(root, "signer");
  uint8_t id[MINISIGN_ID], want[MINISIGN_ID];
  if (!text || !minisign_public_read(text, out, id))
    return false;
  minisign_id(out, want);
  return memcmp(id, want, MINISIGN_ID) == 0;
}

static bool get_settings(json_t *object, struct settings *settings) {
  const char *name;
  json_t *value;
  *settings = SETTINGS_PLAIN;
  json_object_foreach(object, name, value) {
    const char *text = json_string_value(value);
    if (!text || !settings_set(settings, name, text))
      return false;
  }
  return json_is_object(object);
}

static bool get_people(const json_t *list, struct stick *stick) {
  if (!json_is_array(list) || json_array_size(list) > PEOPLE)
    return false;
  for (size_t i = 0; i < json_array_size(list); i++) {
    const json_t *one = json_array_get(list, i);
    struct stick_person person;
    const char *code = get_text(one, "code");
    if (!code || !code_read(code, person.code) || !get_hex(one, "id", person.id, ID_BYTES))
      return false;
    VEC_PUSH(&stick->people, person);
  }
  return true;
}

static bool get_file(const json_t *object, struct stick_file *file) {
  return get_name(object, "file", file->name) && get_hex(object, "blake2b", file->hash, HASH_BYTES);
}

static bool get_packs(const json_t *list, struct stick *stick) {
  if (!json_is_array(list) || json_array_size(list) > STICK_PACKS)
    return false;
  for (size_t i = 0; i < json_array_size(list); i++) {
    struct stick_file file;
    if (!get_file(json_array_get(list, i), &file))
      return false;
    VEC_PUSH(&stick->packs, file);
  }
  return true;
}

/* Names with slashes between them, and nothing that a path could be. */
static bool get_path(const json_t *object, char out[STICK_PATH]) {
  const char *text = get_text(object, "path");
  size_t len = text ? strlen(text) : 0;
  if (!len || len >= STICK_PATH || strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-/") != len)
    return false;
  strcpy(out, text);
  return true;
}

bool stick_sitting_read(const json_t *object, struct stick_sitting *sitting) {
  const char *closing = get_text(object, "closing");
  return get_file(object, &sitting->file) && get_path(object, sitting->path) && closing &&
         seal_unbase64(closing, strlen(closing), sitting->closing, STICK_CLOSING) &&
         codebox_check(sitting->closing, STICK_CLOSING) == RC_OK;
}

static bool get_sittings(const json_t *list, struct stick *stick) {
  if (!json_is_array(list) || json_array_size(list) > STICK_SITTINGS)
    return false;
  for (size_t i = 0; i < json_array_size(list); i++) {
    struct stick_sitting sitting;
    if (!stick_sitting_read(json_array_get(list, i), &sitting))
      return false;
    VEC_PUSH(&stick->sittings, sitting);
  }
  return true;
}

static bool get_stick(const json_t *root, struct stick *stick) {
  const json_t *number = json_object_get(root, "serial");
  json_int_t serial = json_integer_value(number);
  const char *roster = get_text(root, "roster");
  if (!json_is_integer(number) || serial < 1 || serial > UINT32_MAX || !roster)
    return false;
  stick->serial = (uint32_t)serial;
  str_puts(&stick->roster, roster);
  return get_hex(root, "id", stick->id, ID_BYTES) && get_name(root, "name", stick->name) &&
         get_settings(json_object_get(root, "settings"), &stick->settings) &&
         get_people(json_object_get(root, "people"), stick) &&
         get_packs(json_object_get(root, "packs"), stick) &&
         get_sittings(json_object_get(root, "sittings"), stick);
}

static enum rc judge(const json_t *root) {
  const char *said = get_text(root, "mafunzo");
  json_int_t version = json_integer_value(json_object_get(root, "version"));
  if (!said || strcmp(said, kind) != 0 || version < LAYOUT)
    return RC_DATA;
  return version > LAYOUT ? RC_NEWER : RC_OK;
}

enum rc stick_read(const char *bytes, size_t len, struct stick *stick) {
  size_t at = card_body_at(bytes, len);
  json_error_t error;
  *stick = (struct stick){0};
  json_t *root = json_loadb(bytes + at, len - at, JSON_REJECT_DUPLICATES, &error);
  enum rc rc = judge(root);
  if (rc == RC_OK && (!get_signer(root, stick->signer) ||
                      !minisign_verify(bytes + at, len - at, bytes, at, stick->signer, NULL) ||
                      !get_stick(root, stick)))
    rc = RC_DATA;
  json_decref(root);
  return rc;
}
