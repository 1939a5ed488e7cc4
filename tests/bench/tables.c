/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Large tables, of the columns of a report by person: how they leave, and the least that it could
 * cost.
 *
 *   bench_tables make FILE.db ROWS      a database of such rows, for sqlite3 -csv too
 *   bench_tables csv FILE.db            its rows as CSV, to stdout
 *   bench_tables xlsx FILE.xlsx ROWS    a workbook of as many rows
 *   bench_tables bare FILE.xlsx ROWS    the same cells by libxlsxwriter alone, in constant memory
 */
#include "base/file.h"
#include "exchange/csv.h"
#include "exchange/format.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum { COLUMNS = 8, TEXTS = 5 };

static const struct column columns[COLUMNS] = {
    {.key = "person"},
    {.key = "name"},
    {.key = "unit"},
    {.key = "competency"},
    {.key = "last_activity"},
    {.key = "items", .kind = COLUMN_WHOLE},
    {.key = "right", .kind = COLUMN_WHOLE},
    {.key = "required", .kind = COLUMN_WHOLE},
};

static char texts[TEXTS][64];

static void fill_row(void *none, size_t nth, struct cell *cells) {
  static const char *const units[] = {"Port Amani", "Poste de Kasumbalesa", "Airport, gate \"2\""};
  (void)none;
  snprintf(texts[0], sizeof texts[0], "%032zx", nth * 2654435761u);
  snprintf(texts[1], sizeof texts[1], "Officer %zu", nth);
  snprintf(texts[2], sizeof texts[2], "%s", units[nth % 3]);
  snprintf(texts[3], sizeof texts[3], "DOC-%zu", nth % 40);
  snprintf(texts[4], sizeof texts[4], "2026-%02zu-%02zuT08:%02zu:00Z", nth % 12 + 1, nth % 28 + 1,
           nth % 60);
  for (size_t i = 0; i < TEXTS; i++)
    cells[i] = cell_text(texts[i]);
  cells[5] = cell_number((int64_t)(nth % 97));
  cells[6] = cell_number((int64_t)(nth % 51));
  cells[7] = cell_number((int64_t)(nth % 5));
}

static sqlite3 *open_rows(const char *path) {
  sqlite3 *db;
  if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                      NULL) != SQLITE_OK)
    exit(1);
  return db;
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql) {
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
    exit(1);
  return statement;
}

static void make(const char *path, size_t n) {
  sqlite3 *db = open_rows(path);
  struct cell cells[COLUMNS];
  sqlite3_exec(db,
               "CREATE TABLE rows(person, name, unit, competency, last_activity, items, \"right\","
               " required); BEGIN",
               NULL, NULL, NULL);
  sqlite3_stmt *insert = prepare(db, "INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  for (size_t i = 0; i < n; i++) {
    fill_row(NULL, i, cells);
    for (int c = 0; c < COLUMNS; c++)
      if (c < TEXTS)
        sqlite3_bind_text(insert, c + 1, cells[c].text, -1, SQLITE_STATIC);
      else
        sqlite3_bind_int64(insert, c + 1, cells[c].part[0]);
    sqlite3_step(insert);
    sqlite3_reset(insert);
  }
  sqlite3_finalize(insert);
  sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
  sqlite3_close(db);
}

static bool to_stdout(void *none, const char *bytes, size_t len) {
  (void)none;
  return write(STDOUT_FILENO, bytes, len) == (ssize_t)len;
}

static void csv(const char *path) {
  sqlite3 *db = open_rows(path);
  sqlite3_stmt *rows = prepare(db, "SELECT * FROM rows");
  const struct table table = {.id = "rows", .columns = columns, .n_columns = COLUMNS};
  struct arena arena = {0};
  struct fields fields;
  struct sink sink = {.give = to_stdout};
  fields_init(&fields, &table, &arena);
  csv_put_head(&fields, &sink.text);
  while (sqlite3_step(rows) == SQLITE_ROW) {
    for (int c = 0; c < COLUMNS; c++)
      fields.buffer[c] = c < TEXTS ? cell_text((const char *)sqlite3_column_text(rows, c))
                                   : cell_number(sqlite3_column_int64(rows, c));
    csv_put_row(&fields, fields.buffer, &sink.text);
    sink_spill(&sink);
  }
  sink_finish(&sink);
  sink_done(&sink);
  fields_done(&fields);
  arena_done(&arena);
  sqlite3_finalize(rows);
  sqlite3_close(db);
}

static int xlsx(const char *path, size_t n) {
  const struct table table = {
      .id = "rows", .columns = columns, .n_columns = COLUMNS, .n_rows = n, .row = fill_row};
  struct arena arena = {0};
  struct diags diags = {0};
  struct file file;
  const struct paper *paper =
      paper_of_table(&arena, &(struct paper_head){.id = "rows", .title = "Rows"}, &table);
  if (file_begin(path, &file, &diags) != RC_OK)
    return 1;
  struct sink sink = {.give = file_give, .to = &file};
  enum rc rc = format_write(&format_xlsx, paper, "rows", &sink, &diags);
  sink_done(&sink);
  return rc == RC_OK && file_end(&file, &diags) == RC_OK ? 0 : 1;
}

static int bare(const char *path, size_t n) {
  struct cell cells[COLUMNS];
  lxw_workbook_options options = {.constant_memory = LXW_TRUE};
  lxw_workbook *book = workbook_new_opt(path, &options);
  lxw_worksheet *sheet = workbook_add_worksheet(book, "rows");
  for (size_t i = 0; i < n; i++) {
    fill_row(NULL, i, cells);
    for (size_t c = 0; c < COLUMNS; c++)
      if (c < TEXTS)
        worksheet_write_string(sheet, (lxw_row_t)i, (lxw_col_t)c, cells[c].text, NULL);
      else
        worksheet_write_number(sheet, (lxw_row_t)i, (lxw_col_t)c, (double)cells[c].part[0], NULL);
  }
  return workbook_close(book) == LXW_NO_ERROR ? 0 : 1;
}

int main(int argc, char **argv) {
  const char *what = argc > 2 ? argv[1] : "";
  size_t n = argc > 3 ? strtoul(argv[3], NULL, 10) : 0;
  if (strcmp(what, "make") == 0)
    return make(argv[2], n), 0;
  if (strcmp(what, "csv") == 0)
    return csv(argv[2]), 0;
  if (strcmp(what, "xlsx") == 0)
    return xlsx(argv[2], n);
  return strcmp(what, "bare") == 0 ? bare(argv[2], n) : 2;
}
