/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/backup_file.h"
#include "store_fixture.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static const int64_t NOON = 1790000000000; /* 2026-09-21T14:13:20Z */
static const int64_t HOUR = 3600000, DAY = 86400000;

static char folder[256], backups[300];
static struct store *store;
static struct diags diags;
static struct str path;
static struct backup_facts facts;

static void setup(void) {
  folder_temporary(folder, sizeof folder);
  snprintf(backups, sizeof backups, "%s/backups", folder);
  cr_assert_eq(mkdir(backups, 0700), 0);
  store = store_must_open(folder);
}

static void teardown(void) {
  store_close(store);
  diags_done(&diags);
  str_done(&path);
}

TestSuite(store_backup, .init = setup, .fini = teardown);

static void fill(size_t n) {
  struct happening h[] = {started("c/m", RUN_QUIZ), answered("c/m/a", "X", SCORE_ONE)};
  for (size_t i = 0; i < n; i++)
    scene_must_append(store, (struct scene){.person = 1, .session = 1, .wall = (int64_t)i}, h, 2);
}

static enum rc make(int64_t now) {
  return store_backup(store, backups, now, &path, &facts, &diags);
}

static size_t count_in(const char *where, const char *part_of_name) {
  size_t n = 0;
  DIR *dir = opendir(where);
  for (struct dirent *e; dir && (e = readdir(dir));)
    n += e->d_name[0] != '.' && strstr(e->d_name, part_of_name);
  if (dir)
    closedir(dir);
  return n;
}

static void flip_at(const char *file, long offset) {
  FILE *f = fopen(file, "r+b");
  cr_assert_not_null(f);
  fseek(f, offset, SEEK_SET);
  int c = fgetc(f);
  fseek(f, offset, SEEK_SET);
  fputc(c ^ 0x10, f);
  cr_assert_eq(fclose(f), 0);
}

/* In the bytes of an event: of its head, whose path is found there. */
static void flip_event(const char *file) {
  static char bytes[1 << 20];
  FILE *f = fopen(file, "rb");
  cr_assert_not_null(f);
  size_t n = fread(bytes, 1, sizeof bytes, f);
  fclose(f);
  char *at = memmem(bytes, n, "c/m/a", 5);
  cr_assert_not_null(at);
  flip_at(file, at - bytes);
}

/* -- Names and which stay ------------------------------------------------------------------- */

Test(store_backup, name_says_the_time_and_reads_back) {
  char name[BACKUP_NAME];
  const uint8_t chain[KEY_BYTES] = {0x1a, 0x2b, 0x3c, 0x4d};
  int64_t time = 0;
  backup_name(NOON + 7, chain, name);
  cr_expect_str_eq(name, "mafunzo-20260921T141320.007Z-1a2b3c4d.db");
  cr_expect(backup_parse(name, &time));
  cr_expect_eq(time, NOON + 7);
}

Test(store_backup, what_is_not_a_backup_has_no_such_name) {
  static const char *const others[] = {"mafunzo.db",
                                       "mafunzo-20260921T141320.007Z-1a2b3c4d.db.part",
                                       "mafunzo-20260921T141320.007Z-1a2b3c4d",
                                       "mafunzo-20261321T141320.007Z-1a2b3c4d.db",
                                       "mafunzo-20260921T141320.007Z-1A2B3C4D.db",
                                       "mafunzo-20260921T141320.7Z-1a2b3c4d.db",
                                       "x"};
  int64_t time;
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    cr_expect_not(backup_parse(others[i], &time), "%s", others[i]);
}

static size_t keep_count(const int64_t *times, size_t n, bool *keep) {
  size_t kept = 0;
  backup_keep(times, n, keep);
  for (size_t i = 0; i < n; i++)
    kept += keep[i];
  return kept;
}

Test(store_backup, twelve_days_ten_weeks_nine_months_stay) {
  enum { N = 400 };
  static int64_t times[N];
  static bool keep[N];
  for (int i = 0; i < N; i++)
    times[i] = NOON + (i - N + 1) * DAY; /* daily, up to Monday 2026-09-21 */
  size_t kept = keep_count(times, N, keep);
  for (int i = N - 12; i < N; i++)
    cr_expect(keep[i], "the last 12 days: %d", N - 1 - i);
  /* Ten weeks: this Monday, and the Sundays 1, 8, ... before it. */
  for (int week = 0; week < 9; week++)
    cr_expect(keep[N - 2 - 7 * week], "Sunday %d", week);
  cr_expect_not(keep[N - 2 - 7 * 9]);
  /* Nine months: their last days. 2026-08-31 is 21 days before, 2026-01-31 233 days. */
  cr_expect(keep[N - 1 - 21]);
  cr_expect(keep[N - 1 - 233]);
  cr_expect_not(keep[N - 1 - 264]); /* 2025-12-31 */
  cr_expect_eq(kept, 12 + 7 + 8);   /* three weeks and a month end among the days */
}

