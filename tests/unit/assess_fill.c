/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fill: gaps in a text. */
#include "assess_fixture.h"

TestSuite(assess_fill, .fini = done);

#define FILL(text) "fill: '" text "'\nwhy: the reason\n"

static const char weights[] = FILL("The weights {7|seven}, {3} and {1}, repeated.");

static int32_t typed(const struct item *item, const char *text) {
  struct response response = {0};
  memcpy(response.text, text, strlen(text));
  return item_kind_of(item)->grade(item, &response).score;
}

Test(assess_fill, scores_the_share_right) {
  struct item item = sound(weights);
  cr_expect_eq(typed(&item, "7\n3\n1"), SCORE_ONE);
  cr_expect_eq(typed(&item, " SEVEN \n3 \n1\n"), SCORE_ONE, "without case and spare space");
  cr_expect_eq(typed(&item, "7\n\n1"), 666667);
  cr_expect_eq(typed(&item, "3\n3\n7"), 333333);
  cr_expect_eq(typed(&item, "7"), 333333);
  cr_expect_eq(typed(&item, "7 3 1"), 0);
  cr_expect_eq(typed(&item, ""), 0);
  cr_expect_eq(typed(&item, "\n\n"), 0);
  cr_expect_eq(typed(&item, "\n\n\n\n7\n3\n1"), 0);
  cr_expect_eq(typed(&item, "7\n3\n1\n1\n1"), SCORE_ONE, "what is too much is not looked at");
  cr_expect_eq(typed(&item, "\xff\n\xfe\n1"), 333333);
  cr_expect_eq(item_kind_of(&item)->guess(&item), 0);
  struct item accent = sound(FILL("{Zoë} and {e}"));
  cr_expect_eq(typed(&accent, "zoe\né"), SCORE_ONE);
}

Test(assess_fill, signs_of_its_own) {
  struct item item = sound(FILL("a \\{b\\} \\\\ \\x \\| {c\\|d\\}|\\{e}"));
  const struct block *block = show(&item, NULL, SHOW_ASK, NULL);
  cr_assert_eq(block->n, 1);
  cr_expect_str_eq(block->pieces[0], "a {b} \\ \\x | ");
  cr_expect_str_eq(block->pieces[1], "");
  cr_expect_eq(typed(&item, "c|d}"), SCORE_ONE);
  cr_expect_eq(typed(&item, "{e"), SCORE_ONE);
  cr_expect_eq(typed(&item, "c"), 0);
  struct item last = sound(FILL("{a} \\"));
  cr_expect_str_eq(show(&last, NULL, SHOW_ASK, NULL)->pieces[1], " \\");
}

/* What the stem shows as CommonMark. */
static const char *shown(const char *yaml) {
  struct item item = sound(yaml);
  const struct markup *markup = markup_parse(&arena, item.stem);
  struct str text = {0};
  cr_assert_eq(markup->n, 1, "%s", item.stem);
  cr_expect_eq(markup->blocks[0].kind, MARKUP_PARAGRAPH, "%s", item.stem);
  for (size_t i = 0; i < markup->blocks[0].n; i++) {
    cr_expect_eq(markup->blocks[0].spans[i].style, SPAN_PLAIN, "%s", item.stem);
    str_puts(&text, markup->blocks[0].spans[i].text);
  }
  const char *kept = arena_strdup(&arena, str_text(&text));
  str_done(&text);
  return kept;
}

Test(assess_fill, stem_shows_the_very_text_and_its_gaps) {
  cr_expect_str_eq(shown(FILL("*P*<UTO_x {a} (`{b}`) - æ &amp; [a](b) <b>")),
                   "*P*<UTO_x ____ (`____`) - æ &amp; [a](b) <b>");
  cr_expect_str_eq(shown(FILL("{a} ____ (____) (____)")), "____ ____ (____) (____)");
  static const char *const first[] = {"# a",   "> a",   "- a", "+ a", "1. a",
                                      "12) a", "~~~ a", "=",   "æ"};
  for (size_t i = 0; i < sizeof first / sizeof *first; i++)
    cr_expect_str_eq(shown(arena_printf(&arena, FILL("%s {b}"), first[i])),
                     arena_printf(&arena, "%s ____", first[i]));
  cr_expect_str_eq(shown(FILL("     a {b}")), "a ____");
  cr_expect_str_eq(shown("why: w\nfill: |\n  a\n  - {b}\n  # c\n"), "a - ____ # c");
  cr_expect_str_eq(sound("fill: It's 5, or {6}.\nwhy: w\n").stem, "It's 5, or \\_\\_\\_\\_.",
                   "as readable as may be");
}

Test(assess_fill, mistakes) {
  SAYS(FILL("none"), "item.no-gap@1:7");
  SAYS("fill: none\nwhy: w\n", "item.no-gap@1:7");
  SAYS(FILL("a {b"), "item.gap-brace@1:10");
  SAYS("fill: a {b\nwhy: w\n", "item.gap-brace@1:9");
  SAYS(FILL("a b}"), "item.gap-brace@1:11");
  SAYS(FILL("a {b {c} d}"), "item.gap-brace@1:10");
  SAYS(FILL("a {b|c"), "item.gap-brace@1:10");
  SAYS(FILL("a {}"), "item.gap-empty@1:11");
  SAYS(FILL("a {b| }"), "item.gap-empty@1:13");
  SAYS(FILL("a {|b} {}"), "item.gap-empty@1:11 item.gap-empty@1:16");
  SAYS(FILL("{1}{2}{3}{4}{5}{6}"), "");
  SAYS(FILL("{1}{2}{3}{4}{5}{6}{7}"), "item.many-gaps@1:26");
  SAYS(FILL("{1|2|3|4|5|6|7|8}"), "");
  SAYS(FILL("{1|2|3|4|5|6|7|8|9}"), "item.many-forms@1:25");
  SAYS("fill: '{a}'\n", "item.no-reason@1:1");
  SAYS("fill: ''\nwhy: w\n", "text.empty@1:7");
  SAYS(FILL(" "), "text.empty@1:7");
  SAYS("fill: [a]\nwhy: w\n", "type.text@1:7");
}

