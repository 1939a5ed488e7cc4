/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places are kept beside the events and never believed when they do not hold for all of them. */
#include "store_fixture.h"

static char folder[256];
static struct store *store;
static struct diags diags;
static const uint8_t amina[ID_BYTES] = {1}, baraka[ID_BYTES] = {2};

static void setup(void) {
  folder_temporary(folder, sizeof folder);
  store = store_must_open(folder);
}

static void teardown(void) {
  store_close(store);
  diags_done(&diags);
}

TestSuite(store_memo, .init = setup, .fini = teardown);

/* An event of a person's run; words NULL: where he stands is not said. */
static void append_at(uint8_t person, uint8_t session, const char *words) {
  struct happening h = started("c/m", RUN_QUIZ);
  struct place_kept place = {.session = {session}};
  struct append append = {.happened = &h, .n = 1, .place = words ? &place : NULL};
  append.actor[0] = append.subject[0] = person;
  append.session[0] = session;
  snprintf(place.words, sizeof place.words, "%s", words ? words : "");
  cr_assert_eq(store_append(store, &append, &diags), RC_OK);
}

static const char *words_of(const uint8_t person[ID_BYTES]) {
  static struct place_kept place;
  return store_place(store, person, &place) ? place.words : "unknown";
}

static void reopen(void) {
  store_close(store);
  store = store_must_open(folder);
}

static void run(const char *sql) { cr_assert_eq(db_run(store, sql, &diags), RC_OK); }

Test(store_memo, place_is_that_of_the_newest_run_after_a_restart) {
  append_at(1, 7, "Question 1");
  append_at(1, 7, "Question 2");
  store_close(store);
  store = store_must_open(folder);
  cr_expect_str_eq(words_of(amina), "Question 2");
  cr_expect_str_eq(words_of(baraka), "unknown");
}

Test(store_memo, another_person_leaves_the_place_as_it_is) {
  append_at(1, 7, "Question 1");
  append_at(2, 8, "Question 5");
  cr_expect_str_eq(words_of(amina), "Question 1");
  cr_expect_str_eq(words_of(baraka), "Question 5");
}

Test(store_memo, run_without_a_place_forgets_it) {
  append_at(1, 7, "Question 1");
  append_at(1, 7, NULL);
  cr_expect_str_eq(words_of(amina), "unknown");
}

Test(store_memo, what_is_no_run_leaves_the_place_as_it_is) {
  append_at(1, 7, "Question 1");
  struct happening h = stated("Amina");
  scene_must_append(store, (struct scene){.person = 1}, &h, 1);
  cr_expect_str_eq(words_of(amina), "Question 1");
}

/* -- On the disk later --------------------------------------------------------------------------- */

static int64_t rows_with(const char *words) {
  int64_t n;
  const char *sql = arena_printf(
      &diags.arena, "SELECT count(*) FROM main.memo WHERE instr(value, CAST('%s' AS BLOB))", words);
  cr_assert_eq(db_number(store, sql, &n, &diags), RC_OK);
  return n;
}

Test(store_memo, who_goes_on_alone_is_written_when_the_store_is_closed) {
  append_at(1, 7, "Question 1");
  append_at(1, 7, "Question 2");
  append_at(1, 7, "Question 3");
  cr_expect_str_eq(words_of(amina), "Question 3");
  cr_expect_eq(rows_with("Question 2") + rows_with("Question 3"), 0, "an answer writes no place");
  reopen();
  cr_expect_eq(rows_with("Question 3"), 1);
  cr_expect_str_eq(words_of(amina), "Question 3");
}

Test(store_memo, after_an_end_that_was_not_clean_every_place_is_unknown) {
  append_at(2, 8, "Question 5");
  append_at(1, 7, "Question 1");
  append_at(1, 7, "Question 2");
  db_drop(store);
  reopen();
  cr_expect_str_eq(words_of(amina), "unknown");
  cr_expect_str_eq(words_of(baraka), "unknown");
}

Test(store_memo, who_waits_is_written_when_somebody_else_goes_on) {
  append_at(1, 7, "Question 1");
  append_at(2, 8, "Question 5");
  append_at(1, 7, NULL);
  cr_expect_eq(rows_with("Question 5"), 1);
  append_at(1, 7, NULL);
  cr_expect_str_eq(words_of(amina), "unknown");
  append_at(2, 8, "Question 6");
  cr_expect_eq(rows_with("Question 1"), 0);
  reopen();
  cr_expect_str_eq(words_of(amina), "unknown");
  cr_expect_str_eq(words_of(baraka), "Question 6");
}

Test(store_memo, who_waits_is_written_beside_a_place_that_was_found_out) {
  struct place_kept place = {.session = {7}, .words = "Question 9"};
  append_at(1, 7, "Question 1");
  append_at(2, 8, "Question 5");
  store_place_keep(store, amina, &place);
  db_drop(store); /* nothing waits any more */
  reopen();
  cr_expect_str_eq(words_of(amina), "Question 9");
  cr_expect_str_eq(words_of(baraka), "Question 5");
}

