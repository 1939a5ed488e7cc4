/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/bundle_inner.h"
#include "exchange/json_value.h"

#include <string.h>

static const char format_name[] = "mafunzo-bundle";
static const uint8_t none[KEY_BYTES];

static json_t *recipients_of(const struct bundle_about *about) {
  json_t *list = json_array();
  for (size_t i = 0; i < about->n_recipients; i++) {
    struct str text = {0};
    age_recipient_text(about->recipients[i], &text);
    json_push(list, json_text(str_text(&text)));
    str_done(&text);
  }
  return list;
}

static json_t *sealed_of(const struct bundle_about *about) {
  json_t *list = json_array();
  for (size_t i = 0; i < about->n_sealed; i++) {
    json_t *one = json_object();
    json_add(one, "person", json_hex(about->sealed[i].subject, ID_BYTES));
    json_add(one, "recovery", json_base64(about->sealed[i].recovery, about->sealed[i].len));
    json_push(list, one);
  }
  return list;
}

void manifest_write(const struct bundle_about *about, struct str *out) {
  json_t *top = json_object();
  bool has_parent = memcmp(about->parent, none, KEY_BYTES) != 0;
  json_add(top, "format", json_text(format_name));
  json_add(top, "version", json_integer(about->n_sealed ? BUNDLE_VERSION : 1));
  json_add(top, "chain", json_hex(about->chain, KEY_BYTES));
  json_add(top, "parent", has_parent ? json_hex(about->parent, KEY_BYTES) : json_null());
  json_add(top, "first", json_integer((json_int_t)about->first));
  json_add(top, "last", json_integer((json_int_t)about->last));
  json_add(top, "previous", json_hex(about->previous, HASH_BYTES));
  json_add(top, "head", json_hex(about->head, HASH_BYTES));
  json_add(top, "digest", json_hex(about->digest, HASH_BYTES));
  json_add(top, "recipients", recipients_of(about));
  json_add(top, "wall", json_integer(about->wall));
  if (about->n_sealed)
    json_add(top, "sealed", sealed_of(about));
  json_put(out, top, JSON_INDENT(1));
  str_putc(out, '\n');
}

static bool read_hash(const json_t *top, const char *key, uint8_t out[HASH_BYTES]) {
  const char *text = json_string_value(json_object_get(top, key));
  return text && seal_unhex(text, out, HASH_BYTES);
}

/* Above it nothing is a number of an event (store/event.h). */
#define MOST_SEQ (UINT64_C(1) << 52)

static bool read_number(const json_t *top, const char *key, uint64_t *out) {
  const json_t *value = json_object_get(top, key);
  json_int_t number = json_integer_value(value);
  *out = (uint64_t)number;
  return json_is_integer(value) && number > 0;
}

static bool read_recipients(const json_t *top, struct bundle_about *about) {
  const json_t *list = json_object_get(top, "recipients");
  about->n_recipients = json_array_size(list);
  if (about->n_recipients == 0 || about->n_recipients > AGE_RECIPIENTS)
    return false;
  for (size_t i = 0; i < about->n_recipients; i++) {
    const char *text = json_string_value(json_array_get(list, i));
    if (!text || !age_recipient_read(text, about->recipients[i]))
      return false;
  }
  return true;
}

/* The first of a chain follows nothing, and any other something. */
bool manifest_joins(const struct bundle_about *about) {
  return about->first > 0 && about->last <= MOST_SEQ && about->last >= about->first &&
         about->last - about->first < BUNDLE_EVENTS &&
         (about->first == 1) == (memcmp(about->previous, none, HASH_BYTES) == 0);
}

static bool read_members(const json_t *top, struct bundle_about *about) {
  const json_t *wall = json_object_get(top, "wall"), *parent = json_object_get(top, "parent");
  about->wall = json_integer_value(wall);
  return json_is_integer(wall) && read_hash(top, "chain", about->chain) &&
         (json_is_null(parent) || read_hash(top, "parent", about->parent)) &&
         read_number(top, "first", &about->first) && read_number(top, "last", &about->last) &&
         read_hash(top, "previous", about->previous) && read_hash(top, "head", about->head) &&
         read_hash(top, "digest", about->digest) && read_recipients(top, about) &&
         manifest_joins(about);
}

enum rc manifest_read(const char *bytes, size_t len, struct bundle_about *about) {
  *about = (struct bundle_about){0};
  json_t *top = json_loadb(bytes, len, JSON_REJECT_DUPLICATES, NULL);
  const char *format = json_string_value(json_object_get(top, "format"));
  json_int_t version = json_integer_value(json_object_get(top, "version"));
  enum rc rc = RC_DATA;
  if (format && strcmp(format, format_name) == 0 && version > BUNDLE_VERSION)
    rc = RC_NEWER;
  else if (format && strcmp(format, format_name) == 0 && version > 0 && read_members(top, about))
    rc = RC_OK;
  json_decref(top);
  return rc;
}

/* False: not base 64, or no key for any of these. */
static bool open_recovery(const char *text, const uint8_t (*identities)[KEY_BYTES], size_t n,
                          struct sealed_key *key) {
  uint8_t bytes[RECOVERY_BYTES];
  size_t chars = text ? strlen(text) : 0;
  size_t padding = chars < 4 ? 0 : (size_t)(text[chars - 1] == '=') + (text[chars - 2] == '=');
  size_t len = chars / 4 * 3 - padding;
  return chars >= 4 && len <= sizeof bytes && seal_unbase64(text, chars, bytes, len) &&
         recovery_open(bytes, len, identities, n, key);
}

size_t manifest_keys(const char *bytes, size_t len, const uint8_t (*identities)[KEY_BYTES],
                     size_t n, struct sealed_key keys[BUNDLE_SEALED]) {
  json_t *top = json_loadb(bytes, len, JSON_REJECT_DUPLICATES, NULL);
  const json_t *list = json_object_get(top, "sealed");
  size_t found = 0;
  for (size_t i = 0; i < json_array_size(list) && i < BUNDLE_SEALED; i++) {
    const json_t *one = json_array_get(list, i);
    found += open_recovery(json_string_value(json_object_get(one, "recovery")), identities, n,
                           &keys[found]);
  }
  json_decref(top);
  return found;
}
