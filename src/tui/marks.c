/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose marks as rows, what is marked as columns; beneath the row under the cursor what is asked in
 * its cell. Columns that do not fit stand on other pages, turned by the cursor; names are cut. */
#include "tui/keys.h"
#include "tui/layout.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { CELL = 3, NAME_LEAST = 10, NAME_OF = 3 /* a third of the width, at most */ };

struct shape { /* columns of the screen */
  size_t name, word; /* cells */
  size_t from;       /* where the first cell begins */
  size_t first, n;   /* columns of the block that are shown */
};

static size_t widest_name(const struct block *block) {
  size_t most = 0;
  for (size_t i = 0; i < block->n; i++) {
    size_t width = canvas_measure(block->sheet[i].text);
    most = width > most ? width : most;
  }
  return most;
}

static size_t widest_word(const struct block *block) {
  size_t most = 0;
  for (size_t i = 0; i < block->n; i++) {
    size_t width = block->sheet[i].word ? canvas_measure(block->sheet[i].word) : 0;
    most = width > most ? width : most;
  }
  return most;
}

/* What is left when the columns have their room goes to the names. */
static struct shape shape_of(const struct canvas *canvas, const struct placed *placed) {
  const struct block *block = placed->block;
  struct shape s = {.name = widest_name(block), .word = widest_word(block)};
  size_t wide = canvas->wide, rest = 2 + 1 + (s.word ? s.word + 1 : 0);
  size_t room = wide > rest + NAME_LEAST + CELL ? wide - rest : NAME_LEAST + CELL;
  size_t all = CELL * block->n_columns, least = wide / NAME_OF;
  if (least < NAME_LEAST)
    least = NAME_LEAST;
  size_t left = room > all + least ? room - all : least;
  if (s.name > left)
    s.name = left;
  s.from = 2 + s.name + 1;
  s.n = (room > s.name + CELL ? room - s.name : CELL) / CELL;
  if (s.n > block->n_columns)
    s.n = block->n_columns;
  s.first = placed->draft ? placed->draft->column / s.n * s.n : 0;
  if (s.first + s.n > block->n_columns)
    s.first = block->n_columns - s.n;
  return s;
}

static void lay_heads(struct canvas *canvas, const struct block *block, const struct shape *s) {
  canvas_line(canvas);
  if (s->first) {
    canvas_column(canvas, s->from - 1);
    canvas_put(canvas, INK_NOTE, "<");
  }
  for (size_t c = 0; c < s->n; c++) {
    const char *head = canvas_glyphs(canvas, block->asked[s->first + c].head);
    size_t cells = canvas_measure(head);
    canvas_column(canvas, s->from + c * CELL + (cells < 2 ? 1 : 0));
    canvas_cut(canvas, INK_STRONG, head, strlen(head), CELL);
  }
  if (s->first + s->n < block->n_columns)
    canvas_put(canvas, INK_NOTE, " >");
}

static void lay_cell(struct canvas *canvas, const struct mark_row *row, size_t column, size_t col,
                     bool here) {
  char mark = row->marks[column] == ' ' ? '.' : row->marks[column];
  canvas_column(canvas, col);
  if (here)
    canvas_focus(canvas, col + 1);
  canvas_put(canvas, here ? INK_STRONG : INK_PLAIN,
             arena_printf(canvas->arena, here ? "[%c]" : " %c ", here && mark == '.' ? ' ' : mark));
}

static void count_line(void *ctx, const char *at, size_t len) {
  (void)at, (void)len;
  ++*(size_t *)ctx;
}

static size_t lines_of(const char *text, size_t width) {
  size_t n = 0;
  text_wrap(text, strlen(text), width, count_line, &n);
  return n;
}

static const char *asked_in(struct canvas *canvas, const struct block *block, size_t column) {
  const struct mark_column *asked = &block->asked[column];
  return arena_printf(canvas->arena, "%s  %s", asked->head, asked->text);
}

/* What is asked in the cell under the cursor. The same number of lines for every column, so that the
 * rows stand still while one goes along them. */
