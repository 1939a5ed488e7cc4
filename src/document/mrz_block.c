/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of many documents: cut into blocks, and each read with everything that is wrong with it. */
#include "document/mrz.h"

#include "base/text.h"
#include "document/mrz_private.h"

/* -- Blocks -------------------------------------------------------------------------------- */

/* As in base/diag.h, whose excerpts must find the same lines. */
static size_t break_size(const char *at, size_t left) {
  static const char *const breaks[] = {"\r\n",     "\n",           "\r",
                                       "\xc2\x85", "\xe2\x80\xa8", "\xe2\x80\xa9"};
  for (size_t i = 0; i < COUNT(breaks); i++) {
    size_t size = strlen(breaks[i]);
    if (left >= size && memcmp(at, breaks[i], size) == 0)
      return size;
  }
  return 0;
}

struct row {
  const char *at;
  size_t length, end; /* end: bytes of its line end */
};

static struct row row_next(struct mrz_text *text) {
  struct row row = {.at = text->at};
  while (row.length < text->length &&
         !(row.end = break_size(row.at + row.length, text->length - row.length)))
    row.length++;
  text->at += row.length + row.end;
  text->length -= row.length + row.end;
  text->line++;
  return row;
}

static bool is_blank(const struct row *row) {
  size_t at = 0;
  while (at < row->length && (row->at[at] == ' ' || row->at[at] == '\t'))
    at++;
  return at == row->length;
}

bool mrz_block_next(struct mrz_text *text, struct mrz_block *out) {
  *out = (struct mrz_block){0};
  while (text->length > 0) {
    size_t number = text->line;
    struct row row = row_next(text);
    if (is_blank(&row) && out->count > 0)
      return true;
    if (is_blank(&row))
      continue;
    if (out->count == 0)
      out->first = number;
    if (out->count < MRZ_LINES) {
      out->line[out->count].at = row.at;
      out->line[out->count].length = row.length;
      out->line[out->count].foreign = row.end > 0 && strncmp(row.at + row.length, "\n", 1) != 0;
    }
    out->count++;
  }
  return out->count > 0;
}

/* -- Reading ------------------------------------------------------------------------------- */

/* Bytes of a character; ill-formed ones are characters of their own. */
static size_t point_size(const char *at, size_t left) {
  unsigned char lead = (unsigned char)*at;
  size_t n = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return n > left || text_invalid_at(at, n) < n ? 1 : n;
}

static size_t points_of(const char *at, size_t length) {
  size_t points = 0;
  for (size_t i = 0; i < length; i += point_size(at + i, length - i))
    points++;
  return points;
}

static const size_t widths[] = {30, 36, 44};

/* The first line that has the width of a format decides, else what the first line is nearest to. */
static size_t width_of(const struct mrz_block *block) {
  size_t points[MRZ_LINES], lines = block->count < MRZ_LINES ? block->count : MRZ_LINES;
  for (size_t i = 0; i < lines; i++) {
    points[i] = points_of(block->line[i].at, block->line[i].length);
    for (size_t k = 0; k < COUNT(widths); k++)
      if (points[i] == widths[k])
        return widths[k];
  }
  return points[0] <= 33 ? 30 : points[0] <= 40 ? 36 : 44;
}

struct reading {
  const struct mrz_block *block;
  size_t width;
  struct mrz_fault *faults;
  size_t count;
  bool mendable;
};

static void told(struct reading *reading, enum mrz_error error, size_t line, size_t column,
                 size_t span, size_t found_, size_t expected) {
  bool mendable = error == MRZ_E_CASE || error == MRZ_E_LINE_END;
  reading->mendable = reading->mendable && mendable;
  reading->faults[reading->count++] = (struct mrz_fault){.error = error,
                                                         .field = MRZ_FIELDS,
                                                         .line = line,
                                                         .column = column,
                                                         .span = span,
                                                         .found = found_,
                                                         .expected = expected};
}

static enum mrz_error character_error(char c) {
  if (mrz_value(c) >= 0)
    return MRZ_OK;
  return mrz_value(raised(c)) >= 0 ? MRZ_E_CASE : MRZ_E_CHARACTER;
}

/* Tells each run of characters of one fault, as far as the format is wide. */
static void read_characters(struct reading *reading, size_t line, const char *at, size_t length) {
  size_t column = 1, begin = 1;
  enum mrz_error before = MRZ_OK;
  for (size_t i = 0; i < length && column <= reading->width; column++) {
    enum mrz_error error = character_error(at[i]);
    if (error != before && before)
      told(reading, before, line, begin, column - begin, 0, 0);
    if (error != before)
      begin = column;
    before = error;
    i += point_size(at + i, length - i);
  }
  if (before)
    told(reading, before, line, begin, column - begin, 0, 0);
}

static void read_line(struct reading *reading, size_t index, char out[MRZ_WIDTH + 1]) {
  const char *at = reading->block->line[index].at;
  size_t length = reading->block->line[index].length, points = points_of(at, length);
  size_t width = reading->width, line = index + 1;
  read_characters(reading, line, at, length);
  if (points < width)
    told(reading, MRZ_E_LENGTH, line, points + 1, 1, points, width);
  if (points > width)
    told(reading, MRZ_E_LENGTH, line, width + 1, points - width, points, width);
  if (reading->block->line[index].foreign)
    told(reading, MRZ_E_LINE_END, line, points + 1, 1, 0, 0);
  for (size_t i = 0; reading->mendable && i < length; i++)
    out[i] = raised(at[i]);
}

bool mrz_block_read(const struct mrz_block *block, struct mrz_lines *out,
                    struct mrz_fault faults[MRZ_BLOCK_FAULTS], size_t *count) {
  char text[MRZ_LINES][MRZ_WIDTH + 1] = {{0}};
  struct reading reading = {
      .block = block, .width = width_of(block), .faults = faults, .mendable = true};
  size_t expected = reading.width == widths[0] ? 3 : 2;
  for (size_t i = 0; i < block->count && i < expected; i++)
    read_line(&reading, i, text[i]);
  if (block->count != expected)
    told(&reading, MRZ_E_LINES, (block->count < expected ? block->count : expected) + 1, 1, 1,
         block->count, expected);
  *count = reading.count;
  lines_clear(out, MRZ_FORMATS);
  return reading.mendable &&
         mrz_read((const char *const[]){text[0], text[1], text[2]}, expected, out, NULL) == MRZ_OK;
}
