/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/mem.h"
#include "base/text.h"
#include "store/backup_file.h"
#include "store/erased_list.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct restore {
  struct store place; /* folder, file and lock; no connection */
  char *part;
  int64_t now;
  struct erased_ids erased; /* as the list beside the store has them, and then the tombstones */
};

static enum rc take_place(struct restore *restore, const char *folder, struct diags *diags) {
  struct str file = {0};
  enum rc rc = folder_make(folder, &restore->place.folder, diags);
  if (rc != RC_OK)
    return rc;
  str_printf(&file, "%s/mafunzo.db", restore->place.folder);
  restore->place.file = file.at;
  restore->part = restore_part(&restore->place);
  rc = lock_take(&restore->place, diags);
  return rc == RC_OK ? restore_finish(&restore->place, NULL, diags) : rc; /* an earlier one */
}

static enum rc copy_backup(const char *backup, const char *part, struct restore_facts *facts,
                           struct diags *diags) {
  struct backup_facts verified;
  struct store *from;
  enum rc rc = backup_check(backup, &verified, diags);
  facts->backup = verified.events;
  if (rc == RC_OK)
    rc = copy_open(backup, COPY_READ, &from, diags);
  if (rc != RC_OK)
    return rc;
  unlink(part); /* of a preparation that was cut off; the lock is held */
  rc = copy_pages(from, part, diags);
  store_close(from);
  return rc;
}

static enum rc sync_file(const char *path, struct diags *diags) {
  int fd = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  if (fd < 0)
    return backup_fault(errno, path, diags);
  enum rc rc = fsync(fd) < 0 ? backup_fault(errno, path, diags) : RC_OK;
  close(fd);
  return rc;
}

/* Whoever was erased after the backup was made: in the copy, so that nobody is back for a moment.
 */
static enum rc erase_again(struct restore *restore, struct store *built, size_t *again,
                           struct diags *diags) {
  struct erased_ids *ids = &restore->erased;
  size_t listed = ids->n;
  const struct erasing erasing = {.people = (const uint8_t(*)[ID_BYTES])ids->list,
                                  .n = ids->n,
                                  .moment = {.wall = restore->now}};
  built->folder = mem_strdup(restore->place.folder); /* its pages are sorted there */
  enum rc rc = erase_people(built, &erasing, again, diags);
  if (rc == RC_OK) /* what was to be quick may have failed in it, and a copy is not opened again */
    rc = built->broken ? RC_IO : store_scrub(built, diags);
  if (rc == RC_OK)
    rc = erase_known(built, diags);
  if (rc == RC_OK)
    erased_ids_add(ids, (const uint8_t(*)[ID_BYTES])built->erased.list, built->erased.n);
  return rc == RC_OK && ids->n > listed ? erase_list_later(built, diags) : rc;
}

/* Another chain: the one of the backup may go on in what is set aside, or on another laptop. */
static enum rc fill_part(struct restore *restore, struct restore_facts *facts,
                         struct diags *diags) {
  struct salvage found;
  struct store *built;
  enum rc rc = copy_open(restore->part, COPY_BUILD, &built, diags);
  if (rc != RC_OK)
    return rc;
  rc = migrate_copy(built, diags);
  if (rc == RC_OK)
    rc = chain_renew(built, diags);
  if (rc == RC_OK)
    rc = salvage_into(built, restore->place.file, &found, diags);
  if (rc == RC_OK) {
    facts->taken = found.taken;
    facts->lost = found.lost;
    facts->damaged = found.damaged;
    facts->unsure = found.unsure;
    rc = erase_again(restore, built, &facts->erased, diags);
  }
  if (rc == RC_OK)
    rc = store_verify(built, diags);
  store_close(built);
  return rc;
}

enum rc restore_prepare(const char *folder, const char *backup, int64_t now, struct restore **out,
                        struct restore_facts *facts, struct diags *diags) {
  struct restore *restore = mem_alloc(sizeof *restore);
  *out = NULL;
  *facts = (struct restore_facts){0};
  restore->place.lock = -1;
  restore->now = now;
  enum rc rc = take_place(restore, folder, diags);
  if (rc == RC_OK)
    rc = erased_list_read(restore->place.folder, &restore->erased, diags);
  if (rc == RC_OK)
    rc = copy_backup(backup, restore->part, facts, diags);
  if (rc == RC_OK)
    rc = fill_part(restore, facts, diags);
  if (rc == RC_OK)
    rc = sync_file(restore->part, diags);
  if (rc == RC_OK)
    *out = restore;
  else
    restore_free(restore);
  return rc;
}

enum rc restore_commit(struct restore *restore, struct str *aside, struct diags *diags) {
  const struct erased_ids *ids = &restore->erased;
  char *whole = restore_file(&restore->place);
  erased_list_keep(restore->place.folder, (const uint8_t(*)[ID_BYTES])ids->list, ids->n, diags);
  enum rc rc = restore_stamp(restore->part, restore->place.folder, restore->now, diags);
  str_clear(aside);
  if (rc == RC_OK && rename(restore->part, whole) < 0)
    rc = folder_fault(errno, whole, diags);
  free(whole);
  if (rc == RC_OK)
    rc = folder_sync(restore->place.folder, diags);
  return rc == RC_OK ? restore_finish(&restore->place, aside, diags) : rc;
}

void restore_free(struct restore *restore) {
  if (!restore)
    return;
  if (restore->part && restore->place.lock >= 0)
    unlink(restore->part);
  lock_drop(&restore->place);
  free(restore->place.folder);
  free(restore->place.file);
  free(restore->part);
  free(restore->erased.list);
  free(restore);
}