Test(store_backup, of_a_day_the_newest_stays_and_the_newest_always) {
  const int64_t times[] = {NOON - HOUR, NOON, NOON + HOUR};
  bool keep[3];
  cr_expect_eq(keep_count(times, 3, keep), 1);
  cr_expect(keep[2]);
  cr_expect_eq(keep_count(times, 1, keep), 1);
  cr_expect_eq(keep_count(times, 0, keep), 0);
}

Test(store_backup, few_old_ones_are_not_deleted_for_their_age) {
  const int64_t times[] = {0, 400 * DAY, 900 * DAY, 9000 * DAY};
  bool keep[4];
  cr_expect_eq(keep_count(times, 4, keep), 4);
}

Test(store_backup, prune_leaves_the_good_one_and_whatever_is_not_a_backup) {
  char other[400], name[BACKUP_NAME], first[BACKUP_NAME] = "";
  for (int i = 0; i < 5; i++) {
    backup_name(NOON + i, store->chain, name);
    if (i == 1)
      strcpy(first, name);
    snprintf(other, sizeof other, "%s/%s", backups, name);
    fclose(fopen(other, "w"));
  }
  snprintf(other, sizeof other, "%s/letter.txt", backups);
  fclose(fopen(other, "w"));
  cr_expect_eq(backup_prune(backups, NULL, &diags), RC_OK);
  cr_expect_eq(count_in(backups, ""), 6);
  cr_expect_eq(backup_prune(backups, first, &diags), RC_OK);
  cr_expect_eq(count_in(backups, ""), 3); /* the newest, the good one, the letter */
  cr_expect_eq(count_in(backups, first), 1);
  cr_expect_eq(count_in(backups, name), 1);
}

/* -- Made and verified ------------------------------------------------------------------------ */

Test(store_backup, holds_all_without_its_log_and_verifies) {
  fill(20);
  cr_assert_eq(make(NOON), RC_OK);
  cr_expect_eq(facts.events, 40);
  cr_expect_eq(backup_check(path.at, &facts, &diags), RC_OK);
  cr_expect_eq(facts.events, 40);
  cr_expect_eq(count_in(backups, ""), 1); /* neither a part nor a log beside it */
  struct stat there;
  cr_assert_eq(stat(path.at, &there), 0);
  cr_expect_eq(there.st_mode & 0777, 0600);
}

Test(store_backup, never_takes_the_place_of_another_and_sorts_by_age_whatever_the_clock_says) {
  struct str first = {0};
  fill(1);
  cr_assert_eq(make(NOON), RC_OK);
  str_puts(&first, path.at);
  cr_assert_eq(make(NOON), RC_OK);
  cr_expect_gt(strcmp(path.at, first.at), 0);
  str_clear(&first);
  str_puts(&first, path.at);
  cr_assert_eq(make(NOON - 400 * DAY), RC_OK);
  cr_expect_gt(strcmp(path.at, first.at), 0);
  cr_expect_eq(count_in(backups, ".db"), 3);
  str_done(&first);
}

Test(store_backup, altered_store_gives_no_backup) {
  fill(3);
  cr_assert_eq(db_run(store, "UPDATE main.event SET payload = zeroblob(9) WHERE seq = 2", &diags),
               RC_OK);
  cr_expect_eq(make(NOON), RC_DATA);
  cr_expect(diags_have(&diags, "event.hash"));
  cr_expect_eq(count_in(backups, ""), 0);
}

Test(store_backup, missing_folder_is_not_made) {
  char gone[320];
  snprintf(gone, sizeof gone, "%s/stick", folder);
  cr_expect_eq(store_backup(store, gone, NOON, &path, &facts, &diags), RC_MISSING);
  cr_expect(diags_have(&diags, "backup.folder"));
  cr_expect_neq(access(gone, F_OK), 0);
}

