/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file of projections is no record: whatever became of it, what is read is what the events say,
 * and it is there again afterwards. */
#include "base/mem.h"
#include "base/pack.h"
#include "store/estimates.h"
#include "store_fixture.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64], elsewhere[64], file[100];
static struct store *store;
static struct diags diags;
static struct str wanted;
static int64_t second;

static void fill(struct store *where, unsigned n, int32_t score) {
  for (unsigned i = 0; i < n; i++) {
    char path[64];
    snprintf(path, sizeof path, "c/m/%u", i);
    struct happening h[] = {answered(path, "ABC", score), started("c/m", RUN_QUIZ)};
    second++;
    scene_must_append(where, (struct scene){1, 1, 1, 1000 * second, 1000 * second}, h, 2);
  }
}

static void carry(void *ctx, const struct event_bytes *event) {
  cr_assert_eq(store_import(ctx, event, 1, &diags), RC_OK);
}

static void collect(struct store *into, unsigned n, int32_t score) {
  folder_temporary(elsewhere, sizeof elsewhere);
  struct store *laptop = store_must_open(elsewhere);
  fill(laptop, n, score);
  cr_assert_eq(store_each(laptop, carry, into, &diags), RC_OK);
  store_close(laptop);
}

static void dump(struct str *out) {
  str_clear(out);
  cr_assert_eq(project_deeds(store, NULL, &diags), RC_OK);
  cr_assert_eq(project_dump(store, NULL, out, &diags), RC_OK);
}

static void want(void) {
  store->unfiled = true;
  project_detach(store);
  dump(&wanted);
  cr_assert_not(store->filed);
  store->unfiled = false;
  project_detach(store);
}

static void expect_wanted(const char *what) {
  struct str found = {0};
  dump(&found);
  cr_expect(store->filed, "%s", what);
  cr_expect(found.len == wanted.len && memcmp(found.at, wanted.at, found.len) == 0, "%s", what);
  str_done(&found);
}

static void reopen(void) {
  store_close(store);
  store = store_must_open(folder);
}

static void setup(void) {
  folder_temporary(folder, sizeof folder);
  snprintf(file, sizeof file, "%s/mafunzo.projected", folder);
  store = store_must_open(folder);
  collect(store, 5, SCORE_ONE);
  fill(store, 3, 0);
  want();
  expect_wanted("made");
}

static void teardown(void) {
  store_close(store);
  str_done(&wanted);
  diags_done(&diags);
}

TestSuite(store_projected, .init = setup, .fini = teardown);

Test(store_projected, laptop_that_collects_nothing_has_no_file) {
  char alone[64], name[100];
  folder_temporary(alone, sizeof alone);
  struct store *other = store_must_open(alone);
  fill(other, 3, 0);
  cr_assert_eq(store_project(other, NULL, &diags), RC_OK);
  cr_expect_not(other->filed);
  store_close(other);
  snprintf(name, sizeof name, "%s/mafunzo.projected", alone);
  cr_expect_eq(access(name, F_OK), -1);
}

Test(store_projected, only_its_owner_reads_it) {
  struct stat seen;
  cr_assert_eq(stat(file, &seen), 0);
  cr_expect_eq(seen.st_mode & 0777, 0600);
}

/* What is there is read, and not computed: it is found wrong as it was left. */
Test(store_projected, kept_from_one_start_to_the_next) {
  struct str found = {0};
  cr_assert_eq(db_run(store, "UPDATE proj.answer SET duration = 7", &diags), RC_OK);
  reopen();
  dump(&found);
  cr_expect(found.len == wanted.len && memcmp(found.at, wanted.at, found.len) != 0);
  uint8_t digest[HASH_BYTES];
  cr_expect_eq(store_rebuild(store, digest, &diags), RC_DATA);
  cr_expect(diags_have(&diags, "projection.differs"));
  expect_wanted("after it was found to differ");
  cr_expect_eq(store_rebuild(store, digest, &diags), RC_OK);
  str_done(&found);
}

Test(store_projected, follows_what_comes) {
  fill(store, 2, SCORE_ONE);
  want();
  expect_wanted("own");
  collect(store, 4, 0);
  want();
  expect_wanted("of another");
  fill(store, 1, 0);
  reopen();
  fill(store, 1, 0);
  want();
  expect_wanted("own, over two starts");
}

/* What was appended here is known without being read back, unless there was something else with it. */
Test(store_projected, follows_what_is_appended) {
  struct happening h = stated("Somebody else");
  for (int i = 0; i < 2; i++) {
    struct str found = {0};
    fill(store, 2, 0);
    second += i;
    if (i)
      scene_must_append(store, (struct scene){2, 1, 1, 1000 * second, 1000 * second}, &h, 1);
    fill(store, 1, SCORE_ONE);
    dump(&found);
    cr_expect(store->filed);
    want();
    cr_expect(found.len == wanted.len && memcmp(found.at, wanted.at, found.len) == 0, "%d", i);
    expect_wanted("once more");
    str_done(&found);
  }
}

