/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A receipt: a coordinator's word that a laptop's events arrived, up to one of them.
 *
 * One text file of five lines, so that it cannot be parted from its signature: a line of JSON
 * { "format": "mafunzo-receipt", "version": 1, "chain", "seq", "head" (the hash of the event with
 * that number), "wall" (the coordinator's clock, ms) }, then the four lines of a minisign signature
 * of the first, its newline too, by the coordinator's key:
 *
 *   head -n 1 FILE > it; tail -n +2 FILE > it.minisig; minisign -V -m it -P KEY
 *
 * The signature is checked before the line is looked into, by a key that is known already: nothing
 * of a stranger's is read, and no cage is needed (app/caged.h). */
#ifndef EXCHANGE_RECEIPT_H
#define EXCHANGE_RECEIPT_H

#include "base/diag.h"
#include "base/seal.h"
#include "base/str.h"

enum { RECEIPT_VERSION = 1, RECEIPT_BYTES = 8192 };
#define RECEIPT_SUFFIX ".receipt"

struct receipt {
  uint8_t chain[KEY_BYTES];
  uint64_t seq; /* from 1 up to here all of them arrived */
  uint8_t head[HASH_BYTES];
  int64_t wall;
};

void receipt_write(const struct receipt *receipt, const uint8_t secret[SECRET_BYTES],
                   struct str *out);

/* RC_DATA "receipt.content": none, or altered; "receipt.signature": not this signer's. RC_NEWER
 * "receipt.newer". */
enum rc receipt_read(const char *shown, const char *bytes, size_t len,
                     const uint8_t signer[KEY_BYTES], struct receipt *receipt, struct diags *diags);

#endif