Test(store_backup, full_disk_leaves_nothing) {
  struct rlimit limit;
  fill(40);
  signal(SIGXFSZ, SIG_IGN);
  cr_assert_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
  for (rlim_t size = 0; size < 40000; size += 4096) {
    limit.rlim_cur = size;
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    cr_expect_eq(make(NOON), RC_FULL, "%ld", (long)size);
  }
  limit.rlim_cur = RLIM_INFINITY;
  cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
  cr_expect(diags_have(&diags, "backup.full"));
  cr_expect_eq(count_in(backups, ""), 0);
  cr_expect_eq(make(NOON), RC_OK);
}

Test(store_backup, left_over_part_is_swept_and_one_being_written_is_not) {
  char left[400], busy[400], name[BACKUP_NAME];
  backup_name(NOON - DAY, store->chain, name);
  snprintf(left, sizeof left, "%s/%s.part", backups, name);
  fclose(fopen(left, "w"));
  backup_name(NOON - HOUR, store->chain, name);
  snprintf(busy, sizeof busy, "%s/%s.part", backups, name);
  int fd = open(busy, O_RDWR | O_CREAT, 0600);
  cr_assert_eq(flock(fd, LOCK_EX), 0);
  cr_expect_eq(make(NOON), RC_OK);
  cr_expect_neq(access(left, F_OK), 0);
  cr_expect_eq(access(busy, F_OK), 0);
  close(fd);
}

Test(store_backup, newest_good_is_found_behind_bad_ones) {
  size_t bad = 9;
  struct str good = {0};
  cr_expect_eq(backup_newest(backups, &path, &facts, &bad, &diags), RC_MISSING);
  fill(2);
  cr_assert_eq(make(NOON), RC_OK);
  str_puts(&good, path.at);
  fill(2);
  cr_assert_eq(make(NOON + 1), RC_OK);
  flip_event(path.at);
  cr_assert_eq(make(NOON + 2), RC_OK);
  cr_assert_eq(truncate(path.at, 6000), 0);
  cr_expect_eq(backup_newest(backups, &path, &facts, &bad, &diags), RC_OK);
  cr_expect_str_eq(path.at, good.at);
  cr_expect_eq(bad, 2);
  cr_expect_eq(facts.events, 4);
  str_done(&good);
}

Test(store_backup, file_of_another_program_is_no_backup) {
  char other[320];
  snprintf(other, sizeof other, "%s/x.db", folder);
  fclose(fopen(other, "w")); /* empty: SQLite would take it for a database */
  cr_expect_eq(backup_check(other, &facts, &diags), RC_DATA);
  cr_expect(diags_have(&diags, "backup.foreign"));
  cr_expect_eq(backup_check("/nowhere/x.db", &facts, &diags), RC_MISSING);
}

Test(store_backup, altered_key_or_unknown_parent_of_a_chain_is_found) {
  static const char *const faults[] = {"UPDATE main.chain SET secret = zeroblob(64)",
                                       "UPDATE main.chain SET public = zeroblob(32)",
                                       "UPDATE main.chain SET parent = zeroblob(32)"};
  fill(1);
  for (size_t i = 0; i < 3; i++) {
    diags_done(&diags);
    cr_assert_eq(db_run(store, "BEGIN", &diags), RC_OK);
    cr_assert_eq(db_run(store, faults[i], &diags), RC_OK);
    cr_expect_eq(store_verify(store, &diags), RC_DATA, "%s", faults[i]);
    cr_expect(diags_have(&diags, "chain.keys"), "%s", faults[i]);
    cr_assert_eq(db_run(store, "ROLLBACK", &diags), RC_OK);
    cr_expect_eq(store_verify(store, &diags), RC_OK);
  }
}

/* The laptop was another machine then; the keys of today are whole. */
Test(store_backup, altered_key_of_an_earlier_chain_is_found) {
  fill(1);
  cr_assert_eq(chain_renew(store, &diags), RC_OK);
  cr_assert_eq(store_verify(store, &diags), RC_OK);
  cr_assert_eq(db_run(store, "UPDATE main.chain SET secret = zeroblob(64) WHERE id = 1", &diags),
               RC_OK);
  cr_expect_eq(store_verify(store, &diags), RC_DATA);
  cr_expect(diags_have(&diags, "chain.keys"));
}

