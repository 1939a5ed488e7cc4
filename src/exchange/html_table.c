/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/html.h"

#include "exchange/number.h"

struct notes {
  struct str text;
  size_t n;
};

static void put_said(struct str *out, const struct paper_words *words, const struct column *column,
                     const struct cell *cell) {
  struct str said = {0};
  say_cell(&said, words, column, cell);
  escape_text(out, str_text(&said));
  str_done(&said);
}

/* What was measured, beside how it is said: "0.6200;0.5200;0.7100". */
static void put_parts(struct str *out, const struct column *column, const struct cell *cell) {
  const struct status_word *status = column_status(column, cell);
  str_puts(out, " data-v=\"");
  if (column->kind == COLUMN_STATUS)
    escape_text(out, status ? status->key : "");
  else
    for (enum cell_part part = 0, n = 0; part < PARTS; part++)
      if (column_has(column, part)) {
        if (n++)
          str_putc(out, ';');
        if (cell->part[part] != NO_NUMBER)
          number_put(out, cell->part[part], column_digits(column));
      }
  str_putc(out, '"');
}

static void put_note(struct str *out, struct notes *notes, const char *note) {
  str_printf(out, "<sup>%zu</sup>", ++notes->n);
  str_puts(&notes->text, "<li dir=\"auto\">");
  escape_text(&notes->text, note);
  str_puts(&notes->text, "</li>\n");
}

/* Phrases need more room than numbers. */
static const char *number_style(const struct column *column) {
  if (column->kind == COLUMN_DATE)
    return "date";
  return column_has(column, PART_OF) ? "n w" : "n";
}

static void put_cell(struct html *html, const struct column *column, const struct cell *cell,
                     bool heads, struct notes *notes) {
  struct str *out = &html->sink->text;
  const struct status_word *status =
      column->kind == COLUMN_STATUS ? column_status(column, cell) : NULL;
  str_puts(out, heads ? "<th scope=\"row\"" : "<td");
  if (status)
    str_printf(out, " class=\"%s\"", html_tone(status->tone));
  else if (column->kind == COLUMN_TEXT)
    str_puts(out, " dir=\"auto\"");
  else if (column->kind != COLUMN_STATUS)
    str_printf(out, " class=\"%s\"", number_style(column));
  if (cell->state == CELL_KNOWN && !column_is_text(column))
    put_parts(out, column, cell);
  str_putc(out, '>');
  put_said(out, &html->paper->words, column, cell);
  if (cell->note)
    put_note(out, notes, cell->note);
  str_puts(out, heads ? "</th>" : "</td>");
  say_see(&html->seen, cell);
}

static void put_heads(struct str *out, const struct table *table) {
  str_puts(out, "<thead><tr>");
  for (size_t c = 0; c < table->n_columns; c++) {
    const struct column *column = &table->columns[c];
    bool number = !column_is_text(column) && column->kind != COLUMN_STATUS;
    str_puts(out, number ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">");
    escape_text(out, column_label(column));
    str_puts(out, "</th>");
  }
  str_puts(out, "</tr></thead>\n<tbody>\n");
}

static void put_rows(struct html *html, const struct table *table, struct notes *notes) {
  struct arena arena = {0};
  struct cell *buffer = arena_array(&arena, table->n_columns, sizeof *buffer);
  for (size_t row = 0; row < table->n_rows && !html->sink->failed; row++) {
    const struct cell *cells = table_row(table, row, buffer);
    str_puts(&html->sink->text, "<tr>");
    for (size_t c = 0; c < table->n_columns; c++)
      put_cell(html, &table->columns[c], &cells[c], c == 0, notes);
    str_puts(&html->sink->text, "</tr>\n");
    sink_spill(html->sink);
  }
  arena_done(&arena);
}

/* A wide table moves by itself, not the page; by keys too. */
void html_put_table(struct html *html, const struct table *table) {
  struct str *out = &html->sink->text;
  struct notes notes = {0};
  str_puts(out, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
  escape_text(out, table->title ? table->title : table->id);
  str_puts(out, "\">\n<table id=\"t-");
  escape_text(out, table->id);
  str_puts(out, table->n_columns > HTML_MOST ? "\" class=\"most\">\n" : "\">\n");
  if (table->title) {
    str_puts(out, "<caption dir=\"auto\">");
    escape_text(out, table->title);
    str_puts(out, "</caption>\n");
  }
  put_heads(out, table);
  put_rows(html, table, &notes);
  str_puts(out, "</tbody>\n</table>\n</div>\n");
  if (notes.n)
    str_printf(out, "<ol class=\"notes\">\n%s</ol>\n", notes.text.at);
  str_done(&notes.text);
}
