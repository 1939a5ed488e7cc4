/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A fingerprint is compared aloud, with whoever made the key, before it is taken. */
#ifndef CLI_COMPARE_H
#define CLI_COMPARE_H

#include "base/diag.h"
#include "base/seal.h"

/* said: what --yes gave, or NULL: asked for at a terminal. *yes: it was the same. RC_DATA
 * "card.fingerprint": said is not that of the key. */
enum rc compare_fingerprint(const char *name, const uint8_t signer[KEY_BYTES], const char *said,
                            bool *yes, struct diags *diags);

#endif
