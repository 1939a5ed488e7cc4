/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/mrz.h"

#include "base/text.h"
#include "base/vec.h"
#include "document/mrz.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE = 1 << 14 };

void mrz_book_done(struct mrz_book *book) {
  free(book->list);
  arena_done(&book->arena);
  *book = (struct mrz_book){0};
}

/* -- The file ------------------------------------------------------------------------------ */

static enum rc refuse(const char *path, const char *code, const char *message,
                      struct diags *diags) {
  diag_error(diags, (struct place){.file = path ? path : "-"}, 1, code, NULL, "%s", message);
  return strcmp(code, "file.large") == 0 ? RC_DATA : RC_MISSING;
}

/* Of a file mostly all at once. */
static size_t expected(int fd, size_t limit) {
  struct stat there;
  bool known = fstat(fd, &there) == 0 && S_ISREG(there.st_mode) && there.st_size > 0;
  return !known || there.st_size > (off_t)limit ? PIECE : (size_t)there.st_size + 1;
}

/* One byte more than the limit is asked for: then the file is too large. */
static enum rc read_all(int fd, const char *path, size_t limit, struct str *bytes,
                        struct diags *diags) {
  str_room(bytes, expected(fd, limit));
  while (bytes->len <= limit) {
    str_room(bytes, bytes->cap - bytes->len > 1 ? 0 : PIECE);
    ssize_t got = read(fd, bytes->at + bytes->len, bytes->cap - bytes->len - 1);
    if (got < 0 && errno == EINTR)
      continue;
    bytes->len += got > 0 ? (size_t)got : 0;
    bytes->at[bytes->len] = '\0';
    if (got < 0)
      return refuse(path, "file.unreadable", strerror(errno), diags);
    if (got == 0)
      return RC_OK;
  }
  return refuse(path, "file.large", _("this is too much at once"), diags);
}

enum rc mrz_load(const char *path, size_t limit, struct str *bytes, struct diags *diags) {
  int fd = path ? open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY) : STDIN_FILENO;
  if (fd < 0)
    return errno == ENOENT || errno == ENOTDIR
               ? refuse(path, "file.missing", _("there is no such file"), diags)
               : refuse(path, "file.unreadable", strerror(errno), diags);
  enum rc rc = read_all(fd, path, limit, bytes, diags);
  if (path)
    close(fd);
  return rc;
}

/* -- A document ---------------------------------------------------------------------------- */

static const char *keep(struct mrz_book *book, const char *text) {
  return arena_strdup(&book->arena, text);
}

static bool stands_before(const struct mrz_row *a, const struct mrz_row *b) {
  return a->line < b->line || (a->line == b->line && a->column < b->column);
}

/* In the order of reading. */
static void add_row(struct mrz_told *told, struct mrz_row row) {
  size_t at = told->n_rows++;
  for (; at > 0 && stands_before(&row, &told->rows[at - 1]); at--)
    told->rows[at] = told->rows[at - 1];
  told->rows[at] = row;
}

static void tell_rows(struct mrz_book *book, struct mrz_told *told,
                      const struct mrz_record *record) {
  for (unsigned field = 0; field < MRZ_FIELDS; field++) {
    const struct mrz_place *place = mrz_place(record->format, (enum mrz_field)field);
    if (place)
      add_row(told, (struct mrz_row){.name = mrz_field_name(place->field),
                                     .value = keep(book, record->field[field]),
                                     .line = told->line + (unsigned)place->line - 1,
                                     .column = (unsigned)place->column});
  }
}

static void tell_sums(struct mrz_told *told, const struct mrz_lines *lines) {
  struct mrz_digit digits[MRZ_DIGITS];
  mrz_verify(lines, digits, &told->n_sums);
  for (size_t i = 0; i < told->n_sums; i++)
    told->sums[i] = (struct mrz_sum){.name = mrz_field_name(digits[i].field),
                                     .line = told->line + (unsigned)digits[i].line - 1,
                                     .column = (unsigned)digits[i].column,
                                     .sum = digits[i].sum,
                                     .found = digits[i].found,
                                     .expected = digits[i].expected,
                                     .ok = digits[i].ok};
}

static size_t unfilled(const char *text) {
  size_t length = strlen(text);
  while (length > 0 && text[length - 1] == '<')
    length--;
  return length;
}

/* The record lives as long as the book, since the holder borrows from it. */
static void tell_document(struct mrz_book *book, struct mrz_told *told,
                          const struct mrz_lines *lines) {
  struct mrz_record *record = arena_alloc(&book->arena, sizeof *record);
  mrz_parse(lines, record);
  told->format = mrz_format_name(lines->format);
  told->n_lines = lines->count;
  for (size_t i = 0; i < lines->count; i++)
    told->lines[i] = keep(book, lines->line[i]);
  tell_rows(book, told, record);
  tell_sums(told, lines);
  told->holder = mrz_holder(record);
  told->holder.optional_2 = arena_strndup(&book->arena, record->field[MRZ_OPTIONAL_2],
                                          unfilled(record->field[MRZ_OPTIONAL_2]));
  told->may_be_cut = record->truncated;
  if (lines->format == MRZ_TD3 && !*record->optional)
    told->zero = record->field[MRZ_OPTIONAL_CHECK];
}

static void say_all(const char *shown, const struct mrz_told *told, const struct mrz_fault *faults,
                    size_t n, struct diags *diags) {
  for (size_t i = 0; i < n; i++)
    mrz_say(&faults[i], "",
            (struct place){.file = shown,
                           .line = told->line + (unsigned)faults[i].line - 1,
                           .column = (unsigned)faults[i].column},
            diags);
}

static void tell_block(const char *shown, const struct mrz_block *block, struct mrz_book *book,
                       struct diags *diags) {
  struct mrz_fault faults[MRZ_BLOCK_FAULTS];
  struct mrz_fault within[MRZ_FAULTS];
  struct mrz_told told = {.line = (unsigned)block->first};
  struct mrz_lines lines;
  size_t n, more = 0;
  if (mrz_block_read(block, &lines, faults, &n)) {
    tell_document(book, &told, &lines);
    more = mrz_check(&lines, within);
  }
  say_all(shown, &told, faults, n, diags);
  say_all(shown, &told, within, more, diags);
  told.valid = n + more == 0;
  book->valid += told.valid;
  VEC_PUSH(book, told);
}

/* A byte order mark is no part of the first line, and no column (base/diag.h). */
enum rc mrz_tell(const char *shown, const struct str *bytes, struct mrz_book *book,
                 struct diags *diags) {
  const char *start = str_text(bytes);
  size_t mark = bytes->len >= 3 && memcmp(start, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  struct mrz_text text = {start + mark, bytes->len - mark, 1};
  struct mrz_block block;
  while (mrz_block_next(&text, &block))
    tell_block(shown, &block, book, diags);
  if (book->n == 0)
    diag_error(diags, (struct place){.file = shown}, 1, "file.empty", NULL,
               _("there is no machine readable zone in it"));
  diags_sort(diags);
  diags_excerpt(diags, shown, start, bytes->len);
  return book->n > 0 && book->valid == book->n ? RC_OK : RC_DATA;
}
