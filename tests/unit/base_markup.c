/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/markup.h"

#include "base/random.h"
#include "base/str.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct arena arena;
static struct str out;

static void write_spans(const struct markup_block *block) {
  for (size_t i = 0; i < block->n; i++)
    str_printf(&out, "<%u>%s", block->spans[i].style, block->spans[i].text);
}

/* "P0 - <0>text;" and so on: kind, depth, marker, spans. */
static const char *written(const struct markup *markup) {
  str_clear(&out);
  for (size_t i = 0; i < markup->n; i++) {
    const struct markup_block *block = &markup->blocks[i];
    str_printf(&out, "%c%u", "PHICQR"[block->kind], block -> depth);
    if (block->marker)
      str_printf(&out, "(%s)", block->marker);
    write_spans(block);
    str_putc(&out, ';');
  }
  return str_text(&out);
}

static const char *parsed(const char *text) { return written(markup_parse(&arena, text)); }

static void end(void) {
  arena_done(&arena);
  str_done(&out);
}

TestSuite(base_markup, .fini = end);

Test(base_markup, nothing_gives_no_block) {
  cr_assert_eq(markup_parse(&arena, NULL)->n, 0);
  cr_assert_eq(markup_parse(&arena, "")->n, 0);
  cr_assert_eq(markup_plain(&arena, NULL)->n, 0);
  cr_assert_eq(markup_plain(&arena, "")->n, 0);
}

Test(base_markup, styles_nest) {
  cr_assert_str_eq(parsed("a **b *c* `d`** e"), "P0<0>a <1>b <3>c<1> <5>d<0> e;");
}

Test(base_markup, soft_breaks_are_blanks_and_hard_ones_lines) {
  cr_assert_str_eq(parsed("a\nb\\\nc"), "P0<0>a b\nc;");
}

Test(base_markup, headings_carry_their_level) {
  cr_assert_str_eq(parsed("# A\n\nb\n\n### C"), "H1<0>A;P0<0>b;H3<0>C;");
}

Test(base_markup, items_carry_markers_and_depth) {
  cr_assert_str_eq(parsed("3. a\n4. b\n   - c\n\n   d\n"),
                   "I0(3.)<0>a;I0(4.)<0>b;I1(-)<0>c;I0<0>d;");
}

Test(base_markup, an_item_that_begins_with_something_else_keeps_its_marker) {
  cr_assert_str_eq(parsed("- - a"), "I0(-);I1(-)<0>a;");
  cr_assert_str_eq(parsed("-\n- b"), "I0(-);I0(-)<0>b;");
  cr_assert_str_eq(parsed("- > a"), "I0(-);Q1<0>a;");
}

Test(base_markup, quotes_code_and_rules) {
  cr_assert_str_eq(parsed("> a\n\n***\n\n```\nx\ty\n\n z\n```\n"), "Q0<0>a;R0;C0<4>x    y\n\n z;");
}

Test(base_markup, targets_and_html_are_not_shown) {
  cr_assert_str_eq(parsed("see [the page](http://x.y) <b>now</b>"), "P0<0>see the page now;");
  cr_assert_str_eq(parsed("<div>x</div>\n"), "");
}

Test(base_markup, entities_cannot_smuggle_controls_in) {
  cr_assert_str_eq(parsed("a&#27;[1m&#x202e;b&#x9b;"), "P0<0>a\ufffd[1m\ufffd"
                                                       "b\ufffd;");
  cr_assert_str_eq(parsed("`\033`\n\n    \033\tx"), "P0<4>\ufffd;C0<4>\ufffd    x;");
  cr_assert_str_eq(written(markup_plain(&arena, "a\033\tb\nc")), "P0<0>a\ufffd b\nc;");
}

Test(base_markup, plain_text_is_no_markdown) {
  cr_assert_str_eq(written(markup_plain(&arena, "*a*\n- b")), "P0<0>*a*\n- b;");
}

Test(base_markup, unsupported_kinds_are_named) {
  cr_assert_null(markup_unsupported("**a** `<b>`\n\n- c"));
  cr_assert_null(markup_unsupported(NULL));
  cr_assert_str_eq(markup_unsupported("a <b>c</b>"), "html");
  cr_assert_str_eq(markup_unsupported("<div>\n"), "html");
  cr_assert_str_eq(markup_unsupported("![a](b)"), "image");
  cr_assert_str_eq(markup_unsupported("[a](b)"), "link");
}

