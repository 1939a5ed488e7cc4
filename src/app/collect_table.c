/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/collect.h"

#include "app/laptops.h"

enum {
  C_NAME,
  C_STATE,
  C_FINGERPRINT,
  C_TAKEN,
  C_AGAIN,
  C_REFUSED,
  C_ADDED,
  C_HAD,
  C_LAST,
  C_MISSING,
  C_FORKED,
  C_OFF,
  C_RECEIPT,
  C_COLUMNS
};

static const struct column columns[C_COLUMNS] = {
    [C_NAME] = {"laptop", NULL, COLUMN_TEXT, 0, 0, NULL, 0},
    [C_STATE] = {"state", NULL, COLUMN_TEXT, 0, 0, NULL, 0},
    [C_FINGERPRINT] = {"fingerprint", NULL, COLUMN_TEXT, 0, 0, NULL, 0},
    [C_TAKEN] = {"files_taken", NULL, COLUMN_WHOLE, HAS_POINT, 0, NULL, 0},
    [C_AGAIN] = {"files_again", NULL, COLUMN_WHOLE, HAS_POINT, 0, NULL, 0},
    [C_REFUSED] = {"files_refused", NULL, COLUMN_WHOLE, HAS_POINT, 0, NULL, 0},
    [C_ADDED] = {"events_new", NULL, COLUMN_WHOLE, HAS_POINT, 0, NULL, 0},
    [C_HAD] = {"events_had", NULL, COLUMN_WHOLE, HAS_POINT, 0, NULL, 0},
    [C_LAST] = {"last", NULL, COLUMN_WHOLE, HAS_POINT, 0, NULL, 0},
    [C_MISSING] = {"missing", NULL, COLUMN_WHOLE, HAS_POINT, 0, NULL, 0},
    [C_FORKED] = {"forked", NULL, COLUMN_WHOLE, HAS_POINT, 0, NULL, 0},
    [C_OFF] = {"clock_off", NULL, COLUMN_WHOLE, HAS_POINT, 0, NULL, 0},
    [C_RECEIPT] = {"receipt", NULL, COLUMN_TEXT, 0, 0, NULL, 0},
};

static struct cell text(const char *said) {
  return (struct cell){.state = said ? CELL_KNOWN : CELL_ABSENT, .text = said};
}

static struct cell whole(uint64_t number) {
  return (struct cell){.state = CELL_KNOWN,
                       .part = {(int64_t)number, NO_NUMBER, NO_NUMBER, NO_NUMBER}};
}

static void fill_row(struct cell *cells, const struct collect_laptop *row, struct arena *arena) {
  char fingerprint[FINGERPRINT_TEXT];
  card_fingerprint(row->laptop.chain, fingerprint);
  cells[C_NAME] = text(row->laptop.label);
  cells[C_STATE] = text(laptop_state_key(row->laptop.state));
  cells[C_FINGERPRINT] = text(arena_strdup(arena, fingerprint));
  cells[C_TAKEN] = whole(row->taken);
  cells[C_AGAIN] = whole(row->again);
  cells[C_REFUSED] = whole(row->refused);
  cells[C_ADDED] = whole(row->added);
  cells[C_HAD] = whole(row->had);
  cells[C_LAST] = whole(row->span.last);
  cells[C_MISSING] = whole(row->span.missing);
  cells[C_FORKED] = whole(row->span.forked);
  cells[C_OFF] = whole(row->off);
  cells[C_RECEIPT] = text(row->receipt);
}

const struct table *collect_table(const struct collect_told *told, struct arena *arena) {
  struct table *table = arena_alloc(arena, sizeof *table);
  struct cell *cells = arena_array(arena, told->n * C_COLUMNS + 1, sizeof *cells);
  for (size_t i = 0; i < told->n; i++)
    fill_row(cells + i * C_COLUMNS, &told->list[i], arena);
  *table = (struct table){.id = "collected",
                          .columns = columns,
                          .n_columns = C_COLUMNS,
                          .n_rows = told->n,
                          .cells = cells};
  return table;
}
