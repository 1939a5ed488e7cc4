/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key of somebody's sealed records, for those who may recover it: an age file of "mafunzo
 * recovery 1" with a zero byte, the person's id (16 bytes) and the data key (32). */
#ifndef EXCHANGE_RECOVERY_H
#define EXCHANGE_RECOVERY_H

#include "base/sealed.h"
#include "exchange/age.h"

/* Appends it; nothing if nothing can be sealed for one of the recipients. */
void recovery_seal(const uint8_t id[ID_BYTES], const uint8_t key[KEY_BYTES],
                   const uint8_t (*recipients)[KEY_BYTES], size_t n, struct str *out);
/* By the first identity that it is for. False: for none of them, or it is no such file. seal_wipe
 * what it gives. */
bool recovery_open(const void *bytes, size_t len, const uint8_t (*identities)[KEY_BYTES], size_t n,
                   struct sealed_key *out);

#endif
