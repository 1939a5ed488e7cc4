/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folders of courses and frameworks: what only shows when several files are looked at together. */
#include "base/str.h"
#include "course/course.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char root[256];

static void make_root(void) {
  const char *tmp = getenv("TMPDIR");
  snprintf(root, sizeof root, "%s/mafunzo-check-XXXXXX", tmp ? tmp : "/tmp");
  cr_assert_not_null(mkdtemp(root));
}

static void remove_root(void) {
  char command[2 * sizeof root + 64];
  snprintf(command, sizeof command, "chmod -R u+rwx '%s'; rm -rf '%s'", root, root);
  cr_assert_eq(system(command), 0);
}

static const char *at(const char *name) {
  static char path[512];
  snprintf(path, sizeof path, "%s/%s", root, name);
  return path;
}

/* Makes the folders on the way. */
static void put(const char *name, const char *text) {
  char path[512];
  snprintf(path, sizeof path, "%s/%s", root, name);
  for (char *slash = path + strlen(root) + 1; (slash = strchr(slash, '/')); slash++) {
    *slash = '\0';
    mkdir(path, 0777);
    *slash = '/';
  }
  FILE *file = fopen(path, "w");
  cr_assert_not_null(file);
  fputs(text, file);
  fclose(file);
}

/* "code@file:line code@file:line", files without their folder. */
static void say(const struct diags *diags, struct str *out) {
  str_clear(out);
  for (size_t i = 0; i < diags->n; i++) {
    const struct diag *diag = &diags->list[i];
    const char *slash = diag->at.file ? strrchr(diag->at.file, '/') : NULL;
    str_printf(out, "%s%s@%s:%u", i ? " " : "", diag->code, slash ? slash + 1 : "", diag->at.line);
  }
}

static enum rc check(const char *name, struct course_counts *counts, const char *said) {
  struct diags diags = {0};
  struct str out = {0};
  enum rc rc = course_check(at(name), NULL, &diags, counts);
  say(&diags, &out);
  cr_expect_str_eq(str_text(&out), said, "%s gave %s", name, str_text(&out));
  for (size_t i = 0; i < diags.n; i++)
    cr_expect(!diags.list[i].at.line || diags.list[i].excerpt, "%s", diags.list[i].code);
  str_done(&out);
  diags_done(&diags);
  return rc;
}

#define COURSE(id, modules)                                                                        \
  "id: " id "\ntitle: T\nlanguage: en\nversion: 1\nsummary: S\nmodules: [" modules "]\n"
#define MODULE(id)                                                                                 \
  "id: " id "\ntitle: T\nsources: {s: b}\nlessons: [{id: l, title: T, text: x, source: s}]\n"

#define COMPETENCY(id) "- {id: " id ", name: N, descriptors: {0: a, 1: b, 2: c, 3: d, 4: e}}\n"
#define FRAMEWORK                                                                                  \
  "id: f\ntitle: F\nlanguage: en\nversion: 1\ncompetencies:\n" COMPETENCY("A-A") COMPETENCY("B-B")
#define REQUIRED(id, level)                                                                        \
  "  " id ": {level: " level ", importance: 1, frequency: 5, difficulty: 3}\n"
#define POSITION(id, rest) "id: " id "\ntitle: P\nsummary: S\nrequirements:\n" rest

static void put_framework(void) {
  put("framework/competencies.yaml", FRAMEWORK);
  put("framework/positions/z.yaml", POSITION("AAA", REQUIRED("B-B", "4") REQUIRED("A-A", "0")));
  put("framework/positions/a.yaml", POSITION("ZZZ", REQUIRED("A-A", "2") REQUIRED("B-B", "1")));
}

TestSuite(course_check, .init = make_root, .fini = remove_root);

Test(course_check, a_library_without_mistakes) {
  struct course_counts counts;
  put_framework();
  put("one/course.yaml", COURSE("one", "a.yaml, b.yaml") "audience: [AAA]\n");
  put("one/a.yaml", MODULE("a"));
  put("one/b.yaml", MODULE("b"));
  put("two/course.yaml", COURSE("two", "a.yaml") "requires: [one]\n");
  put("two/a.yaml", MODULE("a"));
  cr_expect_eq(check("", &counts, ""), RC_OK);
  cr_expect_eq(counts.courses, 2);
  cr_expect_eq(counts.modules, 3);
  cr_expect_eq(counts.lessons, 3);
  cr_expect_eq(counts.files, 8);
}

