/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns where they fit; where even narrow ones do not, a few lines for each row. */
#include "exchange/plain.h"

#include "base/text.h"
#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

enum { BETWEEN = 2, NARROWEST = 12 };

struct layout {
  struct plain *plain;
  const struct table *table;
  size_t *widths;
  struct cell *buffer;
  struct str notes;
  size_t n_notes;
};

static bool is_number(const struct column *column) {
  return !column_is_text(column) && column->kind != COLUMN_STATUS;
}

/* Its note's number too, in brackets; notes are counted as they are met. */
static const char *said(struct layout *l, struct arena *arena, size_t column,
                        const struct cell *cell, bool counts) {
  struct str text = {0};
  say_cell(&text, &l->plain->paper->words, &l->table->columns[column], cell);
  if (cell->note)
    str_printf(&text, " (%zu)", counts ? ++l->n_notes : 99);
  if (cell->note && counts) {
    const char *mark = arena_printf(arena, "(%zu) ", l->n_notes);
    plain_put_text(&l->notes, mark, strlen(mark), cell->note);
  }
  const char *kept = arena_strdup(arena, str_text(&text));
  str_done(&text);
  return kept;
}

/* -- Widths ---------------------------------------------------------------------------------- */

static void at_least(size_t *width, size_t wide) { *width = wide > *width ? wide : *width; }

static size_t longest_word(const char *text) {
  size_t longest = 0;
  while (*text) {
    size_t len = strcspn(text, " ");
    at_least(&longest, text_width(text, len));
    text += len + (text[len] == ' ');
  }
  return longest;
}

static size_t total(const struct layout *l) {
  size_t sum = (l->table->n_columns - 1) * BETWEEN;
  for (size_t c = 0; c < l->table->n_columns; c++)
    sum += l->widths[c];
  return sum;
}

/* The widest text gives way first. False: there is none left to take from. */
static bool narrow(struct layout *l) {
  size_t widest = SIZE_MAX;
  for (size_t c = 0; c < l->table->n_columns; c++)
    if (!is_number(&l->table->columns[c]) && l->widths[c] > NARROWEST &&
        (widest == SIZE_MAX || l->widths[c] > l->widths[widest]))
      widest = c;
  if (widest != SIZE_MAX)
    l->widths[widest]--;
  return widest != SIZE_MAX;
}

/* False: it does not fit. */
static bool find_widths(struct layout *l) {
  for (size_t c = 0; c < l->table->n_columns; c++)
    l->widths[c] = longest_word(column_label(&l->table->columns[c]));
  for (size_t row = 0; row < l->table->n_rows; row++) {
    const struct cell *cells = table_row(l->table, row, l->buffer);
    struct arena arena = {0};
    for (size_t c = 0; c < l->table->n_columns; c++) {
      const char *text = said(l, &arena, c, &cells[c], false);
      size_t wide = text_width(text, strlen(text));
      at_least(&l->widths[c], wide < PLAIN_WIDE ? wide : PLAIN_WIDE);
    }
    arena_done(&arena);
  }
  while (total(l) > PLAIN_WIDE)
    if (!narrow(l))
      return false;
  return true;
}

/* -- Columns --------------------------------------------------------------------------------- */

struct lines {
  struct arena *arena;
  const char **list;
  size_t n, cap;
};

static void add_line(void *ctx, const char *at, size_t len) {
  struct lines *lines = ctx;
  VEC_PUSH(lines, arena_strndup(lines->arena, at, len));
}

static void put_cell_line(struct layout *l, size_t column, const char *line, bool last) {
  struct str *out = &l->plain->sink->text;
  size_t blanks = l->widths[column] - text_width(line, strlen(line));
  bool number = is_number(&l->table->columns[column]);
  if (number)
    plain_pad(out, blanks);
  str_puts(out, line);
  if (!last)
    plain_pad(out, (number ? 0 : blanks) + BETWEEN);
}

static void trim(struct str *out) {
  while (out->len && out->at[out->len - 1] == ' ')
    out->at[--out->len] = '\0';
  str_putc(out, '\n');
}

static void put_row(struct layout *l, struct arena *arena, const char *const *texts) {
  size_t n = l->table->n_columns, high = 0;
  struct lines *lines = arena_array(arena, n, sizeof *lines);
  for (size_t c = 0; c < n; c++) {
    lines[c].arena = arena;
    text_wrap(texts[c], strlen(texts[c]), l->widths[c], add_line, &lines[c]);
    at_least(&high, lines[c].n);
  }
  for (size_t k = 0; k < high; k++) {
    for (size_t c = 0; c < n; c++)
      put_cell_line(l, c, k < lines[c].n ? lines[c].list[k] : "", c + 1 == n);
    trim(&l->plain->sink->text);
  }
  for (size_t c = 0; c < n; c++)
    free(lines[c].list);
}

static void put_heads(struct layout *l) {
  struct arena arena = {0};
  struct str *out = &l->plain->sink->text;
  const char **texts = arena_array(&arena, l->table->n_columns, sizeof *texts);
  for (size_t c = 0; c < l->table->n_columns; c++)
    texts[c] = column_label(&l->table->columns[c]);
  put_row(l, &arena, texts);
  for (size_t i = total(l); i > 0; i--)
    str_putc(out, '-');
  str_putc(out, '\n');
  arena_done(&arena);
}

static void put_fields(struct layout *l, const char *const *texts) {
  struct str *out = &l->plain->sink->text, line = {0};
  for (size_t c = 0; c < l->table->n_columns; c++) {
    str_clear(&line);
    str_printf(&line, "%s: %s", column_label(&l->table->columns[c]), texts[c]);
    plain_put_text(out, c ? "  " : "", c ? 4 : 2, line.at);
  }
  str_putc(out, '\n');
  str_done(&line);
}

static void put_rows(struct layout *l, bool in_columns) {
  for (size_t row = 0; row < l->table->n_rows && !l->plain->sink->failed; row++) {
    struct arena arena = {0};
    const struct cell *cells = table_row(l->table, row, l->buffer);
    const char **texts = arena_array(&arena, l->table->n_columns, sizeof *texts);
    for (size_t c = 0; c < l->table->n_columns; c++) {
      texts[c] = said(l, &arena, c, &cells[c], true);
      say_see(&l->plain->seen, &cells[c]);
    }
    if (in_columns)
      put_row(l, &arena, texts);
    else
      put_fields(l, texts);
    arena_done(&arena);
    sink_spill(l->plain->sink);
  }
}

void plain_put_table(struct plain *plain, const struct table *table) {
  struct arena arena = {0};
  struct str *out = &plain->sink->text;
  struct layout l = {.plain = plain,
                     .table = table,
                     .widths = arena_array(&arena, table->n_columns, sizeof(size_t)),
                     .buffer = arena_array(&arena, table->n_columns, sizeof(struct cell))};
  bool in_columns = find_widths(&l);
  if (table->title) {
    plain_put_text(out, "", 0, table->title);
    str_putc(out, '\n');
  }
  if (in_columns)
    put_heads(&l);
  put_rows(&l, in_columns);
  if (in_columns)
    str_putc(out, '\n');
  if (l.n_notes)
    str_printf(out, "%s\n", l.notes.at);
  str_done(&l.notes);
  arena_done(&arena);
}