/* Who did something is known of the first few thousand, and read back from there on. */
Test(store_projected, follows_more_than_is_kept_in_mind) {
  enum { MANY = 5000 };
  struct happening *h = mem_array(MANY, sizeof *h);
  struct str found = {0};
  uint8_t(*subjects)[ID_BYTES] = mem_array(MANY, sizeof *subjects);
  for (size_t i = 0; i < MANY; i++) {
    h[i] = answered("c/m/0", "ABC", 0);
    subjects[i][0] = (uint8_t)(10 + i / 25);
  }
  for (size_t n = 20; n <= MANY; n += MANY - 20) {
    struct append append = {.happened = h, .n = n, .subjects = subjects, .moment.boot = {1}};
    cr_assert_eq(store_append(store, &append, &diags), RC_OK);
    cr_expect_eq(store->came.other, n == MANY);
    dump(&found);
    cr_expect(store->filed);
    want();
    cr_expect(found.len == wanted.len && memcmp(found.at, wanted.at, found.len) == 0, "%zu", n);
    expect_wanted("once more");
  }
  str_done(&found);
  free(subjects);
  free(h);
}

/* The middle of a chain after its end: clocks go on from there. */
Test(store_projected, what_comes_late_moves_what_was_there) {
  struct happening h = answered("c/m/x", "ABC", 0);
  folder_temporary(elsewhere, sizeof elsewhere);
  struct store *laptop = store_must_open(elsewhere);
  int64_t walls[] = {9000000, 50000000, 10000000};
  for (uint8_t i = 0; i < 3; i++)
    scene_must_append(laptop, (struct scene){2, 1, (uint8_t)(i + 1), walls[i], 0}, &h, 1);
  store_close(laptop);
  for (int64_t seq = 3; seq >= 1; seq--) {
    struct str only = {0};
    laptop = store_must_open(elsewhere);
    str_printf(&only, "DELETE FROM main.event WHERE seq <> %d", (int)seq);
    cr_assert_eq(db_run(laptop, "SAVEPOINT one", &diags), RC_OK);
    cr_assert_eq(db_run(laptop, only.at, &diags), RC_OK);
    cr_assert_eq(store_each(laptop, carry, store, &diags), RC_OK);
    cr_assert_eq(db_run(laptop, "ROLLBACK", &diags), RC_OK);
    store_close(laptop);
    str_done(&only);
    want();
    expect_wanted("late");
  }
}

Test(store_projected, deleted_at_any_time) {
  store_close(store);
  cr_assert_eq(unlink(file), 0);
  store = store_must_open(folder);
  expect_wanted("deleted");
}

static void spoil_and_expect(const char *sql) {
  cr_assert_eq(db_run(store, "UPDATE proj.answer SET duration = 7", &diags), RC_OK);
  cr_assert_eq(db_run(store, sql, &diags), RC_OK);
  reopen();
  expect_wanted(sql);
}

Test(store_projected, marks_that_do_not_fit) {
  spoil_and_expect("UPDATE proj.mark SET layout = zeroblob(32)");
  spoil_and_expect("UPDATE proj.mark SET chain = zeroblob(32)");
  spoil_and_expect("UPDATE proj.mark SET tip = zeroblob(32)");
  spoil_and_expect("UPDATE proj.mark SET seq = seq + 1");
  spoil_and_expect("UPDATE proj.mark SET seq = 1");
  spoil_and_expect("UPDATE proj.mark SET arrived = zeroblob(16)");
  spoil_and_expect("UPDATE proj.mark SET tip = x'00'");
  spoil_and_expect("UPDATE proj.mark SET layout = x'00'");
  spoil_and_expect("UPDATE proj.mark SET chain = x'00'");
  spoil_and_expect("UPDATE proj.mark SET arrived = x'00'");
  spoil_and_expect("DELETE FROM proj.mark");
  spoil_and_expect("DROP TABLE proj.mark");
  spoil_and_expect("DELETE FROM main.memo");
}

static void write_file(off_t at, const void *bytes, size_t n) {
  int fd = open(file, O_WRONLY);
  cr_assert_geq(fd, 0);
  cr_assert_eq(pwrite(fd, bytes, n, at), (ssize_t)n);
  close(fd);
}

Test(store_projected, torn_or_no_database) {
  store_close(store);
  cr_assert_eq(truncate(file, 5000), 0);
  store = store_must_open(folder);
  expect_wanted("torn");
  store_close(store);
  cr_assert_eq(truncate(file, 0), 0);
  store = store_must_open(folder);
  expect_wanted("empty");
  store_close(store);
  write_file(0, "Dear diary, today I", 19);
  store = store_must_open(folder);
  expect_wanted("no database");
  store_close(store);
  cr_assert_eq(unlink(file), 0);
  cr_assert_eq(symlink("/dev/null", file), 0);
  store = store_must_open(folder);
  expect_wanted("a link to something else");
  struct stat seen;
  cr_expect(lstat(file, &seen) == 0 && S_ISREG(seen.st_mode));
}

