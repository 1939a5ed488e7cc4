/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Erasing people: what is left of them, and that nothing brings them back. */
#include "store/erase.h"

#include "store/recorded.h"
#include "store_fixture.h"

#include <dirent.h>
#include <sys/stat.h>

static char folder[256];
static struct store *store;
static struct diags diags;
static struct arena arena;

static const char canary[] = "Zebrafinch Quillon", typed[] = "ostrichfeather";

enum { HER = 7, OTHER = 8, ASSESSOR = 9 };

static void setup(void) {
  folder_temporary(folder, sizeof folder);
  store = store_must_open(folder);
}

static void teardown(void) {
  store_close(store);
  diags_done(&diags);
  arena_done(&arena);
}

TestSuite(store_erase, .init = setup, .fini = teardown);

static void reopen(void) {
  store_close(store);
  store = store_must_open(folder);
}

/* Two people answer, and one is rated by a third. */
static void live(struct store *into) {
  struct happening her[] = {stated(canary), started("c/m", RUN_QUIZ),
                            answered("c/m/a", "X", SCORE_ONE)};
  struct happening other[] = {stated("Somebody else"), answered("c/m/a", "X", 0)};
  struct happening rated = {
      .verb = VERB_RATED, .evidence = EVIDENCE_SUPERVISOR, .competency = "X", .level = 3};
  snprintf(her[2].response.text, sizeof her[2].response.text, "%s", typed);
  struct scene scene = {.person = HER, .session = 2, .wall = 1000, .mono = 1};
  scene_must_append(into, scene, her, 3);
  scene.person = OTHER;
  scene_must_append(into, scene, other, 2);
  struct append append = {
      .actor = {ASSESSOR}, .subject = {HER}, .happened = &rated, .n = 1, .moment = {1001, 2, {0}}};
  cr_assert_eq(store_append(into, &append, &diags), RC_OK);
}

static enum rc erase(struct store *from, uint8_t who) {
  uint8_t id[1][ID_BYTES] = {{who}};
  return store_erase(from,
                     &(struct erasing){.people = (const uint8_t(*)[ID_BYTES])id,
                                       .n = 1,
                                       .actor = {ASSESSOR},
                                       .moment = {2000, 3, {0}}},
                     &diags);
}

struct copies {
  struct event_bytes list[40];
  size_t n;
};

static void keep(void *ctx, const struct event_bytes *event) {
  struct copies *copies = ctx;
  struct event_bytes copy = *event;
  copy.head = arena_strndup(&arena, event->head, event->head_len);
  if (event->payload)
    copy.payload = arena_strndup(&arena, event->payload, event->payload_len);
  copies->list[copies->n++] = copy;
}

static void copy_all(struct store *from, struct copies *copies) {
  copies->n = 0;
  cr_assert_eq(store_each(from, keep, copies, &diags), RC_OK);
}

static size_t people(void) {
  struct person *list;
  size_t n;
  cr_assert_eq(store_people(store, &list, &n, &diags), RC_OK);
  free(list);
  return n;
}

static size_t measured(void) {
  struct competency_row *rows;
  size_t n;
  cr_assert_eq(store_competency(store, NULL, INT64_MAX, &rows, &n, &diags), RC_OK);
  free(rows);
  return n;
}

static int64_t number(const char *sql) {
  int64_t n;
  cr_assert_eq(db_number(store, sql, &n, &diags), RC_OK);
  return n;
}

static void expect_gone(void) {
  cr_expect_eq(people(), 1);
  cr_expect_eq(measured(), 1);
  cr_expect_eq(number("SELECT count(*) FROM main.event WHERE hex(subject) LIKE '07%' AND "
                      "scheme <> 2 AND verb <> 'erased'"),
               0);
  cr_expect_eq(store_verify(store, &diags), RC_OK);
}

/* -- What counts ------------------------------------------------------------------------------- */

Test(store_erase, erased_counts_in_no_projection_and_the_chain_verifies) {
  live(store);
  cr_expect_eq(people(), 2);
  cr_expect_eq(measured(), 2);
  cr_assert_eq(erase(store, HER), RC_OK);
  expect_gone();
  cr_expect_eq(number("SELECT count(*) FROM main.event"), 7);
  reopen();
  expect_gone();
}

