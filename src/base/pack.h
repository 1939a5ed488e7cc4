/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes that mean the same on every machine: little-endian integers and length-prefixed texts.
 *
 * Writing appends to a struct str. Reading never runs past the end: the first short or ill-formed
 * read sets bad, and every later one gives zero or "". */
#ifndef BASE_PACK_H
#define BASE_PACK_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

void pack_u8(struct str *out, uint8_t value);
void pack_u16(struct str *out, uint16_t value);
void pack_u32(struct str *out, uint32_t value);
void pack_u64(struct str *out, uint64_t value);
void pack_bytes(struct str *out, const void *bytes, size_t len); /* raw: the reader knows len */
void pack_text(struct str *out, const char *text); /* u16 length, bytes; NULL as ""; <= 65535 */

struct unpack {
  const uint8_t *at, *end;
  bool bad;
};

uint8_t unpack_u8(struct unpack *in);
uint16_t unpack_u16(struct unpack *in);
uint32_t unpack_u32(struct unpack *in);
uint64_t unpack_u64(struct unpack *in);
void unpack_bytes(struct unpack *in, void *out, size_t len); /* zeroes when bad */
/* Points into the input; not NUL-terminated: *len tells. */
const char *unpack_text(struct unpack *in, size_t *len);
/* The same copied, with its NUL: false if it has no room in size bytes, or one within. */
bool unpack_string(struct unpack *in, char *out, size_t size);
bool unpack_done(const struct unpack *in); /* nothing bad and nothing left over */

#endif
