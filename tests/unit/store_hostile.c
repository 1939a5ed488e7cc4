/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows and events that Mafunzo never wrote: altered on the disk past every check of the tables, or
 * made by somebody else with a hash that fits. Examined, they are told; asked for, they are left
 * out or refused; and nothing breaks. */
#include "store_deeds.h"

#include "store/field.h"

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

TestSuite(store_hostile, .init = setup, .fini = teardown);

static void alter(const char *sql) {
  char *message = NULL;
  struct str all = {0};
  str_printf(&all, "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF; %s", sql);
  sqlite3_exec(world.store->db, all.at, NULL, NULL, &message);
  cr_assert_null(message, "%s: %s", sql, message);
  str_done(&all);
}

static void anew(void) {
  diags_done(&diags);
  world_end(&world);
  world_begin(&world, true);
  cr_assert_eq(world_open(&world, &diags), RC_OK);
}

/* Whatever they say, they say something where they fail, and do not break. */
static void act_all(const char *what) {
  for (size_t i = 0; i < n_deeds; i++) {
    struct diags said = {0};
    struct str result = {0};
    if (!world.store && world_open(&world, &said) != RC_OK)
      cr_expect_gt(said.errors, 0, "%s", what);
    else if (deeds[i].act(&world, &result, &said) != RC_OK)
      cr_expect_gt(said.errors, 0, "%s: %s fails unsaid", what, deeds[i].name);
    str_done(&result);
    diags_done(&said);
  }
}

#define OF(verb)                                                                                   \
  " WHERE hash = (SELECT hash FROM main.event WHERE verb = '" verb "' ORDER BY seq, hash LIMIT 1)"
#define SET(what, verb) "UPDATE main.event SET " what OF(verb)
#define SET_EACH(what)                                                                             \
  SET(what, "person-stated"), SET(what, "started"), SET(what, "answered"), SET(what, "preferred")
/* It is the last that the head says. */
#define OTHER_VERB "head = CAST(substr(head, 1, length(head) - 1) || '!' AS BLOB)"

static const char *const altered[] = {
    SET_EACH("hash = x'00'"),
    SET_EACH("subject = x'00'"),
    SET_EACH("chain = x'00'"),
    SET_EACH("head = x''"),
    SET_EACH("head = x'02'"),
    SET_EACH("payload = x''"),
    SET_EACH("payload = x'00'"),
    SET_EACH("payload = NULL"),
    SET_EACH("payload_hash = x'00'"),
    SET_EACH("salt = x'00'"),
    SET_EACH("scheme = -1"),
    SET_EACH("scheme = 1, payload = x'', salt = NULL"),
    SET_EACH("scheme = 2"),
    SET_EACH("scheme = 3"),
    SET_EACH("session = x'00'"),
    SET_EACH("boot = x'00'"),
    SET("subject = x'07070707070707070707070707070707'", "answered"),
    SET("chain = zeroblob(32)", "started"),
    SET("chain = zeroblob(32), seq = 0", "started"),
    SET("session = x'07070707070707070707070707070707'", "answered"),
    SET("boot = x'07070707070707070707070707070707'", "answered"),
    SET("verb = 'dreamed'", "answered"),
    SET(OTHER_VERB, "started"),
    SET(OTHER_VERB, "rated"),
    SET("head = x''", "rated"),
    SET("payload = x'00'", "rated"),
    SET("wall = wall + 1", "answered"),
    SET("mono = mono + 1", "answered"),
    SET("seq = 99", "answered"),
    "UPDATE main.event SET payload = x'' WHERE verb = 'person-stated'",
    "UPDATE main.event SET head = x'' WHERE verb = 'started'",
    "UPDATE main.event SET head = x'02' WHERE verb = 'started'",
};

Test(store_hostile, altered_row_is_told_and_breaks_nothing) {
  for (size_t i = 0; i < sizeof altered / sizeof *altered; i++) {
    alter(altered[i]);
    cr_expect_eq(store_verify(world.store, &diags), RC_DATA, "%s", altered[i]);
    act_all(altered[i]);
    anew();
  }
}

