/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/care.h"
#include "app/inner.h"

#include "base/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const int64_t DAY = INT64_C(86400000);

static const char *own_folder(struct arena *arena, const char *folder) {
  return arena_printf(arena, "%s/" CARE_BACKUPS, folder);
}

static const char *name_of(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

const char *care_time(struct arena *arena, int64_t time) {
  time_t seconds = (time_t)(time / 1000 - (time % 1000 < 0));
  struct tm utc = {0};
  gmtime_r(&seconds, &utc);
  return arena_printf(arena, "%04d-%02d-%02d %02d:%02d UTC", utc.tm_year + 1900, utc.tm_mon + 1,
                      utc.tm_mday, utc.tm_hour, utc.tm_min);
}

const char *care_backup_time(struct arena *arena, const char *path) {
  int64_t time;
  return backup_parse(name_of(path), &time) ? care_time(arena, time) : "";
}

/* In the store's own folder, which is thinned out afterwards; what could not be deleted is no fault
 * of the backup that was made. */
enum rc care_backup_into(struct store *store, const char *folder, int64_t now, struct str *path,
                         struct backup_facts *facts, struct diags *diags) {
  struct diags ignored = {0};
  if (mkdir(folder, 0700) < 0 && errno != EEXIST) {
    diag_error(diags, (struct place){.file = folder}, 1, "backup.create",
               _("choose another folder: mafunzo backup FOLDER"),
               _("the folder for backups cannot be made: %s"), strerror(errno));
    return errno == ENOSPC ? RC_FULL : RC_CREATE;
  }
  enum rc rc = store_backup(store, folder, now, path, facts, diags);
  if (rc == RC_OK)
    backup_prune(folder, name_of(path->at), &ignored);
  diags_done(&ignored);
  return rc;
}

enum rc care_backup(const struct app_paths *paths, const char *dir, struct str *path,
                    struct backup_facts *facts, struct diags *diags) {
  struct arena arena = {0};
  struct store *store;
  struct moment now;
  enum rc rc = store_open_existing(paths->store, &store, diags);
  clock_read(&now);
  if (rc == RC_OK && dir)
    rc = store_backup(store, dir, now.wall, path, facts, diags);
  else if (rc == RC_OK)
    rc = care_backup_into(store, own_folder(&arena, paths->store), now.wall, path, facts, diags);
  store_close(store);
  arena_done(&arena);
  return rc;
}

static enum rc delete_others(const char *folder, const char *newest, struct diags *diags) {
  struct backup *list;
  struct str path = {0};
  size_t n;
  enum rc rc = backup_list(folder, &list, &n, diags);
  for (size_t i = 0; rc == RC_OK && i < n; i++) {
    str_clear(&path);
    str_printf(&path, "%s/%s", folder, list[i].name);
    if (strcmp(path.at, newest) == 0 || unlink(path.at) == 0)
      continue;
    diag_error(diags, (struct place){.file = path.at}, 1, "personal.backup",
               _("delete it by hand: it still holds who was erased or sealed"),
               _("this backup cannot be deleted: %s"), strerror(errno));
    rc = RC_CREATE;
  }
  str_done(&path);
  free(list);
  return rc;
}

enum rc care_replace_backups(struct store *store, const char *folder, struct diags *diags) {
  struct backup_facts facts;
  struct moment now;
  struct arena arena = {0};
  struct str path = {0};
  const char *own = own_folder(&arena, folder);
  clock_read(&now);
  enum rc rc = care_backup_into(store, own, now.wall, &path, &facts, diags);
  if (rc == RC_OK)
    rc = delete_others(own, path.at, diags);
  str_done(&path);
  arena_done(&arena);
  return rc;
}

static int64_t day_of(int64_t time) { return time / DAY - (time % DAY < 0); }

/* The days are compared first: nearly always that is all there is to do. */
static bool is_due(struct store *store, const char *folder, int64_t now, struct diags *diags) {
  struct backup *list;
  struct store_facts held;
  struct backup_facts newest;
  struct arena arena = {0};
  size_t n;
  bool due = backup_list(folder, &list, &n, diags) == RC_OK &&
             (n == 0 || day_of(list[n - 1].time) != day_of(now)) &&
             store_inspect(store, &held, diags) == RC_OK && held.events > 0;
  if (due && n &&
      backup_count(arena_printf(&arena, "%s/%s", folder, list[n - 1].name), &newest, diags) ==
          RC_OK)
    due = newest.events != held.events;
  free(list);
  arena_done(&arena);
  return due;
}

void care_daily(struct store *store, const char *folder) {
  struct arena arena = {0};
  struct diags ignored = {0};
  struct backup_facts facts;
  struct moment now;
  struct str path = {0};
  const char *backups = own_folder(&arena, folder);
  clock_read(&now);
  if (is_due(store, backups, now.wall, &ignored))
    care_backup_into(store, backups, now.wall, &path, &facts, &ignored);
  str_done(&path);
  diags_done(&ignored);
  arena_done(&arena);
}

static enum rc find_newest(const char *folder, struct str *path, struct backup_facts *facts) {
  struct arena arena = {0};
  struct diags ignored = {0};
  size_t bad;
  enum rc rc = backup_newest(own_folder(&arena, folder), path, facts, &bad, &ignored);
  diags_done(&ignored);
  arena_done(&arena);
  return rc;
}

void care_offer(const char *folder, const char *command, struct diags *diags) {
  struct arena arena = {0};
  struct backup_facts facts;
  struct str path = {0};
  if (find_newest(folder, &path, &facts) == RC_OK)
    diag_warn(diags, (struct place){.file = path.at}, 1, "backup.offer",
              arena_printf(&arena, _("type: %s restore"), command),
              ngettext("the newest good backup is of %s and holds %llu event",
                       "the newest good backup is of %s and holds %llu events", facts.events),
              care_backup_time(&arena, path.at), (unsigned long long)facts.events);
  else
    diag_warn(diags, (struct place){.file = folder}, 1, "backup.none",
              arena_printf(&arena, _("if a stick holds one, type: %s restore FILE"), command),
              _("there is no good backup here; keep the whole folder as it is"));
  str_done(&path);
  arena_done(&arena);
}

enum rc care_restore(const struct app_paths *paths, const char *backup, struct restore **restore,
                     struct str *chosen, struct restore_facts *facts, struct diags *diags) {
  struct backup_facts newest;
  struct moment now;
  *restore = NULL;
  clock_read(&now);
  if (backup)
    str_puts(chosen, backup);
  else if (find_newest(paths->store, chosen, &newest) != RC_OK) {
    diag_error(diags, (struct place){.file = paths->store}, 1, "backup.none",
               _("if a stick holds one, say its file: mafunzo restore FILE"),
               _("there is no good backup here"));
    return RC_MISSING;
  }
  return restore_prepare(paths->store, chosen->at, now.wall, restore, facts, diags);
}
