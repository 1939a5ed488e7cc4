/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the face remembers of a page while it is on screen: focus, cursors, drafts, scroll. Pure.
 *
 * All of it hangs on block ids and on the page's id: while that stays the same nothing is lost,
 * whatever is drawn or resized; another page starts anew. Only the cursor of an outline or grid
 * is remembered further, so that who comes back to a list stands where he left it. */
#ifndef TUI_VIEW_H
#define TUI_VIEW_H

#include "tui/draft.h"

struct memory;

struct view {
  uint32_t page;
  uint32_t focus;  /* a live block; 0: none */
  size_t scroll;   /* first line of the body that is shown */
  size_t height;   /* lines of the body that fit; the face sets it */
  size_t pan;      /* cells by which wide panels are pushed to the left */
  bool more;       /* nothing to fill in and more below: Enter reads on; the face sets it */
  bool reveal;     /* the focus is to be made visible after the next layout */
  const char *say; /* a word in place of the key bar, until the next key; NULL: none */
  struct draft *list;
  size_t n, cap;
  struct memory *memory;
};

void view_done(struct view *view);

/* Takes over a page: starts anew if its id changed, else keeps what still has a block that it fits.
 */
void view_sync(struct view *view, const struct page *page);

const struct block *view_focused(const struct view *view, const struct page *page); /* or NULL */
struct draft *view_draft(const struct view *view, uint32_t block);                  /* or NULL */
void view_focus(struct view *view, const struct page *page, const struct block *block);

/* One row on (by = 1) or back (-1), over the ends of blocks into the next live one. */
bool view_step(struct view *view, const struct page *page, int by);
bool view_tab(struct view *view, const struct page *page, int by); /* next live block, around */

/* Rows of outlines are numbered through the page, as long as one digit can call each; 0: not. */
size_t view_number(const struct page *page, const struct block *block, size_t row);
/* Moves focus and cursor to the row of that number; false if there is none. */
bool view_go(struct view *view, const struct page *page, size_t number);

/* Marks the choice under the cursor: turns it over if many, else takes it alone. */
void view_mark(struct view *view, const struct block *block, bool toggle);

bool view_empty(const struct view *view, const struct block *block);
bool view_answered(const struct view *view, const struct page *page); /* something is drafted */
void view_input(const struct view *view, const struct page *page, const char *action,
                struct input *input);

#endif
