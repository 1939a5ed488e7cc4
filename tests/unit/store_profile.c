/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sealed people: what lies on the disk, who reads it, and what a wrong passphrase costs. */
#include "store/profile.h"

#include "fault.h"
#include "store/backup.h"
#include "store/erase.h"
#include "store/recorded.h"
#include "store/sealed.h"
#include "store_fixture.h"

#include <dirent.h>
#include <unistd.h>

static char folder[256];
static struct store *store;
static struct diags diags;
static struct arena arena;

static const char canary[] = "Zebrafinch Quillon", typed[] = "ostrichfeather";
static const uint8_t her_key[KEY_BYTES] = {3, 1, 4, 1, 5};

enum { HER = 7, OTHER = 8 };
static const uint8_t her[ID_BYTES] = {HER}, other[ID_BYTES] = {OTHER};
static const struct moment noon = {.wall = 1000, .mono = 50, .boot = {1}};

static void setup(void) {
  folder_temporary(folder, sizeof folder);
  store = store_must_open(folder);
}

static void teardown(void) {
  store_close(store);
  diags_done(&diags);
  arena_done(&arena);
}

TestSuite(store_profile, .init = setup, .fini = teardown);

static void reopen(void) {
  store_close(store);
  store = store_must_open(folder);
}

static void answer_as(uint8_t who, const char *name) {
  struct happening h[] = {stated(name), started("c/m", RUN_QUIZ), answered("c/m/a", "X", SCORE_ONE),
                          completed("c/m", SCORE_ONE, true)};
  snprintf(h[2].response.text, sizeof h[2].response.text, "%s", typed);
  scene_must_append(store, (struct scene){.person = who, .session = who, .wall = 1000, .mono = 1},
                    h, 4);
}

static struct sealing sealing_of(const uint8_t who[ID_BYTES], const char *passphrase) {
  struct sealing sealing = {.nickname = "Heron", .passphrase = passphrase, .passes = 1, .kib = 8};
  sealing.len = strlen(passphrase);
  memcpy(sealing.subject, who, ID_BYTES);
  return sealing;
}

static enum rc seal(const char *passphrase) {
  const struct sealing sealing = sealing_of(her, passphrase);
  return store_seal(store, &sealing, her_key, &diags);
}

static enum rc unlock(const char *passphrase) {
  return store_unlock(store, her, passphrase, strlen(passphrase), &noon, &diags);
}

static bool said(const char *code) {
  bool has = diags_have(&diags, code);
  diags_done(&diags);
  diags = (struct diags){0};
  return has;
}

static int64_t number(const char *sql) {
  int64_t n;
  cr_assert_eq(db_number(store, sql, &n, &diags), RC_OK);
  return n;
}

static size_t people(void) {
  struct person *list;
  size_t n;
  cr_assert_eq(store_people(store, &list, &n, &diags), RC_OK);
  free(list);
  return n;
}

static size_t finished(const uint8_t who[ID_BYTES]) {
  struct finished_run *list;
  size_t n;
  cr_assert_eq(store_finished(store, who, "c/m", &list, &n, &diags), RC_OK);
  free(list);
  return n;
}

static size_t happenings(const uint8_t who[ID_BYTES]) {
  struct happening *list;
  size_t n;
  cr_assert_eq(store_session(store, who, who, &arena, &list, &n, &diags), RC_OK);
  return n;
}

struct told {
  size_t plain, sealed, canaries;
};

static bool holds(const struct event_bytes *event, const char *text) {
  return event->payload && memmem(event->payload, event->payload_len, text, strlen(text));
}

static void count(void *ctx, const struct event_bytes *event) {
  struct told *told = ctx;
  told->plain += event->scheme == SCHEME_PLAIN;
  told->sealed += event->scheme == SCHEME_SEALED;
  told->canaries += holds(event, canary) || holds(event, typed);
}

static struct told tell(void) {
  struct told told = {0};
  cr_assert_eq(store_each(store, count, &told, &diags), RC_OK);
  return told;
}

/* Of all files beneath a folder. */
static bool on_disk(const char *where, const char *text) {
  bool found = false;
  DIR *dir = opendir(where);
  for (struct dirent *entry; dir && (entry = readdir(dir));) {
    char path[600], *bytes = NULL;
    snprintf(path, sizeof path, "%s/%s", where, entry->d_name);
    FILE *file = entry->d_name[0] != '.' ? fopen(path, "r") : NULL;
    for (size_t n = 0; file && !feof(file) && !ferror(file);) {
      bytes = realloc(bytes, n + 65536);
      n += fread(bytes + n, 1, 65536, file);
      found = found || memmem(bytes, n, text, strlen(text));
    }
    free(bytes);
    if (file)
      fclose(file);
  }
  closedir(dir);
  return found;
}

/* -- Sealing ---------------------------------------------------------------------------------- */

