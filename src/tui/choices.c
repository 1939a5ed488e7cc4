/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "> ( ) 1. text - word", a note beneath. A block that is not live shows what was picked. */
#include "tui/layout.h"

#include "base/text.h"

static const char *mark(const struct placed *placed, const struct choice *choice) {
  bool on = placed->draft ? placed->draft->marked[choice->value] : choice->marked;
  if (placed->block->many)
    return on ? "[x] " : "[ ] ";
  return on ? "(x) " : "( ) ";
}

static void lay_choice(struct canvas *canvas, const struct placed *placed, size_t i) {
  const struct choice *choice = &placed->block->choices[i];
  layout_cursor(canvas, placed, i);
  canvas_put(canvas, INK_PLAIN, mark(placed, choice));
  size_t number = i + placed->block->first;
  if (number <= 9)
    canvas_put(canvas, INK_PLAIN, arena_printf(canvas->arena, "%zu. ", number));
  canvas_column(canvas, 9);
  struct inked word = {NULL, canvas_tone(choice->tone)};
  if (choice->word)
    word.text = arena_printf(canvas->arena, " - %s", choice->word);
  layout_markup(canvas, markup_parse(canvas->arena, choice->text), 9, word);
  if (choice->note) {
    canvas_line(canvas);
    layout_markup(canvas, markup_parse(canvas->arena, choice->note), 9, (struct inked){0});
  }
  layout_cursor_end(canvas);
}

void layout_choices(struct canvas *canvas, const struct placed *placed) {
  if (placed->block->text) {
    canvas_line(canvas);
    canvas_wrap(canvas, INK_PLAIN, placed->block->text, 0, canvas->width);
  }
  for (size_t i = 0; i < placed->block->n; i++)
    lay_choice(canvas, placed, i);
}
