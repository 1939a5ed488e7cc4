/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/page.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct arena arena;
static struct page page;

static void begin(void) { page_init(&page, &arena, "test", "Title\n"); }
static void end(void) { arena_done(&arena); }

TestSuite(model_page, .init = begin, .fini = end);

Test(model_page, a_new_page_is_empty_and_never_wakes) {
  cr_assert_str_eq(page.title, "Title");
  cr_assert_eq(page.id, page_id("test"));
  cr_assert_eq(page.wake, -1);
  cr_assert_eq(page.n_blocks + page.n_actions, 0);
  cr_assert_null(page.status);
}

/* FNV-1a: the reference values of its authors. */
Test(model_page, ids_are_fnv_and_never_zero) {
  cr_assert_eq(page_id(""), 0x811c9dc5u);
  cr_assert_eq(page_id("a"), 0xe40c292cu);
  cr_assert_eq(page_id("foobar"), 0xbf9cf968u);
  cr_assert_eq(page_id("\xcc\x24\x31\xc4"), 1u, "a text whose hash is 0");
}

Test(model_page, blocks_come_in_order_and_keep_their_ids) {
  for (int i = 0; i < 40; i++)
    page_add_heading(&page, "h");
  page_add_prose(&page, "*p*");
  cr_assert_eq(page.n_blocks, 41);
  for (size_t i = 0; i < 41; i++)
    for (size_t k = 0; k < i; k++)
      cr_assert_neq(page.blocks[i].id, page.blocks[k].id);
  uint32_t third = page.blocks[2].id;
  page_init(&page, &arena, "test", "t");
  page_add_prose(&page, "other");
  for (int i = 0; i < 3; i++)
    page_add_heading(&page, "h");
  cr_assert_eq(page.blocks[3].id, third);
}

Test(model_page, texts_are_copied_and_safe) {
  char text[] = "a\033[2J\nb\t\u202e\n";
  struct block *block = page_add_heading(&page, text);
  memset(text, 'x', sizeof text - 1);
  cr_assert_str_eq(block->text, "a\ufffd[2J b \ufffd");
  block = page_add_notice(&page, TONE_WARN, "a\nb\t\033");
  cr_assert_str_eq(block->text, "a\nb \ufffd");
  cr_assert_eq(block->tone, TONE_WARN);
}

Test(model_page, prose_is_markdown_and_plain_is_not) {
  struct block *block = page_add_prose(&page, "**a**");
  cr_assert_eq(block->prose->blocks[0].spans[0].style, SPAN_STRONG);
  block = page_add_plain(&page, "**a**");
  cr_assert_str_eq(block->prose->blocks[0].spans[0].text, "**a**");
}

Test(model_page, panels) {
  const char *rows[] = {"P<UTOERIKSSON<<", "  two  ", "\033"};
  struct block *block = page_add_panel(&page, NULL, rows, 3, "alt");
  cr_assert_null(block->text);
  cr_assert_eq(block->n, 3);
  cr_assert_str_eq(block->rows[1], "  two  ");
  cr_assert_str_eq(block->rows[2], "\ufffd");
  cr_assert_str_eq(block->alt, "alt");
}

Test(model_page, choices) {
  struct choice choices[] = {{.value = 7, .text = "a\033", .word = "right", .tone = TONE_GOOD},
                             {.value = 2, .text = "b", .note = "n\033", .marked = true}};
  struct block *block = page_add_choices(&page, "answer", choices, 2, true, true);
  memset(choices, 0, sizeof choices);
  cr_assert_eq(block->id, page_id("answer"));
  cr_assert(block->many && block->live);
  cr_assert_eq(block->choices[0].value, 7);
  cr_assert_str_eq(block->choices[0].text, "a\ufffd");
  cr_assert_str_eq(block->choices[0].word, "right");
  cr_assert_eq(block->choices[0].tone, TONE_GOOD);
  cr_assert_null(block->choices[0].note);
  cr_assert(block->choices[1].marked);
  cr_assert_str_eq(block->choices[1].note, "n\ufffd");
}

Test(model_page, an_entry_never_begins_with_more_than_it_holds) {
  struct block *block = page_add_entry(&page, "a", "Label", "xé", 2, "km");
  cr_assert_str_eq(block->value, "x", "é does not fit whole");
  cr_assert_eq(block->max, 2);
  cr_assert(block->live);
  block = page_add_entry(&page, "b", "Label", NULL, 100000, NULL);
  cr_assert_str_eq(block->value, "");
  cr_assert_eq(block->max, RESPONSE_TEXT - 1);
}

Test(model_page, an_outline_takes_input_if_a_row_does) {
  struct outline_row rows[] = {{.text = "a\033"}, {.depth = 1, .text = "b", .action = "open b"}};
  cr_assert_not(page_add_outline(&page, "o", rows, 1)->live);
  struct block *block = page_add_outline(&page, "p", rows, 2);
  cr_assert(block->live);
  cr_assert_str_eq(block->outline[0].text, "a\ufffd");
  cr_assert_str_eq(block->outline[1].action, "open b");
  cr_assert_eq(block->outline[1].depth, 1);
}

Test(model_page, grids_and_bars) {
  const char *columns[] = {"Topic", "Hours"};
  struct grid_cell cells[] = {
      {.text = "a\033"}, {.text = "1", .right = true}, {.text = NULL}, {.text = ""}};
  struct block *block = page_add_grid(&page, "c", columns, 2, cells, 4);
  cr_assert_eq(block->n, 4);
  cr_assert_eq(block->n_columns, 2);
  cr_assert_str_eq(block->cells[0].text, "a\ufffd");
  cr_assert(block->cells[1].right);
  cr_assert_null(block->cells[2].text);
  struct bar bars[] = {{"l\033", -1, NULL}};
  block = page_add_bars(&page, bars, 1);
  cr_assert_str_eq(block->bars[0].label, "l\ufffd");
  cr_assert_eq(block->bars[0].share, -1);
}

Test(model_page, actions_grow_and_keep_their_ids) {
  for (int i = 0; i < 30; i++) {
    char id[16];
    snprintf(id, sizeof id, "act-%d", i);
    page_add_action(&page, id, "x", "L\033", NULL, i == 29);
  }
  cr_assert_eq(page.n_actions, 30);
  cr_assert_str_eq(page.actions[17].id, "act-17");
  cr_assert_str_eq(page.actions[17].label, "L\ufffd");
  cr_assert_not(page.actions[17].needs_answer);
  cr_assert(page.actions[29].needs_answer);
}

Test(model_page, input_values_are_found_by_name) {
  struct input input = {.n = 2, .fields = {{.block = page_id("a")}, {.block = page_id("b")}}};
  cr_assert_eq(input_value(&input, "b"), &input.fields[1].value);
  cr_assert_null(input_value(&input, "c"));
}
