/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/sink.h"

enum { PIECE = 64 << 10 };

static void give(struct sink *sink) {
  if (!sink->failed && sink->text.len)
    sink->failed = !sink->give(sink->to, sink->text.at, sink->text.len);
  str_clear(&sink->text);
}

void sink_spill(struct sink *sink) {
  if (sink->give && sink->text.len >= PIECE)
    give(sink);
}

bool sink_finish(struct sink *sink) {
  if (sink->give)
    give(sink);
  return !sink->failed;
}

void sink_done(struct sink *sink) { str_done(&sink->text); }
