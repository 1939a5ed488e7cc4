/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of a report: typed columns, and rows of cells that are values.
 *
 * Numbers are whole numbers, scaled by a power of ten that the column names: 0.3080 is 3080 of four
 * digits. So no format rounds, and all say the same. A cell is known, absent (nobody knows), or
 * hidden (suppressed: someone knows, and the reader may not).
 *
 * A column may hold more than one number: a point with its interval, a count of so many. Formats
 * for machines (csv, json, xlsx) make a field of each, see exchange/fields.h; formats for people
 * say them in a phrase, see exchange/say.h. */
#ifndef EXCHANGE_TABLE_H
#define EXCHANGE_TABLE_H

#include "model/page.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum column_kind {
  COLUMN_TEXT,
  COLUMN_WHOLE,
  COLUMN_DECIMAL, /* of column.digits */
  COLUMN_SHARE,   /* of four digits; people read per cent */
  COLUMN_DATE,    /* text: "2026-11-26", or "2026-11-26T09:30:00Z" */
  COLUMN_STATUS,  /* one of column.statuses, by its number */
};

enum cell_part { PART_POINT, PART_LOW, PART_HIGH, PART_OF, PARTS };

/* What a column of numbers holds; 0 is a point alone. */
enum {
  HAS_POINT = 1 << PART_POINT,
  HAS_INTERVAL = 1 << PART_LOW | 1 << PART_HIGH,
  HAS_OF = 1 << PART_OF, /* a count of so many */
};

struct status_word {
  const char *key, *word; /* stable; translated */
  enum tone tone; /* bad: lacks; warn: nobody can say yet. A colour and a pattern, which only
                     repeat the word */
};

struct column {
  const char *key;   /* stable English identifier: heads CSV, names JSON's members */
  const char *label; /* translated; NULL: the key */
  enum column_kind kind;
  unsigned parts, digits;
  const struct status_word *statuses;
  size_t n_statuses;
};

enum cell_state { CELL_ABSENT, CELL_KNOWN, CELL_HIDDEN };

/* A part that is not known, in a cell that is. */
#define NO_NUMBER INT64_MIN

struct cell {
  enum cell_state state;
  const char *text;    /* of texts and dates: valid UTF-8, safe to show (text_safe); borrowed */
  const char *note;    /* of this cell alone, or NULL; as text */
  int64_t part[PARTS]; /* of the others */
};

struct table {
  const char *id;    /* stable, [a-z0-9-]: "competency"; the name of a sheet, a file, a member */
  const char *title; /* translated; NULL if there is nothing to say beyond the heading above it */
  const struct column *columns;
  size_t n_columns, n_rows;
  bool has_notes; /* cells may bear notes: then formats for machines have a last field of them */
  /* All cells, row by row; or NULL, and row fills those of a row. It is asked from 0 upwards, and
   * from 0 again; what it gives lives until it is asked anew. */
  const struct cell *cells;
  void (*row)(void *source, size_t nth, struct cell *cells);
  void *source;
};

static inline struct cell cell_text(const char *text) {
  return (struct cell){.state = CELL_KNOWN, .text = text};
}

static inline struct cell cell_number(int64_t number) {
  return (struct cell){.state = CELL_KNOWN, .part = {number, NO_NUMBER, NO_NUMBER, NO_NUMBER}};
}

static inline struct cell cell_between(int64_t point, int64_t low, int64_t high) {
  return (struct cell){.state = CELL_KNOWN, .part = {point, low, high, NO_NUMBER}};
}

static inline struct cell cell_count(int64_t point, int64_t low, int64_t high, int64_t of) {
  return (struct cell){.state = CELL_KNOWN, .part = {point, low, high, of}};
}

static inline struct cell cell_hidden(void) { return (struct cell){.state = CELL_HIDDEN}; }

/* A row; buffer has room for its cells, and holds them if the table gives them one by one. */
const struct cell *table_row(const struct table *table, size_t nth, struct cell *buffer);

const char *column_label(const struct column *column);
unsigned column_digits(const struct column *column);
bool column_has(const struct column *column, enum cell_part part);
bool column_is_text(const struct column *column); /* texts and dates */

/* NULL: there is none of this number, or the cell is not known. */
const struct status_word *column_status(const struct column *column, const struct cell *cell);

#endif
