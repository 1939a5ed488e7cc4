/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the MRZ share: faults, characters, the cells of a field. Private to them. */
#ifndef DOCUMENT_MRZ_PRIVATE_H
#define DOCUMENT_MRZ_PRIVATE_H

#include "base/vec.h"
#include "document/mrz.h"

#include <string.h>

static inline enum mrz_error fault_set(struct mrz_fault *out, struct mrz_fault fault) {
  if (out)
    *out = fault;
  return fault.error;
}

static inline enum mrz_error fault_at(struct mrz_fault *out, enum mrz_error error,
                                      enum mrz_field field, const char *at) {
  return fault_set(out, (struct mrz_fault){.error = error, .field = field, .at = at});
}

static inline enum mrz_error fault_long(struct mrz_fault *out, enum mrz_field field, const char *at,
                                        size_t found, size_t expected) {
  return fault_set(
      out,
      (struct mrz_fault){
          .error = MRZ_E_LONG, .field = field, .at = at, .found = found, .expected = expected});
}

/* <ctype.h> asks the locale. */
static inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

static inline bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }

static inline char raised(char c) { return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c; }

static inline const char *text_or_empty(const char *text) { return text ? text : ""; }

/* The cells of a field inside the lines; not terminated. */
static inline char *cells(struct mrz_lines *lines, const struct mrz_place *place) {
  return &lines->line[place->line - 1][place->column - 1];
}

static inline const char *cells_of(const struct mrz_lines *lines, const struct mrz_place *place) {
  return &lines->line[place->line - 1][place->column - 1];
}

static inline size_t trimmed(const char *text, size_t length) {
  while (length > 0 && text[length - 1] == '<')
    length--;
  return length;
}

static inline void lines_clear(struct mrz_lines *lines, enum mrz_format format) {
  *lines = (struct mrz_lines){.format = format};
}

static inline void lines_blank(struct mrz_lines *lines, enum mrz_format format) {
  lines_clear(lines, format);
  lines->count = mrz_format_lines(format);
  for (size_t i = 0; i < lines->count; i++)
    memset(lines->line[i], '<', mrz_format_columns(format));
}

/* The digits of a line that is being composed (mrz.c). */
size_t mrz_digits_of_fields(const struct mrz_lines *lines, struct mrz_digit digits[MRZ_DIGITS]);
struct mrz_digit mrz_digit_of_all(const struct mrz_lines *lines, const struct mrz_place *at);

size_t mrz_overflow(const struct mrz_lines *lines); /* mrz.c */

/* Offset of the pair at which YYMMDD, "<<" for what is unknown, is no date; 6 where it is one. */
size_t mrz_date_fault(const char *date); /* mrz_check.c; of six characters at least */
bool mrz_state_valid(const char *state); /* one to three letters, then fillers; not over three */

#endif
