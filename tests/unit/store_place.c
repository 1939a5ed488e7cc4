/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folders, files and names as people and their sticks have them. */
#include "fault.h"
#include "store/backup_file.h"
#include "store_deeds.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const int64_t NOON = 1790000000000;

static struct world world;
static struct diags diags;
static struct str path;
static struct backup_facts facts;

static void setup(void) {
  worlds_make();
  world_begin(&world, false);
  cr_assert_eq(world_open(&world, &diags), RC_OK);
}

static void teardown(void) {
  world_end(&world);
  worlds_remove();
  diags_done(&diags);
  str_done(&path);
}

TestSuite(store_place, .init = setup, .fini = teardown);

static const char *in_world(const char *name) {
  return arena_printf(&diags.arena, "%s/%s", world.folder, name);
}

static void touch(const char *file, const char *content) {
  FILE *out = fopen(file, "wb");
  cr_assert_not_null(out, "%s", file);
  fputs(content, out);
  fclose(out);
}

static enum rc open_at(const char *folder) {
  struct store *store;
  enum rc rc = store_open(folder, &store, &diags);
  store_close(store);
  return rc;
}

/* -- The store's folder -------------------------------------------------------------------------
 */

Test(store_place, folder_without_a_name_is_none) {
  cr_expect_eq(open_at(""), RC_CREATE);
  cr_expect_eq(open_at("/proc/no/such/folder"), RC_CREATE);
}

Test(store_place, slashes_too_many_are_one) {
  cr_expect_eq(open_at(in_world("a//b///")), RC_OK);
  cr_expect_eq(access(in_world("a/b/mafunzo.db"), F_OK), 0);
}

/* Some file systems cannot flush a folder. */
Test(store_place, folder_that_cannot_be_flushed_will_do) {
  fault_arm_call("fsync", 1, EINVAL);
  cr_expect_eq(open_at(in_world("new")), RC_OK);
  cr_assert(fault_disarm());
}

Test(store_place, machine_without_randomness_keeps_no_records) {
  fault_arm_call("seal_init", 1, EIO);
  cr_expect_eq(open_at(in_world("new")), RC_IO);
  cr_assert(fault_disarm());
  fault_arm_call("seal_init", 1, EIO);
  size_t bad;
  cr_expect_eq(backup_newest(world_backups(), &path, &facts, &bad, &diags), RC_OK);
  cr_expect_eq(bad, 1);
  cr_assert(fault_disarm());
}

static enum rc open_beside_lock(const char *holder) {
  int fd = open(in_world("mafunzo.lock"), O_RDWR | O_CREAT, 0600);
  cr_assert(fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0);
  cr_assert_eq(ftruncate(fd, 0), 0);
  cr_assert_eq(write(fd, holder, strlen(holder)), (ssize_t)strlen(holder));
  enum rc rc = open_at(world.folder);
  close(fd);
  return rc;
}

Test(store_place, holder_is_named_or_not_known) {
  world_close(&world);
  cr_expect_eq(open_beside_lock("12, amina\n"), RC_BUSY);
  cr_expect_not_null(strstr(diags.list[0].message, "12, amina"));
  cr_expect_eq(open_beside_lock(""), RC_BUSY);
  cr_expect_not_null(strstr(diags.list[1].message, "?"));
}

static const char *holder_when(const char *user) {
  char line[200] = "";
  world_close(&world);
  if (user)
    setenv("USER", user, 1);
  else
    unsetenv("USER");
  cr_assert_eq(world_open(&world, &diags), RC_OK);
  FILE *in = fopen(in_world("mafunzo.lock"), "r");
  cr_assert_not_null(in);
  cr_assert_not_null(fgets(line, sizeof line, in));
  fclose(in);
  return arena_strdup(&diags.arena, strchr(line, ' ') + 1);
}

Test(store_place, holder_signs_by_name_or_number) {
  cr_expect(strncmp(holder_when("amina"), "amina, ", 7) == 0);
  cr_expect(strncmp(holder_when(""), "uid ", 4) == 0);
  cr_expect(strncmp(holder_when(NULL), "uid ", 4) == 0);
}

