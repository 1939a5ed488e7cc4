/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/chart.h"

/* The statuses of a drawing, with the pattern that stands for each. */
static void put_key(struct str *out, const struct table *table) {
  const struct column *column = &table->columns[table->n_columns - 1];
  if (column->kind != COLUMN_STATUS)
    return;
  str_puts(out, "<ul class=\"key\">\n");
  for (size_t i = 0; i < column->n_statuses; i++) {
    str_printf(out,
               "<li><svg viewBox=\"0 0 18 18\" aria-hidden=\"true\"><rect width=\"18\" "
               "height=\"18\" class=\"edge edge-%s\"/></svg> ",
               html_tone(column->statuses[i].tone));
    html_put_text(out, column->statuses[i].word);
    str_puts(out, "</li>\n");
  }
  str_puts(out, "</ul>\n");
}

static void draw(struct html *html, const struct paper_block *block) {
  struct arena arena = {0};
  switch (block->kind) {
  case PAPER_HEAT:
    chart_heat(html, block, &arena);
    break;
  case PAPER_BARS:
    chart_bars(html, block, &arena);
    break;
  case PAPER_SLOPES:
    chart_slopes(html, block, &arena);
    break;
  case PAPER_TEXT:
  case PAPER_FINDING:
  case PAPER_TABLE:
    break;
  }
  arena_done(&arena);
}

static const char *style_of(enum paper_kind kind) {
  return kind == PAPER_HEAT ? "heat" : kind == PAPER_BARS ? "bars" : "slopes";
}

/* Who cannot see the picture, or wants its numbers, opens the table; no script is needed. */
void html_put_drawing(struct html *html, const struct paper_block *block) {
  struct str *out = &html->sink->text;
  const struct table *table = block->table;
  str_printf(out, "<figure class=\"%s\">\n", style_of(block->kind));
  if (table->title) {
    str_puts(out, "<figcaption dir=\"auto\">");
    html_put_text(out, table->title);
    str_puts(out, "</figcaption>\n");
  }
  put_key(out, table);
  str_puts(out, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
  html_put_text(out, table->title ? table->title : table->id);
  str_puts(out, "\">\n");
  draw(html, block);
  str_puts(out, "</div>\n<details><summary>");
  html_put_text(out, html->paper->words.as_table);
  str_puts(out, "</summary>\n");
  html_put_table(html, table);
  str_puts(out, "</details>\n</figure>\n");
}
