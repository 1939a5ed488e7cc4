/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include <stdio.h>
#include <string.h>

#include "document/mrz.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Every specimen of Doc 9303 and every practice line, with the holder it is made out to. */
static const struct {
  enum mrz_format format;
  const char *line[MRZ_LINES];
  struct holder holder;
} documents[] = {
    {MRZ_TD3,
     {"P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
      "L898902C36UTO7408122F1204159ZE184226B<<<<<10"},
     {NULL, "ERIKSSON", "ANNA MARIA", "L898902C3", "UTO", "740812", "F", "120415", "UTO", "P",
      "ZE184226B", NULL}},
    {MRZ_TD3, /* of older editions */
     {"P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
      "L898902C<3UTO6908061F9406236ZE184226B<<<<<14"},
     {NULL, "Eriksson", "Anna Maria", "L898902C", "UTO", "690806", "F", "940623", "UTO", "P<",
      "ZE184226B", NULL}},
    {MRZ_TD2,
     {"I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6"},
     {NULL, "ERIKSSON", "ANNA MARIA", "D23145890", "UTO", "740812", "F", "120415", "UTO", "I", NULL,
      NULL}},
    {MRZ_TD1,
     {"I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6",
      "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"},
     {NULL, "ERIKSSON", "ANNA MARIA", "D23145890", "UTO", "740812", "F", "120415", "UTO", "I", "",
      ""}},
    {MRZ_MRV_A,
     {"V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
      "L8988901C4XXX4009078F96121096ZE184226B<<<<<<"},
     {NULL, "ERIKSSON", "ANNA MARIA", "L8988901C", "XXX", "400907", "F", "961210", "UTO", "V",
      "6ZE184226B", NULL}},
    {MRZ_MRV_B,
     {"V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<"},
     {NULL, "ERIKSSON", "ANNA MARIA", "L8988901C", "XXX", "400907", "F", "961210", "UTO", "V", NULL,
      NULL}},
    {MRZ_TD1,
     {"I<UTOD23145890<7349<<<<<<<<<<<", "3407127M9507122UTO<<<<<<<<<<<2",
      "STEVENSON<<PETER<JOHN<<<<<<<<<"},
     {NULL, "STEVENSON", "PETER JOHN", "D23145890734", "UTO", "340712", "M", "950712", "UTO", "I",
      NULL, NULL}},
    {MRZ_TD2,
     {"I<UTOSTEVENSON<<PETER<JOHN<<<<<<<<<<", "D23145890<UTO3407127M95071227349<<<8"},
     {NULL, "STEVENSON", "PETER JOHN", "D23145890734", "UTO", "340712", "M", "950712", "UTO", "I",
      NULL, NULL}},
    {MRZ_TD3,
     {"P<UTOOKELLO<<GRACE<ACHIENG<<<<<<<<<<<<<<<<<<",
      "K4471902<3UTO8803056F3109144<<<<<<<<<<<<<<<0"},
     {NULL, "OKELLO", "GRACE ACHIENG", "K4471902", "UTO", "880305", "F", "310914", "UTO", "P", NULL,
      NULL}},
    {MRZ_TD3,
     {"PPUTOVAN<DER<LINDEN<<PIETER<<<<<<<<<<<<<<<<<",
      "XR66201173UTO7902239M33063017902231188<<<<38"},
     {NULL, "van der Linden", "Pieter", "XR6620117", "UTO", "790223", "M", "330630", "UTO", "PP",
      "7902231188", NULL}},
    {MRZ_TD3,
     {"PDUTOAL<HARITHI<<SALEM<NASSER<<<<<<<<<<<<<<<",
      "D0098451<0UTO6511175M2901019<<<<<<<<<<<<<<<6"},
     {NULL, "Al-Harithi", "Salem Nasser", "D0098451", "UTO", "651117", "M", "290101", "UTO", "PD",
      NULL, NULL}},
    {MRZ_TD3,
     {"PRUTOTESFAYE<<MERON<<<<<<<<<<<<<<<<<<<<<<<<<",
      "RT550218<9XXB9604124F2812313<<<<<<<<<<<<<<<4"},
     {NULL, "TESFAYE", "MERON", "RT550218", "XXB", "960412", "F", "281231", "UTO", "PR", NULL,
      NULL}},
    {MRZ_TD3,
     {"PSUTONOVAK<<IVAN<<<<<<<<<<<<<<<<<<<<<<<<<<<<",
      "S7710045<4XXA8409090M3005051<<<<<<<<<<<<<<<4"},
     {NULL, "NOVAK", "IVAN", "S7710045", "XXA", "840909", "M", "300505", "UTO", "PS", NULL, NULL}},
    {MRZ_TD2,
     {"I<UTOHADDAD<<LAYLA<NOUR<<<<<<<<<<<<<", "Q4050611<5UTO0002299F3002289<<<<<<<0"},
     {NULL, "HADDAD", "LAYLA NOUR", "Q4050611", "UTO", "000229", "F", "300228", "UTO", "I", NULL,
      NULL}},
    {MRZ_TD1,
     {"I<UTOY733001284<<<<<<<<<<<<<<<", "9106307M3211186UTO<<<<<<<<<<<0",
      "NDAYISHIMIYE<<JEAN<CLAUDE<<<<<"},
     {NULL, "NDAYISHIMIYE", "JEAN-CLAUDE", "Y73300128", "UTO", "910630", "M", "321118", "UTO", "I",
      NULL, NULL}},
    {MRZ_TD1,
     {"ACUTOCR88120406ZZ<<<<<<<<<<<<<", "9301179F2803319UTO<<<<<<<<<<<2",
      "MBEKI<<LERATO<<<<<<<<<<<<<<<<<"},
     {NULL, "MBEKI", "LERATO", "CR8812040", "UTO", "930117", "F", "280331", "UTO", "AC", "ZZ",
      NULL}},
};

