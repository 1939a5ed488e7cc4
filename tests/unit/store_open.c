/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store_fixture.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[256], file[300];

static void setup(void) {
  folder_temporary(folder, sizeof folder);
  snprintf(file, sizeof file, "%s/mafunzo.db", folder);
}

TestSuite(store_open, .init = setup);

static enum rc try_open(const char *where, struct diags *diags) {
  struct store *store;
  enum rc rc = store_open(where, &store, diags);
  cr_expect_eq(store == NULL, rc != RC_OK);
  store_close(store);
  return rc;
}

static size_t read_whole_file(const char *path, unsigned char *out, size_t size) {
  FILE *in = fopen(path, "rb");
  cr_assert_not_null(in);
  size_t n = fread(out, 1, size, in);
  fclose(in);
  return n;
}

static void write_at(long offset, const void *bytes, size_t len) {
  FILE *out = fopen(file, "r+b");
  cr_assert_not_null(out);
  cr_assert_eq(fseek(out, offset, SEEK_SET), 0);
  cr_assert_eq(fwrite(bytes, 1, len, out), len);
  fclose(out);
}

static size_t count_files(void) {
  size_t n = 0;
  DIR *dir = opendir(folder);
  cr_assert_not_null(dir);
  for (struct dirent *e; (e = readdir(dir));)
    n += e->d_name[0] != '.';
  closedir(dir);
  return n;
}

Test(store_open, makes_a_private_folder_and_its_parents) {
  char deep[300];
  struct stat there;
  snprintf(deep, sizeof deep, "%s/a/b/c", folder);
  store_close(store_must_open(deep));
  cr_assert_eq(stat(deep, &there), 0);
  cr_expect_eq(there.st_mode & 0777, 0700);
  strcat(deep, "/mafunzo.db");
  cr_assert_eq(stat(deep, &there), 0);
  cr_expect_eq(there.st_mode & 0777, 0600);
}

Test(store_open, options_are_the_written_ones) {
  static const struct {
    const char *pragma;
    int64_t want;
  } options[] = {
      {"PRAGMA main.synchronous", 2},
      {"PRAGMA main.wal_autocheckpoint", 0},
      {"PRAGMA trusted_schema", 0},
      {"PRAGMA main.mmap_size", 0},
      {"PRAGMA foreign_keys", 1},
      {"PRAGMA cell_size_check", 1},
      {"PRAGMA temp_store", 2},
      {"PRAGMA main.application_id", STORE_APPLICATION},
      {"PRAGMA main.user_version", STORE_VERSION},
      {"SELECT journal_mode = 'wal' FROM pragma_journal_mode", 1},
      {"SELECT locking_mode = 'exclusive' FROM pragma_locking_mode", 1},
  };
  struct store *store = store_must_open(folder);
  struct diags diags = {0};
  for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
    int64_t got = -1;
    cr_expect_eq(db_number(store, options[i].pragma, &got, &diags), RC_OK);
    cr_expect_eq(got, options[i].want, "%s is %ld", options[i].pragma, (long)got);
  }
  diags_done(&diags);
  store_close(store);
}

Test(store_open, clean_end_leaves_no_log) {
  struct happening h = stated("Amina");
  struct store *store = store_must_open(folder);
  scene_must_append(store, (struct scene){.person = 1}, &h, 1);
  store_close(store);
  cr_expect_eq(count_files(), 2); /* the database and the lock file */
}

Test(store_open, newer_store_is_refused_and_untouched) {
  static unsigned char before[1 << 18], after[1 << 18];
  struct diags diags = {0};
  store_close(store_must_open(folder));
  const unsigned char newer[4] = {0, 0, 0, STORE_VERSION + 1};
  write_at(60, newer, 4);
  size_t n = read_whole_file(file, before, sizeof before), files = count_files();
  cr_expect_eq(try_open(folder, &diags), RC_NEWER);
  cr_expect(diags_have(&diags, "store.newer"));
  cr_expect_eq(read_whole_file(file, after, sizeof after), n);
  cr_expect_eq(memcmp(before, after, n), 0);
  cr_expect_eq(count_files(), files);
  diags_done(&diags);
}

/* The newer version may be known to the log only, when its program was killed. */
Test(store_open, newer_version_in_a_leftover_log_is_refused_and_untouched) {
  static unsigned char before[1 << 20], after[1 << 20];
  char wal[310];
  struct diags diags = {0};
  store_close(store_must_open(folder));
  snprintf(wal, sizeof wal, "%s-wal", file);
  pid_t child = fork();
  if (child == 0) {
    struct store *store;
    struct diags ignored = {0};
    if (store_open(folder, &store, &ignored) == RC_OK)
      db_run(store, "PRAGMA main.user_version = 99", &ignored);
    _exit(0); /* without closing */
  }
  cr_assert_eq(waitpid(child, NULL, 0), child);
  size_t n = read_whole_file(wal, before, sizeof before);
  cr_assert_gt(n, 0);
  cr_expect_eq(try_open(folder, &diags), RC_NEWER);
  cr_expect_eq(read_whole_file(wal, after, sizeof after), n);
  cr_expect_eq(memcmp(before, after, n), 0);
  diags_done(&diags);
}

