/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/marks.h"

#include "base/text.h"
#include "base/vec.h"
#include "exchange/csv_read.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MILLIONTHS = 1000000 };

struct named { /* a person's or an item's name and where it stands, to find it twice */
  const char *name;
  unsigned line, column, points;
};

struct names {
  struct named *list;
  size_t n, cap;
};

struct reader {
  struct csv csv;
  struct marks *marks;
  struct names items, people;
  struct {
    int64_t *list;
    size_t n, cap;
  } cells;
};

static struct place cell_place(const struct reader *r, size_t cell) {
  const struct csv_cell *at = &r->csv.list[cell];
  return (struct place){.file = r->csv.shown, .line = at->line, .column = at->column};
}

static unsigned cell_span(const struct reader *r, size_t cell) {
  unsigned points = r->csv.list[cell].points;
  return points ? points : 1;
}

static const char *safe_cell(struct reader *r, size_t cell) {
  return text_safe(&r->marks->arena, csv_text(&r->csv, cell), r->csv.list[cell].len, false);
}

/* -- Names ----------------------------------------------------------------------------------- */

static int by_name(const void *a, const void *b) {
  const struct named *x = a, *y = b;
  int order = strcmp(x->name, y->name);
  if (order)
    return order;
  return x->line != y->line ? (x->line > y->line) - (x->line < y->line)
                            : (x->column > y->column) - (x->column < y->column);
}

static void add_name(struct reader *r, struct names *names, size_t cell, const char *code,
                     const char *nameless) {
  const struct csv_cell *at = &r->csv.list[cell];
  struct named named = {.name = safe_cell(r, cell),
                        .line = at->line,
                        .column = at->column,
                        .points = cell_span(r, cell)};
  if (!named.name[0])
    diag_error(r->csv.diags, cell_place(r, cell), 1, code, NULL, "%s", nameless);
  VEC_PUSH(names, named);
}

/* Sorts them. */
static void find_twice(struct reader *r, struct names *names, const char *code, const char *hint) {
  if (names->n)
    qsort(names->list, names->n, sizeof *names->list, by_name);
  for (size_t i = 1; i < names->n; i++) {
    const struct named *one = &names->list[i - 1], *two = &names->list[i];
    if (one->name[0] && strcmp(one->name, two->name) == 0)
      diag_error(r->csv.diags,
                 (struct place){.file = r->csv.shown, .line = two->line, .column = two->column},
                 two->points, code, hint,
                 _("\"%s\" stands here twice; first at line %u, column %u"), two->name, one->line,
                 one->column);
  }
}

/* -- The first row ---------------------------------------------------------------------------- */

static bool read_header(struct reader *r) {
  struct marks *marks = r->marks;
  bool begins = csv_next(&r->csv) && strcasecmp(csv_text(&r->csv, 0), "person") == 0;
  if (!begins || r->csv.n < 2) {
    diag_error(r->csv.diags, cell_place(r, 0), begins ? 1 : cell_span(r, 0), "marks.header",
               _("the first row is: person, then the name of each item"),
               begins ? _("the first row names no item")
                      : _("the first row does not begin with the word person"));
    return false;
  }
  marks->n_items = r->csv.n - 1;
  marks->items = arena_array(&marks->arena, marks->n_items, sizeof *marks->items);
  marks->columns = arena_array(&marks->arena, marks->n_items, sizeof *marks->columns);
  marks->most = arena_array(&marks->arena, marks->n_items, sizeof *marks->most);
  for (size_t i = 0; i < marks->n_items; i++) {
    add_name(r, &r->items, i + 1, "marks.item", _("an item without a name"));
    marks->items[i] = r->items.list[i].name;
    marks->columns[i] = r->items.list[i].column;
    marks->most[i] = MILLIONTHS;
  }
  find_twice(r, &r->items, "marks.item", _("give each item a name of its own"));
  return true;
}

/* -- The rows --------------------------------------------------------------------------------- */

static bool has_all_cells(struct reader *r) {
  size_t n = r->csv.n, expected = r->marks->n_items + 1;
  if (n < expected)
    diag_error(r->csv.diags, cell_place(r, n - 1), cell_span(r, n - 1), "marks.cells",
               _("who did not answer got 0"), _("the row of \"%s\" ends here, before item \"%s\""),
               safe_cell(r, 0), r->marks->items[n - 1]);
  else if (n > expected)
    diag_error(r->csv.diags, cell_place(r, expected), cell_span(r, expected), "marks.cells", NULL,
               _("the row of \"%s\" has a cell more than there are items"), safe_cell(r, 0));
  return n == expected;
}

