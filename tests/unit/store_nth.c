/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever fails while the store does something, at every n-th place until there is none left: it
 * says that it failed, and why, or it gives what it gives when nothing fails; what was recorded
 * before is there afterwards, whole; and the same call, made again, succeeds. */
#include "fault.h"
#include "store_deeds.h"

enum { MOST = 3000 };
/* Under the sanitizers each place costs three times as much: scripts/coverage shows them all. */
#ifdef __SANITIZE_ADDRESS__
enum { NEAR = 12 };
#else
enum { NEAR = MOST };
#endif

static struct str good;
static size_t base_events, attempts, told;
static bool lost; /* the disk failed under the connection before */

static const char *first_message(const struct diags *diags) {
  return diags->n ? diags->list[0].message : "nothing";
}

static struct str name_of(const struct deed *deed, enum fault fault, unsigned nth) {
  struct str name = {0};
  str_printf(&name, "%s, %s %u", deed->name, fault_names[fault], nth);
  return name;
}

static void expect_act(const struct deed *deed, struct world *world, const char *name,
                       const char *when) {
  struct diags diags = {0};
  struct str result = {0};
  cr_expect_eq(world_open(world, &diags), RC_OK, "%s: %s it does not open: %s", name, when,
               first_message(&diags));
  if (world->store) {
    cr_expect_eq(deed->act(world, &result, &diags), RC_OK, "%s: not %s: %s", name, when,
                 first_message(&diags));
    cr_expect_str_eq(str_text(&result), str_text(&good), "%s: another result %s", name, when);
  }
  str_done(&result);
  diags_done(&diags);
}

static void count_event(void *n, const struct event_bytes *event) {
  (void)event;
  ++*(size_t *)n;
}

/* By another connection, as the next start has it. */
static void expect_whole(struct world *world, size_t least, size_t most, const char *name) {
  struct diags diags = {0};
  size_t n = 0;
  world_close(world);
  cr_expect_eq(world_open(world, &diags), RC_OK, "%s: does not open: %s", name,
               first_message(&diags));
  if (world->store) {
    cr_expect_eq(store_verify(world->store, &diags), RC_OK, "%s: not whole: %s", name,
                 first_message(&diags));
    cr_expect_eq(store_each(world->store, count_event, &n, &diags), RC_OK);
    cr_expect(n >= least && n <= most, "%s: %zu events, not %zu to %zu", name, n, least, most);
  }
  diags_done(&diags);
}

/* What a deed leaves: to one that is made at once again, or to the next start. A disk that is gone
 * cannot be told either to take back what it did not flush. */
static void expect_after(const struct deed *deed, struct world *world, enum fault fault, enum rc rc,
                         bool at_once, const char *name) {
  size_t done = rc == RC_OK && !deed->silent ? deed->adds : 0;
  size_t most = deed->may_stay || fault == FAULT_GONE ? deed->adds : done;
  if (!at_once) {
    if (deed->reads)
      world_close(world);
    else
      expect_whole(world, base_events + done, base_events + most, name);
    expect_act(deed, world, name, "after the next start");
    return;
  }
  expect_act(deed, world, name, "at once again");
  done = deed->twice ? done + deed->adds : deed->adds;
  if (!deed->reads)
    expect_whole(world, base_events + done, base_events + done, name);
}

static void begin(const struct deed *deed, struct world *world, struct diags *diags) {
  cr_assert_eq(world_open(world, diags), RC_OK);
  if (deed->before)
    deed->before(world);
  world->store->unfiled = deed->unfiled;
}

/* False: there is no n-th. */
static bool attempt(const struct deed *deed, struct world *world, enum fault fault, unsigned nth,
                    bool at_once) {
  struct diags diags = {0};
  struct str result = {0}, name = name_of(deed, fault, nth);
  begin(deed, world, &diags);
  cr_assert(!deed->projected || store_project(world->store, NULL, &diags) == RC_OK);
  if (deed->waiting)
    world->store->waiting = 1; /* all of its chain */
  world->store->broken = lost;
  world->store->doubt = lost ? 1000 : 0;
  fault_arm(fault, nth);
  enum rc rc = deed->act(world, &result, &diags);
  bool came = fault_disarm();
  attempts++;
  told += rc != RC_OK;
  if (rc != RC_OK)
    cr_expect(came && diags.errors > 0, "%s: %d, and nothing is said", name.at, (int)rc);
  else if (!deed->silent || result.len)
    cr_expect_str_eq(str_text(&result), str_text(&good), "%s: done, with another result", name.at);
  const struct store *store = world->store; /* one that is broken is opened again first */
  cr_expect(!store || !store->db || store->broken || sqlite3_get_autocommit(store->db),
            "%s: a transaction is left open", name.at);
  if (came)
    expect_after(deed, world, fault, rc, at_once, name.at);
  world_close(world);
  str_done(&result);
  str_done(&name);
  diags_done(&diags);
  return came;
}