/* The same for the chains: without keys that belong together nothing of it can be relied on. */
Test(store_hostile, altered_keys_are_told_and_break_nothing) {
  static const char *const sql[] = {
      "UPDATE main.chain SET public = x'00'",        "UPDATE main.chain SET public = zeroblob(32)",
      "UPDATE main.chain SET secret = x'00'",        "UPDATE main.chain SET machine = x'00'",
      "UPDATE main.chain SET parent = zeroblob(32)",
  };
  for (size_t i = 0; i < sizeof sql / sizeof *sql; i++) {
    alter(sql[i]);
    enum rc rc = store_verify(world.store, &diags);
    cr_expect_eq(rc, strstr(sql[i], "machine") ? RC_OK : RC_DATA, "%s", sql[i]);
    act_all(sql[i]);
    anew();
  }
}

/* What is kept only to be quick is as good as none. */
Test(store_hostile, altered_place_is_as_good_as_none) {
  static const char *const sql[] = {"UPDATE main.memo SET value = x''",
                                    "UPDATE main.memo SET value = x'00'",
                                    "UPDATE main.memo SET value = zeroblob(40)"};
  struct place_kept place;
  cr_assert(store_place(world.store, world_person, &place));
  for (size_t i = 0; i < sizeof sql / sizeof *sql; i++) {
    struct str value = {0};
    alter(sql[i]);
    cr_expect_not(store_place(world.store, world_person, &place));
    store_memo(world.store, "home", &value);
    cr_expect_eq(value.len, 0);
    str_done(&value);
    anew();
  }
}

/* -- Events made by somebody else ------------------------------------------------------------- */

struct made {
  struct event_head head;
  struct str head_bytes, payload;
  struct event_bytes event;
  uint8_t hash[HASH_BYTES];
};

static struct made make(uint64_t seq, const char *verb, enum scheme scheme) {
  struct made made = {.head = {.seq = seq, .chain = {7}, .subject = {1}, .session = {1}},
                      .event = {.scheme = scheme}};
  made.head.wall = 7000 + (int64_t)seq;
  snprintf(made.head.verb_name, sizeof made.head.verb_name, "%s", verb);
  str_puts(&made.payload, "?");
  return made;
}

static void finish(struct made *made) {
  struct event_bytes *event = &made->event;
  event_encode_head(&made->head, &made->head_bytes);
  event_hash_payload(event->salt, made->payload.at, made->payload.len, event->payload_hash);
  event_hash(&made->head, made->head_bytes.at, made->head_bytes.len, event->payload_hash,
             made->hash);
  event->head = made->head_bytes.at;
  event->head_len = made->head_bytes.len;
  event->payload = event->scheme == SCHEME_ERASED ? NULL : made->payload.at;
  event->payload_len = event->payload ? made->payload.len : 0;
}

static enum rc take(struct made *made) {
  enum rc rc = store_import(world.store, &made->event, 1, &diags);
  str_done(&made->head_bytes);
  str_done(&made->payload);
  return rc;
}

static enum rc take_made(struct made made) {
  finish(&made);
  return take(&made);
}

static int64_t number(const char *sql) {
  int64_t n = -1;
  cr_assert_eq(db_number(world.store, sql, &n, &diags), RC_OK);
  return n;
}

Test(store_hostile, event_that_is_not_understood_is_kept_and_projects_to_nothing) {
  static const char *const verbs[] = {"dreamed", "person-stated", "started", "answered", "decided",
                                      "noted",   "completed",     "closed",  "preferred"};
  for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
    cr_expect_eq(take_made(make(1 + i, verbs[i], SCHEME_PLAIN)), RC_OK, "%s", verbs[i]);
  cr_expect_eq(number("SELECT count(*) FROM event WHERE hex(chain) LIKE '070000%'"), 9);
  act_all("not understood");
}

Test(store_hostile, run_with_an_answer_that_is_not_understood_is_refused) {
  struct happening *happened;
  size_t n;
  struct arena arena = {0};
  cr_assert_eq(take_made(make(1, "dreamed", SCHEME_PLAIN)), RC_OK);
  cr_expect_eq(
      store_session(world.store, world_person, world_session, &arena, &happened, &n, &diags),
      RC_OK);
  cr_expect_eq(n, 4);
  cr_assert_eq(take_made(make(2, "answered", SCHEME_PLAIN)), RC_OK);
  cr_expect_eq(
      store_session(world.store, world_person, world_session, &arena, &happened, &n, &diags),
      RC_DATA);
  cr_expect(diags_have(&diags, "event.form"));
  arena_done(&arena);
}

