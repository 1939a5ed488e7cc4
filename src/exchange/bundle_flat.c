/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One byte of enum bundle_fault. If it is BUNDLE_SOUND, then
 *
 *   chain, parent (32 bytes each), first, last (u64), previous, head, digest (32 each), wall (u64),
 *   recipients: how many (u8), 32 each
 *   manifest, signature: u32 length, bytes
 *   for each event from first to last: scheme (u8), payload hash (32), salt (16),
 *     head: u32 length, bytes; payload unless erased: u32 length, bytes
 *
 * and nothing behind it. */
#include "base/pack.h"
#include "exchange/bundle_inner.h"
#include "exchange/json_value.h"
#include "exchange/minisign.h"

#include <string.h>

void bundle_prepare(void) { json_object_seed(0); /* reads a file of the system */ }

/* -- From the child -----------------------------------------------------------------------------
 */

static void put_part(struct str *out, const void *bytes, size_t len) {
  pack_u32(out, (uint32_t)len);
  pack_bytes(out, bytes, len);
}

static void put_about(struct str *out, const struct bundle_about *about) {
  pack_bytes(out, about->chain, KEY_BYTES);
  pack_bytes(out, about->parent, KEY_BYTES);
  pack_u64(out, about->first);
  pack_u64(out, about->last);
  pack_bytes(out, about->previous, HASH_BYTES);
  pack_bytes(out, about->head, HASH_BYTES);
  pack_bytes(out, about->digest, HASH_BYTES);
  pack_u64(out, (uint64_t)about->wall);
  pack_u8(out, (uint8_t)about->n_recipients);
  pack_bytes(out, about->recipients, about->n_recipients * KEY_BYTES);
}

static void put_event(struct str *out, const struct bundle_event *event) {
  pack_u8(out, (uint8_t)event->scheme);
  pack_bytes(out, event->payload_hash, HASH_BYTES);
  pack_bytes(out, event->salt, SALT_BYTES);
  put_part(out, event->head, event->head_len);
  if (event->scheme != RECORD_ERASED)
    put_part(out, event->payload, event->payload_len);
}

void bundle_flatten(enum bundle_fault fault, const struct bundle *bundle, struct str *out) {
  pack_u8(out, (uint8_t)fault);
  if (fault != BUNDLE_SOUND)
    return;
  put_about(out, &bundle->about);
  put_part(out, bundle->manifest.bytes, bundle->manifest.len);
  put_part(out, bundle->signature.bytes, bundle->signature.len);
  for (size_t i = 0; i < bundle->n; i++)
    put_event(out, &bundle->events[i]);
}

/* -- In the parent ------------------------------------------------------------------------------
 */

/* NULL and bad: it is longer than what is there. */
static const void *take_part(struct unpack *in, size_t *len) {
  *len = unpack_u32(in);
  const uint8_t *at = in->at;
  if (in->bad || *len > (size_t)(in->end - at)) {
    in->bad = true;
    *len = 0;
    return NULL;
  }
  in->at += *len;
  return at;
}

static bool take_about(struct unpack *in, struct bundle_about *about) {
  unpack_bytes(in, about->chain, KEY_BYTES);
  unpack_bytes(in, about->parent, KEY_BYTES);
  about->first = unpack_u64(in);
  about->last = unpack_u64(in);
  unpack_bytes(in, about->previous, HASH_BYTES);
  unpack_bytes(in, about->head, HASH_BYTES);
  unpack_bytes(in, about->digest, HASH_BYTES);
  about->wall = (int64_t)unpack_u64(in);
  about->n_recipients = unpack_u8(in);
  if (about->n_recipients == 0 || about->n_recipients > AGE_RECIPIENTS)
    return false;
  unpack_bytes(in, about->recipients, about->n_recipients * KEY_BYTES);
  return !in->bad && manifest_joins(about);
}

static bool take_event(struct unpack *in, struct bundle_event *event) {
  unsigned scheme = unpack_u8(in);
  if (scheme > RECORD_ERASED)
    return false;
  event->scheme = (enum record_scheme)scheme;
  unpack_bytes(in, event->payload_hash, HASH_BYTES);
  unpack_bytes(in, event->salt, SALT_BYTES);
  event->head = take_part(in, &event->head_len);
  if (event->scheme != RECORD_ERASED)
    event->payload = take_part(in, &event->payload_len);
  return !in->bad;
}

/* That the chain's key signed for this head; its hash binds every event before it. */
static bool is_vouched(const struct bundle *bundle) {
  char head[2 * HASH_BYTES + 3] = "\"";
  const struct seal_part *manifest = &bundle->manifest, *signature = &bundle->signature;
  seal_hex(bundle->about.head, HASH_BYTES, head + 1);
  strcat(head, "\"");
  return memmem(manifest->bytes, manifest->len, head, strlen(head)) &&
         minisign_vouches(manifest->bytes, manifest->len, signature->bytes, signature->len,
                          bundle->about.chain);
}

static bool take(struct unpack *in, struct bundle *bundle) {
  if (!take_about(in, &bundle->about))
    return false;
  bundle->manifest.bytes = take_part(in, &bundle->manifest.len);
  bundle->signature.bytes = take_part(in, &bundle->signature.len);
  if (in->bad || !is_vouched(bundle))
    return false;
  bundle->n = (size_t)(bundle->about.last - bundle->about.first + 1);
  bundle->events = arena_array(&bundle->arena, bundle->n, sizeof *bundle->events);
  for (size_t i = 0; i < bundle->n; i++)
    if (!take_event(in, &bundle->events[i]))
      return false;
  return unpack_done(in);
}

enum bundle_fault bundle_unflatten(const void *bytes, size_t len, struct bundle *bundle) {
  *bundle = (struct bundle){0};
  const uint8_t *own = (const uint8_t *)arena_strndup(&bundle->arena, bytes, len);
  struct unpack in = {.at = own, .end = own + len};
  unsigned fault = unpack_u8(&in);
  if (fault != BUNDLE_SOUND)
    return fault < BUNDLE_FAULTS && unpack_done(&in) ? (enum bundle_fault)fault : BUNDLE_CHILD;
  return !in.bad && take(&in, bundle) ? BUNDLE_SOUND : BUNDLE_CHILD;
}
