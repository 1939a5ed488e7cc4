/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/pack.h"

#include <string.h>

static void pack_le(struct str *out, uint64_t value, size_t len) {
  unsigned char bytes[sizeof value];
  for (size_t i = 0; i < len; i++)
    bytes[i] = (unsigned char)(value >> (8 * i));
  str_add(out, bytes, len);
}

void pack_u8(struct str *out, uint8_t value) { pack_le(out, value, 1); }
void pack_u16(struct str *out, uint16_t value) { pack_le(out, value, 2); }
void pack_u32(struct str *out, uint32_t value) { pack_le(out, value, 4); }
void pack_u64(struct str *out, uint64_t value) { pack_le(out, value, 8); }
void pack_bytes(struct str *out, const void *bytes, size_t len) { str_add(out, bytes, len); }

void pack_text(struct str *out, const char *text) {
  size_t len = text ? strlen(text) : 0;
  if (len > UINT16_MAX)
    len = UINT16_MAX;
  pack_u16(out, (uint16_t)len);
  str_add(out, text, len);
}

static const uint8_t *unpack_take(struct unpack *in, size_t len) {
  if (in->bad || (size_t)(in->end - in->at) < len) {
    in->bad = true;
    return NULL;
  }
  const uint8_t *at = in->at;
  in->at += len;
  return at;
}

static uint64_t unpack_le(struct unpack *in, size_t len) {
  const uint8_t *at = unpack_take(in, len);
  uint64_t value = 0;
  for (size_t i = 0; at && i < len; i++)
    value |= (uint64_t)at[i] << (8 * i);
  return value;
}

uint8_t unpack_u8(struct unpack *in) { return (uint8_t)unpack_le(in, 1); }
uint16_t unpack_u16(struct unpack *in) { return (uint16_t)unpack_le(in, 2); }
uint32_t unpack_u32(struct unpack *in) { return (uint32_t)unpack_le(in, 4); }
uint64_t unpack_u64(struct unpack *in) { return unpack_le(in, 8); }

void unpack_bytes(struct unpack *in, void *out, size_t len) {
  const uint8_t *at = unpack_take(in, len);
  if (at && len)
    memcpy(out, at, len);
  else
    memset(out, 0, len);
}

const char *unpack_text(struct unpack *in, size_t *len) {
  *len = unpack_u16(in);
  const uint8_t *at = unpack_take(in, *len);
  if (!at)
    *len = 0;
  return at ? (const char *)at : "";
}

bool unpack_string(struct unpack *in, char *out, size_t size) {
  size_t len;
  const char *text = unpack_text(in, &len);
  if (in->bad || len >= size || memchr(text, '\0', len))
    return false;
  memcpy(out, text, len);
  out[len] = '\0';
  return true;
}

bool unpack_done(const struct unpack *in) { return !in->bad && in->at == in->end; }
