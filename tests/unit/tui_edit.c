/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/keys.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(tui_edit);

static void press(struct draft *draft, enum key_code code) {
  cr_assert(edit_key(draft, 0, &(struct key){.code = code}));
}

static void type(struct draft *draft, size_t max, const char *const *points) {
  for (; *points; points++) {
    struct key key = {.code = KEYS_TEXT};
    strcpy(key.text, *points);
    cr_assert(edit_key(draft, max, &key));
  }
}
#define TYPE(draft, max, ...) type(draft, max, (const char *const[]){__VA_ARGS__, NULL})

Test(tui_edit, inserts_at_the_caret) {
  struct draft draft = {0};
  TYPE(&draft, 0, "a", "c");
  press(&draft, KEYS_LEFT);
  TYPE(&draft, 0, "b");
  cr_assert_str_eq(draft.text, "abc");
  cr_assert_eq(draft.caret, 2);
}

Test(tui_edit, a_combining_mark_joins_what_is_before_it) {
  struct draft draft = {0};
  TYPE(&draft, 0, "x", "e", "\u0301");
  press(&draft, KEYS_LEFT);
  cr_expect_eq(draft.caret, 1, "over the whole cluster");
  press(&draft, KEYS_END);
  press(&draft, KEYS_BACKSPACE);
  cr_expect_str_eq(draft.text, "x");
}

Test(tui_edit, caret_stays_on_a_boundary_when_a_mark_is_put_before_one) {
  struct draft draft = {.text = "e\u0301"};
  TYPE(&draft, 0, "a");
  cr_expect_str_eq(draft.text, "ae\u0301");
  cr_expect_eq(draft.caret, 1);
}

Test(tui_edit, deletes_wide_characters_whole) {
  struct draft draft = {.text = "日本"};
  press(&draft, KEYS_DELETE);
  cr_expect_str_eq(draft.text, "本");
  press(&draft, KEYS_BACKSPACE);
  cr_expect_str_eq(draft.text, "本", "nothing before the caret");
}

Test(tui_edit, never_grows_past_the_limit_nor_keeps_half_a_character) {
  struct draft draft = {0};
  TYPE(&draft, 4, "日", "本", "a", "b");
  cr_assert_str_eq(draft.text, "日a");
  cr_expect_eq(draft.refused, REFUSED_FULL);
  press(&draft, KEYS_BACKSPACE);
  cr_expect_eq(draft.refused, REFUSED_NOTHING);
}

Test(tui_edit, never_grows_past_the_buffer) {
  struct draft draft = {0};
  for (int i = 0; i < RESPONSE_TEXT + 10; i++)
    TYPE(&draft, 0, "a");
  cr_assert_eq(strlen(draft.text), RESPONSE_TEXT - 1);
}

Test(tui_edit, refuses_what_a_terminal_would_obey) {
  struct draft draft = {0};
  TYPE(&draft, 0, "\u202e", "\xc2\x9b", "a");
  cr_assert_str_eq(draft.text, "a");
  cr_expect_eq(draft.refused, REFUSED_UNSAFE, "though a letter followed");
}

Test(tui_edit, ctrl_u_empties_and_other_controls_are_not_taken) {
  struct draft draft = {.text = "abc", .caret = 2};
  cr_expect_not(edit_key(&draft, 0, &(struct key){.code = KEYS_CTRL, .text = "p"}));
  cr_expect(edit_key(&draft, 0, &(struct key){.code = KEYS_CTRL, .text = "u"}));
  cr_expect_str_empty(draft.text);
  cr_expect_eq(draft.caret, 0);
}

Test(tui_edit, up_and_down_are_not_taken) {
  struct draft draft = {0};
  cr_expect_not(edit_key(&draft, 0, &(struct key){.code = KEYS_UP}));
  cr_expect_not(edit_key(&draft, 0, &(struct key){.code = KEYS_TAB}));
}
