/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page as text to be read aloud: no frames, no rules, no colours, one thing a line. */
#ifndef LINEAR_RENDER_H
#define LINEAR_RENDER_H

#include "base/str.h"
#include "model/page.h"

enum { LINEAR_CELLS = 76 };

struct piece {
  uint32_t id;      /* of its block; 0 for the head (title and status) */
  const char *text; /* safe for a terminal, ends in a newline; "" where there is nothing to say */
  const char *const *rows; /* of an outline: its rows, as they stand in text */
  size_t n_rows;
};

struct rendering {
  struct arena arena;
  uint32_t page;
  struct piece
      *list; /* the head, then one for each block, and for each row of marks; {0} has none */
  size_t n;
};

void render_page(struct rendering *rendering, const struct page *page);
void render_done(struct rendering *rendering);

/* Outline rows and cells are numbered on from here: after the highest number of a live answer. */
size_t render_outline_first(const struct page *page);
/* The action of the outline row or cell of that number; NULL if there is none. *last: highest
 * number. */
const char *render_outline_action(const struct page *page, size_t number, size_t *last);

/* text wrapped, with first before the first line and rest before the others. */
void render_wrapped(struct str *out, const char *first, const char *rest, const char *text);

/* Order, pairs, gaps and fields. */
void render_parts(struct str *out, struct arena *arena, const struct block *block);

/* "text (word, mark)"; either may be NULL. */
const char *render_words(struct arena *arena, const char *text, const char *word, const char *mark);
/* CommonMark without its marks, blocks on lines of their own. */
const char *render_flat(struct arena *arena, const char *commonmark);

#endif
