/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From bytes to trees: what YAML may not do here, and what is left after a mistake. */
#include "base/str.h"
#include "course/course.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct read {
  struct arena arena;
  struct diags diags;
  const struct node *root;
  struct str said; /* "code@line:column code@line:column" */
};

static void read_bytes(struct read *out, const char *bytes, size_t len) {
  *out = (struct read){0};
  struct reading r = {.arena = &out->arena, .diags = &out->diags};
  out->root = yaml_read_bytes(&r, bytes, len, "t.yaml");
  diags_sort(&out->diags);
  for (size_t i = 0; i < out->diags.n; i++)
    str_printf(&out->said, "%s%s@%u:%u", i ? " " : "", out->diags.list[i].code,
               out->diags.list[i].at.line, out->diags.list[i].at.column);
}

static void read_done(struct read *read) {
  str_done(&read->said);
  diags_done(&read->diags);
  arena_done(&read->arena);
}

static const char *text_of(const struct node *map, const char *key) {
  const struct node *node = node_get(map, key);
  return node && node->kind == NODE_SCALAR ? node->text : "(none)";
}

static const struct {
  const char *text, *said;
} mistakes[] = {
    {"a: b\nc: [d, e]\nf: {g: h}\n", ""},
    {"a: 'it''s'\nb: \"say \\\"yes\\\"\"\n", ""},
    {"---\na: b\n", ""},
    {"\xef\xbb\xbf"
     "a: b\n",
     ""},
    {"a: b\r\nc: d\r\n", ""},
    {"why: he said: no\n", "yaml.colon@1:13"},
    {"a: b\n\tc: d\n", "yaml.tab@2:1"},
    {"a:\n\t- b\n", "yaml.tab@2:1"},
    {"why: \"never\n", "yaml.quote@1:6"},
    {"why: 'never\nb: 'c'\n", "yaml.quote@1:6"},
    {"why: \"Never\" stamp\n", "yaml.quote@1:14"},
    {"why: [Which] of these\n", "yaml.bracket@1:14"},
    {"why: [a, b\nc: d\n", "yaml.bracket@1:6"},
    {"why: [\n", "yaml.bracket@1:6"},
    {"why: [a, , b]\n", "yaml.bracket@1:6"},
    {"why: {a: b, {\n", "yaml.bracket@1:13"},
    {"why: @home\n", "yaml.reserved@1:6"},
    {"why: `code`\n", "yaml.reserved@1:6"},
    {"why: %5 of them\n", "yaml.reserved@1:6"},
    {"why: , so\n", "yaml.reserved@1:6"},
    {"why: ] so\n", "yaml.reserved@1:6"},
    {"why: }\n", "yaml.reserved@1:6"},
    {"- @home\n- b\n", "yaml.reserved@1:3"},
    {"why: *Never* stamp\n", "yaml.alias@1:6"},
    {"why: *never\n", "yaml.alias@1:6"},
    {"why: &c so\n", "yaml.anchor@1:6"},
    {"why: !now\n", "yaml.tag@1:6"},
    {"why: !!str now\n", "yaml.tag@1:6"},
    {"<<: {a: b}\n", "yaml.merge@1:1"},
    {"a: b\na: c\n", "key.duplicate@2:1"},
    {"{a: b, a: c}\n", "key.duplicate@1:8"},
    {"a: b\n---\nc: d\n", "yaml.documents@2:1"},
    {"%YAML 1.1\n---\na: b\n", "yaml.directive@1:1"},
    {"%FOO\n---\na: b\n", "yaml.directive@1:1"},
    {"? [a, b]\n: c\n", "yaml.key@1:3"},
    {"? {a: b}\n: c\n", "yaml.key@1:3"},
    {"level:2\nb: c\n", "yaml.key@1:1"},
    {"l:\n  level:2\n  b: c\n", "yaml.key@2:3"},
    {"a: - b\n", "yaml.dash@1:4"},
    {"a: > 5 years\n", "yaml.block@1:6"},
    {"a: \"\\q\"\n", "yaml.escape@1:5"},
    {"a: \"\\xZZ\"\n", "yaml.escape@1:7"},
    {"l:\n  - a\n - b\n", "yaml.indent@3:2"},
    {"l:\n- a: x\n   key-b: y\n", "yaml.indent@3:4"},
    {"a: x\n  some words: y\n", "yaml.colon@2:13"},
    {"a: \"x\\ey\"\n", "text.control@1:4"},
    {"a: \"x\\0y\"\n", "text.control@1:4"},
    {"a: \"x\\x9by\"\n", "text.control@1:4"},
    {"a: \"x\\ry\"\n", "text.control@1:4"},
    {"a: \"x\\u202Ey\"\n", "text.bidi@1:4"},
    {"a: \"x\\u2066y\"\n", "text.bidi@1:4"},
    {"a: \"x\\u2028y\"\n", "text.control@1:4"},
    {"a: \"tab\\tand\\nline\"\n", ""},
    {"a: x\033y\n", "text.control@1:5"},
    {"a: x\xc2\x9by\n", "text.control@1:5"},
    {"a: x\xc2\x85y\n", "text.control@1:5"},
    {"a: x\xe2\x80\xaey # c\n", "text.bidi@1:5"},
    {"a: b # \xe2\x81\xa7\n", "text.bidi@1:8"},
    {"a: x\xef\xbb\xbfy\n", "text.control@1:5"},
    {"a: b\rc: d\n", "text.control@1:5 yaml.colon@1:7"},
    {"a: b\nc: caf\xe9\n", "file.encoding@2:7"},
    {"\xff\xfe"
     "a",
     "file.encoding@0:0"},
    {"", "file.empty@0:0"},
    {"\xef\xbb\xbf", "file.empty@0:0"},
    {"# only a comment\n", "file.empty@0:0"},
    {"title: Seat #4 was\n", "yaml.comment@1:13"},
    {"title: a word # and more\n", "yaml.comment@1:15"},
    {"level: 1 # from the pool\n", ""},
    {"title: #4 was\n", "yaml.comment@1:8"},
    {"- #4 was\n", "yaml.comment@1:3"},
    {"lessons: # all of them\n- a\n", ""},
    {"hint: #\n", ""},
    {"title: two words  # a comment\n", ""},
    {"a: [Yes, sir, at once]\n", "yaml.comma@1:10"},
    {"a: [Photo replaced, Expiry rewritten]\n", ""},
    {"a: [one thing, another]\n", ""},
    {"a: {do: Explain, calmly}\n", "yaml.comma@1:18"},
    {"a: {do: Explain, how: ~}\n", ""},
    {"a: {Which}\n", "yaml.brace@1:5"},
    {"a: {Which} of these\n", "yaml.brace@1:5 yaml.bracket@1:12"},
};

