/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/vec.h"
#include "store/backup_file.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { DAYS = 12, WEEKS = 10, MONTHS = 9 };

static const int64_t DAY = INT64_C(86400000), TIME_MOST = INT64_C(253402300799999); /* year 9999 */

static void write_name(int64_t time, const char *chain, char out[BACKUP_NAME]) {
  time = time < 0 ? 0 : time > TIME_MOST ? TIME_MOST : time;
  time_t seconds = (time_t)(time / 1000);
  struct tm utc = {0};
  gmtime_r(&seconds, &utc);
  size_t len = strftime(out, BACKUP_NAME, "mafunzo-%Y%m%dT%H%M%S", &utc);
  unsigned thousandths = (unsigned)(time % 1000) % 1000;
  snprintf(out + len, BACKUP_NAME - len, ".%03uZ-%.8s.db", thousandths, chain);
}

void backup_name(int64_t time, const uint8_t chain[KEY_BYTES], char out[BACKUP_NAME]) {
  char hex[9];
  seal_hex(chain, 4, hex);
  write_name(time, hex, out);
}

bool backup_parse(const char *name, int64_t *time) {
  struct tm utc = {0};
  int thousandths;
  char chain[9], again[BACKUP_NAME];
  if (sscanf(name, "mafunzo-%4d%2d%2dT%2d%2d%2d.%3dZ-%8[0-9a-f].db", &utc.tm_year, &utc.tm_mon,
             &utc.tm_mday, &utc.tm_hour, &utc.tm_min, &utc.tm_sec, &thousandths, chain) != 8)
    return false;
  utc.tm_year -= 1900;
  utc.tm_mon -= 1;
  *time = (int64_t)timegm(&utc) * 1000 + thousandths;
  write_name(*time, chain, again); /* a name is ours only if we would write it so */
  return strcmp(name, again) == 0;
}

struct backups {
  struct backup *list;
  size_t n, cap;
};

static int by_time(const void *a, const void *b) {
  const struct backup *x = a, *y = b;
  return strcmp(x->name, y->name);
}

enum rc backup_list(const char *folder, struct backup **list, size_t *n, struct diags *diags) {
  struct backups all = {0};
  *list = NULL;
  *n = 0;
  DIR *dir = file_folder(folder);
  if (!dir && errno == ENOENT)
    return RC_OK;
  if (!dir)
    return backup_fault(errno, folder, diags);
  for (struct dirent *entry; (entry = readdir(dir));) {
    struct backup one;
    if (!backup_parse(entry->d_name, &one.time))
      continue;
    memcpy(one.name, entry->d_name, strlen(entry->d_name) + 1); /* it parsed: it fits */
    VEC_PUSH(&all, one);
  }
  closedir(dir);
  if (all.n)
    qsort(all.list, all.n, sizeof *all.list, by_time);
  *list = all.list;
  *n = all.n;
  return RC_OK;
}

static int64_t day_of(int64_t time) { return time / DAY - (time % DAY < 0); }

static int64_t week_of(int64_t time) { /* day 0 was a Thursday */
  int64_t day = day_of(time) + 3;
  return day / 7 - (day % 7 < 0);
}

static int64_t month_of(int64_t time) {
  time_t seconds = (time_t)(day_of(time) * (DAY / 1000));
  struct tm utc = {0};
  gmtime_r(&seconds, &utc);
  return (int64_t)utc.tm_year * 12 + utc.tm_mon;
}

/* The newest of each of the last most periods that have one. */
static void keep_periods(const int64_t *times, size_t n, int64_t (*period)(int64_t), int most,
                         bool *keep) {
  int64_t last = 0;
  int kept = 0;
  for (size_t i = n; i-- > 0 && kept <= most;) {
    if (kept && period(times[i]) == last)
      continue;
    last = period(times[i]);
    if (kept++ < most)
      keep[i] = true;
  }
}

void backup_keep(const int64_t *times, size_t n, bool *keep) {
  memset(keep, 0, n * sizeof *keep);
  keep_periods(times, n, day_of, DAYS, keep);
  keep_periods(times, n, week_of, WEEKS, keep);
  keep_periods(times, n, month_of, MONTHS, keep);
}

enum rc backup_prune(const char *folder, const char *good, struct diags *diags) {
  struct backup *list;
  size_t n;
  enum rc rc = backup_list(folder, &list, &n, diags);
  if (rc != RC_OK || !good) {
    free(list);
    return rc;
  }
  int64_t *times = mem_array(n + 1, sizeof *times);
  bool *keep = mem_array(n + 1, sizeof *keep);
  for (size_t i = 0; i < n; i++)
    times[i] = list[i].time;
  backup_keep(times, n, keep);
  for (size_t i = 0; i < n; i++) {
    struct arena arena = {0};
    const char *path = arena_printf(&arena, "%s/%s", folder, list[i].name);
    if (!keep[i] && strcmp(list[i].name, good) != 0 && unlink(path) < 0 && rc == RC_OK)
      rc = backup_fault(errno, path, diags);
    arena_done(&arena);
  }
  free(keep);
  free(times);
  free(list);
  return rc;
}