Test(store_open, file_of_another_program_is_refused_and_untouched) {
  struct diags diags = {0};
  unsigned char after[64];
  FILE *out = fopen(file, "wb");
  cr_assert_not_null(out);
  fputs("a letter to the director", out);
  fclose(out);
  cr_expect_eq(try_open(folder, &diags), RC_DATA);
  cr_expect(diags_have(&diags, "store.foreign"));
  cr_expect_eq(read_whole_file(file, after, sizeof after), 24);
  diags_done(&diags);
}

Test(store_open, second_process_learns_who_holds_it) {
  struct store *store = store_must_open(folder);
  pid_t child = fork();
  if (child == 0) {
    struct store *second;
    struct diags diags = {0};
    char holder[32];
    snprintf(holder, sizeof holder, "%ld", (long)getppid());
    enum rc rc = store_open(folder, &second, &diags);
    bool named = diags.n == 1 && strstr(diags.list[0].message, holder) != NULL;
    _exit(rc == RC_BUSY && second == NULL && named ? 0 : 1);
  }
  int status;
  cr_assert_eq(waitpid(child, &status, 0), child);
  cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  store_close(store);
  store_close(store_must_open(folder)); /* and now it is free */
}

Test(store_open, folder_that_cannot_be_made_says_so) {
  char beneath[320];
  struct diags diags = {0};
  FILE *out = fopen(file, "wb");
  cr_assert_not_null(out);
  fclose(out);
  snprintf(beneath, sizeof beneath, "%s/records", file); /* beneath a file */
  cr_expect_eq(try_open(beneath, &diags), RC_CREATE);
  cr_expect(diags_have(&diags, "store.create"));
  cr_expect_not_null(diags.list[0].hint);
  diags_done(&diags);
}

Test(store_open, read_only_folder_says_so) {
  enum { NOBODY = 65534 }; /* root may write everywhere, so it steps down for the attempt */
  struct diags diags = {0};
  bool root = geteuid() == 0;
  cr_assert_eq(chmod(folder, 0500), 0);
  cr_assert(!root || (chown(folder, NOBODY, NOBODY) == 0 && seteuid(NOBODY) == 0));
  enum rc rc = try_open(folder, &diags);
  cr_assert(!root || seteuid(0) == 0);
  cr_expect_eq(rc, RC_CREATE);
  cr_expect(diags_have(&diags, "store.create"));
  diags_done(&diags);
}

Test(store_open, link_in_place_of_the_database_is_not_followed) {
  char elsewhere[300];
  struct stat there;
  struct diags diags = {0};
  snprintf(elsewhere, sizeof elsewhere, "%s/elsewhere", folder);
  cr_assert_eq(symlink(elsewhere, file), 0);
  cr_expect_neq(try_open(folder, &diags), RC_OK);
  cr_expect_neq(stat(elsewhere, &there), 0);
  diags_done(&diags);
}

static void leave_unclean(void) {
  pid_t child = fork();
  if (child == 0) {
    struct store *store;
    struct diags ignored = {0};
    struct happening h = stated("Amina");
    if (store_open(folder, &store, &ignored) == RC_OK)
      scene_append(store, (struct scene){.person = 1}, &h, 1, &ignored);
    _exit(0);
  }
  cr_assert_eq(waitpid(child, NULL, 0), child);
}

Test(store_open, unclean_end_keeps_what_was_confirmed) {
  leave_unclean();
  struct store *store = store_must_open(folder);
  struct diags diags = {0};
  struct person *people;
  size_t n;
  cr_assert_eq(store_people(store, &people, &n, &diags), RC_OK);
  cr_expect_eq(n, 1);
  cr_expect_eq(store_verify(store, &diags), RC_OK);
  free(people);
  diags_done(&diags);
  store_close(store);
}

Test(store_open, damage_is_found_after_an_unclean_end) {
  unsigned char junk[512];
  struct store *store = store_must_open(folder);
  for (int i = 0; i < 40; i++) {
    struct happening h = stated("Amina");
    scene_must_append(store, (struct scene){.person = (uint8_t)(i + 1)}, &h, 1);
  }
  store_close(store);
  leave_unclean();
  memset(junk, 0xff, sizeof junk);
  write_at(4 * 4096, junk, sizeof junk); /* a page of the event table */
  write_at(6 * 4096, junk, sizeof junk);
  write_at(8 * 4096, junk, sizeof junk);
  struct diags diags = {0};
  cr_expect_eq(try_open(folder, &diags), RC_DATA);
  cr_expect(diags_have(&diags, "store.damaged"));
  diags_done(&diags);
}

Test(store_open, another_machine_begins_another_chain_that_names_its_parent) {
  struct store *store = store_must_open(folder);
  struct diags diags = {0};
  uint8_t first[KEY_BYTES];
  int64_t n = 0;
  memcpy(first, store->chain, KEY_BYTES);
  store_close(store);
  store = store_must_open(folder);
  cr_expect_arr_eq(first, store->chain, KEY_BYTES);
  if (access("/etc/machine-id", R_OK) == 0) {
    cr_assert_eq(db_run(store, "UPDATE main.chain SET machine = randomblob(32)", &diags), RC_OK);
    store_close(store);
    store = store_must_open(folder);
    cr_expect_neq(memcmp(first, store->chain, KEY_BYTES), 0);
    db_number(store,
              "SELECT count(*) FROM main.chain AS c JOIN main.chain AS p "
              "ON c.parent = p.public",
              &n, &diags);
    cr_expect_eq(n, 1);
  }
  diags_done(&diags);
  store_close(store);
}