static bool attempt_anew(const struct deed *deed, enum fault fault, unsigned nth, bool at_once) {
  struct world world;
  world_begin(&world, deed->killed);
  bool came = attempt(deed, &world, fault, nth, at_once);
  world_end(&world);
  return came;
}

/* How the disk is reached again is the same for all: one of them shows every place of it. */
static unsigned most(const struct deed *deed) { return lost && !deed->twice ? 4 : MOST; }

/* Statements fail at every place there is. Of the other faults every third shows it, far into a
 * deed that does the same for every event or page: by turns even and odd ones, for what follows on
 * each. */
static unsigned after(const struct deed *deed, enum fault fault, unsigned nth) {
  bool again = deed->repeats && fault != FAULT_STATEMENT && nth > 40;
  return nth + (again || nth > NEAR ? 3 : 1);
}

/* What only reads may have one world for all of them, and is made again at once after every second,
 * after the next start otherwise. */
static unsigned every_reading(const struct deed *deed, enum fault fault) {
  struct world world;
  unsigned nth = 1;
  world_begin(&world, deed->killed);
  while (nth < most(deed) && attempt(deed, &world, fault, nth, nth % 2))
    nth = after(deed, fault, nth);
  expect_whole(&world, base_events, base_events, deed->name);
  world_end(&world);
  return nth;
}

static unsigned every_writing(const struct deed *deed, enum fault fault) {
  unsigned nth = 1;
  while (nth < most(deed) && attempt_anew(deed, fault, nth, nth % 2) &&
         (!deed->adds || attempt_anew(deed, fault, nth, !(nth % 2))))
    nth = after(deed, fault, nth);
  return nth;
}

static void every(const struct deed *deed, enum fault fault) {
  unsigned end = deed->reads ? every_reading(deed, fault) : every_writing(deed, fault);
  cr_expect(end < MOST, "%s: %s has no end", deed->name, fault_names[fault]);
}

static void nothing_fails(const struct deed *deed) {
  struct world world;
  struct diags diags = {0};
  world_begin(&world, deed->killed);
  begin(deed, &world, &diags);
  base_events = 0;
  cr_assert_eq(store_each(world.store, count_event, &base_events, &diags), RC_OK);
  str_clear(&good);
  cr_assert_eq(deed->act(&world, &good, &diags), RC_OK, "%s: %s", deed->name,
               first_message(&diags));
  world_end(&world);
  diags_done(&diags);
}

static void all(enum fault fault) {
  attempts = told = 0;
  for (size_t i = 0; i < n_deeds; i++) {
    nothing_fails(&deeds[i]);
    every(&deeds[i], fault);
  }
  if (getenv("NTH_TALLY"))
    printf("# %s: %zu attempts, %zu told\n", fault_names[fault], attempts, told);
}

static void done(void) {
  worlds_remove();
  str_done(&good);
}

TestSuite(store_nth, .init = worlds_make, .fini = done);

Test(store_nth, statement_that_cannot_be_read) { all(FAULT_STATEMENT); }
Test(store_nth, statement_whose_end_is_not_known) { all(FAULT_UNSURE); }
Test(store_nth, statement_that_finds_a_damaged_file) { all(FAULT_CORRUPT); }
Test(store_nth, call_of_the_system) { all(FAULT_CALL); }

Test(store_nth, statement_after_the_disk_failed) {
  lost = true;
  all(FAULT_STATEMENT);
}

Test(store_nth, look_that_sees_nothing) { all(FAULT_LOOK); }
Test(store_nth, call_of_the_disk) { all(FAULT_DISK); }
Test(store_nth, disk_that_is_pulled_out) { all(FAULT_GONE); }
Test(store_nth, disk_that_is_full) { all(FAULT_FULL); }
