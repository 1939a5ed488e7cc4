/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clocks that were ahead: what is collected of them is dated no later than it came, whatever came
 * in which order, in memory and in the file. */
#include "base/vec.h"
#include "fault.h"
#include "store/laptops.h"
#include "store_fixture.h"

enum { YEARS = 1000000 }; /* ahead */

static char folder[64], elsewhere[64];
static struct store *office, *laptop;
static struct diags diags;

static void setup(void) {
  folder_temporary(folder, sizeof folder);
  folder_temporary(elsewhere, sizeof elsewhere);
  office = store_must_open(folder);
  laptop = store_must_open(elsewhere);
}

static void teardown(void) {
  store_close(office);
  store_close(laptop);
  diags_done(&diags);
}

TestSuite(store_caps, .init = setup, .fini = teardown);

/* Its wall clock, at each of so many events of one boot. */
static void live(uint8_t boot, int64_t wall, unsigned n) {
  struct happening h = answered("c/m/a", "X", 0);
  for (unsigned i = 0; i < n; i++)
    scene_must_append(laptop, (struct scene){1, 1, boot, wall + i, i}, &h, 1);
}

/* -- Bundles ---------------------------------------------------------------------------------- */

struct bundle { /* its events from a number on to another, copied */
  struct event_bytes *list;
  size_t n, cap;
  uint64_t from, to, at;
};

static void *copy(const void *bytes, size_t len) {
  void *out = mem_alloc(len + 1);
  if (len)
    memcpy(out, bytes, len);
  return out;
}

static void keep(void *ctx, const struct event_bytes *event) {
  struct bundle *bundle = ctx;
  if (++bundle->at < bundle->from || bundle->at > bundle->to)
    return;
  struct event_bytes kept = *event;
  kept.head = copy(event->head, event->head_len);
  kept.payload = copy(event->payload, event->payload_len);
  VEC_PUSH(bundle, kept);
}

static struct bundle bundle_of(struct store *store, uint64_t from, uint64_t to) {
  struct bundle bundle = {.from = from, .to = to};
  cr_assert_eq(store_each(store, keep, &bundle, &diags), RC_OK);
  cr_assert_eq(bundle.n, to - from + 1);
  return bundle;
}

static void bundle_done(struct bundle *bundle) {
  for (size_t i = 0; i < bundle->n; i++) {
    free((void *)bundle->list[i].head);
    free((void *)bundle->list[i].payload);
  }
  free(bundle->list);
}

/* by: the office's clock where the laptop's is ahead of it; 0: it is not. */
static enum rc take_in(struct store *store, const struct bundle *bundle, int64_t by) {
  const struct moment moment = {.wall = by, .mono = by, .boot = {77}};
  struct parcel parcel = {.events = bundle->list, .n = bundle->n, .by = by ? &moment : NULL};
  return store_take(store, &parcel, 1, &diags);
}

static enum rc take_into(struct store *store, uint64_t from, uint64_t to, int64_t by) {
  struct bundle bundle = bundle_of(laptop, from, to);
  enum rc rc = take_in(store, &bundle, by);
  bundle_done(&bundle);
  return rc;
}

static void take(uint64_t from, uint64_t to, int64_t by) {
  cr_assert_eq(take_into(office, from, to, by), RC_OK);
}

/* -- Times ------------------------------------------------------------------------------------ */

struct times {
  struct str text;
  const uint8_t *chain;
};

static void add_time(void *ctx, const struct event_seen *seen) {
  struct times *times = ctx;
  struct event_head head;
  cr_assert(event_decode_head(seen->bytes.head, seen->bytes.head_len, &head));
  if (memcmp(head.chain, times->chain, KEY_BYTES) == 0)
    str_printf(&times->text, "%lld ", (long long)seen->time);
}

static void view_times(struct str *out) {
  sqlite3_stmt *rows;
  cr_assert_eq(store_project(office, NULL, &diags), RC_OK);
  cr_assert_eq(db_prepare(office, "SELECT time FROM temp.clock WHERE chain = ?1 ORDER BY seq",
                          &rows, &diags),
               RC_OK);
  db_bind(rows, 1, laptop->chain, KEY_BYTES);
  while (sqlite3_step(rows) == SQLITE_ROW)
    str_printf(out, "%lld ", (long long)sqlite3_column_int64(rows, 0));
  sqlite3_finalize(rows);
}

/* As events are walked, as SQL sees them, and as all is computed anew in another way. */
static void expect_times(const char *wanted) {
  struct times times = {.chain = laptop->chain};
  struct str seen = {0};
  uint8_t digest[HASH_BYTES];
  cr_assert_eq(store_each_seen(office, add_time, &times, &diags), RC_OK);
  cr_expect_str_eq(str_text(&times.text), wanted);
  view_times(&seen);
  cr_expect_str_eq(str_text(&seen), wanted);
  cr_expect_eq(store_rebuild(office, digest, &diags), RC_OK);
  str_done(&times.text);
  str_done(&seen);
}

static int64_t count(const char *sql) {
  int64_t n = 0;
  cr_assert_eq(db_number(office, sql, &n, &diags), RC_OK);
  return n;
}
static int64_t said(void) {
  return count("SELECT count(*) FROM main.event WHERE verb = 'collected'");
}

