/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/release.h"

#include "exchange/json_value.h"
#include "exchange/minisign.h"

#include <string.h>

enum { LAYOUT = 1 };

const char *const release_audience_names[RELEASE_AUDIENCES] = {"officer", "trainer", "agency",
                                                               "ministry"};
static const char *const shows[] = {"names", "people"};

bool release_speaks(const struct release *release, enum release_audience audience) {
  return release->audiences >> audience & 1;
}

bool release_shows(const struct release *release, enum release_audience audience, const char *day,
                   bool people) {
  return release_speaks(release, audience) && (people ? release->people : release->names) &&
         strcmp(day, release->from) >= 0 && strcmp(day, release->until) <= 0;
}

/* -- Writing ---------------------------------------------------------------------------------- */

static json_t *json_words(const char *const *words, size_t n, unsigned bits) {
  json_t *list = json_array();
  for (size_t i = 0; i < n; i++)
    if (bits >> i & 1)
      json_push(list, json_string(words[i]));
  return list;
}

void release_write(const struct release *release, const uint8_t secret[SECRET_BYTES],
                   struct str *out) {
  const struct card numbered = {.serial = release->serial};
  unsigned shown = (unsigned)release->names | (unsigned)release->people << 1;
  json_t *object = json_object();
  json_add(object, "mafunzo", json_string("release"));
  json_add(object, "version", json_integer(LAYOUT));
  json_add(object, "agency", json_string(release->agency));
  json_add(object, "serial", json_integer(release->serial));
  json_add(object, "signer", card_signer_json(release->signer));
  json_add(object, "shows", json_words(shows, 2, shown));
  json_add(object, "audiences",
           json_words(release_audience_names, RELEASE_AUDIENCES, release->audiences));
  json_add(object, "from", json_string(release->from));
  json_add(object, "until", json_string(release->until));
  card_sign(object, &numbered, secret, out);
}

/* -- Reading ---------------------------------------------------------------------------------- */

/* False: no list, or a word in it that is none of these. */
static bool get_words(const json_t *list, const char *const *words, size_t n, unsigned *bits) {
  *bits = 0;
  for (size_t i = 0; i < json_array_size(list); i++) {
    const char *word = json_string_value(json_array_get(list, i));
    size_t at = 0;
    while (word && at < n && strcmp(words[at], word) != 0)
      at++;
    if (!word || at == n)
      return false;
    *bits |= 1U << at;
  }
  return json_is_array(list);
}

/* "2026-11-27": that there is such a day is for who shows it. */
static bool get_day(const json_t *object, const char *key, char out[RELEASE_DAY]) {
  const char *text = json_string_value(json_object_get(object, key));
  if (!text || strlen(text) != RELEASE_DAY - 1)
    return false;
  for (size_t i = 0; i < RELEASE_DAY - 1; i++)
    if (i == 4 || i == 7 ? text[i] != '-' : text[i] < '0' || text[i] > '9')
      return false;
  strcpy(out, text);
  return true;
}

static bool get_serial(const json_t *root, uint32_t *out) {
  const json_t *number = json_object_get(root, "serial");
  json_int_t serial = json_integer_value(number);
  *out = (uint32_t)serial;
  return json_is_integer(number) && serial > 0 && serial <= UINT32_MAX;
}

static bool get_release(const json_t *root, struct release *release) {
  unsigned shown = 0;
  bool good = card_name_read(root, "agency", release->agency) &&
              card_signer_read(root, "signer", release->signer) &&
              get_serial(root, &release->serial) &&
              get_words(json_object_get(root, "shows"), shows, 2, &shown) &&
              get_words(json_object_get(root, "audiences"), release_audience_names,
                        RELEASE_AUDIENCES, &release->audiences) &&
              release->audiences && get_day(root, "from", release->from) &&
              get_day(root, "until", release->until);
  release->names = shown & 1;
  release->people = shown >> 1 & 1;
  return good;
}

static enum rc judge(const json_t *root) {
  const char *said = json_string_value(json_object_get(root, "mafunzo"));
  json_int_t version = json_integer_value(json_object_get(root, "version"));
  if (!said || strcmp(said, "release") != 0 || version < LAYOUT)
    return RC_DATA;
  return version > LAYOUT ? RC_NEWER : RC_OK;
}

enum rc release_read(const char *bytes, size_t len, struct release *release) {
  size_t at = card_body_at(bytes, len);
  json_error_t error;
  json_t *root = json_loadb(bytes + at, len - at, JSON_REJECT_DUPLICATES, &error);
  enum rc rc = judge(root);
  *release = (struct release){0};
  if (rc == RC_OK && (!get_release(root, release) ||
                      !minisign_verify(bytes + at, len - at, bytes, at, release->signer, NULL)))
    rc = RC_DATA;
  json_decref(root);
  return rc;
}
