/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/reader.h"

#include "app/mrz.h"
#include "base/text.h"
#include "base/vec.h"
#include "exchange/csv_read.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { REVIEW_BYTES = 4 << 20, COLUMNS = 5 };
enum { AT_ITEM, AT_REVISION, AT_ANSWER, AT_AGREEMENT, AT_RESOLUTION };

static const char *const headings[COLUMNS] = {"item", "revision", "answer", "agreement",
                                              "resolution"};

void reader_revision(const struct item *item, char out[REVISION_DIGITS + 1]) {
  seal_hex(item->text_rev, REVISION_DIGITS / 2, out);
}

/* -- The file ------------------------------------------------------------------------------- */

static struct place place_of(const struct csv *csv, size_t cell) {
  size_t at = cell < csv->n ? cell : csv->n - 1;
  return (struct place){csv->shown, csv->list[at].line, csv->list[at].column};
}

static bool is_header(const struct csv *csv) {
  bool same = csv->n == COLUMNS;
  for (size_t i = 0; same && i < COLUMNS; i++)
    same = strcmp(csv_text(csv, i), headings[i]) == 0;
  if (!same)
    diag_error(csv->diags, place_of(csv, 0), 1, "reader.header",
               _("It is: item,revision,answer,agreement,resolution"), "%s",
               _("the first row does not name the five columns"));
  return same;
}

static void check_agreement(const struct csv *csv) {
  const char *agreement = csv_text(csv, AT_AGREEMENT);
  bool no = strcmp(agreement, "no") == 0;
  if (csv->n != COLUMNS || (!no && strcmp(agreement, "yes") != 0))
    diag_error(csv->diags, place_of(csv, AT_AGREEMENT), 1, "reader.agreement",
               _("Write yes or no in the fourth of five columns."), "%s",
               _("it is not said whether the reader agrees with the key"));
  else if (no && !*csv_text(csv, AT_RESOLUTION))
    diag_warn(csv->diags, place_of(csv, AT_AGREEMENT), 1, "reader.unresolved",
              _("Mend the question, or say in the last column what was settled."), "%s",
              _("a reader answered otherwise, and nothing was done about it"));
}

static int by_item(const void *left, const void *right) {
  const struct reader_row *a = left, *b = right;
  int order = strcmp(a->item, b->item);
  return order ? order : strcmp(a->revision, b->revision);
}

static void read_rows(struct reader *reader, struct csv *csv) {
  while (csv_next(csv)) {
    check_agreement(csv);
    VEC_PUSH(&reader->rows,
             (struct reader_row){.item = arena_strdup(&reader->arena, csv_text(csv, AT_ITEM)),
                                 .revision = arena_strdup(
                                     &reader->arena, csv->n > 1 ? csv_text(csv, AT_REVISION) : ""),
                                 .at = place_of(csv, 0)});
  }
  if (reader->rows.n)
    qsort(reader->rows.list, reader->rows.n, sizeof *reader->rows.list, by_item);
}

static void read_file(struct reader *reader) {
  const char *path = arena_printf(&reader->arena, "%s/review.csv", reader->folder);
  struct str bytes = {0};
  struct csv csv = {0};
  reader->any = access(path, F_OK) == 0;
  if (!reader->any || mrz_load(path, REVIEW_BYTES, &bytes, reader->diags) != RC_OK)
    return;
  if (csv_begin(&csv, path, str_text(&bytes), bytes.len, reader->diags) && csv_next(&csv) &&
      is_header(&csv))
    read_rows(reader, &csv);
  csv_done(&csv);
  str_done(&bytes);
}

/* -- The questions -------------------------------------------------------------------------- */

void reader_end(struct reader *reader) {
  for (size_t i = 0; i < reader->rows.n; i++)
    if (!reader->rows.list[i].used)
      diag_warn(reader->diags, reader->rows.list[i].at, 1, "reader.unknown",
                _("Take the row away: the question changed or is gone."),
                _("no question %.80s has this revision"), reader->rows.list[i].item);
  free(reader->rows.list);
  memset(&reader->rows, 0, sizeof reader->rows);
}

/* Modules of one course have one folder. */
static void enter(struct reader *reader, const char *file) {
  const char *slash = strrchr(file, '/');
  size_t len = slash ? (size_t)(slash - file) : 0;
  const char *folder = slash ? file : ".";
  len = slash ? len : 1;
  if (reader->folder && strlen(reader->folder) == len && memcmp(reader->folder, folder, len) == 0)
    return;
  reader_end(reader);
  reader->folder = arena_strndup(&reader->arena, folder, len);
  read_file(reader);
  if (!reader->any)
    diag_warn(reader->diags, (struct place){.file = reader->folder}, 1, "reader.none",
              _("Let somebody answer it from the lessons alone; see man mafunzo, SECOND READER."),
              "%s", _("the course has no review.csv"));
}

static bool was_read(struct reader *reader, const char *item, const char *revision) {
  const struct reader_row key = {.item = item, .revision = revision};
  struct reader_row *row = reader->rows.n ? bsearch(&key, reader->rows.list, reader->rows.n,
                                                    sizeof *reader->rows.list, by_item)
                                          : NULL;
  if (row)
    row->used = true;
  return row != NULL;
}

static void look(struct reader *reader, const struct item *item, const char *file) {
  char revision[REVISION_DIGITS + 1];
  struct place at = {file, item->at.line, item->at.column};
  const char *slash = strchr(item->path, '/');
  reader_revision(item, revision);
  reader->items++;
  if (was_read(reader, slash ? slash + 1 : item->path, revision))
    return;
  reader->unread++;
  if (reader->any)
    diag_warn(reader->diags, at, 1, "reader.missing",
              _("Let somebody answer it who does not know the key, and add the row."),
              _("revision %s was not read by a second pair of eyes"), revision);
}

void reader_add(struct reader *reader, const struct module *module, const char *file) {
  file = arena_strdup(&reader->arena, file);
  enter(reader, file);
  for (size_t i = 0; i < module->quiz.n_items; i++)
    look(reader, &module->quiz.items[i], file);
}

void reader_done(struct reader *reader) {
  free(reader->rows.list);
  arena_done(&reader->arena);
  *reader = (struct reader){0};
}