/* An older statement of hers counts where the newest is not understood. */
Test(store_hostile, statement_that_is_not_understood_hides_no_older_one) {
  struct person *people;
  size_t n;
  cr_assert_eq(take_made(make(99, "person-stated", SCHEME_PLAIN)), RC_OK);
  cr_assert_eq(store_people(world.store, &people, &n, &diags), RC_OK);
  cr_expect_eq(n, 2);
  free(people);
  cr_assert_eq(
      db_run(world.store, "DELETE FROM main.event WHERE hex(chain) NOT LIKE '070000%'", &diags),
      RC_OK);
  cr_assert_eq(store_people(world.store, &people, &n, &diags), RC_OK);
  cr_expect_eq(n, 0);
  free(people);
}

Test(store_hostile, sealed_and_erased_events_are_taken_with_what_they_have) {
  cr_expect_eq(take_made(make(1, "answered", SCHEME_SEALED)), RC_OK);
  cr_expect_eq(take_made(make(2, "answered", SCHEME_ERASED)), RC_OK);
  cr_expect_eq(number("SELECT count(*) FROM event WHERE scheme > 0 AND salt IS NULL"), 2);
  act_all("sealed and erased");
}

Test(store_hostile, what_is_no_event_is_not_taken) {
  int64_t before = number("SELECT count(*) FROM event");
  struct made made[6];
  for (size_t i = 0; i < 6; i++) {
    made[i] = make(1, "answered", i == 1 ? SCHEME_ERASED : SCHEME_PLAIN);
    finish(&made[i]);
  }
  made[0].event.scheme = SCHEME_ERASED + 1;
  made[1].event.payload = "?";
  made[2].event.payload = NULL;
  made[3].event.head_len = 0;
  made[4].head_bytes.at[0] = 2;
  made[5].event.payload_hash[0] ^= 1;
  for (size_t i = 0; i < 6; i++)
    cr_expect_eq(take(&made[i]), RC_DATA, "%zu", i);
  cr_expect_eq(number("SELECT count(*) FROM event"), before);
}

/* -- Chains ------------------------------------------------------------------------------------ */

Test(store_hostile, first_of_a_chain_that_names_one_before_it_is_told) {
  struct made made = make(1, "answered", SCHEME_SEALED);
  made.head.previous[0] = 1;
  cr_assert_eq(take_made(made), RC_OK);
  cr_expect_eq(store_verify(world.store, &diags), RC_DATA);
  cr_expect(diags_have(&diags, "event.previous"));
}

Test(store_hostile, event_that_follows_another_one_is_told) {
  struct made second = make(2, "answered", SCHEME_SEALED);
  second.head.previous[0] = 1;
  cr_assert_eq(take_made(make(1, "answered", SCHEME_SEALED)), RC_OK);
  cr_assert_eq(take_made(second), RC_OK);
  cr_expect_eq(store_verify(world.store, &diags), RC_DATA);
  cr_expect(diags_have(&diags, "event.previous"));
}

/* Of many branches each may be followed. */
Test(store_hostile, fork_into_many_is_told_and_no_fault) {
  uint8_t digest[HASH_BYTES];
  uint8_t last[HASH_BYTES];
  for (int i = 0; i < 20; i++) {
    struct made made = make(1, "answered", SCHEME_SEALED);
    made.head.mono = i;
    finish(&made);
    memcpy(last, made.hash, HASH_BYTES);
    cr_assert_eq(take(&made), RC_OK);
  }
  struct made next = make(2, "answered", SCHEME_SEALED);
  memcpy(next.head.previous, last, HASH_BYTES);
  cr_assert_eq(take_made(next), RC_OK);
  cr_expect_eq(store_verify(world.store, &diags), RC_OK);
  cr_expect(diags_have(&diags, "event.fork"));
  cr_expect_eq(store_rebuild(world.store, digest, &diags), RC_OK);
}

/* -- Heads --------------------------------------------------------------------------------------
 */

Test(store_hostile, head_of_another_layout_or_mode) {
  struct event_head head = {.seq = 1, .mode = (enum run_mode)MODES}, back;
  struct str bytes = {0};
  event_encode_head(&head, &bytes);
  cr_expect(event_decode_head(bytes.at, bytes.len, &back));
  cr_expect_eq(back.mode, MODE_NONE);
  cr_expect_not(event_decode_head(bytes.at, 0, &back));
  bytes.at[0] = 2;
  cr_expect_not(event_decode_head(bytes.at, bytes.len, &back));
  str_done(&bytes);
}