Test(store_erase, head_and_hash_of_the_payload_stay) {
  struct copies before, after;
  live(store);
  copy_all(store, &before);
  cr_assert_eq(erase(store, HER), RC_OK);
  copy_all(store, &after);
  cr_expect_eq(after.n, before.n + 1);
  for (size_t i = 0; i < before.n; i++) {
    cr_expect_eq(before.list[i].head_len, after.list[i].head_len);
    cr_expect_eq(memcmp(before.list[i].head, after.list[i].head, after.list[i].head_len), 0);
    cr_expect_eq(memcmp(before.list[i].payload_hash, after.list[i].payload_hash, HASH_BYTES), 0);
  }
}

Test(store_erase, what_is_recorded_afterwards_is_erased_too) {
  live(store);
  cr_assert_eq(erase(store, HER), RC_OK);
  live(store);
  expect_gone();
}

/* An older program stored it, and knew no tombstone. */
Test(store_erase, what_an_older_program_kept_counts_no_more) {
  struct copies plain;
  live(store);
  copy_all(store, &plain);
  cr_assert_eq(erase(store, HER), RC_OK);
  sqlite3_stmt *put;
  cr_assert_eq(db_prepare(store,
                          "UPDATE main.event SET scheme = 0, payload = ?1, salt = ?2 WHERE "
                          "payload_hash = ?3",
                          &put, &diags),
               RC_OK);
  for (size_t i = 0; i < 3; i++) {
    db_bind(put, 1, plain.list[i].payload, plain.list[i].payload_len);
    db_bind(put, 2, plain.list[i].salt, SALT_BYTES);
    db_bind(put, 3, plain.list[i].payload_hash, HASH_BYTES);
    cr_assert_eq(db_end(store, put, sqlite3_step(put), &diags), RC_OK);
  }
  sqlite3_finalize(put);
  cr_expect_eq(people(), 1);
  cr_expect_eq(measured(), 1);
  cr_assert_eq(store_project(store, NULL, &diags), RC_OK);
  cr_expect_eq(number("SELECT count(*) FROM proj.answer"), 1);
  cr_assert_eq(erase(store, OTHER), RC_OK); /* whatever comes next finds it */
  cr_expect_eq(number("SELECT count(*) FROM main.event WHERE scheme = 0 AND verb <> 'erased'"), 0);
}

/* More than fits at first: of people, of ids and of tombstones. */
Test(store_erase, many_at_once) {
  enum { MANY = 20 };
  uint8_t many[MANY][ID_BYTES] = {{0}};
  uint8_t (*ids)[ID_BYTES];
  struct last_seen *list;
  size_t n;
  for (uint8_t i = 0; i < MANY; i++) {
    struct happening h[] = {stated("One of many"), {.verb = VERB_JOINED, .other = {100}}};
    many[i][0] = (uint8_t)(100 + i);
    scene_must_append(store, (struct scene){.person = many[i][0], .wall = 1000 + i}, h, i ? 2 : 1);
  }
  cr_assert_eq(store_last_seen(store, INT64_MAX, &list, &n, &diags), RC_OK);
  cr_expect_eq(n, 1);
  free(list);
  cr_assert_eq(store_ids(store, many[0], &ids, &n, &diags), RC_OK);
  cr_assert_eq(n, MANY);
  free(ids);
  struct erasing erasing = {.people = (const uint8_t(*)[ID_BYTES])many, .n = MANY};
  cr_assert_eq(store_erase(store, &erasing, &diags), RC_OK);
  cr_assert_eq(store_erase(store, &erasing, &diags), RC_OK);
  cr_expect_eq(number("SELECT count(*) FROM main.event WHERE verb = 'erased'"), MANY);
  cr_expect_eq(people(), 0);
  cr_assert_eq(store_last_seen(store, INT64_MAX, &list, &n, &diags), RC_OK);
  cr_expect_eq(n, MANY); /* each by a head, and known to nobody */
  free(list);
}

