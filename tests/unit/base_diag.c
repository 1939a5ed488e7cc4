/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/diag.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct diags diags;

static void add(unsigned line, unsigned column, unsigned span) {
  diag_error(&diags, ((struct place){"f.yaml", line, column}), span, "test.code", NULL, "message");
}

/* The one diagnostic of a file with this text. */
static const struct diag *shown(const char *text, unsigned line, unsigned column, unsigned span) {
  diags_done(&diags);
  add(line, column, span);
  diags_excerpt(&diags, "f.yaml", text, strlen(text));
  return &diags.list[0];
}

TestSuite(base_diag);

Test(base_diag, exit_codes_are_those_of_sysexits) {
  cr_assert_eq(rc_exit(RC_OK), 0);
  cr_assert_eq(rc_exit(RC_USAGE), 64);
  cr_assert_eq(rc_exit(RC_DATA), 65);
  cr_assert_eq(rc_exit(RC_MISSING), 66);
  cr_assert_eq(rc_exit(RC_CREATE), 73);
  cr_assert_eq(rc_exit(RC_IO), 74);
  cr_assert_eq(rc_exit(RC_FULL), 74);
  cr_assert_eq(rc_exit(RC_BUSY), 75);
  cr_assert_eq(rc_exit(RC_NEWER), 65);
}

Test(base_diag, texts_are_copied_and_made_safe) {
  char file[] = "f\033.yaml", hint[] = "say\nless\033";
  diag_error(&diags, ((struct place){file, 1, 1}), 0, "a.b", hint, "bad %s", "\033[31m\u202e");
  memset(file, 'x', sizeof file - 1);
  memset(hint, 'x', sizeof hint - 1);
  cr_assert_str_eq(diags.list[0].message, "bad \ufffd[31m\ufffd");
  cr_assert_str_eq(diags.list[0].hint, "say less\ufffd");
  cr_assert_str_eq(diags.list[0].at.file, "f\ufffd.yaml");
  cr_assert_eq(diags.list[0].span, 1);
  diags_excerpt(&diags, "f\033.yaml", "text", 4);
  cr_assert_str_eq(diags.list[0].excerpt, "text");
  diags_done(&diags);
}

Test(base_diag, errors_are_counted_and_warnings_are_not) {
  add(1, 1, 1);
  diag_warn(&diags, ((struct place){0}), 1, "a.b", "hint", "message");
  cr_assert_eq(diags.n, 2);
  cr_assert_eq(diags.errors, 1);
  cr_assert_null(diags.list[1].at.file);
  diags_done(&diags);
  cr_assert_eq(diags.errors, 0);
}

Test(base_diag, a_long_message_is_cut_between_characters) {
  char *text = calloc(1, 70001);
  for (size_t i = 0; i < 70000; i += 2)
    memcpy(text + i, "é", 2);
  diag_error(&diags, ((struct place){0}), 1, "a.b", text, "x%s", text);
  cr_assert_lt(strlen(diags.list[0].message), 1100);
  cr_assert_null(strstr(diags.list[0].message, "\ufffd"));
  cr_assert_null(strstr(diags.list[0].hint, "\ufffd"));
  cr_assert_str_eq(diags.list[0].message + strlen(diags.list[0].message) - 3, "...");
  free(text);
  diags_done(&diags);
}

Test(base_diag, beyond_the_most_only_the_number_grows) {
  for (unsigned i = 0; i < 5000; i++)
    add(5000 - i, 1, 1);
  cr_assert_eq(diags.errors, 5000);
  cr_assert_eq(diags.n, DIAGS_MAX + 1);
  diags_sort(&diags);
  cr_assert_str_eq(diags.list[DIAGS_MAX].code, "diags.too-many");
  cr_assert_eq(diags.list[DIAGS_MAX].severity, SEVERITY_WARNING);
  diags_done(&diags);
}

Test(base_diag, excerpts_point_under_the_column) {
  const struct diag *diag = shown("one: 1\ntwo: x\n", 2, 6, 1);
  cr_assert_str_eq(diag->excerpt, "two: x");
  cr_assert_eq(diag->caret, 5);
  cr_assert_eq(diag->caret_len, 1);
  diags_done(&diags);
}