Test(store_profile, nothing_of_hers_is_left_on_the_disk) {
  answer_as(HER, canary);
  struct place_kept place = {.session = {HER}, .words = "Zebrafinch's place"};
  struct str value = {0};
  str_puts(&value, "Zebrafinch's memories");
  store_place_keep(store, her, &place);
  store_keep(store, her, &value);
  store_set_aside(store, her, &value);
  cr_assert(on_disk(folder, "Zebrafinch")); /* or else the search finds nothing at all */
  cr_assert(on_disk(folder, typed));
  cr_assert_eq(seal("correct horse"), RC_OK);
  cr_expect_not(on_disk(folder, "Zebrafinch"));
  cr_expect_not(on_disk(folder, typed));
  answer_as(HER, canary);
  store_place_keep(store, her, &place);
  store_keep(store, her, &value);
  store_set_aside(store, her, &value);
  cr_expect_not(on_disk(folder, "Zebrafinch"));
  reopen();
  answer_as(HER, canary);
  cr_expect_not(on_disk(folder, "Zebrafinch"));
  cr_expect_not(on_disk(folder, typed));
  str_done(&value);
}

Test(store_profile, without_the_key_the_library_reads_no_name_and_no_answer) {
  struct told told;
  struct settings settings;
  answer_as(HER, canary);
  answer_as(OTHER, "Somebody else");
  cr_assert_eq(seal("correct horse"), RC_OK);
  reopen();
  told = tell();
  cr_expect_eq(told.sealed, 4);
  cr_expect_eq(told.plain, 4);
  cr_expect_eq(told.canaries, 1); /* the other one typed the same */
  cr_expect_eq(people(), 1);
  cr_expect_eq(finished(her), 0);
  cr_expect_eq(finished(other), 1);
  cr_expect_eq(happenings(her), 0);
  cr_expect_eq(store_settings(store, her, &settings, &diags), RC_OK);
  cr_expect_eq(store_verify(store, &diags), RC_OK);
}

Test(store_profile, with_the_passphrase_all_is_there) {
  answer_as(HER, canary);
  cr_assert_eq(seal("correct horse"), RC_OK);
  for (int i = 0; i < 2; i++) { /* at once, and after the next start */
    cr_expect_eq(people(), 1);
    cr_expect_eq(finished(her), 1);
    cr_expect_eq(happenings(her), 4);
    cr_expect_eq(tell().plain, 4);
    cr_expect_eq(store_verify(store, &diags), RC_OK);
    reopen();
    cr_expect_eq(people(), 0);
    cr_assert_eq(unlock("correct horse"), RC_OK);
  }
  store_lock(store);
  store_lock(store);
  cr_expect_eq(finished(her), 0);
  cr_expect_eq(people(), 0);
}

Test(store_profile, what_comes_while_it_is_locked_is_sealed_and_read_later) {
  answer_as(HER, canary);
  cr_assert_eq(seal("correct horse"), RC_OK);
  store_lock(store);
  answer_as(HER, canary);
  cr_expect_eq(tell().sealed, 8);
  cr_expect_not(on_disk(folder, canary));
  cr_assert_eq(unlock("correct horse"), RC_OK);
  cr_expect_eq(tell().plain, 8);
  cr_expect_eq(happenings(her), 8);
  cr_expect_eq(store_verify(store, &diags), RC_OK);
}

static void answer_at(const char *words) {
  struct place_kept place = {.session = {HER}};
  struct happening h = answered("c/m/a", "X", SCORE_ONE);
  struct append append = {
      .subject = {HER}, .session = {HER}, .happened = &h, .n = 1, .place = &place};
  snprintf(place.words, sizeof place.words, "%s", words);
  cr_assert_eq(store_append(store, &append, &diags), RC_OK);
}

Test(store_profile, place_that_waits_is_read_and_written_with_the_key_alone) {
  struct place_kept found;
  answer_as(HER, canary);
  cr_assert_eq(seal("correct horse"), RC_OK);
  answer_at("Zebrafinch 1");
  answer_at("Zebrafinch 2");
  cr_assert(store->tip.late.waits);
  cr_expect(store_place(store, her, &found));
  cr_expect_str_eq(found.words, "Zebrafinch 2");
  reopen();
  cr_expect_not(on_disk(folder, "Zebrafinch"));
  cr_assert_eq(unlock("correct horse"), RC_OK);
  cr_expect(store_place(store, her, &found));
  cr_expect_str_eq(found.words, "Zebrafinch 2");
  answer_at("Zebrafinch 3");
  store_lock(store);
  cr_expect_not(store_place(store, her, &found));
  reopen();
  cr_assert_eq(unlock("correct horse"), RC_OK);
  cr_expect_not(store_place(store, her, &found)); /* it could not be kept sealed, so it was not */
}

