/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/canvas.h"

#include "base/str.h"
#include "base/text.h"
#include "base/vec.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { READING = 76, LEAST = 20 };

void canvas_init(struct canvas *canvas, struct arena *arena, enum font font, size_t columns) {
  *canvas = (struct canvas){.arena = arena, .font = font, .row = -1};
  canvas->wide = columns > LEAST ? columns : LEAST;
  canvas->width = canvas->wide < READING ? canvas->wide : READING;
}

void canvas_done(struct canvas *canvas) {
  free(canvas->pieces.list);
  free(canvas->lines.list);
  free(canvas->spots.list);
  *canvas = (struct canvas){0};
}

void canvas_line(struct canvas *canvas) {
  VEC_PUSH(&canvas->lines, (struct line){.first = canvas->pieces.n,
                                         .block = canvas->block,
                                         .row = canvas->row,
                                         .here = canvas->here});
  canvas->col = 0;
}

void canvas_gap(struct canvas *canvas) {
  if (canvas->lines.n == 0 || canvas->lines.list[canvas->lines.n - 1].n == 0)
    return;
  uint32_t block = canvas->block;
  canvas->block = 0;
  canvas_line(canvas);
  canvas->block = block;
}

void canvas_putn(struct canvas *canvas, enum ink ink, const char *text, size_t len) {
  assert(canvas->lines.n);
  if (len == 0)
    return;
  struct piece piece = {.text = text, .len = len, .col = canvas->col, .ink = ink};
  VEC_PUSH(&canvas->pieces, piece);
  canvas->lines.list[canvas->lines.n - 1].n++;
  canvas->col += text_width(text, len);
}

void canvas_put(struct canvas *canvas, enum ink ink, const char *text) {
  canvas_putn(canvas, ink, text, strlen(text));
}

void canvas_column(struct canvas *canvas, size_t col) {
  if (col > canvas->col)
    canvas->col = col;
}

void canvas_repeat(struct canvas *canvas, enum ink ink, const char *glyph, size_t n) {
  struct str str = {0};
  for (size_t i = 0; i < n; i++)
    str_puts(&str, glyph);
  canvas_put(canvas, ink, arena_strndup(canvas->arena, str_text(&str), str.len));
  str_done(&str);
}

void canvas_cut(struct canvas *canvas, enum ink ink, const char *text, size_t len, size_t cells) {
  if (text_width(text, len) <= cells) {
    canvas_putn(canvas, ink, text, len);
    return;
  }
  if (cells == 0)
    return;
  size_t end = canvas->col + cells;
  canvas_putn(canvas, ink, text, text_fit(text, len, cells - 1));
  canvas_column(canvas, end - 1);
  canvas_put(canvas, INK_FRAME, ">");
}

void canvas_focus(struct canvas *canvas, size_t col) {
  assert(canvas->lines.n);
  canvas->focused = true;
  canvas->focus_line = canvas->lines.n - 1;
  canvas->focus_col = col;
}

void canvas_spot(struct canvas *canvas, size_t col, int row, const char *key) {
  VEC_PUSH(&canvas->spots, (struct spot){canvas->lines.n - 1, col, canvas->col - col, row, key});
}

struct flow {
  struct canvas *canvas;
  const char *text;
  const uint8_t *inks; /* one a byte */
  enum ink ink;        /* or of all of it */
  size_t indent;
  bool begun;
};

static void flow_begin(struct flow *flow) {
  if (flow->begun)
    canvas_line(flow->canvas);
  flow->begun = true;
  canvas_column(flow->canvas, flow->indent);
}

static void flow_plain(void *ctx, const char *at, size_t len) {
  struct flow *flow = ctx;
  flow_begin(flow);
  canvas_putn(flow->canvas, flow->ink, at, len);
}

static void flow_inked(void *ctx, const char *at, size_t len) {
  struct flow *flow = ctx;
  flow_begin(flow);
  for (size_t i = 0; i < len;) {
    const uint8_t *inks = flow->inks + (at - flow->text);
    size_t end = i + 1;
    while (end < len && inks[end] == inks[i])
      end++;
    canvas_putn(flow->canvas, (enum ink)inks[i], at + i, end - i);
    i = end;
  }
}

static size_t flow_width(size_t indent, size_t width) {
  return width > indent + 8 ? width - indent : 8;
}

void canvas_flow(struct canvas *canvas, const struct inked *texts, size_t n, size_t indent,
                 size_t width) {
  struct str joined = {0}, inks = {0};
  for (size_t i = 0; i < n; i++) {
    const char *text = canvas_glyphs(canvas, texts[i].text);
    str_puts(&joined, text);
    for (size_t k = strlen(text); k > 0; k--)
      str_putc(&inks, (char)texts[i].ink);
  }
  char *text = arena_strndup(canvas->arena, str_text(&joined), joined.len);
  struct flow flow = {
      .canvas = canvas, .text = text, .inks = (const uint8_t *)str_text(&inks), .indent = indent};
  text_wrap(text, joined.len, flow_width(indent, width), flow_inked, &flow);
  str_done(&joined);
  str_done(&inks);
}

void canvas_wrap(struct canvas *canvas, enum ink ink, const char *text, size_t indent,
                 size_t width) {
  struct flow flow = {.canvas = canvas, .ink = ink, .indent = indent};
  text = canvas_glyphs(canvas, text);
  text_wrap(text, strlen(text), flow_width(indent, width), flow_plain, &flow);
}

const char *canvas_glyphs(struct canvas *canvas, const char *text) {
  return text ? glyph_text(canvas->arena, canvas->font, text) : "";
}

size_t canvas_measure(const char *text) { return text_width(text, strlen(text)); }

enum ink canvas_tone(enum tone tone) {
  static const enum ink inks[] = {INK_PLAIN, INK_GOOD, INK_BAD, INK_WARN};
  return inks[tone];
}