/* That of another store, whose answers are not ours. */
Test(store_projected, another_stores_is_not_taken) {
  char other_folder[64], other_file[100], command[300];
  folder_temporary(other_folder, sizeof other_folder);
  snprintf(other_file, sizeof other_file, "%s/mafunzo.projected", other_folder);
  struct store *other = store_must_open(other_folder);
  collect(other, 5, 250000);
  cr_assert_eq(store_project(other, NULL, &diags), RC_OK);
  cr_assert(other->filed);
  store_close(other);
  store_close(store);
  snprintf(command, sizeof command, "cp '%s' '%s'", other_file, file);
  cr_assert_eq(system(command), 0);
  store = store_must_open(folder);
  expect_wanted("of another store");
}

/* It went on where the records did not: they were gone back to. */
Test(store_projected, records_that_were_gone_back_to) {
  char command[300];
  store_close(store);
  snprintf(command, sizeof command, "cp '%s/mafunzo.db' '%s/before'", folder, folder);
  cr_assert_eq(system(command), 0);
  store = store_must_open(folder);
  fill(store, 2, SCORE_ONE);
  cr_assert_eq(store_project(store, NULL, &diags), RC_OK);
  store_close(store);
  snprintf(command, sizeof command, "mv '%s/before' '%s/mafunzo.db'", folder, folder);
  cr_assert_eq(system(command), 0);
  store = store_must_open(folder);
  expect_wanted("gone back");
}

/* Above some number of them a list is no use: no stamp fits any more. */
Test(store_projected, many_chains_at_once_are_computed_anew) {
  struct arrived arrived = {.base = {1}, .now = {1}};
  uint8_t chain[KEY_BYTES] = {0};
  for (unsigned i = 0; i < 3000; i++) {
    chain[0] = (uint8_t)i;
    chain[1] = (uint8_t)(i >> 8);
    arrived_add(&arrived, chain);
    arrived_add(&arrived, chain);
  }
  cr_expect_eq(arrived.base[0], 0);
  cr_expect_eq(arrived.n, 0);
  arrived_done(&arrived);
}

/* More chains than fit at once, between one look and the next. */
Test(store_projected, many_laptops_came_since) {
  for (unsigned i = 0; i < 20; i++)
    collect(store, 1, i % 2 ? 0 : SCORE_ONE);
  want();
  expect_wanted("of twenty laptops");
}

/* Its projections are in memory already, and stay there until the next start. */
Test(store_projected, laptop_that_begins_to_collect) {
  struct str alone = {0};
  store_close(store);
  folder_temporary(folder, sizeof folder);
  store = store_must_open(folder);
  fill(store, 3, 0);
  dump(&alone);
  collect(store, 4, SCORE_ONE);
  dump(&wanted);
  cr_expect_not(store->filed);
  cr_expect_gt(wanted.len, alone.len);
  reopen();
  expect_wanted("after the next start");
  str_done(&alone);
}

Test(store_projected, paper_counts_as_an_answer_does) {
  struct happening h = {
      .verb = VERB_MARKED, .evidence = EVIDENCE_PAPER, .path = "c/m/0", .level = 2};
  strcpy(h.competency, "ABC");
  scene_must_append(store, (struct scene){1, 1, 1, 900000, 900000}, &h, 1);
  want();
  expect_wanted("a mark on paper");
}

/* -- What is known of who came ------------------------------------------------------------------
 */

/* In the place of what is known, at the end of which it is cut off. */
static void know(const struct arrived *arrived, size_t said) {
  struct str bytes = {0};
  pack_bytes(&bytes, arrived->base, ID_BYTES);
  pack_bytes(&bytes, arrived->now, ID_BYTES);
  pack_u32(&bytes, (uint32_t)said);
  pack_bytes(&bytes, arrived->list, arrived->n * KEY_BYTES);
  store_memo_keep(store, "arrived", &bytes);
  str_done(&bytes);
  reopen();
}

Test(store_projected, more_chains_said_than_there_are) {
  uint8_t chain[1][KEY_BYTES] = {{7}};
  struct arrived arrived;
  cr_assert_eq(arrived_read(store, &arrived, &diags), RC_OK);
  cr_assert(arrived_settled(&arrived));
  arrived.list = chain;
  arrived.n = 1;
  cr_assert_eq(db_run(store, "UPDATE proj.answer SET duration = 7", &diags), RC_OK);
  know(&arrived, 3);
  expect_wanted("cut off");
}

Test(store_projected, chain_of_which_nothing_is_there) {
  uint8_t chain[1][KEY_BYTES] = {{7}};
  struct arrived arrived;
  cr_assert_eq(arrived_read(store, &arrived, &diags), RC_OK);
  memset(arrived.now, 9, ID_BYTES);
  arrived.list = chain;
  arrived.n = 1;
  know(&arrived, 1);
  expect_wanted("of no events");
  cr_assert_eq(arrived_read(store, &arrived, &diags), RC_OK);
  cr_expect(arrived_settled(&arrived));
  cr_expect_eq(arrived.n, 0);
}
