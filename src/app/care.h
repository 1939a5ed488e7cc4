/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Caring for the record: backups, the way back from one, and an examination. */
#ifndef APP_CARE_H
#define APP_CARE_H

#include "app/app.h"
#include "store/backup.h"

/* Where backups are made by themselves, beneath the folder of the store. */
#define CARE_BACKUPS "backups"

/* Makes a backup. dir NULL: the folder of the store's own, which is made if it is missing and
 * thinned out afterwards. RC_MISSING: nothing is recorded yet, or no such dir. path gets the file.
 */
enum rc care_backup(const struct app_paths *paths, const char *dir, struct str *path,
                    struct backup_facts *facts, struct diags *diags);

/* The same of an open store, into a folder of its own. */
enum rc care_backup_into(struct store *store, const char *folder, int64_t now, struct str *path,
                         struct backup_facts *facts, struct diags *diags);

/* Makes one in the folder of the store's own, and when that is verified deletes the others there,
 * which hold what was erased or sealed since. folder: of the store. "personal.backup". */
enum rc care_replace_backups(struct store *store, const char *folder, struct diags *diags);

/* When the program is left: a backup, if there are events that the newest does not hold and that
 * one is of another day (UTC). In silence; doctor tells of events that are in no backup. */
void care_daily(struct store *store, const char *folder);

/* After RC_DATA: names the newest good backup, or says that there is none, as a warning
 * ("backup.offer", "backup.none"). command: how the program was called, "mafunzo" or with --store.
 */
void care_offer(const char *folder, const char *command, struct diags *diags);

/* Prepares a restore from backup, or from the newest good one if NULL (RC_MISSING: none); chosen is
 * the one taken. Nothing is changed until restore_commit. */
enum rc care_restore(const struct app_paths *paths, const char *backup, struct restore **restore,
                     struct str *chosen, struct restore_facts *facts, struct diags *diags);

/* "2026-09-21 14:13 UTC" */
const char *care_time(struct arena *arena, int64_t time);
/* The same of a backup by its name; "" where that says none. */
const char *care_backup_time(struct arena *arena, const char *path);

/* An examination: findings in the order in which they are told. */
enum verdict { VERDICT_OK, VERDICT_NOTE, VERDICT_WARNING, VERDICT_PROBLEM };

struct finding {
  enum verdict verdict;
  const char *code; /* a literal, "noun.what" */
  const char *said;
  const char *remedy; /* NULL if there is none */
};

struct checkup { /* {0} is an empty one; checkup_done */
  struct arena arena;
  struct finding *list;
  size_t n, cap;
  enum rc rc;                      /* of the gravest problem; RC_OK: none */
  char digest[2 * HASH_BYTES + 1]; /* of the projections; "" unless they were rebuilt */
};

void checkup_done(struct checkup *checkup);
/* rc: what a problem ends the program with; of another verdict it is not looked at. */
void checkup_add(struct checkup *checkup, enum verdict verdict, enum rc rc, const char *code,
              const char *remedy, const char *format, ...) __attribute__((format(printf, 6, 7)));
/* Folder, room, lock, version, structure, events, clocks; backups; courses; who can read it. With
 * rebuild also indexes and projections are made anew, and compared. Makes no store. */
void checkup_run(struct checkup *checkup, const struct app_paths *paths, bool rebuild);

#endif
