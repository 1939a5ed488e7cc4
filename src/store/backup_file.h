/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside the store only: files that are stores and not the store: backups, and what is restored. */
#ifndef STORE_BACKUP_FILE_H
#define STORE_BACKUP_FILE_H

#include "store/backup.h"
#include "store/db.h"

/* The errno of a call on a backup, or on its folder, as a result and a diagnostic. */
enum rc backup_fault(int error, const char *path, struct diags *diags);

/* backup.c: all pages of one connection's database as a file at path, which must not be there; on
 * the disk when it is RC_OK, gone otherwise. It needs no log beside it. */
enum rc copy_pages(struct store *from, const char *path, struct diags *diags);

/* copy.c: a file opened for itself: no lock, no chain of its own, never opened again after a fault.
 * store_close it. COPY_READ writes nothing anywhere, not even a log beside it (a stick may be
 * read-only); COPY_BUILD is for a file that is not a store yet, and flushes nothing;
 * COPY_SALVAGE reads a damaged store with its log, and leaves both as they are. */
enum copy_mode { COPY_READ, COPY_BUILD, COPY_SALVAGE };
enum rc copy_open(const char *path, enum copy_mode mode, struct store **copy, struct diags *diags);
enum rc copy_count(struct store *copy, uint64_t *events, struct diags *diags);

/* salvage.c: takes over what can still be read of a damaged store. What cannot be read is no fault.
 */
struct salvage {
  uint64_t taken, lost;
  bool damaged;
  bool unsure; /* the index that names all events could not be read to its end either */
};
enum rc salvage_into(struct store *into, const char *file, struct salvage *found,
                     struct diags *diags);

#endif
