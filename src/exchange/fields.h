/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table as machines read it: one value a field. Whoever writes for them goes by this list alone,
 * and so CSV, JSON and XLSX hold the same values in the same order.
 *
 * A column "met" that holds a count with its interval gives the fields met, met_low, met_high and
 * met_of; a table that may bear notes ends in the field note ("met: two posts are new; ..."). */
#ifndef EXCHANGE_FIELDS_H
#define EXCHANGE_FIELDS_H

#include "base/arena.h"
#include "base/str.h"
#include "exchange/table.h"

/* What stands for a hidden value where only a text can: as official statistics mark "confidential"
 * (Government Statistical Service, Symbols in tables, 2021). */
#define FIELD_HIDDEN "[c]"

enum value_kind { VALUE_NONE, VALUE_HIDDEN, VALUE_TEXT, VALUE_NUMBER };

struct value {
  enum value_kind kind;
  unsigned digits;
  const char *text;
  int64_t number;
};

struct table_field {
  const char *key;
  const struct column *column; /* NULL: the field of notes */
  size_t nth;                  /* of the column */
  enum cell_part part;
  bool is_text; /* the column's, found once: a row asks for it again and again */
  unsigned digits;
};

struct fields {
  const struct table *table;
  struct table_field *list; /* in the arena */
  size_t n;
  struct cell *buffer; /* room for one row */
  struct str note;
};

void fields_init(struct fields *fields, const struct table *table, struct arena *arena);
void fields_done(struct fields *fields);

/* Its text lives as long as the row, a note's until another is asked for. */
struct value field_value(struct fields *fields, const struct table_field *field,
                         const struct cell *row);

#endif
