/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/page_html.h"

#include "base/text.h"
#include "exchange/escape.h"

#include <string.h>

enum { LETTERS = 26, DEEPEST = 6 };

const char page_html_style[] =
    ".i{margin:.15em 0 .15em 1.4em;text-indent:-1.4em}.i>b:first-child{font-weight:normal;"
    "display:inline-block;width:1.4em;text-indent:0}.i.more{text-indent:0}"
    ".d1{margin-left:2.8em}.d2{margin-left:4.2em}.d3{margin-left:5.6em}"
    "blockquote{margin:.6em 0;padding:.1em 1em;border-left:3px solid #666}"
    "pre{font:9.5pt/1.25 monospace;margin:.3em 0;overflow:hidden}"
    "figure{margin:.6em 0;padding:.4em .8em;border:1px solid #000;break-inside:avoid}"
    "figcaption{font-weight:bold}pre mark{background:none;border:1px solid #000}"
    "ol.a{list-style:none;margin:.4em 0;padding:0}ol.a>li{margin:.3em 0 .3em 3.4em;"
    "text-indent:-3.4em}ol.a>li>i{font-style:normal;display:inline-block;width:3.4em;"
    "text-indent:0}ol.a>li>div{text-indent:0;margin:.1em 0;font-style:italic}"
    "table.p{border-collapse:collapse;margin:.4em 0}table.p td,table.p th{border:1px solid #000;"
    "padding:.2em .5em;vertical-align:top;text-align:left}table.p td.blank{min-width:4em}"
    "u.gap{text-decoration:none;border-bottom:1px solid #000;padding:0 .2em}"
    ".note{font-style:italic}.notice{font-weight:bold}";

/* -- Prose ----------------------------------------------------------------------------------- */

static void put_lines(const char *text, struct str *out) {
  for (const char *end; (end = strchr(text, '\n')); text = end + 1) {
    struct str line = {0};
    str_add(&line, text, (size_t)(end - text));
    escape_text(out, str_text(&line));
    str_puts(out, "<br/>");
    str_done(&line);
  }
  escape_text(out, text);
}

static void put_span(const struct span *span, struct str *out) {
  static const char *const tags[] = {"strong", "em", "code"};
  for (unsigned i = 0; i < 3; i++)
    if (span->style & 1u << i)
      str_printf(out, "<%s>", tags[i]);
  put_lines(span->text, out);
  for (unsigned i = 3; i-- > 0;)
    if (span->style & 1u << i)
      str_printf(out, "</%s>", tags[i]);
}

static void put_spans(const struct markup_block *block, struct str *out) {
  for (size_t i = 0; i < block->n; i++)
    put_span(&block->spans[i], out);
}

static void put_code(const struct markup_block *block, struct str *out) {
  str_puts(out, "<pre>");
  for (size_t i = 0; i < block->n; i++)
    escape_text(out, block->spans[i].text);
  str_puts(out, "</pre>\n");
}

static void put_item(const struct markup_block *block, struct str *out) {
  unsigned depth = block->depth < 3 ? block->depth : 3;
  str_printf(out, "<p class=\"i d%u%s\">", depth, block->marker ? "" : " more");
  if (block->marker) {
    bool bullet = strcmp(block->marker, "-") == 0;
    str_puts(out, "<b>");
    escape_text(out, bullet ? "\u2022" : block->marker);
    str_puts(out, "</b>");
  }
  put_spans(block, out);
  str_puts(out, "</p>\n");
}

static void put_within(const struct markup_block *block, const char *tag, struct str *out) {
  str_printf(out, "<%s>", tag);
  put_spans(block, out);
  str_printf(out, "</%.*s>\n", (int)strcspn(tag, " "), tag);
}

static void put_markup_block(const struct markup_block *block, unsigned level, struct str *out) {
  char tag[] = "h1";
  switch (block->kind) {
  case MARKUP_PARAGRAPH:
    put_within(block, "p", out);
    break;
  case MARKUP_HEADING:
    level += block->depth - 1;
    tag[1] = (char)('0' + (level < DEEPEST ? level : DEEPEST));
    put_within(block, tag, out);
    break;
  case MARKUP_ITEM:
    put_item(block, out);
    break;
  case MARKUP_CODE:
    put_code(block, out);
    break;
  case MARKUP_QUOTE:
    put_within(block, "blockquote", out);
    break;
  case MARKUP_RULE:
    str_puts(out, "<hr/>\n");
    break;
  }
}

