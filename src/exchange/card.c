/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/card.h"

#include "base/text.h"
#include "base/vec.h"
#include "exchange/age.h"
#include "exchange/card_inner.h"
#include "exchange/json_value.h"
#include "exchange/minisign.h"

#include <stdlib.h>
#include <string.h>

enum { LAYOUT = 1 };

static const char *const kinds[] = {"card", "request", "keys", "agency-request"};
static const uint8_t nobody[KEY_BYTES];

void card_done(struct card *card) {
  for (size_t i = 0; i < card->succession.n; i++)
    free(card->succession.list[i].signature);
  free(card->succession.list);
  free(card->trainers.list);
  free(card->agencies.list);
  free(card->revoked.list);
  *card = (struct card){0};
}

bool card_revokes(const struct card *card, const uint8_t signer[KEY_BYTES]) {
  for (size_t i = 0; i < card->revoked.n; i++)
    if (memcmp(card->revoked.list[i], signer, KEY_BYTES) == 0)
      return true;
  return false;
}

void card_revoke(struct card *card, const uint8_t signer[KEY_BYTES]) {
  VEC_ROOM(&card->revoked);
  memcpy(card->revoked.list[card->revoked.n++], signer, KEY_BYTES);
}

bool card_name_fits(const char *name) {
  size_t len = strlen(name);
  return len > 0 && len < CARD_NAME && text_unsafe_at(name, len, false) == len;
}

/* -- Succession ------------------------------------------------------------------------------- */

static void put_link(const uint8_t from[KEY_BYTES], const uint8_t to[KEY_BYTES], struct str *out) {
  str_puts(out, "mafunzo succession 1\nfrom ");
  minisign_public_text(from, out);
  str_puts(out, "\nto ");
  minisign_public_text(to, out);
  str_putc(out, '\n');
}

void card_succeed(struct card *card, const uint8_t old_secret[SECRET_BYTES],
                  const uint8_t new_signer[KEY_BYTES]) {
  struct card_link link = {0};
  struct str text = {0}, signature = {0};
  memcpy(link.from, card->signer, KEY_BYTES);
  memcpy(link.to, new_signer, KEY_BYTES);
  put_link(link.from, link.to, &text);
  minisign_sign(text.at, text.len, old_secret, "mafunzo succession", &signature);
  link.signature = signature.at; /* it is kept */
  VEC_PUSH(&card->succession, link);
  memcpy(card->signer, new_signer, KEY_BYTES);
  str_done(&text);
}

static bool link_holds(const struct card_link *link) {
  struct str text = {0};
  put_link(link->from, link->to, &text);
  bool holds = minisign_verify(text.at, text.len, link->signature, strlen(link->signature),
                               link->from, NULL);
  str_done(&text);
  return holds;
}

bool card_follows(const struct card *card, const uint8_t from[KEY_BYTES]) {
  uint8_t at[KEY_BYTES];
  memcpy(at, from, KEY_BYTES);
  for (size_t i = 0; i < card->succession.n; i++) {
    const struct card_link *link = &card->succession.list[i];
    if (memcmp(link->from, at, KEY_BYTES) == 0 && link_holds(link))
      memcpy(at, link->to, KEY_BYTES);
  }
  return memcmp(at, card->signer, KEY_BYTES) == 0;
}

/* -- Writing ---------------------------------------------------------------------------------- */

static json_t *json_key(void (*write)(const uint8_t *, struct str *), const uint8_t *key) {
  struct str text = {0};
  write(key, &text);
  json_t *value = json_string_nocheck(text.at);
  str_done(&text);
  return value;
}

json_t *card_signer_json(const uint8_t signer[KEY_BYTES]) {
  return json_key(minisign_public_text, signer);
}

static json_t *json_trainer(const struct card_trainer *trainer) {
  json_t *object = json_object();
  json_add(object, "name", json_string(trainer->name));
  json_add(object, "signer", card_signer_json(trainer->signer));
  json_add(object, "recipient", json_key(age_recipient_text, trainer->recipient));
  return object;
}

static json_t *json_agency(const struct card_agency *agency) {
  json_t *object = json_object();
  json_add(object, "name", json_string(agency->name));
  json_add(object, "signer", card_signer_json(agency->signer));
  return object;
}

static json_t *json_link(const struct card_link *link) {
  json_t *object = json_object();
  json_add(object, "from", card_signer_json(link->from));
  json_add(object, "to", card_signer_json(link->to));
  json_add(object, "signature", json_string(link->signature));
  return object;
}

static void add_agencies(json_t *object, const struct card *card) {
  json_t *agencies = json_array();
  for (size_t i = 0; i < card->agencies.n; i++)
    json_push(agencies, json_agency(&card->agencies.list[i]));
  json_add(object, "agencies", agencies);
}