Test(store_profile, what_is_kept_to_be_quick_is_read_with_the_key_alone) {
  struct str value = {0}, back = {0};
  struct place_kept place = {.session = {HER}, .words = "Question 2"}, found;
  str_puts(&value, "memories");
  answer_as(HER, canary);
  cr_assert_eq(seal("correct horse"), RC_OK);
  store_place_keep(store, her, &place);
  store_set_aside(store, her, &value);
  cr_expect(store_place(store, her, &found));
  cr_expect_str_eq(found.words, "Question 2");
  cr_expect(store_aside(store, her, &back));
  cr_expect_str_eq(str_text(&back), "memories");
  store_lock(store);
  str_clear(&back);
  cr_expect_not(store_place(store, her, &found));
  cr_expect_not(store_aside(store, her, &back));
  store_set_aside(store, her, &value);
  cr_assert_eq(unlock("correct horse"), RC_OK);
  cr_expect_not(store_aside(store, her, &back)); /* it could not be kept sealed, so it was not */
  str_done(&value);
  str_done(&back);
}

Test(store_profile, taken_away_all_is_plain_again) {
  struct profile *list;
  size_t n;
  answer_as(HER, canary);
  cr_assert_eq(seal("correct horse"), RC_OK);
  store_lock(store);
  answer_as(HER, canary);
  cr_expect_eq(store_unseal(store, her, &diags), RC_USAGE);
  cr_expect(said("profile.locked"));
  cr_assert_eq(unlock("correct horse"), RC_OK);
  cr_assert_eq(store_unseal(store, her, &diags), RC_OK);
  reopen();
  cr_expect_eq(number("SELECT count(*) FROM main.event WHERE scheme = 0"), 8);
  cr_expect_eq(happenings(her), 8);
  cr_expect_eq(store_verify(store, &diags), RC_OK);
  cr_assert_eq(store_profiles(store, &list, &n, &diags), RC_OK);
  cr_expect_eq(n, 0);
  free(list);
  cr_expect_eq(store_unseal(store, her, &diags), RC_MISSING);
  cr_expect(said("profile.none"));
}

/* More than a list has room for at first. */
Test(store_profile, each_of_many_is_sealed_alone) {
  enum { MANY = 10 };
  struct profile *list;
  size_t n;
  for (uint8_t who = 1; who <= MANY; who++) {
    const uint8_t subject[ID_BYTES] = {who}, key[KEY_BYTES] = {who};
    char nickname[16];
    snprintf(nickname, sizeof nickname, "Heron %02d", who);
    struct sealing sealing = sealing_of(subject, "correct horse");
    sealing.nickname = nickname;
    answer_as(who, nickname);
    cr_assert_eq(store_seal(store, &sealing, key, &diags), RC_OK);
  }
  cr_expect_eq(people(), MANY);
  cr_expect_eq(tell().plain, 4 * MANY);
  reopen();
  cr_assert_eq(store_unlock_key(store, her, (const uint8_t[KEY_BYTES]){HER}, &diags), RC_OK);
  cr_expect_eq(people(), 1);
  cr_expect_eq(tell().plain, 4);
  cr_assert_eq(store_profiles(store, &list, &n, &diags), RC_OK);
  cr_assert_eq(n, MANY);
  for (size_t i = 0; i < n; i++) {
    cr_expect_eq(list[i].open, list[i].subject[0] == HER, "%zu", i);
    cr_expect_eq(atoi(list[i].nickname + 6), list[i].subject[0], "%s", list[i].nickname);
  }
  free(list);
}

static void count_content(void *n, const uint8_t content[HASH_BYTES]) {
  (void)content;
  ++*(size_t *)n;
}

Test(store_profile, what_was_said_of_her_is_no_content_without_the_key) {
  struct happening said_of = {.verb = VERB_RATED, .evidence = EVIDENCE_SELF, .level = 4, .day = 9};
  size_t n = 0;
  scene_must_append(store, (struct scene){.person = HER, .wall = 1000, .mono = 1}, &said_of, 1);
  cr_assert_eq(seal("correct horse"), RC_OK);
  cr_assert_eq(store_contents(store, count_content, &n, &diags), RC_OK);
  cr_expect_eq(n, 1);
  store_lock(store);
  cr_assert_eq(store_contents(store, count_content, &n, &diags), RC_OK);
  cr_expect_eq(n, 1);
}

Test(store_profile, altered_memories_are_none) {
  struct str value = {0}, back = {0};
  str_puts(&value, "memories");
  answer_as(HER, canary);
  cr_assert_eq(seal("correct horse"), RC_OK);
  store_set_aside(store, her, &value);
  cr_assert(store_aside(store, her, &back));
  str_clear(&back);
  cr_assert_eq(db_run(store, "UPDATE main.memo SET value = zeroblob(99)", &diags), RC_OK);
  cr_expect_not(store_aside(store, her, &back));
  cr_expect_eq(back.len, 0);
  str_done(&value);
  str_done(&back);
}

