/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/mrz.h"

#include "document/mrz_private.h"

/* -- Tables ------------------------------------------------------------------------------- */

/* In the order of reading, which is also the order in which the composite digit takes them. */
static const struct mrz_place places[] = {
    {MRZ_TD1, MRZ_CODE, 1, 1, 2, false},
    {MRZ_TD1, MRZ_ISSUER, 1, 3, 3, false},
    {MRZ_TD1, MRZ_NUMBER, 1, 6, 9, true},
    {MRZ_TD1, MRZ_NUMBER_CHECK, 1, 15, 1, true},
    {MRZ_TD1, MRZ_OPTIONAL, 1, 16, 15, true},
    {MRZ_TD1, MRZ_BIRTH, 2, 1, 6, true},
    {MRZ_TD1, MRZ_BIRTH_CHECK, 2, 7, 1, true},
    {MRZ_TD1, MRZ_SEX, 2, 8, 1, false},
    {MRZ_TD1, MRZ_EXPIRY, 2, 9, 6, true},
    {MRZ_TD1, MRZ_EXPIRY_CHECK, 2, 15, 1, true},
    {MRZ_TD1, MRZ_NATIONALITY, 2, 16, 3, false},
    {MRZ_TD1, MRZ_OPTIONAL_2, 2, 19, 11, true},
    {MRZ_TD1, MRZ_COMPOSITE, 2, 30, 1, false},
    {MRZ_TD1, MRZ_NAME, 3, 1, 30, false},

    {MRZ_TD2, MRZ_CODE, 1, 1, 2, false},
    {MRZ_TD2, MRZ_ISSUER, 1, 3, 3, false},
    {MRZ_TD2, MRZ_NAME, 1, 6, 31, false},
    {MRZ_TD2, MRZ_NUMBER, 2, 1, 9, true},
    {MRZ_TD2, MRZ_NUMBER_CHECK, 2, 10, 1, true},
    {MRZ_TD2, MRZ_NATIONALITY, 2, 11, 3, false},
    {MRZ_TD2, MRZ_BIRTH, 2, 14, 6, true},
    {MRZ_TD2, MRZ_BIRTH_CHECK, 2, 20, 1, true},
    {MRZ_TD2, MRZ_SEX, 2, 21, 1, false},
    {MRZ_TD2, MRZ_EXPIRY, 2, 22, 6, true},
    {MRZ_TD2, MRZ_EXPIRY_CHECK, 2, 28, 1, true},
    {MRZ_TD2, MRZ_OPTIONAL, 2, 29, 7, true},
    {MRZ_TD2, MRZ_COMPOSITE, 2, 36, 1, false},

    {MRZ_TD3, MRZ_CODE, 1, 1, 2, false},
    {MRZ_TD3, MRZ_ISSUER, 1, 3, 3, false},
    {MRZ_TD3, MRZ_NAME, 1, 6, 39, false},
    {MRZ_TD3, MRZ_NUMBER, 2, 1, 9, true},
    {MRZ_TD3, MRZ_NUMBER_CHECK, 2, 10, 1, true},
    {MRZ_TD3, MRZ_NATIONALITY, 2, 11, 3, false},
    {MRZ_TD3, MRZ_BIRTH, 2, 14, 6, true},
    {MRZ_TD3, MRZ_BIRTH_CHECK, 2, 20, 1, true},
    {MRZ_TD3, MRZ_SEX, 2, 21, 1, false},
    {MRZ_TD3, MRZ_EXPIRY, 2, 22, 6, true},
    {MRZ_TD3, MRZ_EXPIRY_CHECK, 2, 28, 1, true},
    {MRZ_TD3, MRZ_OPTIONAL, 2, 29, 14, true},
    {MRZ_TD3, MRZ_OPTIONAL_CHECK, 2, 43, 1, true},
    {MRZ_TD3, MRZ_COMPOSITE, 2, 44, 1, false},

    {MRZ_MRV_A, MRZ_CODE, 1, 1, 2, false},
    {MRZ_MRV_A, MRZ_ISSUER, 1, 3, 3, false},
    {MRZ_MRV_A, MRZ_NAME, 1, 6, 39, false},
    {MRZ_MRV_A, MRZ_NUMBER, 2, 1, 9, false},
    {MRZ_MRV_A, MRZ_NUMBER_CHECK, 2, 10, 1, false},
    {MRZ_MRV_A, MRZ_NATIONALITY, 2, 11, 3, false},
    {MRZ_MRV_A, MRZ_BIRTH, 2, 14, 6, false},
    {MRZ_MRV_A, MRZ_BIRTH_CHECK, 2, 20, 1, false},
    {MRZ_MRV_A, MRZ_SEX, 2, 21, 1, false},
    {MRZ_MRV_A, MRZ_EXPIRY, 2, 22, 6, false},
    {MRZ_MRV_A, MRZ_EXPIRY_CHECK, 2, 28, 1, false},
    {MRZ_MRV_A, MRZ_OPTIONAL, 2, 29, 16, false},

    {MRZ_MRV_B, MRZ_CODE, 1, 1, 2, false},
    {MRZ_MRV_B, MRZ_ISSUER, 1, 3, 3, false},
    {MRZ_MRV_B, MRZ_NAME, 1, 6, 31, false},
    {MRZ_MRV_B, MRZ_NUMBER, 2, 1, 9, false},
    {MRZ_MRV_B, MRZ_NUMBER_CHECK, 2, 10, 1, false},
    {MRZ_MRV_B, MRZ_NATIONALITY, 2, 11, 3, false},
    {MRZ_MRV_B, MRZ_BIRTH, 2, 14, 6, false},
    {MRZ_MRV_B, MRZ_BIRTH_CHECK, 2, 20, 1, false},
    {MRZ_MRV_B, MRZ_SEX, 2, 21, 1, false},
    {MRZ_MRV_B, MRZ_EXPIRY, 2, 22, 6, false},
    {MRZ_MRV_B, MRZ_EXPIRY_CHECK, 2, 28, 1, false},
    {MRZ_MRV_B, MRZ_OPTIONAL, 2, 29, 8, false},
};

