/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/layout.h"

#include <string.h>

static enum ink span_ink(const struct markup_block *block, const struct span *span) {
  if (block->kind == MARKUP_HEADING)
    return INK_HEADING;
  if (span->style & SPAN_CODE)
    return INK_CODE;
  if (span->style & SPAN_STRONG)
    return INK_STRONG;
  return span->style & SPAN_EMPHASIS ? INK_EMPHASIS : INK_PLAIN;
}

/* Code is never wrapped: what is too long is cut, and says so. */
static void lay_code(struct canvas *canvas, const struct markup_block *block, size_t indent) {
  bool begun = false;
  for (size_t i = 0; i < block->n; i++)
    for (const char *at = canvas_glyphs(canvas, block->spans[i].text); *at;) {
      size_t len = strcspn(at, "\n");
      if (begun)
        canvas_line(canvas);
      begun = true;
      canvas_column(canvas, indent + 2);
      canvas_cut(canvas, INK_CODE, at, len,
                 canvas->wide > indent + 2 ? canvas->wide - indent - 2 : 0);
      at += len + (at[len] == '\n');
    }
}

static void lay_spans(struct canvas *canvas, const struct markup_block *block, size_t indent,
                      struct inked last) {
  struct inked *texts = arena_array(canvas->arena, block->n + 1, sizeof *texts);
  for (size_t i = 0; i < block->n; i++)
    texts[i] = (struct inked){block->spans[i].text, span_ink(block, &block->spans[i])};
  texts[block->n] = last;
  canvas_flow(canvas, texts, block->n + (last.text ? 1 : 0), indent, canvas->width);
}

static size_t lay_marker(struct canvas *canvas, const struct markup_block *block, size_t indent) {
  if (block->kind == MARKUP_QUOTE) {
    canvas_column(canvas, indent);
    canvas_put(canvas, INK_FRAME, "|");
    return indent + 2;
  }
  if (block->kind != MARKUP_ITEM)
    return indent;
  const char *marker = canvas_glyphs(canvas, block->marker);
  canvas_column(canvas, indent);
  canvas_put(canvas, INK_PLAIN, marker);
  size_t width = canvas_measure(marker);
  return indent + (width > 1 ? width : 1) + 1;
}

static size_t depth_of(const struct markup_block *block) {
  return block->kind == MARKUP_HEADING ? 0 : block->depth > 8 ? 8 : block->depth;
}

static void lay_block(struct canvas *canvas, const struct markup_block *block, size_t indent,
                      struct inked last) {
  indent += 3 * depth_of(block);
  if (block->kind == MARKUP_CODE)
    lay_code(canvas, block, indent);
  else if (block->kind == MARKUP_RULE)
    canvas_repeat(canvas, INK_FRAME, "-", canvas->width > indent ? canvas->width - indent : 0);
  else
    lay_spans(canvas, block, lay_marker(canvas, block, indent), last);
}

void layout_markup(struct canvas *canvas, const struct markup *markup, size_t indent,
                   struct inked last) {
  size_t n = markup ? markup->n : 0;
  for (size_t i = 0; i < n; i++) {
    const struct markup_block *block = &markup->blocks[i];
    if (i > 0) {
      if (block->kind != MARKUP_ITEM || block[-1].kind != MARKUP_ITEM)
        canvas_line(canvas);
      canvas_line(canvas);
    }
    lay_block(canvas, block, indent, i + 1 == n ? last : (struct inked){NULL, INK_PLAIN});
  }
  if (n == 0 && last.text)
    canvas_flow(canvas, &last, 1, indent, canvas->width);
}

void layout_prose(struct canvas *canvas, const struct placed *placed) {
  if (!placed->block->prose || placed->block->prose->n == 0)
    return;
  canvas_line(canvas);
  layout_markup(canvas, placed->block->prose, 0, (struct inked){NULL, INK_PLAIN});
}