void page_html_markup(const struct markup *markup, unsigned level, struct str *out) {
  for (size_t i = 0; i < markup->n; i++)
    put_markup_block(&markup->blocks[i], level, out);
}

/* A text of one line that may have styles: without the paragraph around it. */
static void put_inline(const struct page *page, const char *commonmark, struct str *out) {
  const struct markup *markup = markup_parse(page->arena, commonmark);
  for (size_t i = 0; i < markup->n; i++) {
    if (i)
      str_puts(out, "<br/>");
    put_spans(&markup->blocks[i], out);
  }
}

/* What is said of a part that was answered, or is the key. */
static void put_word(const char *word, struct str *out) {
  if (!word)
    return;
  str_puts(out, " <b>[");
  escape_text(out, word);
  str_puts(out, "]</b>");
}

static void put_note(const struct page *page, const char *note, struct str *out) {
  if (!note)
    return;
  str_puts(out, "<div class=\"note\">");
  put_inline(page, note, out);
  str_puts(out, "</div>");
}

/* -- Answers --------------------------------------------------------------------------------- */

static char letter(size_t i) { return (char)('A' + i % LETTERS); }

static void put_choices(const struct page *page, const struct block *block, struct str *out) {
  str_puts(out, "<ol class=\"a\">\n");
  for (size_t i = 0; i < block->n; i++) {
    const struct choice *choice = &block->choices[i];
    str_printf(out, "<li><i>%s %c.</i>", choice->marked ? "\u2611" : "\u2610", letter(i));
    put_inline(page, choice->text, out);
    put_word(choice->word, out);
    put_note(page, choice->note, out);
    str_puts(out, "</li>\n");
  }
  str_puts(out, "</ol>\n");
}

/* To be given numbers; arranged, they have them. */
static void put_order(const struct page *page, const struct block *block, struct str *out) {
  str_puts(out, "<table class=\"p\">\n");
  for (size_t i = 0; i < block->n; i++) {
    const struct choice *line = &block->choices[i];
    if (block->live)
      str_printf(out, "<tr><td class=\"blank\"></td><td>%c. ", letter(i));
    else
      str_printf(out, "<tr><td>%zu</td><td>", i + 1);
    put_inline(page, line->text, out);
    put_word(line->word, out);
    put_note(page, line->note, out);
    str_puts(out, "</td></tr>\n");
  }
  str_puts(out, "</table>\n");
}

static void put_targets(const struct page *page, const struct block *block, struct str *out) {
  str_puts(out, "<ol class=\"a\">\n");
  for (size_t i = 0; i < block->n_targets; i++) {
    str_printf(out, "<li><i>%c.</i>", letter(i));
    put_inline(page, block->targets[i], out);
    str_puts(out, "</li>\n");
  }
  str_puts(out, "</ol>\n");
}

static void put_pairs(const struct page *page, const struct block *block, struct str *out) {
  if (block->live)
    put_targets(page, block, out);
  str_puts(out, "<table class=\"p\">\n");
  for (size_t i = 0; i < block->n; i++) {
    const struct pair *pair = &block->pairs[i];
    str_puts(out, "<tr><td>");
    put_inline(page, pair->text, out);
    str_puts(out, block->live ? "</td><td class=\"blank\">" : "</td><td>");
    if (pair->mate != PICK_NONE)
      put_inline(page, block->targets[pair->mate], out);
    put_word(pair->word, out);
    put_note(page, pair->note, out);
    str_puts(out, "</td></tr>\n");
  }
  str_puts(out, "</table>\n");
}

static void put_gap(const struct gap *gap, struct str *out) {
  str_puts(out, "<u class=\"gap\">");
  if (*gap->value)
    escape_text(out, gap->value);
  else
    for (size_t i = 0; i < 24; i++)
      str_puts(out, "\u00a0");
  str_puts(out, "</u>");
  put_word(gap->word, out);
}

static void put_gaps(const struct page *page, const struct block *block, struct str *out) {
  str_puts(out, "<p>");
  for (size_t i = 0; i <= block->n; i++) {
    put_lines(block->pieces[i], out);
    if (i < block->n)
      put_gap(&block->gaps[i], out);
  }
  str_puts(out, "</p>\n");
  for (size_t i = 0; i < block->n; i++)
    put_note(page, block->gaps[i].note, out);
}