Test(store_memo, a_place_that_was_found_out_takes_that_of_one_that_waits) {
  struct place_kept place = {.session = {7}, .words = "Question 9"};
  append_at(1, 7, "Question 1");
  append_at(1, 7, "Question 2");
  store_place_keep(store, amina, &place);
  cr_expect_str_eq(words_of(amina), "Question 9");
  reopen();
  cr_expect_str_eq(words_of(amina), "Question 9");
}

/* Whether it is said within a run or outside. */
Test(store_memo, of_who_was_erased_nothing_waits) {
  struct happening gone = {.verb = VERB_ERASED};
  for (uint8_t session = 0; session < 2; session++) {
    uint8_t person = 1 + session;
    append_at(person, 7, "Question 1");
    append_at(person, 7, "Question 2");
    scene_must_append(store, (struct scene){.person = person, .session = session}, &gone, 1);
    cr_expect_str_eq(words_of(person == 1 ? amina : baraka), "unknown");
    reopen();
    cr_expect_eq(rows_with("Question"), 0);
  }
}

/* -- Not believed -------------------------------------------------------------------------------- */

/* As a program that knows no places leaves it. */
Test(store_memo, event_without_its_tip_makes_every_place_unknown) {
  append_at(1, 7, "Question 1");
  append_at(2, 8, "Question 5");
  reopen();
  run("UPDATE main.memo SET value = zeroblob(32) WHERE length(key) <> 16");
  reopen();
  cr_expect_str_eq(words_of(amina), "unknown");
  append_at(2, 8, "Question 6"); /* and the next event does not make the old ones hold again */
  cr_expect_str_eq(words_of(amina), "unknown");
  cr_expect_str_eq(words_of(baraka), "Question 6");
}

Test(store_memo, missing_or_ill_formed_is_unknown) {
  append_at(1, 7, "Question 1");
  run("UPDATE main.memo SET value = substr(value, 1, 60) WHERE length(key) = 16");
  cr_expect_str_eq(words_of(amina), "unknown");
  run("DELETE FROM main.memo");
  cr_expect_str_eq(words_of(amina), "unknown");
}

static void import_one(void *ctx, const struct event_bytes *event) {
  cr_assert_eq(store_import(ctx, event, 1, &diags), RC_OK);
}

Test(store_memo, import_forgets_every_place) {
  char other[256];
  append_at(1, 7, "Question 1");
  folder_temporary(other, sizeof other);
  struct store *from = store_must_open(other);
  struct happening h = started("c/n", RUN_QUIZ);
  scene_must_append(from, (struct scene){.person = 1, .session = 9}, &h, 1);
  cr_assert_eq(store_each(from, import_one, store, &diags), RC_OK);
  store_close(from);
  cr_expect_str_eq(words_of(amina), "unknown");
}

Test(store_memo, failed_append_moves_no_place) {
  append_at(1, 7, "Question 1");
  run("CREATE TRIGGER main.full BEFORE INSERT ON event BEGIN SELECT raise(ABORT, 'no'); END");
  struct happening h = started("c/m", RUN_QUIZ);
  struct place_kept place = {.session = {7}, .words = "Question 2"};
  struct append append = {.subject = {1}, .session = {7}, .happened = &h, .n = 1, .place = &place};
  cr_expect_neq(store_append(store, &append, &diags), RC_OK);
  cr_expect_str_eq(words_of(amina), "Question 1");
}

/* Two chains hold statements of one person: the numbers of neither order those of both. */
Test(store_memo, statements_of_two_chains_are_ordered_by_the_clock) {
  char other[256];
  struct person *people;
  size_t n;
  struct happening old = stated("Old"), new = stated("New");
  folder_temporary(other, sizeof other);
  struct store *from = store_must_open(other);
  scene_must_append(from, (struct scene){.person = 1, .boot = 1, .wall = 1000}, &old, 1);
  scene_must_append(from, (struct scene){.person = 1, .boot = 1, .wall = 2000, .mono = 1000}, &old,
                    1);
  scene_must_append(store, (struct scene){.person = 1, .boot = 2, .wall = 900000}, &new, 1);
  cr_assert_eq(store_each(from, import_one, store, &diags), RC_OK);
  store_close(from);
  cr_assert_eq(store_people(store, &people, &n, &diags), RC_OK);
  cr_assert_eq(n, 1);
  cr_expect_str_eq(people[0].name, "New");
  free(people);
}

Test(store_memo, who_learned_last_is_who_had_the_newest_run) {
  uint8_t last[ID_BYTES];
  struct happening h = stated("Baraka");
  append_at(1, 7, NULL);
  scene_must_append(store, (struct scene){.person = 2}, &h, 1);
  cr_assert_eq(store_learned_last(store, last, &diags), RC_OK);
  cr_expect_eq(last[0], 1);
}

/* -- What is kept of a person ---------------------------------------------------------------- */

static void keep(const uint8_t person[ID_BYTES], const char *what) {
  struct str value = {0};
  str_puts(&value, what);
  store_keep(store, person, &value);
  str_done(&value);
}

