/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/view.h"

#include "base/vec.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where the cursor of an outline or grid stood, oldest forgotten first. */
enum { MEMORIES = 16 };

struct memory {
  struct {
    uint32_t page, block;
    char action[sizeof(((struct input *)0)->action)];
  } list[MEMORIES];
  size_t next;
};

void view_done(struct view *view) {
  free(view->list);
  free(view->memory);
  *view = (struct view){0};
}

struct draft *view_draft(const struct view *view, uint32_t block) {
  for (size_t i = 0; i < view->n; i++)
    if (view->list[i].block == block)
      return &view->list[i];
  return NULL;
}

static const struct block *find_live(const struct page *page, uint32_t id) {
  for (size_t i = 0; i < page->n_blocks; i++)
    if (page->blocks[i].id == id && block_takes_input(&page->blocks[i]))
      return &page->blocks[i];
  return NULL;
}

const struct block *view_focused(const struct view *view, const struct page *page) {
  return view->focus ? find_live(page, view->focus) : NULL;
}

static void remember(struct view *view, const struct block *block, const struct draft *draft) {
  if (!block_opens(block))
    return;
  if (!view->memory)
    view->memory = mem_alloc(sizeof *view->memory);
  struct memory *memory = view->memory;
  size_t at = 0;
  while (at < MEMORIES &&
         (memory->list[at].page != view->page || memory->list[at].block != block->id))
    at++;
  if (at == MEMORIES)
    at = memory->next++ % MEMORIES;
  memory->list[at].page = view->page;
  memory->list[at].block = block->id;
  snprintf(memory->list[at].action, sizeof memory->list[at].action, "%s",
           block_action(block, draft->cursor));
}

static void recall(const struct view *view, const struct block *block, struct draft *draft) {
  if (!block_opens(block) || !view->memory)
    return;
  for (size_t i = 0; i < MEMORIES; i++)
    if (view->memory->list[i].page == view->page && view->memory->list[i].block == block->id)
      for (size_t row = 0; row < block->n; row++)
        if (block_row_selectable(block, row) &&
            strcmp(block_action(block, row), view->memory->list[i].action) == 0)
          draft->cursor = row;
}

static void begin(struct view *view, const struct block *block, struct draft *old) {
  struct draft draft = draft_begin(block);
  size_t first = draft.cursor;
  if (block_opens(block)) {
    recall(view, block, &draft);
    if (block->at && block_row_selectable(block, block->at))
      draft.cursor = block->at;
    view->reveal |= draft.cursor != first; /* where one is to go on is not left below the screen */
  }
  if (old)
    *old = draft;
  else
    VEC_PUSH(view, draft);
}

void view_sync(struct view *view, const struct page *page) {
  if (view->page != page->id) {
    view->page = page->id;
    view->focus = page->focus;
    view->n = 0;
    view->scroll = view->pan = 0;
    view->reveal = page->focus != 0;
    view->say = NULL;
  }
  const struct block *first = NULL;
  for (size_t i = 0; i < page->n_blocks; i++) {
    const struct block *block = &page->blocks[i];
    if (!block_takes_input(block))
      continue;
    if (!first)
      first = block;
    struct draft *draft = view_draft(view, block->id);
    if (!draft || !draft_fits(draft, block))
      begin(view, block, draft);
    else if (block->kind != BLOCK_ENTRY && !block_row_selectable(block, draft->cursor))
      draft_to_end(draft, block, false);
  }
  if (!view_focused(view, page))
    view->focus = first ? first->id : 0;
}

void view_focus(struct view *view, const struct page *page, const struct block *block) {
  view->focus = block->id;
  view->reveal = true;
  assert(view_draft(view, block->id) && page->n_blocks);
  if (block_opens(block))
    remember(view, block, view_draft(view, block->id));
}

