/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The age format, version 1 (https://age-encryption.org/v1), with X25519 recipients: what is sealed
 * so is opened by `age -d -i KEY` too, and what age sealed is opened here.
 *
 * All is done in memory: what is sealed is at most AGE_BYTES. Of what is for others (stanzas of
 * another kind too) nothing can be said but that it is not for this identity. */
#ifndef EXCHANGE_AGE_H
#define EXCHANGE_AGE_H

#include "base/diag.h"
#include "base/seal.h"
#include "base/str.h"

enum {
  AGE_RECIPIENTS = 16,
  AGE_BYTES = 256 * 1024 * 1024, /* of what is sealed */
  AGE_HEADER = 64 * 1024         /* bytes of a header that is read: 500 recipients */
};

/* Appends the file. n: 1 to AGE_RECIPIENTS; len: at most AGE_BYTES. False: a recipient's key is of
 * low order, for which nothing can be sealed; out is then as it was. */
bool age_seal(const void *plain, size_t len, const uint8_t (*recipients)[KEY_BYTES], size_t n,
              struct str *out);

/* Appends what was sealed. RC_MISSING: not for this identity; RC_DATA: damaged, cut, too large, or
 * no such file. out is as it was unless all is whole. */
enum rc age_open(const void *bytes, size_t len, const uint8_t identity[KEY_BYTES], struct str *out);
/* And as whom, whatever became of it: the identity's public key. */
enum rc age_open_as(const void *bytes, size_t len, const uint8_t identity[KEY_BYTES],
                    uint8_t recipient[KEY_BYTES], struct str *out);

/* Keys as text: age1... and AGE-SECRET-KEY-1... Each is read in either case. */
void age_recipient_text(const uint8_t key[KEY_BYTES], struct str *out);
bool age_recipient_read(const char *text, uint8_t key[KEY_BYTES]);
void age_identity_text(const uint8_t identity[KEY_BYTES], struct str *out);
bool age_identity_read(const char *text, uint8_t identity[KEY_BYTES]);

#endif
