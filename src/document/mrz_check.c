/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with the fields of an MRZ of the right shape. */
#include "document/mrz.h"

#include "document/mrz_private.h"

/* -- Rules that composing has too ------------------------------------------------------------ */

/* -1 where the pair is unknown, -2 where it is neither digits nor fillers. */
static int date_pair(const char *pair) {
  if (pair[0] == '<' && pair[1] == '<')
    return -1;
  return is_digit(pair[0]) && is_digit(pair[1]) ? 10 * (pair[0] - '0') + pair[1] - '0' : -2;
}

/* Without a century every fourth year may be a leap year: 00 was one in 2000. */
static int date_days(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month == 2)
    return year < 0 || year % 4 == 0 ? 29 : 28;
  return month < 0 ? 31 : days[month - 1];
}

size_t mrz_date_fault(const char *date) {
  int year = date_pair(date), month = date_pair(date + 2), day = date_pair(date + 4);
  if (year == -2)
    return 0;
  if (month == -2 || month == 0 || month > 12)
    return 2;
  return day == -2 || day == 0 || day > date_days(year, month) ? 4 : 6;
}

bool mrz_state_valid(const char *state) {
  size_t length = strlen(state), letters = 0;
  while (is_letter(state[letters]))
    letters++;
  return letters > 0 && length <= 3 && trimmed(state, length) == letters;
}

/* -- Fields -------------------------------------------------------------------------------- */

struct check {
  const struct mrz_lines *lines;
  const struct mrz_record *record;
  struct mrz_fault *faults;
  size_t count;
};

/* At so many characters behind the beginning of the field. */
static void found(struct check *check, enum mrz_error error, const struct mrz_place *place,
                  size_t offset, size_t span) {
  check->faults[check->count++] = (struct mrz_fault){.error = error,
                                                     .field = place->field,
                                                     .line = place->line,
                                                     .column = place->column + offset,
                                                     .span = span,
                                                     .at = cells_of(check->lines, place) + offset};
}

/* Offset of the first filler that neither parts two components nor, with a second one, the given
 * names from the surname; the length of the name where all do. */
static size_t filler_of_no_use(const char *name, size_t length) {
  bool parted = false;
  for (size_t i = 0; i < length; i++) {
    size_t run = strspn(name + i, "<");
    if (run > 2 || (run > 0 && i == 0) || (run == 2 && parted))
      return i;
    parted = parted || run == 2;
    i += run;
  }
  return length;
}

static void check_name(struct check *check, const struct mrz_place *place) {
  const char *name = check->record->field[MRZ_NAME];
  size_t length = trimmed(name, place->length), digit = strcspn(name, "0123456789");
  size_t filler = filler_of_no_use(name, length);
  if (length == 0)
    found(check, MRZ_E_MISSING, place, 0, place->length);
  if (digit < length)
    found(check, MRZ_E_LETTER, place, digit, strspn(name + digit, "0123456789"));
  if (filler < length)
    found(check, MRZ_E_NAME, place, filler, strspn(name + filler, "<"));
}

static void check_number(struct check *check, const struct mrz_place *place) {
  const char *number = check->record->field[MRZ_NUMBER];
  const struct mrz_place *optional = mrz_place(place->format, MRZ_OPTIONAL);
  size_t overflow = mrz_overflow(check->lines), filler = strcspn(number, "<");
  if (trimmed(number, place->length) == 0)
    found(check, MRZ_E_MISSING, place, 0, place->length);
  if (overflow > 0 && filler < place->length)
    found(check, MRZ_E_CHARACTER, place, filler, strspn(number + filler, "<"));
  if (overflow == optional->length)
    found(check, MRZ_E_NUMBER, optional, overflow - 1, 1);
}

static void check_date(struct check *check, const struct mrz_place *place) {
  size_t at = mrz_date_fault(check->record->field[place->field]);
  if (at < place->length)
    found(check, MRZ_E_DATE, place, at, 2);
}

static void check_field(struct check *check, const struct mrz_place *place) {
  const char *text = check->record->field[place->field];
  switch (place->field) {
  case MRZ_CODE:
    if (!check->record->code_valid)
      found(check, MRZ_E_CODE, place, 0, place->length);
    break;
  case MRZ_ISSUER:
  case MRZ_NATIONALITY:
    if (!mrz_state_valid(text))
      found(check, MRZ_E_STATE, place, 0, place->length);
    break;
  case MRZ_NAME:
    check_name(check, place);
    break;
  case MRZ_NUMBER:
    check_number(check, place);
    break;
  case MRZ_BIRTH:
  case MRZ_EXPIRY:
    check_date(check, place);
    break;
  case MRZ_SEX:
    if (!strchr("FM<", *text))
      found(check, MRZ_E_SEX, place, 0, 1);
    break;
  default: /* what stands there is the State's own, or a digit */
    break;
  }
}

static void check_digits(struct check *check) {
  struct mrz_digit digits[MRZ_DIGITS];
  size_t count;
  mrz_verify(check->lines, digits, &count);
  for (size_t i = 0; i < count; i++)
    if (!digits[i].ok)
      check->faults[check->count++] =
          (struct mrz_fault){.error = MRZ_E_DIGIT,
                             .field = digits[i].field,
                             .line = digits[i].line,
                             .column = digits[i].column,
                             .span = 1,
                             .found = (unsigned char)digits[i].found,
                             .expected = (unsigned char)digits[i].expected,
                             .at = &check->lines->line[digits[i].line - 1][digits[i].column - 1]};
}

size_t mrz_check(const struct mrz_lines *lines, struct mrz_fault faults[MRZ_FAULTS]) {
  struct mrz_record record;
  struct check check = {.lines = lines, .record = &record, .faults = faults};
  mrz_parse(lines, &record);
  for (unsigned field = 0; field < MRZ_FIELDS; field++) {
    const struct mrz_place *place = mrz_place(lines->format, (enum mrz_field)field);
    if (place)
      check_field(&check, place);
  }
  check_digits(&check);
  return check.count;
}