/* The rows of each format stand together: only they are looked through. */
static const struct {
  const struct mrz_place *first, *end;
} rows[MRZ_FORMATS + 1] = {
    /* of no format: none */
    [MRZ_TD1] = {&places[0], &places[14]},    [MRZ_TD2] = {&places[14], &places[27]},
    [MRZ_TD3] = {&places[27], &places[41]},   [MRZ_MRV_A] = {&places[41], &places[53]},
    [MRZ_MRV_B] = {&places[53], &places[65]},
};
_Static_assert(sizeof places / sizeof *places == 65, "rows ends where places does");

static const struct {
  const char *name;
  size_t lines, columns;
} formats[MRZ_FORMATS] = {
    [MRZ_TD1] = {"td1", 3, 30},     [MRZ_TD2] = {"td2", 2, 36},     [MRZ_TD3] = {"td3", 2, 44},
    [MRZ_MRV_A] = {"mrv-a", 2, 44}, [MRZ_MRV_B] = {"mrv-b", 2, 36},
};

static const char *const field_names[MRZ_FIELDS] = {
    [MRZ_CODE] = "code",
    [MRZ_ISSUER] = "issuer",
    [MRZ_NAME] = "name",
    [MRZ_NUMBER] = "number",
    [MRZ_NUMBER_CHECK] = "number-check",
    [MRZ_NATIONALITY] = "nationality",
    [MRZ_BIRTH] = "birth",
    [MRZ_BIRTH_CHECK] = "birth-check",
    [MRZ_SEX] = "sex",
    [MRZ_EXPIRY] = "expiry",
    [MRZ_EXPIRY_CHECK] = "expiry-check",
    [MRZ_OPTIONAL] = "optional",
    [MRZ_OPTIONAL_CHECK] = "optional-check",
    [MRZ_OPTIONAL_2] = "optional-2",
    [MRZ_COMPOSITE] = "composite",
};

