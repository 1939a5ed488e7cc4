/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks typed on a line: "3 1121" gives row 3 its marks from the first cell on, "3.4 2" from the
 * fourth. One line is one input, so that a row is typed at once. Pure. */
#ifndef LINEAR_MARKS_H
#define LINEAR_MARKS_H

#include "base/arena.h"
#include "base/str.h"
#include "model/page.h"

const struct block *typed_marks_block(const struct page *page); /* the first; NULL: there is none */

/* Has the line that form, as far as the number of a row goes? */
bool typed_marks_are(const struct block *block, const char *line);
/* The action that it is; false: the cells do not take it. */
bool typed_marks_read(const struct block *block, const char *line, char action[INPUT_ACTION]);

const char *typed_marks_expected(const struct block *block, struct arena *arena); /* one line */
const char *typed_marks_help(void);

/* What is asked; and a row. */
void render_marks(struct str *out, struct arena *arena, const struct block *block);
void render_mark_row(struct str *out, struct arena *arena, const struct block *block, size_t row);

#endif
