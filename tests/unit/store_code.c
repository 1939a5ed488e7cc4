/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the disk or SQLite says, and what a user is told for it. */
#include "base/mem.h"
#include "fault.h"
#include "store/backup_file.h"
#include "store_deeds.h"

#include <errno.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

static struct world world;
static struct diags diags;

static void setup(void) {
  worlds_make();
  world_begin(&world, true);
  cr_assert_eq(world_open(&world, &diags), RC_OK);
}

static void teardown(void) {
  world_end(&world);
  worlds_remove();
  diags_done(&diags);
}

TestSuite(store_code, .init = setup, .fini = teardown);

Test(store_code, what_the_system_says_is_told_in_words) {
  static const struct {
    int error;
    enum rc folder, backup;
  } cases[] = {{ENOSPC, RC_FULL, RC_FULL},     {EDQUOT, RC_FULL, RC_FULL},
               {EFBIG, RC_FULL, RC_FULL},      {EIO, RC_IO, RC_IO},
               {ENXIO, RC_CREATE, RC_IO},      {ENODEV, RC_CREATE, RC_IO},
               {EACCES, RC_CREATE, RC_CREATE}, {EROFS, RC_CREATE, RC_CREATE}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    cr_expect_eq(folder_fault(cases[i].error, "f", &diags), cases[i].folder, "%d", cases[i].error);
    cr_expect_eq(backup_fault(cases[i].error, "f", &diags), cases[i].backup, "%d", cases[i].error);
  }
  cr_expect_eq(diags.errors, 2 * sizeof cases / sizeof *cases);
}

Test(store_code, what_sqlite_says_is_told_in_words) {
  static const struct {
    int code;
    enum rc rc;
    const char *told;
  } cases[] = {
      {SQLITE_FULL, RC_FULL, "store.full"},          {SQLITE_READONLY, RC_CREATE, "store.create"},
      {SQLITE_PERM, RC_CREATE, "store.create"},      {SQLITE_AUTH, RC_CREATE, "store.create"},
      {SQLITE_CANTOPEN, RC_CREATE, "store.create"},  {SQLITE_ERROR, RC_DATA, "store.damaged"},
      {SQLITE_CONSTRAINT, RC_DATA, "store.damaged"}, {SQLITE_MISMATCH, RC_DATA, "store.damaged"},
      {SQLITE_CORRUPT, RC_DATA, "store.damaged"},    {SQLITE_NOTADB, RC_DATA, "store.damaged"},
      {SQLITE_BUSY, RC_BUSY, "store.busy"},          {SQLITE_LOCKED, RC_BUSY, "store.busy"},
      {SQLITE_PROTOCOL, RC_IO, "store.io"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct settings settings;
    diags_done(&diags);
    fault_arm_call("sqlite3_step", 1, cases[i].code);
    cr_expect_eq(store_settings(world.store, NULL, &settings, &diags), cases[i].rc, "%d",
                 cases[i].code);
    cr_assert(fault_disarm());
    cr_expect(diags_have(&diags, cases[i].told), "%d", cases[i].code);
  }
}

/* No room, as the errno of a call that SQLite knows as one of input and output. */
Test(store_code, no_room_is_told_as_no_room_whoever_says_it) {
  static const int errors[] = {ENOSPC, EDQUOT, EFBIG, EIO};
  struct happening h = answered("c/m/b", "X", 0);
  for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
    diags_done(&diags);
    fault_arm_call("its fdatasync", 1, errors[i]);
    enum rc rc = scene_append(world.store, (struct scene){.person = 1}, &h, 1, &diags);
    cr_assert(fault_disarm());
    cr_expect_eq(rc, errors[i] == EIO ? RC_IO : RC_FULL, "%s", strerror(errors[i]));
  }
}