static const char *const error_names[MRZ_ERRORS] = {
    [MRZ_OK] = "mrz.ok",           [MRZ_E_LINES] = "mrz.lines",
    [MRZ_E_LENGTH] = "mrz.length", [MRZ_E_CHARACTER] = "mrz.character",
    [MRZ_E_FIELD] = "mrz.field",   [MRZ_E_MISSING] = "mrz.missing",
    [MRZ_E_LONG] = "mrz.long",     [MRZ_E_CODE] = "mrz.code",
    [MRZ_E_STATE] = "mrz.state",   [MRZ_E_LETTER] = "mrz.letter",
    [MRZ_E_DATE] = "mrz.date",     [MRZ_E_SEX] = "mrz.sex",
    [MRZ_E_ROOM] = "mrz.room",     [MRZ_E_DIGIT] = "mrz.digit",
    [MRZ_E_NAME] = "mrz.name",     [MRZ_E_NUMBER] = "mrz.number",
    [MRZ_E_CASE] = "mrz.case",     [MRZ_E_LINE_END] = "mrz.line-end",
};

/* Which digit watches over which field; the composite watches over places, so it is not here. */
static const struct {
  enum mrz_field data, digit;
} watches[] = {
    {MRZ_NUMBER, MRZ_NUMBER_CHECK},
    {MRZ_BIRTH, MRZ_BIRTH_CHECK},
    {MRZ_EXPIRY, MRZ_EXPIRY_CHECK},
    {MRZ_OPTIONAL, MRZ_OPTIONAL_CHECK},
};

/* -- Shapes ------------------------------------------------------------------------------- */

const char *mrz_error_name(enum mrz_error error) {
  return error < MRZ_ERRORS ? error_names[error] : "mrz.unknown";
}

const struct mrz_place *mrz_place(enum mrz_format format, enum mrz_field field) {
  for (const struct mrz_place *at = rows[format].first; at < rows[format].end; at++)
    if (at->field == field)
      return at;
  return NULL;
}

size_t mrz_format_lines(enum mrz_format format) { return formats[format].lines; }

size_t mrz_format_columns(enum mrz_format format) { return formats[format].columns; }

const char *mrz_format_name(enum mrz_format format) { return formats[format].name; }

enum mrz_format mrz_format_from_name(const char *name) {
  unsigned format = 0;
  while (format < MRZ_FORMATS && (!name || strcmp(name, formats[format].name) != 0))
    format++;
  return (enum mrz_format)format;
}

const char *mrz_field_name(enum mrz_field field) { return field_names[field]; }

enum mrz_field mrz_field_from_name(const char *name) {
  unsigned field = 0;
  while (field < MRZ_FIELDS && (!name || strcmp(name, field_names[field]) != 0))
    field++;
  return (enum mrz_field)field;
}

/* -- Check digits --------------------------------------------------------------------------- */

int mrz_value(char c) {
  if (is_digit(c))
    return c - '0';
  if (is_letter(c))
    return c - 'A' + 10;
  return c == '<' ? 0 : -1;
}

/* Goes on with the weight whose turn it is, so that spans can be added up. */
static int sum_more(const char *text, size_t length, size_t *turn) {
  static const int weights[] = {7, 3, 1};
  int sum = 0;
  for (size_t i = 0; i < length; i++) {
    int value = mrz_value(text[i]);
    if (value < 0)
      return -1;
    sum += value * weights[*turn];
    *turn = *turn + 1 == COUNT(weights) ? 0 : *turn + 1;
  }
  return sum;
}

int mrz_sum(const char *text, size_t length) {
  size_t turn = 0;
  return sum_more(text, length, &turn);
}

char mrz_check_digit(const char *text) {
  int sum = mrz_sum(text, strlen(text));
  return sum < 0 ? '\0' : "0123456789"[sum % 10];
}

/*
 * How many characters of the optional data belong to a long number, its digit included; 0 where
 * the number is not long. The sign is a filler in the place of the digit.
 */
size_t mrz_overflow(const struct mrz_lines *lines) {
  if (lines->format != MRZ_TD1 && lines->format != MRZ_TD2)
    return 0;
  const struct mrz_place *number = mrz_place(lines->format, MRZ_NUMBER);
  const struct mrz_place *optional = mrz_place(lines->format, MRZ_OPTIONAL);
  const char *text = cells_of(lines, number);
  if (text[number->length] != '<' || text[number->length - 1] == '<')
    return 0;
  const char *rest = cells_of(lines, optional);
  size_t length = 0;
  while (length < optional->length && rest[length] != '<')
    length++;
  return length < 2 ? 0 : length; /* one character would be a digit without a rest */
}

