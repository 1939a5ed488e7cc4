/* SPDX-License-Identifier: GPL-3.0-or-later */
/* order: lines and their neighbours. */
#include "assess_fixture.h"

TestSuite(assess_order, .fini = done);

#define STEPS "order: q\nwhy: the reason\nitems: "

static const char four[] = STEPS "[one, {item: two, why: because}, three, four]\n";

Test(assess_order, scores_the_neighbours_kept) {
  struct item item = sound(four);
  cr_expect_eq(SCORE(&item, 0, 1, 2, 3), SCORE_ONE);
  cr_expect_eq(SCORE(&item, 1, 2, 3, 0), 666667, "2 of 3 kept though no line is in its place");
  cr_expect_eq(SCORE(&item, 0, 1, 3, 2), 333333);
  cr_expect_eq(SCORE(&item, 3, 2, 1, 0), 0, "backwards is no neighbour");
  cr_expect_eq(SCORE(&item, 1, 3, 0, 2), 0);
}

Test(assess_order, what_is_no_order_is_worth_nothing) {
  struct item item = sound(four);
  struct response longest = {.n = 255};
  cr_expect_eq(SCORE(&item, 0, 1, 0, 1), 0);
  cr_expect_eq(SCORE(&item, 0, 1, 2, 200), 0);
  cr_expect_eq(item_kind_of(&item)->grade(&item, &longest).score, 0);
  cr_expect_eq(score(&item, 0, (const uint8_t[]){0}), 0);
  cr_expect_eq(SCORE(&item, 2), 0);
  cr_expect_eq(SCORE(&item, 0, 1), 333333, "what there is of it");
}

Test(assess_order, is_seldom_guessed) {
  struct item item = sound(four);
  cr_expect_float_eq(item_kind_of(&item)->guess(&item), 1. / 24, 1e-12);
  cr_expect(item_kind_of(&item)->shuffles);
  cr_expect_eq(item_kind_of(&item)->shape, SHAPE_ARRANGEMENT);
}

Test(assess_order, mistakes) {
  SAYS(STEPS "[a, b]\n", "item.few-lines@3:8");
  SAYS(STEPS "[a, b, c, d, e, f, g, h, i]\n", "item.many-lines@3:8");
  SAYS(STEPS "[a, b, c, d, e, f, g, h]\n", "");
  SAYS(STEPS "[a, b, a]\n", "item.duplicate-line@3:15");
  SAYS(STEPS "[a, b, {item: c, was: a}]\n", "item.duplicate-line@3:15");
  SAYS(STEPS "[a, b, A]\n", "");
  SAYS(STEPS "[a, b, ' ']\n", "text.empty@3:15");
  SAYS(STEPS "\n- a\n- b\n- c\n- ~\n- \n", "text.empty@7:3 text.empty@8:2");
  SAYS(STEPS "[a, b, [c]]\n", "type.text@3:15");
  SAYS(STEPS "[a, b, {was: c}]\n", "key.missing@3:15");
  SAYS(STEPS "[a, b, {item: c, is: d}]\n", "key.unknown@3:25");
  SAYS("order: q\nwhy: w\n", "key.missing@1:1");
  SAYS("order: q\nwhy: w\nitems: a\n", "type.list@3:8");
  SAYS("order: q\nitems: [a, b, c]\n", "item.no-reason@1:1");
  SAYS("order: q\nitems: [a, {item: b, why: w}, c]\n", "");
}

/* What a mistake in the YAML took is not called missing. */
Test(assess_order, partial_lists) {
  SAYS("order: q\nwhy: w\nitems:\n  - a\n  - b: c: d\n", "yaml.colon@5:9");
}

