/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of who was erased: how it is written and read, what of it is not trusted, and that a
 * restore of an older backup brings back nobody whom it names. */
#include "store/erased_list.h"

#include "fault.h"
#include "store/backup.h"
#include "store/erase.h"
#include "store_fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static const int64_t NOON = 1790000000000;
static const char canary[] = "Zebrafinch Quillon";

enum { HER = 7, OTHER = 8, THIRD = 9 };

static char folder[256], path[300], file[300];
static struct diags diags;
static struct erased_ids ids;
static struct str backup, aside;
static struct restore_facts facts;

static void setup(void) {
  folder_temporary(folder, sizeof folder);
  snprintf(path, sizeof path, "%s/erased.ids", folder);
  snprintf(file, sizeof file, "%s/mafunzo.db", folder);
  cr_assert(seal_init());
}

static void teardown(void) {
  diags_done(&diags);
  str_done(&backup);
  str_done(&aside);
  free(ids.list);
}

TestSuite(store_erased_list, .init = setup, .fini = teardown);

/* -- Bytes ------------------------------------------------------------------------------------- */

struct bytes {
  char at[1 << 18];
  size_t n;
};

static struct bytes now;

static const struct bytes *content(const char *of) {
  FILE *in = fopen(of, "rb");
  cr_assert_not_null(in);
  now.n = fread(now.at, 1, sizeof now.at - 1, in);
  now.at[now.n] = '\0';
  fclose(in);
  return &now;
}

static void put(const char *bytes, size_t n) {
  unlink(path);
  FILE *out = fopen(path, "wb");
  cr_assert_not_null(out);
  cr_assert_eq(fwrite(bytes, 1, n, out), n);
  cr_assert_eq(fclose(out), 0);
  cr_assert_eq(chmod(path, 0600), 0);
}

/* These lines with the hash that is theirs. */
static void put_lines(const char *lines) {
  struct str all = {0};
  char hex[2 * HASH_BYTES + 1];
  uint8_t hash[HASH_BYTES];
  seal_hash(&(struct seal_part){lines, strlen(lines)}, 1, hash);
  seal_hex(hash, HASH_BYTES, hex);
  str_printf(&all, "%sblake2b %s\n", lines, hex);
  put(all.at, all.len);
  str_done(&all);
}

static enum rc read_ids(void) {
  free(ids.list);
  diags_done(&diags);
  return erased_list_read(folder, &ids, &diags);
}

static void expect_ids(size_t n, uint8_t first, uint8_t last) {
  cr_assert_eq(read_ids(), RC_OK);
  cr_assert_eq(ids.n, n);
  cr_expect(n == 0 || (ids.list[0][0] == first && ids.list[n - 1][0] == last));
}

/* Refused with the code, the place and a remedy; and whoever adds to it leaves it as it is. */
static void expect_distrust(const char *why) {
  static const uint8_t more[1][ID_BYTES] = {{THIRD}};
  cr_expect_eq(read_ids(), RC_DATA, "%s", why);
  cr_expect_eq(ids.n, 0, "%s", why);
  cr_assert(diags_have(&diags, "store.erased-list"), "%s", why);
  cr_expect_not_null(diags.list[0].hint);
  cr_expect_str_eq(diags.list[0].at.file, path);
  diags_done(&diags);
  cr_expect_not(erased_list_keep(folder, more, 1, &diags), "%s", why);
  cr_expect(diags_have(&diags, "store.erased-kept"), "%s", why);
  cr_expect_eq(diags.errors, 0);
}

/* -- Writing and reading ----------------------------------------------------------------------- */

#define LINE_3 "03000000000000000000000000000000\n"
#define LINE_5 "05000000000000000000000000000000\n"

Test(store_erased_list, is_as_it_is_written_down) {
  static const uint8_t two[][ID_BYTES] = {{5}, {3}, {5}};
  struct stat there;
  struct bytes want;
  put_lines(LINE_3 LINE_5);
  want = *content(path);
  cr_assert_eq(unlink(path), 0);
  umask(0);
  cr_assert(erased_list_keep(folder, two, 3, &diags));
  cr_expect_str_eq(content(path)->at, want.at);
  cr_expect_eq(want.n, 2 * 33 + 8 + 64 + 1);
  cr_assert_eq(stat(path, &there), 0);
  cr_expect_eq(there.st_mode & 07777, 0600);
  char part[310];
  snprintf(part, sizeof part, "%s.part", path);
  cr_expect_neq(access(part, F_OK), 0);
  expect_ids(2, 3, 5);
  cr_expect_eq(diags.n, 0);
}

