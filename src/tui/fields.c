/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A panel with stretches that can be marked: "[1 text]", the one with the focus ">1 text]", a
 * marked one "[x text]". The signs take cells that the blanks after a field give back, as far as
 * there are any, so that columns stay where they were; marking moves nothing. */
#include "tui/keys.h"
#include "tui/layout.h"

#include "base/text.h"

#include <string.h>

enum { SIGNS = 4 };

struct row { /* of the panel, in pieces */
  struct inked *texts;
  struct cells {
    size_t from, to, field;
  } * fields;
  size_t n, n_fields, width;
  bool focused;
  size_t focus_from, focus_to; /* cells */
};

static bool is_marked(const struct placed *placed, const struct field *field) {
  return placed->draft ? placed->draft->marked[field->value] : field->marked;
}

/* Afterwards what was neither marked nor remarked on is text like any other. */
static bool speaks(const struct placed *placed, const struct field *field) {
  return placed->draft || field->marked || field->word || field->note;
}

static void add(struct canvas *canvas, struct row *row, enum ink ink, const char *text,
                size_t len) {
  const char *kept = canvas_glyphs(canvas, arena_strndup(canvas->arena, text, len));
  row->texts[row->n++] = (struct inked){kept, ink};
  row->width += canvas_measure(kept);
}

static void add_field(struct canvas *canvas, const struct placed *placed, struct row *row,
                      size_t nth) {
  const struct field *field = &placed->block->fields[nth];
  bool marked = is_marked(placed, field), here = placed->focused && placed->draft->cursor == nth;
  char sign[] = {here ? '>' : '[', marked ? 'x' : ' ', ' '};
  enum ink ink = here || marked ? INK_FIELD : INK_PLAIN;
  if (!marked && placed->draft && nth < 9)
    sign[1] = (char)('1' + nth);
  if (field->word)
    ink = canvas_tone(field->tone);
  size_t from = row->width;
  add(canvas, row, here ? INK_STRONG : INK_FRAME, sign, sizeof sign);
  add(canvas, row, ink, placed->block->rows[field->row] + field->from, field->len);
  add(canvas, row, INK_FRAME, "]", 1);
  row->fields[row->n_fields++] = (struct cells){from, row->width, nth};
  if (here) {
    row->focused = true;
    row->focus_from = from;
    row->focus_to = row->width;
  }
}

/* Blanks that a field may take: all but one before what follows, all at the row's end. */
static size_t spare(const char *text, size_t len, bool end) {
  size_t blanks = strspn(text, " ");
  if (blanks > len)
    blanks = len;
  if (blanks && !(end && blanks == len))
    blanks--;
  return blanks < SIGNS ? blanks : SIGNS;
}

static struct row compose(struct canvas *canvas, const struct placed *placed, size_t nth) {
  const struct block *block = placed->block;
  const char *text = block->rows[nth];
  struct row row = {
      .texts = arena_array(canvas->arena, 4 * block->n_fields + 1, sizeof *row.texts),
      .fields = arena_array(canvas->arena, block->n_fields, sizeof *row.fields),
  };
  size_t at = 0, end = strlen(text);
  for (size_t i = 0; i < block->n_fields; i++) {
    const struct field *field = &block->fields[i];
    if (field->row != nth || !speaks(placed, field))
      continue;
    at += at ? spare(text + at, field->from - at, false) : 0;
    add(canvas, &row, INK_PLAIN, text + at, field->from - at);
    add_field(canvas, placed, &row, i);
    at = field->from + field->len;
  }
  at += at ? spare(text + at, end - at, true) : 0;
  add(canvas, &row, INK_PLAIN, text + at, end - at);
  return row;
}

/* The window moves no further than it must for the field with the focus. */
static size_t pan_for(const struct row *row, size_t pan, size_t inner) {
  if (row->focus_to > pan + inner)
    pan = row->focus_to - inner;
  return row->focus_from < pan ? row->focus_from : pan;
}

