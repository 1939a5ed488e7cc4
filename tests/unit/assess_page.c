/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is shown of a question, and what is not shown before its time. */
#include "assess/kind.h"
#include "course/course.h"

#include <criterion/criterion.h>
#include <string.h>

static struct arena arena;
static struct diags diags;
static struct page page;

static void done(void) {
  arena_done(&arena);
  diags_done(&diags);
}

TestSuite(assess_page, .fini = done);

static struct item build(const char *kind, const char *yaml) {
  struct reading r = {.arena = &arena, .diags = &diags};
  struct item item = {.id = "x", .why = "the item's why"};
  const struct node *map = yaml_read_bytes(&r, yaml, strlen(yaml), "t.yaml");
  while (strcmp(item_kinds[item.kind]->key, kind) != 0)
    item.kind++;
  cr_assert(item_kind_of(&item)->build(&r, map, &item));
  return item;
}

static const struct block *show(const struct item *item, const uint8_t *order, enum show how,
                                const struct response *response) {
  memset(&page, 0, sizeof page);
  page_init(&page, &arena, "p", "t");
  item_kind_of(item)->page(item, order, how, response, &page);
  cr_assert_gt(page.n_blocks, 0);
  return &page.blocks[0];
}

static bool prose_has(const char *word) {
  for (size_t i = 0; i < page.n_blocks; i++)
    for (size_t j = 0; page.blocks[i].kind == BLOCK_PROSE && j < page.blocks[i].prose->n; j++)
      for (size_t k = 0; k < page.blocks[i].prose->blocks[j].n; k++)
        if (strstr(page.blocks[i].prose->blocks[j].spans[k].text, word))
          return true;
  return false;
}

static const char three[] =
    "choose: q\noptions:\n  - {right: a, why: wa}\n  - {wrong: b, why: wb}\n"
    "  - {wrong: c, why: wc}\n";
static const uint8_t order[] = {2, 0, 1};

Test(assess_page, ask_shows_the_plans_order_and_no_key) {
  struct item item = build("choose", three);
  const struct block *block = show(&item, order, SHOW_ASK, NULL);
  cr_assert_eq(block->kind, BLOCK_CHOICES);
  cr_expect_eq(block->id, page_id(ITEM_BLOCK));
  cr_expect(block->live);
  cr_expect_not(block->many);
  cr_assert_eq(block->n, 3);
  for (size_t i = 0; i < 3; i++) {
    cr_expect_eq(block->choices[i].value, order[i]);
    cr_expect_null(block->choices[i].word);
    cr_expect_null(block->choices[i].note);
    cr_expect_not(block->choices[i].marked);
  }
  cr_expect_str_eq(block->choices[0].text, "c");
  cr_expect_eq(page.n_blocks, 1);
}

Test(assess_page, told_gives_the_reason_of_the_choice_alone) {
  struct item item = build("choose", three);
  struct response response = {.n = 1, .pick = {2}};
  const struct block *block = show(&item, order, SHOW_TOLD, &response);
  cr_expect_not(block->live);
  cr_expect(block->choices[0].marked);
  cr_expect_eq(block->choices[0].tone, TONE_BAD);
  cr_expect_not_null(block->choices[0].word);
  cr_expect_str_eq(block->choices[0].note, "wc");
  for (size_t i = 1; i < 3; i++) {
    cr_expect_not(block->choices[i].marked);
    cr_expect_null(block->choices[i].word, "the key is not told");
    cr_expect_null(block->choices[i].note);
    cr_expect_eq(block->choices[i].tone, TONE_PLAIN);
  }
  cr_expect_not(prose_has("item's why"));
}

Test(assess_page, key_gives_everything) {
  struct item item = build("choose", three);
  struct response response = {.n = 1, .pick = {2}};
  const struct block *block = show(&item, order, SHOW_KEY, &response);
  for (size_t i = 0; i < 3; i++) {
    cr_expect_not_null(block->choices[i].word);
    cr_expect_not_null(block->choices[i].note);
  }
  cr_expect_eq(block->choices[1].tone, TONE_GOOD);
  cr_expect(prose_has("item's why"));
}