Test(course_check, headers) {
  static const struct {
    const char *text, *said;
  } cases[] = {
      {COURSE("one", "a.yaml"), ""},
      {COURSE("One", "a.yaml"), "id.form@course.yaml:1"},
      {COURSE("one", "a.yaml") "audience: [AAB]\n", "position.unknown@course.yaml:7"},
      {COURSE("one", "a.yaml") "audiance: [AAA]\n", "key.unknown@course.yaml:7"},
      {COURSE("one", "a.yaml, b.yaml"), "module.missing@course.yaml:6"},
      {COURSE("one", "a.yaml, a.yaml"), "id.duplicate@course.yaml:6"},
      {COURSE("one", "a.yaml, ../a.yaml"), "module.name@course.yaml:6"},
      {COURSE("one", "a.yaml, /etc/passwd"), "module.name@course.yaml:6"},
      {COURSE("one", "a.yaml, sub/a.yaml"), "module.name@course.yaml:6"},
      {COURSE("one", ""), "list.empty@course.yaml:6"},
      {"id: one\ntitle: T\nlanguage: English\nversion: 1\nsummary: S\nmodules: [a.yaml]\n",
       "course.language@course.yaml:3"},
      {"id: one\ntitle: T\nlanguage: en\nversion: 1\nmodules: [a.yaml]\n",
       "key.missing@course.yaml:1"},
  };
  put_framework();
  put("one/a.yaml", MODULE("a"));
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct course_counts counts;
    put("one/course.yaml", cases[i].text);
    check("one", &counts, cases[i].said);
  }
}

Test(course_check, across_courses) {
  struct course_counts counts;
  put("one/course.yaml", COURSE("one", "a.yaml"));
  put("one/a.yaml", MODULE("a"));
  put("two/course.yaml", COURSE("one", "a.yaml, b.yaml") "requires: [onne]\n");
  put("two/a.yaml", MODULE("x"));
  put("two/b.yaml", MODULE("x"));
  cr_expect_eq(
      check("", &counts,
            "id.duplicate@b.yaml:0 id.duplicate@course.yaml:1 course.unknown@course.yaml:7"),
      RC_DATA);
}

/* However often its course lists it. */
Test(course_check, a_module_is_read_once) {
  struct course_counts counts;
  put("one/course.yaml", COURSE("one", "a.yaml, b.yaml, a.yaml, a.yaml"));
  put("one/a.yaml", MODULE("a"));
  put("one/b.yaml", MODULE("b"));
  cr_expect_eq(check("one", &counts, "id.duplicate@course.yaml:6 id.duplicate@course.yaml:6"),
               RC_DATA);
  cr_expect_eq(counts.modules, 2);
}

Test(course_check, one_broken_course_does_not_hide_the_others) {
  struct course_counts counts;
  put("a/course.yaml", "id: [\n");
  put("b/course.yaml", COURSE("b", "m.yaml"));
  put("b/m.yaml", "id: m\ntitle: a: b\nlesons: []\n");
  put("c/course.yaml", COURSE("c", "m.yaml"));
  put("c/m.yaml", MODULE("m"));
  cr_expect_eq(
      check("", &counts, "yaml.bracket@course.yaml:1 yaml.colon@m.yaml:2 key.unknown@m.yaml:3"),
      RC_DATA);
  cr_expect_eq(counts.courses, 3);
  cr_expect_eq(counts.modules, 2);
}

Test(course_check, a_module_alone_takes_the_course_beside_it) {
  struct course_counts counts;
  put_framework();
  put("one/course.yaml", COURSE("one", "missing.yaml"));
  put("one/a.yaml", MODULE("a") "quiz: {draw: 1, pass: 0, questions: [{id: q, true-or-false: x, "
                                "truth: yes, why: w, competency: A-B, level: 1, source: s}]}\n");
  cr_expect_eq(check("one/a.yaml", &counts, "competency.unknown@a.yaml:5"), RC_DATA);
  put("lone/a.yaml", MODULE("a"));
  cr_expect_eq(check("lone/a.yaml", &counts, ""), RC_OK);
  cr_expect_eq(counts.files, 1);
}

Test(course_check, paths_that_are_nothing) {
  struct course_counts counts;
  cr_expect_eq(check("absent", &counts, "file.missing@absent:0"), RC_MISSING);
  put("empty/readme.txt", "x");
  cr_expect_eq(check("empty", &counts, "folder.no-course@empty:0"), RC_DATA);
  put("e/m.yaml", "");
  cr_expect_eq(check("e/m.yaml", &counts, "file.empty@m.yaml:0"), RC_DATA);
}

Test(course_check, what_is_no_regular_file) {
  struct course_counts counts;
  cr_assert_eq(mkfifo(at("m.yaml"), 0600), 0);
  cr_expect_eq(check("m.yaml", &counts, "file.kind@m.yaml:0"), RC_DATA);
  put("one/course.yaml", COURSE("one", "a.yaml"));
  cr_assert_eq(mkfifo(at("one/a.yaml"), 0600), 0);
  cr_expect_eq(check("one", &counts, "file.kind@a.yaml:0"), RC_DATA);
}

