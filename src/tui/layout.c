/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/layout.h"

static layout_block *const kinds[] = {
    [BLOCK_HEADING] = layout_heading, [BLOCK_PROSE] = layout_prose,
    [BLOCK_PANEL] = layout_panel,     [BLOCK_CHOICES] = layout_choices,
    [BLOCK_ENTRY] = layout_entry,     [BLOCK_OUTLINE] = layout_outline,
    [BLOCK_GRID] = layout_grid,       [BLOCK_BARS] = layout_bars,
    [BLOCK_NOTICE] = layout_notice,   [BLOCK_ORDER] = layout_order,
    [BLOCK_PAIRS] = layout_pairs,     [BLOCK_GAPS] = layout_gaps,
    [BLOCK_FIELDS] = layout_fields,   [BLOCK_MARKS] = layout_marks,
};

static bool leads(const struct block *block) { return block->kind == BLOCK_HEADING; }

void layout_page(struct canvas *canvas, const struct page *page, const struct view *view) {
  canvas->pan = view->pan;
  canvas->height = view->height;
  for (size_t i = 0; i < page->n_blocks; i++) {
    const struct block *block = &page->blocks[i];
    bool takes = block_takes_input(block);
    if (i > 0 && !leads(block - 1))
      canvas_gap(canvas);
    canvas->block = block->id;
    kinds[block->kind](canvas, &(struct placed){.block = block,
                                                .draft = takes ? view_draft(view, block->id) : NULL,
                                                .focused = takes && block->id == view->focus,
                                                .page = page});
    canvas->block = 0;
  }
}

size_t layout_cursor(struct canvas *canvas, const struct placed *placed, size_t row) {
  bool here = placed->focused && placed->draft->cursor == row;
  canvas->row = placed->draft ? (int)row : -1;
  canvas->here = here;
  canvas_line(canvas);
  if (here) {
    canvas->focus_first = canvas->lines.n - 1;
    canvas_focus(canvas, 0);
    canvas_put(canvas, INK_STRONG, ">");
  }
  canvas_column(canvas, 2);
  return 2;
}

void layout_cursor_end(struct canvas *canvas) {
  if (canvas->here)
    canvas->focus_last = canvas->lines.n - 1;
  canvas->here = false;
  canvas->row = -1;
}
