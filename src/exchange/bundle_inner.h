/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside bundles only: the manifest as text. */
#ifndef EXCHANGE_BUNDLE_INNER_H
#define EXCHANGE_BUNDLE_INNER_H

#include "exchange/bundle.h"
#include "exchange/recovery.h"

enum { MANIFEST_BYTES = 262144, MINISIG_BYTES = 4096, RECOVERY_BYTES = 4096 }; /* at most */

#define MANIFEST_NAME "manifest.json"
#define MANIFEST_SIGNATURE_NAME "manifest.json.minisig"
#define EVENTS_NAME "events.jsonl"

void manifest_write(const struct bundle_about *about, struct str *out);

/* RC_DATA: not one; RC_NEWER: one of a later version. Nothing is told. */
enum rc manifest_read(const char *bytes, size_t len, struct bundle_about *about);
/* The keys of the people that it says are sealed, as far as these identities open them; seal_wipe
 * them. */
size_t manifest_keys(const char *bytes, size_t len, const uint8_t (*identities)[KEY_BYTES],
                     size_t n, struct sealed_key keys[BUNDLE_SEALED]);
/* That its numbers are such, not too many, and follow something unless they are the first. */
bool manifest_joins(const struct bundle_about *about);

/* bundle_lines.c: so many events, one a line. False: not that many, or a line that is none. */
bool lines_read(const char *bytes, size_t len, struct bundle *bundle);
/* Exactly len bytes of n letters of padded base 64, and of the only such text. */
bool lines_unbase64(const char *text, size_t n, uint8_t *out, size_t len);

#endif
