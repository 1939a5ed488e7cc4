/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages on paper: each kind of block, and nothing of a text becomes markup. */
#include "exchange/book.h"
#include "exchange/page_html.h"

#include <criterion/criterion.h>
#include <string.h>

static struct arena arena;
static struct page page;
static struct str out;

static void make(void) { page_init(&page, &arena, "p", "P"); }

static void done(void) {
  arena_done(&arena);
  str_done(&out);
}

TestSuite(exchange_book, .init = make, .fini = done);

static void expect(const char *html) {
  str_clear(&out);
  page_html(&page, 4, &out);
  cr_expect_str_eq(str_text(&out), html);
}

static bool has(const char *part) { return strstr(str_text(&out), part) != NULL; }

Test(exchange_book, prose_keeps_its_styles_lists_and_nothing_else) {
  page_add_prose(&page, "# A & <b>\n\nOne **two** *three* `4<5`.\n\n- x\n  - y\n\n> q\n");
  expect("<h4>A &amp; </h4>\n<p>One <strong>two</strong> <em>three</em> <code>4&lt;5</code>.</p>\n"
         "<p class=\"i d0\"><b>\u2022</b>x</p>\n<p class=\"i d1\"><b>\u2022</b>y</p>\n"
         "<blockquote>q</blockquote>\n");
}

Test(exchange_book, headings_go_no_deeper_than_html_has_them) {
  page_add_prose(&page, "###### Six\n");
  expect("<h6>Six</h6>\n");
}

Test(exchange_book, choices_have_boxes_and_letters_and_told_ones_their_word_and_reason) {
  const struct choice asked[] = {{.text = "a < b"}, {.value = 1, .text = "c"}};
  page_add_choices(&page, "answer", asked, 2, false, true);
  expect("<ol class=\"a\">\n<li><i>\u2610 A.</i>a &lt; b</li>\n<li><i>\u2610 B.</i>c</li>\n</ol>\n");
  const struct choice told[] = {{.text = "a", .word = "right", .note = "Why.", .marked = true}};
  page_init(&page, &arena, "q", "Q");
  page_add_choices(&page, "answer", told, 1, false, false);
  expect("<ol class=\"a\">\n<li><i>\u2611 A.</i>a <b>[right]</b><div class=\"note\">Why.</div>"
         "</li>\n</ol>\n");
}

Test(exchange_book, lines_to_put_in_order_are_blank_and_arranged_ones_numbered) {
  const struct choice lines[] = {{.text = "x"}, {.value = 1, .text = "y"}};
  page_add_order(&page, "answer", lines, 2, true);
  page_add_order(&page, "told", lines, 2, false);
  expect("<table class=\"p\">\n<tr><td class=\"blank\"></td><td>A. x</td></tr>\n"
         "<tr><td class=\"blank\"></td><td>B. y</td></tr>\n</table>\n"
         "<table class=\"p\">\n<tr><td>1</td><td>x</td></tr>\n<tr><td>2</td><td>y</td></tr>\n"
         "</table>\n");
}

Test(exchange_book, pairs_show_no_mate_before_they_are_told) {
  const char *const targets[] = {"one", "two"};
  struct pair pairs[] = {{.value = 0, .mate = PICK_NONE, .text = "x"}};
  page_add_pairs(&page, "answer", pairs, 1, targets, 2, true);
  expect("<ol class=\"a\">\n<li><i>A.</i>one</li>\n<li><i>B.</i>two</li>\n</ol>\n"
         "<table class=\"p\">\n<tr><td>x</td><td class=\"blank\"></td></tr>\n</table>\n");
  pairs[0].mate = 1;
  page_init(&page, &arena, "q", "Q");
  page_add_pairs(&page, "answer", pairs, 1, targets, 2, false);
  expect("<table class=\"p\">\n<tr><td>x</td><td>two</td></tr>\n</table>\n");
}

Test(exchange_book, gaps_and_entries_are_lines_to_write_on) {
  const char *const pieces[] = {"In ", " days."};
  const struct gap gaps[] = {{.value = "", .max = 8}};
  page_add_gaps(&page, "answer", pieces, gaps, 1, true);
  page_add_entry(&page, "n", "Number", "", 8, "km");
  str_clear(&out);
  page_html(&page, 4, &out);
  cr_expect(has("<p>In <u class=\"gap\">\u00a0"));
  cr_expect(has("\u00a0</u> days.</p>"));
  cr_expect(has("<p>Number <u class=\"gap\">"));
  cr_expect(has("</u> km</p>"));
}

Test(exchange_book, fields_of_a_panel_have_letters) {
  const char *const rows[] = {"Name  <DOE>", "Sex   F"};
  const struct field fields[] = {{.row = 0, .from = 6, .len = 5}, {.row = 1, .from = 6, .len = 1,
                                                                   .value = 1, .word = "wrong"}};
  page_add_fields(&page, "answer", "Page", rows, 2, fields, 2, false);
  expect("<figure><figcaption>Page</figcaption><pre>Name  <mark><b>A</b>&lt;DOE&gt;</mark>\n"
         "Sex   <mark><b>B</b>F</mark>\n</pre></figure>\n<p>B: <b>[wrong]</b></p>\n");
}

Test(exchange_book, chapters_are_in_the_contents) {
  struct book *book = book_new(&arena, "A <course>", "Book", "en");
  const struct entry terms[] = {{"MRZ", "The zone."}};
  for (int i = 0; i < 80; i++)
    book_chapter(book, i ? "More" : "First");
  book_section(book, "Terms");
  book_terms(book, terms, 1, true);
  book_html(book, &out);
  cr_expect(has("<title>A &lt;course&gt;</title>"));
  cr_expect(has("<li><a href=\"#c1\">First</a></li>\n<li><a href=\"#c2\">More</a></li>"));
  cr_expect(has("<section class=\"chapter\" id=\"c80\">\n<h2>More</h2>\n<h3>Terms</h3>\n<dl>\n"
                "<dt>MRZ</dt>\n<dd>The zone.</dd>\n</dl>\n</section>\n</body>"));
}