/* -- What arrives ------------------------------------------------------------------------------ */

Test(store_erase, old_stick_brings_nobody_back) {
  struct copies stick;
  char other[256];
  folder_temporary(other, sizeof other);
  struct store *laptop = store_must_open(other);
  live(laptop);
  copy_all(laptop, &stick);
  store_close(laptop);
  cr_assert_eq(store_import(store, stick.list, stick.n, &diags), RC_OK);
  cr_expect_eq(people(), 2);
  cr_assert_eq(erase(store, HER), RC_OK);
  cr_assert_eq(store_import(store, stick.list, stick.n, &diags), RC_OK);
  expect_gone();
}

Test(store_erase, stick_that_was_never_seen_brings_nobody_back) {
  struct copies stick;
  char other[256];
  folder_temporary(other, sizeof other);
  struct store *laptop = store_must_open(other);
  live(laptop);
  copy_all(laptop, &stick);
  store_close(laptop);
  cr_assert_eq(erase(store, HER), RC_OK);
  cr_assert_eq(store_import(store, stick.list, stick.n, &diags), RC_OK);
  expect_gone();
}

Test(store_erase, tombstone_that_arrives_later_erases_what_is_there) {
  struct copies stick;
  char other[256];
  folder_temporary(other, sizeof other);
  live(store);
  cr_expect_eq(measured(), 2);
  struct store *office = store_must_open(other);
  cr_assert_eq(erase(office, HER), RC_OK);
  copy_all(office, &stick);
  store_close(office);
  cr_assert_eq(store_import(store, stick.list, stick.n, &diags), RC_OK);
  expect_gone();
  cr_assert_eq(store_scrub(store, &diags), RC_OK);
}

/* -- What is left on the disk ------------------------------------------------------------------ */

static bool file_has(const char *path, const char *wanted) {
  char command[900];
  snprintf(command, sizeof command, "grep -aqF '%s' '%s'", wanted, path);
  return system(command) == 0;
}

static size_t files_with(const char *wanted) {
  size_t found = 0;
  DIR *dir = opendir(folder);
  for (struct dirent *entry; (entry = readdir(dir));) {
    char path[600];
    if (entry->d_type == DT_DIR)
      continue;
    snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    found += file_has(path, wanted);
  }
  closedir(dir);
  return found;
}

static void keep_everything(void) {
  struct str value = {0};
  uint8_t id[ID_BYTES] = {HER};
  struct place_kept place = {.session = {2}, .words = "of Zebrafinch Quillon"};
  str_puts(&value, canary);
  store_keep(store, id, &value);
  store_memo_keep(store, "anything", &value);
  store_place_keep(store, id, &place);
  str_done(&value);
}

/* A store that collects has its projections in a file, too. */
static void collect(void) {
  struct copies stick;
  char other[256];
  folder_temporary(other, sizeof other);
  struct store *laptop = store_must_open(other);
  live(laptop);
  for (uint8_t i = 0; i < 200; i++) { /* pages of them */
    struct happening h = stated(canary);
    scene_must_append(store, (struct scene){.person = HER, .wall = 5000 + i}, &h, 1);
  }
  copy_all(laptop, &stick);
  store_close(laptop);
  cr_assert_eq(store_import(store, stick.list, stick.n, &diags), RC_OK);
}

Test(store_erase, no_file_holds_the_name_or_an_answer) {
  collect();
  keep_everything();
  cr_expect_eq(measured(), 2);
  cr_assert(store->filed);
  cr_expect_gt(files_with(canary), 1);
  cr_expect_gt(files_with(typed), 0);
  cr_assert_eq(erase(store, HER), RC_OK);
  cr_expect_eq(files_with(canary), 0);
  cr_expect_eq(files_with(typed), 0);
  expect_gone();
  reopen();
  store_idle(store);
  cr_expect_eq(files_with(canary), 0);
  cr_expect_gt(files_with("Somebody else"), 0);
}