static void put_entry(const struct block *block, struct str *out) {
  str_puts(out, "<p>");
  escape_text(out, block->text ? block->text : "");
  str_putc(out, ' ');
  put_gap(&(struct gap){.value = block->value ? block->value : ""}, out);
  if (block->unit) {
    str_putc(out, ' ');
    escape_text(out, block->unit);
  }
  str_puts(out, "</p>\n");
}

/* -- Panels ---------------------------------------------------------------------------------- */

static void put_stretch(const char *text, size_t len, struct str *out) {
  struct str part = {0};
  str_add(&part, text, len);
  escape_text(out, str_text(&part));
  str_done(&part);
}

/* What can be marked stands in a frame with its letter before it. */
static void put_row(const struct block *block, size_t row, struct str *out) {
  const char *text = block->rows[row];
  size_t at = 0;
  for (size_t i = 0; i < block->n_fields; i++) {
    const struct field *field = &block->fields[i];
    if (field->row != row)
      continue;
    put_stretch(text + at, field->from - at, out);
    str_printf(out, "<mark><b>%c</b>", letter(i));
    put_stretch(text + field->from, field->len, out);
    str_puts(out, "</mark>");
    at = field->from + field->len;
  }
  escape_text(out, text + at);
  str_putc(out, '\n');
}

static void put_fields_said(const struct page *page, const struct block *block, struct str *out) {
  for (size_t i = 0; i < block->n_fields; i++) {
    const struct field *field = &block->fields[i];
    if (!field->word && !field->note)
      continue;
    str_printf(out, "<p>%c:", letter(i));
    put_word(field->word, out);
    str_puts(out, "</p>\n");
    put_note(page, field->note, out);
  }
}

static void put_panel(const struct page *page, const struct block *block, struct str *out) {
  str_puts(out, "<figure>");
  if (block->text) {
    str_puts(out, "<figcaption>");
    escape_text(out, block->text);
    str_puts(out, "</figcaption>");
  }
  str_puts(out, "<pre>");
  for (size_t i = 0; i < block->n; i++)
    put_row(block, i, out);
  str_puts(out, "</pre></figure>\n");
  put_fields_said(page, block, out);
}

static void put_grid(const struct block *block, struct str *out) {
  str_puts(out, "<table class=\"p\"><tr>");
  for (size_t i = 0; i < block->n_columns; i++) {
    str_puts(out, "<th>");
    escape_text(out, block->columns[i]);
    str_puts(out, "</th>");
  }
  for (size_t i = 0; i < block->n; i++) {
    str_puts(out, i % block->n_columns ? "<td>" : "</tr>\n<tr><td>");
    escape_text(out, block->cells[i].text);
    str_puts(out, "</td>");
  }
  str_puts(out, "</tr></table>\n");
}

/* -- All ------------------------------------------------------------------------------------- */

static void put_text(const char *tag, const char *text, struct str *out) {
  str_printf(out, "<%s>", tag);
  put_lines(text, out);
  str_printf(out, "</%.*s>\n", (int)strcspn(tag, " "), tag);
}

static void put_block(const struct page *page, const struct block *block, unsigned level,
                      struct str *out) {
  char tag[] = "h1";
  tag[1] = (char)('0' + level);
  switch (block->kind) {
  case BLOCK_HEADING:
    put_text(tag, block->text, out);
    break;
  case BLOCK_NOTICE:
    put_text("p class=\"notice\"", block->text, out);
    break;
  case BLOCK_PROSE:
    page_html_markup(block->prose, level, out);
    break;
  case BLOCK_PANEL:
  case BLOCK_FIELDS:
    put_panel(page, block, out);
    break;
  case BLOCK_CHOICES:
    put_choices(page, block, out);
    break;
  case BLOCK_ENTRY:
    put_entry(block, out);
    break;
  case BLOCK_ORDER:
    put_order(page, block, out);
    break;
  case BLOCK_PAIRS:
    put_pairs(page, block, out);
    break;
  case BLOCK_GAPS:
    put_gaps(page, block, out);
    break;
  case BLOCK_GRID:
    put_grid(block, out);
    break;
  case BLOCK_OUTLINE: /* screens have these, and nobody prints a screen */
  case BLOCK_MARKS:
  case BLOCK_BARS:
    break;
  }
}

void page_html(const struct page *page, unsigned level, struct str *out) {
  for (size_t i = 0; i < page->n_blocks; i++)
    put_block(page, &page->blocks[i], level, out);
}