Test(store_place, database_of_somebody_else_is_not_taken_over) {
  static const char *const sql[] = {"PRAGMA user_version = 5", "CREATE TABLE theirs (a)"};
  for (size_t i = 0; i < 2; i++) {
    sqlite3 *db;
    const char *folder = in_world(i ? "theirs" : "numbered");
    cr_assert_eq(mkdir(folder, 0700), 0);
    cr_assert_eq(sqlite3_open(arena_printf(&diags.arena, "%s/mafunzo.db", folder), &db), SQLITE_OK);
    cr_assert_eq(sqlite3_exec(db, sql[i], NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    size_t before = diags.n;
    cr_expect_eq(open_at(folder), RC_DATA);
    cr_expect_str_eq(diags.list[before].code, "store.foreign");
  }
}

/* -- A restore that was cut off -----------------------------------------------------------------
 */

Test(store_place, folder_in_the_place_of_a_restored_store_is_none) {
  world_close(&world);
  cr_assert_eq(mkdir(in_world("mafunzo.db.restored"), 0700), 0);
  cr_expect_eq(open_at(world.folder), RC_OK);
}

Test(store_place, restore_is_not_ended_while_another_holds_the_lock) {
  world_close(&world);
  touch(in_world("mafunzo.db.restored"), "");
  cr_expect_eq(open_beside_lock("12\n"), RC_BUSY);
  cr_expect_eq(access(in_world("mafunzo.db.restored"), F_OK), 0);
}

static struct restore_facts found;

static enum rc restore(const char *backup, int64_t now) {
  struct restore *prepared;
  struct str aside = {0};
  enum rc rc = restore_prepare(world.folder, backup, now, &prepared, &found, &diags);
  if (rc == RC_OK)
    rc = restore_commit(prepared, &aside, &diags);
  restore_free(prepared);
  str_done(&aside);
  return rc;
}

Test(store_place, restore_before_the_epoch_sets_aside_at_the_epoch) {
  cr_assert_eq(store_backup(world.store, world.folder, NOON, &path, &facts, &diags), RC_OK);
  world_close(&world);
  cr_expect_eq(restore(path.at, -5000), RC_OK);
  cr_expect_eq(access(in_world("damaged-19700101T000000Z"), F_OK), 0);
}

/* Of a store from which nothing was ever written there is no parent to name. */
Test(store_place, restore_from_a_backup_without_a_chain_begins_the_first) {
  sqlite3 *db;
  int64_t n;
  cr_assert_eq(store_backup(world.store, world.folder, NOON, &path, &facts, &diags), RC_OK);
  world_close(&world);
  cr_assert_eq(sqlite3_open(path.at, &db), SQLITE_OK);
  cr_assert_eq(sqlite3_exec(db, "DELETE FROM chain", NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close(db);
  cr_expect_eq(restore(path.at, NOON), RC_OK);
  cr_assert_eq(world_open(&world, &diags), RC_OK);
  cr_assert_eq(
      db_number(world.store, "SELECT count(*) FROM chain WHERE parent IS NULL", &n, &diags), RC_OK);
  cr_expect_eq(n, 1);
}

static void add_many(size_t n) {
  struct happening h[50];
  for (size_t i = 0; i < 50; i++)
    h[i] = answered("c/m/a", "X", SCORE_ONE);
  for (size_t i = 0; i < n; i += 50)
    scene_must_append(world.store, (struct scene){.person = 1, .session = 1}, h, 50);
}

static size_t events(void) {
  int64_t n = -1;
  cr_assert_eq(world_open(&world, &diags), RC_OK);
  cr_assert_eq(db_number(world.store, "SELECT count(*) FROM event", &n, &diags), RC_OK);
  cr_expect_eq(store_verify(world.store, &diags), RC_OK);
  world_close(&world);
  return (size_t)n;
}

/* Several batches are taken over, and whichever fails, nothing was changed; what could not be read
 * is told, and lies aside. False: there is no n-th. */
static bool restore_many(unsigned nth) {
  world_end(&world);
  world_begin(&world, false);
  cr_assert_eq(world_open(&world, &diags), RC_OK);
  cr_assert_eq(store_backup(world.store, world.folder, NOON, &path, &facts, &diags), RC_OK);
  add_many(600);
  world_close(&world);
  fault_arm_call("sqlite3_exec", nth, SQLITE_IOERR_WRITE);
  enum rc rc = restore(path.at, NOON);
  bool came = fault_disarm();
  cr_expect(came || (rc == RC_OK && !found.damaged));
  size_t n = events();
  cr_expect(n == WORLD_EVENTS + 600 || (rc == RC_OK && found.damaged && found.unsure), "%u: %zu", nth, n);
  return came;
}

Test(store_place, restore_of_many_events_fails_at_any_batch_and_loses_none) {
  unsigned nth = 1;
  while (restore_many(nth))
    nth++;
  cr_expect_gt(nth, 10);
}

/* -- Backups ------------------------------------------------------------------------------------
 */

Test(store_place, backup_in_a_folder_whose_name_means_something_elsewhere) {
  size_t bad;
  const char *folder = in_world("a?b=c#d%41");
  cr_assert_eq(mkdir(folder, 0700), 0);
  cr_expect_eq(store_backup(world.store, folder, NOON, &path, &facts, &diags), RC_OK);
  cr_expect_eq(backup_newest(folder, &path, &facts, &bad, &diags), RC_OK);
  cr_expect_eq(facts.events, WORLD_EVENTS);
}

Test(store_place, file_is_no_folder_for_backups) {
  touch(in_world("file"), "");
  cr_expect_eq(store_backup(world.store, in_world("file"), NOON, &path, &facts, &diags),
               RC_MISSING);
  cr_expect(diags_have(&diags, "backup.folder"));
}

static int hide_count(void *ctx, int action, const char *a, const char *b, const char *c,
                      const char *d) {
  (void)ctx, (void)a, (void)b, (void)c, (void)d;
  return action == SQLITE_FUNCTION ? SQLITE_IGNORE : SQLITE_OK;
}

Test(store_place, backup_that_holds_another_number_of_events_is_none) {
  const char *folder = in_world("b");
  cr_assert_eq(mkdir(folder, 0700), 0);
  sqlite3_set_authorizer(world.store->db, hide_count, NULL);
  cr_expect_eq(store_backup(world.store, folder, NOON, &path, &facts, &diags), RC_DATA);
  sqlite3_set_authorizer(world.store->db, NULL, NULL);
  cr_expect(diags_have(&diags, "backup.short"));
  cr_expect_eq(rmdir(folder), 0); /* nothing was left in it */
}

/* Whether the file system can promise that nothing is written over or not. */
Test(store_place, backup_never_takes_the_place_of_another_that_it_did_not_see) {
  static const int errors[] = {EINVAL, ENOSYS};
  char name[BACKUP_NAME];
  const char *folder = in_world("b");
  cr_assert_eq(mkdir(folder, 0700), 0);
  for (int i = 0; i < 2; i++) {
    fault_arm_call("renameat2", 1, errors[i]);
    cr_expect_eq(store_backup(world.store, folder, NOON + i, &path, &facts, &diags), RC_OK);
    cr_assert(fault_disarm());
  }
  backup_name(NOON + 5, world.store->chain, name);
  const char *theirs = arena_printf(&diags.arena, "%s/%s", folder, name);
  touch(theirs, "theirs");
  fault_arm_call("opendir", 1, ENOENT);
  fault_arm_call("renameat2", 1, EINVAL);
  cr_expect_eq(store_backup(world.store, folder, NOON + 5, &path, &facts, &diags), RC_CREATE);
  cr_assert(fault_disarm());
  struct stat there;
  cr_expect(stat(theirs, &there) == 0 && there.st_size == 6);
}

Test(store_place, only_left_over_parts_of_backups_are_swept) {
  char name[BACKUP_NAME];
  const char *folder = in_world("b");
  backup_name(NOON, world.store->chain, name);
  const char *const stay[] = {
      arena_printf(&diags.arena, "%s/x", folder),
      arena_printf(&diags.arena, "%s/other.part", folder),
      arena_printf(&diags.arena, "%s/%s.part.part.part", folder, name),
      arena_printf(&diags.arena, "%s/%s-and-a-name-that-is-longer-than-any.part", folder, name)};
  const char *link = arena_printf(&diags.arena, "%s/%s.part", folder, name);
  cr_assert_eq(mkdir(folder, 0700), 0);
  for (size_t i = 0; i < 4; i++)
    touch(stay[i], "");
  cr_assert_eq(symlink(stay[0], link), 0);
  cr_expect_eq(store_backup(world.store, folder, NOON + 1, &path, &facts, &diags), RC_OK);
  for (size_t i = 0; i < 4; i++)
    cr_expect_eq(access(stay[i], F_OK), 0, "%s", stay[i]);
  cr_expect_eq(access(link, F_OK), 0);
}

Test(store_place, name_of_a_time_outside_the_calendar_is_at_its_end) {
  char name[BACKUP_NAME];
  int64_t time = -1;
  backup_name(-1, world.store->chain, name);
  cr_expect(backup_parse(name, &time) && time == 0);
  backup_name(INT64_MAX, world.store->chain, name);
  cr_expect(backup_parse(name, &time) && time == INT64_C(253402300799999));
}

/* What cannot be deleted is told once; the others are deleted all the same. */
Test(store_place, prune_deletes_what_it_can) {
  char name[BACKUP_NAME], good[BACKUP_NAME];
  const char *folder = in_world("b");
  struct backup *list;
  size_t n;
  cr_assert_eq(mkdir(folder, 0700), 0);
  for (int i = 0; i < 40; i++) { /* of one day: only the newest need stay */
    backup_name(NOON + i, world.store->chain, name);
    const char *file = arena_printf(&diags.arena, "%s/%s", folder, name);
    if (i < 2)
      cr_assert_eq(mkdir(file, 0700), 0);
    else
      touch(file, "");
  }
  backup_name(NOON + 7, world.store->chain, good);
  cr_expect_eq(backup_prune(folder, good, &diags), RC_CREATE);
  cr_expect_eq(diags.errors, 1);
  cr_assert_eq(backup_list(folder, &list, &n, &diags), RC_OK);
  cr_assert_eq(n, 4);
  cr_expect_str_eq(list[2].name, good);
  cr_expect_str_eq(list[3].name, name);
  free(list);
}
