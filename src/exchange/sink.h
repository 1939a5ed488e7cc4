/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where what is written goes, piece by piece: a writer appends to text, and calls sink_spill
 * between rows. So a file of any size takes the memory of one piece.
 *
 * {0} keeps everything in text. */
#ifndef EXCHANGE_SINK_H
#define EXCHANGE_SINK_H

#include "base/str.h"

#include <stdbool.h>

struct sink {
  struct str text; /* what was not given away yet */
  bool (*give)(void *to, const char *bytes, size_t len);
  void *to;
  bool failed; /* give said no: it is not called again, and what is written goes nowhere */
};

void sink_spill(struct sink *sink);  /* gives away what is there, if it is enough for a piece */
bool sink_finish(struct sink *sink); /* gives away all; false if anything was lost */
void sink_done(struct sink *sink);

#endif