Test(store_profile, sealed_twice_is_refused) {
  answer_as(HER, canary);
  cr_assert_eq(seal("correct horse"), RC_OK);
  cr_expect_eq(seal("another one"), RC_USAGE);
  cr_expect(said("profile.there"));
  reopen();
  cr_expect_eq(unlock("correct horse"), RC_OK);
}

/* -- Altered ---------------------------------------------------------------------------------- */

static void run(const char *sql) {
  cr_assert_eq(db_run(store, sql, &diags), RC_OK, "%s: %s", sql, sqlite3_errmsg(store->db));
}

static void count_doubtful(void *n, const struct event_seen *seen) { *(size_t *)n += !seen->whole; }

static void expect_altered(void) {
  const struct evidence_scope scope = {.person = her, .from = INT64_MIN, .until = INT64_MAX};
  struct happening *list;
  size_t n, doubtful = 0;
  cr_assert_eq(store_recorded(store, &scope, count_doubtful, &doubtful, &diags), RC_OK);
  cr_expect_eq(doubtful, 1);
  cr_assert_eq(store_each_seen(store, count_doubtful, &doubtful, &diags), RC_OK);
  cr_expect_eq(doubtful, 2);
  cr_expect_eq(store_session(store, her, her, &arena, &list, &n, &diags), RC_DATA);
  cr_expect_eq(store_verify(store, &diags), RC_DATA);
  cr_expect(said("event.hash"));
  store_lock(store);
  cr_expect_eq(store_verify(store, &diags), RC_OK); /* nobody can tell without the key */
}

Test(store_profile, row_that_was_moved_does_not_open) {
  answer_as(HER, canary);
  cr_assert_eq(seal("correct horse"), RC_OK);
  run("UPDATE main.event SET payload = (SELECT payload FROM main.event WHERE verb = 'completed') "
      "WHERE verb = 'answered'");
  expect_altered();
}

Test(store_profile, altered_cut_or_unknown_values_do_not_open) {
  static const char *const altered[] = {
      "x'01' || zeroblob(100)",      "substr(payload, 1, 60)",      "x'01'",
      "x'02' || substr(payload, 2)", "x'03' || substr(payload, 2)", "x'02' || zeroblob(200)"};
  answer_as(HER, canary);
  cr_assert_eq(seal("correct horse"), RC_OK);
  for (size_t i = 0; i < sizeof altered / sizeof *altered; i++) {
    char sql[300];
    snprintf(sql, sizeof sql,
             "UPDATE main.event SET payload = CAST(%s AS BLOB) WHERE verb = 'answered'",
             altered[i]);
    run(sql);
    expect_altered();
    cr_assert_eq(unlock("correct horse"), RC_OK);
  }
  cr_expect_eq(finished(her), 1); /* what is not understood hinders nothing else */
  cr_assert_eq(store_unseal(store, her, &diags), RC_OK);
  cr_expect_eq(number("SELECT count(*) FROM main.event WHERE scheme = 1"), 1);
}

/* The text is what the key sealed, in the right place, and says of itself what cannot be. */
Test(store_profile, texts_that_contradict_themselves_do_not_open) {
  struct sealed_key who = {.open = true, .subject = {HER}};
  const struct sealed_row row = {"event", "payload", her, ID_BYTES};
  const struct sealed_row elsewhere[] = {{"memo", "payload", her, ID_BYTES},
                                         {"event", "value", her, ID_BYTES},
                                         {"event", "payload", other, ID_BYTES}};
  struct str sealed = {0}, out = {0};
  sealed_put(&who, &row, "abc", 3, &sealed);
  cr_expect_eq(sealed.len, 1u + LONG_NONCE_BYTES + SEALED_BLOCK + TAG_BYTES);
  cr_expect(sealed_take(&who, &row, sealed.at, sealed.len, &out));
  cr_expect_str_eq(str_text(&out), "abc");
  for (size_t i = 0; i < 3; i++)
    cr_expect_not(sealed_take(&who, &elsewhere[i], sealed.at, sealed.len, &out));
  who.subject[0] = OTHER;
  cr_expect_not(sealed_take(&who, &row, sealed.at, sealed.len, &out));
  uint8_t text[8] = {0xff, 0xff}, locked[64] = {1};
  who.subject[0] = HER;
  const char beside[] = "event\0payload"; /* and then her id, twice: the profile's and the row's */
  uint8_t bound[sizeof beside + 2 * ID_BYTES];
  memcpy(bound, beside, sizeof beside);
  memcpy(bound + sizeof beside, her, ID_BYTES);
  memcpy(bound + sizeof beside + ID_BYTES, her, ID_BYTES);
  for (size_t len = 2; len <= 8; len += 6) { /* no length; one that is longer than the text */
    seal_wrap(who.key, locked + 1, (struct seal_part){bound, sizeof bound}, text, len,
              locked + 1 + LONG_NONCE_BYTES);
    cr_expect_not(sealed_take(&who, &row, locked, 1 + LONG_NONCE_BYTES + len + TAG_BYTES, &out));
  }
  str_done(&sealed);
  str_done(&out);
}