static void add_lists(json_t *object, const struct card *card) {
  json_t *trainers = json_array(), *revoked = json_array(), *succession = json_array();
  for (size_t i = 0; i < card->trainers.n; i++)
    json_push(trainers, json_trainer(&card->trainers.list[i]));
  for (size_t i = 0; i < card->revoked.n; i++)
    json_push(revoked, card_signer_json(card->revoked.list[i]));
  for (size_t i = 0; i < card->succession.n; i++)
    json_push(succession, json_link(&card->succession.list[i]));
  json_add(object, "trainers", trainers);
  json_add(object, "revoked", revoked);
  json_add(object, "succession", succession);
  if (card->agencies.n)
    add_agencies(object, card);
}

json_t *card_json(const struct card *card, enum card_kind kind) {
  json_t *object = json_object();
  json_add(object, "mafunzo", json_string(kinds[kind]));
  json_add(object, "version", json_integer(LAYOUT));
  json_add(object, "name", json_string(card->name));
  json_add(object, "serial", json_integer(card->serial));
  json_add(object, "signer", card_signer_json(card->signer));
  json_add(object, "recipient", json_key(age_recipient_text, card->recipient));
  if (memcmp(card->escrow, nobody, KEY_BYTES) != 0)
    json_add(object, "escrow", json_key(age_recipient_text, card->escrow));
  add_lists(object, card);
  return object;
}

static void put_body(json_t *body, struct str *out) {
  json_put(out, body, JSON_INDENT(1));
  str_putc(out, '\n');
}

void card_sign(json_t *body, const struct card *card, const uint8_t secret[SECRET_BYTES],
               struct str *out) {
  struct str text = {0}, comment = {0};
  str_printf(&comment, "mafunzo %s, serial %u", json_string_value(json_object_get(body, "mafunzo")),
             (unsigned)card->serial);
  put_body(body, &text);
  minisign_sign(text.at, text.len, secret, comment.at, out);
  str_add(out, text.at, text.len);
  str_done(&comment);
  str_done(&text);
}

void card_write(const struct card *card, enum card_kind kind, const uint8_t secret[SECRET_BYTES],
                struct str *out) {
  card_sign(card_json(card, kind), card, secret, out);
}

/* -- Reading ---------------------------------------------------------------------------------- */

bool card_signer_read(const json_t *object, const char *key, uint8_t out[KEY_BYTES]) {
  const char *text = json_string_value(json_object_get(object, key));
  uint8_t id[MINISIGN_ID], want[MINISIGN_ID];
  if (!text || !minisign_public_read(text, out, id))
    return false;
  minisign_id(out, want);
  return memcmp(id, want, MINISIGN_ID) == 0;
}

static bool get_recipient(const json_t *object, const char *key, uint8_t out[KEY_BYTES]) {
  const char *text = json_string_value(json_object_get(object, key));
  return text && age_recipient_read(text, out);
}

bool card_name_read(const json_t *object, const char *key, char out[CARD_NAME]) {
  const char *text = json_string_value(json_object_get(object, key));
  if (!text || !card_name_fits(text))
    return false;
  strcpy(out, text);
  return true;
}

static bool get_trainers(const json_t *list, struct card *card) {
  if (!json_is_array(list) || json_array_size(list) > CARD_TRAINERS)
    return false;
  for (size_t i = 0; i < json_array_size(list); i++) {
    const json_t *one = json_array_get(list, i);
    struct card_trainer trainer = {0};
    if (!card_name_read(one, "name", trainer.name) ||
        !card_signer_read(one, "signer", trainer.signer) ||
        !get_recipient(one, "recipient", trainer.recipient))
      return false;
    VEC_PUSH(&card->trainers, trainer);
  }
  return true;
}

static bool get_agencies(const json_t *list, struct card *card) {
  if (!json_is_array(list) || json_array_size(list) > CARD_AGENCIES)
    return false;
  for (size_t i = 0; i < json_array_size(list); i++) {
    const json_t *one = json_array_get(list, i);
    struct card_agency agency = {0};
    if (!card_name_read(one, "name", agency.name) ||
        !card_signer_read(one, "signer", agency.signer))
      return false;
    VEC_PUSH(&card->agencies, agency);
  }
  return true;
}

static bool get_revoked(const json_t *list, struct card *card) {
  for (size_t i = 0; i < json_array_size(list); i++) {
    uint8_t key[KEY_BYTES], id[MINISIGN_ID];
    const char *text = json_string_value(json_array_get(list, i));
    if (!text || !minisign_public_read(text, key, id))
      return false;
    card_revoke(card, key);
  }
  return json_is_array(list);
}

