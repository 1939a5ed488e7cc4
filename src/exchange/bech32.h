/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bech32 (BIP-173): bytes as letters and digits that nobody mistakes for another, with a check that
 * finds every mistake in up to four of them. age writes its keys so.
 *
 * A text is a prefix, the digit 1, data, six letters of check; all lower-case or all upper-case. */
#ifndef EXCHANGE_BECH32_H
#define EXCHANGE_BECH32_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

enum { BECH32_TEXT = 90 }; /* letters at most */

struct bech32 {
  char prefix[BECH32_TEXT];  /* in lower case */
  uint8_t five[BECH32_TEXT]; /* five bits each, without the check */
  size_t n;
};

/* False: it is none, or its check is wrong. */
bool bech32_read(const char *text, struct bech32 *out);
/* The data as exactly len bytes. False: so many it is not, or a bit too much is set. */
bool bech32_bytes(const struct bech32 *data, uint8_t *bytes, size_t len);

/* Appends in lower case. prefix: lower case; the whole must fit in BECH32_TEXT. */
void bech32_write(const char *prefix, const uint8_t *bytes, size_t len, struct str *out);

#endif