Test(store_profile, sealed_event_without_a_salt_inside_is_none) {
  struct str sealed = {0};
  uint8_t hash[HASH_BYTES];
  sqlite3_stmt *put;
  answer_as(HER, canary);
  cr_assert_eq(seal("correct horse"), RC_OK);
  const struct sealed_key *who;
  cr_assert_eq(sealed_find(store, her, &who, &diags), RC_OK);
  cr_assert_eq(
      db_prepare(store, "SELECT hash FROM main.event WHERE verb = 'answered'", &put, &diags),
      RC_OK);
  cr_assert_eq(sqlite3_step(put), SQLITE_ROW);
  db_blob(put, 0, hash, HASH_BYTES);
  sqlite3_finalize(put);
  sealed_put(who, &(struct sealed_row){"event", "payload", hash, HASH_BYTES}, "short", 5, &sealed);
  cr_assert_eq(
      db_prepare(store, "UPDATE main.event SET payload = ?1 WHERE verb = 'answered'", &put, &diags),
      RC_OK);
  db_bind(put, 1, sealed.at, sealed.len);
  sqlite3_step(put);
  sqlite3_finalize(put);
  expect_altered();
  str_done(&sealed);
}

/* Statements that somebody wrote into the file find nothing to open. */
Test(store_profile, functions_tell_nothing_of_what_is_no_row) {
  answer_as(HER, canary);
  cr_assert_eq(seal("correct horse"), RC_OK);
  cr_expect_eq(number("SELECT opened(1, zeroblob(32), x'01') IS NULL"), 1);
  cr_expect_eq(number("SELECT opened(zeroblob(16), 1, x'01') IS NULL"), 1);
  cr_expect_eq(number("SELECT opened(zeroblob(15), zeroblob(32), x'01') IS NULL"), 1);
  cr_expect_eq(number("SELECT opened(zeroblob(16), zeroblob(32), x'01') IS NULL"), 1);
  cr_expect_eq(number("SELECT opened(subject, zeroblob(32), NULL) IS NULL FROM main.profile"), 1);
  cr_expect_eq(number("SELECT opened_salt(zeroblob(16), zeroblob(32), x'01') IS NULL"), 1);
  cr_expect_eq(number("SELECT sealed(zeroblob(16), zeroblob(32), zeroblob(16), x'01') IS NULL"), 1);
  cr_expect_eq(number("SELECT sealed(subject, zeroblob(32), 5, x'01') IS NULL FROM main.profile"),
               1);
  cr_expect_eq(number("SELECT sealed(subject, zeroblob(32), zeroblob(16), x'01') IS NOT NULL "
                      "FROM main.profile"),
               1);
}

/* -- The passphrase --------------------------------------------------------------------------- */

Test(store_profile, wrong_ones_are_counted_on_the_disk_and_slow_down) {
  struct moment now = noon;
  int64_t wait, before = 0;
  answer_as(HER, canary);
  cr_assert_eq(seal("correct horse"), RC_OK);
  for (int i = 1; i <= 14; i++) {
    cr_assert_eq(store_unlock(store, her, "wrong", 5, &now, &diags), RC_DATA, "%d", i);
    cr_expect(said("profile.passphrase"));
    reopen();
    cr_assert_eq(store_profile_wait(store, her, &now, &wait, &diags), RC_OK);
    cr_expect(i < PROFILE_FREE ? wait == 0
              : i == PROFILE_FREE
                  ? wait == PROFILE_WAIT
                  : wait == (2 * before < PROFILE_LONGEST ? 2 * before : PROFILE_LONGEST),
              "%d: %lld", i, (long long)wait);
    now.wall += 365 * INT64_C(86400000); /* which shortens nothing */
    if (wait) {
      cr_expect_eq(store_unlock(store, her, "correct horse", 13, &now, &diags), RC_BUSY);
      cr_expect(said("profile.wait"));
      now.mono += wait - 1;
      cr_expect_eq(store_unlock(store, her, "correct horse", 13, &now, &diags), RC_BUSY);
      cr_expect(said("profile.wait"));
    }
    now.mono++;
    before = wait;
  }
  cr_expect_eq(before, PROFILE_LONGEST);
  cr_expect_eq(store_unlock(store, her, "correct horse", 13, &now, &diags), RC_OK);
  cr_expect_eq(store_profile_wait(store, her, &now, &wait, &diags), RC_OK);
  cr_expect_eq(wait, 0);
}

