/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Composing: a holder to the lines of a document. */
#include "document/mrz.h"

#include "document/mrz_private.h"

enum mrz_error mrz_set(struct mrz_lines *lines, enum mrz_field field, const char *value,
                       struct mrz_fault *fault) {
  const struct mrz_place *place = mrz_place(lines->format, field);
  if (!place)
    return fault_at(fault, MRZ_E_FIELD, field, value);
  size_t length = strlen(value);
  for (size_t i = 0; i < length; i++)
    if (mrz_value(value[i]) < 0)
      return fault_at(fault, MRZ_E_CHARACTER, field, value + i);
  if (length > place->length)
    return fault_long(fault, field, value + place->length, length, place->length);
  memset(cells(lines, place), '<', place->length);
  memcpy(cells(lines, place), value, length);
  return MRZ_OK;
}

static enum mrz_error put_code(struct mrz_lines *lines, const struct holder *holder,
                               struct mrz_fault *fault) {
  const char *code = text_or_empty(holder->code);
  if (!*code)
    return fault_at(fault, MRZ_E_MISSING, MRZ_CODE, holder->code);
  if (!mrz_code_valid(lines->format, code))
    return fault_at(fault, MRZ_E_CODE, MRZ_CODE, code);
  return mrz_set(lines, MRZ_CODE, code, fault);
}

static enum mrz_error put_state(struct mrz_lines *lines, enum mrz_field field, const char *state,
                                struct mrz_fault *fault) {
  if (!state || !*state)
    return fault_at(fault, MRZ_E_MISSING, field, state);
  if (!mrz_state_valid(state))
    return fault_at(fault, MRZ_E_STATE, field, state);
  return mrz_set(lines, field, state, fault);
}

static enum mrz_error put_name(struct mrz_lines *lines, const struct holder *holder,
                               struct mrz_fault *fault) {
  char name[MRZ_WIDTH + 1];
  size_t width = mrz_place(lines->format, MRZ_NAME)->length;
  enum mrz_error error = mrz_name(holder->surname, holder->given, width, name, fault);
  return error ? error : mrz_set(lines, MRZ_NAME, name, fault);
}

static enum mrz_error put_date(struct mrz_lines *lines, enum mrz_field field, const char *date,
                               struct mrz_fault *fault) {
  if (!date || !*date)
    return MRZ_OK; /* blank already */
  if (strlen(date) != 6)
    return fault_at(fault, MRZ_E_DATE, field, date);
  size_t at = mrz_date_fault(date);
  if (at < 6)
    return fault_at(fault, MRZ_E_DATE, field, date + at);
  return mrz_set(lines, field, date, fault);
}

static enum mrz_error put_sex(struct mrz_lines *lines, const struct holder *holder,
                              struct mrz_fault *fault) {
  const char *sex = text_or_empty(holder->sex);
  if (strlen(sex) > 1 || (*sex && !strchr("FMX<", *sex)))
    return fault_at(fault, MRZ_E_SEX, MRZ_SEX, sex);
  return mrz_set(lines, MRZ_SEX, *sex == 'X' ? "<" : sex, fault);
}

/* Letters raised, blanks and punctuation to fillers, no fillers at the end. */
static enum mrz_error data_read(const char *text, enum mrz_field field, char out[MRZ_WIDTH + 1],
                                struct mrz_fault *fault) {
  text = text_or_empty(text);
  size_t length = strlen(text);
  if (length > MRZ_WIDTH)
    return fault_long(fault, field, text + MRZ_WIDTH, length, MRZ_WIDTH);
  for (size_t i = 0; i < length; i++) {
    if (text[i] < ' ' || text[i] > '~')
      return fault_at(fault, MRZ_E_CHARACTER, field, text + i);
    out[i] = mrz_value(raised(text[i])) < 0 ? '<' : raised(text[i]);
  }
  out[trimmed(out, length)] = '\0';
  return MRZ_OK;
}

/* What a long number puts at the head of the optional data: rest, a place for the digit, filler. */
static enum mrz_error number_overflow(struct mrz_lines *lines, const char *number, char *head,
                                      const char *at, struct mrz_fault *fault) {
  size_t most = mrz_place(lines->format, MRZ_NUMBER)->length;
  size_t room = mrz_place(lines->format, MRZ_OPTIONAL)->length;
  size_t rest = strlen(number) - most;
  if (rest + 2 > room)
    return fault_long(fault, MRZ_NUMBER, at, most + rest, most + room - 2);
  if (strchr(number, '<')) /* a reader would take it for the end of the number */
    return fault_at(fault, MRZ_E_CHARACTER, MRZ_NUMBER, at);
  memcpy(head, number + most, rest);
  memcpy(head + rest, "0<", sizeof "0<");
  return MRZ_OK;
}

