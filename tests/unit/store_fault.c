/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault.h"
#include "store/evidence.h"
#include "store_fixture.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[256];
static struct store *store;
static struct diags diags;

static void setup(void) {
  folder_temporary(folder, sizeof folder);
  store = store_must_open(folder);
}

static void teardown(void) {
  store_close(store);
  diags_done(&diags);
}

TestSuite(store_fault, .init = setup, .fini = teardown);

static int64_t number(const char *sql) {
  int64_t n = -1;
  cr_assert_eq(db_number(store, sql, &n, &diags), RC_OK);
  return n;
}

static void fill(size_t n) {
  struct happening h[] = {started("c/m", RUN_QUIZ), answered("c/m/a", "X", SCORE_ONE)};
  for (size_t i = 0; i < n; i++)
    scene_must_append(store, (struct scene){.person = 1, .session = 1, .wall = (int64_t)i}, h, 2);
}

/* A file may not grow: what the disk says when it is full. */
static void limit_files(rlim_t size) {
  struct rlimit limit;
  signal(SIGXFSZ, SIG_IGN);
  cr_assert_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
  limit.rlim_cur = size;
  cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

Test(store_fault, full_disk_saves_nothing_of_it_and_goes_on_when_there_is_room) {
  struct happening h[] = {answered("c/m/b", "X", SCORE_ONE), completed("c/m", 1, true)};
  struct scene scene = {.person = 1, .session = 1};
  struct stat wal;
  char path[300];
  fill(3);
  int64_t before = number("SELECT count(*) FROM main.event");
  snprintf(path, sizeof path, "%s/mafunzo.db-wal", folder);
  cr_assert_eq(stat(path, &wal), 0);
  limit_files((rlim_t)wal.st_size + 100);
  cr_expect_eq(scene_append(store, scene, h, 2, &diags), RC_FULL);
  cr_expect(diags_have(&diags, "store.full"));
  cr_expect_eq(scene_append(store, scene, h, 2, &diags), RC_FULL);
  limit_files(RLIM_INFINITY);
  cr_expect_eq(scene_append(store, scene, h, 2, &diags), RC_OK);
  cr_expect_eq(number("SELECT count(*) FROM main.event"), before + 2);
  cr_expect_eq(store_verify(store, &diags), RC_OK);
}

Test(store_fault, store_that_may_not_grow_says_full_and_keeps_what_it_has) {
  struct happening h = answered("c/m/b", "X", SCORE_ONE);
  struct scene scene = {.person = 1, .session = 1};
  char limit[64];
  fill(1);
  snprintf(limit, sizeof limit, "PRAGMA main.max_page_count = %ld",
           (long)number("PRAGMA page_count"));
  cr_assert_eq(db_run(store, limit, &diags), RC_OK);
  enum rc rc = RC_OK;
  int saved = 2;
  for (; rc == RC_OK && saved < 1000; saved++)
    rc = scene_append(store, scene, &h, 1, &diags);
  cr_expect_eq(rc, RC_FULL);
  cr_expect_eq(number("SELECT count(*) FROM main.event"), saved - 1);
  cr_assert_eq(db_run(store, "PRAGMA main.max_page_count = 100000", &diags), RC_OK);
  cr_expect_eq(scene_append(store, scene, &h, 1, &diags), RC_OK);
  cr_expect_eq(store_verify(store, &diags), RC_OK);
}

/* What is told as saved must be there after the process is gone without a word. */
Test(store_fault, confirmed_answer_outlives_a_kill) {
  int told[2], status;
  cr_assert_eq(pipe(told), 0);
  store_close(store);
  pid_t child = fork();
  if (child == 0) {
    struct happening h = answered("c/m/a", "X", SCORE_ONE);
    struct diags ignored = {0};
    if (store_open(folder, &store, &ignored) != RC_OK)
      _exit(1);
    for (int i = 0; i < 20; i++)
      if (scene_append(store, (struct scene){.person = 1}, &h, 1, &ignored) == RC_OK)
        (void)!write(told[1], "x", 1);
    raise(SIGKILL);
  }
  close(told[1]);
  cr_assert_eq(waitpid(child, &status, 0), child);
  char confirmed[64];
  ssize_t n = 0, got;
  while ((got = read(told[0], confirmed, sizeof confirmed)) > 0)
    n += got;
  store = store_must_open(folder);
  cr_expect_eq(n, 20);
  cr_expect_geq(number("SELECT count(*) FROM main.event"), n);
  cr_expect_eq(store_verify(store, &diags), RC_OK);
}

/* The transaction is over when store_append says so: nothing waits for a later one. */
Test(store_fault, nothing_is_left_open_after_an_append) {
  fill(1);
  cr_expect_neq(sqlite3_get_autocommit(store->db), 0);
}

/* Faults behind the program's back. */
static enum rc verify_after(const char *sql) {
  fill(2);
  cr_assert_eq(db_run(store, sql, &diags), RC_OK);
  return store_verify(store, &diags);
}

static enum rc resume(void) {
  struct arena arena = {0};
  struct happening *back;
  size_t n;
  uint8_t id[ID_BYTES] = {1};
  enum rc rc = store_session(store, id, id, &arena, &back, &n, &diags);
  cr_expect(rc == RC_OK || (!back && n == 0));
  arena_done(&arena);
  return rc;
}

static void flip(const char *column, int seq) {
  char sql[400];
  snprintf(sql, sizeof sql,
           "UPDATE main.event SET %s = CAST(substr(%s, 1, 10) || "
           "CASE substr(%s, 11, 1) WHEN x'00' THEN x'01' ELSE x'00' END || substr(%s, 12) AS BLOB)"
           " WHERE seq = %d",
           column, column, column, column, seq);
  cr_assert_eq(db_run(store, sql, &diags), RC_OK);
  cr_assert_eq(number("SELECT changes()"), 1);
}

Test(store_fault, one_flipped_byte_of_payload_head_or_salt_is_found) {
  static const char *const columns[] = {"payload", "head", "salt", "payload_hash"};
  for (size_t i = 0; i < 4; i++) {
    fill(2);
    cr_expect_eq(store_verify(store, &diags), RC_OK);
    cr_expect_eq(resume(), RC_OK);
    flip(columns[i], 2);
    cr_expect_eq(resume(), RC_DATA, "%s", columns[i]);
    cr_expect_eq(store_verify(store, &diags), RC_DATA, "%s", columns[i]);
    cr_expect(diags_have(&diags, "event.hash"));
    teardown();
    diags = (struct diags){0};
    setup();
  }
}

Test(store_fault, blame_falls_on_the_altered_event_alone) {
  fill(2);
  flip("payload", 2);
  cr_expect_eq(store_verify(store, &diags), RC_DATA);
  cr_expect_eq(diags.n, 1);
}

Test(store_fault, missing_event_is_a_gap) {
  cr_expect_eq(verify_after("DELETE FROM main.event WHERE seq = 2"), RC_DATA);
  cr_expect(diags_have(&diags, "event.gap"));
}

Test(store_fault, copy_that_differs_from_the_head_is_found) {
  cr_expect_eq(verify_after("UPDATE main.event SET wall = wall + 1 WHERE seq = 3"), RC_DATA);
  cr_expect(diags_have(&diags, "event.copies"));
}

Test(store_fault, erased_payload_still_verifies_and_counts_no_more) {
  cr_expect_eq(verify_after("UPDATE main.event SET scheme = 2, payload = NULL, salt = NULL"),
               RC_OK);
  struct competency_row *rows;
  size_t n;
  project_forget(store);
  cr_assert_eq(project_clock(store, &diags), RC_OK);
  cr_assert_eq(db_run(store, "DELETE FROM proj.answer", &diags), RC_OK);
  cr_assert_eq(store_competency(store, NULL, INT64_MAX, &rows, &n, &diags), RC_OK);
  cr_expect_eq(n, 0);
  free(rows);
}

/* Sealing takes the salt with it; the chain still verifies. */
Test(store_fault, sealed_payload_keeps_no_salt_and_still_verifies) {
  cr_expect_eq(verify_after("UPDATE main.event SET scheme = 1, payload = x'00', salt = NULL"),
               RC_OK);
  cr_expect_neq(
      sqlite3_exec(store->db, "UPDATE main.event SET salt = zeroblob(16)", NULL, NULL, NULL),
      SQLITE_OK);
}

Test(store_fault, connection_lost_to_the_disk_is_opened_again) {
  fill(1);
  store->broken = true;
  cr_expect_eq(resume(), RC_OK);
  cr_expect_not(store->broken);
}

/* A COMMIT whose end is unknown was not told as saved: after the reopening it is not there. */
Test(store_fault, doubted_transaction_is_taken_back) {
  fill(2);
  store->doubt = 3;
  store->broken = true;
  cr_expect_eq(resume(), RC_OK);
  cr_expect_eq(number("SELECT max(seq) FROM main.event"), 2);
  cr_expect_eq(store->doubt, 0);
  fill(1);
  cr_expect_eq(store_verify(store, &diags), RC_OK);
}

/* What is kept only to be quick is shown on the first screen: an altered byte must not be. */
Test(store_fault, altered_memo_is_as_good_as_none) {
  struct str value = {0};
  str_puts(&value, "Question 4 of 8");
  store_memo_keep(store, "home", &value);
  str_clear(&value);
  store_memo(store, "home", &value);
  cr_expect_str_eq(str_text(&value), "Question 4 of 8");
  cr_assert_eq(db_run(store,
                      "UPDATE main.memo SET value = CAST('q' || substr(value, 2) AS BLOB) "
                      "WHERE key = CAST('home' AS BLOB)",
                      &diags),
               RC_OK);
  cr_assert_eq(number("SELECT changes()"), 1);
  str_clear(&value);
  store_memo(store, "home", &value);
  cr_expect_str_eq(str_text(&value), "");
  str_done(&value);
}

/* Answered by as many calls of SQLite, however many there are. */
static uint32_t starts_of(enum rc *rc) {
  uint32_t n;
  *rc = store_starts(store, (const uint8_t[ID_BYTES]){1}, "c/m", &n, &diags);
  return n;
}

/* What came since all was projected is projected when it is asked for, and again if that failed. */
Test(store_fault, appended_event_waits_until_it_is_projected) {
  bool came = true;
  enum rc rc;
  starts_of(&rc);
  for (unsigned nth = 1; came; nth++) {
    struct happening h = started("c/m", RUN_QUIZ);
    scene_must_append(store, (struct scene){.person = 1, .session = 1, .mono = nth}, &h, 1);
    fault_arm(FAULT_STATEMENT, nth);
    starts_of(&rc);
    came = fault_disarm();
    cr_expect_eq(rc == RC_OK, !came, "%u", nth);
    cr_expect_eq(starts_of(&rc), nth, "%u", nth);
    cr_assert(rc == RC_OK && nth < 30, "%u", nth);
  }
}

/* What was appended waits to be projected, and still does if that fails. */
Test(store_fault, what_could_not_be_projected_still_waits) {
  uint8_t person[ID_BYTES] = {1};
  uint32_t n;
  bool came = true;
  fill(1);
  cr_assert_eq(store_starts(store, person, "c/m", &n, &diags), RC_OK);
  for (unsigned nth = 1; came; nth++) {
    fill(1);
    fault_arm_call("sqlite3_step", nth, SQLITE_INTERRUPT);
    store_starts(store, person, "c/m", &n, &diags);
    came = fault_disarm();
    cr_assert_eq(store_starts(store, person, "c/m", &n, &diags), RC_OK, "after the %u-th", nth);
    cr_assert_eq(n, nth + 1, "after the %u-th: %u", nth, n);
  }
}