static bool get_succession(const json_t *list, struct card *card) {
  if (!json_is_array(list) || json_array_size(list) > CARD_LINKS)
    return false;
  for (size_t i = 0; i < json_array_size(list); i++) {
    const json_t *one = json_array_get(list, i);
    const char *signature = json_string_value(json_object_get(one, "signature"));
    struct card_link link = {0};
    if (!signature || !card_signer_read(one, "from", link.from) ||
        !card_signer_read(one, "to", link.to))
      return false;
    link.signature = mem_strdup(signature);
    VEC_PUSH(&card->succession, link);
  }
  return true;
}

static bool get_card(const json_t *root, struct card *card) {
  const json_t *number = json_object_get(root, "serial");
  const json_t *agencies = json_object_get(root, "agencies");
  json_int_t serial = json_integer_value(number);
  card->serial = (uint32_t)serial;
  return json_is_integer(number) && serial >= 0 && serial <= UINT32_MAX &&
         card_name_read(root, "name", card->name) &&
         card_signer_read(root, "signer", card->signer) &&
         get_recipient(root, "recipient", card->recipient) &&
         (!json_object_get(root, "escrow") || get_recipient(root, "escrow", card->escrow)) &&
         get_trainers(json_object_get(root, "trainers"), card) &&
         (!agencies || get_agencies(agencies, card)) &&
         get_revoked(json_object_get(root, "revoked"), card) &&
         get_succession(json_object_get(root, "succession"), card);
}

/* Behind four lines. */
size_t card_body_at(const char *bytes, size_t len) {
  size_t at = 0;
  for (unsigned line = 0; line < MINISIGN_LINES && at < len; line++) {
    const char *end = memchr(bytes + at, '\n', len - at);
    at = end ? (size_t)(end - bytes) + 1 : len;
  }
  return at;
}

static enum rc judge(const json_t *root, enum card_kind kind) {
  const char *said = json_string_value(json_object_get(root, "mafunzo"));
  json_int_t version = json_integer_value(json_object_get(root, "version"));
  if (!said || strcmp(said, kinds[kind]) != 0 || version < LAYOUT)
    return RC_DATA;
  return version > LAYOUT ? RC_NEWER : RC_OK;
}

enum rc card_read(const char *bytes, size_t len, enum card_kind kind, struct card *card,
                  json_t **body) {
  size_t at = card_body_at(bytes, len);
  json_error_t error;
  json_t *root = json_loadb(bytes + at, len - at, JSON_REJECT_DUPLICATES, &error);
  enum rc rc = judge(root, kind);
  *card = (struct card){0};
  if (rc == RC_OK && (!get_card(root, card) ||
                      !minisign_verify(bytes + at, len - at, bytes, at, card->signer, NULL)))
    rc = RC_DATA;
  if (body)
    *body = root;
  else
    json_decref(root);
  return rc;
}

bool card_is(const char *bytes, size_t len, enum card_kind kind, const struct card *card) {
  struct str body = {0};
  size_t at = card_body_at(bytes, len);
  put_body(card_json(card, kind), &body);
  bool same = body.len == len - at && memcmp(body.at, bytes + at, body.len) == 0;
  str_done(&body);
  return same && minisign_verify(bytes + at, len - at, bytes, at, card->signer, NULL);
}

/* -- Read aloud ------------------------------------------------------------------------------- */

void card_fingerprint(const uint8_t signer[KEY_BYTES], char out[FINGERPRINT_TEXT]) {
  static const char what[] = "mafunzo fingerprint 1";
  uint8_t hash[HASH_BYTES];
  struct str text = {0};
  seal_hash((struct seal_part[]){{what, sizeof what}, {signer, KEY_BYTES}}, 2, hash);
  for (unsigned group = 0; group < 6; group++) {
    uint64_t number = 0;
    for (unsigned i = 0; i < 5; i++) /* 2^40 is so much more than 10^5 that none is favoured */
      number = number << 8 | hash[5 * group + i];
    str_printf(&text, "%s%05u", group ? " " : "", (unsigned)(number % 100000));
  }
  memcpy(out, text.at, FINGERPRINT_TEXT);
  str_done(&text);
}

static void digits_of(const char *text, char out[FINGERPRINT_TEXT]) {
  size_t n = 0;
  for (; *text && n + 1 < FINGERPRINT_TEXT; text++)
    if (*text != ' ' && *text != '-')
      out[n++] = *text;
  out[n] = '\0';
}

bool card_fingerprint_is(const uint8_t signer[KEY_BYTES], const char *said) {
  char text[FINGERPRINT_TEXT], want[FINGERPRINT_TEXT], got[FINGERPRINT_TEXT];
  card_fingerprint(signer, text);
  digits_of(text, want);
  digits_of(said, got);
  return strcmp(want, got) == 0;
}
