/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/xlsx.h"

#include "base/text.h"
#include "exchange/format.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

lxw_worksheet *xlsx_sheet(struct xlsx *xlsx, const char *name) {
  lxw_worksheet *sheet = workbook_add_worksheet(xlsx->book, name);
  xlsx->failed |= !sheet;
  if (!sheet)
    return NULL;
  worksheet_set_paper(sheet, 9); /* A4 */
  worksheet_set_landscape(sheet);
  worksheet_fit_to_pages(sheet, 1, 0);
  worksheet_set_footer(sheet, "&C&P / &N");
  if (paper_is_rtl(xlsx->paper))
    worksheet_right_to_left(sheet);
  if (xlsx->paper->head.confidential) {
    struct str text = {0};
    str_printf(&text, "&C%s", xlsx->paper->words.confidential);
    worksheet_set_header(sheet, text.at);
    str_done(&text);
  }
  return sheet;
}

/* So many characters of it, an ellipsis the last. */
static void put_cut(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text,
                    lxw_format *format) {
  struct str cut = {0};
  size_t at = 0;
  for (size_t points = 0; text[at] && points < XLSX_TEXT; at++)
    points += ((unsigned char)text[at] & 0xc0) != 0x80;
  str_add(&cut, text, at - 1);
  str_puts(&cut, "\xe2\x80\xa6");
  worksheet_write_string(sheet, row, column, cut.at, format);
  str_done(&cut);
}

void xlsx_put_text(struct xlsx *xlsx, lxw_worksheet *sheet, size_t row, size_t column,
                   const char *text, lxw_format *format) {
  lxw_row_t r = (lxw_row_t)row;
  lxw_col_t c = (lxw_col_t)column;
  lxw_error error = worksheet_write_string(sheet, r, c, text, format);
  if (error == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED)
    put_cut(sheet, r, c, text, format);
  else
    xlsx->failed |= error != LXW_NO_ERROR;
}

void xlsx_set_lines(lxw_worksheet *sheet, size_t row, size_t lines) {
  enum { LINE = 15, HIGHEST = 400 }; /* points */
  double high = (double)(LINE * lines);
  worksheet_set_row(sheet, (lxw_row_t)row, high < HIGHEST ? high : HIGHEST, NULL);
}

static void make_formats(struct xlsx *xlsx) {
  xlsx->head = workbook_add_format(xlsx->book);
  format_set_bold(xlsx->head);
  format_set_text_wrap(xlsx->head);
  format_set_align(xlsx->head, LXW_ALIGN_VERTICAL_TOP);
  format_set_bottom(xlsx->head, LXW_BORDER_MEDIUM);
  xlsx->wrapped = workbook_add_format(xlsx->book);
  format_set_text_wrap(xlsx->wrapped);
  format_set_align(xlsx->wrapped, LXW_ALIGN_VERTICAL_TOP);
  xlsx->title = workbook_add_format(xlsx->book);
  format_set_bold(xlsx->title);
  format_set_font_size(xlsx->title, 14);
  xlsx->tilted = workbook_add_format(xlsx->book);
  format_set_bold(xlsx->tilted);
  format_set_rotation(xlsx->tilted, 60);
  format_set_bottom(xlsx->tilted, LXW_BORDER_MEDIUM);
}

/* Midnight UTC of the as-of date; else the day on which the times of ZIP begin: never the clock,
 * which the library asks for when it is told 0. */
static time_t made_at(const struct paper *paper) {
  struct tm day = {.tm_year = 80, .tm_mday = 1};
  const char *as_of = paper->head.as_of;
  int year, month, mday;
  if (as_of && sscanf(as_of, "%d-%d-%d", &year, &month, &mday) == 3)
    day = (struct tm){.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = mday};
  time_t made = timegm(&day);
  return made > 0 ? made : 315532800;
}

static const struct table *too_long(const struct paper *paper, const struct table *only) {
  const struct paper_block *block;
  if (only)
    return only->n_rows > XLSX_ROWS ? only : NULL;
  for (size_t i = 0; (block = paper_nth_table(paper, i)); i++)
    if (block->table->n_rows > XLSX_ROWS)
      return block->table;
  return NULL;
}

static void put_sheets(struct xlsx *xlsx, const struct table *only) {
  const struct paper_block *block;
  make_formats(xlsx);
  if (only) {
    xlsx_put_table(xlsx, only);
    return;
  }
  xlsx_put_about(xlsx);
  for (size_t i = 0; (block = paper_nth_table(xlsx->paper, i)); i++) {
    if (block->kind == PAPER_HEAT)
      xlsx_put_map(xlsx, block);
    xlsx_put_table(xlsx, block->table);
  }
}

/* -- Its file, which nobody can see ---------------------------------------------------------- */

static const char *temporary_folder(void) {
  const char *folder = getenv("TMPDIR");
  return folder && folder[0] ? folder : "/tmp";
}

static int open_nameless(const char *folder) {
  struct str name = {0};
  str_printf(&name, "%s/mafunzo-XXXXXX", folder);
  int fd = mkstemp(name.at);
  if (fd >= 0)
    unlink(name.at);
  str_done(&name);
  return fd;
}

static bool copy_out(int fd, struct sink *sink) {
  static char piece[16 << 10];
  ssize_t n = 0;
  off_t at = 0;
  while (!sink->failed && (n = pread(fd, piece, sizeof piece, at)) > 0) {
    str_add(&sink->text, piece, (size_t)n);
    sink_spill(sink);
    at += n;
  }
  return n >= 0 && at > 0;
}

static bool make_book(const struct paper *paper, const struct table *only, int fd,
                      const char *folder) {
  char path[64], kept[1024];
  snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
  snprintf(kept, sizeof kept, "%s", folder);
  lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = kept};
  struct xlsx xlsx = {.paper = paper, .book = workbook_new_opt(path, &options)};
  if (!xlsx.book)
    return false;
  lxw_doc_properties properties = {.created = made_at(paper)};
  workbook_set_properties(xlsx.book, &properties);
  put_sheets(&xlsx, only);
  return workbook_close(xlsx.book) == LXW_NO_ERROR && !xlsx.failed;
}

static enum rc failed(const char *folder, int error, struct diags *diags) {
  bool full = error == ENOSPC || error == EDQUOT || error == EFBIG;
  diag_error(
      diags, (struct place){.file = folder}, 1, "xlsx.file", _("name a folder with room in TMPDIR"),
      _("the workbook cannot be put together in this folder: %s"), error ? strerror(error) : "?");
  return full ? RC_FULL : RC_IO;
}

static enum rc xlsx_write(const struct paper *paper, const struct table *only, struct sink *sink,
                          struct diags *diags) {
  const struct table *longest = too_long(paper, only);
  const char *folder = temporary_folder();
  if (longest) {
    diag_error(diags, (struct place){0}, 1, "xlsx.rows", _("take CSV for it"),
               _("the table \"%s\" has %zu rows, and a sheet holds %d"), longest->id,
               longest->n_rows, XLSX_ROWS);
    return RC_DATA;
  }
  errno = 0;
  int fd = open_nameless(folder);
  bool good = fd >= 0 && make_book(paper, only, fd, folder) && copy_out(fd, sink);
  int error = errno;
  if (fd >= 0)
    close(fd);
  return good ? RC_OK : failed(folder, error, diags);
}

const struct format format_xlsx = {.name = "xlsx", .is_binary = true, .write = xlsx_write};
