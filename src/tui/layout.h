/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page and what the face remembers of it, laid out as lines. Pure: no terminal is asked.
 *
 * Every kind of block is one file with one function, in the table of layout.c. */
#ifndef TUI_LAYOUT_H
#define TUI_LAYOUT_H

#include "tui/canvas.h"
#include "tui/view.h"

/* Where a block is drawn from: draft is NULL unless the block takes input, focused says whether it
 * has the focus. */
struct placed {
  const struct block *block;
  const struct draft *draft;
  bool focused;
  const struct page *page;
};

typedef void layout_block(struct canvas *canvas, const struct placed *placed);
layout_block layout_heading, layout_prose, layout_panel, layout_choices, layout_entry, layout_order,
    layout_pairs, layout_gaps, layout_fields, layout_outline, layout_grid, layout_marks,
    layout_bars, layout_notice;

/* Fills an initialised canvas; the view was synced with the page. */
void layout_page(struct canvas *canvas, const struct page *page, const struct view *view);

/* A grid whose cells can be opened (cells.c). */
layout_block layout_cells;

/* Marked-up text from the present line on, every line at column indent; last (text NULL: nothing)
 * follows the end of it on the same line. */
void layout_markup(struct canvas *canvas, const struct markup *markup, size_t indent,
                   struct inked last);

/* Begins the line of a row of a block: "> " if it has the cursor. Returns the column after. */
size_t layout_cursor(struct canvas *canvas, const struct placed *placed, size_t row);
void layout_cursor_end(struct canvas *canvas);

/* In so many cells the part of a text around the caret, and underscores after it. Returns the
 * column of the caret. */
size_t layout_typed(struct canvas *canvas, enum ink ink, const char *text, size_t caret,
                    size_t cells);

/* The frame of a panel of need cells: how many there is room for (what is too much can be pushed,
 * canvas->overhang); its edges; and rows: windows of inner cells, from cell pan on, on texts side
 * by side. */
size_t panel_fit(struct canvas *canvas, const struct block *block, size_t need);
void panel_edge(struct canvas *canvas, bool top, const char *title, size_t inner);
void panel_row(struct canvas *canvas, const struct inked *texts, size_t n, size_t inner,
               size_t pan);

/* One line: left, and right at the right edge; the left is cut first. */
void layout_ends(struct canvas *canvas, const char *left, const char *right, enum ink ink,
                 size_t width);

/* The foot: keys and labels that fit, most needed first; right (NULL: none) at the right edge. */
void layout_keys(struct canvas *canvas, const struct page *page, const struct view *view,
                 const char *right, size_t width);

/* "12:05", "1:02:05": what is left, rounded up to a second. buffer has 16 bytes. */
void layout_clock(int64_t left, char *buffer);

/* "enter" as it is written for people: "Enter". buffer has 16 bytes. */
const char *layout_key_name(const char *key, char *buffer);

/* Is this action to be had now: answered if it must be? By a key: not a letter that an entry takes.
 */
bool layout_offered(const struct page *page, const struct view *view, const struct action *action);
bool layout_reachable(const struct page *page, const struct view *view,
                      const struct action *action);

#endif