static char *repeated(const char *piece, size_t bytes) {
  char *text = calloc(1, bytes + 1);
  size_t len = strlen(piece);
  for (size_t at = 0; at + len <= bytes; at += len)
    memcpy(text + at, piece, len);
  return text;
}

Test(base_markup, hostile_nesting_is_flattened) {
  static const char *const pieces[] = {"> ", "- ", ">", "1. ", "* ", "- > "};
  for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
    char *text = repeated(pieces[i], 4000);
    memcpy(text + 3990, "\n\n\n\n\nx", 6);
    const struct markup *markup = markup_parse(&arena, text);
    for (size_t k = 0; k < markup->n; k++)
      cr_expect_leq(markup->blocks[k].depth, 8u);
    cr_expect_leq(markup->n, 20u, "%s", pieces[i]);
    free(text);
  }
}

Test(base_markup, marks_at_the_head_of_an_honest_line_stay) {
  cr_assert_str_eq(parsed("```\n------------------------\n>>>\n```"),
                   "C0<4>------------------------\n>>>;");
  cr_assert_str_eq(parsed("> - 1. deep"), "I1(-);I2(1.)<0>deep;");
}

Test(base_markup, hostile_openers_come_to_an_end) {
  static const char *const pieces[] = {"[",    "![", "<",  "<!--",      "*a_ ",
                                       "[a](", "`",  "&#", "[[a]: /u\n"};
  for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
    char *text = repeated(pieces[i], 100 * 1000);
    cr_expect_not_null(markup_parse(&arena, text), "%s", pieces[i]);
    free(text);
  }
}

Test(base_markup, what_comes_after_the_limit_is_not_read) {
  char *text = repeated("word ", 70 * 1000);
  const struct markup *markup = markup_parse(&arena, text);
  cr_assert_eq(markup->n, 1);
  cr_assert_leq(strlen(markup->blocks[0].spans[0].text), 65536u);
  free(text);
}

/* What hostile texts are made of counts; plain words and what is beyond them cost nothing. */
Test(base_markup, signs_are_work) {
  cr_expect_eq(markup_work("word"), markup_work("many plain words, and a full stop."));
  cr_expect_eq(markup_work(NULL), 0);
  size_t line = markup_work("word");
  cr_expect_eq(markup_work("word\nword"), 2 * line);
  cr_expect_eq(markup_work("*word*"), 3 * line);
  cr_expect_eq(markup_work("[a](b)"), 3 * line);
  cr_expect_eq(markup_work("- > 1. a"), 4 * line, "each mark at the head of a line opens a block");
  cr_expect_eq(markup_work("a - b > 1. c"), line, "and none in its midst");
}

/* What needs no cmark is told from what does: with a blank line behind it everything takes that
 * way.
 */
Test(base_markup, prose_is_the_same_the_short_way) {
  static const char *const pieces[] = {"a",    "word",
                                       "7",    "12",
                                       ".",    ") ",
                                       "-",    "+",
                                       "#",    "=",
                                       "!",    "(",
                                       "[",    "]",
                                       "<b>",  "&",
                                       "amp;", "*",
                                       "_",    "`",
                                       "\\",   ":",
                                       "\"",   "'",
                                       " ",    "  ",
                                       "    ", "\t",
                                       "\n",   ">",
                                       "|",    "\xc3\xa9",
                                       "\xff", "\xe2\x80\xae",
                                       "\x1b", "http://x.y",
                                       "--- ", "- ",
                                       "1. ",  "x"};
  struct rng rng;
  struct str text = {0}, longer = {0}, want = {0};
  rng_seed(&rng, 4);
  for (size_t i = 0; i < 20000; i++) {
    str_clear(&text);
    for (size_t n = rng_below(&rng, 7); n < 7; n++)
      str_puts(&text, pieces[rng_below(&rng, sizeof pieces / sizeof *pieces)]);
    str_clear(&longer);
    str_printf(&longer, "%s\n\n", str_text(&text));
    str_clear(&want);
    str_puts(&want, parsed(str_text(&longer)));
    cr_assert_str_eq(parsed(str_text(&text)), str_text(&want), "%s", str_text(&text));
    arena_done(&arena);
  }
  str_done(&text);
  str_done(&longer);
  str_done(&want);
}
