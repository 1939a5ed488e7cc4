/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UUIDs (RFC 9562) of things that have a name or an id already: the same wherever they are made.
 *
 * Names give version 8, made as version 5 is (section 5.5) but with BLAKE2b-256 in place of SHA-1:
 * the first 16 bytes of the hash of a namespace, a kind and the name, with version and variant put
 * in. Version 5 would say that it is SHA-1. */
#ifndef EXCHANGE_UUID_H
#define EXCHANGE_UUID_H

#include "base/seal.h"

enum { UUID_TEXT = 37 };

struct uuid {
  char text[UUID_TEXT]; /* "01234567-89ab-8def-8123-456789abcdef" */
};

/* kind: "statement", "session", "CFItem": names of two kinds never meet. */
struct uuid uuid_of_name(const char *kind, const void *name, size_t len);
/* An id of ours as it stands, if it is a UUID of any version; or else one that is made from it. */
struct uuid uuid_of_id(const char *kind, const uint8_t id[ID_BYTES]);

#endif