Test(assess_order, revisions) {
  cr_expect_eq(changed(four, four), 0);
  cr_expect_eq(changed(four, STEPS "[one, two, three, four]\n"), 2, "a reason is text");
  cr_expect_eq(changed(STEPS "[one, two, three, four]\n",
                       STEPS "[one, {item: zwei, was: two}, three, four]\n"),
               2);
  cr_expect_eq(changed(STEPS "[one, two, three, four]\n", STEPS "[two, one, three, four]\n"), 3);
  cr_expect_eq(changed(STEPS "[one, two, three]\n", STEPS "[one, two, drei]\n"), 3);
}

Test(assess_order, asks_in_the_order_dealt) {
  struct item item = sound(four);
  const struct block *block = show(&item, (const uint8_t[]){2, 0, 3, 1}, SHOW_ASK, NULL);
  cr_assert_eq(block->kind, BLOCK_ORDER);
  cr_assert_eq(block->n, 4);
  cr_expect(block->live);
  cr_expect_eq(page.n_blocks, 1);
  cr_expect_eq(block->choices[0].value, 2);
  cr_expect_str_eq(block->choices[0].text, "three");
  cr_expect_eq(block->choices[3].value, 1);
  for (size_t i = 0; i < 4; i++) {
    cr_expect_null(block->choices[i].word);
    cr_expect_null(block->choices[i].note);
  }
  cr_expect_str_eq(texts(&item), "");
}

Test(assess_order, told_says_how_many_and_not_which) {
  struct item item = sound(four);
  struct response response = {.n = 4, .pick = {1, 2, 3, 0}};
  const struct block *block = show(&item, (const uint8_t[]){2, 0, 3, 1}, SHOW_TOLD, &response);
  cr_expect_not(block->live);
  for (size_t i = 0; i < 4; i++) {
    cr_expect_eq(block->choices[i].value, response.pick[i]);
    cr_expect_null(block->choices[i].word);
    cr_expect_null(block->choices[i].note);
    cr_expect_eq(block->choices[i].tone, TONE_PLAIN);
  }
  cr_assert_eq(page.n_blocks, 2);
  cr_assert_eq(page.blocks[1].kind, BLOCK_NOTICE);
  cr_expect_not_null(strstr(page.blocks[1].text, "2 of 3"));
  cr_expect_not(prose_has("the reason"));
}

Test(assess_order, key_says_where_each_line_was) {
  struct item item = sound(four);
  struct response response = {.n = 4, .pick = {0, 2, 1, 3}};
  const struct block *block = show(&item, (const uint8_t[]){2, 0, 3, 1}, SHOW_KEY, &response);
  for (size_t i = 0; i < 4; i++)
    cr_expect_eq(block->choices[i].value, i);
  cr_expect_eq(block->choices[0].tone, TONE_GOOD);
  cr_expect_eq(block->choices[1].tone, TONE_BAD);
  cr_expect_not_null(strstr(block->choices[1].word, "3"));
  cr_expect_not_null(strstr(block->choices[2].word, "2"));
  cr_expect_str_eq(block->choices[1].note, "because");
  cr_expect_not_null(block->choices[3].word);
  cr_expect(prose_has("the reason"));
}

Test(assess_order, all_right_needs_no_count) {
  struct item item = sound(four);
  struct response response = {.n = 4, .pick = {0, 1, 2, 3}};
  show(&item, NULL, SHOW_KEY, &response);
  cr_assert_eq(page.n_blocks, 2);
  cr_expect_eq(page.blocks[1].kind, BLOCK_PROSE);
}

/* Without an answer, or with one that is none, nothing is said of it. */
Test(assess_order, no_answer) {
  struct item item = sound(four);
  struct response torn = {.n = 2, .pick = {3, 2}}, twice = {.n = 4, .pick = {1, 1, 1, 1}};
  const struct response *rows[] = {NULL, &torn, &twice};
  for (size_t i = 0; i < 3; i++) {
    cr_expect_eq(show(&item, NULL, SHOW_TOLD, rows[i])->choices[0].value, 0);
    cr_expect_eq(page.n_blocks, 1);
    cr_expect_null(show(&item, NULL, SHOW_KEY, rows[i])->choices[0].word);
  }
}
