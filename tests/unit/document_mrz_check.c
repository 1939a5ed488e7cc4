/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include <stdio.h>
#include <string.h>

#include "document/mrz.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct mrz_lines read_lines(const char *one, const char *two, const char *three) {
  struct mrz_lines lines;
  cr_assert_eq(mrz_read((const char *[]){one, two, three}, three ? 3 : 2, &lines, NULL), MRZ_OK);
  return lines;
}

static struct mrz_lines td3(void) {
  return read_lines("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
                    "L898902C36UTO7408122F1204159ZE184226B<<<<<10", NULL);
}

static struct mrz_lines td1(void) {
  return read_lines("I<UTOD23145890<7349<<<<<<<<<<<", "3407127M9507122UTO<<<<<<<<<<<2",
                    "STEVENSON<<PETER<JOHN<<<<<<<<<");
}

/* "mrz.date 2:16+2 mrz.digit 2:20+1": the fault, its line, column and span. */
static void assert_faults(const struct mrz_lines *lines, const char *expected) {
  struct mrz_fault faults[MRZ_FAULTS];
  struct mrz_lines again;
  struct mrz_record record;
  char said[512] = "";
  size_t n = mrz_check(lines, faults);
  for (size_t i = 0; i < n; i++)
    snprintf(said + strlen(said), sizeof said - strlen(said), "%s%s %zu:%zu+%zu", i ? " " : "",
             mrz_error_name(faults[i].error), faults[i].line, faults[i].column, faults[i].span);
  cr_expect_str_eq(said, expected, "%s, not %s", said, expected);
  /* What has no fault is composed anew as it was, and nothing else. */
  mrz_parse(lines, &record);
  bool same =
      mrz_recompose(&record, &again, NULL) == MRZ_OK && memcmp(&again, lines, sizeof again) == 0;
  cr_expect_eq(same, n == 0, "%s", lines->line[1]);
}

/* Puts a value into a field and mends the digits that it would make wrong. */
static void put(struct mrz_lines *lines, enum mrz_field field, const char *value) {
  struct mrz_digit digits[MRZ_DIGITS];
  size_t n;
  cr_assert_eq(mrz_set(lines, field, value, NULL), MRZ_OK);
  for (size_t pass = 0; pass < 2; pass++) { /* the composite watches the others */
    mrz_verify(lines, digits, &n);
    for (size_t i = 0; i < n; i++)
      if (!digits[i].ok)
        lines->line[digits[i].line - 1][digits[i].column - 1] = digits[i].expected;
  }
}

static void assert_put(struct mrz_lines lines, enum mrz_field field, const char *value,
                       const char *expected) {
  put(&lines, field, value);
  assert_faults(&lines, expected);
}

Test(document_mrz_check, codes_and_states) {
  assert_put(td3(), MRZ_CODE, "PP", "");
  assert_put(td3(), MRZ_CODE, "P", "");
  assert_put(td3(), MRZ_CODE, "I", "mrz.code 1:1+2");
  assert_put(td1(), MRZ_CODE, "AI", "mrz.code 1:1+2");
  assert_put(td3(), MRZ_ISSUER, "D", "");
  assert_put(td3(), MRZ_ISSUER, "", "mrz.state 1:3+3");
  assert_put(td3(), MRZ_ISSUER, "U<O", "mrz.state 1:3+3");
  assert_put(td3(), MRZ_NATIONALITY, "UT0", "mrz.state 2:11+3");
  assert_put(td1(), MRZ_NATIONALITY, "UT0", "mrz.state 2:16+3");
}

Test(document_mrz_check, names) {
  assert_put(td3(), MRZ_NAME, "ARKFREITH", "");
  assert_put(td3(), MRZ_NAME, "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K", "");
  assert_put(td3(), MRZ_NAME, "VAN<DER<LINDEN<<PIETER", "");
  assert_put(td3(), MRZ_NAME, "", "mrz.missing 1:6+39");
  assert_put(td3(), MRZ_NAME, "ERIKSS0N1<<ANNA", "mrz.letter 1:12+1");
  assert_put(td3(), MRZ_NAME, "ERIKSSON<<10", "mrz.letter 1:16+2");
  assert_put(td3(), MRZ_NAME, "<ERIKSSON<<ANNA", "mrz.name 1:6+1");
  assert_put(td3(), MRZ_NAME, "<<ANNA", "mrz.name 1:6+2");
  assert_put(td3(), MRZ_NAME, "ERIKSSON<<<ANNA", "mrz.name 1:14+3");
  assert_put(td3(), MRZ_NAME, "ERIKSSON<<ANNA<<MARIA", "mrz.name 1:20+2");
  assert_put(td3(), MRZ_NAME, "ERIKSSON<ANNA<<M4RIA<<X", "mrz.letter 1:22+1 mrz.name 1:26+2");
}