static struct mrz_digit digit_new(const struct mrz_lines *lines, enum mrz_field field, size_t line,
                                  size_t column, int sum) {
  char found = lines->line[line - 1][column - 1], expected = (char)('0' + sum % 10);
  return (struct mrz_digit){field, line, column, sum, found, expected, found == expected};
}

static struct mrz_digit digit_of_overflow(const struct mrz_lines *lines, size_t length) {
  const struct mrz_place *number = mrz_place(lines->format, MRZ_NUMBER);
  const struct mrz_place *optional = mrz_place(lines->format, MRZ_OPTIONAL);
  size_t turn = 0;
  int sum = sum_more(cells_of(lines, number), number->length, &turn);
  sum += sum_more(cells_of(lines, optional), length - 1, &turn);
  return digit_new(lines, MRZ_NUMBER_CHECK, optional->line, optional->column + length - 1, sum);
}

static struct mrz_digit digit_of_field(const struct mrz_lines *lines, enum mrz_field data,
                                       const struct mrz_place *at) {
  const struct mrz_place *from = mrz_place(lines->format, data);
  const char *text = cells_of(lines, from);
  struct mrz_digit digit =
      digit_new(lines, at->field, at->line, at->column, mrz_sum(text, from->length));
  if (data == MRZ_OPTIONAL && trimmed(text, from->length) == 0) {
    digit.expected = '<';
    digit.ok = digit.found == '<' || digit.found == '0';
  }
  return digit;
}

struct mrz_digit mrz_digit_of_all(const struct mrz_lines *lines, const struct mrz_place *at) {
  size_t turn = 0;
  int sum = 0;
  for (const struct mrz_place *from = rows[at->format].first; from < rows[at->format].end; from++)
    if (from->composite)
      sum += sum_more(cells_of(lines, from), from->length, &turn);
  return digit_new(lines, MRZ_COMPOSITE, at->line, at->column, sum);
}

/* The digits that watch over one field each, in order; returns how many. */
size_t mrz_digits_of_fields(const struct mrz_lines *lines, struct mrz_digit digits[MRZ_DIGITS]) {
  size_t count = 0, overflow = mrz_overflow(lines);
  for (size_t i = 0; i < COUNT(watches); i++) {
    const struct mrz_place *at = mrz_place(lines->format, watches[i].digit);
    if (at && watches[i].data == MRZ_NUMBER && overflow > 0)
      digits[count++] = digit_of_overflow(lines, overflow);
    else if (at)
      digits[count++] = digit_of_field(lines, watches[i].data, at);
  }
  return count;
}

bool mrz_verify(const struct mrz_lines *lines, struct mrz_digit digits[MRZ_DIGITS], size_t *count) {
  *count = mrz_digits_of_fields(lines, digits);
  const struct mrz_place *composite = mrz_place(lines->format, MRZ_COMPOSITE);
  if (composite)
    digits[(*count)++] = mrz_digit_of_all(lines, composite);
  bool ok = true;
  for (size_t i = 0; i < *count; i++)
    ok = ok && digits[i].ok;
  return ok;
}

/* -- Reading ------------------------------------------------------------------------------ */

/* MRZ_FORMATS where the number of lines fits none. */
static enum mrz_format format_guess(const char *const text[], size_t count) {
  if (count == formats[MRZ_TD1].lines)
    return MRZ_TD1;
  if (count != formats[MRZ_TD3].lines)
    return MRZ_FORMATS;
  size_t wide = formats[MRZ_TD3].columns, narrow = formats[MRZ_TD2].columns;
  size_t length = strlen(text[0]);
  if (length != wide && length != narrow)
    length = strlen(text[1]);
  bool visa = text[0][0] == 'V';
  if (length > (wide + narrow) / 2)
    return visa ? MRZ_MRV_A : MRZ_TD3;
  return visa ? MRZ_MRV_B : MRZ_TD2;
}