/* What of the row's fields is in the window can be clicked. */
static void add_spots(struct canvas *canvas, const struct row *row, size_t inner, size_t pan) {
  for (size_t i = 0; i < row->n_fields; i++) {
    size_t from = row->fields[i].from > pan ? row->fields[i].from : pan;
    size_t to = row->fields[i].to < pan + inner ? row->fields[i].to : pan + inner;
    if (from >= to)
      continue;
    canvas->col = 2 + to - pan;
    canvas_spot(canvas, 2 + from - pan, (int)row->fields[i].field, NULL);
  }
}

static void lay_rows(struct canvas *canvas, const struct placed *placed, const struct row *rows,
                     size_t n, size_t inner, size_t pan) {
  for (size_t i = 0; i < n; i++) {
    panel_row(canvas, rows[i].texts, rows[i].n, inner, pan);
    if (placed->draft)
      add_spots(canvas, &rows[i], inner, pan);
    if (placed->focused && rows[i].focused) {
      canvas->focus_first = canvas->focus_last = canvas->lines.n - 1;
      canvas_focus(canvas, 2 + rows[i].focus_from - pan);
    }
  }
}

/* What is to be said of fields stands beneath, where there is room for it. */
static void lay_words(struct canvas *canvas, const struct placed *placed) {
  const struct block *block = placed->block;
  for (size_t i = 0; i < block->n_fields; i++) {
    const struct field *field = &block->fields[i];
    if (!field->word && !field->note)
      continue;
    canvas_line(canvas);
    canvas_put(canvas, INK_PLAIN, is_marked(placed, field) ? "  [x] " : "  [ ] ");
    canvas_flow(canvas,
                (struct inked[]){{arena_strndup(canvas->arena,
                                                block->rows[field->row] + field->from, field->len),
                                  INK_CODE},
                                 {field->word ? " - " : "", INK_PLAIN},
                                 {field->word ? field->word : "", canvas_tone(field->tone)}},
                3, 6, canvas->width);
    if (field->note) {
      canvas_line(canvas);
      layout_markup(canvas, markup_parse(canvas->arena, field->note), 6, (struct inked){0});
    }
  }
}

void layout_fields(struct canvas *canvas, const struct placed *placed) {
  const struct block *block = placed->block;
  struct row *rows = arena_array(canvas->arena, block->n, sizeof *rows);
  size_t need = 0, focus = block->n;
  for (size_t i = 0; i < block->n; i++) {
    rows[i] = compose(canvas, placed, i);
    need = rows[i].width > need ? rows[i].width : need;
    focus = rows[i].focused ? i : focus;
  }
  size_t inner = panel_fit(canvas, block, need), over = need > inner ? need - inner : 0;
  size_t pan = canvas->pan < over ? canvas->pan : over;
  if (focus < block->n)
    pan = pan_for(&rows[focus], pan, inner);
  panel_edge(canvas, true, block->text, inner);
  lay_rows(canvas, placed, rows, block->n, inner, pan);
  panel_edge(canvas, false, NULL, inner);
  lay_words(canvas, placed);
}

static bool beside(struct draft *draft, const struct block *block, bool right) {
  size_t to = right ? draft->cursor + 1 : draft->cursor - 1;
  if (to >= block->n_fields)
    return false;
  draft->cursor = to;
  return true;
}

bool fields_key(struct draft *draft, const struct block *block, const struct key *key) {
  if (key->code == KEYS_LEFT || key->code == KEYS_RIGHT)
    return beside(draft, block, key->code == KEYS_RIGHT);
  if (key->code != KEYS_TEXT || !key->text[0] || !strchr(" 0123456789", key->text[0]))
    return false;
  if (key->text[0] >= '1') {
    if ((size_t)(key->text[0] - '0') > block->n_fields)
      return true;
    draft->cursor = (size_t)(key->text[0] - '1');
  }
  bool *mark = &draft->marked[block->fields[draft->cursor].value];
  *mark = !*mark;
  return true;
}
