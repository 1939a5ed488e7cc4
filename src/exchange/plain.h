/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of plain text share: for a terminal of 80 columns, a pipe, a screen reader. */
#ifndef EXCHANGE_PLAIN_H
#define EXCHANGE_PLAIN_H

#include "exchange/paper.h"
#include "exchange/say.h"
#include "exchange/sink.h"

enum { PLAIN_WIDE = 80 };

struct plain {
  const struct paper *paper;
  struct sink *sink;
  struct say_seen seen;
};

/* Wrapped; the lines after the first stand so many blanks further in than first. */
void plain_put_text(struct str *out, const char *first, size_t indent, const char *text);
void plain_put_title(struct str *out, const char *text, char under);
void plain_pad(struct str *out, size_t blanks);

void plain_put_table(struct plain *plain, const struct table *table);
void plain_put_drawing(struct plain *plain, const struct paper_block *block);

#endif
