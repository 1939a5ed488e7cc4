/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A tar file (POSIX ustar) of a few plain files with known names, in memory: what "tar x" unpacks.
 *
 * Ours, and not libarchive's: of the forty formats, filters and kinds of entry that it reads we
 * want to refuse all but this one, and would have to check its every answer against the same list.
 * Here there is no link, no folder, no long name, no sparse file, no compression, and so no bomb:
 * what is read is never larger than what was given. A name is only ever compared, or judged by
 * whoever walks through an archive (exchange/coursepack.h). */
#ifndef EXCHANGE_USTAR_H
#define EXCHANGE_USTAR_H

#include "base/str.h"

#include <stdbool.h>

enum { USTAR_NAME = 100 }; /* bytes of a name, its NUL among them */

struct ustar_file {
  const char *name; /* the reader's: what it must be called */
  size_t most;      /* bytes that it may have */
  const char *at;   /* within the archive */
  size_t len;
  bool there;
};

/* Appends a file (mode 0600, of nobody, dated 1970: an archive is a function of its files). */
void ustar_put(struct str *out, const char *name, const void *bytes, size_t len);
void ustar_end(struct str *out); /* two empty blocks */

/* Finds the n files, in any order, each exactly once and nothing else beside them. False: any other
 * name or kind, a size beyond most or beyond the end, a header whose sum is wrong, no end, anything
 * but zeroes between the files and behind them. */
bool ustar_read(const void *bytes, size_t len, struct ustar_file *files, size_t n);

/* The same one after the other, for whoever does not know the names. */
struct ustar_walk {
  const char *at, *end;
};
/* True: there is one more; name points into the archive and ends within USTAR_NAME. False: there is
 * none, or a fault. */
bool ustar_next(struct ustar_walk *walk, struct ustar_file *file);
/* What is left is the end: two empty blocks or more, and nothing else. */
bool ustar_ended(const struct ustar_walk *walk);

#endif
