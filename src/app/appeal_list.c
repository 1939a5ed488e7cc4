/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is contested and ruled, for people and as a table. */
#include "app/appeal.h"

#include "base/text.h"
#include "exchange/json_value.h"

#include <stdlib.h>
#include <string.h>

const char *appeal_state(int ruling) {
  static const char *const states[] = {"upheld", "annulled", "corrected"};
  return ruling == RULING_NONE ? "open" : states[ruling];
}

/* Name and code as last stated, or the beginning of the id. */
static const char *name_of(const struct person *people, size_t n, const uint8_t id[ID_BYTES],
                           struct arena *arena) {
  static const uint8_t nobody[ID_BYTES];
  char hex[2 * ID_BYTES + 1];
  if (memcmp(id, nobody, ID_BYTES) == 0)
    return "";
  for (size_t i = 0; i < n; i++)
    if (memcmp(people[i].id, id, ID_BYTES) == 0) {
      const char *name = text_safe(arena, people[i].name, strlen(people[i].name), false);
      return people[i].code[0] ? arena_printf(arena, "%s (%s)", name, people[i].code) : name;
    }
  seal_hex(id, ID_BYTES, hex);
  return arena_printf(arena, "%.8s", hex);
}

static const char *safe(struct arena *arena, const char *text) {
  return text_safe(arena, text, strlen(text), false);
}

static const char *day_of(struct arena *arena, int64_t time) {
  struct str text = {0};
  json_time_put(&text, time);
  const char *day = arena_printf(arena, "%.10s", str_text(&text));
  str_done(&text);
  return day;
}

static void fill_row(const struct person *people, size_t n, const struct contest *contest,
                     struct arena *arena, struct appeal_row *row) {
  row->contest = *contest;
  row->contest.words = safe(arena, contest->words);
  row->contest.ruled_words = safe(arena, contest->ruled_words);
  row->by = name_of(people, n, contest->by, arena);
  row->made = day_of(arena, contest->time);
  row->ruled = day_of(arena, contest->ruled);
  row->whose = name_of(people, n, contest->subject, arena);
  row->ruled_by =
      contest->ruling == RULING_NONE ? "" : name_of(people, n, contest->ruled_by, arena);
}

enum rc appeal_list(struct app *app, bool open_only, struct arena *arena, struct appeal_row **rows,
                    size_t *n, struct diags *diags) {
  struct contest *list;
  struct person *people = NULL;
  size_t n_list, n_people = 0;
  *n = 0;
  enum rc rc = store_contests(app->store, NULL, INT64_MAX, arena, &list, &n_list, diags);
  if (rc == RC_OK)
    rc = store_people(app->store, &people, &n_people, diags);
  *rows = arena_array(arena, n_list + 1, sizeof **rows);
  for (size_t i = 0; rc == RC_OK && i < n_list; i++)
    if (!open_only || list[i].ruling == RULING_NONE)
      fill_row(people, n_people, &list[i], arena, &(*rows)[(*n)++]);
  free(people);
  return rc;
}

enum rc appeal_row_of(struct app *app, const struct contest *contest, struct arena *arena,
                      struct appeal_row *row, struct diags *diags) {
  struct person *people = NULL;
  size_t n = 0;
  *row = (struct appeal_row){0};
  enum rc rc = store_people(app->store, &people, &n, diags);
  if (rc == RC_OK)
    fill_row(people, n, contest, arena, row);
  free(people);
  return rc;
}

/* -- As a table ----------------------------------------------------------------------------------
 */

enum appeal_column {
  CONTEST,
  PATH,
  KEY,
  STATE,
  BY,
  MADE,
  REASON,
  TIMES,
  PERSON,
  AFFECTED,
  CHANGED,
  MARKED,
  COUNTS,
  RULED_BY,
  RULED,
  RULING,
  COLUMNS
};

static const struct column columns[COLUMNS] = {
    {.key = "contest"},
    {.key = "path"},
    {.key = "key"},
    {.key = "state"},
    {.key = "by"},
    {.key = "made", .kind = COLUMN_DATE},
    {.key = "reason"},
    {.key = "times", .kind = COLUMN_WHOLE},
    {.key = "person"},
    {.key = "affected", .kind = COLUMN_WHOLE},
    {.key = "changed", .kind = COLUMN_WHOLE},
    {.key = "marked", .kind = COLUMN_SHARE},
    {.key = "counts", .kind = COLUMN_SHARE},
    {.key = "ruled_by"},
    {.key = "ruled", .kind = COLUMN_DATE},
    {.key = "ruling"},
};

static struct cell hex_cell(const uint8_t hash[HASH_BYTES], struct arena *arena) {
  static const uint8_t zero[HASH_BYTES];
  char hex[2 * HASH_BYTES + 1];
  seal_hex(hash, HASH_BYTES, hex);
  return memcmp(hash, zero, HASH_BYTES) == 0 ? (struct cell){0}
                                             : cell_text(arena_printf(arena, "%.8s", hex));
}

static struct cell said(const char *text) { return *text ? cell_text(text) : (struct cell){0}; }

static void fill_ruling(struct cell *cells, const struct appeal_row *row) {
  const struct contest *contest = &row->contest;
  if (contest->ruling == RULING_NONE)
    return;
  cells[RULED_BY] = said(row->ruled_by);
  cells[RULED] = cell_text(row->ruled);
  cells[RULING] = said(contest->ruled_words);
}

static void fill_cells(struct cell *cells, const struct appeal_row *row, struct arena *arena) {
  const struct contest *contest = &row->contest;
  cells[CONTEST] = hex_cell(contest->id, arena);
  cells[PATH] = cell_text(safe(arena, contest->path));
  cells[KEY] = hex_cell(contest->key_rev, arena);
  cells[STATE] = cell_text(appeal_state(contest->ruling));
  cells[BY] = said(row->by);
  cells[MADE] = cell_text(row->made);
  cells[REASON] = said(contest->words);
  cells[TIMES] = cell_number(contest->contests);
  cells[PERSON] = said(row->whose);
  cells[AFFECTED] = cell_number(contest->affected);
  cells[CHANGED] = cell_number(contest->changed);
  if (row->whose[0]) {
    cells[MARKED] = cell_number(contest->marked / 100);
    if (contest->ruling != RULING_ANNULLED)
      cells[COUNTS] = cell_number(
          (contest->ruling == RULING_CORRECTED ? contest->score : contest->marked) / 100);
  }
  fill_ruling(cells, row);
}

const struct table *appeal_table(const struct appeal_row *rows, size_t n, struct arena *arena) {
  struct table *table = arena_alloc(arena, sizeof *table);
  struct cell *cells = arena_array(arena, n * COLUMNS + 1, sizeof *cells);
  for (size_t i = 0; i < n; i++)
    fill_cells(cells + i * COLUMNS, &rows[i], arena);
  *table = (struct table){
      .id = "contests", .columns = columns, .n_columns = COLUMNS, .n_rows = n, .cells = cells};
  return table;
}