/* printf %s\\n 03000000000000000000000000000000 | b2sum -l 256 */
Test(store_erased_list, its_hash_is_that_of_other_programs) {
  static const char known[] =
      LINE_3 "blake2b 9684165348ac8be8097a76d9ca0ce361979a26f6add9756120ce7298635e5282\n";
  put(known, sizeof known - 1);
  expect_ids(1, 3, 3);
}

Test(store_erased_list, never_loses_an_id) {
  for (uint8_t i = 40; i > 0; i--) {
    const uint8_t one[1][ID_BYTES] = {{i}};
    cr_assert(erased_list_keep(folder, one, 1, &diags));
    expect_ids((size_t)(41 - i), i, 40);
  }
}

Test(store_erased_list, what_is_in_it_is_not_written_again) {
  static const uint8_t two[][ID_BYTES] = {{3}, {5}};
  struct stat before, after;
  cr_assert(erased_list_keep(folder, two, 2, &diags));
  cr_assert_eq(stat(path, &before), 0);
  cr_assert(erased_list_keep(folder, two + 1, 1, &diags));
  cr_assert_eq(stat(path, &after), 0);
  cr_expect_eq(before.st_ino, after.st_ino);
}

Test(store_erased_list, no_file_is_nobody_and_nobody_makes_none) {
  expect_ids(0, 0, 0);
  cr_expect(erased_list_keep(folder, NULL, 0, &diags));
  cr_expect_neq(access(path, F_OK), 0);
  cr_expect_eq(diags.n, 0);
}

/* -- What is not trusted ----------------------------------------------------------------------- */

Test(store_erased_list, every_altered_bit_and_every_cut_is_found) {
  struct bytes good;
  put_lines(LINE_3 LINE_5);
  good = *content(path);
  for (size_t i = 0; i < good.n * 8; i++) {
    struct bytes bad = good;
    bad.at[i / 8] = (char)(bad.at[i / 8] ^ 1 << i % 8);
    put(bad.at, bad.n);
    cr_expect_eq(read_ids(), RC_DATA, "bit %zu", i);
  }
  for (size_t n = 0; n < good.n; n++) {
    put(good.at, n);
    cr_expect_eq(read_ids(), RC_DATA, "cut after %zu", n);
  }
  strcat(good.at, "\n");
  put(good.at, good.n + 1);
  expect_distrust("longer");
}

/* Though their hash is right: nobody writes it so. */
Test(store_erased_list, other_ways_to_write_it_are_none) {
  static const char *const others[] = {LINE_5 LINE_3,
                                       LINE_3 LINE_3,
                                       "0300000000000000000000000000000A\n",
                                       "03000000000000000000000000000000 ",
                                       "0300000000000000000000000000000\n",
                                       "\n",
                                       LINE_3 "\n",
                                       "x3000000000000000000000000000000\n"};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
    put_lines(others[i]);
    expect_distrust(others[i]);
  }
}

Test(store_erased_list, link_is_not_followed) {
  char elsewhere[300];
  snprintf(elsewhere, sizeof elsewhere, "%s/elsewhere", folder);
  put_lines(LINE_3);
  cr_assert_eq(rename(path, elsewhere), 0);
  cr_assert_eq(symlink(elsewhere, path), 0);
  expect_distrust("a link to a good one");
  cr_assert_eq(unlink(elsewhere), 0);
  expect_distrust("a link to nothing");
  cr_expect_neq(access(elsewhere, F_OK), 0);
}

Test(store_erased_list, what_is_no_plain_file_is_none) {
  cr_assert_eq(mkfifo(path, 0600), 0);
  expect_distrust("a pipe"); /* and nobody waits for it */
  cr_assert_eq(unlink(path), 0);
  cr_assert_eq(mkdir(path, 0700), 0);
  expect_distrust("a folder");
}

Test(store_erased_list, list_that_others_may_write_to_is_none) {
  static const mode_t modes[] = {0620, 0602, 0666};
  for (size_t i = 0; i < 3; i++) {
    put_lines(LINE_3);
    cr_assert_eq(chmod(path, modes[i]), 0);
    expect_distrust("writable");
  }
  cr_assert_eq(chmod(path, 0644), 0); /* that others read it does no harm */
  expect_ids(1, 3, 3);
}

