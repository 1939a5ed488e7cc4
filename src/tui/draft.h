/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was filled in on one block that takes input, and is not sent yet. Pure.
 *
 * A draft is flat and bounded; which of its members count is the kind's affair. Rows are what the
 * cursor stands on: choices, outline rows, grid cells, lines to order (by their present place),
 * pairs, gaps, fields, rows whose marks are given; an entry has none. */
#ifndef TUI_DRAFT_H
#define TUI_DRAFT_H

#include "model/page.h"

enum { DRAFT_MARKS = 256 };

enum refused { REFUSED_NOTHING, REFUSED_FULL, REFUSED_UNSAFE };

struct draft {
  uint32_t block;
  enum block_kind kind;
  size_t n; /* rows */
  size_t cursor;
  size_t column;                /* marks: of the cell */
  bool marked[DRAFT_MARKS];     /* choices and fields: by value */
  uint8_t pick[RESPONSE_PICKS]; /* order: values, first place first; pairs: targets, by value */
  bool arranged;                /* order: a line was put somewhere */
  size_t carried;               /* order: 1 + where the line under the cursor was taken; 0: none */
  bool asked;                   /* pairs: it was said that some have nothing yet */
  char text[RESPONSE_TEXT];     /* entry; gaps: as model/gaps.h has it */
  size_t caret;                 /* byte offset in it, or in the gap, at a grapheme's begin */
  enum refused refused;         /* of what was typed; until a key that is no letter */
};

size_t block_rows(const struct block *block);
bool block_row_selectable(const struct block *block, size_t row);
bool block_opens(const struct block *block);       /* Enter does what its row says: outline, grid */
bool block_takes_input(const struct block *block); /* live, and with something to be filled in */
bool block_typed(const struct block *block);       /* letters are its text: an entry, gaps */
bool block_drafted(const struct block *block);     /* takes input and sends a response */

/* The first state of a block that takes input. */
struct draft draft_begin(const struct block *block);
/* Can the draft of an earlier page be kept for this block? */
bool draft_fits(const struct draft *draft, const struct block *block);
void draft_respond(const struct draft *draft, const struct block *block, struct response *out);

/* The row in that direction from the cursor; false if there is none. Fields and cells lie in two
 * dimensions: the nearest of the next row of the panel or grid that has any. */
bool draft_row_beyond(const struct draft *draft, const struct block *block, int by, size_t *row);
void draft_to(struct draft *draft, const struct block *block, size_t row); /* cursor and caret */
bool draft_to_end(struct draft *draft, const struct block *block, bool last);

#endif