/* A mark, or -1 and what is wrong with it. */
static int64_t read_mark(struct reader *r, size_t cell, const char *code) {
  int64_t mark;
  const char *text = csv_text(&r->csv, cell);
  if (csv_number(&r->csv, text, &mark))
    return mark;
  if (text[0])
    diag_error(r->csv.diags, cell_place(r, cell), cell_span(r, cell), code,
               _("digits and at most six decimals; nothing below 0"),
               _("\"%s\", item \"%s\": \"%s\" is no mark"), safe_cell(r, 0),
               r->marks->items[cell - 1], safe_cell(r, cell));
  else
    diag_error(r->csv.diags, cell_place(r, cell), cell_span(r, cell), code,
               _("who did not answer got 0"), _("\"%s\", item \"%s\": there is no mark"),
               safe_cell(r, 0), r->marks->items[cell - 1]);
  return -1;
}

static void read_most(struct reader *r) {
  if (r->people.n > 0)
    diag_error(r->csv.diags, cell_place(r, 0), cell_span(r, 0), "marks.max", NULL,
               _("the row max stands below the first row, above the people"));
  if (!has_all_cells(r))
    return;
  for (size_t i = 0; i < r->marks->n_items; i++) {
    int64_t most = read_mark(r, i + 1, "marks.max");
    if (most > 0)
      r->marks->most[i] = most;
    else if (most == 0)
      diag_error(r->csv.diags, cell_place(r, i + 1), cell_span(r, i + 1), "marks.max", NULL,
                 _("item \"%s\": the highest mark must be more than 0"), r->marks->items[i]);
  }
}

static void read_person(struct reader *r, bool has_most) {
  add_name(r, &r->people, 0, "marks.person", _("a row without the name of a person"));
  if (!has_all_cells(r))
    return;
  for (size_t i = 0; i < r->marks->n_items; i++) {
    int64_t mark = read_mark(r, i + 1, "marks.number");
    if (mark > r->marks->most[i])
      diag_error(r->csv.diags, cell_place(r, i + 1), cell_span(r, i + 1), "marks.above",
                 has_most ? NULL : _("add a row max below the first row, or all are out of 1"),
                 _("\"%s\", item \"%s\": more than the highest mark"), safe_cell(r, 0),
                 r->marks->items[i]);
    VEC_PUSH(&r->cells, mark);
  }
}

/* As spreadsheets leave them below the last one. */
static bool is_blank_row(const struct reader *r) {
  for (size_t i = 0; i < r->csv.n; i++)
    if (r->csv.list[i].points)
      return false;
  return true;
}

static void read_rows(struct reader *r) {
  bool has_most = false;
  while (csv_next(&r->csv)) {
    if (is_blank_row(r))
      continue;
    bool most = strcasecmp(csv_text(&r->csv, 0), "max") == 0;
    if (most && has_most)
      diag_error(r->csv.diags, cell_place(r, 0), 3, "marks.max", NULL, _("there are two rows max"));
    else if (most)
      read_most(r);
    else
      read_person(r, has_most);
    has_most |= most;
  }
  find_twice(r, &r->people, "marks.person", _("each person has one row, and a name of his own"));
  if (r->people.n == 0)
    diag_error(r->csv.diags, (struct place){.file = r->csv.shown}, 1, "marks.people",
               _("below the first row: one row a person"), _("there are no people in it"));
}

enum rc marks_read(const char *shown, const char *bytes, size_t len, struct marks *marks,
                   struct diags *diags) {
  struct reader r = {.marks = marks};
  size_t before = diags->errors;
  *marks = (struct marks){0};
  if (csv_begin(&r.csv, shown, bytes, len, diags) && read_header(&r))
    read_rows(&r);
  marks->n_people = r.people.n;
  marks->cells = r.cells.list;
  csv_done(&r.csv);
  free(r.items.list);
  free(r.people.list);
  diags_sort(diags);
  diags_excerpt(diags, shown, bytes, len);
  return diags->errors == before ? RC_OK : RC_DATA;
}

void marks_done(struct marks *marks) {
  free(marks->cells);
  arena_done(&marks->arena);
  *marks = (struct marks){0};
}