/* After another start the machine's own time since then counts. */
Test(store_profile, starting_the_machine_again_shortens_no_wait) {
  int64_t wait;
  answer_as(HER, canary);
  cr_assert_eq(seal("correct horse"), RC_OK);
  for (int i = 0; i < PROFILE_FREE; i++)
    cr_assert_eq(unlock("wrong"), RC_DATA);
  const struct moment times[] = {{.mono = 1000, .boot = {2}},
                                 {.mono = 49, .boot = {1}},
                                 {.mono = -7, .boot = {2}},
                                 {.mono = PROFILE_WAIT, .boot = {2}}};
  const int64_t waits[] = {PROFILE_WAIT - 1000, PROFILE_WAIT - 49, PROFILE_WAIT, 0};
  for (size_t i = 0; i < 4; i++) {
    cr_assert_eq(store_profile_wait(store, her, &times[i], &wait, &diags), RC_OK);
    cr_expect_eq(wait, waits[i], "%zu: %lld", i, (long long)wait);
  }
}

Test(store_profile, a_count_at_its_end_stays_there) {
  answer_as(HER, canary);
  cr_assert_eq(seal("correct horse"), RC_OK);
  run("UPDATE main.profile SET tries = 4294967295");
  struct moment late = {.mono = PROFILE_LONGEST, .boot = {9}};
  cr_expect_eq(store_unlock(store, her, "wrong", 5, &late, &diags), RC_DATA);
  cr_expect_eq(number("SELECT tries FROM main.profile"), 4294967295);
}

Test(store_profile, another_passphrase_takes_the_place_of_the_first) {
  struct sealing sealing = sealing_of(her, "battery staple");
  struct str recovery = {0}, back = {0};
  struct profile *list;
  size_t n;
  answer_as(HER, canary);
  cr_expect_eq(store_reseal(store, &sealing, &diags), RC_MISSING);
  cr_expect(said("profile.none"));
  cr_assert_eq(seal("correct horse"), RC_OK);
  cr_assert_eq(store_profile_recovery(store, her, &back, &diags), RC_OK);
  cr_expect_eq(back.len, 0);
  store_lock(store);
  cr_expect_eq(store_reseal(store, &sealing, &diags), RC_USAGE);
  cr_expect(said("profile.locked"));
  cr_assert_eq(unlock("correct horse"), RC_OK);
  str_puts(&recovery, "for the trainer");
  sealing.recovery = &recovery;
  sealing.nickname = "Crane";
  cr_assert_eq(store_reseal(store, &sealing, &diags), RC_OK);
  reopen();
  cr_expect_eq(unlock("correct horse"), RC_DATA);
  cr_expect_eq(unlock("battery staple"), RC_OK);
  cr_expect_eq(happenings(her), 4);
  cr_assert_eq(store_profile_recovery(store, her, &back, &diags), RC_OK);
  cr_expect_str_eq(str_text(&back), "for the trainer");
  cr_assert_eq(store_profiles(store, &list, &n, &diags), RC_OK);
  cr_assert_eq(n, 1);
  cr_expect_str_eq(list->nickname, "Crane");
  cr_expect(list->open && list->recoverable && list->tries == 0);
  free(list);
  str_done(&recovery);
  str_done(&back);
}

Test(store_profile, the_key_itself_opens_and_no_other) {
  uint8_t wrong[KEY_BYTES] = {9}, key[KEY_BYTES];
  answer_as(HER, canary);
  answer_as(OTHER, "Somebody else");
  cr_expect_eq(store_unlock_key(store, her, her_key, &diags), RC_MISSING);
  cr_expect(said("profile.none"));
  cr_expect_eq(unlock("correct horse"), RC_MISSING);
  cr_expect(said("profile.none"));
  cr_assert_eq(seal("correct horse"), RC_OK);
  reopen();
  cr_expect_not(store_profile_key(store, her, key));
  cr_expect_not(store_profile_key(store, other, key));
  cr_expect_eq(store_unlock_key(store, her, wrong, &diags), RC_DATA);
  cr_expect(said("profile.key"));
  cr_expect_eq(store_unlock_key(store, her, her_key, &diags), RC_OK);
  cr_expect_eq(happenings(her), 4);
  cr_expect(store_profile_key(store, her, key));
  cr_expect_arr_eq(key, her_key, KEY_BYTES);
}

Test(store_profile, no_key_is_known_while_the_disk_does_not_read) {
  uint8_t key[KEY_BYTES];
  answer_as(HER, canary);
  cr_assert_eq(seal("correct horse"), RC_OK);
  sealed_forget(store);
  fault_arm(FAULT_STATEMENT, 1);
  cr_expect_not(store_profile_key(store, her, key));
  cr_assert(fault_disarm());
  cr_expect(store_profile_key(store, her, key));
}

Test(store_profile, parameters_that_no_machine_can_meet_are_told) {
  answer_as(HER, canary);
  struct sealing sealing = sealing_of(her, "correct horse");
  sealing.passes = 99;
  cr_expect_eq(store_seal(store, &sealing, her_key, &diags), RC_FULL);
  cr_expect(said("profile.memory"));
  cr_assert_eq(seal("correct horse"), RC_OK);
  cr_expect_eq(store_reseal(store, &sealing, &diags), RC_FULL);
  run("UPDATE main.profile SET kib = 1");
  cr_expect_eq(unlock("correct horse"), RC_FULL);
}

