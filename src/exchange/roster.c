/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/roster.h"

#include "base/text.h"
#include "base/vec.h"
#include "model/code.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum column {
  CODE,
  NAME,
  AGENCY,
  UNIT,
  POSITION,
  COHORT,
  SEX,
  GRADE,
  YEARS,
  LANGUAGE,
  ESTABLISHMENT,
  COLUMNS
};

static const struct {
  const char *name;
  bool needed;
} columns[COLUMNS] = {
    [CODE] = {"code", false},
    [NAME] = {"name", true},
    [AGENCY] = {"agency", true},
    [UNIT] = {"unit", true},
    [POSITION] = {"position", true},
    [COHORT] = {"cohort", false},
    [SEX] = {"sex", false},
    [GRADE] = {"grade", false},
    [YEARS] = {"years", false},
    [LANGUAGE] = {"language", false},
    [ESTABLISHMENT] = {"establishment", false},
};

struct reader {
  struct csv csv;
  struct roster *roster;
  size_t at[COLUMNS]; /* cell of each column; NOWHERE */
};
enum { NOWHERE = CSV_COLUMNS + 1 };

/* -- Cells ---------------------------------------------------------------------------------------
 */

static bool has(const struct reader *r, enum column column) { return r->at[column] < r->csv.n; }

static const char *cell_text(const struct reader *r, enum column column) {
  return has(r, column) ? csv_text(&r->csv, r->at[column]) : "";
}

/* Of a cell that is not there the row's first one. */
static const struct csv_cell *cell_of(const struct reader *r, enum column column) {
  return &r->csv.list[has(r, column) ? r->at[column] : 0];
}

static struct place cell_place(const struct reader *r, enum column column) {
  const struct csv_cell *cell = cell_of(r, column);
  return (struct place){.file = r->csv.shown, .line = cell->line, .column = cell->column};
}

static unsigned cell_span(const struct reader *r, enum column column) {
  unsigned points = cell_of(r, column)->points;
  return points ? points : 1;
}

static const char *safe(struct reader *r, const char *text) {
  return text_safe(&r->roster->arena, text, strlen(text), false);
}

static void fault(struct reader *r, enum column column, const char *code, const char *hint,
                  const char *message) {
  diag_error(r->csv.diags, cell_place(r, column), cell_span(r, column), code, hint, "%s: %s",
             columns[column].name, message);
}

static void take_text(struct reader *r, enum column column, char *out, size_t size) {
  const char *text = safe(r, cell_text(r, column));
  if (text[0] == '\'' && text[1] && strchr("=+-@", text[1]))
    text++; /* as our own export makes a cell inert */
  out[0] = '\0';
  if (strlen(text) >= size)
    fault(r, column, "roster.text", NULL, _("this is too long"));
  else
    strcpy(out, text);
}

static bool take_needed(struct reader *r, enum column column, char *out, size_t size) {
  take_text(r, column, out, size);
  if (out[0] || cell_text(r, column)[0])
    return true;
  fault(r, column, "roster.needed", NULL, _("nothing stands here, and it is needed"));
  return false;
}

/* Digits alone, at most a number. */
static bool take_whole(struct reader *r, enum column column, const char *code, unsigned long most,
                       unsigned long *out) {
  const char *text = cell_text(r, column);
  size_t digits = strspn(text, "0123456789");
  *out = digits <= 7 ? strtoul(text, NULL, 10) : most + 1;
  if (digits && !text[digits] && *out <= most)
    return true;
  fault(r, column, code, _("a whole number, in digits"), _("this is no such number"));
  return false;
}

/* -- The first row -------------------------------------------------------------------------------
 */

static int column_named(const char *name) {
  for (int i = 0; i < COLUMNS; i++)
    if (strcasecmp(columns[i].name, name) == 0)
      return i;
  return -1;
}

static void read_column(struct reader *r, size_t cell) {
  const struct csv_cell *at = &r->csv.list[cell];
  struct place place = {.file = r->csv.shown, .line = at->line, .column = at->column};
  const char *name = csv_text(&r->csv, cell);
  int column = column_named(name);
  const char *hint = _("the columns are: code, name, agency, unit, position, cohort, sex, grade, "
                       "years, language, establishment");
  if (column < 0 && name[0])
    diag_error(r->csv.diags, place, at->points, "roster.header", hint,
               _("there is no column \"%s\""), safe(r, name));
  else if (column >= 0 && r->at[column] != NOWHERE)
    diag_error(r->csv.diags, place, at->points, "roster.header", NULL,
               _("the column \"%s\" stands here twice"), columns[column].name);
  else if (column >= 0)
    r->at[column] = cell;
}