Test(course_check, a_link_is_followed_within_its_folder_alone) {
  struct course_counts counts;
  put("secret.yaml", MODULE("a"));
  put("one/course.yaml", COURSE("one", "a.yaml"));
  put("one/.a", MODULE("a"));
  cr_assert_eq(symlink("../secret.yaml", at("one/a.yaml")), 0);
  cr_expect_eq(check("one", &counts, "file.outside@a.yaml:0"), RC_DATA);
  cr_assert_eq(unlink(at("one/a.yaml")), 0);
  cr_assert_eq(symlink(".a", at("one/a.yaml")), 0);
  cr_expect_eq(check("one", &counts, ""), RC_OK);
}

Test(course_check, a_large_file_is_not_read) {
  struct course_counts counts;
  put("m.yaml", "a: b\n");
  cr_assert_eq(truncate(at("m.yaml"), (1 << 20) + 1), 0);
  cr_expect_eq(check("m.yaml", &counts, "file.large@m.yaml:0"), RC_DATA);
}

Test(course_check, frameworks) {
  static const struct {
    const char *competencies, *position, *said;
  } cases[] = {
      {FRAMEWORK, POSITION("P", REQUIRED("A-A", "1") REQUIRED("B-B", "1")), ""},
      {FRAMEWORK, POSITION("P", REQUIRED("A-A", "1")), "requirement.missing@p.yaml:5"},
      {FRAMEWORK, POSITION("P", REQUIRED("A-A", "1") REQUIRED("B-B", "5")),
       "number.range@p.yaml:6"},
      {FRAMEWORK, POSITION("P", REQUIRED("A-A", "1") REQUIRED("B-B", "1") REQUIRED("C-C", "1")),
       "competency.unknown@p.yaml:7"},
      {FRAMEWORK, POSITION("ZZZ", REQUIRED("A-A", "1") REQUIRED("B-B", "1")),
       "id.duplicate@p.yaml:1"},
      {FRAMEWORK, POSITION("p p", REQUIRED("A-A", "1") REQUIRED("B-B", "1")), "id.form@p.yaml:1"},
      {FRAMEWORK, "order: 0\n" POSITION("P", REQUIRED("A-A", "1") REQUIRED("B-B", "1")),
       "number.range@p.yaml:1"},
      {FRAMEWORK COMPETENCY("A-A"), "", "id.duplicate@competencies.yaml:8"},
      {FRAMEWORK "- {id: C, name: N, descriptors: {0: a}}\n", "",
       "key.missing@competencies.yaml:8"},
      {FRAMEWORK COMPETENCY("A-A-A-A-A-A-A-A-A-A-A-A-A"), "", "id.form@competencies.yaml:8"},
      {"id: f\n", "", "key.missing@competencies.yaml:1"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct diags diags = {0};
    struct str out = {0};
    put_framework();
    put("framework/competencies.yaml", cases[i].competencies);
    put("framework/positions/p.yaml", cases[i].position);
    struct framework *framework = framework_load(at("framework"), &diags);
    say(&diags, &out);
    cr_expect(strncmp(str_text(&out), cases[i].said, strlen(cases[i].said)) == 0, "gave %s",
              str_text(&out));
    cr_expect_eq(framework == NULL, diags.errors > 0);
    cr_expect_eq(diags.errors > 0, cases[i].said[0] != '\0');
    framework_free(framework);
    str_done(&out);
    diags_done(&diags);
  }
}

Test(course_check, positions_are_sorted_and_requirements_follow_the_framework) {
  struct diags diags = {0};
  put_framework();
  struct framework *framework = framework_load(at("framework"), &diags);
  cr_assert_not_null(framework);
  cr_assert_eq(framework->n_positions, 2);
  cr_expect_str_eq(framework->positions[0].id, "AAA");
  cr_expect_eq(framework->positions[0].requirements[0].level, 0);
  cr_expect_eq(framework->positions[0].requirements[1].level, 4);
  cr_expect_eq(framework->positions[0].requirements[1].frequency, 5);
  cr_expect_str_eq(framework->competencies[1].descriptors[4], "e");
  framework_free(framework);
  diags_done(&diags);
}

Test(course_check, positions_stand_in_the_order_that_they_are_given) {
  struct diags diags = {0};
  put_framework();
  put("framework/positions/a.yaml",
      "order: 7\n" POSITION("ZZZ", REQUIRED("A-A", "2") REQUIRED("B-B", "1")));
  put("framework/positions/b.yaml",
      "order: 10\n" POSITION("BBB", REQUIRED("A-A", "2") REQUIRED("B-B", "1")));
  struct framework *framework = framework_load(at("framework"), &diags);
  cr_assert_not_null(framework);
  cr_assert_eq(framework->n_positions, 3);
  cr_expect_str_eq(framework->positions[0].id, "ZZZ");
  cr_expect_str_eq(framework->positions[1].id, "BBB");
  cr_expect_str_eq(framework->positions[2].id, "AAA", "without an order it is behind");
  framework_free(framework);
  diags_done(&diags);
}

Test(course_check, positions_lie_in_the_folder_of_their_framework) {
  struct diags diags = {0};
  struct str out = {0};
  put_framework();
  char elsewhere[512];
  strcpy(elsewhere, at("elsewhere"));
  cr_assert_eq(rename(at("framework/positions"), elsewhere), 0);
  cr_assert_eq(symlink("../elsewhere", at("framework/positions")), 0);
  put("elsewhere/secret.yaml", "secret: [\n");
  cr_expect_null(framework_load(at("framework"), &diags));
  say(&diags, &out);
  cr_expect_str_eq(str_text(&out), "file.outside@positions:0");
  str_done(&out);
  diags_done(&diags);
}

Test(course_check, a_course_may_ask_for_certainty) {
  struct diags diags = {0};
  struct catalogue catalogue;
  put("x/course.yaml", COURSE("a", "a.yaml") "certainty: yes\n");
  put("y/course.yaml", COURSE("b", "a.yaml") "certainty: no\n");
  put("z/course.yaml", COURSE("c", "a.yaml"));
  put("zz/course.yaml", COURSE("d", "a.yaml") "certainty: often\n");
  cr_assert_eq(catalogue_load(root, NULL, &catalogue, &diags), RC_OK);
  cr_assert_eq(catalogue.n, 4);
  cr_expect(catalogue.courses[0].certainty);
  cr_expect_not(catalogue.courses[1].certainty);
  cr_expect_not(catalogue.courses[2].certainty);
  cr_expect_not(catalogue.courses[2].broken);
  cr_assert_eq(diags.n, 1);
  cr_expect_str_eq(diags.list[0].code, "type.truth");
  catalogue_done(&catalogue);
  diags_done(&diags);
}

Test(course_check, the_catalogue_lists_broken_courses) {
  struct diags diags = {0};
  struct catalogue catalogue;
  put_framework();
  put("x/course.yaml", COURSE("b", "a.yaml"));
  put("y/course.yaml", "title: T\n");
  put("z/course.yaml", COURSE("a", "a.yaml") "audience: [AAA]\n");
  put("zz/course.yaml", COURSE("a", "a.yaml"));
  put("notes/readme", "x");
  cr_assert_eq(catalogue_load(root, NULL, &catalogue, &diags), RC_OK);
  cr_assert_eq(catalogue.n, 4);
  cr_expect_str_eq(catalogue.courses[0].id, "a");
  cr_expect_not(catalogue.courses[0].broken);
  cr_expect_null(catalogue.courses[0].fault);
  cr_expect_str_eq(catalogue.courses[0].audience[0], "AAA");
  cr_expect(catalogue.courses[1].broken); /* its twin */
  cr_expect_str_eq(catalogue.courses[2].files[0], "a.yaml");
  cr_expect_str_eq(catalogue.courses[3].id, "y");
  cr_expect(catalogue.courses[3].broken);
  cr_expect_not_null(catalogue.courses[3].fault);
  catalogue_done(&catalogue);
  cr_expect_eq(catalogue_load(at("absent"), NULL, &catalogue, &diags), RC_MISSING);
  catalogue_done(&catalogue);
  diags_done(&diags);
}

/* Every brace and bracket closed, none inside a string left open. */
static bool is_balanced(const char *json) {
  int depth = 0;
  bool quoted = false;
  for (; *json && depth >= 0; json++) {
    if (quoted && *json == '\\')
      json++;
    else if (*json == '"')
      quoted = !quoted;
    else if (!quoted)
      depth += (*json == '{' || *json == '[') - (*json == '}' || *json == ']');
  }
  return depth == 0 && !quoted;
}

Test(course_check, schemas_name_every_kind) {
  static const char *const words[] = {"\"choose\"",    "\"true-or-false\"", "\"scenario\"",
                                      "\"specimens\"", "\"holders\"",       "draft-07"};
  struct str module = {0}, course = {0};
  schema_module(&module);
  schema_course(&course);
  cr_expect(is_balanced(str_text(&module)));
  cr_expect(is_balanced(str_text(&course)));
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    cr_expect(strstr(str_text(&module), words[i]), "%s", words[i]);
  cr_expect(strstr(str_text(&course), "\"audience\""));
  cr_expect_null(strchr(str_text(&module), '\t'));
  str_done(&module);
  str_done(&course);
}