static void expect_kept(const uint8_t person[ID_BYTES], const char *what) {
  struct str value = {0};
  bool known = store_kept(store, person, &value);
  cr_expect_eq(known, what != NULL);
  if (known && what)
    cr_expect_str_eq(str_text(&value), what);
  str_done(&value);
}

Test(store_memo, what_is_kept_of_each_holds_until_anything_is_recorded) {
  append_at(1, 7, "Question 1");
  keep(amina, "12 due");
  keep(baraka, "");
  reopen();
  expect_kept(amina, "12 due");
  expect_kept(baraka, "");
  cr_expect_str_eq(words_of(amina), "Question 1", "it is no place");
  append_at(2, 8, "Question 5");
  expect_kept(amina, NULL);
  expect_kept(baraka, NULL);
}

/* Events of another chain leave the own one's end where it was. */
Test(store_memo, what_is_kept_of_each_does_not_outlast_an_import) {
  char other[256];
  append_at(1, 7, "Question 1");
  keep(amina, "12 due");
  folder_temporary(other, sizeof other);
  struct store *from = store_must_open(other);
  struct happening h = started("c/n", RUN_QUIZ);
  scene_must_append(from, (struct scene){.person = 1, .session = 9}, &h, 1);
  cr_assert_eq(store_each(from, import_one, store, &diags), RC_OK);
  store_close(from);
  expect_kept(amina, NULL);
}

/* -- Set aside ------------------------------------------------------------------------------- */

static void set_aside(const uint8_t person[ID_BYTES], size_t len, char first) {
  struct str value = {0};
  for (size_t i = 0; i < len; i++)
    str_putc(&value, (char)(first + (int)(i % 7)));
  store_set_aside(store, person, &value);
  str_done(&value);
}

static void expect_aside(const uint8_t person[ID_BYTES], size_t len, char first) {
  struct str value = {0};
  str_puts(&value, "!");
  bool known = store_aside(store, person, &value);
  cr_expect_eq(known, len > 0);
  if (known) {
    cr_assert_eq(value.len, 1 + len);
    for (size_t i = 0; i < len; i++)
      cr_assert_eq(value.at[1 + i], (char)(first + (int)(i % 7)));
  }
  str_done(&value);
}

Test(store_memo, what_is_set_aside_stays_when_events_are_added_however_long) {
  expect_aside(amina, 0, 0);
  append_at(1, 7, "Question 1");
  set_aside(amina, 5000, 'a');
  set_aside(baraka, 12, 'b');
  append_at(1, 7, "Question 2");
  reopen();
  expect_aside(amina, 5000, 'a');
  expect_aside(baraka, 12, 'b');
  set_aside(amina, 1800, 'c');
  expect_aside(amina, 1800, 'c');
  cr_expect_str_eq(words_of(amina), "Question 2", "it is no place");
}

Test(store_memo, what_is_set_aside_is_never_a_part_of_it) {
  append_at(1, 7, "Question 1");
  set_aside(amina, 5000, 'a');
  run("DELETE FROM main.memo WHERE length(key) = 21 AND substr(key, 18) = x'03000000'");
  expect_aside(amina, 0, 0);
  set_aside(amina, 5000, 'a');
  run("UPDATE main.memo SET value = zeroblob(900) "
      "WHERE length(key) = 21 AND substr(key, 18) = x'00000000'");
  expect_aside(amina, 0, 0);
}

Test(store_memo, no_row_of_what_is_long_is_long) {
  int64_t longest;
  set_aside(amina, 100000, 'a');
  cr_assert_eq(
      db_number(store, "SELECT max(length(key) + length(value)) FROM main.memo", &longest, &diags),
      RC_OK);
  cr_expect_lt(longest, 1000, "a page of keys takes so much of each");
  expect_aside(amina, 100000, 'a');
}

Test(store_memo, what_is_set_aside_does_not_outlast_an_import) {
  char other[256];
  append_at(1, 7, "Question 1");
  set_aside(amina, 3000, 'a');
  folder_temporary(other, sizeof other);
  struct store *from = store_must_open(other);
  struct happening h = started("c/n", RUN_QUIZ);
  scene_must_append(from, (struct scene){.person = 1, .session = 9}, &h, 1);
  cr_assert_eq(store_each(from, import_one, store, &diags), RC_OK);
  store_close(from);
  expect_aside(amina, 0, 0);
}

/* A row that says of pieces, and lacks their hash, as no program of ours wrote it. */
Test(store_memo, row_of_pieces_that_is_cut_off_is_none) {
  const uint8_t key[ID_BYTES + 1] = {1, [ID_BYTES] = 'a'};
  set_aside(amina, 5000, 'a');
  for (size_t len = 1; len < 1 + 4 + HASH_BYTES; len += 9) {
    struct str row = {0};
    cr_assert_eq(memo_get(store, key, sizeof key, &row, &diags), RC_OK);
    row.len = len;
    cr_assert_eq(memo_put(store, key, sizeof key, &row, &diags), RC_OK);
    expect_aside(amina, 0, 0);
    str_done(&row);
    set_aside(amina, 5000, 'a');
    expect_aside(amina, 5000, 'a');
  }
}
