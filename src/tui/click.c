/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/keys.h"

static const struct block *find_block(const struct page *page, uint32_t id) {
  for (size_t i = 0; id && i < page->n_blocks; i++)
    if (page->blocks[i].id == id && block_takes_input(&page->blocks[i]))
      return &page->blocks[i];
  return NULL;
}

/* The row of its block that stands there; -1: none. */
static int row_at(const struct canvas *canvas, size_t line, size_t column) {
  bool parted = false;
  for (size_t i = 0; i < canvas->spots.n; i++) {
    const struct spot *spot = &canvas->spots.list[i];
    if (spot->line != line)
      continue;
    parted = true;
    if (column >= spot->col && column < spot->col + spot->cells)
      return spot->row;
  }
  return parted ? -1 : canvas->lines.list[line].row;
}

static void click_order(struct draft *draft, const struct block *block, size_t row, bool again) {
  const struct key space = {.code = KEYS_TEXT, .text = " "};
  bool carried = draft->carried;
  while (carried && draft->cursor != row)
    order_key(draft, block, &(struct key){.code = draft->cursor < row ? KEYS_DOWN : KEYS_UP});
  if (carried || again)
    order_key(draft, block, &space);
  else
    draft->cursor = row;
}

/* again: the cursor stood there already. */
static enum keys_effect click_row(struct view *view, const struct page *page,
                                  const struct canvas *canvas, const struct block *block,
                                  size_t row, bool again, struct input *input) {
  const struct key space = {.code = KEYS_TEXT, .text = " "};
  struct draft *draft = view_draft(view, block->id);
  if (block->kind == BLOCK_ORDER) {
    click_order(draft, block, row, again);
    return KEYS_DID;
  }
  draft_to(draft, block, row);
  view_focus(view, page, block);
  switch (block->kind) {
  case BLOCK_OUTLINE:
  case BLOCK_GRID:
    return keys_apply(view, page, canvas, &(struct key){.code = KEYS_ENTER}, input);
  case BLOCK_CHOICES:
    view_mark(view, block, block->many);
    break;
  case BLOCK_FIELDS:
    fields_key(draft, block, &space);
    break;
  case BLOCK_PAIRS:
    if (again)
      pairs_key(draft, block, &space);
    break;
  default:
    break;
  }
  return KEYS_DID;
}

enum keys_effect keys_click(struct view *view, const struct page *page, const struct canvas *canvas,
                            size_t line, size_t column, struct input *input) {
  view->say = NULL;
  if (line >= canvas->lines.n)
    return KEYS_DID;
  const struct block *block = find_block(page, canvas->lines.list[line].block);
  int row = row_at(canvas, line, column);
  if (!block || (row < 0 && block->kind != BLOCK_ENTRY))
    return KEYS_DID;
  struct draft *draft = view_draft(view, block->id);
  bool focused = view->focus == block->id;
  draft->asked = false;
  view_focus(view, page, block);
  if (block->kind == BLOCK_PAIRS && (size_t)row >= block->n)
    pairs_give(draft, block, (size_t)row - block->n);
  else if (row >= 0 && block_row_selectable(block, (size_t)row))
    return click_row(view, page, canvas, block, (size_t)row,
                     focused && draft->cursor == (size_t)row, input);
  return KEYS_DID;
}