static const char line1[] = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<";
static const char line2[] = "L898902C36UTO7408122F1204159ZE184226B<<<<<10";

static struct mrz_lines read_lines(const char *const *text, size_t count) {
  struct mrz_lines lines;
  struct mrz_fault fault = {0};
  enum mrz_error error = mrz_read(text, count, &lines, &fault);
  cr_assert_eq(error, MRZ_OK, "%s in line %zu, column %zu", mrz_error_name(error), fault.line,
               fault.column);
  return lines;
}

static struct mrz_lines specimen_td3(void) { return read_lines((const char *[]){line1, line2}, 2); }

static bool verifies(const struct mrz_lines *lines) {
  struct mrz_digit digits[MRZ_DIGITS];
  size_t count;
  return mrz_verify(lines, digits, &count);
}

/* The digits that fail, by name, in order: "birth-check composite". */
static void assert_fails(const struct mrz_lines *lines, const char *expected) {
  struct mrz_digit digits[MRZ_DIGITS];
  size_t count;
  char failed[128] = "";
  mrz_verify(lines, digits, &count);
  for (size_t i = 0; i < count; i++)
    if (!digits[i].ok) {
      strcat(failed, *failed ? " " : "");
      strcat(failed, mrz_field_name(digits[i].field));
    }
  cr_expect_str_eq(failed, expected, "%s fail, not %s", failed, expected);
}

static void spoil(struct mrz_lines *lines, enum mrz_field field, const char *value) {
  cr_assert_eq(mrz_set(lines, field, value, NULL), MRZ_OK);
}

static struct holder eriksson(void) { return documents[0].holder; }

static void assert_refused(enum mrz_format format, const struct holder *holder,
                           enum mrz_error error, enum mrz_field field) {
  struct mrz_lines lines;
  struct mrz_fault fault = {0};
  enum mrz_error found = mrz_compose(format, holder, &lines, &fault);
  cr_expect_eq(found, error, "%s, not %s", mrz_error_name(found), mrz_error_name(error));
  cr_expect_eq(fault.error, error);
  cr_expect_eq(fault.field, field, "field %d, not %d", (int)fault.field, (int)field);
  cr_expect_eq(lines.count, 0);
  cr_expect_str_eq(lines.line[0], "");
}

/* -- Tables ------------------------------------------------------------------------------- */

Test(document_mrz, places_cover_every_column_once) {
  for (unsigned format = 0; format < MRZ_FORMATS; format++) {
    int seen[MRZ_LINES][MRZ_WIDTH] = {{0}};
    for (unsigned field = 0; field < MRZ_FIELDS; field++) {
      const struct mrz_place *at = mrz_place((enum mrz_format)format, (enum mrz_field)field);
      for (size_t i = 0; at && i < at->length; i++)
        seen[at->line - 1][at->column - 1 + i]++;
    }
    for (size_t line = 0; line < MRZ_LINES; line++)
      for (size_t column = 0; column < MRZ_WIDTH; column++) {
        bool inside = line < mrz_format_lines((enum mrz_format)format) &&
                      column < mrz_format_columns((enum mrz_format)format);
        cr_expect_eq(seen[line][column], inside, "%s line %zu column %zu",
                     mrz_format_name((enum mrz_format)format), line + 1, column + 1);
      }
  }
}

Test(document_mrz, places_of_doc_9303) {
  static const struct mrz_place known[] = {
      {MRZ_TD3, MRZ_OPTIONAL_CHECK, 2, 43, 1, true}, {MRZ_TD2, MRZ_OPTIONAL, 2, 29, 7, true},
      {MRZ_TD1, MRZ_NATIONALITY, 2, 16, 3, false},   {MRZ_TD1, MRZ_OPTIONAL_2, 2, 19, 11, true},
      {MRZ_MRV_A, MRZ_OPTIONAL, 2, 29, 16, false},   {MRZ_MRV_B, MRZ_NAME, 1, 6, 31, false},
  };
  for (size_t i = 0; i < COUNT(known); i++) {
    const struct mrz_place *at = mrz_place(known[i].format, known[i].field);
    cr_assert_not_null(at);
    cr_expect(at->line == known[i].line && at->column == known[i].column &&
              at->length == known[i].length && at->composite == known[i].composite);
  }
  cr_expect_null(mrz_place(MRZ_MRV_A, MRZ_COMPOSITE));
  cr_expect_null(mrz_place(MRZ_MRV_B, MRZ_COMPOSITE));
  cr_expect_null(mrz_place(MRZ_TD2, MRZ_OPTIONAL_CHECK));
}