Test(store_code, copy_that_fails_blames_the_disk_that_failed) {
  static const struct {
    int code;
    const char *told;
  } cases[] = {{SQLITE_IOERR_READ, "store.io"},
               {SQLITE_IOERR_SHORT_READ, "store.io"},
               {SQLITE_IOERR_CORRUPTFS, "store.io"},
               {SQLITE_IOERR_WRITE, "backup.io"},
               {SQLITE_FULL, "backup.full"}};
  struct str path = {0};
  struct backup_facts facts;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    diags_done(&diags);
    fault_arm_call("sqlite3_backup_finish", 1, cases[i].code);
    cr_expect_neq(store_backup(world.store, world.folder, 1, &path, &facts, &diags), RC_OK);
    cr_assert(fault_disarm());
    cr_expect(diags_have(&diags, cases[i].told), "%d", cases[i].code);
  }
  str_done(&path);
}

/* -- Out of memory ------------------------------------------------------------------------------
 */

#ifdef COVERAGE
void __gcov_dump(void);
static void count(void) { __gcov_dump(); } /* or what the child did would not count */
#else
static void count(void) {}
#endif

static void settings_die(void) {
  struct settings settings;
  store_settings(world.store, NULL, &settings, &diags);
}

static void open_dies(void) {
  struct store *other;
  store_open(strcat(world.folder, "/killed"), &other, &diags);
}

static void backup_dies(void) {
  struct str path = {0};
  struct backup_facts facts;
  store_backup(world.store, world.folder, 1, &path, &facts, &diags);
}

static void verify_dies(void) { store_verify(world.store, &diags); }

static void newest_dies(void) {
  struct str path = {0};
  struct backup_facts facts;
  size_t bad;
  backup_newest(world_backups(), &path, &facts, &bad, &diags);
}

Test(store_code, without_memory_it_ends_through_the_one_way_out) {
  static const struct {
    const char *function;
    int code;
    void (*act)(void);
  } cases[] = {{"sqlite3_step", SQLITE_NOMEM, settings_die},
               {"sqlite3_step", SQLITE_IOERR_NOMEM, settings_die},
               {"sqlite3_open_v2", SQLITE_NOMEM, open_dies},
               {"sqlite3_open_v2", SQLITE_NOMEM, newest_dies},
               {"sqlite3_open_v2", SQLITE_NOMEM, backup_dies},
               {"sqlite3_create_function_v2", SQLITE_NOMEM, open_dies},
               {"sqlite3_backup_finish", SQLITE_NOMEM, backup_dies},
               {"sqlite3_open", SQLITE_NOMEM, verify_dies}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    int status;
    pid_t child = fork();
    if (child == 0) {
      mem_on_death(count);
      fault_arm_call(cases[i].function, 1, cases[i].code);
      cases[i].act();
      _exit(0);
    }
    cr_assert_eq(waitpid(child, &status, 0), child);
    cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == EX_OSERR, "%zu: %x", i, (unsigned)status);
  }
}

/* -- Nothing to tell ----------------------------------------------------------------------------
 */

Test(store_code, nothing_happened_adds_nothing) {
  cr_expect_eq(scene_append(world.store, (struct scene){.person = 1}, NULL, 0, &diags), RC_OK);
}

Test(store_code, null_is_an_empty_text) {
  sqlite3_stmt *row;
  char text[4] = "abc";
  cr_assert_eq(db_prepare(world.store, "SELECT NULL", &row, &diags), RC_OK);
  cr_assert_eq(sqlite3_step(row), SQLITE_ROW);
  db_text(row, 0, text, sizeof text);
  cr_expect_str_eq(text, "");
  sqlite3_finalize(row);
}

/* -- Not open -----------------------------------------------------------------------------------
 */

Test(store_code, idle_does_no_harm_where_the_disk_is_gone) {
  struct settings settings;
  world.store->broken = true;
  fault_arm_call("sqlite3_open_v2", 1, SQLITE_CANTOPEN);
  cr_expect_eq(store_settings(world.store, NULL, &settings, &diags), RC_CREATE);
  cr_assert(fault_disarm());
  cr_expect_null(world.store->db);
  store_idle(world.store);
  cr_expect_eq(store_settings(world.store, NULL, &settings, &diags), RC_OK);
  store_idle(world.store); /* the log is short: it stays as it is */
  cr_expect_eq(world.store->broken, false);
}
