/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A box that a code opens: what a class stick keeps from whoever finds it.
 *
 *   "mafunzo box 1\n"   14 bytes
 *   salt                16
 *   nonce               24
 *   sealed              XChaCha20-Poly1305 of what is inside, beside it the purpose's name
 *   hash                32: BLAKE2b-256 of all before it
 *
 * The key is Argon2id of the code (model/code.h, twelve signs without hyphens) and the salt, with
 * KEYS_PASSES passes and KEYS_KIB of memory, fixed by the version: a file that asks for other
 * figures could only be meant to do harm. The hash is no secret's: it tells a damaged file from a
 * wrong code before anybody types one. A box of one purpose never opens as one of another. */
#ifndef EXCHANGE_CODEBOX_H
#define EXCHANGE_CODEBOX_H

#include "base/diag.h"
#include "base/str.h"

enum codebox_purpose { BOX_CLASS, BOX_EXAM, BOX_CLOSING };

enum {
  CODEBOX_BYTES = 64 << 20, /* of a box */
  CODEBOX_OVER = 14 + 16 + 24 + 16 + 32,
  CODEBOX_PASSES = 3,
  CODEBOX_KIB = 65536
};

/* Appends the box. False: the machine has not the memory to make the key. code: as spoken_read or
 * spoken_make give it. */
bool codebox_seal(enum codebox_purpose purpose, const char *code, const void *bytes, size_t len,
                  struct str *out);

/* RC_OK: it is as it was written. RC_DATA: it is none, or cut or altered; RC_NEWER. */
enum rc codebox_check(const void *bytes, size_t len);

/* Appends what is inside; secret_done-like wiping is the caller's. RC_USAGE: it is whole, and
 * another code's or another purpose's; RC_IO: not enough memory; otherwise as codebox_check. */
enum rc codebox_open(enum codebox_purpose purpose, const char *code, const void *bytes, size_t len,
                     struct str *out);

#endif
