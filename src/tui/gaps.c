/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running text wrapped around fields: "[text____]", the one with the focus ">text____]". For the
 * wrapping a field is a word of underscores that holds its cells; then it is written over. */
#include "tui/keys.h"
#include "tui/layout.h"

#include "base/str.h"
#include "base/text.h"
#include "model/gaps.h"

#include <string.h>

enum { CELLS = 24, BRACKETS = 2 }; /* shown of a gap at most, and around it */

struct hole { /* a gap in the text that is wrapped: one byte a cell */
  size_t from, cells;
  bool drawn;
};

struct running {
  struct canvas *canvas;
  const struct placed *placed;
  const char *text;
  struct hole *holes;
  bool begun;
};

static const char *gap_text(struct canvas *canvas, const struct placed *placed, size_t nth) {
  if (!placed->draft)
    return placed->block->gaps[nth].value;
  size_t len;
  const char *at = gaps_get(placed->draft->text, nth, &len);
  return arena_strndup(canvas->arena, at, len);
}

static size_t gap_cells(struct canvas *canvas, const struct placed *placed, size_t nth) {
  const struct gap *gap = &placed->block->gaps[nth];
  size_t cells = gap->max < CELLS ? gap->max + 1 : CELLS;
  if (!placed->draft)
    cells = *gap->value ? canvas_measure(canvas_glyphs(canvas, gap->value)) : 2;
  cells += BRACKETS;
  return cells < canvas->width ? cells : canvas->width;
}

static void put_gap(struct running *r, size_t nth, size_t cells) {
  struct canvas *canvas = r->canvas;
  const struct placed *placed = r->placed;
  const struct gap *gap = &placed->block->gaps[nth];
  bool here = placed->focused && placed->draft->cursor == nth;
  struct line *line = &canvas->lines.list[canvas->lines.n - 1];
  if (placed->draft && line->row < 0)
    line->row = (int)nth;
  size_t begin = canvas->col;
  canvas_put(canvas, here ? INK_STRONG : INK_FRAME, here ? ">" : "[");
  size_t caret = layout_typed(canvas, gap->word ? canvas_tone(gap->tone) : INK_FIELD,
                              gap_text(canvas, placed, nth), here ? placed->draft->caret : 0,
                              cells > BRACKETS ? cells - BRACKETS : 0);
  canvas_put(canvas, INK_FRAME, "]");
  if (placed->draft)
    canvas_spot(canvas, begin, (int)nth, NULL);
  if (here) {
    canvas_focus(canvas, caret);
    canvas->focus_first = canvas->focus_last = canvas->lines.n - 1;
  }
}

/* Of a field that is cut by the end of a line the larger part is drawn. */
static void put_part(struct running *r, size_t nth, size_t part) {
  struct hole *hole = &r->holes[nth];
  if (!hole->drawn && part * 2 >= hole->cells) {
    put_gap(r, nth, part);
    hole->drawn = true;
  }
}

static void put_line(void *ctx, const char *at, size_t len) {
  struct running *r = ctx;
  size_t from = (size_t)(at - r->text), end = from + len;
  if (r->begun)
    canvas_line(r->canvas);
  r->begun = true;
  for (size_t i = 0; i < r->placed->block->n; i++) {
    size_t first = r->holes[i].from, last = first + r->holes[i].cells;
    if (last <= from || first >= end)
      continue;
    if (first > from)
      canvas_putn(r->canvas, INK_PLAIN, r->text + from, first - from);
    from = first > from ? first : from;
    size_t stop = last < end ? last : end;
    put_part(r, i, stop - from);
    from = stop;
  }
  canvas_putn(r->canvas, INK_PLAIN, r->text + from, end - from);
}

static bool has_words(const struct gap *gap) { return gap->word || gap->note; }

static void lay_words(struct canvas *canvas, const struct gap *gap, size_t number) {
  const char *label = arena_printf(canvas->arena, "  (%zu) ", number);
  size_t indent = canvas_measure(label);
  canvas_line(canvas);
  canvas_put(canvas, INK_PLAIN, label);
  if (gap->word)
    canvas_wrap(canvas, canvas_tone(gap->tone), gap->word, indent, canvas->width);
  if (gap->word && gap->note)
    canvas_line(canvas);
  if (gap->note)
    layout_markup(canvas, markup_parse(canvas->arena, gap->note), indent, (struct inked){0});
}

void layout_gaps(struct canvas *canvas, const struct placed *placed) {
  const struct block *block = placed->block;
  struct running r = {canvas, placed,
                      .holes = arena_array(canvas->arena, block->n, sizeof *r.holes)};
  struct str text = {0};
  for (size_t i = 0; i <= block->n; i++) {
    str_puts(&text, canvas_glyphs(canvas, block->pieces[i]));
    if (i == block->n)
      break;
    r.holes[i] = (struct hole){.from = text.len, .cells = gap_cells(canvas, placed, i)};
    for (size_t k = 0; k < r.holes[i].cells; k++)
      str_putc(&text, '_');
    if (has_words(&block->gaps[i]))
      str_printf(&text, "(%zu)", i + 1);
  }
  r.text = arena_strndup(canvas->arena, str_text(&text), text.len);
  canvas_line(canvas);
  text_wrap(r.text, text.len, canvas->width, put_line, &r);
  str_done(&text);
  for (size_t i = 0; i < block->n; i++)
    if (has_words(&block->gaps[i]))
      lay_words(canvas, &block->gaps[i], i + 1);
}

static bool go(struct draft *draft, const struct block *block, bool on) {
  size_t to = on ? draft->cursor + 1 : draft->cursor - 1;
  if (to >= block->n)
    return false;
  draft_to(draft, block, to);
  return true;
}

bool gaps_key(struct draft *draft, const struct block *block, const struct key *key) {
  if (key->code == KEYS_TAB || key->code == KEYS_ENTER)
    return go(draft, block, true);
  if (key->code == KEYS_BACKTAB)
    return go(draft, block, false);
  struct draft one = {.caret = draft->caret, .refused = draft->refused};
  size_t len;
  const char *at = gaps_get(draft->text, draft->cursor, &len);
  memcpy(one.text, at, len);
  if (!edit_key(&one, block->gaps[draft->cursor].max, key))
    return false;
  draft->refused = one.refused;
  if (gaps_put(draft->text, block->n, draft->cursor, one.text))
    draft->caret = one.caret;
  else
    draft->refused = REFUSED_FULL;
  return true;
}
