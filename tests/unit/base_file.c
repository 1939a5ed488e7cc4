/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[256], path[300], part[310];
static struct diags diags;

static void setup(void) {
  const char *root = getenv("TMPDIR");
  snprintf(folder, sizeof folder, "%s/mafunzo-XXXXXX", root ? root : "/tmp");
  cr_assert_not_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/report.csv", folder);
  snprintf(part, sizeof part, "%s.part", path);
}

static void teardown(void) { diags_done(&diags); }

TestSuite(base_file, .init = setup, .fini = teardown);

static void expect_content(const char *want) {
  char got[64] = "";
  FILE *in = fopen(path, "rb");
  cr_assert_not_null(in);
  cr_expect_eq(fread(got, 1, sizeof got - 1, in), strlen(want));
  cr_expect_str_eq(got, want);
  fclose(in);
}

Test(base_file, is_written_whole_and_over_an_older_one) {
  cr_expect_eq(file_write_whole(path, "first", 5, &diags), RC_OK);
  expect_content("first");
  cr_expect_eq(file_write_whole(path, "2", 1, &diags), RC_OK);
  expect_content("2");
  cr_expect_neq(access(part, F_OK), 0);
}

Test(base_file, full_disk_leaves_the_older_one) {
  char much[4096];
  struct rlimit limit;
  memset(much, 'x', sizeof much);
  cr_assert_eq(file_write_whole(path, "first", 5, &diags), RC_OK);
  signal(SIGXFSZ, SIG_IGN);
  cr_assert_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
  limit.rlim_cur = 1000;
  cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
  cr_expect_eq(file_write_whole(path, much, sizeof much, &diags), RC_FULL);
  limit.rlim_cur = limit.rlim_max; /* or what counts the branches taken would not fit either */
  cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
  cr_expect_str_eq(diags.list[0].code, "file.full");
  expect_content("first");
  cr_expect_neq(access(part, F_OK), 0);
}

/* As root a rename would do it: --out /dev/stdout. */
Test(base_file, nothing_but_a_plain_file_is_replaced) {
  cr_assert_eq(mkfifo(path, 0600), 0);
  cr_expect_eq(file_write_whole(path, "x", 1, &diags), RC_CREATE);
  struct stat there;
  cr_assert_eq(lstat(path, &there), 0);
  cr_expect(S_ISFIFO(there.st_mode));
  cr_assert_eq(unlink(path), 0);
  cr_assert_eq(symlink("/dev/null", path), 0);
  cr_expect_eq(file_write_whole(path, "x", 1, &diags), RC_CREATE);
  cr_expect_neq(access(part, F_OK), 0);
}

Test(base_file, folder_that_is_not_there_says_so) {
  strcat(folder, "/none/report.csv");
  cr_expect_eq(file_write_whole(folder, "x", 1, &diags), RC_CREATE);
  cr_expect_str_eq(diags.list[0].code, "file.create");
  cr_expect_not_null(diags.list[0].hint);
}

Test(base_file, pieces_become_a_file_only_at_the_end) {
  struct file file;
  cr_assert_eq(file_begin(path, &file, &diags), RC_OK);
  cr_expect(file_give(&file, "one ", 4));
  cr_expect(file_give(&file, "two", 3));
  cr_expect_neq(access(path, F_OK), 0);
  cr_expect_eq(file_end(&file, &diags), RC_OK);
  expect_content("one two");
  cr_expect_neq(access(part, F_OK), 0);
}

Test(base_file, what_is_dropped_leaves_the_older_one) {
  struct file file;
  cr_assert_eq(file_write_whole(path, "first", 5, &diags), RC_OK);
  cr_assert_eq(file_begin(path, &file, &diags), RC_OK);
  cr_expect(file_give(&file, "second", 6));
  file_drop(&file);
  expect_content("first");
  cr_expect_neq(access(part, F_OK), 0);
  cr_expect_eq(diags.n, 0);
}

static size_t files_in_folder(void) {
  struct dirent **list;
  int n = scandir(folder, &list, NULL, NULL);
  cr_assert_geq(n, 2);
  for (int i = 0; i < n; i++)
    free(list[i]);
  free(list);
  return (size_t)n - 2; /* . and .. */
}

/* Who is killed in between leaves nothing for others to find. */
Test(base_file, has_no_name_before_the_end) {
  struct file file;
  cr_assert_eq(file_begin(path, &file, &diags), RC_OK);
  cr_expect(file_give(&file, "Amina", 5));
  cr_expect_eq(files_in_folder(), 0);
  cr_expect_eq(file_end(&file, &diags), RC_OK);
  cr_expect_eq(files_in_folder(), 1);
}

Test(base_file, what_cannot_be_renamed_is_not_left_behind) {
  struct file file;
  cr_assert_eq(file_begin(path, &file, &diags), RC_OK);
  cr_expect(file_give(&file, "Amina", 5));
  cr_assert_eq(mkdir(path, 0700), 0);
  cr_expect_eq(file_end(&file, &diags), RC_CREATE);
  cr_expect_neq(access(part, F_OK), 0);
}
