/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The time that events are given with on the way is the clock's of the projections. */
#include "store_fixture.h"

struct times {
  struct {
    uint8_t hash[HASH_BYTES];
    int64_t time;
  } list[32];
  size_t n;
};

static void keep_time(void *ctx, const struct event_seen *seen) {
  struct times *times = ctx;
  cr_assert_lt(times->n, 32);
  cr_expect(seen->whole);
  memcpy(times->list[times->n].hash, seen->hash, HASH_BYTES);
  times->list[times->n++].time = seen->time;
}

static void expect_clock(struct store *store) {
  struct times times = {0};
  struct diags diags = {0};
  sqlite3_stmt *clock;
  cr_assert_eq(store_each_seen(store, keep_time, &times, &diags), RC_OK);
  cr_assert_eq(store_project(store, NULL, &diags), RC_OK);
  cr_assert_eq(sqlite3_prepare_v2(store->db, "SELECT time FROM temp.clock WHERE hash = ?1", -1,
                                  &clock, NULL),
               SQLITE_OK);
  for (size_t i = 0; i < times.n; i++) {
    sqlite3_bind_blob(clock, 1, times.list[i].hash, HASH_BYTES, SQLITE_STATIC);
    cr_assert_eq(sqlite3_step(clock), SQLITE_ROW);
    cr_expect_eq(sqlite3_column_int64(clock, 0), times.list[i].time, "event %zu", i);
    sqlite3_reset(clock);
  }
  sqlite3_finalize(clock);
  diags_done(&diags);
}

static void event(struct store *store, uint8_t boot, int64_t wall, int64_t mono) {
  struct happening h = answered("c/m/a", "X", 0);
  scene_must_append(store, (struct scene){1, 1, boot, wall, mono}, &h, 1);
}

Test(store_each, clocks_that_jump_between_boots_give_the_projected_time) {
  char folder[64];
  folder_temporary(folder, sizeof folder);
  struct store *store = store_must_open(folder);
  event(store, 1, 5000, 100);
  event(store, 1, 900000, 300); /* the wall clock was set */
  event(store, 2, 1000, 50);    /* after a restart it is behind: never less than before */
  event(store, 2, 1000, 90000);
  event(store, 1, 5000, 400); /* an older boot's numbers once more */
  event(store, 3, -5000, 0);
  expect_clock(store);
  store_close(store);
}