static const struct block *neighbour(const struct view *view, const struct page *page, int by,
                                     bool around) {
  size_t n = page->n_blocks, at = n;
  for (size_t i = 0; i < n; i++)
    if (page->blocks[i].id == view->focus)
      at = i;
  for (size_t k = 1; at < n && k < n; k++) {
    if (!around && (by > 0 ? at + k >= n : k > at))
      return NULL;
    size_t i = by > 0 ? (at + k) % n : (at + n - k) % n;
    if (block_takes_input(&page->blocks[i]))
      return &page->blocks[i];
  }
  return NULL;
}

bool view_step(struct view *view, const struct page *page, int by) {
  const struct block *block = view_focused(view, page);
  if (!block)
    return false;
  struct draft *draft = view_draft(view, block->id);
  size_t row;
  if (draft_row_beyond(draft, block, by, &row)) {
    draft_to(draft, block, row);
  } else {
    block = neighbour(view, page, by, false);
    if (!block)
      return false;
    draft_to_end(view_draft(view, block->id), block, by < 0);
  }
  view_focus(view, page, block);
  return true;
}

bool view_tab(struct view *view, const struct page *page, int by) {
  const struct block *block = neighbour(view, page, by, true);
  if (block)
    view_focus(view, page, block);
  return block != NULL;
}

static bool calls_rows(const struct block *block) {
  return block->kind == BLOCK_OUTLINE && block->live;
}

/* Of outline rows that can be opened; 0 where digits mean something else. */
static size_t count_rows(const struct page *page) {
  size_t n = 0;
  for (const struct block *b = page->blocks; b < page->blocks + page->n_blocks; b++) {
    if (b->kind == BLOCK_MARKS || (block_drafted(b) && !block_typed(b)))
      return 0;
    for (size_t row = 0; calls_rows(b) && row < b->n; row++)
      n += block_row_selectable(b, row);
  }
  return n;
}

size_t view_number(const struct page *page, const struct block *block, size_t row) {
  size_t number = 1, n = count_rows(page);
  if (n < 2 || n > 9 || !block_row_selectable(block, row))
    return 0;
  for (const struct block *b = page->blocks; b <= block; b++)
    for (size_t i = 0; calls_rows(b) && i < (b == block ? row : b->n); i++)
      number += block_row_selectable(b, i);
  return number;
}

bool view_go(struct view *view, const struct page *page, size_t number) {
  for (const struct block *b = page->blocks; b < page->blocks + page->n_blocks; b++)
    for (size_t row = 0; calls_rows(b) && row < b->n; row++)
      if (number && view_number(page, b, row) == number) {
        view_draft(view, b->id)->cursor = row;
        view_focus(view, page, b);
        return true;
      }
  return false;
}

void view_mark(struct view *view, const struct block *block, bool toggle) {
  struct draft *draft = view_draft(view, block->id);
  bool *mark = &draft->marked[block->choices[draft->cursor].value];
  bool on = !(toggle && *mark);
  if (!block->many)
    memset(draft->marked, 0, sizeof draft->marked);
  *mark = on;
}

bool view_empty(const struct view *view, const struct block *block) {
  struct response response;
  draft_respond(view_draft(view, block->id), block, &response);
  return response_empty(&response);
}

bool view_answered(const struct view *view, const struct page *page) {
  for (size_t i = 0; i < page->n_blocks; i++)
    if (block_drafted(&page->blocks[i]) && !view_empty(view, &page->blocks[i]))
      return true;
  return false;
}

void view_input(const struct view *view, const struct page *page, const char *action,
                struct input *input) {
  *input = (struct input){0};
  snprintf(input->action, sizeof input->action, "%s", action);
  for (size_t i = 0; i < page->n_blocks && input->n < INPUT_FIELDS; i++)
    if (block_drafted(&page->blocks[i])) {
      struct input_field *field = &input->fields[input->n++];
      field->block = page->blocks[i].id;
      draft_respond(view_draft(view, field->block), &page->blocks[i], &field->value);
    }
}
