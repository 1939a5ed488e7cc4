/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of the folder of courses when a pack is installed; who may sign one is tested where
 * it is typed (tests/cli/pack.sh), and cuts in between in tests/crash/install.sh. */
#include "app/install.h"

#include "base/file.h"
#include "base/vec.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define COURSE(version)                                                                            \
  "id: one\ntitle: T\nlanguage: en\nversion: " version "\nsummary: S\nmodules: [a.yaml]\n"
#define MODULE                                                                                     \
  "id: a\ntitle: T\nsources: {s: b}\nlessons: [{id: l, title: T, text: x, source: s}]\n"
#define COMPETENCY(id) "- {id: " id ", name: N, descriptors: {0: a, 1: b, 2: c, 3: d, 4: e}}\n"
#define FRAMEWORK(version, list)                                                                   \
  "id: f\ntitle: F\nlanguage: en\nversion: " version "\ncompetencies:\n" list
#define NEEDS "{level: 1, importance: 1, frequency: 1, difficulty: 1}"
#define POSITION "id: PLO\ntitle: P\nsummary: S\nrequirements:\n  A-A: " NEEDS "\n"

static char root[256], courses[400];
static struct offer offer;
static struct installed installed;
static struct diags diags;

static const char *at(const char *name) {
  static char path[600];
  snprintf(path, sizeof path, "%s/%s", courses, name);
  return path;
}

static void put(const char *name, const char *text) {
  cr_assert_eq(file_write_whole(at(name), text, strlen(text), &diags), RC_OK);
}

static bool holds(const char *name, const char *what) {
  char text[1000] = "";
  FILE *in = fopen(at(name), "rb");
  if (!in)
    return false;
  size_t n = fread(text, 1, sizeof text - 1, in);
  fclose(in);
  text[n] = '\0';
  return strstr(text, what) != NULL;
}

static bool is_there(const char *name) { return access(at(name), F_OK) == 0; }

static void add(const char *name, const char *text) {
  struct coursepack_file file = {.name = name, .at = text, .len = strlen(text)};
  VEC_PUSH(&offer.pack.files, file);
}

static void make(const char *version, const char *header) {
  coursepack_done(&offer.pack);
  strcpy(offer.pack.name, "Border Guard");
  strcpy(offer.pack.course, "one");
  strcpy(offer.pack.version, version);
  add("course/a.yaml", MODULE);
  add("course/course.yaml", header);
}

static void add_framework(const char *version, const char *text) {
  strcpy(offer.pack.framework, version);
  add("framework/competencies.yaml", text);
}

static void setup(void) {
  const char *tmp = getenv("TMPDIR");
  cr_assert(seal_init());
  snprintf(root, sizeof root, "%s/mafunzo-XXXXXX", tmp ? tmp : "/tmp");
  cr_assert_not_null(mkdtemp(root));
  snprintf(courses, sizeof courses, "%s/courses", root);
}

static void teardown(void) {
  offer_done(&offer);
  diags_done(&diags);
}

TestSuite(app_install, .init = setup, .fini = teardown);

static enum rc install(bool older) {
  diags_done(&diags);
  diags = (struct diags){0};
  return install_pack(courses, &offer, older, &installed, &diags);
}

static void expect_refused(enum rc rc, const char *code) {
  bool found = false;
  cr_expect_eq(install(false), rc, "%s", code);
  for (size_t i = 0; i < diags.n; i++)
    found = found || strcmp(diags.list[i].code, code) == 0;
  cr_expect(found, "%s, not %s", code, diags.n ? diags.list[0].code : "nothing");
  cr_expect_not(is_there(".mafunzo-install"));
}

Test(app_install, names_are_on_a_list) {
  static const char *const good[] = {"course/course.yaml",
                                     "course/01-a.yaml",
                                     "course/a.yml",
                                     "course/review.csv",
                                     "course/facilitator.md",
                                     "course/workbook.md",
                                     "framework/competencies.yaml",
                                     "framework/positions/PLO.yaml",
                                     "framework/documents/x.yaml",
                                     "framework/interview/en.yaml"};
  static const char *const bad[] = {
      "course/run.sh",          "course/a.yaml.sh",         "course/x/a.yaml",
      "course/../a.yaml",       "course/.a.yaml",           "framework/a.yaml",
      "framework/other/a.yaml", "framework/positions/a.md", "framework/review.csv",
      "course/README",          "elsewhere/course.yaml",    "course/positions/a.yaml"};
  for (size_t i = 0; i < COUNT(good); i++)
    cr_expect(install_allows(good[i]), "%s", good[i]);
  for (size_t i = 0; i < COUNT(bad); i++)
    cr_expect_not(install_allows(bad[i]), "%s", bad[i]);
}

