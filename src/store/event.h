/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An event's bytes. They are kept as they were hashed and never written again from their meaning.
 *
 * Integers are little-endian; text is a u16 length and so many bytes of UTF-8 without NUL; times
 * are i64 milliseconds in two's complement.
 *
 * Head, layout 1:
 *   u8 layout = 1    [32] previous hash (zero for seq 1)    [32] chain (its Ed25519 public key)
 *   u64 seq, from 1  [16] id (UUIDv7)    i64 wall clock since 1970    i64 monotonic since boot
 *   [16] boot id     [16] actor   [16] subject   [16] session (zero: none)
 *   u8 mode (0 none, 1 practice, 2 exam, 3 review, 4 diagnostic)   text language   text path
 *   [32] key revision   [32] text revision   text verb
 *
 * Payload, layout 5: u8 layout = 5, then the verb's sections in this order:
 *   person   [16] id, text name, agency, unit, position, cohort
 *   details  text code, sex, grade, language, u8 years served (0 unknown)
 *   plan     u8 run kind, u32 engine, u64 seed, [32] key revision, u8 n, n times:
 *            text item, [32] key revision, u8 parts, parts times u8 part (row shown -> part)
 *   terms    u8 form (0 none, 1 A, 2 B), i64 time limit (0 none), u8 certainty asked
 *   item     text competency, u8 level, u8 attempt, u8 certainty (0 not asked, 1..3)
 *   measure  u8 shape, u32 guess in millionths
 *   response u8 n, n times (u8 part or, in a pairing, target, 255 none; u64 its name), text
 *   score    i32 millionths, u8 flags (1 hinted, 2 faulty, 4 passed, 8 critical), i64 duration
 *   choice   u64 name
 *   typed    text
 *   scores   u8 n, n times: text competency, i32 millionths, i32 weight
 *   reason   u8 (0 by the person, 1 the course changed)
 *   inputs   u8 n, n times: i64 now, u16 what, u64 target
 *   settings u8 theme, u8 flags (1 no mouse, 2 still), u16 percent of time, text language
 *   until    u32 day since 1970 that reviews plan towards (0 none)
 *   evidence u8 kind, u16 specimen
 *   steps    u8 n, n times: u64 name, u8 verdict
 *   other    [16] person, u8 undone
 *   count    u32
 *   about    [32] hash of an event
 *   ruling   u8
 *   words    text
 *   calibration i32 b, i32 sd, u32 n
 *   cause    u8 (0 not asked, 1 training, 2 tools, 3 rules, 4 supervision, 5 motive, 6 other)
 *   day      u32 since 1970 on which it was seen (0: when it was recorded)
 * person-stated: person details; started: plan terms; answered: item measure response score inputs;
 * decided: score choice typed scores inputs; noted: inputs; completed: score scores inputs; closed:
 * reason inputs; preferred: settings until; drawn: plan; rated: item evidence cause day; observed:
 * score scores evidence steps day; marked: item measure score evidence day; joined: other;
 * established: person count; contested: about words; ruled: measure response score about ruling
 * words; calibrated: item calibration; erased, collected: nothing (they have no session, and are read
 * by their heads alone: no layout has to be counted up for them).
 *
 * Layout 1 has no terms: none of an exam, and no certainty. Layouts 1 and 2 have nothing typed.
 * Layouts 1 to 3 have no details, no until, and no measure: shape choice and guess 0. Layouts 1 to
 * 4 have no cause and no day.
 *
 * payload hash = BLAKE2b-256(salt, payload); hash = BLAKE2b-256(previous hash, head, payload hash).
 * An event with a layout or a verb from a later version is kept, verified and not understood. */
#ifndef STORE_EVENT_H
#define STORE_EVENT_H

#include "base/arena.h"
#include "base/str.h"
#include "model/event.h"

enum {
  EVENT_LAYOUT = 1,
  PAYLOAD_LAYOUT = 5,
  EVENT_PATH = 200,
  EVENT_LANGUAGE = 64,
  EVENT_VERB = 32,
  VERB_UNKNOWN = -1
};

enum scheme { SCHEME_PLAIN, SCHEME_SEALED, SCHEME_ERASED };

struct event_head {
  uint8_t previous[HASH_BYTES], chain[KEY_BYTES];
  uint64_t seq;
  uint8_t id[ID_BYTES];
  int64_t wall, mono;
  uint8_t boot[ID_BYTES], actor[ID_BYTES], subject[ID_BYTES], session[ID_BYTES];
  enum run_mode mode;
  char language[EVENT_LANGUAGE], path[EVENT_PATH];
  uint8_t key_rev[HASH_BYTES], text_rev[HASH_BYTES];
  char verb_name[EVENT_VERB];
  int verb; /* of enum verb, or VERB_UNKNOWN; derived from verb_name */
};

/* Both append to out. A happening outside the bounds of model/event.h is a bug. */
void event_encode_head(const struct event_head *head, struct str *out);
void event_encode_payload(const struct happening *happening, struct str *out);

/* False: not of a layout we know, or ill-formed; nothing in the output may then be used. */
bool event_decode_head(const void *bytes, size_t len, struct event_head *head);
/* Fills what the payload holds of the verb; texts in the arena. */
bool event_decode_payload(enum verb verb, const void *bytes, size_t len, struct arena *arena,
                          struct happening *happening);
/* What the head holds of a happening; path and language in the arena. */
void event_from_head(const struct event_head *head, struct arena *arena,
                     struct happening *happening);

void event_hash_payload(const uint8_t salt[SALT_BYTES], const void *payload, size_t len,
                        uint8_t out[HASH_BYTES]);
void event_hash(const struct event_head *head, const void *bytes, size_t len,
                const uint8_t payload_hash[HASH_BYTES], uint8_t out[HASH_BYTES]);

/* What makes two recordings the same statement: who said what of whom, on which occasion. */
void event_content(const struct event_head *head, const struct happening *happening,
                   uint8_t out[HASH_BYTES]);

/* A UUIDv7 (RFC 9562) of a wall clock and ten random bytes. */
void event_make_id(int64_t wall, uint8_t id[ID_BYTES]);

/* Clocks outside +-2^52 ms and numbers above 2^52 are no readings of anything. */
bool event_clock_sane(int64_t time);

#endif
