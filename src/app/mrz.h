/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Machine readable zones for people and programs: texts of many read and checked, and back again.
 *
 *     bytes --mrz_tell--> mrz_book (what each says, all its faults in the diagnostics)
 *     JSON of holders --mrz_write--> bytes
 *
 * What `mafunzo mrz --json` writes, mrz_write takes; valid documents come back byte for byte. */
#ifndef APP_MRZ_H
#define APP_MRZ_H

#include "base/diag.h"
#include "base/str.h"
#include "model/specimen.h"

#include <stdbool.h>

enum { MRZ_BYTES = 1 << 20 }; /* of a file; of its JSON ten times as many */

struct mrz_row { /* a field; line and column in the file */
  const char *name;
  const char *value; /* fillers and all */
  unsigned line, column;
};

struct mrz_sum { /* a check digit */
  const char *name;
  unsigned line, column;
  int sum; /* of the weighted characters; its last decimal is the digit */
  char found, expected;
  bool ok;
};

struct mrz_told {
  unsigned line;      /* of the file, at which it begins */
  const char *format; /* "td3"; NULL: it could not be read, and nothing below is told */
  bool valid;         /* no fault at all */
  const char *lines[3];
  struct mrz_row rows[MRZ_FIELDS];
  struct mrz_sum sums[5];
  size_t n_lines, n_rows, n_sums;
  struct holder
      holder;       /* what mrz_write wants of it; the fields that are as they stand keep fillers */
  const char *zero; /* "0" or "<": what stands for the digit of an empty personal number */
  bool may_be_cut;  /* the name */
};

struct mrz_book {
  struct mrz_told *list; /* texts are in the arena */
  size_t n, cap, valid;
  struct arena arena;
};

void mrz_book_done(struct mrz_book *book);

/* Reads a file of at most `limit` bytes, stdin where path is NULL, with the codes file.missing,
 * .unreadable and .large. */
enum rc mrz_load(const char *path, size_t limit, struct str *bytes, struct diags *diags);

/* RC_OK if there is a document and all are valid, else RC_DATA. Diagnostics are sorted and have
 * their excerpts; `shown` names the file in them. */
enum rc mrz_tell(const char *shown, const struct str *bytes, struct mrz_book *book,
                 struct diags *diags);

/* Composes each document of {"documents": [...]}, or the one that stands alone; what else it may
 * hold is let be. Keys: format, and holder with surname given number nationality birth sex expiry
 * issuer code optional optional-2, and optional-check ("0" or "<", of an empty personal number).
 * Appends the lines, an empty one between documents, if all can be composed. */
enum rc mrz_write(const char *shown, const struct str *json, struct str *out, struct diags *diags);

/* Adds a fault of document/mrz.h in words, which begin with `before`. */
struct mrz_fault;
void mrz_say(const struct mrz_fault *fault, const char *before, struct place at,
             struct diags *diags);

/* The keys of a holder that JSON and courses share, and where they are kept. */
struct mrz_key {
  const char *name;
  size_t offset; /* in struct holder */
};
extern const struct mrz_key mrz_keys[];
extern const size_t mrz_n_keys;
const char *mrz_key_value(const struct holder *holder, const struct mrz_key *key);

#endif