Test(app_install, first_time_then_again_then_another) {
  make("1.9", COURSE("1.9"));
  cr_assert_eq(install(false), RC_OK);
  cr_expect_eq(installed.step, INSTALL_FIRST);
  cr_expect(holds("one/a.yaml", "id: a"));
  cr_expect_eq(install(false), RC_OK);
  cr_expect_eq(installed.step, INSTALL_SAME);
  cr_expect_not(is_there(".one.previous"));
  make("1.10", COURSE("1.10"));
  cr_expect_eq(install(false), RC_OK);
  cr_expect_eq(installed.step, INSTALL_CHANGED);
  cr_expect_str_eq(installed.before, "1.9");
  cr_expect(holds("one/course.yaml", "1.10") && holds(".one.previous/course.yaml", "1.9"));
  cr_expect_not(is_there(".mafunzo-install"));
}

Test(app_install, going_back_twice_is_as_it_was) {
  char version[COURSEPACK_TEXT];
  make("1", COURSE("1"));
  cr_assert_eq(install(false), RC_OK);
  cr_expect_eq(install_rollback(courses, "one", version, &diags), RC_MISSING);
  cr_expect_str_eq(diags.list[0].code, "install.no-previous");
  make("2", COURSE("2"));
  cr_assert_eq(install(false), RC_OK);
  cr_expect_eq(install_rollback(courses, "one", version, &diags), RC_OK);
  cr_expect_str_eq(version, "1");
  cr_expect(holds("one/course.yaml", "version: 1"));
  cr_expect_eq(install_rollback(courses, "one", version, &diags), RC_OK);
  cr_expect_str_eq(version, "2");
  cr_expect(holds("one/course.yaml", "version: 2"));
}

Test(app_install, folder_may_have_any_name) {
  char version[COURSEPACK_TEXT], named[700];
  make("1", COURSE("1"));
  cr_assert_eq(install(false), RC_OK);
  snprintf(named, sizeof named, "%s/my one", courses);
  cr_assert_eq(rename(at("one"), named), 0);
  make("2", COURSE("2"));
  cr_assert_eq(install(false), RC_OK);
  cr_expect(holds("my one/course.yaml", "version: 2") && !is_there("one"));
  cr_expect_eq(install_rollback(courses, "one", version, &diags), RC_OK);
  cr_expect(holds("my one/course.yaml", "version: 1"));
}

Test(app_install, older_one_only_if_meant) {
  make("1.10", COURSE("1.10"));
  cr_assert_eq(install(false), RC_OK);
  make("1.9", COURSE("1.9"));
  expect_refused(RC_DATA, "install.older");
  cr_expect(holds("one/course.yaml", "1.10"));
  cr_expect_eq(install(true), RC_OK);
  cr_expect(holds("one/course.yaml", "1.9"));
}

Test(app_install, course_with_mistakes_is_refused_and_they_are_told) {
  make("1", COURSE("1"));
  cr_assert_eq(install(false), RC_OK);
  make("2", "id: one\ntitle: T\nlanguage: en\nversion: 2\nsummary: S\nmodules: [b.yaml]\n");
  expect_refused(RC_DATA, "module.missing");
  cr_expect_str_eq(diags.list[0].at.file, "course/course.yaml");
  cr_expect_not_null(diags.list[0].excerpt);
  cr_expect(holds("one/course.yaml", "version: 1") && !is_there(".one.previous"));
}

Test(app_install, what_the_manifest_says_is_what_is_inside) {
  make("2", COURSE("1"));
  expect_refused(RC_DATA, "pack.other");
  make("1", COURSE("1"));
  strcpy(offer.pack.course, "two");
  expect_refused(RC_DATA, "pack.other");
  make("1", COURSE("1"));
  add_framework("2", FRAMEWORK("1", COMPETENCY("A-A")));
  expect_refused(RC_DATA, "pack.other");
  cr_expect_not(is_there("one") || is_there("framework"));
}