Test(base_diag, wide_and_combining_characters_move_the_caret_by_their_cells) {
  const struct diag *diag = shown("護照: x", 1, 5, 1);
  cr_assert_eq(diag->caret, 6);
  diag = shown("e\u0301a: x", 1, 5, 1);
  cr_assert_eq(diag->caret, 3);
  diag = shown("a: 護照!", 1, 4, 2);
  cr_assert_eq(diag->caret, 3);
  cr_assert_eq(diag->caret_len, 4);
  diags_done(&diags);
}

Test(base_diag, tabs_are_one_blank_and_controls_are_replaced) {
  const struct diag *diag = shown("\ta\033[1m\u202eb", 1, 7, 1);
  cr_assert_str_eq(diag->excerpt, " a\ufffd[1m\ufffd"
                                  "b");
  cr_assert_eq(diag->caret, 6);
  diags_done(&diags);
}

Test(base_diag, lines_end_as_in_yaml) {
  cr_assert_str_eq(shown("a\r\nb\rc\u2028d", 2, 1, 1)->excerpt, "b");
  cr_assert_str_eq(shown("a\r\nb\rc\u2028d", 3, 1, 1)->excerpt, "c");
  cr_assert_str_eq(shown("a\r\nb\rc\u2028d", 4, 1, 1)->excerpt, "d");
  cr_assert_str_eq(shown("\ufeffkey: v", 1, 6, 1)->excerpt, "key: v");
  cr_assert_eq(diags.list[0].caret, 5);
  diags_done(&diags);
}

Test(base_diag, a_place_beyond_the_text_does_no_harm) {
  cr_assert_eq(shown("ab\ncd", 1, 9, 5)->caret, 2);
  cr_assert_eq(diags.list[0].caret_len, 1);
  cr_assert_null(shown("ab", 7, 1, 1)->excerpt);
  cr_assert_str_eq(shown("", 1, 1, 1)->excerpt, "");
  cr_assert_null(shown("ab", 0, 0, 1)->excerpt);
  diags_done(&diags);
}

Test(base_diag, of_a_long_line_the_part_around_the_caret_is_shown) {
  char line[401];
  memset(line, 'a', 400);
  memcpy(line + 250, "<!>", 3);
  line[400] = '\0';
  const struct diag *diag = shown(line, 1, 252, 1);
  cr_assert_eq(strlen(diag->excerpt), 100);
  cr_assert_eq(diag->excerpt[diag->caret], '!');
  cr_assert_eq(strncmp(diag->excerpt, "...a", 4), 0);
  diag = shown(line, 1, 1, 1);
  cr_assert_eq(diag->caret, 0);
  cr_assert_eq(diag->excerpt[0], 'a');
  diag = shown(line, 1, 400, 1);
  cr_assert_eq(diag->caret, 3 + 40);
  cr_assert_eq(diag->excerpt[diag->caret], 'a');
  cr_assert_eq(strlen(diag->excerpt), 3 + 41);
  diags_done(&diags);
}

Test(base_diag, characters_that_are_replaced_count_as_they_are_shown) {
  char line[301] = "";
  for (size_t i = 0; i < 300; i += 3)
    strcat(line, "\u202e");
  const struct diag *diag = shown(line, 1, 100, 1);
  cr_assert_eq(diag->caret, 99);
  strcpy(line + 297, "ab");
  cr_assert_eq(shown(line, 1, 101, 1)->caret, 3 + 40);
  cr_assert_eq(diags.list[0].excerpt[strlen(diags.list[0].excerpt) - 1], 'b');
  diags_done(&diags);
}

Test(base_diag, many_mistakes_in_one_endless_line) {
  size_t len = 1 << 20;
  char *line = malloc(len + 1);
  for (size_t i = 0; i < len; i += 2)
    memcpy(line + i, i < len / 2 ? "\u0301" : "ab", 2);
  for (unsigned i = 0; i < 1000; i++)
    add(1, 786432 - i * 700, 3);
  diags_excerpt(&diags, "f.yaml", line, len);
  for (size_t i = 0; i < diags.n; i++) {
    cr_assert_not_null(diags.list[i].excerpt);
    cr_assert_lt(strlen(diags.list[i].excerpt), 1000);
  }
  free(line);
  diags_done(&diags);
}