Test(course_yaml, mistakes_have_codes_and_places) {
  for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
    struct read read;
    read_bytes(&read, mistakes[i].text, strlen(mistakes[i].text));
    cr_expect_str_eq(str_text(&read.said), mistakes[i].said, "%s gave %s", mistakes[i].text,
                     str_text(&read.said));
    read_done(&read);
  }
}

Test(course_yaml, every_error_has_a_hint_where_yaml_is_to_blame) {
  for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
    struct read read;
    read_bytes(&read, mistakes[i].text, strlen(mistakes[i].text));
    for (size_t k = 0; k < read.diags.n; k++)
      if (strncmp(read.diags.list[k].code, "yaml.", 5) == 0 &&
          strcmp(read.diags.list[k].code, "yaml.documents") != 0)
        cr_expect_not_null(read.diags.list[k].hint, "%s", mistakes[i].text);
    read_done(&read);
  }
}

Test(course_yaml, columns_count_code_points_and_spans_end_with_the_line) {
  static const char text[] = "\xe4\xb8\xad\xe6\x96\x87: {\xc3\xa9"
                             "e: b}\nc: one\n   two\n";
  struct read read;
  read_bytes(&read, text, strlen(text));
  const struct node *inner = read.root->entries[0].value->entries[0].key;
  cr_expect_eq(read.root->entries[0].key->span, 2);
  cr_expect_eq(inner->at.column, 6);
  cr_expect_eq(inner->span, 2);
  const struct node *two = node_get(read.root, "c");
  cr_expect_eq(two->at.line, 2);
  cr_expect_eq(two->at.column, 4);
  cr_expect_eq(two->span, 3);
  cr_expect_str_eq(two->text, "one two");
  read_done(&read);
}

Test(course_yaml, carets_stand_under_wide_and_combining_characters) {
  static const char text[] = "\xe4\xb8\xad"
                             "e\xcc\x81: b: c\n";
  struct read read;
  read_bytes(&read, text, strlen(text));
  cr_assert_str_eq(str_text(&read.said), "yaml.colon@1:7");
  cr_assert_not_null(read.diags.list[0].excerpt);
  cr_expect_eq(read.diags.list[0].caret, 6); /* 2 + 1 + 0 + ": b" */
  read_done(&read);
}

