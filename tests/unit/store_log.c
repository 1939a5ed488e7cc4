/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The log of a store that was killed, altered and written anew: what SQLite reads of it is what the
 * check lets pass, and what it would pass over in silence is refused. */
#include "fault.h"
#include "store_deeds.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEAD = 32, FRAME = 24, LOG_MOST = 1 << 21 };

static struct world world;
static struct diags diags;
static char folder[400], path[450];
static uint8_t bytes[LOG_MOST];
static size_t len;

static void load(void) {
  FILE *in = fopen(path, "rb");
  cr_assert_not_null(in);
  len = fread(bytes, 1, sizeof bytes, in);
  fclose(in);
  cr_assert(len > HEAD && len < sizeof bytes);
}

static void store_log(void) {
  FILE *out = fopen(path, "wb");
  cr_assert_not_null(out);
  cr_assert_eq(fwrite(bytes, 1, len, out), len);
  cr_assert_eq(fclose(out), 0);
}

static void setup(void) {
  worlds_make();
  world_begin(&world, true);
  snprintf(folder, sizeof folder, "%s/killed", world.folder);
  snprintf(path, sizeof path, "%s/mafunzo.db-wal", folder);
  load();
}

static void teardown(void) {
  world_end(&world);
  worlds_remove();
  diags_done(&diags);
}

TestSuite(store_log, .init = setup, .fini = teardown);

static enum rc reopen(void) {
  struct store *store;
  diags_done(&diags);
  enum rc rc = store_open(folder, &store, &diags);
  store_close(store);
  return rc;
}

/* -- The file format, once more ---------------------------------------------------------------- */

static uint32_t be(size_t at) {
  return (uint32_t)bytes[at] << 24 | (uint32_t)bytes[at + 1] << 16 | (uint32_t)bytes[at + 2] << 8 |
         bytes[at + 3];
}

static void put(size_t at, uint32_t value) {
  for (size_t i = 0; i < 4; i++)
    bytes[at + i] = (uint8_t)(value >> (24 - 8 * i));
}

static void sum_up(uint32_t sum[2], size_t at, size_t n, bool big) {
  for (size_t end = at + n; at < end; at += 8)
    for (size_t i = 0; i < 2; i++) {
      uint32_t word = be(at + 4 * i);
      sum[i] += (big ? word : __builtin_bswap32(word)) + sum[1 - i];
    }
}

/* All checksums anew, of words in that order. */
static void rewrite(bool big) {
  uint32_t sum[2] = {0}, page = be(8);
  put(0, (be(0) & ~1U) | big);
  sum_up(sum, 0, HEAD - 8, big);
  put(24, sum[0]), put(28, sum[1]);
  for (size_t at = HEAD; at + FRAME + page <= len && be(at + 8) == be(16); at += FRAME + page) {
    sum_up(sum, at, 8, big);
    sum_up(sum, at + FRAME, page, big);
    put(at + 16, sum[0]), put(at + 20, sum[1]);
  }
}

static int64_t events(void) {
  struct store *store;
  int64_t n = -1;
  cr_assert_eq(store_open(folder, &store, &diags), RC_OK);
  cr_assert_eq(db_number(store, "SELECT count(*) FROM event", &n, &diags), RC_OK);
  store_close(store);
  return n;
}

Test(store_log, log_of_a_machine_with_the_other_order_of_bytes_is_read) {
  rewrite(true);
  store_log();
  cr_expect_eq(events(), WORLD_EVENTS);
  cr_expect_eq(diags.n, 0);
}

Test(store_log, pages_of_an_impossible_length_are_refused) {
  static const uint32_t pages[] = {256, 4097, 131072};
  for (size_t i = 0; i < 3; i++) {
    uint32_t sum[2] = {0};
    put(8, pages[i]);
    sum_up(sum, 0, HEAD - 8, be(0) & 1);
    put(24, sum[0]), put(28, sum[1]);
    store_log();
    cr_expect_eq(reopen(), RC_DATA, "%u", pages[i]);
    cr_expect(diags_have(&diags, "log.damaged"));
  }
}

static size_t frame_before_last(void) {
  size_t size = FRAME + be(8), at = HEAD;
  while (at + 3 * size <= len && be(at + 2 * size + 8) == be(16))
    at += size;
  cr_assert_gt(at, HEAD);
  return at;
}