Test(app_install, framework_takes_nothing_away) {
  make("1", COURSE("1"));
  add_framework("1", FRAMEWORK("1", COMPETENCY("A-A")));
  add("framework/positions/PLO.yaml", POSITION);
  cr_assert_eq(install(false), RC_OK, "%s", diags.n ? diags.list[0].message : "");
  cr_expect(installed.framework);
  make("2", COURSE("2"));
  add_framework("2", FRAMEWORK("2", COMPETENCY("A-A")));
  expect_refused(RC_DATA, "install.framework"); /* the post */
  make("2", COURSE("2"));
  add_framework("2", FRAMEWORK("2", COMPETENCY("B-B")));
  expect_refused(RC_DATA, "install.framework"); /* the competency */
  cr_expect(holds("one/course.yaml", "version: 1"));
  make("2", COURSE("2"));
  add_framework("2", FRAMEWORK("2", COMPETENCY("A-A")));
  add("framework/positions/PLO.yaml", POSITION);
  cr_expect_eq(install(false), RC_OK);
  cr_expect(holds("framework/competencies.yaml", "version: 2") &&
            holds(".framework.previous/competencies.yaml", "version: 1"));
}

Test(app_install, another_thing_by_that_name_is_let_be) {
  make("1", COURSE("1"));
  cr_assert_eq(mkdir(courses, 0700), 0);
  put("one", "a file");
  expect_refused(RC_DATA, "install.taken");
  cr_expect(holds("one", "a file"));
  strcpy(offer.pack.course, "framework");
  expect_refused(RC_DATA, "install.taken");
}

Test(app_install, into_a_course_nothing_is_installed) {
  make("1", COURSE("1"));
  cr_assert_eq(mkdir(courses, 0700), 0);
  put("course.yaml", COURSE("1"));
  expect_refused(RC_DATA, "install.folder");
}

/* A link that waits where the new course is made is taken away, and not followed. */
Test(app_install, link_in_the_way_is_not_followed) {
  char elsewhere[300];
  snprintf(elsewhere, sizeof elsewhere, "%s/elsewhere", root);
  cr_assert_eq(mkdir(courses, 0700) + mkdir(elsewhere, 0700), 0);
  cr_assert_eq(symlink(elsewhere, at(".mafunzo-install")), 0);
  make("1", COURSE("1"));
  cr_expect_eq(install(false), RC_OK);
  cr_expect(holds("one/course.yaml", "version: 1"));
  cr_expect_eq(rmdir(elsewhere), 0);
}

Test(app_install, is_packed_again_to_what_was_installed) {
  uint8_t secret[SECRET_BYTES];
  struct key_secret one = {0};
  struct keys keys = {.secrets = {.list = &one, .n = 1}};
  struct str bytes = {0};
  struct coursepack back;
  make("1", COURSE("1"));
  add("course/workbook.md", "# W\n");
  cr_assert_eq(install(false), RC_OK);
  seal_keypair(keys.card.signer, secret);
  memcpy(one.sign, secret, SECRET_BYTES);
  strcpy(keys.card.name, "Amina");
  put("one/notes.txt", "for me alone");
  const struct packing how = {.courses = courses, .course = "one"};
  cr_assert_eq(packing_make(&how, &keys, &bytes, &diags), RC_OK);
  cr_assert_eq(coursepack_read("p", &bytes, &back, &diags), RC_OK);
  cr_assert_eq(back.files.n, 3);
  for (size_t i = 0; i < 3; i++) {
    cr_expect_str_eq(back.files.list[i].name, offer.pack.files.list[i].name);
    cr_expect_eq(back.files.list[i].len, offer.pack.files.list[i].len);
  }
  str_clear(&bytes);
  cr_assert_eq(unlink(at("one/workbook.md")) + symlink("notes.txt", at("one/workbook.md")), 0);
  cr_expect_eq(packing_make(&how, &keys, &bytes, &diags), RC_DATA);
  cr_expect_str_eq(diags.list[diags.n - 1].code, "pack.file");
  cr_expect_eq(bytes.len, 0);
  coursepack_done(&back);
  str_done(&bytes);
}

Test(app_install, courses_of_ones_own_begin_as_a_copy) {
  char own[400];
  make("1", COURSE("1"));
  add_framework("1", FRAMEWORK("1", COMPETENCY("A-A")));
  add("framework/positions/PLO.yaml", POSITION);
  cr_assert_eq(install(false), RC_OK);
  put("one/notes.txt", "for me alone");
  snprintf(own, sizeof own, "%s/data/mafunzo/courses", root);
  cr_expect_eq(install_adopt(courses, own, &diags), RC_OK);
  strcpy(courses, own);
  cr_expect(holds("one/course.yaml", "version: 1") && holds("one/a.yaml", "id: a"));
  cr_expect(holds("framework/competencies.yaml", "A-A") &&
            holds("framework/positions/PLO.yaml", "PLO"));
  cr_expect_not(is_there("one/notes.txt") || is_there("../courses.part"));
}
