/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who was erased, in a file beside the store: erased.ids. A backup that is older than an erasing
 * has no tombstone of it, and the present records may be beyond reading; whoever restores it has
 * this list still, and erases once more whom it names.
 *
 *   0f3a...e1            an id, 32 lower-case hexadecimal digits; one a line, ascending, none twice
 *   blake2b 5c07...9d    the last line: BLAKE2b-256 of all bytes before it
 *
 * Ids are random and name nobody. The hash tells that a disk, an editor or a copy that was cut off
 * altered the list, and is no signature: whoever may write the records may write it too. Ids are
 * added, when somebody is erased and when a backup is made or restored, and never taken away. It is
 * written as base/file.h does, with mode 0600.
 *
 * Not trusted is a list that was altered, that is no plain file (a symbolic link is none), that
 * belongs to another user than the one who runs the program, or that others may write to. */
#ifndef STORE_ERASED_LIST_H
#define STORE_ERASED_LIST_H

#include "base/diag.h"
#include "base/seal.h"

struct erased_ids {          /* {0}: nobody; free(list) */
  uint8_t (*list)[ID_BYTES]; /* ascending, none twice */
  size_t n, cap;
};

/* Adds those who are not in it yet. */
void erased_ids_add(struct erased_ids *ids, const uint8_t (*people)[ID_BYTES], size_t n);

/* The list in folder; no file: nobody. RC_DATA "store.erased-list": it is not trusted or cannot be
 * read, and ids is empty. */
enum rc erased_list_read(const char *folder, struct erased_ids *ids, struct diags *diags);

/* Adds people to the list in folder, on the disk when it is true. False: they are not in it, and a
 * warning "store.erased-kept" says why; a list that is not trusted is left as it is. */
bool erased_list_keep(const char *folder, const uint8_t (*people)[ID_BYTES], size_t n,
                      struct diags *diags);

#endif