Test(store_erased_list, list_of_another_user_is_none) {
  put_lines(LINE_3);
  fault_arm_call("geteuid", 1, EIO);
  cr_expect_eq(read_ids(), RC_DATA);
  cr_assert(fault_disarm());
  cr_expect(diags_have(&diags, "store.erased-list"));
  if (geteuid() == 0) { /* who alone can give it away */
    cr_assert_eq(chown(path, 65534, (gid_t)-1), 0);
    expect_distrust("another's");
  }
}

Test(store_erased_list, list_beyond_all_measure_is_none) {
  put_lines(LINE_3);
  cr_assert_eq(truncate(path, (1 << 26) + 1), 0);
  expect_distrust("too long");
}

Test(store_erased_list, what_cannot_be_read_is_none) {
  static const char *const calls[] = {"open", "fstat", "pread"};
  put_lines(LINE_3);
  for (size_t i = 0; i < 3; i++) {
    fault_arm_call(calls[i], 1, EACCES);
    cr_expect_eq(read_ids(), RC_DATA, "%s", calls[i]);
    cr_assert(fault_disarm(), "%s", calls[i]);
    cr_expect(diags_have(&diags, "store.erased-list"), "%s", calls[i]);
  }
}

Test(store_erased_list, list_that_cannot_be_written_is_told_and_stays) {
  static const uint8_t one[1][ID_BYTES] = {{5}};
  struct bytes before;
  put_lines(LINE_3);
  before = *content(path);
  fault_arm_call("rename", 1, ENOSPC);
  cr_expect_not(erased_list_keep(folder, one, 1, &diags));
  cr_assert(fault_disarm());
  cr_expect(diags_have(&diags, "store.erased-kept"));
  cr_expect_not_null(diags.list[0].hint);
  cr_expect_eq(diags.errors, 0);
  cr_expect_str_eq(content(path)->at, before.at);
}

/* -- Erasing ----------------------------------------------------------------------------------- */

static void live(struct store *store) {
  const struct happening her[] = {stated(canary), started("c/m", RUN_QUIZ)};
  const struct happening other = stated("Somebody else");
  scene_must_append(store, (struct scene){.person = HER, .session = 1, .wall = NOON}, her, 2);
  scene_must_append(store, (struct scene){.person = OTHER, .wall = NOON}, &other, 1);
}

static enum rc erase(struct store *store, uint8_t who) {
  const uint8_t id[1][ID_BYTES] = {{who}};
  const struct erasing erasing = {.people = id, .n = 1, .moment = {NOON, 3, {0}}};
  return store_erase(store, &erasing, &diags);
}

static int64_t number(struct store *store, const char *sql) {
  int64_t n = -1;
  cr_assert_eq(db_number(store, sql, &n, &diags), RC_OK);
  return n;
}

Test(store_erased_list, erasing_writes_it) {
  struct store *store = store_must_open(folder);
  live(store);
  cr_expect_neq(access(path, F_OK), 0);
  cr_assert_eq(erase(store, HER), RC_OK);
  expect_ids(1, HER, HER);
  cr_assert_eq(erase(store, OTHER), RC_OK);
  expect_ids(2, HER, OTHER);
  store_close(store);
}

/* As it is killed between the two. */
Test(store_erased_list, erasing_cut_off_writes_it_at_the_next_opening) {
  const struct happening gone = {.verb = VERB_ERASED};
  struct store *store = store_must_open(folder);
  live(store);
  scene_must_append(store, (struct scene){.person = HER, .wall = NOON}, &gone, 1);
  store_close(store);
  cr_expect_neq(access(path, F_OK), 0);
  store_close(store_must_open(folder));
  expect_ids(1, HER, HER);
}

Test(store_erased_list, erasing_stands_without_it_and_it_is_written_later) {
  struct store *store = store_must_open(folder);
  live(store);
  cr_assert_eq(mkdir(path, 0700), 0);
  cr_expect_eq(erase(store, HER), RC_OK);
  cr_expect(diags_have(&diags, "store.erased-kept"));
  cr_expect_eq(diags.errors, 0);
  cr_expect_eq(number(store, "SELECT count(*) FROM main.event WHERE scheme = 2"), 2);
  cr_expect_null(memmem(content(file)->at, now.n, canary, sizeof canary - 1));
  store_close(store);
  store_close(store_must_open(folder)); /* it still cannot */
  cr_assert_eq(rmdir(path), 0);
  store_close(store_must_open(folder));
  expect_ids(1, HER, HER);
  store = store_must_open(folder); /* nothing is left to be done */
  cr_expect_eq(number(store, "SELECT count(*) FROM main.memo WHERE key = CAST('scrub' AS BLOB)"),
               0);
  store_close(store);
}

