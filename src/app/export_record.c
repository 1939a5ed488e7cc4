/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An event of the store as it is given out. */
#include "app/export_inner.h"

#include <string.h>

static void read_head(const struct event_head *head, struct record *record) {
  record->has_head = true;
  memcpy(record->previous, head->previous, HASH_BYTES);
  memcpy(record->chain, head->chain, KEY_BYTES);
  memcpy(record->id, head->id, ID_BYTES);
  memcpy(record->boot, head->boot, ID_BYTES);
  memcpy(record->actor, head->actor, ID_BYTES);
  memcpy(record->subject, head->subject, ID_BYTES);
  memcpy(record->session, head->session, ID_BYTES);
  memcpy(record->key_rev, head->key_rev, HASH_BYTES);
  memcpy(record->text_rev, head->text_rev, HASH_BYTES);
  record->seq = head->seq;
  record->wall = head->wall;
  record->mono = head->mono;
  record->mode = head->mode;
  record->language = head->language;
  record->path = head->path;
  record->verb = head->verb_name;
}

static void read_payload(const struct event_bytes *bytes, const struct event_head *head,
                         struct arena *arena, struct happening *happening, struct record *record) {
  if (bytes->scheme != SCHEME_PLAIN || head->verb == VERB_UNKNOWN)
    return;
  *happening = (struct happening){0};
  event_from_head(head, arena, happening);
  if (event_decode_payload((enum verb)head->verb, bytes->payload, bytes->payload_len, arena,
                           happening))
    record->happening = happening;
}

void export_record(const struct event_seen *seen, struct arena *arena, struct event_head *head,
                   struct happening *happening, struct record *record) {
  const struct event_bytes *bytes = &seen->bytes;
  *record = (struct record){.head = bytes->head,
                            .payload = bytes->payload,
                            .head_len = bytes->head_len,
                            .payload_len = bytes->payload_len,
                            .scheme = (enum record_scheme)bytes->scheme,
                            .salt = bytes->scheme == SCHEME_PLAIN ? bytes->salt : NULL,
                            .time = seen->time,
                            .whole = seen->whole};
  memcpy(record->hash, seen->hash, HASH_BYTES);
  memcpy(record->payload_hash, bytes->payload_hash, HASH_BYTES);
  if (!event_decode_head(bytes->head, bytes->head_len, head))
    return;
  read_head(head, record);
  read_payload(bytes, head, arena, happening, record);
}