static enum mrz_field field_at(enum mrz_format format, size_t line, size_t column) {
  for (const struct mrz_place *at = rows[format].first; at < rows[format].end; at++)
    if (at->line == line && column >= at->column && column < at->column + at->length)
      return at->field;
  return MRZ_FIELDS;
}

static enum mrz_error line_read(struct mrz_lines *out, size_t index, const char *text,
                                struct mrz_fault *fault) {
  size_t expected = formats[out->format].columns, found = strlen(text);
  struct mrz_fault here = {
      .line = index + 1, .field = MRZ_FIELDS, .found = found, .expected = expected};
  size_t column = 0; /* of the first bad character, which is told even in a line too long */
  while (column < found && column < expected && mrz_value(text[column]) >= 0)
    column++;
  here.column = column + 1;
  here.at = text + column;
  if (column < found && column < expected) {
    here.error = MRZ_E_CHARACTER;
    here.field = field_at(out->format, here.line, here.column);
  } else if (found != expected) {
    here.error = MRZ_E_LENGTH;
  } else {
    memcpy(out->line[index], text, found + 1);
    return MRZ_OK;
  }
  return fault_set(fault, here);
}

enum mrz_error mrz_read(const char *const text[], size_t count, struct mrz_lines *out,
                        struct mrz_fault *fault) {
  enum mrz_format format = format_guess(text, count);
  lines_clear(out, format);
  if (format == MRZ_FORMATS)
    return fault_set(fault,
                     (struct mrz_fault){.error = MRZ_E_LINES, .field = MRZ_FIELDS, .found = count});
  for (size_t i = 0; i < count; i++) {
    enum mrz_error error = line_read(out, i, text[i], fault);
    if (error) {
      lines_clear(out, format);
      return error;
    }
  }
  out->count = count;
  return MRZ_OK;
}

/* Copies with single fillers as blanks. */
static void name_text(const char *from, size_t length, char *out) {
  for (size_t i = 0; i < length; i++)
    out[i] = from[i] == '<' ? ' ' : from[i];
  out[length] = '\0';
}

static void record_names(struct mrz_record *out) {
  const char *name = out->field[MRZ_NAME];
  size_t length = trimmed(name, strlen(name));
  const char *gap = strstr(name, "<<");
  size_t primary = gap && (size_t)(gap - name) < length ? (size_t)(gap - name) : length;
  name_text(name, primary, out->primary);
  if (primary < length)
    name_text(name + primary + 2, length - primary - 2, out->secondary);
  out->truncated = length > 0 && length == strlen(name);
}

static void record_number(struct mrz_record *out, size_t overflow) {
  const char *number = out->field[MRZ_NUMBER], *optional = out->field[MRZ_OPTIONAL];
  size_t length = trimmed(number, strlen(number));
  memcpy(out->number, number, length);
  if (overflow > 0) {
    memcpy(out->number + length, optional, overflow - 1);
    optional += overflow;
    optional += *optional == '<'; /* the filler that ends the number */
  }
  memcpy(out->optional, optional, trimmed(optional, strlen(optional)));
}

void mrz_parse(const struct mrz_lines *lines, struct mrz_record *out) {
  *out = (struct mrz_record){.format = lines->format};
  for (const struct mrz_place *at = rows[out->format].first; at < rows[out->format].end; at++)
    memcpy(out->field[at->field], cells_of(lines, at), at->length);
  record_names(out);
  record_number(out, mrz_overflow(lines));
  out->code_valid = mrz_code_valid(lines->format, out->field[MRZ_CODE]);
}

bool mrz_code_valid(enum mrz_format format, const char *code) {
  size_t length = strlen(code);
  if (length < 1 || length > 2 || (length == 2 && mrz_value(code[1]) < 0))
    return false;
  if (format == MRZ_MRV_A || format == MRZ_MRV_B)
    return code[0] == 'V';
  if (format == MRZ_TD3)
    return code[0] == 'P' && !is_digit(code[1]);
  return strchr("ACI", code[0]) != NULL && code[1] != 'V' && strcmp(code, "AI") != 0;
}