Test(document_mrz_check, numbers) {
  assert_put(td3(), MRZ_NUMBER, "AB<21<34", "");
  assert_put(td3(), MRZ_NUMBER, "", "mrz.missing 2:1+9");
  assert_put(td1(), MRZ_OPTIONAL, "7349", "");
  assert_put(td1(), MRZ_OPTIONAL, "7349<ZZ", "");
  assert_put(td1(), MRZ_OPTIONAL, "7349<<<ZZ<Y", "");
  struct mrz_lines lines = td1();
  mrz_set(&lines, MRZ_NUMBER, "D2<145890", NULL);
  put(&lines, MRZ_OPTIONAL, "7349");
  assert_faults(&lines, "mrz.character 1:8+1");
  assert_put(td1(), MRZ_OPTIONAL, "12345678901234", "");
  assert_put(td1(), MRZ_OPTIONAL, "123456789012345", "mrz.number 1:30+1");
}

Test(document_mrz_check, dates_and_sex) {
  assert_put(td3(), MRZ_BIRTH, "", "");
  assert_put(td3(), MRZ_BIRTH, "74<<<<", "");
  assert_put(td3(), MRZ_BIRTH, "7408<<", "");
  assert_put(td3(), MRZ_BIRTH, "<<0229", "");
  assert_put(td3(), MRZ_BIRTH, "7<0812", "mrz.date 2:14+2");
  assert_put(td3(), MRZ_BIRTH, "741312", "mrz.date 2:16+2");
  assert_put(td3(), MRZ_BIRTH, "740230", "mrz.date 2:18+2");
  assert_put(td3(), MRZ_BIRTH, "74XX12", "mrz.date 2:16+2");
  assert_put(td3(), MRZ_EXPIRY, "120431", "mrz.date 2:26+2");
  assert_put(td1(), MRZ_EXPIRY, "951301", "mrz.date 2:11+2");
  assert_put(td3(), MRZ_SEX, "<", "");
  assert_put(td3(), MRZ_SEX, "X", "mrz.sex 2:21+1");
}

Test(document_mrz_check, digits) {
  struct mrz_lines lines = td3();
  struct mrz_fault faults[MRZ_FAULTS];
  mrz_set(&lines, MRZ_BIRTH, "740612", NULL);
  assert_faults(&lines, "mrz.digit 2:20+1 mrz.digit 2:44+1");
  mrz_check(&lines, faults);
  cr_expect(faults[0].found == '2' && faults[0].expected == '8');
  cr_expect(faults[1].found == '0' && faults[1].expected == '4');
  mrz_set(&lines, MRZ_BIRTH_CHECK, "8", NULL);
  assert_faults(&lines, "mrz.digit 2:44+1");
  lines = td1();
  lines.line[0][18] = '8';
  assert_faults(&lines, "mrz.digit 1:19+1 mrz.digit 2:30+1");
}

Test(document_mrz_check, the_digit_of_an_empty_personal_number) {
  struct mrz_lines lines = td3();
  put(&lines, MRZ_OPTIONAL, "");
  cr_expect_eq(lines.line[1][42], '<');
  assert_faults(&lines, "");
  lines.line[1][42] = '0';
  assert_faults(&lines, "");
  lines.line[1][42] = 'A'; /* worth nothing too, and still no digit */
  assert_faults(&lines, "mrz.digit 2:43+1");
}

/* The promise of the header over many documents: one, two or three characters of each changed. */
Test(document_mrz_check, no_fault_is_as_good_as_byte_for_byte) {
  static const char all[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<<<<<<<";
  unsigned seed = 1;
  size_t good = 0;
  for (size_t i = 0; i < 20000; i++) {
    struct mrz_lines lines = i % 2 ? td3() : td1(), again;
    struct mrz_record record;
    struct mrz_fault faults[MRZ_FAULTS];
    for (size_t k = 0; k <= i % 3; k++) {
      seed = seed * 1103515245U + 12345U;
      size_t line = (seed >> 16) % lines.count;
      seed = seed * 1103515245U + 12345U;
      size_t column = (seed >> 16) % mrz_format_columns(lines.format);
      seed = seed * 1103515245U + 12345U;
      lines.line[line][column] = all[(seed >> 16) % (sizeof all - 1)];
    }
    if (i % 4 > 1)
      put(&lines, MRZ_SEX, "M"); /* all digits add up */
    mrz_parse(&lines, &record);
    size_t n = mrz_check(&lines, faults);
    bool same =
        mrz_recompose(&record, &again, NULL) == MRZ_OK && memcmp(&again, &lines, sizeof again) == 0;
    cr_assert_eq(same, n == 0, "%s\n%s\n%s", lines.line[0], lines.line[1], lines.line[2]);
    good += same;
  }
  cr_expect(good > 2000 && good < 18000, "%zu", good);
}
