/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/say.h"

#include "exchange/number.h"

#include <string.h>

void say_number(struct str *out, const struct paper_words *words, const struct column *column,
                int64_t number) {
  struct str digits = {0};
  bool share = column->kind == COLUMN_SHARE;
  number_put(&digits, share ? number_round(number, 4, 2) : number,
             share ? 0 : column_digits(column));
  if (share)
    paper_words_put(out, words->percent, &(struct paper_parts){.n = digits.at});
  else
    paper_words_put_number(out, words, digits.at);
  str_done(&digits);
}

/* The pattern for the parts that are known; NULL if none is. */
static const char *pattern_of(const struct paper_words *words, const bool has[PARTS]) {
  bool interval = has[PART_LOW] && has[PART_HIGH];
  if (!has[PART_POINT])
    return interval ? words->range : NULL;
  if (has[PART_OF])
    return interval ? words->about : words->of;
  return interval ? words->between : "{n}";
}

static void say_parts(struct str *out, const struct paper_words *words, const struct column *column,
                      const struct cell *cell) {
  struct str said[PARTS] = {0};
  bool has[PARTS];
  for (enum cell_part part = 0; part < PARTS; part++) {
    has[part] = column_has(column, part) && cell->part[part] != NO_NUMBER;
    if (has[part])
      say_number(&said[part], words, column, cell->part[part]);
  }
  const char *pattern = pattern_of(words, has);
  paper_words_put(out, pattern ? pattern : SAY_ABSENT,
                  &(struct paper_parts){said[PART_POINT].at, said[PART_LOW].at, said[PART_HIGH].at,
                                        said[PART_OF].at});
  for (enum cell_part part = 0; part < PARTS; part++)
    str_done(&said[part]);
}

/* "2026-09-21T08:15:30Z" to the minute. */
static void say_date(struct str *out, const char *text) {
  size_t len = strlen(text);
  if (len == 20 && text[10] == 'T' && text[19] == 'Z')
    str_printf(out, "%.10s %.5s UTC", text, text + 11);
  else
    str_puts(out, text);
}

void say_cell(struct str *out, const struct paper_words *words, const struct column *column,
              const struct cell *cell) {
  const struct status_word *status = NULL;
  if (cell->state != CELL_KNOWN)
    str_puts(out, cell->state == CELL_HIDDEN ? SAY_HIDDEN : SAY_ABSENT);
  else if (column->kind == COLUMN_DATE)
    say_date(out, cell->text);
  else if (column_is_text(column))
    str_puts(out, cell->text);
  else if (column->kind != COLUMN_STATUS)
    say_parts(out, words, column, cell);
  else if ((status = column_status(column, cell)))
    str_puts(out, status->word);
  else
    str_puts(out, SAY_ABSENT);
}

void say_see(struct say_seen *seen, const struct cell *cell) {
  seen->hidden |= cell->state == CELL_HIDDEN;
  seen->absent |= cell->state == CELL_ABSENT;
}