Test(course_yaml, scalars_stay_as_written) {
  static const char text[] = "a: 44\nb: no\nc: 012\nd: 1.0\ne:\nf: \"\"\n";
  struct read read;
  read_bytes(&read, text, strlen(text));
  cr_expect_str_eq(text_of(read.root, "a"), "44");
  cr_expect_str_eq(text_of(read.root, "b"), "no");
  cr_expect_str_eq(text_of(read.root, "c"), "012");
  cr_expect_str_eq(text_of(read.root, "d"), "1.0");
  cr_expect(node_is_null(node_get(read.root, "e")));
  cr_expect_not(node_is_null(node_get(read.root, "f")));
  read_done(&read);
}

Test(course_yaml, no_control_reaches_the_tree) {
  static const char text[] = "a: \"\\e]52;c;x\\a\"\nb: x\033[2J\n";
  struct read read;
  read_bytes(&read, text, strlen(text));
  cr_assert_not_null(read.root);
  cr_expect_null(strpbrk(text_of(read.root, "a"), "\033\a"));
  cr_expect_null(strpbrk(text_of(read.root, "b"), "\033"));
  cr_expect_eq(read.diags.errors, 2);
  read_done(&read);
}

Test(course_yaml, the_rest_is_read_after_a_syntax_error) {
  static const char text[] = "id: m\n"
                             "lessons:\n"
                             "  - id: one\n"
                             "    title: a: b\n"
                             "    text: t\n"
                             "  - id: two\n"
                             "    title: \"open\n"
                             "  - id: three\n"
                             "    title: fine\n"
                             "quiz:\n"
                             "  questions:\n"
                             "    - id: q\n"
                             "      options:\n"
                             "        - right: a: b\n"
                             "        - wrong: c\n"
                             "    - id: r\n"
                             "  draw: 8\n"
                             "drills:\n"
                             "- id: d\n"
                             "  x: @\n"
                             "- id: e\n";
  struct read read;
  read_bytes(&read, text, strlen(text));
  cr_expect_str_eq(str_text(&read.said),
                   "yaml.colon@4:13 yaml.quote@7:12 yaml.colon@14:19 yaml.reserved@20:6");
  const struct node *lessons = node_get(read.root, "lessons");
  cr_assert_eq(lessons->n, 3);
  cr_expect_not(lessons->partial);
  cr_expect(lessons->items[0]->partial);
  cr_expect_str_eq(text_of(lessons->items[0], "title"), "(none)");
  cr_expect_str_eq(text_of(lessons->items[0], "text"), "t");
  cr_expect_str_eq(text_of(lessons->items[2], "id"), "three");
  cr_expect_eq(lessons->items[2]->at.line, 8);
  const struct node *quiz = node_get(read.root, "quiz");
  cr_assert_eq(node_get(quiz, "questions")->n, 2);
  const struct node *options = node_get(node_get(quiz, "questions")->items[0], "options");
  cr_assert_eq(options->n, 1); /* all that the other one had is lost */
  cr_expect(options->partial);
  cr_expect_str_eq(text_of(options->items[0], "wrong"), "c");
  cr_expect_str_eq(text_of(quiz, "draw"), "8");
  cr_expect_not(quiz->partial);
  cr_expect_str_eq(text_of(node_get(read.root, "drills")->items[1], "id"), "e");
  read_done(&read);
}

Test(course_yaml, a_broken_item_of_a_list_leaves_the_others) {
  static const char text[] = "accept:\n  - one\n  - 'two\n  - three: 'x'\n  - four\nwhy: w\n";
  struct read read;
  read_bytes(&read, text, strlen(text));
  cr_expect_str_eq(str_text(&read.said), "yaml.quote@3:5");
  const struct node *accept = node_get(read.root, "accept");
  cr_assert(accept && accept->partial && accept->n >= 2);
  cr_expect_str_eq(accept->items[0]->text, "one");
  cr_expect_str_eq(accept->items[accept->n - 1]->text, "four");
  cr_expect_str_eq(text_of(read.root, "why"), "w");
  read_done(&read);
}

static const struct {
  const char *text, *hint;
} quoted[] = {
    {"title: Never: not once\n", "Put the whole text in quotes: title: \"Never: not once\""},
    {"- @home  # now\n", "Put the whole text in quotes: - \"@home\""},
    {"- right: [Which] one\n", "Put the whole text in quotes: right: \"[Which] one\""},
    {"a: \"Never\" so\n", "Put the whole text in quotes: a: '\"Never\" so'"},
    {"a: say \"no\": don't\n", "Put the whole text in quotes: a: 'say \"no\": don''t'"},
    {"a: b: c\n  and on\n", "Put the whole text in quotes, \"...\"."},
    {"a: {b: @c}\n", "Put the whole text in quotes, \"...\"."},
    {"a: *b, see c\n", "Put the whole text in quotes: a: \"*b, see c\""},
    {"a: 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0: 1\n",
     "Put the whole text in quotes: a: \"0123456789 0123456789 0123456789 0123456789 0123456789 "
     "01234...\""},
};

