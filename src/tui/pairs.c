/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "> [2] text = target": rows, and beneath them the targets with the numbers to give. */
#include "tui/keys.h"
#include "tui/layout.h"

#include "base/text.h"

#include <string.h>

static uint8_t mate_of(const struct placed *placed, const struct pair *pair) {
  return placed->draft ? placed->draft->pick[pair->value] : pair->mate;
}

static const char *target_text(struct canvas *canvas, const struct placed *placed, size_t i) {
  const struct pair *pair = &placed->block->pairs[i];
  uint8_t mate = mate_of(placed, pair);
  const char *target = mate < placed->block->n_targets ? placed->block->targets[mate] : NULL;
  if (!target && !pair->word)
    return NULL;
  return arena_printf(canvas->arena, "%s%s%s%s", target ? " = " : "", target ? target : "",
                      pair->word ? " - " : "", pair->word ? pair->word : "");
}

static void lay_pair(struct canvas *canvas, const struct placed *placed, size_t i, int digits) {
  const struct pair *pair = &placed->block->pairs[i];
  uint8_t mate = mate_of(placed, pair);
  size_t column = (size_t)digits + 5;
  layout_cursor(canvas, placed, i);
  if (mate < placed->block->n_targets)
    canvas_put(canvas, INK_PLAIN, arena_printf(canvas->arena, "[%*u]", digits, mate + 1U));
  else
    canvas_put(canvas, INK_PLAIN, arena_printf(canvas->arena, "[%*s]", digits, ""));
  canvas_column(canvas, column);
  layout_markup(canvas, markup_parse(canvas->arena, pair->text), column,
                (struct inked){target_text(canvas, placed, i),
                               pair->word ? canvas_tone(pair->tone) : INK_EMPHASIS});
  if (pair->note) {
    canvas_line(canvas);
    layout_markup(canvas, markup_parse(canvas->arena, pair->note), column, (struct inked){0});
  }
  layout_cursor_end(canvas);
}

void layout_pairs(struct canvas *canvas, const struct placed *placed) {
  const struct block *block = placed->block;
  int digits = block->n_targets > 99 ? 3 : block->n_targets > 9 ? 2 : 1;
  for (size_t i = 0; i < block->n; i++)
    lay_pair(canvas, placed, i, digits);
  if (!block->live)
    return;
  canvas_gap(canvas);
  for (size_t i = 0; i < block->n_targets; i++) {
    canvas->row = (int)(block->n + i);
    canvas_line(canvas);
    canvas_column(canvas, 3);
    canvas_put(canvas, INK_PLAIN, arena_printf(canvas->arena, "%*zu. ", digits, i + 1));
    canvas_wrap(canvas, INK_PLAIN, block->targets[i], (size_t)digits + 5, canvas->width);
  }
  canvas->row = -1;
}

bool pairs_done(const struct draft *draft) {
  return memchr(draft->pick, PICK_NONE, draft->n) == NULL;
}

/* none, 1, 2, ... last, none */
static void cycle(uint8_t *mate, size_t n, bool on) {
  size_t at = *mate < n ? *mate + 1U : 0;
  at = on ? (at + 1) % (n + 1) : (at + n) % (n + 1);
  *mate = at ? (uint8_t)(at - 1) : PICK_NONE;
}

void pairs_give(struct draft *draft, const struct block *block, size_t target) {
  if (target >= block->n_targets)
    return;
  draft->pick[block->pairs[draft->cursor].value] = (uint8_t)target;
  if (draft->cursor + 1 < block->n)
    draft->cursor++;
}

static bool give(struct draft *draft, const struct block *block, uint8_t *mate, const char *digit) {
  if (digit[0] < '0' || digit[0] > '9')
    return false;
  if (digit[0] == '0')
    *mate = PICK_NONE;
  else
    pairs_give(draft, block, (size_t)(digit[0] - '1'));
  return true;
}

/* Goes to the next row that has nothing, from the one under the cursor on. */
void pairs_ask(struct draft *draft, const struct block *block) {
  for (size_t k = 1; k <= block->n; k++) {
    size_t row = (draft->cursor + k) % block->n;
    if (draft->pick[block->pairs[row].value] == PICK_NONE) {
      draft->cursor = row;
      break;
    }
  }
  draft->asked = true;
}

bool pairs_key(struct draft *draft, const struct block *block, const struct key *key) {
  uint8_t *mate = &draft->pick[block->pairs[draft->cursor].value];
  draft->asked &= key->code == KEYS_ENTER;
  switch (key->code) {
  case KEYS_TEXT:
    if (strcmp(key->text, " ") != 0)
      return give(draft, block, mate, key->text);
    cycle(mate, block->n_targets, true);
    return true;
  case KEYS_LEFT:
  case KEYS_RIGHT:
    cycle(mate, block->n_targets, key->code == KEYS_RIGHT);
    return true;
  case KEYS_DELETE:
  case KEYS_BACKSPACE:
    *mate = PICK_NONE;
    return true;
  default:
    return false;
  }
}
