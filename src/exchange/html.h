/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of HTML share. The page is one file without script or outer reference, well-formed
 * as XML too, so that any parser can check it. */
#ifndef EXCHANGE_HTML_H
#define EXCHANGE_HTML_H

#include "exchange/escape.h"
#include "exchange/paper.h"
#include "exchange/say.h"
#include "exchange/sink.h"

struct html {
  const struct paper *paper;
  struct sink *sink;
  struct say_seen seen; /* in all tables: the legend at the end */
};

/* A table of more columns is printed across; of more than the second, in small print. */
enum { HTML_MANY = 8, HTML_MOST = 16 };

extern const char html_style[];

void html_put_table(struct html *html, const struct table *table);

/* The drawing of a block, with its table behind it. */
void html_put_drawing(struct html *html, const struct paper_block *block);

/* The class of a tone, in tables and drawings: "good". */
const char *html_tone(enum tone tone);

#endif