Test(document_mrz, names_go_both_ways) {
  for (unsigned i = 0; i < MRZ_FORMATS; i++)
    cr_expect_eq(mrz_format_from_name(mrz_format_name((enum mrz_format)i)), i);
  for (unsigned i = 0; i < MRZ_FIELDS; i++)
    cr_expect_eq(mrz_field_from_name(mrz_field_name((enum mrz_field)i)), i);
  cr_expect_eq(mrz_format_from_name("mrv-a"), MRZ_MRV_A);
  cr_expect_eq(mrz_field_from_name("number-check"), MRZ_NUMBER_CHECK);
  cr_expect_eq(mrz_format_from_name("TD3"), MRZ_FORMATS);
  cr_expect_eq(mrz_format_from_name(NULL), MRZ_FORMATS);
  cr_expect_eq(mrz_field_from_name("digit"), MRZ_FIELDS);
  cr_expect_eq(mrz_field_from_name(NULL), MRZ_FIELDS);
  for (unsigned i = 0; i < MRZ_ERRORS; i++)
    cr_expect_eq(strncmp(mrz_error_name((enum mrz_error)i), "mrz.", 4), 0);
}

/* -- Check digits --------------------------------------------------------------------------- */

Test(document_mrz, worked_digits) {
  static const struct {
    const char *text;
    int sum;
    char digit;
  } worked[] = {
      {"740812", 122, '2'},
      {"120415", 49, '9'},
      {"L898902C3", 316, '6'},
      {"520727", 103, '3'},
      {"ZE184226B<<<<<", 401, '1'},
      {"AB2134<<<", 125, '5'},
      {"D23145890", 207, '7'},
      {"<<<<<<", 0, '0'},
      {"", 0, '0'},
      {"L898902C3674081221204159ZE184226B<<<<<1", 880, '0'},
  };
  for (size_t i = 0; i < COUNT(worked); i++) {
    cr_expect_eq(mrz_sum(worked[i].text, strlen(worked[i].text)), worked[i].sum, "%s",
                 worked[i].text);
    cr_expect_eq(mrz_check_digit(worked[i].text), worked[i].digit, "%s", worked[i].text);
  }
  cr_expect_eq(mrz_check_digit("D23145890734"), '9');
}

Test(document_mrz, values) {
  cr_expect_eq(mrz_value('0'), 0);
  cr_expect_eq(mrz_value('9'), 9);
  cr_expect_eq(mrz_value('A'), 10);
  cr_expect_eq(mrz_value('Z'), 35);
  cr_expect_eq(mrz_value('<'), 0);
  for (const char *bad = "a z-@[/:\xC3\n"; *bad; bad++)
    cr_expect_eq(mrz_value(*bad), -1);
  cr_expect_eq(mrz_check_digit("74o812"), '\0');
  cr_expect_eq(mrz_sum("A b", 3), -1);
}

