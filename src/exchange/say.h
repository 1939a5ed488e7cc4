/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A cell as people say it: "62%", "about 310 (270 to 350) of 520". */
#ifndef EXCHANGE_SAY_H
#define EXCHANGE_SAY_H

#include "exchange/paper_words.h"
#include "exchange/table.h"

/* What stands in a cell that is not known, in formats for people; legends tell it. */
#define SAY_HIDDEN "[c]"
#define SAY_ABSENT "-"

/* Appends. Shares are said in whole per cent. */
void say_cell(struct str *out, const struct paper_words *words, const struct column *column,
              const struct cell *cell);
/* One number of a column alone: its point, an end of its interval. */
void say_number(struct str *out, const struct paper_words *words, const struct column *column,
                int64_t number);

/* Which signs need a legend. */
struct say_seen {
  bool hidden, absent;
};
void say_see(struct say_seen *seen, const struct cell *cell);

#endif