Test(store_profile, what_is_said_of_argon2_is_what_is_used_when_nothing_is) {
  struct sealing sealing = sealing_of(her, "correct horse");
  sealing.passes = sealing.kib = 0;
  answer_as(HER, canary);
  cr_assert_eq(store_seal(store, &sealing, her_key, &diags), RC_OK);
  cr_expect_eq(number("SELECT passes = 3 AND kib = 65536 FROM main.profile"), 1);
}

/* Somebody who holds the disk puts another row there: the keys that are known serve it not. */
Test(store_profile, another_public_key_is_another_profile) {
  answer_as(HER, canary);
  cr_assert_eq(seal("correct horse"), RC_OK);
  run("UPDATE main.profile SET public = zeroblob(32)");
  sealed_forget(store);
  cr_expect_eq(store_unlock_key(store, her, her_key, &diags), RC_DATA);
  answer_as(HER, canary);
  cr_expect_not(on_disk(folder, canary));
}

/* -- With the rest ----------------------------------------------------------------------------- */

Test(store_profile, a_disk_that_was_gone_costs_no_key) {
  answer_as(HER, canary);
  cr_assert_eq(seal("correct horse"), RC_OK);
  store->broken = true;
  cr_expect_eq(happenings(her), 4);
  answer_as(HER, canary);
  cr_expect_eq(happenings(her), 8);
}

Test(store_profile, erased_people_have_no_profile) {
  const struct erasing erasing = {.people = &her, .n = 1};
  answer_as(HER, canary);
  cr_assert_eq(seal("correct horse"), RC_OK);
  store_lock(store);
  cr_assert_eq(store_erase(store, &erasing, &diags), RC_OK);
  cr_expect_eq(number("SELECT count(*) FROM main.profile"), 0);
  cr_expect_eq(number("SELECT count(*) FROM main.event WHERE scheme = 1"), 0);
  cr_expect_not(on_disk(folder, "Heron"));
  cr_expect_eq(store_verify(store, &diags), RC_OK);
}

static void keep_recorded(void *ctx, const struct event_seen *seen) {
  struct told *told = ctx;
  count(told, &seen->bytes);
  cr_expect(seen->whole);
}

Test(store_profile, what_is_recorded_of_her_is_told_with_the_key) {
  struct evidence_scope scope = {.person = her, .from = INT64_MIN, .until = INT64_MAX};
  struct told told = {0};
  answer_as(HER, canary);
  cr_assert_eq(seal("correct horse"), RC_OK);
  cr_assert_eq(store_recorded(store, &scope, keep_recorded, &told, &diags), RC_OK);
  cr_expect_eq(told.plain, 4);
  store_lock(store);
  cr_assert_eq(store_recorded(store, &scope, keep_recorded, &told, &diags), RC_OK);
  cr_expect_eq(told.sealed, 4);
}

static enum rc restore_from(const char *backup) {
  struct restore *prepared;
  struct restore_facts facts;
  struct str aside = {0};
  store_close(store);
  store = NULL;
  enum rc rc = restore_prepare(folder, backup, 2000, &prepared, &facts, &diags);
  if (rc == RC_OK)
    rc = restore_commit(prepared, &aside, &diags);
  restore_free(prepared);
  str_done(&aside);
  store = store_must_open(folder);
  return rc;
}

Test(store_profile, backup_of_before_comes_back_sealed) {
  struct str backup = {0};
  struct backup_facts facts;
  answer_as(HER, canary);
  cr_assert_eq(store_backup(store, folder, 1000, &backup, &facts, &diags), RC_OK);
  cr_assert_eq(seal("correct horse"), RC_OK);
  answer_as(HER, canary);
  cr_assert_eq(restore_from(backup.at), RC_OK);
  cr_assert_eq(unlink(backup.at), 0);
  cr_expect_not(on_disk(folder, canary));
  cr_expect_eq(tell().sealed, 8);
  cr_assert_eq(unlock("correct horse"), RC_OK);
  cr_expect_eq(happenings(her), 8);
  str_done(&backup);
}

Test(store_profile, backup_keeps_it_sealed_and_openable) {
  struct str backup = {0};
  struct backup_facts facts;
  answer_as(HER, canary);
  cr_assert_eq(seal("correct horse"), RC_OK);
  cr_assert_eq(store_backup(store, folder, 1000, &backup, &facts, &diags), RC_OK);
  cr_expect_not(on_disk(folder, canary));
  cr_assert_eq(
      unlink((store_close(store), store = NULL, arena_printf(&arena, "%s/mafunzo.db", folder))), 0);
  store = store_must_open(folder);
  cr_assert_eq(restore_from(backup.at), RC_OK);
  cr_expect_eq(people(), 0);
  cr_assert_eq(unlock("correct horse"), RC_OK);
  cr_expect_eq(happenings(her), 4);
  str_done(&backup);
}

