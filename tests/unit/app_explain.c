/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every page of mafunzo explain: its bad example gives its code, the mended one gives nothing. */
#include "app/explain.h"
#include "app/mrz.h"
#include "base/seal.h"
#include "course/course.h"

#include <criterion/criterion.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* -- A folder for examples ------------------------------------------------------------------- */

struct place_for {
  char root[200];
  struct arena arena;
};

static void write_file(struct place_for *it, const char *name, const char *text) {
  char path[300];
  snprintf(path, sizeof path, "%s/%s", it->root, name);
  FILE *file = fopen(path, "w");
  cr_assert_not_null(file, "%s", path);
  fputs(text, file);
  fclose(file);
}

static const char framework[] =
    "id: example\ntitle: Example\nlanguage: en\nversion: 1\ncompetencies:\n"
    "- {id: DOC-ELEC, name: A, descriptors: {0: a, 1: b, 2: c, 3: d, 4: e}}\n"
    "- {id: DOC-EXAM, name: B, descriptors: {0: a, 1: b, 2: c, 3: d, 4: e}}\n";
static const char position[] =
    "id: PLO\ntitle: P\nsummary: S\nrequirements:\n"
    "  DOC-ELEC: {level: 1, importance: 1, frequency: 1, difficulty: 1}\n"
    "  DOC-EXAM: {level: 1, importance: 1, frequency: 1, difficulty: 1}\n";

static const char course[] = "id: example\ntitle: T\nlanguage: en\nversion: 1.0.0\nsummary: S\n"
                             "modules: [01-first.yaml, 02-second.yaml]\n";

static void write_module(struct place_for *it, const char *file, const char *id) {
  write_file(it, file,
             arena_printf(&it->arena,
                          "id: %s\ntitle: T\nsources: {s: B}\n"
                          "lessons:\n- {id: l, title: T, text: x, source: s}\n",
                          id));
}

static void place_make(struct place_for *it) {
  const char *tmp = getenv("TMPDIR");
  char path[300];
  *it = (struct place_for){0};
  snprintf(it->root, sizeof it->root, "%s/mafunzo-explain-XXXXXX", tmp ? tmp : "/tmp");
  cr_assert_not_null(mkdtemp(it->root));
  static const char *const folders[] = {"framework", "framework/positions", "example"};
  for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
    snprintf(path, sizeof path, "%s/%s", it->root, folders[i]);
    cr_assert_eq(mkdir(path, 0700), 0);
  }
  write_file(it, "framework/competencies.yaml", framework);
  write_file(it, "framework/positions/PLO.yaml", position);
  write_module(it, "example/01-first.yaml", "first");
  write_module(it, "example/02-second.yaml", "second");
  write_file(it, "example/course.yaml", course);
}

static void place_remove(struct place_for *it) {
  char command[300];
  snprintf(command, sizeof command, "rm -rf '%s'", it->root);
  cr_expect_eq(system(command), 0);
  arena_done(&it->arena);
}

/* -- From the keys that a page shows to a file ------------------------------------------------- */

static bool has_key(const char *example, const char *key) {
  size_t len = strlen(key);
  for (const char *at = example; *at; at += strcspn(at, "\n") + (at[strcspn(at, "\n")] == '\n'))
    if (strncmp(at, key, len) == 0 && at[len] == ':')
      return true;
  return false;
}

/* A drill of another kind names itself. */
static bool of_another_kind(const char *key, const char *example) {
  return strcmp(key, "scenario") == 0 && has_key(example, "interview");
}

/* One entry: what it does not say of itself, then the example, all as deep as its dash wants it. */
static void add_entry(struct str *out, const char *const (*filled)[2], const char *example) {
  const char *lead = "    - ";
  for (; (*filled)[0]; filled++)
    if (!has_key(example, (*filled)[0]) && !of_another_kind((*filled)[0], example)) {
      str_printf(out, "%s%s: %s\n", lead, (*filled)[0], (*filled)[1]);
      lead = "      ";
    }
  for (const char *at = example; *at; at += strcspn(at, "\n") + 1) {
    str_printf(out, "%s%.*s\n", lead, (int)strcspn(at, "\n"), at);
    lead = "      ";
  }
}

static const char *const lesson_filled[][2] = {
    {"id", "example"}, {"title", "Example"}, {"text", "Words."}, {"source", "book"}, {0}};
static const char *const question_filled[][2] = {
    {"id", "example"}, {"competency", "DOC-ELEC"}, {"level", "1"}, {"source", "book"}, {0}};
static const char *const drill_filled[][2] = {
    {"id", "example"}, {"scenario", "Example"}, {"source", "book"}, {0}};

static const struct form {
  const char *kind, *file, *checked; /* written to, and what is checked */
  const char *before;
  const char *const (*filled)[2]; /* NULL: the example is the file */
} forms[] = {
    {"module", "example/m.yaml", "example/m.yaml", "", NULL},
    {"course", "example/course.yaml", "", "", NULL},
    {"competencies", "framework/competencies.yaml", "framework", "", NULL},
    {"position", "framework/positions/PLO.yaml", "framework", "", NULL},
    {"paths", "paths.yaml", "", "", NULL},
    {"lesson", "example/m.yaml", "example/m.yaml", "lessons:\n", lesson_filled},
    {"question", "example/m.yaml", "example/m.yaml", "quiz:\n  draw: 1\n  pass: 80\n  questions:\n",
     question_filled},
    {"drill", "example/m.yaml", "example/m.yaml", "drills:\n", drill_filled},
};