Test(store_caps, what_a_clock_that_was_ahead_says_is_dated_when_it_came) {
  live(1, YEARS, 3);
  take(1, 3, 500);
  expect_times("500 500 500 ");
  cr_expect_eq(said(), 1);
}

Test(store_caps, what_was_before_its_clock_was_set_stays) {
  live(1, 100, 2);
  live(2, YEARS, 2);
  take(1, 4, 500);
  expect_times("100 101 500 500 ");
}

Test(store_caps, once_it_is_right_again_its_own_times_hold) {
  live(1, YEARS, 2);
  take(1, 2, 500);
  live(2, 600, 2);
  take(3, 4, 0);
  expect_times("500 500 600 601 ");
}

Test(store_caps, of_several_the_earliest_that_covers_it) {
  live(1, YEARS, 4);
  take(1, 2, 500);
  expect_times("500 500 ");
  take(1, 4, 900);
  expect_times("500 500 900 900 ");
}

/* The second bundle comes first; and a clock here that was set back since. */
Test(store_caps, whatever_came_first) {
  live(1, YEARS, 4);
  take(3, 4, 900);
  expect_times("900 900 ");
  take(1, 2, 500);
  expect_times("500 500 900 900 ");
  live(1, YEARS, 1);
  take(1, 5, 400);
  expect_times("400 400 400 400 400 ");
}

Test(store_caps, what_came_before_says_nothing_again) {
  live(1, YEARS, 2);
  take(1, 2, 500);
  int64_t all = count("SELECT count(*) FROM main.event");
  take(1, 2, 400);
  cr_expect_eq(count("SELECT count(*) FROM main.event"), all);
  expect_times("500 500 ");
}

Test(store_caps, a_bundle_does_not_bring_its_own) {
  char folder_of_other[64];
  folder_temporary(folder_of_other, sizeof folder_of_other);
  struct store *other = store_must_open(folder_of_other), *laptops = laptop;
  live(1, YEARS, 2);
  cr_assert_eq(take_into(other, 1, 2, 7), RC_OK);
  take(1, 2, 0);
  laptop = other; /* hands in all that it has */
  take(1, 3, 0);
  laptop = laptops;
  cr_expect_eq(said(), 1);
  char wanted[64];
  snprintf(wanted, sizeof wanted, "%d %d ", YEARS, YEARS + 1);
  expect_times(wanted);
  store_close(other);
}

/* The times of its own chain go on, and what it says verifies. */
Test(store_caps, says_it_in_the_chain_of_who_collects) {
  struct happening h = stated("Amina");
  scene_must_append(office, (struct scene){.person = 5, .boot = 77, .wall = 300, .mono = 300}, &h,
                    1);
  live(1, YEARS, 2);
  take(1, 2, 500);
  scene_must_append(office, (struct scene){.person = 5, .boot = 77, .wall = 600, .mono = 600}, &h,
                    1);
  struct times times = {.chain = office->chain};
  cr_assert_eq(store_each_seen(office, add_time, &times, &diags), RC_OK);
  cr_expect_str_eq(str_text(&times.text), "300 500 600 ");
  cr_expect_eq(store_verify(office, &diags), RC_OK);
  expect_times("500 500 ");
  str_done(&times.text);
}

static void damage_head(const char *sql) {
  cr_assert_eq(sqlite3_exec(office->db, sql, NULL, NULL, NULL), SQLITE_OK);
}

Test(store_caps, what_names_no_event_caps_nothing) {
  live(1, 700, 2);
  take(1, 2, 500);
  expect_times("500 500 ");
  damage_head("UPDATE main.event SET head = CAST(substr(head, 1, 174) || "
              "zeroblob(32) || substr(head, 207) AS BLOB) "
              "WHERE verb = 'collected'");
  project_forget(office);
  office->spoilt = true;
  expect_times("700 701 ");
}

static void anew(void) {
  store_close(office);
  folder_temporary(folder, sizeof folder);
  office = store_must_open(folder);
}

static void reopen(void) {
  store_close(office);
  office = store_must_open(folder);
}

/* All of it or nothing, at every n-th call. */
Test(store_caps, is_said_with_what_came_or_not_at_all, .timeout = 60) {
  static const enum fault faults[] = {FAULT_STATEMENT, FAULT_FULL, FAULT_UNSURE};
  live(1, YEARS, 2);
  struct bundle bundle = bundle_of(laptop, 1, 2);
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
    const char *what = fault_names[faults[i]];
    unsigned nth = 0;
    for (bool came = true; came;) {
      anew();
      fault_arm(faults[i], ++nth);
      enum rc rc = take_in(office, &bundle, 500);
      came = fault_disarm();
      reopen();
      int64_t theirs = count("SELECT count(*) FROM main.event WHERE verb = 'answered'");
      cr_expect_eq(theirs, 2 * said(), "%s %u", what, nth);
      cr_expect(rc != RC_OK || said() == 1, "%s %u", what, nth);
      cr_assert_eq(take_in(office, &bundle, 500), RC_OK);
      expect_times("500 500 ");
    }
    cr_expect_gt(nth, 2, "%s", what);
  }
  bundle_done(&bundle);
}
