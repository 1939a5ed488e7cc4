/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/draft.h"

#include "base/text.h"
#include "model/gaps.h"

#include <string.h>

size_t block_rows(const struct block *block) {
  switch (block->kind) {
  case BLOCK_FIELDS:
    return block->n_fields;
  case BLOCK_CHOICES:
  case BLOCK_OUTLINE:
  case BLOCK_GRID:
  case BLOCK_ORDER:
  case BLOCK_PAIRS:
  case BLOCK_GAPS:
  case BLOCK_MARKS:
    return block->n;
  default:
    return 0;
  }
}

bool block_opens(const struct block *block) {
  return block->kind == BLOCK_OUTLINE || block->kind == BLOCK_GRID;
}

bool block_row_selectable(const struct block *block, size_t row) {
  return row < block_rows(block) && (!block_opens(block) || block_action(block, row));
}

bool block_takes_input(const struct block *block) {
  if (!block->live)
    return false;
  if (block->kind == BLOCK_ENTRY)
    return true;
  if ((block->kind == BLOCK_ORDER || block->kind == BLOCK_PAIRS) && block->n > RESPONSE_PICKS)
    return false; /* no response could hold it */
  for (size_t row = 0; row < block_rows(block); row++)
    if (block_row_selectable(block, row))
      return true;
  return false;
}

bool block_typed(const struct block *block) {
  return block->kind == BLOCK_ENTRY || block->kind == BLOCK_GAPS;
}

bool block_drafted(const struct block *block) {
  return block_takes_input(block) && !block_opens(block) && block->kind != BLOCK_MARKS;
}

static void begin_choices(struct draft *draft, const struct block *block) {
  for (size_t i = block->n; i-- > 0;)
    if (block->choices[i].marked) {
      draft->marked[block->choices[i].value] = true;
      draft->cursor = i;
    }
}

static void begin_entry(struct draft *draft, const struct block *block) {
  const char *value = block->value ? block->value : "";
  size_t room = block->max && block->max < sizeof draft->text ? block->max : sizeof draft->text - 1;
  size_t len = strlen(value);
  while (len > room)
    len = text_prev(value, len);
  memcpy(draft->text, value, len);
  draft->caret = len;
}

static void begin_pairs(struct draft *draft, const struct block *block) {
  memset(draft->pick, PICK_NONE, sizeof draft->pick);
  for (size_t i = 0; i < block->n; i++)
    if (block->pairs[i].value < block->n && block->pairs[i].mate < block->n_targets)
      draft->pick[block->pairs[i].value] = block->pairs[i].mate;
}

struct draft draft_begin(const struct block *block) {
  struct draft draft = {.block = block->id, .kind = block->kind, .n = block_rows(block)};
  draft_to_end(&draft, block, false);
  if (block->kind == BLOCK_CHOICES)
    begin_choices(&draft, block);
  if (block->kind == BLOCK_ENTRY)
    begin_entry(&draft, block);
  if (block->kind == BLOCK_PAIRS)
    begin_pairs(&draft, block);
  for (size_t i = 0; block->kind == BLOCK_ORDER && i < block->n; i++)
    draft.pick[i] = block->choices[i].value;
  for (size_t i = 0; block->kind == BLOCK_FIELDS && i < block->n_fields; i++)
    draft.marked[block->fields[i].value] = block->fields[i].marked;
  for (size_t i = 0; block->kind == BLOCK_GAPS && i < block->n; i++)
    gaps_put(draft.text, block->n, i, block->gaps[i].value);
  if (block->kind == BLOCK_GAPS)
    draft_to(&draft, block, 0);
  return draft;
}

static bool order_fits(const struct draft *draft, const struct block *block) {
  for (size_t i = 0; i < block->n; i++)
    if (!memchr(draft->pick, block->choices[i].value, block->n))
      return false;
  return true;
}

static bool pairs_fit(const struct draft *draft, const struct block *block) {
  for (size_t i = 0; i < block->n; i++)
    if (draft->pick[i] != PICK_NONE && draft->pick[i] >= block->n_targets)
      return false;
  return true;
}

bool draft_fits(const struct draft *draft, const struct block *block) {
  if (draft->kind != block->kind)
    return false;
  if (block->kind == BLOCK_ORDER)
    return draft->n == block->n && order_fits(draft, block);
  if (block->kind == BLOCK_PAIRS)
    return draft->n == block->n && pairs_fit(draft, block);
  if (block->kind == BLOCK_MARKS)
    return draft->column < block->n_columns;
  return block->kind != BLOCK_GAPS || draft->n == block->n;
}