static bool read_header(struct reader *r) {
  size_t before = r->csv.diags->errors;
  if (!csv_next(&r->csv))
    return false;
  for (size_t i = 0; i < r->csv.n; i++)
    read_column(r, i);
  for (int i = 0; i < COLUMNS; i++)
    if (columns[i].needed && r->at[i] == NOWHERE)
      diag_error(r->csv.diags, (struct place){.file = r->csv.shown, .line = 1, .column = 1}, 1,
                 "roster.header", _("name, agency, unit and position are needed"),
                 _("the column \"%s\" is missing"), columns[i].name);
  return r->csv.diags->errors == before;
}

/* -- The rows ------------------------------------------------------------------------------------
 */

static void take_code(struct reader *r, struct roster_person *row) {
  const char *text = cell_text(r, CODE);
  row->code_at = cell_place(r, CODE);
  row->code_span = cell_span(r, CODE);
  if (text[0] && !code_read(text, row->person.code))
    fault(r, CODE, "roster.code", _("leave the cell empty, and a code is made"),
          _("this is no code of a person: a sign is wrong"));
}

bool roster_read_sex(const char *text, struct person *person) {
  static const char *const known[][2] = {{"f", "female"}, {"m", "male"}, {"x", "other"}};
  person->sex[0] = '\0';
  for (size_t i = 0; i < COUNT(known); i++)
    if (strcasecmp(text, known[i][0]) == 0 || strcasecmp(text, known[i][1]) == 0)
      strcpy(person->sex, known[i][0]);
  return !text[0] || person->sex[0];
}

bool roster_read_language(const char *text, struct person *person) {
  size_t letters = strspn(text, "abcdefghijklmnopqrstuvwxyz");
  bool good = !text[letters] && (letters == 0 || letters == 2 || letters == 3);
  strcpy(person->language, good ? text : "");
  return good;
}

static void take_sex(struct reader *r, struct person *person) {
  if (!roster_read_sex(cell_text(r, SEX), person))
    fault(r, SEX, "roster.sex", _("f, m or x, or nothing"), _("this cannot be read"));
}

static void take_language(struct reader *r, struct person *person) {
  if (!roster_read_language(cell_text(r, LANGUAGE), person))
    fault(r, LANGUAGE, "roster.language", _("a code such as en, fr or sw"),
          _("this is no code of a language"));
}

static void read_person(struct reader *r) {
  struct roster_person row = {.at = cell_place(r, NAME),
                              .position_at = cell_place(r, POSITION),
                              .position_span = cell_span(r, POSITION)};
  struct person *person = &row.person;
  unsigned long years;
  take_code(r, &row);
  take_needed(r, NAME, person->name, sizeof person->name);
  take_needed(r, AGENCY, person->agency, sizeof person->agency);
  take_needed(r, UNIT, person->unit, sizeof person->unit);
  take_needed(r, POSITION, person->position, sizeof person->position);
  take_text(r, COHORT, person->cohort, sizeof person->cohort);
  take_text(r, GRADE, person->grade, sizeof person->grade);
  take_sex(r, person);
  take_language(r, person);
  if (cell_text(r, YEARS)[0] && take_whole(r, YEARS, "roster.years", 70, &years))
    person->served = (uint8_t)(years + 1);
  if (cell_text(r, ESTABLISHMENT)[0])
    fault(r, ESTABLISHMENT, "roster.establishment",
          _("state it in a row of its own, without name and code"),
          _("a person has no establishment"));
  VEC_PUSH(&r->roster->people, row);
}

static void read_posts(struct reader *r) {
  struct roster_posts row = {.position_at = cell_place(r, POSITION),
                             .position_span = cell_span(r, POSITION)};
  unsigned long n = 0;
  take_needed(r, AGENCY, row.agency, sizeof row.agency);
  take_needed(r, UNIT, row.unit, sizeof row.unit);
  take_needed(r, POSITION, row.position, sizeof row.position);
  take_whole(r, ESTABLISHMENT, "roster.establishment", ROSTER_POSTS, &n);
  row.n = (uint32_t)n;
  VEC_PUSH(&r->roster->posts, row);
}

static bool is_blank_row(const struct reader *r) {
  for (size_t i = 0; i < r->csv.n; i++)
    if (r->csv.list[i].points)
      return false;
  return true;
}

static bool fits_columns(struct reader *r, size_t n_columns) {
  if (r->csv.n <= n_columns)
    return true;
  const struct csv_cell *cell = &r->csv.list[n_columns];
  diag_error(r->csv.diags,
             (struct place){.file = r->csv.shown, .line = cell->line, .column = cell->column},
             cell->points ? cell->points : 1, "roster.cells",
             _("a cell that holds a comma stands in quotes"),
             _("this row has more cells than there are columns"));
  return false;
}