/* -- Restoring --------------------------------------------------------------------------------- */

static void make_backup(struct store *store) {
  struct backup_facts made;
  cr_assert_eq(store_backup(store, folder, NOON, &backup, &made, &diags), RC_OK);
}

static enum rc prepare(struct restore **prepared) {
  diags_done(&diags);
  return restore_prepare(folder, backup.at, NOON, prepared, &facts, &diags);
}

static enum rc restore(void) {
  struct restore *prepared;
  enum rc rc = prepare(&prepared);
  if (rc == RC_OK)
    rc = restore_commit(prepared, &aside, &diags);
  restore_free(prepared);
  return rc;
}

/* Pages that are in no table any more and still say who she is: a SQLite that is not built to write
 * over what it frees leaves them, and a backup has them too. */
static void leave_pages(struct store *store) {
  struct str value = {0};
  while (value.len < 20000)
    str_puts(&value, canary);
  cr_assert_eq(db_run(store, "PRAGMA main.secure_delete = OFF", &diags), RC_OK);
  store_memo_keep(store, "anything", &value);
  cr_assert_eq(db_run(store, "DELETE FROM main.memo", &diags), RC_OK);
  str_done(&value);
}

/* A backup, somebody erased after it, and present records of which nothing can be read. */
static void lose(void) {
  struct store *store = store_must_open(folder);
  live(store);
  leave_pages(store);
  make_backup(store);
  cr_assert_eq(erase(store, HER), RC_OK);
  store_close(store);
  cr_assert_eq(unlink(file), 0);
}

static void expect_erased(struct store *store) {
  struct person *people;
  size_t n;
  cr_assert_eq(store_people(store, &people, &n, &diags), RC_OK);
  cr_expect_eq(n, 1);
  free(people);
  cr_expect_eq(number(store, "SELECT count(*) FROM main.event WHERE hex(subject) LIKE '07%' AND "
                             "scheme <> 2 AND verb <> 'erased'"),
               0);
  cr_expect_eq(store_verify(store, &diags), RC_OK);
}

static bool file_has(const char *of, const char *wanted) {
  content(of);
  return memmem(now.at, now.n, wanted, strlen(wanted)) != NULL;
}

Test(store_erased_list, older_backup_brings_nobody_back) {
  lose();
  cr_expect(file_has(backup.at, canary));
  cr_assert_eq(restore(), RC_OK);
  cr_expect_eq(facts.erased, 1);
  cr_expect_eq(diags.n, 0);
  cr_expect_not(file_has(file, canary));
  cr_expect(file_has(file, "Somebody else"));
  struct store *store = store_must_open(folder);
  expect_erased(store);
  store_close(store);
  expect_ids(1, HER, HER);
}

/* As after an older program, or where it was moved away. */
Test(store_erased_list, backup_brings_it_up_to_date) {
  struct store *store = store_must_open(folder);
  live(store);
  make_backup(store);
  cr_expect_neq(access(path, F_OK), 0);
  cr_assert_eq(erase(store, HER), RC_OK);
  cr_assert_eq(unlink(path), 0);
  make_backup(store);
  expect_ids(1, HER, HER);
  cr_assert_eq(truncate(path, 20), 0);
  make_backup(store); /* which stands all the same */
  cr_expect(diags_have(&diags, "store.erased-kept"));
  store_close(store);
}

/* In what is prepared already, so that a power cut after any step leaves nobody readable. */
Test(store_erased_list, nobody_is_back_for_a_moment) {
  struct restore *prepared;
  char part[400], whole[400];
  lose();
  cr_assert_eq(prepare(&prepared), RC_OK);
  snprintf(part, sizeof part, "%s.restored.part", file);
  snprintf(whole, sizeof whole, "%s.restored", file);
  cr_expect_not(file_has(part, canary));
  cr_expect(file_has(part, "Somebody else"));
  cr_assert_eq(rename(part, whole), 0);
  restore_free(prepared);
  struct store *store = store_must_open(folder);
  expect_erased(store);
  store_close(store);
}