Test(store_erase, scrub_that_was_cut_off_is_done_at_the_next_opening) {
  const struct happening gone = {.verb = VERB_ERASED};
  collect();
  scene_must_append(store, (struct scene){.person = HER, .wall = 9000}, &gone, 1);
  cr_expect_gt(files_with(canary), 0);
  reopen();
  cr_expect_eq(files_with(canary), 0);
  expect_gone();
}

Test(store_erase, nothing_erased_is_nothing_to_scrub) {
  live(store);
  cr_assert_eq(store_scrub(store, &diags), RC_OK);
  cr_expect_gt(files_with(canary), 0);
}

/* An older backup does not bring back whom the present store says to be erased. */
Test(store_erase, restored_backup_brings_nobody_back) {
  struct copies old;
  live(store);
  copy_all(store, &old);
  cr_assert_eq(erase(store, HER), RC_OK);
  struct copies now;
  copy_all(store, &now);
  store_close(store);
  folder_temporary(folder, sizeof folder); /* what a restore builds: the old, then the present */
  store = store_must_open(folder);
  cr_assert_eq(store_import(store, old.list, old.n, &diags), RC_OK);
  cr_assert_eq(store_import(store, now.list, now.n, &diags), RC_OK);
  expect_gone();
}

/* -- What is recorded of somebody -------------------------------------------------------------- */

static void tell(void *ctx, const struct event_seen *seen) {
  struct event_head head;
  cr_assert(event_decode_head(seen->bytes.head, seen->bytes.head_len, &head));
  cr_expect(seen->whole);
  str_printf(ctx, "%s %lld, ", head.verb_name, (long long)seen->time);
}

Test(store_erase, all_that_is_recorded_of_a_person_is_told) {
  static const uint8_t her[ID_BYTES] = {HER}, assessor[ID_BYTES] = {ASSESSOR};
  struct evidence_scope scope = {.person = her, .until = INT64_MAX};
  struct str told = {0};
  live(store);
  cr_assert_eq(store_recorded(store, &scope, tell, &told, &diags), RC_OK);
  cr_expect_str_eq(told.at, "person-stated 1000, started 1000, answered 1000, rated 1001, ");
  str_clear(&told);
  scope.person = assessor;
  cr_assert_eq(store_recorded(store, &scope, tell, &told, &diags), RC_OK);
  cr_expect_str_eq(told.at, "rated 1001, ");
  str_done(&told);
}

Test(store_erase, whoever_is_joined_is_recorded_under_both_ids) {
  static const uint8_t her[ID_BYTES] = {HER};
  struct happening joined = {.verb = VERB_JOINED, .other = {OTHER}};
  uint8_t(*ids)[ID_BYTES];
  size_t n;
  live(store);
  cr_assert_eq(store_ids(store, her, &ids, &n, &diags), RC_OK);
  cr_expect_eq(n, 1);
  free(ids);
  scene_must_append(store, (struct scene){.person = HER, .wall = 1002, .mono = 9}, &joined, 1);
  cr_assert_eq(store_ids(store, her, &ids, &n, &diags), RC_OK);
  cr_assert_eq(n, 2);
  cr_expect(ids[0][0] == HER && ids[1][0] == OTHER);
  free(ids);
}

Test(store_erase, last_activity_is_not_what_was_stated) {
  struct last_seen *list;
  struct happening again = stated(canary), roster = stated("Never seen");
  size_t n;
  live(store);
  scene_must_append(store, (struct scene){.person = OTHER, .wall = 7000, .mono = 8000}, &again, 1);
  scene_must_append(store, (struct scene){.person = 3, .wall = 7000, .mono = 8001}, &roster, 1);
  cr_assert_eq(store_last_seen(store, 1001, &list, &n, &diags), RC_OK);
  cr_assert_eq(n, 1);
  cr_expect(list[0].person[0] == OTHER && list[0].time == 1000);
  free(list);
  cr_assert_eq(store_last_seen(store, INT64_MAX, &list, &n, &diags), RC_OK);
  cr_assert_eq(n, 3);
  cr_expect(list[0].person[0] == OTHER && list[1].person[0] == HER && list[2].person[0] == 3);
  free(list);
}