static void read_rows(struct reader *r, size_t n_columns) {
  while (csv_next(&r->csv)) {
    if (is_blank_row(r) || !fits_columns(r, n_columns))
      continue;
    bool posts = !cell_text(r, NAME)[0] && !cell_text(r, CODE)[0] && cell_text(r, ESTABLISHMENT)[0];
    posts ? read_posts(r) : read_person(r);
  }
  if (r->roster->people.n == 0 && r->roster->posts.n == 0)
    diag_error(r->csv.diags, (struct place){.file = r->csv.shown}, 1, "roster.empty",
               _("below the first row: one row a person"), _("there are no people in it"));
}

/* -- Twice ---------------------------------------------------------------------------------------
 */

static int by_line(const struct place *a, const struct place *b) {
  return (a->line > b->line) - (a->line < b->line);
}

static int by_code(const void *a, const void *b) {
  const struct roster_person *x = *(void *const *)a, *y = *(void *const *)b;
  int order = strcmp(x->person.code, y->person.code);
  return order ? order : by_line(&x->at, &y->at);
}

static int compare_who(const struct person *x, const struct person *y) {
  int order = strcmp(x->name, y->name);
  order = order ? order : strcmp(x->agency, y->agency);
  return order ? order : strcmp(x->unit, y->unit);
}

static int by_who(const void *a, const void *b) {
  const struct roster_person *x = *(void *const *)a, *y = *(void *const *)b;
  int order = compare_who(&x->person, &y->person);
  return order ? order : by_line(&x->at, &y->at);
}

static int compare_posts(const struct roster_posts *x, const struct roster_posts *y) {
  int order = strcmp(x->agency, y->agency);
  order = order ? order : strcmp(x->unit, y->unit);
  return order ? order : strcmp(x->position, y->position);
}

static int by_posts(const void *a, const void *b) {
  const struct roster_posts *x = a, *y = b;
  int order = compare_posts(x, y);
  return order ? order : by_line(&x->position_at, &y->position_at);
}

static void twice(struct reader *r, struct place at, unsigned span, const char *code,
                  const char *hint, unsigned first) {
  diag_error(r->csv.diags, at, span, code, hint, _("this stands here twice; first in line %u"),
             first);
}

/* Two people of one unit may have one name: then their codes tell them apart. */
static void find_people_twice(struct reader *r) {
  size_t n = r->roster->people.n;
  struct roster_person **sorted = mem_array(n + 1, sizeof *sorted);
  for (size_t i = 0; i < n; i++)
    sorted[i] = &r->roster->people.list[i];
  qsort(sorted, n, sizeof *sorted, by_code);
  for (size_t i = 1; i < n; i++)
    if (sorted[i]->person.code[0] &&
        strcmp(sorted[i]->person.code, sorted[i - 1]->person.code) == 0)
      twice(r, sorted[i]->code_at, sorted[i]->code_span, "roster.code",
            _("each person has a code of his own"), sorted[i - 1]->at.line);
  qsort(sorted, n, sizeof *sorted, by_who);
  for (size_t i = 1; i < n; i++)
    if (sorted[i]->person.name[0] && compare_who(&sorted[i]->person, &sorted[i - 1]->person) == 0 &&
        !(sorted[i]->person.code[0] && sorted[i - 1]->person.code[0]))
      twice(r, sorted[i]->at, 1, "roster.twice", _("if they are two, give each of them a code"),
            sorted[i - 1]->at.line);
  free(sorted);
}

static void find_posts_twice(struct reader *r) {
  struct roster_posts *list = r->roster->posts.list;
  size_t n = r->roster->posts.n;
  if (n)
    qsort(list, n, sizeof *list, by_posts);
  for (size_t i = 1; i < n; i++)
    if (compare_posts(&list[i], &list[i - 1]) == 0)
      twice(r, list[i].position_at, list[i].position_span, "roster.twice",
            _("state the establishment of a unit and position once"), list[i - 1].position_at.line);
}

enum rc roster_read(const char *shown, const char *bytes, size_t len, struct roster *roster,
                    struct diags *diags) {
  struct reader r = {.roster = roster};
  size_t before = diags->errors;
  *roster = (struct roster){0};
  for (int i = 0; i < COLUMNS; i++)
    r.at[i] = NOWHERE;
  if (csv_begin(&r.csv, shown, bytes, len, diags) && read_header(&r)) {
    read_rows(&r, r.csv.n);
    find_people_twice(&r);
    find_posts_twice(&r);
  }
  csv_done(&r.csv);
  diags_sort(diags);
  diags_excerpt(diags, shown, bytes, len);
  return diags->errors == before ? RC_OK : RC_DATA;
}

void roster_done(struct roster *roster) {
  free(roster->people.list);
  free(roster->posts.list);
  arena_done(&roster->arena);
  *roster = (struct roster){0};
}
