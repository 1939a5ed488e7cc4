/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/chart.h"

#include "base/text.h"

#include <string.h>

void chart_begin(struct chart *chart, const char *name, const char *style, const char *about) {
  str_printf(chart->out,
             "<svg class=\"%s\" viewBox=\"0 0 %ld %ld\" role=\"img\" aria-labelledby=\"%s-t "
             "%s-d\">\n<title id=\"%s-t\">",
             style, chart->wide, chart->high, name, name, name);
  html_put_text(chart->out, chart->title);
  str_printf(chart->out, "</title><desc id=\"%s-d\">", name);
  html_put_text(chart->out, about);
  str_puts(chart->out, "</desc>\n");
}

void chart_end(struct chart *chart) { str_puts(chart->out, "</svg>\n"); }

static long mirrored(const struct chart *chart, long x) { return chart->rtl ? chart->wide - x : x; }

void chart_rect(struct chart *chart, long x, long y, long wide, long high, const char *style) {
  str_printf(chart->out, "<rect x=\"%ld\" y=\"%ld\" width=\"%ld\" height=\"%ld\" class=\"%s\"/>\n",
             chart->rtl ? chart->wide - x - wide : x, y, wide, high, style);
}

void chart_line(struct chart *chart, long x1, long y1, long x2, long y2, const char *style) {
  str_printf(chart->out, "<line x1=\"%ld\" y1=\"%ld\" x2=\"%ld\" y2=\"%ld\" class=\"%s\"/>\n",
             mirrored(chart, x1), y1, mirrored(chart, x2), y2, style);
}

void chart_dot(struct chart *chart, long x, long y, const char *style) {
  str_printf(chart->out, "<circle cx=\"%ld\" cy=\"%ld\" r=\"3\" class=\"%s\"/>\n",
             mirrored(chart, x), y, style);
}

static void end_text(struct chart *chart, const char *text) {
  html_put_text(chart->out, text);
  str_puts(chart->out, "</text>\n");
}

void chart_text(struct chart *chart, long x, long y, enum anchor anchor, const char *style,
                const char *text) {
  static const char *const names[] = {"start", "middle", "end"};
  str_printf(chart->out, "<text x=\"%ld\" y=\"%ld\" text-anchor=\"%s\" class=\"%s\">",
             mirrored(chart, x), y, names[chart->rtl ? ANCHOR_END - anchor : anchor], style);
  end_text(chart, text);
}

void chart_text_up(struct chart *chart, long x, long y, const char *style, const char *text) {
  x = mirrored(chart, x);
  str_printf(chart->out,
             "<text x=\"%ld\" y=\"%ld\" transform=\"rotate(-90 %ld %ld)\" class=\"%s\">", x, y, x,
             y, style);
  end_text(chart, text);
}

struct lines {
  struct arena *arena;
  const char **list;
  size_t n, max;
  bool cut;
};

static void add_line(void *ctx, const char *at, size_t len) {
  struct lines *lines = ctx;
  if (lines->n < lines->max)
    lines->list[lines->n++] = arena_strndup(lines->arena, at, len);
  else
    lines->cut = true;
}

size_t chart_wrap(struct arena *arena, const char *text, size_t letters, const char **lines,
                  size_t max) {
  struct lines all = {.arena = arena, .list = lines, .max = max};
  text_wrap(text, strlen(text), letters, add_line, &all);
  if (all.cut) {
    const char *last = lines[max - 1];
    size_t fits = text_fit(last, strlen(last), letters - 1);
    lines[max - 1] = arena_printf(arena, "%.*s\xe2\x80\xa6", (int)fits, last);
  }
  return all.n;
}

const char *chart_fit(struct arena *arena, const char *text, size_t letters) {
  if (text_width(text, strlen(text)) <= letters)
    return text;
  size_t fits = text_fit(text, strlen(text), letters - 1);
  return arena_printf(arena, "%.*s\xe2\x80\xa6", (int)fits, text);
}

const char *chart_say(struct arena *arena, const struct paper_words *words,
                      const struct column *column, const struct cell *cell) {
  struct str said = {0};
  say_cell(&said, words, column, cell);
  const char *kept = arena_strdup(arena, str_text(&said));
  str_done(&said);
  return kept;
}
