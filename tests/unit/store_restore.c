/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/backup_file.h"
#include "store_fixture.h"

#include <dirent.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const int64_t NOON = 1790000000000;

static char folder[256], file[300];
static struct diags diags;
static struct str backup, aside;
static struct restore_facts facts;

static void setup(void) {
  folder_temporary(folder, sizeof folder);
  snprintf(file, sizeof file, "%s/mafunzo.db", folder);
}

static void teardown(void) {
  diags_done(&diags);
  str_done(&backup);
  str_done(&aside);
}

TestSuite(store_restore, .init = setup, .fini = teardown);

static void fill(struct store *store, size_t n) {
  struct happening h[] = {started("c/m", RUN_QUIZ), answered("c/m/a", "X", SCORE_ONE)};
  for (size_t i = 0; i < n; i++)
    scene_must_append(store, (struct scene){.person = 1, .session = 1, .wall = NOON}, h, 2);
}

static void make_backup(struct store *store) {
  struct backup_facts made;
  cr_assert_eq(store_backup(store, folder, NOON, &backup, &made, &diags), RC_OK);
}

static int64_t number(struct store *store, const char *sql) {
  int64_t n = -1;
  cr_assert_eq(db_number(store, sql, &n, &diags), RC_OK);
  return n;
}

static enum rc restore(void) {
  struct restore *prepared;
  enum rc rc = restore_prepare(folder, backup.at, NOON, &prepared, &facts, &diags);
  if (rc == RC_OK)
    rc = restore_commit(prepared, &aside, &diags);
  restore_free(prepared);
  return rc;
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

struct bytes {
  unsigned char at[1 << 18];
  size_t n;
};

static void read_bytes(const char *path, struct bytes *out) {
  FILE *in = fopen(path, "rb");
  out->n = in ? fread(out->at, 1, sizeof out->at, in) : 0;
  if (in)
    fclose(in);
}

static void write_bytes(const char *path, const struct bytes *bytes) {
  FILE *out = fopen(path, "wb");
  cr_assert_not_null(out);
  cr_assert_eq(fwrite(bytes->at, 1, bytes->n, out), bytes->n);
  fclose(out);
}

/* The store as it stands, left by a kill: with its log. */
static void leave_unclean(size_t n) {
  struct happening h[] = {started("c/m", RUN_QUIZ), answered("c/m/a", "X", SCORE_ONE)};
  struct scene scene = {.person = 1, .session = 1, .wall = NOON};
  int status;
  pid_t child = fork();
  if (child == 0) { /* it asserts nothing: the runner listens to the parent */
    struct store *store;
    struct diags ignored = {0};
    bool good = store_open(folder, &store, &ignored) == RC_OK;
    for (size_t i = 0; good && i < n; i++)
      good = scene_append(store, scene, h, 2, &ignored) == RC_OK;
    _exit(good ? 0 : 1);
  }
  cr_assert_eq(waitpid(child, &status, 0), child);
  cr_assert_eq(status, 0);
}

Test(store_restore, holds_all_of_the_backup_and_what_can_still_be_read) {
  struct store *store = store_must_open(folder);
  fill(store, 3);
  make_backup(store);
  fill(store, 4); /* in no backup */
  store_close(store);
  cr_assert_eq(restore(), RC_OK);
  cr_expect_eq(facts.backup, 6);
  cr_expect_eq(facts.taken, 8);
  cr_expect_eq(facts.lost, 0);
  cr_expect_not(facts.damaged);
  store = store_must_open(folder);
  cr_expect_eq(number(store, "SELECT count(*) FROM main.event"), 14);
  cr_expect_eq(store_verify(store, &diags), RC_OK);
  store_close(store);
}

Test(store_restore, begins_another_chain_that_names_its_parent) {
  uint8_t first[KEY_BYTES];
  struct store *store = store_must_open(folder);
  memcpy(first, store->chain, KEY_BYTES);
  fill(store, 2);
  make_backup(store);
  store_close(store);
  cr_assert_eq(restore(), RC_OK);
  store = store_must_open(folder);
  cr_expect_neq(memcmp(first, store->chain, KEY_BYTES), 0);
  cr_expect_eq(number(store, "SELECT count(*) FROM main.chain AS c JOIN main.chain AS p "
                             "ON c.parent = p.public WHERE c.id = 2"),
               1);
  fill(store, 1);
  cr_expect_eq(number(store, "SELECT max(seq) FROM main.event WHERE chain = "
                             "(SELECT public FROM main.chain WHERE id = 2)"),
               2);
  cr_expect_eq(store_verify(store, &diags), RC_OK);
  store_close(store);
}

Test(store_restore, what_was_there_is_kept_to_the_byte_with_its_log) {
  static struct bytes db, wal, db_after, wal_after;
  char path[600];
  struct store *store = store_must_open(folder);
  fill(store, 2);
  make_backup(store);
  store_close(store);
  leave_unclean(3);
  read_bytes(file, &db);
  snprintf(path, sizeof path, "%s-wal", file);
  read_bytes(path, &wal);
  cr_assert_gt(wal.n, 0);
  cr_assert_eq(restore(), RC_OK);
  cr_expect_eq(facts.taken, 6); /* they are in the log alone */
  snprintf(path, sizeof path, "%s/mafunzo.db", aside.at);
  read_bytes(path, &db_after);
  snprintf(path, sizeof path, "%s/mafunzo.db-wal", aside.at);
  read_bytes(path, &wal_after);
  cr_expect(db.n == db_after.n && memcmp(db.at, db_after.at, db.n) == 0);
  cr_expect(wal.n == wal_after.n && memcmp(wal.at, wal_after.at, wal.n) == 0);
}

Test(store_restore, earlier_one_set_aside_stays) {
  struct store *store = store_must_open(folder);
  fill(store, 1);
  make_backup(store);
  store_close(store);
  for (size_t i = 1; i <= 3; i++) {
    cr_assert_eq(restore(), RC_OK);
    cr_expect_eq(count_in(folder, "damaged-"), i);
    cr_expect_eq(count_in(aside.at, "mafunzo.db"), 1);
  }
}

Test(store_restore, preparing_alone_changes_nothing) {
  static struct bytes before, after;
  struct restore *prepared;
  struct store *store = store_must_open(folder);
  fill(store, 2);
  make_backup(store);
  store_close(store);
  read_bytes(file, &before);
  size_t files = count_in(folder, "");
  cr_assert_eq(restore_prepare(folder, backup.at, NOON, &prepared, &facts, &diags), RC_OK);
  restore_free(prepared);
  read_bytes(file, &after);
  cr_expect(before.n == after.n && memcmp(before.at, after.at, before.n) == 0);
  cr_expect_eq(count_in(folder, ""), files);
}

/* The pages of the table, and not those of its indexes: only the table holds paths. */
static void ruin_table_page(struct bytes *db, int nth) {
  for (size_t at = 0; at < db->n; at += 4096)
    if (memmem(db->at + at, 4096, "c/m/a", 5) && nth-- == 0) {
      memset(db->at + at, 0xff, 4096);
      return;
    }
  cr_assert_fail("no such page");
}

/* Pages in the middle of the table are gone: both ends are read, and what lies between row by row.
 */
Test(store_restore, damaged_pages_cost_no_more_than_what_lay_in_them) {
  static struct bytes db;
  struct store *store = store_must_open(folder);
  fill(store, 20);
  make_backup(store);
  fill(store, 20);
  store_close(store);
  read_bytes(file, &db);
  ruin_table_page(&db, 5);
  ruin_table_page(&db, 2);
  write_bytes(file, &db);
  cr_assert_eq(restore(), RC_OK);
  cr_expect(facts.damaged);
  cr_expect_eq(facts.backup, 40);
  cr_expect_gt(facts.taken, 20);
  cr_expect_eq(facts.taken + facts.lost, 40);
  cr_expect_gt(facts.lost, 0);
  cr_expect_not(facts.unsure);
  diags_done(&diags);
  store = store_must_open(folder);
  cr_expect_eq(store_verify(store, &diags), RC_OK); /* the gap is told, and is no fault for ever */
  cr_expect(diags_have(&diags, "event.gap"));
  make_backup(store);
  store_close(store);
}

Test(store_restore, altered_event_of_the_store_is_taken_from_the_backup) {
  struct store *store = store_must_open(folder);
  fill(store, 2);
  make_backup(store);
  fill(store, 1);
  cr_assert_eq(db_run(store, "UPDATE main.event SET payload = zeroblob(9) WHERE seq = 2", &diags),
               RC_OK);
  store_close(store);
  cr_assert_eq(restore(), RC_OK);
  cr_expect(facts.damaged);
  cr_expect_eq(facts.taken, 2);
  cr_expect_eq(facts.lost, 0);
  store = store_must_open(folder);
  cr_expect_eq(store_verify(store, &diags), RC_OK);
  store_close(store);
}

Test(store_restore, store_that_cannot_be_opened_at_all_is_set_aside) {
  static struct bytes junk = {.n = 5000};
  struct store *store = store_must_open(folder);
  fill(store, 2);
  make_backup(store);
  store_close(store);
  memset(junk.at, 0xa5, junk.n);
  write_bytes(file, &junk);
  cr_assert_eq(restore(), RC_OK);
  cr_expect(facts.damaged);
  cr_expect(facts.unsure);
  store_close(store_must_open(folder));
  cr_expect_eq(count_in(aside.at, "mafunzo.db"), 1);
}

Test(store_restore, goes_to_a_laptop_that_has_nothing_yet) {
  char other[300];
  struct store *store = store_must_open(folder);
  fill(store, 2);
  make_backup(store);
  store_close(store);
  snprintf(other, sizeof other, "%s-new", folder);
  strcpy(folder, other);
  cr_assert_eq(restore(), RC_OK);
  cr_expect_str_eq(str_text(&aside), "");
  store = store_must_open(folder);
  cr_expect_eq(number(store, "SELECT count(*) FROM main.event"), 4);
  store_close(store);
}

Test(store_restore, damaged_backup_changes_nothing) {
  struct store *store = store_must_open(folder);
  fill(store, 20);
  make_backup(store);
  store_close(store);
  cr_assert_eq(truncate(backup.at, 20000), 0);
  cr_expect_eq(restore(), RC_DATA);
  cr_expect_eq(count_in(folder, "damaged-"), 0);
  cr_expect_eq(count_in(folder, ".part"), 0);
  store = store_must_open(folder);
  cr_expect_eq(number(store, "SELECT count(*) FROM main.event"), 40);
  store_close(store);
}

Test(store_restore, store_in_use_is_left_alone) {
  struct store *store = store_must_open(folder);
  fill(store, 1);
  make_backup(store);
  cr_expect_eq(restore(), RC_BUSY); /* flock: another description of the file is another holder */
  cr_expect_eq(count_in(folder, "restored"), 0);
  store_close(store);
}

/* From the moment that the new store has its first name, a power cut leaves it to the next start.
 */
Test(store_restore, cut_off_after_any_step_it_is_ended_by_the_next_start) {
  static const char *const moved[] = {"", "-wal", "-wal", NULL};
  for (int steps = 0; steps < 3; steps++) {
    char whole[400], part[400], to[500];
    struct restore *prepared;
    folder_temporary(folder, sizeof folder);
    snprintf(file, sizeof file, "%s/mafunzo.db", folder);
    struct store *store = store_must_open(folder);
    fill(store, 2);
    make_backup(store);
    store_close(store);
    leave_unclean(2);
    cr_assert_eq(restore_prepare(folder, backup.at, NOON, &prepared, &facts, &diags), RC_OK);
    snprintf(whole, sizeof whole, "%s.restored", file);
    snprintf(part, sizeof part, "%s.restored.part", file);
    cr_assert_eq(restore_stamp(part, folder, NOON, &diags), RC_OK);
    cr_assert_eq(rename(part, whole), 0);
    restore_free(prepared);
    snprintf(to, sizeof to, "%s/damaged-20260921T141320Z", folder);
    cr_assert(steps == 0 || mkdir(to, 0700) == 0);
    for (int i = 1; i <= steps; i++) { /* first the log, then the database */
      char from[400];
      snprintf(from, sizeof from, "%s%s", file, i == 1 ? moved[1] : "");
      snprintf(to, sizeof to, "%s/damaged-20260921T141320Z/mafunzo.db%s", folder,
               i == 1 ? moved[1] : "");
      cr_assert_eq(rename(from, to), 0);
    }
    store = store_must_open(folder);
    cr_expect_eq(number(store, "SELECT count(*) FROM main.event"), 8, "%d", steps);
    cr_expect_eq(number(store, "SELECT count(*) FROM main.chain"), 2, "%d", steps);
    cr_expect_eq(store_verify(store, &diags), RC_OK);
    store_close(store);
    snprintf(to, sizeof to, "%s/damaged-20260921T141320Z", folder);
    cr_expect_eq(count_in(to, "mafunzo.db"), 2, "%d", steps); /* the database and its log */
    cr_expect_eq(count_in(folder, "restored"), 0);
  }
}