static void add_pick(struct response *out, uint8_t value) {
  if (out->n < RESPONSE_PICKS)
    out->pick[out->n++] = value;
}

static void respond_order(const struct draft *draft, struct response *out) {
  if (!draft->arranged && (!draft->carried || draft->carried == draft->cursor + 1))
    return;
  for (size_t i = 0; i < draft->n; i++)
    add_pick(out, draft->pick[i]);
}

static void respond_pairs(const struct draft *draft, struct response *out) {
  bool any = false;
  for (size_t i = 0; i < draft->n; i++) {
    any |= draft->pick[i] != PICK_NONE;
    add_pick(out, draft->pick[i]);
  }
  if (!any)
    *out = (struct response){0};
}

void draft_respond(const struct draft *draft, const struct block *block, struct response *out) {
  *out = (struct response){0};
  if (block_typed(block))
    memcpy(out->text, draft->text, sizeof out->text);
  else if (block->kind == BLOCK_ORDER)
    respond_order(draft, out);
  else if (block->kind == BLOCK_PAIRS)
    respond_pairs(draft, out);
  for (size_t i = 0; block->kind == BLOCK_CHOICES && i < block->n; i++)
    if (draft->marked[block->choices[i].value])
      add_pick(out, block->choices[i].value);
  for (size_t i = 0; block->kind == BLOCK_FIELDS && i < block->n_fields; i++)
    if (draft->marked[block->fields[i].value])
      add_pick(out, block->fields[i].value);
}

static size_t field_middle(const struct block *block, size_t nth) {
  const struct field *field = &block->fields[nth];
  const char *row = block->rows[field->row];
  return 2 * text_width(row, field->from) + text_width(row + field->from, field->len);
}

/* Fields stand by row and from. */
static bool field_beyond(const struct block *block, size_t from, int by, size_t *found) {
  size_t middle = field_middle(block, from), best = SIZE_MAX, row = SIZE_MAX;
  for (size_t i = from; i<block->n_fields; i += by> 0 ? 1U : SIZE_MAX) {
    if (block->fields[i].row == block->fields[from].row)
      continue;
    if (row != SIZE_MAX && block->fields[i].row != row)
      break;
    row = block->fields[i].row;
    size_t at = field_middle(block, i), off = at > middle ? at - middle : middle - at;
    if (off < best) {
      best = off;
      *found = i;
    }
  }
  return row != SIZE_MAX;
}

/* Of the next row of the grid that has any: the cell of the same column, or else the nearest. */
static bool cell_beyond(const struct block *block, size_t from, int by, size_t *found) {
  size_t across = block->n_columns, column = from % across, best = SIZE_MAX;
  for (size_t row = from / across; best == SIZE_MAX;) {
    if (by > 0 ? (row + 1) * across >= block->n : row == 0)
      return false;
    row = by > 0 ? row + 1 : row - 1;
    for (size_t c = 0; c < across; c++) {
      size_t off = c > column ? c - column : column - c;
      if (block->cells[row * across + c].action && off < best) {
        best = off;
        *found = row * across + c;
      }
    }
  }
  return true;
}

static bool row_from(const struct block *block, size_t from, int by, size_t *row) {
  for (size_t i = from; i<block_rows(block); i += by> 0 ? 1U : SIZE_MAX)
    if (block_row_selectable(block, i)) {
      *row = i;
      return true;
    }
  return false;
}

bool draft_row_beyond(const struct draft *draft, const struct block *block, int by, size_t *row) {
  if (block->kind == BLOCK_FIELDS)
    return field_beyond(block, draft->cursor, by, row);
  if (block->kind == BLOCK_GRID)
    return cell_beyond(block, draft->cursor, by, row);
  return row_from(block, by > 0 ? draft->cursor + 1 : draft->cursor - 1, by, row);
}

void draft_to(struct draft *draft, const struct block *block, size_t row) {
  draft->cursor = row;
  if (block->kind == BLOCK_GAPS)
    gaps_get(draft->text, row, &draft->caret);
}

bool draft_to_end(struct draft *draft, const struct block *block, bool last) {
  size_t row;
  if (!row_from(block, last ? block_rows(block) - 1 : 0, last ? -1 : 1, &row))
    return false;
  draft_to(draft, block, row);
  return true;
}
