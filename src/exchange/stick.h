/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a class stick says, inside of its class.sealed (a box of the class code, codebox.h).
 *
 * Four lines of minisign (minisign.h), then the text that they sign, which is JSON:
 *
 *   { "mafunzo": "class", "version": 1, "id": 32 hexadecimal digits, "name": of the class,
 *     "serial": 2, "signer": RW..., "settings": { "language": "fr", "theme": ... },
 *     "roster": CSV as exchange/roster.h reads it, every person with a code,
 *     "people": [ { "code", "id": 32 hexadecimal digits } ],
 *     "packs": [ { "file": "COURSE.pack", "blake2b": 64 hexadecimal digits } ],
 *     "sittings": [ { "path": "COURSE/MODULE/exam", "file": "EXAM.sealed", "blake2b",
 *                     "closing": a box of the closing code, in base 64 } ] }
 *
 * so that whoever signed answers for every file of the stick. The serial rises with each writing
 * for the class of that id. People bring their ids, so that they are the same on all laptops. */
#ifndef EXCHANGE_STICK_H
#define EXCHANGE_STICK_H

#include "base/diag.h"
#include "base/seal.h"
#include "base/str.h"
#include "exchange/codebox.h"
#include "model/code.h"
#include "model/settings.h"

#include <jansson.h>

enum {
  STICK_BYTES = 8 << 20, /* of class.sealed, and of a roster */
  STICK_NAME = 64,       /* of the class or a file, its NUL too */
  STICK_PATH = 200,
  STICK_PACKS = 64,
  STICK_SITTINGS = 16,
  STICK_CLOSING = CODEBOX_OVER + HASH_BYTES
};

struct stick_person {
  char code[CODE_TEXT];
  uint8_t id[ID_BYTES];
};

struct stick_file {
  char name[STICK_NAME]; /* beside class.sealed */
  uint8_t hash[HASH_BYTES];
};

struct stick_sitting {
  char path[STICK_PATH]; /* of the exam */
  struct stick_file file;
  uint8_t closing[STICK_CLOSING]; /* a box; inside: stick_closing */
};

struct stick { /* {0}; stick_done */
  uint8_t id[ID_BYTES];
  char name[STICK_NAME];
  uint32_t serial;
  uint8_t signer[KEY_BYTES];
  struct settings settings;
  struct str roster;
  struct {
    struct stick_person *list;
    size_t n, cap;
  } people;
  struct {
    struct stick_file *list;
    size_t n, cap;
  } packs;
  struct {
    struct stick_sitting *list;
    size_t n, cap;
  } sittings;
};

void stick_done(struct stick *stick); /* wipes what names people */

/* A plain name for a class or a file: as coursepack_text_fits has it. */
bool stick_name_fits(const char *name);
/* What the closing code of a sitting opens. */
void stick_closing(const uint8_t id[ID_BYTES], const char *path, uint8_t out[HASH_BYTES]);

/* Appends the signed text. secret: the signer's. */
void stick_write(const struct stick *stick, const uint8_t secret[SECRET_BYTES], struct str *out);

/* RC_OK: signed by the signer that it names (who that is, is another question). RC_DATA: it is no
 * such text, or not as it was signed; RC_NEWER. The roster is not looked into. stick_done either
 * way. */
enum rc stick_read(const char *bytes, size_t len, struct stick *stick);

/* One sitting as JSON, which a laptop keeps too (app/sitting.h). */
json_t *stick_sitting_json(const struct stick_sitting *sitting);
bool stick_sitting_read(const json_t *object, struct stick_sitting *sitting);

#endif
