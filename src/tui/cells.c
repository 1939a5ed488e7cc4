/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A grid whose cells can be opened: as many rows and columns as there is room for, those around the
 * cursor, under heads that stay. So it is read in both directions on the smallest screen. Beneath
 * stands the cell under the cursor in full, since heads and names are cut to fit.
 *
 * The window turns like a page, by what the cursor stands on alone: nothing needs to be remembered,
 * and a resize shows the same cell. */
#include "tui/keys.h"
#include "tui/layout.h"

#include "base/text.h"

#include <string.h>

enum {
  HEAD_LINES = 3,
  HEAD_LINES_LOW = 2, /* on a low screen */
  LOW = 14,
  LEAST_ROWS = 2,
  LEAST_CELL = 10,
  LEAST_NAME = 8,
  WIDE = 56,      /* from here on the cell in full takes two lines, else four */
  SIGN_CELLS = 1, /* ">" before the cell under the cursor */
};

struct window {
  size_t name, cell;           /* widths */
  size_t column, columns, all; /* the first that is shown, how many, of how many (1..all) */
  size_t row, rows, all_rows;
  size_t head_lines;
};

static size_t at_least(size_t n, size_t least) { return n > least ? n : least; }
static size_t at_most(size_t n, size_t most) { return n < most ? n : most; }

/* "62% high" */
static const char *cell_said(struct canvas *canvas, const struct grid_cell *cell) {
  const char *text = cell->text ? cell->text : "";
  return canvas_glyphs(canvas,
                       cell->word ? arena_printf(canvas->arena, "%s %s", text, cell->word) : text);
}

static size_t widest(struct canvas *canvas, const struct block *block, bool names) {
  size_t most = 0;
  for (size_t i = 0; i < block->n; i++)
    if ((i % block->n_columns == 0) == names)
      most = at_least(canvas_measure(cell_said(canvas, &block->cells[i])), most);
  return most;
}

static struct window window_of(struct canvas *canvas, const struct placed *placed) {
  const struct block *block = placed->block;
  size_t across = block->n_columns, at = placed->draft->cursor;
  struct window w = {.all = across - 1, .all_rows = block->n / across};
  w.name = at_most(at_least(widest(canvas, block, true), LEAST_NAME),
                   at_least(canvas->wide / 3, LEAST_NAME));
  w.cell = at_least(widest(canvas, block, false), LEAST_CELL);
  size_t room = canvas->wide - at_most(canvas->wide, SIGN_CELLS + w.name);
  w.columns = at_most(at_least(room / (1 + SIGN_CELLS + w.cell), 1), at_least(w.all, 1));
  w.column = at % across ? (at % across - 1) / w.columns * w.columns + 1 : 1;
  w.head_lines = canvas->height < LOW ? HEAD_LINES_LOW : HEAD_LINES;
  size_t other = w.head_lines + 1 + (canvas->wide >= WIDE ? 2 : 4);
  w.rows = canvas->height > other + LEAST_ROWS ? canvas->height - other : LEAST_ROWS;
  w.row = at / across / w.rows * w.rows;
  return w;
}

static size_t place_of(const struct window *w, size_t nth) {
  return SIGN_CELLS + w->name + nth * (1 + SIGN_CELLS + w->cell) + 1;
}

/* -- Heads ------------------------------------------------------------------------------------ */

struct head {
  const char *line[HEAD_LINES];
  size_t len[HEAD_LINES], n, most;
};

static void head_line(void *ctx, const char *at, size_t len) {
  struct head *head = ctx;
  if (head->n < head->most) {
    head->line[head->n] = at;
    head->len[head->n++] = len;
  } else { /* the rest belongs to the last line, which is cut */
    head->len[head->n - 1] = (size_t)(at + len - head->line[head->n - 1]);
  }
}