Test(document_mrz, interchangeable_characters) {
  static const char *const groups[] = {"0AKU<", "1BLV", "2CMW", "3DNX", "4EOY",
                                       "5FPZ",  "6GQ",  "7HR",  "8IS",  "9JT"};
  static const char all[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<";
  for (size_t i = 0; i < COUNT(groups); i++)
    for (const char *a = groups[i]; *a; a++)
      for (const char *b = all; *b; b++) {
        char one[] = "740812", other[] = "740812";
        one[2] = *a;
        other[2] = *b;
        bool same = mrz_check_digit(one) == mrz_check_digit(other);
        cr_expect_eq(same, strchr(groups[i], *b) != NULL, "%c and %c", *a, *b);
      }
  cr_expect_eq(mrz_check_digit("L898902C3"), mrz_check_digit("LS98902C3"));
  cr_expect_eq(mrz_check_digit("L898902C3"), mrz_check_digit("LI98902C3"));
  cr_expect_neq(mrz_check_digit("L898902C3"), mrz_check_digit("LB98902C3"));
  cr_expect_neq(mrz_check_digit("L898902C3"), mrz_check_digit("L8989O2C3"));
}

Test(document_mrz, swapped_neighbours_are_missed_only_when_five_apart) {
  for (char a = '0'; a <= '9'; a++)
    for (char b = '0'; b <= '9'; b++)
      for (size_t at = 0; at < 3; at++) {
        char one[] = "0000", other[] = "0000";
        one[at] = other[at + 1] = a;
        one[at + 1] = other[at] = b;
        bool missed = mrz_check_digit(one) == mrz_check_digit(other);
        cr_expect_eq(missed, a == b || a - b == 5 || b - a == 5, "%c%c at %zu", a, b, at);
      }
}

/* -- Specimens ------------------------------------------------------------------------------ */

Test(document_mrz, documents_are_composed_byte_for_byte) {
  for (size_t i = 0; i < COUNT(documents); i++) {
    struct mrz_lines lines;
    struct mrz_fault fault = {0};
    enum mrz_error error = mrz_compose(documents[i].format, &documents[i].holder, &lines, &fault);
    cr_assert_eq(error, MRZ_OK, "%zu: %s in %d", i, mrz_error_name(error), (int)fault.field);
    cr_assert_eq(lines.count, mrz_format_lines(documents[i].format));
    for (size_t j = 0; j < lines.count; j++)
      cr_expect_str_eq(lines.line[j], documents[i].line[j], "%s\n%s", lines.line[j],
                       documents[i].line[j]);
  }
}

Test(document_mrz, documents_are_read_and_verified) {
  static const size_t digits_of[] = {
      [MRZ_TD1] = 4, [MRZ_TD2] = 4, [MRZ_TD3] = 5, [MRZ_MRV_A] = 3, [MRZ_MRV_B] = 3};
  for (size_t i = 0; i < COUNT(documents); i++) {
    struct mrz_lines lines = read_lines(documents[i].line, mrz_format_lines(documents[i].format));
    struct mrz_digit digits[MRZ_DIGITS];
    struct mrz_record record;
    size_t count;
    cr_expect_eq(lines.format, documents[i].format);
    cr_expect(mrz_verify(&lines, digits, &count), "%s", documents[i].line[0]);
    cr_expect_eq(count, digits_of[lines.format]);
    mrz_parse(&lines, &record);
    cr_expect_str_eq(record.number, documents[i].holder.number);
    cr_expect_str_eq(record.field[MRZ_BIRTH], documents[i].holder.birth);
    cr_expect(record.code_valid && !record.truncated);
    const char *optional = documents[i].holder.optional;
    cr_expect_str_eq(record.optional, optional ? optional : "");
  }
}

Test(document_mrz, documents_are_recomposed_byte_for_byte) {
  for (size_t i = 0; i < COUNT(documents); i++) {
    struct mrz_lines lines = read_lines(documents[i].line, mrz_format_lines(documents[i].format));
    struct mrz_lines again;
    struct mrz_record record;
    struct mrz_fault faults[MRZ_FAULTS];
    cr_expect_eq(mrz_check(&lines, faults), 0, "%s", documents[i].line[0]);
    mrz_parse(&lines, &record);
    cr_assert_eq(mrz_recompose(&record, &again, NULL), MRZ_OK);
    cr_expect_eq(memcmp(&again, &lines, sizeof lines), 0, "%s", documents[i].line[0]);
  }
}

Test(document_mrz, the_digit_of_an_empty_number_stays_as_it_was) {
  for (const char *digit = "0<"; *digit; digit++) {
    struct mrz_lines lines = read_lines(documents[8].line, 2), again;
    struct mrz_record record;
    struct mrz_fault faults[MRZ_FAULTS];
    spoil(&lines, MRZ_OPTIONAL_CHECK, *digit == '0' ? "0" : "<");
    cr_expect_eq(mrz_check(&lines, faults), 0);
    mrz_parse(&lines, &record);
    cr_assert_eq(mrz_recompose(&record, &again, NULL), MRZ_OK);
    cr_expect_str_eq(again.line[1], lines.line[1]);
  }
}

/* Every change of one character of line 2 (44 positions, 36 others each): what digits can see. */
Test(document_mrz, single_changes_that_digits_detect) {
  static const char all[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<";
  size_t changes = 0, detected = 0, unseen_where_none_watches = 0;
  for (size_t at = 0; at < 44; at++)
    for (const char *c = all; *c; c++) {
      struct mrz_lines lines = specimen_td3();
      if (lines.line[1][at] == *c)
        continue;
      lines.line[1][at] = *c;
      changes++;
      detected += !verifies(&lines);
      unseen_where_none_watches += (at >= 10 && at < 13) || at == 20;
    }
  cr_expect_eq(changes, 1584);
  cr_expect_eq(detected, 1335);
  cr_expect_eq(changes - detected, 249);
  cr_expect_eq(unseen_where_none_watches,
               144); /* nationality and sex: the rest is 10, 20, 30 apart */
}

Test(document_mrz, parse_tells_every_field) {
  struct mrz_lines lines = specimen_td3();
  struct mrz_record record;
  mrz_parse(&lines, &record);
  cr_expect_eq(record.format, MRZ_TD3);
  cr_expect_str_eq(record.field[MRZ_CODE], "P<");
  cr_expect_str_eq(record.field[MRZ_ISSUER], "UTO");
  cr_expect_str_eq(record.field[MRZ_NAME], "ERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<");
  cr_expect_str_eq(record.field[MRZ_NUMBER], "L898902C3");
  cr_expect_str_eq(record.field[MRZ_NUMBER_CHECK], "6");
  cr_expect_str_eq(record.field[MRZ_NATIONALITY], "UTO");
  cr_expect_str_eq(record.field[MRZ_SEX], "F");
  cr_expect_str_eq(record.field[MRZ_EXPIRY], "120415");
  cr_expect_str_eq(record.field[MRZ_OPTIONAL], "ZE184226B<<<<<");
  cr_expect_str_eq(record.field[MRZ_OPTIONAL_2], "");
  cr_expect_str_eq(record.field[MRZ_COMPOSITE], "0");
  cr_expect_str_eq(record.optional, "ZE184226B");
  cr_expect_str_eq(record.primary, "ERIKSSON");
  cr_expect_str_eq(record.secondary, "ANNA MARIA");
}

Test(document_mrz, verify_shows_the_working) {
  struct mrz_lines lines = specimen_td3();
  struct mrz_digit digits[MRZ_DIGITS];
  size_t count;
  static const struct mrz_digit known[] = {
      {MRZ_NUMBER_CHECK, 2, 10, 316, '6', '6', true},
      {MRZ_BIRTH_CHECK, 2, 20, 122, '2', '2', true},
      {MRZ_EXPIRY_CHECK, 2, 28, 49, '9', '9', true},
      {MRZ_OPTIONAL_CHECK, 2, 43, 401, '1', '1', true},
      {MRZ_COMPOSITE, 2, 44, 880, '0', '0', true},
  };
  cr_expect(mrz_verify(&lines, digits, &count));
  cr_assert_eq(count, COUNT(known));
  for (size_t i = 0; i < count; i++)
    cr_expect(digits[i].field == known[i].field && digits[i].line == known[i].line &&
                  digits[i].column == known[i].column && digits[i].sum == known[i].sum &&
                  digits[i].found == known[i].found && digits[i].expected == known[i].expected,
              "%s", mrz_field_name(known[i].field));
}

Test(document_mrz, names_are_read_apart) {
  static const struct {
    const char *field, *primary, *secondary;
    bool truncated;
  } names[] = {
      {"VAN<DER<LINDEN<<PIETER", "VAN DER LINDEN", "PIETER", false},
      {"ARKFREITH", "ARKFREITH", "", false},
      {"SATRIYA<SUDARPA", "SATRIYA SUDARPA", "", false},
      {"NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K", "NILAVADHANANANDA", "CHAYAPA DEJTHAMRONG K",
       true},
      {"", "", "", false},
  };
  struct mrz_lines lines = specimen_td3();
  for (size_t i = 0; i < COUNT(names); i++) {
    struct mrz_record record;
    spoil(&lines, MRZ_NAME, names[i].field);
    mrz_parse(&lines, &record);
    cr_expect_str_eq(record.primary, names[i].primary);
    cr_expect_str_eq(record.secondary, names[i].secondary);
    cr_expect_eq(record.truncated, names[i].truncated);
  }
}

/* -- What digits catch and what they miss ------------------------------------------------------ */

Test(document_mrz, birth_changed) {
  struct mrz_lines lines = specimen_td3();
  struct mrz_digit digits[MRZ_DIGITS];
  size_t count;
  spoil(&lines, MRZ_BIRTH, "740612");
  assert_fails(&lines, "birth-check composite");
  mrz_verify(&lines, digits, &count);
  cr_expect_eq(digits[1].expected, '8');
  cr_expect_eq(digits[4].expected, '4');
}

Test(document_mrz, birth_changed_with_its_digit) {
  struct mrz_lines lines = specimen_td3();
  struct mrz_digit digits[MRZ_DIGITS];
  size_t count;
  spoil(&lines, MRZ_BIRTH, "740612");
  spoil(&lines, MRZ_BIRTH_CHECK, "8");
  assert_fails(&lines, "composite");
  mrz_verify(&lines, digits, &count);
  cr_expect_eq(digits[4].expected, '2');
  cr_expect_eq(digits[4].found, '0');
}

Test(document_mrz, expiry_changed_with_its_digit_passes_by_coincidence) {
  struct mrz_lines lines = specimen_td3();
  spoil(&lines, MRZ_EXPIRY, "150415");
  assert_fails(&lines, "expiry-check composite");
  spoil(&lines, MRZ_EXPIRY_CHECK, "8");
  assert_fails(&lines, "");
}

Test(document_mrz, fields_that_no_digit_watches) {
  struct mrz_lines lines = specimen_td3();
  spoil(&lines, MRZ_NATIONALITY, "XXA");
  spoil(&lines, MRZ_SEX, "M");
  spoil(&lines, MRZ_NAME, "ERIKSEN<<HANNA");
  spoil(&lines, MRZ_ISSUER, "D");
  spoil(&lines, MRZ_CODE, "PP");
  assert_fails(&lines, "");
}

Test(document_mrz, letters_in_place_of_digits) {
  struct mrz_lines lines = specimen_td3();
  spoil(&lines, MRZ_NUMBER, "LS98902C3");
  assert_fails(&lines, "");
  spoil(&lines, MRZ_NUMBER, "LB98902C3");
  assert_fails(&lines, "number-check composite");
  spoil(&lines, MRZ_NUMBER, "L8989O2C3");
  assert_fails(&lines, "number-check composite");
}

Test(document_mrz, digit_of_an_empty_personal_number) {
  struct mrz_lines lines = read_lines(documents[8].line, 2);
  struct mrz_digit digits[MRZ_DIGITS];
  size_t count;
  spoil(&lines, MRZ_OPTIONAL_CHECK, "0");
  assert_fails(&lines, "");
  spoil(&lines, MRZ_OPTIONAL_CHECK, "7");
  assert_fails(&lines, "optional-check composite");
  mrz_verify(&lines, digits, &count);
  cr_expect_eq(digits[3].expected, '<');
  spoil(&lines, MRZ_OPTIONAL, "A"); /* ten times a weight: the composite does not see it */
  spoil(&lines, MRZ_OPTIONAL_CHECK, "<");
  assert_fails(&lines, "optional-check");
}

Test(document_mrz, digit_of_a_long_number) {
  struct mrz_lines lines = read_lines(documents[6].line, 3);
  struct mrz_digit digits[MRZ_DIGITS];
  size_t count;
  mrz_verify(&lines, digits, &count);
  cr_expect_eq(digits[0].field, MRZ_NUMBER_CHECK);
  cr_expect(digits[0].line == 1 && digits[0].column == 19);
  cr_expect(digits[0].found == '9' && digits[0].expected == '9');
  spoil(&lines, MRZ_OPTIONAL, "7348");
  assert_fails(&lines, "number-check composite");
  spoil(&lines, MRZ_OPTIONAL, ""); /* the sign of a long number, but no rest */
  assert_fails(&lines, "number-check composite");
  mrz_verify(&lines, digits, &count);
  cr_expect(digits[0].column == 15 && digits[0].found == '<');
  spoil(&lines, MRZ_OPTIONAL, "7"); /* a digit without a rest */
  mrz_verify(&lines, digits, &count);
  cr_expect(digits[0].column == 15 && digits[0].found == '<');
}

Test(document_mrz, long_number_filling_the_optional_data) {
  struct mrz_lines lines = read_lines(documents[7].line, 2);
  struct mrz_record record;
  spoil(&lines, MRZ_OPTIONAL, "7341119");
  mrz_parse(&lines, &record);
  cr_expect_str_eq(record.number, "D23145890734111");
  cr_expect_str_eq(record.optional, "");
}

/* -- Malformed input ------------------------------------------------------------------------ */

static void assert_malformed(const char *const *text, size_t count, struct mrz_fault expected) {
  struct mrz_lines lines;
  struct mrz_fault fault = {0};
  enum mrz_error error = mrz_read(text, count, &lines, &fault);
  cr_expect_eq(error, expected.error, "%s", mrz_error_name(error));
  cr_expect_eq(fault.error, expected.error);
  cr_expect_eq(fault.line, expected.line);
  cr_expect_eq(fault.column, expected.column, "column %zu", fault.column);
  cr_expect_eq(fault.found, expected.found);
  cr_expect_eq(fault.expected, expected.expected);
  cr_expect_eq(fault.field, expected.field);
  cr_expect_eq(lines.count, 0);
  cr_expect_eq(mrz_read(text, count, &lines, NULL), expected.error);
}

Test(document_mrz, wrong_number_of_lines) {
  static const char *const four[] = {line1, line2, line1, line2};
  for (size_t count = 0; count <= 4; count++)
    if (count < 2 || count > 3)
      assert_malformed(
          four, count,
          (struct mrz_fault){.error = MRZ_E_LINES, .found = count, .field = MRZ_FIELDS});
}

Test(document_mrz, wrong_lengths) {
  static const char shorter[] = "L898902C36UTO7408122F1204159ZE184226B<<<<<1";
  static const char longer[] = "L898902C36UTO7408122F1204159ZE184226B<<<<<100";
  static const char narrow[] = "I<UTOHADDAD<<LAYLA<NOUR<<<<<<<<<<<<<";
  struct mrz_fault fault = {.error = MRZ_E_LENGTH, .line = 2, .expected = 44, .field = MRZ_FIELDS};
  fault.column = 44, fault.found = 43;
  assert_malformed((const char *[]){line1, shorter}, 2, fault);
  fault.column = 45, fault.found = 45;
  assert_malformed((const char *[]){line1, longer}, 2, fault);
  fault.column = 37, fault.found = 36;
  assert_malformed((const char *[]){line1, narrow}, 2, fault);
  fault.line = 1, fault.column = 1, fault.found = 0;
  assert_malformed((const char *[]){"", line2}, 2, fault);
  fault.column = 45, fault.found = 45;
  static const char long1[] = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<<";
  assert_malformed((const char *[]){long1, line2}, 2, fault);
  fault.expected = 36, fault.column = 1, fault.found = 0;
  assert_malformed((const char *[]){"", ""}, 2, fault);
  fault.expected = 30, fault.column = 31, fault.found = 44;
  assert_malformed((const char *[]){line1, line2, ""}, 3, fault);
}

Test(document_mrz, bad_characters) {
  static const struct {
    const char *line;
    size_t column, found;
    enum mrz_field field;
  } bad[] = {
      {"L898902C36UTO7408122f1204159ZE184226B<<<<<10", 21, 44, MRZ_SEX},
      {"L898902C36UTO74 8122F1204159ZE184226B<<<<<10", 16, 44, MRZ_BIRTH},
      {" 898902C36UTO7408122F1204159ZE184226B<<<<<10", 1, 44, MRZ_NUMBER},
      {"L898902C36UTO7408122F1204159ZE184226B<<<<<1-", 44, 44, MRZ_COMPOSITE},
      {"L898902C36UT\xC3\x96"
       "7408122F1204159ZE184226B<<<<<10",
       13, 45, MRZ_NATIONALITY},
      {"L8\x01", 3, 3, MRZ_NUMBER},
  };
  for (size_t i = 0; i < COUNT(bad); i++)
    assert_malformed((const char *[]){line1, bad[i].line}, 2,
                     (struct mrz_fault){.error = MRZ_E_CHARACTER,
                                        .line = 2,
                                        .column = bad[i].column,
                                        .found = bad[i].found,
                                        .expected = 44,
                                        .field = bad[i].field});
}

Test(document_mrz, fault_points_into_the_callers_text) {
  static const char bad[] = "L898902C36UTO7408122f1204159ZE184226B<<<<<10";
  struct mrz_lines lines;
  struct mrz_fault fault;
  mrz_read((const char *[]){line1, bad}, 2, &lines, &fault);
  cr_expect_eq(fault.at, bad + 20);
}

Test(document_mrz, nonsense_of_the_right_shape_is_read) {
  static const char *const fillers[] = {"<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<",
                                        "<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<"};
  struct mrz_lines lines = read_lines(fillers, 2);
  struct mrz_record record;
  mrz_parse(&lines, &record);
  cr_expect_str_eq(record.number, "");
  cr_expect_str_eq(record.primary, "");
  cr_expect_not(record.code_valid);
  assert_fails(&lines, "number-check birth-check expiry-check composite");
}

Test(document_mrz, codes) {
  static const struct {
    enum mrz_format format;
    const char *code;
    bool valid;
  } codes[] = {
      {MRZ_TD3, "P", true},   {MRZ_TD3, "P<", true},   {MRZ_TD3, "PP", true},
      {MRZ_TD3, "PL", true},  {MRZ_TD3, "P1", false},  {MRZ_TD3, "V<", false},
      {MRZ_TD3, "", false},   {MRZ_TD3, "Pp", false},  {MRZ_TD3, "PPP", false},
      {MRZ_TD1, "I<", true},  {MRZ_TD1, "AC", true},   {MRZ_TD2, "C", true},
      {MRZ_TD1, "AI", false}, {MRZ_TD1, "IV", false},  {MRZ_TD2, "P<", false},
      {MRZ_MRV_A, "V", true}, {MRZ_MRV_B, "VB", true}, {MRZ_MRV_A, "P", false},
  };
  for (size_t i = 0; i < COUNT(codes); i++)
    cr_expect_eq(mrz_code_valid(codes[i].format, codes[i].code), codes[i].valid, "%s",
                 codes[i].code);
}

/* -- Composing ---------------------------------------------------------------------------- */

Test(document_mrz, unknown_dates_and_sex) {
  struct holder holder = eriksson();
  struct mrz_lines lines;
  holder.birth = "74<<<<";
  holder.sex = "X";
  cr_assert_eq(mrz_compose(MRZ_TD3, &holder, &lines, NULL), MRZ_OK);
  cr_expect_eq(strncmp(lines.line[1] + 13, "74<<<<1<", 8), 0, "%s", lines.line[1]);
  cr_expect(verifies(&lines));
  holder.birth = NULL;
  holder.sex = NULL;
  cr_assert_eq(mrz_compose(MRZ_TD3, &holder, &lines, NULL), MRZ_OK);
  cr_expect_eq(strncmp(lines.line[1] + 13, "<<<<<<0<", 8), 0, "%s", lines.line[1]);
  cr_expect(verifies(&lines));
  holder.birth = "<<0812";
  holder.sex = "<";
  cr_expect_eq(mrz_compose(MRZ_TD3, &holder, &lines, NULL), MRZ_OK);
}

Test(document_mrz, dates_refused) {
  static const struct {
    const char *date;
    size_t at;
  } bad[] = {{"7408", 0},   {"19740812", 0}, {"7<0812", 0}, {"741312", 2}, {"740012", 2},
             {"740832", 4}, {"740431", 4},   {"740229", 4}, {"7408<2", 4}, {"740230", 4},
             {"74-8-2", 2}, {"740800", 4},   {"760230", 4}, {"XX0812", 0}};
  for (size_t i = 0; i < COUNT(bad); i++) {
    struct holder holder = eriksson();
    struct mrz_lines lines;
    struct mrz_fault fault = {0};
    holder.expiry = bad[i].date;
    cr_expect_eq(mrz_compose(MRZ_TD3, &holder, &lines, &fault), MRZ_E_DATE, "%s", bad[i].date);
    cr_expect_eq(fault.field, MRZ_EXPIRY);
    cr_expect_eq(fault.at, bad[i].date + bad[i].at, "%s", bad[i].date);
  }
}

Test(document_mrz, holders_refused) {
  struct holder holder = eriksson();
  holder.code = "V";
  assert_refused(MRZ_TD3, &holder, MRZ_E_CODE, MRZ_CODE);
  holder.code = NULL;
  assert_refused(MRZ_TD3, &holder, MRZ_E_MISSING, MRZ_CODE);
  holder = eriksson(), holder.issuer = "";
  assert_refused(MRZ_TD3, &holder, MRZ_E_MISSING, MRZ_ISSUER);
  holder = eriksson(), holder.nationality = "UTOP";
  assert_refused(MRZ_TD3, &holder, MRZ_E_STATE, MRZ_NATIONALITY);
  holder = eriksson(), holder.nationality = "U1";
  assert_refused(MRZ_TD3, &holder, MRZ_E_STATE, MRZ_NATIONALITY);
  holder = eriksson(), holder.nationality = "<<<";
  assert_refused(MRZ_TD3, &holder, MRZ_E_STATE, MRZ_NATIONALITY);
  holder = eriksson(), holder.sex = "FM";
  assert_refused(MRZ_TD3, &holder, MRZ_E_SEX, MRZ_SEX);
  holder = eriksson(), holder.sex = "f";
  assert_refused(MRZ_TD3, &holder, MRZ_E_SEX, MRZ_SEX);
  holder = eriksson(), holder.surname = holder.given = NULL;
  assert_refused(MRZ_TD3, &holder, MRZ_E_MISSING, MRZ_NAME);
  holder = eriksson(), holder.number = "";
  assert_refused(MRZ_TD3, &holder, MRZ_E_MISSING, MRZ_NUMBER);
  holder = eriksson(), holder.number = "L8\xC3\x96";
  assert_refused(MRZ_TD3, &holder, MRZ_E_CHARACTER, MRZ_NUMBER);
  holder = eriksson(), holder.number = "L898902C34";
  assert_refused(MRZ_TD3, &holder, MRZ_E_LONG, MRZ_NUMBER);
  holder = eriksson(), holder.optional = "123456789012345";
  assert_refused(MRZ_TD3, &holder, MRZ_E_LONG, MRZ_OPTIONAL);
  holder = eriksson(), holder.optional = "12345678901234567890123456789012345678901234567890";
  assert_refused(MRZ_TD3, &holder, MRZ_E_LONG, MRZ_OPTIONAL);
  holder = eriksson(), holder.optional_2 = "1";
  assert_refused(MRZ_TD3, &holder, MRZ_E_FIELD, MRZ_OPTIONAL_2);
}

Test(document_mrz, states_of_one_letter) {
  struct holder holder = eriksson();
  struct mrz_lines lines;
  holder.issuer = "D";
  holder.nationality = "D<<";
  cr_assert_eq(mrz_compose(MRZ_TD3, &holder, &lines, NULL), MRZ_OK);
  cr_expect_eq(strncmp(lines.line[0], "P<D<<ERIKSSON", 13), 0);
  cr_expect_eq(strncmp(lines.line[1] + 10, "D<<", 3), 0);
}

Test(document_mrz, numbers_are_normalised) {
  struct holder holder = eriksson();
  struct mrz_lines lines;
  holder.number = "ab 21-34";
  holder.optional = "ze/1";
  cr_assert_eq(mrz_compose(MRZ_TD3, &holder, &lines, NULL), MRZ_OK);
  cr_expect_eq(strncmp(lines.line[1], "AB<21<34<", 9), 0);
  cr_expect_eq(strncmp(lines.line[1] + 28, "ZE<1<<", 6), 0);
  cr_expect(verifies(&lines));
}

Test(document_mrz, visas_take_nine_characters_of_a_number) {
  struct holder holder = documents[4].holder;
  struct mrz_lines lines;
  holder.number = "L8988901C77";
  cr_assert_eq(mrz_compose(MRZ_MRV_A, &holder, &lines, NULL), MRZ_OK);
  cr_expect_str_eq(lines.line[1], documents[4].line[1]);
}

Test(document_mrz, long_numbers_share_the_optional_data) {
  struct holder holder = documents[6].holder;
  struct mrz_lines lines;
  struct mrz_record record;
  holder.optional = "ZZ";
  holder.optional_2 = "A1";
  cr_assert_eq(mrz_compose(MRZ_TD1, &holder, &lines, NULL), MRZ_OK);
  cr_expect_str_eq(lines.line[0], "I<UTOD23145890<7349<ZZ<<<<<<<<");
  cr_expect(verifies(&lines));
  mrz_parse(&lines, &record);
  cr_expect_str_eq(record.number, "D23145890734");
  cr_expect_str_eq(record.optional, "ZZ");
  cr_expect_str_eq(record.field[MRZ_OPTIONAL_2], "A1<<<<<<<<<");
  holder.optional = "ZZZZZZZZZZZ";
  assert_refused(MRZ_TD1, &holder, MRZ_E_LONG, MRZ_OPTIONAL);
}

Test(document_mrz, long_numbers_have_a_limit) {
  struct holder holder = documents[6].holder;
  struct mrz_lines lines;
  holder.number = "ABCDEFGHI1234567890123"; /* nine and thirteen, a digit, a filler */
  cr_assert_eq(mrz_compose(MRZ_TD1, &holder, &lines, NULL), MRZ_OK);
  cr_expect_eq(lines.line[0][29], '<');
  cr_expect(verifies(&lines));
  holder.number = "ABCDEFGHI12345678901234";
  assert_refused(MRZ_TD1, &holder, MRZ_E_LONG, MRZ_NUMBER);
  holder.number = "ABCDEFGHI12345";
  cr_expect_eq(mrz_compose(MRZ_TD2, &holder, &lines, NULL), MRZ_OK);
  holder.number = "ABCDEFGHI123456";
  assert_refused(MRZ_TD2, &holder, MRZ_E_LONG, MRZ_NUMBER);
  holder.number = "ABCDEFGHI12-34";
  assert_refused(MRZ_TD2, &holder, MRZ_E_CHARACTER, MRZ_NUMBER);
}

Test(document_mrz, set_refuses_and_leaves_alone) {
  struct mrz_lines lines = specimen_td3();
  struct mrz_fault fault;
  cr_expect_eq(mrz_set(&lines, MRZ_OPTIONAL_2, "A", &fault), MRZ_E_FIELD);
  cr_expect_eq(mrz_set(&lines, MRZ_SEX, "FF", &fault), MRZ_E_LONG);
  cr_expect(fault.found == 2 && fault.expected == 1);
  cr_expect_eq(mrz_set(&lines, MRZ_BIRTH, "74o812", &fault), MRZ_E_CHARACTER);
  cr_expect_eq(*fault.at, 'o');
  cr_expect_str_eq(lines.line[1], line2);
  cr_expect_eq(mrz_set(&lines, MRZ_OPTIONAL, "", NULL), MRZ_OK);
  cr_expect_str_eq(lines.line[1], "L898902C36UTO7408122F1204159<<<<<<<<<<<<<<10");
}