Test(base_diag, sorting_is_by_place_and_drops_repeats) {
  add(2, 1, 1);
  diag_warn(&diags, ((struct place){"f.yaml", 1, 9}), 1, "b.b", NULL, "message");
  add(2, 1, 1);
  diag_error(&diags, ((struct place){"a.yaml", 9, 9}), 1, "c.c", NULL, "message");
  diag_error(&diags, ((struct place){"f.yaml", 1, 9}), 1, "a.a", NULL, "message");
  diags_sort(&diags);
  cr_assert_eq(diags.n, 4);
  cr_assert_eq(diags.errors, 3);
  static const char *const codes[] = {"c.c", "a.a", "b.b", "test.code"};
  for (size_t i = 0; i < 4; i++)
    cr_assert_str_eq(diags.list[i].code, codes[i]);
  diags_done(&diags);
}

Test(base_diag, only_the_files_own_diagnostics_are_filled) {
  add(1, 1, 1);
  diag_error(&diags, ((struct place){"g.yaml", 1, 1}), 1, "c.c", NULL, "message");
  diags_excerpt(&diags, "g.yaml", "g", 1);
  cr_assert_null(diags.list[0].excerpt);
  cr_assert_str_eq(diags.list[1].excerpt, "g");
  diags_done(&diags);
}

/* -- Flat, as a child gives it back ------------------------------------------------------------- */

static bool unflatten(const struct str *flat, size_t len, struct diags *out) {
  struct unpack in = {.at = (const uint8_t *)flat->at};
  in.end = in.at + len;
  *out = (struct diags){0};
  return diags_unflatten(&in, "shown", out) && unpack_done(&in);
}

Test(base_diag, flat_and_back_they_are_the_same) {
  struct diags all = {0}, back;
  struct str flat = {0};
  diag_error(&all, (struct place){"f", 3, 4}, 5, "noun.what", "a hint", "a message");
  diag_warn(&all, (struct place){"f", 6, 7}, 1, "noun.other", NULL, "another");
  diags_flatten(&all, &flat);
  cr_assert(unflatten(&flat, flat.len, &back));
  cr_assert_eq(back.n, 2);
  cr_expect_eq(back.errors, 1);
  cr_expect_str_eq(back.list[0].at.file, "shown");
  cr_expect_eq(back.list[0].at.line, 3);
  cr_expect_eq(back.list[0].span, 5);
  cr_expect_str_eq(back.list[0].code, "noun.what");
  cr_expect_str_eq(back.list[0].hint, "a hint");
  cr_expect_str_eq(back.list[1].message, "another");
  cr_expect_null(back.list[1].hint);
  diags_done(&back);
  for (size_t len = 0; len < flat.len; len++) {
    cr_expect_not(unflatten(&flat, len, &back), "%zu", len);
    diags_done(&back);
  }
  str_done(&flat);
  diags_done(&all);
}

Test(base_diag, flat_codes_and_texts_are_looked_at_again) {
  static const char *const codes[] = {"", "noun", "noun.", ".what", "No.what", "a.b c", "a.\x1b"};
  struct diag said = {.code = "noun.what", .message = "\x1b[2J"};
  struct diags all = {.list = &said, .n = 1, .cap = 1}, back;
  struct str flat = {0};
  diags_flatten(&all, &flat);
  cr_assert(unflatten(&flat, flat.len, &back));
  cr_expect_null(strchr(back.list[0].message, '\x1b'));
  diags_done(&back);
  for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
    said.code = codes[i];
    str_clear(&flat);
    diags_flatten(&all, &flat);
    cr_expect_not(unflatten(&flat, flat.len, &back), "%zu", i);
    diags_done(&back);
  }
  all.n = 0;
  str_clear(&flat);
  pack_u32(&flat, UINT32_MAX);
  cr_expect_not(unflatten(&flat, flat.len, &back));
  str_done(&flat);
}
