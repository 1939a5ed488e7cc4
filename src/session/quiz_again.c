/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question asked once more: what was answered first is said beside it, and not given again. Only
 * lines that were put in order stay as they were: unmoved they are no answer. */
#include "session/quiz.h"

#include "base/text.h"

#include <string.h>

static void again_choices(struct block *block, struct arena *arena) {
  struct choice *rows = arena_array(arena, block->n, sizeof *rows);
  for (size_t i = 0; i < block->n; i++) {
    rows[i] = block->choices[i];
    rows[i].word = rows[i].marked ? _("your first answer") : NULL;
    rows[i].marked = false;
  }
  block->choices = rows;
}

static void again_fields(struct block *block, struct arena *arena) {
  struct field *fields = arena_array(arena, block->n_fields, sizeof *fields);
  for (size_t i = 0; i < block->n_fields; i++) {
    fields[i] = block->fields[i];
    fields[i].word = fields[i].marked ? _("your first answer") : NULL;
    fields[i].marked = false;
  }
  block->fields = fields;
}

static void again_pairs(struct block *block, struct arena *arena) {
  struct pair *pairs = arena_array(arena, block->n, sizeof *pairs);
  for (size_t i = 0; i < block->n; i++) {
    pairs[i] = block->pairs[i];
    if (pairs[i].mate < block->n_targets)
      pairs[i].word = arena_printf(arena, _("at first: %s"), block->targets[pairs[i].mate]);
    pairs[i].mate = PICK_NONE;
  }
  block->pairs = pairs;
}

static void again_gaps(struct block *block, struct arena *arena) {
  struct gap *gaps = arena_array(arena, block->n, sizeof *gaps);
  for (size_t i = 0; i < block->n; i++) {
    gaps[i] = block->gaps[i];
    if (*gaps[i].value)
      gaps[i].word = arena_printf(arena, _("at first: %s"), gaps[i].value);
    gaps[i].value = "";
  }
  block->gaps = gaps;
}

static void again_block(struct block *block, struct page *page) {
  const char *value = block->value;
  switch (block->kind) {
  case BLOCK_CHOICES:
    again_choices(block, page->arena);
    break;
  case BLOCK_FIELDS:
    again_fields(block, page->arena);
    break;
  case BLOCK_PAIRS:
    again_pairs(block, page->arena);
    break;
  case BLOCK_GAPS:
    again_gaps(block, page->arena);
    break;
  case BLOCK_ENTRY:
    block->value = "";
    page_add_plain(page, arena_printf(page->arena, _("Your first answer: %s"), value));
    break;
  case BLOCK_ORDER:
    page_add_plain(page, _("The lines stand as you put them first."));
    break;
  default:
    break;
  }
}

void quiz_ask_again(const struct item *item, const struct module *module,
                    const struct quiz_slot *slot, struct page *page) {
  size_t from = page->n_blocks;
  quiz_add_question(item, module, slot, SHOW_ASK, &slot->response, page);
  for (size_t i = from, n = page->n_blocks; i < n; i++)
    if (page->blocks[i].live && page->blocks[i].id == page_id(ITEM_BLOCK))
      again_block(&page->blocks[i], page);
}