/* Two frames in a row that do not fit: no later one shows that more had been saved. */
Test(store_log, end_that_is_torn_twice_is_told_and_opens) {
  size_t at = frame_before_last(), size = FRAME + be(8);
  put(at + 4, 1); /* as a commit */
  bytes[at + FRAME] ^= 1;
  bytes[at + size + FRAME] ^= 1;
  store_log();
  cr_expect_eq(reopen(), RC_OK);
  cr_expect(diags_have(&diags, "log.torn"));
}

Test(store_log, log_that_is_blank_is_in_order) {
  memset(bytes, 0, len);
  cr_assert_eq(reopen(), RC_OK); /* what it held is in the database from here on */
  store_log();
  cr_expect_eq(reopen(), RC_OK);
  cr_expect_eq(diags.n, 0);
}

/* What was written is counted, so that idle moments know when to grow the log and when to empty it.
 */
Test(store_log, log_stays_ahead_of_the_answers_and_is_written_over) {
  struct happening h = answered("c/m/a", "X", 1000000);
  struct scene scene = {.person = 1, .session = 1};
  struct store *store = store_must_open(folder);
  struct stat log;
  scene_must_append(store, scene, &h, 1);
  int before = store->frames;
  cr_expect(before > 0);
  scene_must_append(store, scene, &h, 1);
  cr_expect(store->frames > before);
  store_idle(store);
  cr_assert_eq(stat(path, &log), 0);
  off_t ahead = log.st_size;
  cr_expect(ahead > 1 << 20);
  store->frames = (int)(ahead / 4096); /* as if all of that were written */
  store_idle(store);
  cr_assert_eq(stat(path, &log), 0);
  cr_expect(log.st_size > ahead);
  store->frames = 2000; /* it has grown long: emptied, and not made shorter */
  store_idle(store);
  scene_must_append(store, scene, &h, 1);
  cr_expect(store->frames > 0 && store->frames <= before + 2, "%d", store->frames);
  ahead = log.st_size;
  cr_assert_eq(stat(path, &log), 0);
  cr_expect(log.st_size >= ahead);
  store_close(store);
}

/* Else, if the power went, there could be zeroes within what it held before. */
Test(store_log, log_that_was_cut_off_is_so_on_the_disk_before_it_grows) {
  struct happening h = answered("c/m/a", "X", 1000000);
  struct store *store = store_must_open(folder);
  struct stat log;
  scene_must_append(store, (struct scene){.person = 1, .session = 1}, &h, 1);
  cr_assert_eq(db_run(store, "PRAGMA main.wal_checkpoint(TRUNCATE)", &diags), RC_OK);
  cr_assert_eq(stat(path, &log), 0);
  cr_assert_eq(log.st_size, 0);
  fault_arm_call("its fdatasync", 1, EIO);
  store_idle(store);
  cr_expect(fault_disarm());
  cr_assert_eq(stat(path, &log), 0);
  cr_expect_eq(log.st_size, 0, "it could not be flushed");
  store_idle(store);
  cr_assert_eq(stat(path, &log), 0);
  cr_expect_gt(log.st_size, 1 << 20);
  store_close(store);
}

/* It is there, and cannot be read: then what it says is not known. (The first look is for a blank
 * one, and is made again.) */
Test(store_log, log_that_cannot_be_read_is_never_taken_for_whole) {
  for (unsigned nth = 2; nth < 5; nth++) {
    store_log();
    fault_arm_call("pread", nth, EIO);
    enum rc rc = reopen();
    cr_assert(fault_disarm());
    cr_expect(rc != RC_OK && diags.errors > 0, "%u", nth);
  }
}

/* SQLite looks for a journal of its own; what is none leaves the store as it is. */
Test(store_log, journal_beside_the_database_calls_for_the_check) {
  char journal[450];
  cr_assert_eq(reopen(), RC_OK);
  snprintf(journal, sizeof journal, "%s/mafunzo.db-journal", folder);
  FILE *out = fopen(journal, "wb");
  cr_assert_not_null(out);
  fputs("no journal", out);
  fclose(out);
  cr_expect_eq(events(), WORLD_EVENTS);
}
