/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "> 2.  text": lines in the order they have now. One is taken up, "[2]", carried, and put down; or
 * sent to a place by its number. */
#include "tui/keys.h"
#include "tui/layout.h"

#include "base/text.h"

#include <string.h>

static const struct choice *find_line(const struct block *block, uint8_t value) {
  for (size_t i = 0; i < block->n; i++)
    if (block->choices[i].value == value)
      return &block->choices[i];
  return block->choices;
}

static void lay_line(struct canvas *canvas, const struct placed *placed, size_t place) {
  const struct block *block = placed->block;
  const struct draft *draft = placed->draft;
  const struct choice *line = draft ? find_line(block, draft->pick[place]) : &block->choices[place];
  bool carried = draft && draft->carried && draft->cursor == place;
  int digits = block->n > 9 ? 2 : 1;
  size_t column = (size_t)digits + 5;
  layout_cursor(canvas, placed, place);
  canvas_put(canvas, carried ? INK_STRONG : INK_PLAIN,
             arena_printf(canvas->arena, carried ? "[%*zu]" : " %*zu. ", digits, place + 1));
  canvas_column(canvas, column);
  struct inked word = {NULL, canvas_tone(line->tone)};
  if (line->word)
    word.text = arena_printf(canvas->arena, " - %s", line->word);
  layout_markup(canvas, markup_parse(canvas->arena, line->text), column, word);
  if (line->note) {
    canvas_line(canvas);
    layout_markup(canvas, markup_parse(canvas->arena, line->note), column, (struct inked){0});
  }
  layout_cursor_end(canvas);
}

void layout_order(struct canvas *canvas, const struct placed *placed) {
  for (size_t i = 0; i < placed->block->n; i++)
    lay_line(canvas, placed, i);
}

static void carry_to(struct draft *draft, size_t place) {
  uint8_t line = draft->pick[draft->cursor];
  size_t from = draft->cursor;
  if (place > from)
    memmove(&draft->pick[from], &draft->pick[from + 1], place - from);
  else
    memmove(&draft->pick[place + 1], &draft->pick[place], from - place);
  draft->pick[place] = line;
  draft->cursor = place;
}

static void put_down(struct draft *draft) {
  draft->carried = 0;
  draft->arranged = true;
}

/* While a line is carried. What is no key of carrying first puts it down. */
static bool carry(struct draft *draft, const struct key *key) {
  size_t at = draft->cursor, last = draft->n - 1;
  switch (key->code) {
  case KEYS_UP:
    carry_to(draft, at ? at - 1 : 0);
    return true;
  case KEYS_DOWN:
    carry_to(draft, at < last ? at + 1 : last);
    return true;
  case KEYS_HOME:
    carry_to(draft, 0);
    return true;
  case KEYS_END:
    carry_to(draft, last);
    return true;
  case KEYS_ESC:
    carry_to(draft, draft->carried - 1);
    draft->carried = 0;
    return true;
  case KEYS_LEFT:
  case KEYS_RIGHT:
  case KEYS_ENTER:
    put_down(draft);
    return true;
  default:
    break;
  }
  bool space = key->code == KEYS_TEXT && strcmp(key->text, " ") == 0;
  if (space || key->code > KEYS_FUNCTION)
    put_down(draft);
  return space;
}

static bool to_place(struct draft *draft, const char *digit) {
  if (digit[0] < '1' || digit[0] > '9')
    return false;
  if ((size_t)(digit[0] - '0') <= draft->n) {
    carry_to(draft, (size_t)(digit[0] - '1'));
    put_down(draft);
  }
  return true;
}

bool order_key(struct draft *draft, const struct block *block, const struct key *key) {
  (void)block;
  if (key->code == KEYS_TEXT && to_place(draft, key->text))
    return true;
  if (draft->carried)
    return carry(draft, key);
  bool take = key->code == KEYS_RIGHT || (key->code == KEYS_TEXT && strcmp(key->text, " ") == 0);
  if (take)
    draft->carried = draft->cursor + 1;
  return take;
}
