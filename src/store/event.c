/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/event.h"

#include "store/field.h"

#include <assert.h>
#include <string.h>

static const int64_t CLOCK_MOST = INT64_C(1) << 52;

bool event_clock_sane(int64_t time) { return time >= -CLOCK_MOST && time <= CLOCK_MOST; }

void field_put_text(struct str *out, const char *text, size_t size) {
  size_t len = strnlen(text, size - 1);
  pack_u16(out, (uint16_t)len);
  pack_bytes(out, text, len);
}

void field_get_text(struct unpack *in, char *out, size_t size) {
  size_t len;
  const char *at = unpack_text(in, &len);
  if (len >= size || memchr(at, '\0', len)) {
    in->bad = true;
    len = 0;
  }
  memcpy(out, at, len);
  out[len] = '\0';
}

static int verb_of(const char *name) {
  for (int i = 0; i < VERBS; i++)
    if (strcmp(verb_names[i], name) == 0)
      return i;
  return VERB_UNKNOWN;
}

void event_encode_head(const struct event_head *head, struct str *out) {
  pack_u8(out, EVENT_LAYOUT);
  pack_bytes(out, head->previous, HASH_BYTES);
  pack_bytes(out, head->chain, KEY_BYTES);
  pack_u64(out, head->seq);
  pack_bytes(out, head->id, ID_BYTES);
  pack_u64(out, (uint64_t)head->wall);
  pack_u64(out, (uint64_t)head->mono);
  pack_bytes(out, head->boot, ID_BYTES);
  pack_bytes(out, head->actor, ID_BYTES);
  pack_bytes(out, head->subject, ID_BYTES);
  pack_bytes(out, head->session, ID_BYTES);
  pack_u8(out, (uint8_t)head->mode);
  field_put_text(out, head->language, sizeof head->language);
  field_put_text(out, head->path, sizeof head->path);
  pack_bytes(out, head->key_rev, HASH_BYTES);
  pack_bytes(out, head->text_rev, HASH_BYTES);
  field_put_text(out, head->verb_name, sizeof head->verb_name);
}

static void decode_who(struct unpack *in, struct event_head *head) {
  unpack_bytes(in, head->boot, ID_BYTES);
  unpack_bytes(in, head->actor, ID_BYTES);
  unpack_bytes(in, head->subject, ID_BYTES);
  unpack_bytes(in, head->session, ID_BYTES);
}

static void decode_what(struct unpack *in, struct event_head *head) {
  uint8_t mode = unpack_u8(in);
  head->mode = mode < MODES ? (enum run_mode)mode : MODE_NONE;
  field_get_text(in, head->language, sizeof head->language);
  field_get_text(in, head->path, sizeof head->path);
  unpack_bytes(in, head->key_rev, HASH_BYTES);
  unpack_bytes(in, head->text_rev, HASH_BYTES);
  field_get_text(in, head->verb_name, sizeof head->verb_name);
  head->verb = verb_of(head->verb_name);
}

bool event_decode_head(const void *bytes, size_t len, struct event_head *head) {
  struct unpack in = {bytes, (const uint8_t *)bytes + len, false};
  *head = (struct event_head){.verb = VERB_UNKNOWN};
  if (len == 0 || unpack_u8(&in) != EVENT_LAYOUT)
    return false;
  unpack_bytes(&in, head->previous, HASH_BYTES);
  unpack_bytes(&in, head->chain, KEY_BYTES);
  head->seq = unpack_u64(&in);
  unpack_bytes(&in, head->id, ID_BYTES);
  head->wall = (int64_t)unpack_u64(&in);
  head->mono = (int64_t)unpack_u64(&in);
  decode_who(&in, head);
  decode_what(&in, head);
  return unpack_done(&in) && head->seq >= 1 && head->seq <= (uint64_t)CLOCK_MOST &&
         event_clock_sane(head->wall) && event_clock_sane(head->mono);
}

void event_from_head(const struct event_head *head, struct arena *arena,
                     struct happening *happening) {
  assert(head->verb != VERB_UNKNOWN);
  happening->verb = (enum verb)head->verb;
  happening->mode = head->mode;
  happening->path = arena_strdup(arena, head->path);
  happening->language = arena_strdup(arena, head->language);
  memcpy(happening->key_rev, head->key_rev, HASH_BYTES);
  memcpy(happening->text_rev, head->text_rev, HASH_BYTES);
}

void event_hash_payload(const uint8_t salt[SALT_BYTES], const void *payload, size_t len,
                        uint8_t out[HASH_BYTES]) {
  seal_hash((struct seal_part[]){{salt, SALT_BYTES}, {payload, len}}, 2, out);
}

void event_hash(const struct event_head *head, const void *bytes, size_t len,
                const uint8_t payload_hash[HASH_BYTES], uint8_t out[HASH_BYTES]) {
  seal_hash(
      (struct seal_part[]){{head->previous, HASH_BYTES}, {bytes, len}, {payload_hash, HASH_BYTES}},
      3, out);
}

void event_make_id(int64_t wall, uint8_t id[ID_BYTES]) {
  uint64_t time = wall < 0 ? 0 : (uint64_t)wall;
  seal_random(id, ID_BYTES);
  for (int i = 0; i < 6; i++)
    id[i] = (uint8_t)(time >> (40 - 8 * i) & 0xff);
  id[6] = (uint8_t)(0x70 | (id[6] & 0x0f));
  id[8] = (uint8_t)(0x80 | (id[8] & 0x3f));
}