/* An index is made of the table: it needs no backup. */
Test(store_backup, altered_index_is_found_and_made_anew) {
  static char bytes[1 << 20];
  char file[300];
  int64_t page = 0;
  fill(3);
  cr_assert_eq(db_number(store,
                         "SELECT rootpage FROM main.sqlite_schema WHERE name = 'event_session'",
                         &page, &diags),
               RC_OK);
  store_close(store);
  snprintf(file, sizeof file, "%s/mafunzo.db", folder);
  FILE *f = fopen(file, "rb");
  cr_assert_not_null(f);
  size_t n = fread(bytes, 1, sizeof bytes, f);
  fclose(f);
  size_t from = (size_t)(page - 1) * 4096;
  cr_assert_leq(from + 4096, n);
  char *at = memmem(bytes + from, 4096, "answered", 8);
  cr_assert_not_null(at);
  flip_at(file, at - bytes);
  store = store_must_open(folder);
  cr_expect_eq(store_verify(store, &diags), RC_DATA);
  cr_expect(diags_have(&diags, "store.damaged"));
  cr_expect_eq(store_reindex(store, &diags), RC_OK);
  cr_expect_eq(store_verify(store, &diags), RC_OK);
}

/* -- Computed anew ---------------------------------------------------------------------------- */

Test(store_backup, rebuilt_projections_are_the_same_as_those_kept_by_appends) {
  uint8_t first[HASH_BYTES], again[HASH_BYTES];
  fill(3);
  cr_assert_eq(store_project(store, NULL, &diags), RC_OK);
  fill(3); /* kept current by the appends */
  cr_expect_eq(store_rebuild(store, first, &diags), RC_OK);
  cr_expect_eq(store_rebuild(store, again, &diags), RC_OK);
  cr_expect_arr_eq(first, again, HASH_BYTES);
  fill(1);
  cr_expect_eq(store_rebuild(store, again, &diags), RC_OK);
  cr_expect_neq(memcmp(first, again, HASH_BYTES), 0);
}

Test(store_backup, projection_that_was_kept_wrongly_is_found) {
  static const char *const faults[] = {"UPDATE proj.tip SET here = here + 1",
                                       "UPDATE proj.answer SET score = 1", "DELETE FROM proj.start",
                                       "UPDATE proj.boot SET ahead = 7"};
  uint8_t digest[HASH_BYTES];
  fill(3);
  for (size_t i = 0; i < 4; i++) {
    cr_assert_eq(store_project(store, NULL, &diags), RC_OK);
    cr_assert_eq(db_run(store, faults[i], &diags), RC_OK);
    cr_expect_eq(store_rebuild(store, digest, &diags), RC_DATA, "%s", faults[i]);
    cr_expect_eq(store_rebuild(store, digest, &diags), RC_OK, "%s", faults[i]);
  }
}

Test(store_backup, copy_and_first_store_have_one_digest) {
  uint8_t here[HASH_BYTES], there[HASH_BYTES];
  struct store *copy;
  fill(5);
  cr_assert_eq(make(NOON), RC_OK);
  cr_expect_eq(store_rebuild(store, here, &diags), RC_OK);
  cr_assert_eq(copy_open(path.at, COPY_BUILD, &copy, &diags), RC_OK);
  cr_expect_eq(store_rebuild(copy, there, &diags), RC_OK);
  cr_expect_arr_eq(here, there, HASH_BYTES);
  store_close(copy);
}

Test(store_backup, clocks_and_unknown_verbs_are_counted) {
  struct happening h = answered("c/m/a", "X", SCORE_ONE);
  struct store_facts seen;
  scene_must_append(store, (struct scene){.person = 1, .boot = 1, .wall = NOON}, &h, 1);
  scene_must_append(store, (struct scene){.person = 1, .boot = 2, .wall = NOON - 3 * DAY}, &h, 1);
  scene_must_append(store, (struct scene){.person = 1, .boot = 2, .wall = NOON - 3 * DAY - 30000},
                    &h, 1);
  cr_assert_eq(store_inspect(store, &seen, &diags), RC_OK);
  cr_expect_eq(seen.events, 3);
  cr_expect_eq(seen.chains, 1);
  cr_expect_eq(seen.backwards, 1);
  cr_expect_eq(seen.far, 2);
  cr_expect_eq(seen.newest, NOON);
  cr_expect_eq(seen.unknown, 0);
  cr_assert_eq(db_run(store, "UPDATE main.event SET verb = 'sung' WHERE seq = 2", &diags), RC_OK);
  cr_assert_eq(store_inspect(store, &seen, &diags), RC_OK);
  cr_expect_eq(seen.unknown, 1);
}