/* The line and column within a literal block too; in a folded one the place is the scalar's. */
Test(assess_fill, places) {
  SAYS("why: w\nfill: |\n  One {a}\n   two {b\n", "item.gap-brace@4:8");
  SAYS("why: w\nfill: |\n\n   One {}\n", "item.gap-empty@4:9");
  SAYS("why: w\nfill: >\n  One\n  two {b\n", "item.gap-brace@2:7");
  SAYS("why: w\nfill: \"One\n  two {b\"\n", "item.gap-brace@2:7");
}

Test(assess_fill, forms_are_short_enough_for_all_to_be_typed) {
  char yaml[1024], form[82];
  memset(form, 'a', sizeof form);
  form[81] = '\0';
  snprintf(yaml, sizeof yaml, FILL("b {%s}"), form);
  SAYS(yaml, "text.long@1:11");
  form[80] = '\0';
  snprintf(yaml, sizeof yaml, FILL("{%s}{%s}{%s}{%s}{%s}{%s}"), form, form, form, form, form, form);
  struct item item = sound(yaml);
  struct response response;
  item_kind_of(&item)->solution(&item, &response);
  cr_expect_eq(strlen(response.text), 6 * 80 + 5);
  cr_expect_eq(typed(&item, response.text), SCORE_ONE);
}

Test(assess_fill, what_is_folded_is_bounded) {
  struct reading r = {.arena = &arena, .diags = &diags};
  char yaml[600] = "why: w\nfill: '{";
  memset(yaml + strlen(yaml), 'a', 80);
  strcat(yaml, "}'\n");
  const struct node *map = yaml_read_bytes(&r, yaml, strlen(yaml), "t.yaml");
  struct item item;
  cr_assert(read_item(yaml, &item));
  size_t slow = 0;
  for (int i = 0; i < 3000; i++)
    item_kind_of(&item)->check(&r, map, &item);
  for (size_t i = 0; i < diags.n; i++)
    slow += strcmp(diags.list[i].code, "item.slow") == 0;
  cr_expect_eq(slow, 1);
  cr_expect_eq(diags.n, 1);
  cr_expect_eq(reading_left(&r), 0u);
}

Test(assess_fill, revisions) {
  cr_expect_eq(changed(FILL("a {b} c"), FILL("A {b} c")), 2);
  cr_expect_eq(changed(FILL("a {b} c"), FILL("a {b|B} c")), 3);
  cr_expect_eq(changed(FILL("{a|b} {c}"), FILL("{a} {b|c}")), 3);
  struct item item = sound(weights);
  cr_expect_str_eq(texts(&item), "[7][seven][3][1]");
}

Test(assess_fill, asks_with_empty_gaps) {
  struct item item = sound(weights);
  const struct block *block = show(&item, NULL, SHOW_ASK, NULL);
  cr_assert_eq(block->kind, BLOCK_GAPS);
  cr_expect(item_kind_of(&item)->stem_inside);
  cr_expect(block->live);
  cr_assert_eq(page.n_blocks, 2);
  cr_expect_eq(page.blocks[0].kind, BLOCK_PROSE, "what to do comes first");
  cr_assert_eq(block->n, 3);
  cr_expect_str_eq(block->pieces[0], "The weights ");
  cr_expect_str_eq(block->pieces[3], ", repeated.");
  size_t most = 0;
  for (size_t i = 0; i < 3; i++) {
    cr_expect_str_eq(block->gaps[i].value, "");
    cr_expect_null(block->gaps[i].word);
    most += block->gaps[i].max + 1;
  }
  cr_expect_leq(most, RESPONSE_TEXT);
}

Test(assess_fill, told_judges_and_says_no_key) {
  struct item item = sound(weights);
  struct response response = {.text = "seven\n4"};
  const struct block *block = show(&item, NULL, SHOW_TOLD, &response);
  cr_expect_not(block->live);
  cr_expect_str_eq(block->gaps[0].value, "seven");
  cr_expect_eq(block->gaps[0].tone, TONE_GOOD);
  cr_expect_str_eq(block->gaps[1].value, "4");
  cr_expect_eq(block->gaps[1].tone, TONE_BAD);
  cr_expect_null(strchr(block->gaps[1].word, '3'));
  cr_expect_str_eq(block->gaps[2].value, "");
  cr_expect_not_null(block->gaps[2].word);
  cr_expect_not(prose_has("the reason"));
}

Test(assess_fill, key_fills_the_gaps) {
  struct item item = sound(weights);
  struct response response = {.text = "seven\n4"};
  const struct block *block = show(&item, NULL, SHOW_KEY, &response);
  cr_expect_str_eq(block->gaps[0].value, "seven");
  cr_expect_str_eq(block->gaps[1].value, "3");
  cr_expect_not_null(strchr(block->gaps[1].word, '4'));
  cr_expect_str_eq(block->gaps[2].value, "1");
  cr_expect(prose_has("the reason"));
  block = show(&item, NULL, SHOW_KEY, NULL);
  cr_expect_str_eq(block->gaps[0].value, "7");
  cr_expect_null(block->gaps[0].word);
  cr_expect_str_eq(show(&item, NULL, SHOW_TOLD, NULL)->gaps[0].value, "");
}