/* Killed in mid-copy it leaves pages of the backup, in which everybody still is. */
Test(store_erased_list, preparation_that_was_killed_is_swept_up) {
  char part[400];
  lose();
  snprintf(part, sizeof part, "%s.restored.part", file);
  cr_assert_eq(link(backup.at, part), 0);
  store_close(store_must_open(folder));
  cr_expect_neq(access(part, F_OK), 0);
}

Test(store_erased_list, damaged_records_bring_nobody_back) {
  struct store *store = store_must_open(folder);
  live(store);
  make_backup(store);
  cr_assert_eq(erase(store, HER), RC_OK);
  store_close(store);
  int fd = open(file, O_WRONLY);
  cr_assert_eq(pwrite(fd, canary, sizeof canary, 0), (ssize_t)sizeof canary);
  cr_assert_eq(close(fd), 0);
  cr_assert_eq(restore(), RC_OK);
  cr_expect(facts.damaged);
  cr_expect_eq(facts.erased, 1);
  store = store_must_open(folder);
  expect_erased(store);
  store_close(store);
}

Test(store_erased_list, whom_the_records_still_name_needs_no_second_tombstone) {
  struct store *store = store_must_open(folder);
  live(store);
  make_backup(store);
  cr_assert_eq(erase(store, HER), RC_OK);
  store_close(store);
  cr_assert_eq(restore(), RC_OK);
  cr_expect_eq(facts.erased, 0);
  cr_expect_not(file_has(file, canary));
  store = store_must_open(folder);
  expect_erased(store);
  cr_expect_eq(number(store, "SELECT count(*) FROM main.event WHERE verb = 'erased'"), 1);
  store_close(store);
}

/* Whom nobody here knows stays listed, and gets a tombstone: a stick may still bring the person. */
Test(store_erased_list, is_merged_with_the_tombstones_that_are_restored) {
  const uint8_t third[1][ID_BYTES] = {{THIRD}};
  struct store *store = store_must_open(folder);
  live(store);
  cr_assert_eq(erase(store, HER), RC_OK);
  make_backup(store);
  store_close(store);
  cr_assert_eq(unlink(path), 0);
  cr_assert(erased_list_keep(folder, third, 1, &diags));
  cr_assert_eq(restore(), RC_OK);
  cr_expect_eq(facts.erased, 1);
  expect_ids(2, HER, THIRD);
  store = store_must_open(folder);
  expect_erased(store);
  cr_expect_eq(number(store, "SELECT count(*) FROM main.event WHERE verb = 'erased'"), 2);
  store_close(store);
}

Test(store_erased_list, list_that_a_restore_cannot_write_is_written_later) {
  struct store *store = store_must_open(folder);
  live(store);
  cr_assert_eq(erase(store, HER), RC_OK);
  make_backup(store);
  store_close(store);
  cr_assert_eq(unlink(path), 0);
  struct restore *prepared;
  cr_assert_eq(prepare(&prepared), RC_OK);
  cr_assert_eq(mkdir(path, 0700), 0);
  cr_expect_eq(restore_commit(prepared, &aside, &diags), RC_OK);
  restore_free(prepared);
  cr_expect(diags_have(&diags, "store.erased-kept"));
  cr_assert_eq(rmdir(path), 0);
  store = store_must_open(folder);
  expect_erased(store);
  store_close(store);
  expect_ids(1, HER, HER);
}

Test(store_erased_list, nothing_is_restored_by_a_list_that_is_not_trusted) {
  struct stat before, after;
  char part[400];
  struct store *store = store_must_open(folder);
  live(store);
  make_backup(store);
  cr_assert_eq(erase(store, HER), RC_OK);
  store_close(store);
  cr_assert_eq(truncate(path, 20), 0);
  cr_assert_eq(stat(file, &before), 0);
  cr_expect_eq(restore(), RC_DATA);
  cr_expect(diags_have(&diags, "store.erased-list"));
  cr_assert_eq(stat(file, &after), 0);
  cr_expect_eq(before.st_ino, after.st_ino);
  snprintf(part, sizeof part, "%s.restored.part", file);
  cr_expect_neq(access(part, F_OK), 0);
  cr_assert_eq(stat(path, &after), 0);
  cr_expect_eq(after.st_size, 20);
}
