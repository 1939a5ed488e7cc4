/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures of tables as inline SVG: in whole numbers, so that the same table gives the same bytes.
 *
 * Places are said as for a page that reads from left to right; the chart mirrors them for others.
 */
#ifndef EXCHANGE_CHART_H
#define EXCHANGE_CHART_H

#include "exchange/html.h"

struct chart {
  struct str *out;
  const struct paper_words *words;
  const char *title;
  long wide, high;
  bool rtl;
};

enum anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };

/* name: of the picture's ids, unique in the page; about: what it shows, in a sentence. */
void chart_begin(struct chart *chart, const char *name, const char *style, const char *about);
void chart_end(struct chart *chart);

void chart_rect(struct chart *chart, long x, long y, long wide, long high, const char *style);
void chart_line(struct chart *chart, long x1, long y1, long x2, long y2, const char *style);
void chart_dot(struct chart *chart, long x, long y, const char *style);
void chart_text(struct chart *chart, long x, long y, enum anchor anchor, const char *style,
                const char *text);
/* Upwards along x. */
void chart_text_up(struct chart *chart, long x, long y, const char *style, const char *text);

/* At most max lines of so many letters; an ellipsis where it was cut. In the arena. */
size_t chart_wrap(struct arena *arena, const char *text, size_t letters, const char **lines,
                  size_t max);
const char *chart_fit(struct arena *arena, const char *text, size_t letters);

const char *chart_say(struct arena *arena, const struct paper_words *words,
                      const struct column *column, const struct cell *cell);

void chart_heat(struct html *html, const struct paper_block *block, struct arena *arena);
void chart_bars(struct html *html, const struct paper_block *block, struct arena *arena);
void chart_slopes(struct html *html, const struct paper_block *block, struct arena *arena);

#endif