Test(assess_page, choose_all_is_many) {
  struct item item =
      build("choose-all", "choose-all: q\noptions: [{right: a}, {wrong: b, why: w}]\n");
  cr_expect(show(&item, (const uint8_t[]){0, 1}, SHOW_ASK, NULL)->many);
}

Test(assess_page, typed_answers) {
  struct item item = build("write", "write: q\naccept: [abc, abd]\n");
  struct response response = {.text = "xyz"};
  const struct block *block = show(&item, order, SHOW_ASK, NULL);
  cr_expect_eq(block->kind, BLOCK_ENTRY);
  cr_expect_eq(block->id, page_id(ITEM_BLOCK));
  cr_expect_lt(block->max, RESPONSE_TEXT);
  block = show(&item, order, SHOW_TOLD, &response);
  cr_expect_eq(page.n_blocks, 1);
  cr_expect_eq(block->tone, TONE_BAD);
  cr_expect_not_null(strstr(block->text, "xyz"));
  show(&item, order, SHOW_KEY, &response);
  cr_expect_not_null(strstr(page.blocks[1].text, "abc"));
  cr_expect(prose_has("item's why"));
}

Test(assess_page, number_has_its_unit) {
  struct item item = build("number", "number: q\nequals: 5\nunit: km\n");
  cr_expect_str_eq(show(&item, order, SHOW_ASK, NULL)->unit, "km");
  struct response response = {.text = "5"};
  cr_expect_eq(show(&item, order, SHOW_KEY, &response)->tone, TONE_GOOD);
  cr_expect_not_null(strstr(page.blocks[1].text, "5 km"));
}

/* What a hostile answer holds meets no terminal. */
Test(assess_page, typed_text_is_made_safe) {
  struct item item = build("write", "write: q\naccept: [abc]\n");
  struct response response = {.text = "\x1b]52;c;x\x07"};
  const struct block *block = show(&item, order, SHOW_TOLD, &response);
  cr_expect_null(strchr(block->text, '\x1b'));
  cr_expect_null(strchr(block->text, '\x07'));
}

/* -- What was answered before is the first state of the block ---------------------------------- */

Test(assess_page, choices_answered_before_are_marked) {
  struct item item = build("choose", three);
  const struct response before = {.n = 1, .pick = {2}};
  const struct block *block = show(&item, order, SHOW_ASK, &before);
  cr_assert(block->live);
  for (size_t i = 0; i < 3; i++) {
    cr_expect_eq(block->choices[i].marked, order[i] == 2);
    cr_expect_null(block->choices[i].word);
    cr_expect_null(block->choices[i].note);
    cr_expect_eq(block->choices[i].tone, TONE_PLAIN);
  }
  cr_expect_eq(page.n_blocks, 1, "and nothing is told");
}

Test(assess_page, what_was_typed_before_stands_in_the_field) {
  struct item item = build("write", "write: q\naccept: [ab]\n");
  const struct response before = {.text = "zz"};
  const struct block *block = show(&item, NULL, SHOW_ASK, &before);
  cr_assert_eq(block->kind, BLOCK_ENTRY);
  cr_expect_str_eq(block->value, "zz");
  cr_expect_str_eq(show(&item, NULL, SHOW_ASK, NULL)->value, "");
  item = build("number", "number: q\nequals: 2\n");
  cr_expect_str_eq(show(&item, NULL, SHOW_ASK, &before)->value, "zz");
}

Test(assess_page, a_blank_answer_shows_the_key_alone) {
  struct item item = build("choose", three);
  const struct block *block = show(&item, order, SHOW_KEY, NULL);
  for (size_t i = 0; i < 3; i++) {
    cr_expect_not(block->choices[i].marked);
    cr_expect_not_null(block->choices[i].note);
  }
  struct item typed = build("write", "write: q\naccept: [ab]\n");
  cr_expect_not_null(strstr(show(&typed, NULL, SHOW_KEY, NULL)->text, "ab"));
}
