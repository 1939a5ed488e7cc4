/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A course pack: one course, and if wanted the framework, in a file that whoever made it signed.
 *
 * It is a ustar of plain files (exchange/ustar.h), in this order and nothing else beside:
 *
 *   manifest.json          what is in the pack
 *   manifest.json.minisig  a signature of those bytes (exchange/minisign.h)
 *   course/course.yaml, course/01-x.yaml ... framework/competencies.yaml ...
 *
 *   { "mafunzo": "pack", "version": 1, "name": of the office or trainer, "signer": RW...,
 *     "course": its id, "course_version": "2.0.0", "framework": its version or null,
 *     "files": [ { "name": "course/course.yaml", "size": 812, "blake2b": 64 hexadecimal digits } ]
 * }
 *
 * in just these bytes (there is one way to write a manifest), so that anybody opens and checks one
 * without us: `tar xf PACK`, `minisign -Vm manifest.json -P
 * RW...`, and `b2sum -l 256` of each file. The signature is over the manifest alone, and the
 * manifest binds every byte of the rest: nothing is looked at before it is known who answers for
 * it.
 *
 * Not libarchive: a pack must be refused for all that libarchive could read beside this (its list
 * would have to be checked here again), and the reader of bundles is there. Not compressed: a
 * course has a few hundred kilobytes, and what is never unpacked cannot burst; the ratio is 1. */
#ifndef EXCHANGE_COURSEPACK_H
#define EXCHANGE_COURSEPACK_H

#include "base/diag.h"
#include "base/pack.h"
#include "base/seal.h"
#include "base/str.h"
#include "exchange/card.h"

enum {
  COURSEPACK_BYTES = 64 << 20, /* of a pack */
  COURSEPACK_FILE = 1 << 20,   /* of a file in it; no course reads a larger one */
  COURSEPACK_FILES = 2000,
  COURSEPACK_MANIFEST = 1 << 20,
  COURSEPACK_TEXT = 64 /* of an id or a version, its NUL too */
};

#define COURSEPACK_COURSE "course/"
#define COURSEPACK_FRAMEWORK "framework/"

struct coursepack_file {
  const char *name; /* beneath course/ or framework/, with that */
  const char *at;
  size_t len;
};

struct coursepack { /* {0} is empty; coursepack_done */
  char name[CARD_NAME], course[COURSEPACK_TEXT], version[COURSEPACK_TEXT];
  char framework[COURSEPACK_TEXT]; /* its version; "": it is not in the pack */
  uint8_t signer[KEY_BYTES];
  struct {
    struct coursepack_file *list; /* by name, bytewise, each once */
    size_t n, cap;
  } files;
  const char *signature; /* the file of it, of which nothing is read here */
  size_t signature_len;
  const char *bytes;  /* the pack that it was read from; NULL: it is one to be written */
  struct arena arena; /* of the names */
};

void coursepack_done(struct coursepack *pack);

/* One or two plain names (letters, digits, - _ and dots not in front) beneath course/ or
 * framework/, short enough for a ustar. Which of these belong there is for app/install.h to say. */
bool coursepack_name_fits(const char *name);
bool coursepack_text_fits(const char *text); /* an id or a version */

/* Appends the pack. Its files are sorted first. */
void coursepack_write(struct coursepack *pack, const uint8_t secret[SECRET_BYTES], struct str *out);

/* Reads and checks everything: the files then point into bytes. Whether the signer is to be trusted
 * is another question. RC_DATA "pack.damaged": it is none, or was cut or altered; "pack.signature":
 * the manifest is not as it was signed; "pack.name": a name that may not be; "pack.large"; RC_NEWER
 * "pack.newer". Whatever fails, no file is given out. coursepack_done either way. */
enum rc coursepack_read(const char *shown, const struct str *bytes, struct coursepack *pack,
                        struct diags *diags);

/* coursepack_flat.c: what was read of a pack as bytes, and back, for a child that reads it in a
 * cage (app/pack_read.h). Nothing that the child said is believed: the manifest is written anew
 * from it, with the hashes of the files where it says that they lie, and must be what was signed.
 * pack is empty where that is false. */
void coursepack_flatten(const struct coursepack *pack, struct str *out);
bool coursepack_unflatten(struct unpack *in, const struct str *bytes, struct coursepack *pack);
/* The manifest, appended. */
void coursepack_manifest(const struct coursepack *pack, struct str *out);

#endif
