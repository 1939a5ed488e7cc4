/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/uuid.h"

#include <string.h>

/* Drawn once, at random; another one would make all ids new. */
static const uint8_t namespace[ID_BYTES] = {0x6d, 0x0f, 0x3a, 0x91, 0xc2, 0x57, 0x4e, 0x08,
                                            0x9b, 0x44, 0x1e, 0xd7, 0x70, 0xa5, 0xf8, 0x26};

static struct uuid said(const uint8_t id[ID_BYTES]) {
  static const uint8_t groups[] = {4, 2, 2, 2, 6};
  struct uuid uuid = {{0}};
  char *at = uuid.text;
  for (size_t i = 0; i < sizeof groups; id += groups[i++]) {
    if (i)
      *at++ = '-';
    seal_hex(id, groups[i], at);
    at += 2 * groups[i];
  }
  return uuid;
}

struct uuid uuid_of_name(const char *kind, const void *name, size_t len) {
  uint8_t hash[HASH_BYTES];
  const struct seal_part parts[] = {
      {namespace, sizeof namespace}, {kind, strlen(kind) + 1}, {name, len}};
  seal_hash(parts, 3, hash);
  hash[6] = (uint8_t)(0x80 | (hash[6] & 0x0f));
  hash[8] = (uint8_t)(0x80 | (hash[8] & 0x3f));
  return said(hash);
}

struct uuid uuid_of_id(const char *kind, const uint8_t id[ID_BYTES]) {
  unsigned version = id[6] >> 4;
  bool is_uuid = version >= 1 && version <= 8 && (id[8] & 0xc0) == 0x80;
  return is_uuid ? said(id) : uuid_of_name(kind, id, ID_BYTES);
}