/* `head` becomes what the number needs of the optional data, or "". */
static enum mrz_error put_number(struct mrz_lines *lines, const struct holder *holder,
                                 char head[MRZ_WIDTH + 1], struct mrz_fault *fault) {
  char number[MRZ_WIDTH + 1];
  enum mrz_error error = data_read(holder->number, MRZ_NUMBER, number, fault);
  if (error)
    return error;
  if (!*number)
    return fault_at(fault, MRZ_E_MISSING, MRZ_NUMBER, holder->number);
  size_t most = mrz_place(lines->format, MRZ_NUMBER)->length, length = strlen(number);
  const char *digit = "0"; /* anything but a filler, which would mean a long number */
  if (length > most && lines->format == MRZ_TD3)
    return fault_long(fault, MRZ_NUMBER, holder->number, length, most);
  if (length > most && (lines->format == MRZ_TD1 || lines->format == MRZ_TD2)) {
    error = number_overflow(lines, number, head, holder->number, fault);
    if (error)
      return error;
    digit = "<";
  }
  number[length > most ? most : length] = '\0';
  mrz_set(lines, MRZ_NUMBER_CHECK, digit, NULL);
  return mrz_set(lines, MRZ_NUMBER, number, fault);
}

static enum mrz_error put_optional(struct mrz_lines *lines, enum mrz_field field, const char *head,
                                   const char *text, struct mrz_fault *fault) {
  char data[MRZ_WIDTH + 1], all[2 * MRZ_WIDTH + 1];
  enum mrz_error error = data_read(text, field, data, fault);
  if (error)
    return error;
  if (*data && !mrz_place(lines->format, field))
    return fault_at(fault, MRZ_E_FIELD, field, text);
  if (!mrz_place(lines->format, field))
    return MRZ_OK;
  size_t most = mrz_place(lines->format, field)->length, length = strlen(head) + strlen(data);
  if (length > most)
    return fault_long(fault, field, text, strlen(data), most - strlen(head));
  memcpy(all, head, strlen(head));
  memcpy(all + strlen(head), data, strlen(data) + 1);
  return mrz_set(lines, field, all, fault);
}

static enum mrz_error put_all(struct mrz_lines *lines, const struct holder *holder,
                              struct mrz_fault *fault) {
  char head[MRZ_WIDTH + 1] = "";
  enum mrz_error error = put_code(lines, holder, fault);
  if (!error)
    error = put_state(lines, MRZ_ISSUER, holder->issuer, fault);
  if (!error)
    error = put_name(lines, holder, fault);
  if (!error)
    error = put_number(lines, holder, head, fault);
  if (!error)
    error = put_state(lines, MRZ_NATIONALITY, holder->nationality, fault);
  if (!error)
    error = put_date(lines, MRZ_BIRTH, holder->birth, fault);
  if (!error)
    error = put_sex(lines, holder, fault);
  if (!error)
    error = put_date(lines, MRZ_EXPIRY, holder->expiry, fault);
  if (!error)
    error = put_optional(lines, MRZ_OPTIONAL, head, holder->optional, fault);
  if (!error)
    error = put_optional(lines, MRZ_OPTIONAL_2, "", holder->optional_2, fault);
  return error;
}

/* The composite covers the other digits, so it comes after them. */
static void put_digits(struct mrz_lines *lines) {
  struct mrz_digit digits[MRZ_DIGITS];
  size_t count = mrz_digits_of_fields(lines, digits);
  for (size_t i = 0; i < count; i++)
    lines->line[digits[i].line - 1][digits[i].column - 1] = digits[i].expected;
  const struct mrz_place *composite = mrz_place(lines->format, MRZ_COMPOSITE);
  if (composite)
    *cells(lines, composite) = mrz_digit_of_all(lines, composite).expected;
}

enum mrz_error mrz_compose(enum mrz_format format, const struct holder *holder,
                           struct mrz_lines *out, struct mrz_fault *fault) {
  lines_blank(out, format);
  enum mrz_error error = put_all(out, holder, fault);
  if (error)
    lines_clear(out, format);
  else
    put_digits(out);
  return error;
}

struct holder mrz_holder(const struct mrz_record *record) {
  return (struct holder){.surname = record->primary,
                         .given = record->secondary,
                         .number = record->number,
                         .nationality = record->field[MRZ_NATIONALITY],
                         .birth = record->field[MRZ_BIRTH],
                         .sex = record->field[MRZ_SEX],
                         .expiry = record->field[MRZ_EXPIRY],
                         .issuer = record->field[MRZ_ISSUER],
                         .code = record->field[MRZ_CODE],
                         .optional = record->optional,
                         .optional_2 = record->field[MRZ_OPTIONAL_2]};
}

enum mrz_error mrz_recompose(const struct mrz_record *record, struct mrz_lines *out,
                             struct mrz_fault *fault) {
  struct holder holder = mrz_holder(record);
  enum mrz_error error = mrz_compose(record->format, &holder, out, fault);
  if (!error && !*record->optional && record->field[MRZ_OPTIONAL_CHECK][0] == '0')
    error = mrz_set(out, MRZ_OPTIONAL_CHECK, "0", fault); /* worth no more than a filler */
  return error;
}