Test(course_yaml, a_hint_shows_the_line_in_quotes) {
  for (size_t i = 0; i < sizeof quoted / sizeof *quoted; i++) {
    struct read read;
    read_bytes(&read, quoted[i].text, strlen(quoted[i].text));
    cr_assert(read.diags.n);
    cr_expect_str_eq(read.diags.list[0].hint, quoted[i].hint);
    read_done(&read);
  }
}

Test(course_yaml, a_broken_key_costs_that_key_alone) {
  static const char text[] = "id: m\ntitle: a: b\nobjectives:\n  x: y\n";
  struct read read;
  read_bytes(&read, text, strlen(text));
  cr_expect_str_eq(str_text(&read.said), "yaml.colon@2:9");
  cr_expect(read.root->partial);
  cr_expect_str_eq(text_of(node_get(read.root, "objectives"), "x"), "y");
  read_done(&read);
}

/* -- Limits -------------------------------------------------------------------------------- */

/* A text of n times the unit between head and foot. */
static char *repeat(const char *head, const char *unit, size_t n, const char *foot) {
  struct str out = {0};
  str_puts(&out, head);
  for (size_t i = 0; i < n; i++)
    str_puts(&out, unit);
  str_puts(&out, foot);
  return out.at;
}

static void expect_codes(char *text, const char *said) {
  struct read read;
  read_bytes(&read, text, strlen(text));
  cr_expect_str_eq(str_text(&read.said), said);
  read_done(&read);
  free(text);
}

Test(course_yaml, depth_is_32) {
  char *shut = repeat("", "]", 32, "");
  expect_codes(repeat("", "[", 32, shut), "");
  free(shut);
  expect_codes(repeat("", "[", 33, "]"), "yaml.deep@1:33");
  expect_codes(repeat("", "[", 65536, ""), "yaml.deep@1:33");
  expect_codes(repeat("", "[\n", 65536, ""), "yaml.deep@33:1");
  expect_codes(repeat("", "- ", 65536, ""), "yaml.deep@1:65");
}

Test(course_yaml, nodes_are_150000) {
  expect_codes(repeat("[", "a,", 149999, "]"), "");
  expect_codes(repeat("[", "a,", 150000, "]"), "yaml.nodes@1:300000");
}

Test(course_yaml, scalars_are_64_kib) {
  expect_codes(repeat("a: ", "x", 64 * 1024, "\n"), "");
  expect_codes(repeat("a: ", "x", 64 * 1024 + 1, "\n"), "text.long@1:4");
  expect_codes(repeat("a: \"", "\\e", 64 * 1024 + 1, "\"\n"), "text.long@1:4");
}

Test(course_yaml, files_are_1_mib) {
  expect_codes(repeat("a: b\n", "\n", (1 << 20) - 5, ""), "");
  expect_codes(repeat("a: b\n", "\n", (1 << 20) - 4, ""), "file.large@0:0");
}

Test(course_yaml, nul_is_not_text) {
  struct read read;
  read_bytes(&read, "a: b\0c\n", 7);
  cr_expect_str_eq(str_text(&read.said), "file.binary@0:0");
  cr_expect_null(read.root);
  read_done(&read);
}

Test(course_yaml, a_flood_of_mistakes_is_cut_off) {
  struct read read;
  char *text = repeat("", "- !a &b c\n", 100000, "");
  read_bytes(&read, text, strlen(text));
  cr_expect_leq(read.diags.n, (size_t)DIAGS_MAX + 1);
  cr_expect_lt(read.diags.errors, (size_t)DIAGS_MAX + 10);
  read_done(&read);
  free(text);
}

Test(course_yaml, any_prefix_and_any_changed_byte_ends_well) {
  static const char text[] =
      "id: m # c\nl:\n  - a: \"b\\n\"\n    c: [d, {e: f}]\n  - 'g'\nt: |\n x\n";
  char copy[sizeof text];
  for (size_t len = 0; len < sizeof text - 1; len++)
    for (int byte = 1; byte < 256; byte += 7) {
      struct read read;
      memcpy(copy, text, sizeof text);
      copy[len] = (char)byte;
      read_bytes(&read, copy, sizeof text - 1);
      cr_expect(read.root || read.diags.errors);
      read_done(&read);
      read_bytes(&read, copy, len + 1);
      cr_expect(read.root || read.diags.errors);
      read_done(&read);
    }
}