static void lay_heads(struct canvas *canvas, const struct block *block, const struct window *w) {
  struct head *heads = arena_array(canvas->arena, w->columns + 1, sizeof *heads);
  size_t last = at_most(w->column + w->columns, w->all + 1), lines = 1;
  for (size_t c = w->column; c < last; c++) {
    struct head *head = &heads[c - w->column];
    const char *text = canvas_glyphs(canvas, block->columns[c]);
    head->most = w->head_lines;
    text_wrap(text, strlen(text), w->cell, head_line, head);
    lines = at_least(head->n, lines);
  }
  for (size_t i = 0; i < lines; i++) {
    canvas_line(canvas);
    if (i + 1 == lines)
      canvas_cut(canvas, INK_STRONG, block->columns[0], strlen(block->columns[0]),
                 SIGN_CELLS + w->name);
    for (size_t c = w->column; c < last; c++) {
      const struct head *head = &heads[c - w->column];
      size_t nth = i + head->n - lines; /* they stand on the row beneath */
      canvas_column(canvas, place_of(w, c - w->column) + SIGN_CELLS);
      if (i + head->n >= lines)
        canvas_cut(canvas, INK_STRONG, head->line[nth], head->len[nth], w->cell);
    }
  }
}

/* -- Cells ------------------------------------------------------------------------------------ */

static void lay_cell(struct canvas *canvas, const struct placed *placed, size_t nth, size_t col,
                     size_t width) {
  const struct grid_cell *cell = &placed->block->cells[nth];
  const char *text = cell_said(canvas, cell);
  bool here = placed->focused && placed->draft->cursor == nth;
  canvas_column(canvas, col);
  if (here) {
    canvas_focus(canvas, col);
    canvas_put(canvas, INK_STRONG, ">");
  }
  canvas_column(canvas, col + SIGN_CELLS);
  canvas_cut(canvas, canvas_tone(cell->tone), text, strlen(text), width);
  if (cell->action) {
    canvas_column(canvas, col + SIGN_CELLS + width);
    canvas_spot(canvas, col, (int)nth, NULL);
  }
}

static void lay_rows(struct canvas *canvas, const struct placed *placed, const struct window *w) {
  size_t across = placed->block->n_columns;
  for (size_t r = w->row; r < w->row + w->rows && r < w->all_rows; r++) {
    canvas_line(canvas);
    lay_cell(canvas, placed, r * across, 0, w->name);
    for (size_t k = 0; k < w->columns && w->column + k <= w->all; k++)
      lay_cell(canvas, placed, r * across + w->column + k, place_of(w, k), w->cell);
  }
}

static void lay_whereabouts(struct canvas *canvas, const struct window *w) {
  size_t last = at_most(w->column + w->columns - 1, w->all);
  size_t bottom = at_most(w->row + w->rows, w->all_rows);
  if (w->columns >= w->all && w->rows >= w->all_rows)
    return;
  canvas_line(canvas);
  canvas_put(canvas, INK_NOTE,
             arena_printf(canvas->arena, _("Columns %zu-%zu of %zu, rows %zu-%zu of %zu"),
                          w->column, last, w->all, w->row + 1, bottom, w->all_rows));
}

/* "Harbour; Visas: 62% high; 54% to 70%, roughly known" */
static void lay_in_full(struct canvas *canvas, const struct placed *placed) {
  const struct block *block = placed->block;
  size_t at = placed->draft->cursor, across = block->n_columns;
  const struct grid_cell *cell = &block->cells[at];
  const char *name = block->cells[at - at % across].text;
  if (at % across)
    name = arena_printf(canvas->arena, "%s; %s: ", name, block->columns[at % across]);
  canvas_line(canvas);
  canvas_flow(
      canvas,
      (struct inked[]){{name, INK_STRONG},
                       {at % across ? cell_said(canvas, cell) : "", canvas_tone(cell->tone)},
                       {cell->note ? "; " : "", INK_PLAIN},
                       {cell->note ? cell->note : "", INK_PLAIN}},
      4, 0, canvas->wide);
}

void layout_cells(struct canvas *canvas, const struct placed *placed) {
  struct window w = window_of(canvas, placed);
  size_t first = canvas->lines.n;
  lay_heads(canvas, placed->block, &w);
  lay_rows(canvas, placed, &w);
  lay_whereabouts(canvas, &w);
  lay_in_full(canvas, placed);
  if (placed->focused) {
    canvas->focus_first = first;
    canvas->focus_last = canvas->lines.n - 1;
  }
}

bool grid_key(struct draft *draft, const struct block *block, const struct key *key) {
  size_t across = block->n_columns, at = draft->cursor, row = at / across;
  if (key->code != KEYS_LEFT && key->code != KEYS_RIGHT)
    return false;
  for (size_t next = at;
       key->code == KEYS_RIGHT ? ++next < (row + 1) * across : next-- > row * across;)
    if (block->cells[next].action) {
      draft_to(draft, block, next);
      return true;
    }
  return true; /* at the end: the page is not pushed */
}