/* One that was made before there were profiles: its tables are those of then. */
Test(store_profile, backup_of_an_older_program_is_read_and_built_upon) {
  struct str backup = {0};
  struct backup_facts facts;
  answer_as(HER, canary);
  run("DROP TABLE main.profile; PRAGMA main.user_version = 4");
  cr_assert_eq(store_backup(store, folder, 1000, &backup, &facts, &diags), RC_OK);
  cr_expect_eq(facts.events, 4);
  cr_assert_eq(restore_from(backup.at), RC_OK);
  cr_expect_eq(happenings(her), 4);
  cr_expect_eq(number("PRAGMA main.user_version"), STORE_VERSION);
  cr_expect_eq(store_verify(store, &diags), RC_OK);
  str_done(&backup);
}

struct copies {
  struct event_bytes list[16];
  size_t n;
};

static void keep(void *ctx, const struct event_bytes *event) {
  struct copies *copies = ctx;
  struct event_bytes copy = *event;
  copy.head = arena_strndup(&arena, event->head, event->head_len);
  copy.payload = arena_strndup(&arena, event->payload, event->payload_len);
  copies->list[copies->n++] = copy;
}

static void copy_all(struct copies *copies) {
  copies->n = 0;
  cr_assert_eq(store_each(store, keep, copies, &diags), RC_OK);
}

/* A coordinator who could not open it at first, and then another laptop of hers that is sealed. */
Test(store_profile, what_came_sealed_can_come_again_to_be_read) {
  struct copies closed, open;
  char elsewhere[256];
  answer_as(HER, canary);
  cr_assert_eq(seal("correct horse"), RC_OK);
  copy_all(&open);
  store_lock(store);
  copy_all(&closed);
  store_close(store);
  folder_temporary(elsewhere, sizeof elsewhere);
  store = store_must_open(elsewhere);
  cr_assert_eq(store_import(store, closed.list, closed.n, &diags), RC_OK);
  cr_expect_eq(tell().sealed, 4);
  cr_expect_eq(finished(her), 0);
  cr_assert_eq(store_import(store, open.list, open.n, &diags), RC_OK);
  cr_expect_eq(tell().plain, 4);
  cr_expect_eq(finished(her), 1);
  cr_assert_eq(store_import(store, closed.list, closed.n, &diags), RC_OK);
  cr_assert_eq(store_import(store, open.list, open.n, &diags), RC_OK);
  cr_expect_eq(tell().plain, 4);
  cr_assert_eq(seal("her other laptop"), RC_OK);
  cr_assert_eq(store_import(store, open.list, open.n, &diags), RC_OK);
  cr_expect_not(on_disk(elsewhere, canary));
}

/* A coordinator with a record of her own, which is open: it opens nobody else's. */
Test(store_profile, what_came_sealed_stays_so_beside_one_that_is_open) {
  struct copies closed;
  char elsewhere[256];
  const struct sealing own = sealing_of(other, "battery staple");
  answer_as(HER, canary);
  cr_assert_eq(seal("correct horse"), RC_OK);
  store_lock(store);
  copy_all(&closed);
  store_close(store);
  folder_temporary(elsewhere, sizeof elsewhere);
  store = store_must_open(elsewhere);
  answer_as(OTHER, "Somebody else");
  cr_assert_eq(store_seal(store, &own, (const uint8_t[KEY_BYTES]){OTHER}, &diags), RC_OK);
  cr_assert_eq(store_import(store, closed.list, closed.n, &diags), RC_OK);
  struct told told = tell();
  cr_expect(told.plain == 4 && told.sealed == 4, "%zu %zu", told.plain, told.sealed);
  cr_expect_eq(finished(other), 1);
  cr_expect_eq(finished(her), 0);
  cr_expect_eq(store_verify(store, &diags), RC_OK);
}

Test(store_profile, recovery_can_be_made_anew) {
  struct sealing sealing = sealing_of(her, "battery staple");
  struct str recovery = {0}, back = {0};
  answer_as(HER, canary);
  cr_assert_eq(seal("correct horse"), RC_OK);
  str_puts(&recovery, "for the newer card");
  cr_assert_eq(store_profile_recover(store, her, &recovery, &diags), RC_OK);
  reopen();
  cr_assert_eq(store_profile_recovery(store, her, &back, &diags), RC_OK);
  cr_expect_str_eq(str_text(&back), "for the newer card");
  cr_expect_eq(unlock("correct horse"), RC_OK);
  str_clear(&recovery); /* for nobody any more */
  str_clear(&back);
  sealing.recovery = &recovery;
  cr_assert_eq(store_reseal(store, &sealing, &diags), RC_OK);
  cr_assert_eq(store_profile_recovery(store, her, &back, &diags), RC_OK);
  cr_expect_eq(back.len, 0);
  str_done(&recovery);
  str_done(&back);
}
