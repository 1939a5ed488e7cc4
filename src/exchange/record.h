/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An event as it is given out: its bytes, and what they say. */
#ifndef EXCHANGE_RECORD_H
#define EXCHANGE_RECORD_H

#include "exchange/sink.h"
#include "model/event.h"

enum record_scheme { RECORD_PLAIN, RECORD_SEALED, RECORD_ERASED };

struct record {
  uint8_t hash[HASH_BYTES], payload_hash[HASH_BYTES];
  const void *head, *payload; /* the very bytes that were hashed; payload NULL: erased */
  size_t head_len, payload_len;
  enum record_scheme scheme;
  const uint8_t *salt; /* SALT_BYTES; NULL unless plain */
  int64_t time;        /* projected, milliseconds since 1970 */
  bool whole;          /* the bytes give the hash */

  bool has_head; /* the rest up to verb holds */
  uint8_t previous[HASH_BYTES], chain[KEY_BYTES];
  uint8_t id[ID_BYTES], boot[ID_BYTES], actor[ID_BYTES], subject[ID_BYTES], session[ID_BYTES];
  uint64_t seq;
  int64_t wall, mono;
  enum run_mode mode;
  uint8_t key_rev[HASH_BYTES], text_rev[HASH_BYTES];
  const char *language, *path;
  const char *verb;                  /* as it was written, known or not */
  const struct happening *happening; /* NULL: sealed, erased, or of a later version */
};

/* Enumerations as they are written. NULL: no such number. */
const char *record_mode(unsigned mode);
const char *record_kind(unsigned kind);
const char *record_evidence(unsigned evidence);
const char *record_shape(unsigned shape);
const char *record_cause(unsigned cause);

/* One line of JSON (exchange/events.c says of what): enough to read it, and to verify it without
 * us. */
void record_put_line(const struct record *record, struct sink *sink);

#endif
