/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A label, and beneath it a field that shows the part of the text around the caret. */
#include "tui/keys.h"
#include "tui/layout.h"

#include "base/text.h"

#include <string.h>

/* Whole graphemes from which the caret is still within so many cells. */
static size_t first_shown(const char *text, size_t caret, size_t cells) {
  size_t first = 0;
  while (text_width(text + first, caret - first) >= cells && first < caret)
    first = text_next(text, caret, first);
  return first;
}

size_t layout_typed(struct canvas *canvas, enum ink ink, const char *text, size_t caret,
                    size_t cells) {
  size_t first = first_shown(text, caret, cells);
  const char *rest = text + first;
  const char *before = canvas_glyphs(canvas, arena_strndup(canvas->arena, rest, caret - first));
  const char *shown = canvas_glyphs(canvas, rest);
  size_t start = canvas->col, len = text_fit(shown, strlen(shown), cells);
  canvas_putn(canvas, ink, arena_strndup(canvas->arena, shown, len), len);
  canvas_repeat(canvas, INK_FIELD, "_", start + cells - canvas->col);
  return start + canvas_measure(before);
}

/* A star for each letter. */
static char *cover(struct arena *arena, const char *text, size_t len, size_t caret, size_t *at) {
  size_t n = 0;
  *at = 0;
  for (size_t end = 0; end < len; n++) {
    end = text_next(text, len, end);
    *at += end <= caret;
  }
  char *stars = arena_alloc(arena, n + 1);
  memset(stars, '*', n);
  stars[n] = '\0';
  return stars;
}

static void lay_field(struct canvas *canvas, const struct placed *placed, size_t cells) {
  const struct draft *draft = placed->draft;
  const char *text = draft->text;
  size_t at = draft->caret;
  if (placed->block->secret)
    text = cover(canvas->arena, text, strlen(text), draft->caret, &at);
  size_t caret = layout_typed(canvas, INK_FIELD, text, at, cells);
  if (placed->focused) {
    canvas_focus(canvas, caret);
    canvas->focus_last = canvas->lines.n - 1;
  }
}

bool entry_key(struct draft *draft, const struct block *block, const struct key *key) {
  return edit_key(draft, block->max, key);
}

void layout_entry(struct canvas *canvas, const struct placed *placed) {
  const struct block *block = placed->block;
  const char *unit = canvas_glyphs(canvas, block->unit);
  size_t after = canvas_measure(unit), room = canvas->width - 3 - (after ? after + 1 : 0);
  size_t cells = block->max && block->max < 60 ? block->max + 1 : 60;
  if (after + 12 > canvas->width)
    room = canvas->width - 3;
  canvas_line(canvas);
  if (placed->focused)
    canvas->focus_first = canvas->lines.n - 1;
  if (block->text) {
    canvas_wrap(canvas, INK_PLAIN, block->text, 0, canvas->width);
    canvas_line(canvas);
  }
  canvas_put(canvas, INK_STRONG, placed->focused ? "> " : "  ");
  if (placed->draft)
    lay_field(canvas, placed, cells < room ? cells : room);
  else
    canvas_wrap(canvas, INK_CODE, block->value ? block->value : "", 2, canvas->width);
  if (after) {
    canvas_put(canvas, INK_PLAIN, " ");
    canvas_cut(canvas, INK_PLAIN, unit, strlen(unit),
               canvas->wide > canvas->col ? canvas->wide - canvas->col : 0);
  }
}