/* What mafunzo mrz reads is checked by it. */
static bool is_zone(const char *kind) {
  return strcmp(kind, "zone") == 0 || strcmp(kind, "json") == 0;
}

static void check_zone(const char *kind, const char *example, struct str *codes) {
  struct str text = {0}, out = {0};
  struct mrz_book book = {0};
  struct diags diags = {0};
  str_puts(&text, example);
  if (strcmp(kind, "zone") == 0)
    mrz_tell("-", &text, &book, &diags);
  else
    mrz_write("-", &text, &out, &diags);
  for (size_t i = 0; i < diags.n; i++)
    str_printf(codes, " %s@%u ", diags.list[i].code, diags.list[i].at.line);
  diags_done(&diags);
  mrz_book_done(&book);
  str_done(&text);
  str_done(&out);
}

static const struct form *form_of(const char *kind) {
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
    if (strcmp(forms[i].kind, kind) == 0)
      return &forms[i];
  return NULL;
}

/* The codes that checking the example gives, each once, parted by blanks. */
static void check_example(const char *kind, const char *example, struct str *codes) {
  const struct form *form = form_of(kind);
  struct place_for it;
  struct str text = {0};
  struct diags diags = {0};
  struct course_counts counts;
  cr_assert_not_null(form, "%s", kind);
  place_make(&it);
  if (form->filled) {
    str_printf(&text, "id: example\ntitle: Example\nsources: {book: Doc 9303}\n%s", form->before);
    add_entry(&text, form->filled, example);
  } else
    str_puts(&text, example);
  write_file(&it, form->file, str_text(&text));
  course_check(arena_printf(&it.arena, "%s/%s", it.root, form->checked), NULL, &diags, &counts);
  for (size_t i = 0; i < diags.n; i++)
    str_printf(codes, " %s@%u ", diags.list[i].code, diags.list[i].at.line);
  diags_done(&diags);
  str_done(&text);
  place_remove(&it);
}

/* -- The pages --------------------------------------------------------------------------------- */

static bool is_code(const char *code) {
  const char *dot = strchr(code, '.');
  return dot && dot != code && dot[1] &&
         strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789-.") == strlen(code) &&
         !strchr(dot + 1, '.');
}

Test(app_explain, every_page_is_whole) {
  struct explain_book book;
  explain_open(&book);
  cr_assert_gt(book.n, 100);
  for (size_t i = 0; i < book.n; i++) {
    const struct explain_page *page = &book.pages[i];
    size_t title = strlen(page->title);
    cr_expect(is_code(page->code), "%s", page->code);
    cr_expect(title > 10 && title < 79 - 27, "%s: %s", page->code, page->title);
    cr_expect(isupper((unsigned char)*page->title) || !isalpha((unsigned char)*page->title), "%s",
              page->code);
    cr_expect(title && page->title[title - 1] != '.', "%s", page->code);
    cr_expect(strlen(page->text) > 20, "%s", page->code);
    cr_expect((page->bad && *page->bad) == (page->good && *page->good), "%s", page->code);
    cr_expect(!page->kind || is_zone(page->kind) || form_of(page->kind), "%s", page->code);
    cr_expect(i == 0 || strcmp(book.pages[i - 1].code, page->code) < 0, "%s twice", page->code);
  }
  explain_done(&book);
}

static bool gives(const struct str *codes, const char *code) {
  char needle[80];
  snprintf(needle, sizeof needle, " %s@", code);
  return strstr(str_text(codes), needle) != NULL;
}

Test(app_explain, every_bad_example_gives_its_code_and_no_good_one_gives_any, .timeout = 120) {
  struct explain_book book;
  struct str codes = {0};
  size_t tried = 0;
  cr_assert(seal_init());
  explain_open(&book);
  for (size_t i = 0; i < book.n; i++) {
    const struct explain_page *page = &book.pages[i];
    if (!page->bad || !page->good)
      continue;
    void (*check)(const char *, const char *, struct str *) =
        is_zone(page->kind) ? check_zone : check_example;
    str_clear(&codes);
    check(page->kind, page->bad, &codes);
    cr_expect(gives(&codes, page->code), "bad %s gives%s", page->code, str_text(&codes));
    str_clear(&codes);
    check(page->kind, page->good, &codes);
    cr_expect_eq(codes.len, 0, "good %s gives%s", page->code, str_text(&codes));
    tried++;
  }
  cr_expect_gt(tried, 80);
  str_done(&codes);
  explain_done(&book);
}

Test(app_explain, pages_are_found_and_near_ones_offered) {
  struct explain_book book;
  explain_open(&book);
  cr_assert_not_null(explain_find(&book, "yaml.colon"));
  cr_expect_str_eq(explain_find(&book, "[yaml.colon]")->code, "yaml.colon");
  cr_expect_null(explain_find(&book, "yaml.colom"));
  cr_expect_null(explain_find(&book, ""));
  cr_expect_str_eq(explain_meant(&book, "yaml.colom"), "yaml.colon");
  cr_expect_null(explain_meant(&book, "nothing-like-it"));
  explain_done(&book);
}

Test(app_explain, prose_is_wrapped_and_examples_are_not) {
  struct explain_book book;
  struct str out = {0};
  explain_open(&book);
  explain_print(explain_find(&book, "text.long"), 40, &out);
  cr_expect(strstr(str_text(&out), "\n    title: The two lines of the machine readable zone of"));
  for (const char *at = str_text(&out); *at; at += strcspn(at, "\n") + 1)
    cr_expect(strcspn(at, "\n") <= 40 || strncmp(at, "    ", 4) == 0);
  str_done(&out);
  explain_done(&book);
}