static void lay_asked(struct canvas *canvas, const struct placed *placed) {
  const struct block *block = placed->block;
  const struct mark_row *row = &block->sheet[placed->draft->cursor];
  size_t width = canvas->width - 2, most = 0, first;
  for (size_t c = 0; c < block->n_columns; c++) {
    size_t n = lines_of(asked_in(canvas, block, c), width) + lines_of(block->asked[c].help, width);
    most = n > most ? n : most;
  }
  if (row->note) {
    canvas_line(canvas);
    canvas_wrap(canvas, INK_NOTE, row->note, 2, canvas->width);
  }
  first = canvas->lines.n;
  canvas_line(canvas);
  canvas_wrap(canvas, INK_NOTE, asked_in(canvas, block, placed->draft->column), 2, canvas->width);
  canvas_line(canvas);
  canvas_wrap(canvas, INK_NOTE, block->asked[placed->draft->column].help, 2, canvas->width);
  while (canvas->lines.n < first + most)
    canvas_line(canvas);
}

static void lay_row(struct canvas *canvas, const struct placed *placed, const struct shape *s,
                    size_t i) {
  const struct mark_row *row = &placed->block->sheet[i];
  const char *name = canvas_glyphs(canvas, row->text), *word = canvas_glyphs(canvas, row->word);
  bool here = placed->focused && placed->draft->cursor == i;
  layout_cursor(canvas, placed, i);
  canvas_cut(canvas, INK_PLAIN, name, strlen(name), s->name);
  for (size_t c = s->first; c < s->first + s->n; c++)
    lay_cell(canvas, row, c, s->from + (c - s->first) * CELL, here && placed->draft->column == c);
  canvas_column(canvas, s->from + s->n * CELL + 1);
  canvas_put(canvas, canvas_tone(row->tone), word);
  if (here)
    lay_asked(canvas, placed);
  layout_cursor_end(canvas);
}

void layout_marks(struct canvas *canvas, const struct placed *placed) {
  if (!placed->block->n || !placed->block->n_columns)
    return;
  struct shape shape = shape_of(canvas, placed);
  lay_heads(canvas, placed->block, &shape);
  for (size_t i = 0; i < placed->block->n; i++)
    lay_row(canvas, placed, &shape, i);
}

/* -- Keys -------------------------------------------------------------------------------------- */

bool marks_key(struct draft *draft, const struct block *block, const struct key *key) {
  if (key->code == KEYS_RIGHT && draft->column + 1 < block->n_columns)
    draft->column++;
  else if (key->code == KEYS_LEFT && draft->column)
    draft->column--;
  else
    return key->code == KEYS_RIGHT || key->code == KEYS_LEFT;
  return true;
}

static void go_on(struct draft *draft, const struct block *block) {
  if (++draft->column < block->n_columns)
    return;
  draft->column = draft->cursor + 1 < block->n ? 0 : block->n_columns - 1;
  draft->cursor += draft->cursor + 1 < block->n;
}

bool marks_type(struct draft *draft, const struct block *block, const struct key *key,
                char action[INPUT_ACTION]) {
  bool clear = key->code == KEYS_DELETE || key->code == KEYS_BACKSPACE ||
               (key->code == KEYS_TEXT && key->text[0] == MARK_CLEAR);
  bool one = key->code == KEYS_TEXT && key->text[0] && !key->text[1] && !key->pasted;
  if (!clear && !(one && strchr(block->asked[draft->column].keys, key->text[0])))
    return false;
  snprintf(action, INPUT_ACTION, "%s:%zu:%c", block->sheet[draft->cursor].action, draft->column,
           clear ? MARK_CLEAR : key->text[0]);
  if (!clear)
    go_on(draft, block);
  return true;
}

bool marks_next_empty(struct draft *draft, const struct block *block) {
  size_t cells = block->n * block->n_columns;
  size_t at = draft->cursor * block->n_columns + draft->column;
  for (size_t i = 0; i < cells; i++) {
    size_t here = (at + 1 + i) % cells, row = here / block->n_columns, column = here % block->n_columns;
    if (block->sheet[row].marks[column] != ' ')
      continue;
    draft->cursor = row;
    draft->column = column;
    return true;
  }
  return false;
}
