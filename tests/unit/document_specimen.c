/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include <string.h>

#include "document/specimen.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct specimen specimen_of(const char *id, enum mrz_format format) {
  const struct holder *holder = specimen_builtin(id, format);
  cr_assert_not_null(holder, "%s", id);
  return (struct specimen){.format = format, .holder = *holder, .page = true};
}

static void assert_panel(const struct specimen *specimen, const char *const *expected,
                         size_t count) {
  char rows[SPECIMEN_ROWS][SPECIMEN_WIDTH + 1];
  size_t n = 0;
  enum mrz_error error = specimen_panel(specimen, rows, SPECIMEN_ROWS, &n);
  cr_assert_eq(error, MRZ_OK, "%s", mrz_error_name(error));
  cr_expect_eq(n, count, "%zu rows, not %zu", n, count);
  for (size_t i = 0; i < n && i < count; i++)
    cr_expect_str_eq(rows[i], expected[i], "row %zu: '%s' not '%s'", i, rows[i], expected[i]);
}

/* The value that the page shows under a label, or NULL. */
static const char *value_of(const struct specimen *specimen, const char *label) {
  static char rows[SPECIMEN_ROWS][SPECIMEN_WIDTH + 1];
  size_t n = 0;
  cr_assert_eq(specimen_panel(specimen, rows, SPECIMEN_ROWS, &n), MRZ_OK);
  for (size_t i = 0; i < n; i++)
    if (strncmp(rows[i], label, strlen(label)) == 0)
      return rows[i] + 16;
  return NULL;
}

Test(document_specimen, utopia_in_every_format) {
  static const char *const lines[MRZ_FORMATS][MRZ_LINES] = {
      [MRZ_TD1] = {"I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6",
                   "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"},
      [MRZ_TD2] = {"I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6",
                   ""},
      [MRZ_TD3] = {"P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
                   "L898902C36UTO7408122F1204159ZE184226B<<<<<10", ""},
      [MRZ_MRV_A] = {"V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
                     "L8988901C4XXX4009078F96121096ZE184226B<<<<<<", ""},
      [MRZ_MRV_B] = {"V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<",
                     ""},
  };
  for (unsigned format = 0; format < MRZ_FORMATS; format++) {
    struct specimen specimen = specimen_of("utopia", (enum mrz_format)format);
    struct mrz_lines found;
    cr_assert_eq(specimen_mrz(&specimen, &found, NULL), MRZ_OK);
    for (size_t i = 0; i < MRZ_LINES; i++)
      cr_expect_str_eq(found.line[i], lines[format][i]);
  }
}

Test(document_specimen, every_builtin_adds_up) {
  enum mrz_format format;
  size_t count = 0;
  for (const struct holder *holder; (holder = specimen_builtin_at(count, &format)); count++) {
    struct specimen specimen = {.format = format, .holder = *holder, .page = true};
    struct mrz_lines lines;
    struct mrz_digit digits[MRZ_DIGITS];
    size_t n;
    char rows[SPECIMEN_ROWS][SPECIMEN_WIDTH + 1];
    cr_expect_eq(specimen_builtin(holder->id, format), holder);
    cr_assert_eq(specimen_mrz(&specimen, &lines, NULL), MRZ_OK, "%s", holder->id);
    cr_expect(mrz_verify(&lines, digits, &n), "%s", holder->id);
    cr_expect_eq(specimen_panel(&specimen, rows, SPECIMEN_ROWS, &n), MRZ_OK, "%s", holder->id);
  }
  cr_expect_eq(count, 15);
}

/* The second lines of 2.5, where a wrong letter in the table of holders would show. */
Test(document_specimen, practice_lines) {
  static const struct {
    const char *id;
    enum mrz_format format;
    size_t line;
    const char *text;
  } known[] = {
      {"stevenson", MRZ_TD1, 0, "I<UTOD23145890<7349<<<<<<<<<<<"},
      {"stevenson", MRZ_TD1, 1, "3407127M9507122UTO<<<<<<<<<<<2"},
      {"stevenson", MRZ_TD2, 1, "D23145890<UTO3407127M95071227349<<<8"},
      {"okello", MRZ_TD3, 1, "K4471902<3UTO8803056F3109144<<<<<<<<<<<<<<<0"},
      {"van-der-linden", MRZ_TD3, 0, "PPUTOVAN<DER<LINDEN<<PIETER<<<<<<<<<<<<<<<<<"},
      {"van-der-linden", MRZ_TD3, 1, "XR66201173UTO7902239M33063017902231188<<<<38"},
      {"al-harithi", MRZ_TD3, 0, "PDUTOAL<HARITHI<<SALEM<NASSER<<<<<<<<<<<<<<<"},
      {"al-harithi", MRZ_TD3, 1, "D0098451<0UTO6511175M2901019<<<<<<<<<<<<<<<6"},
      {"tesfaye", MRZ_TD3, 1, "RT550218<9XXB9604124F2812313<<<<<<<<<<<<<<<4"},
      {"novak", MRZ_TD3, 1, "S7710045<4XXA8409090M3005051<<<<<<<<<<<<<<<4"},
      {"haddad", MRZ_TD2, 1, "Q4050611<5UTO0002299F3002289<<<<<<<0"},
      {"ndayishimiye", MRZ_TD1, 0, "I<UTOY733001284<<<<<<<<<<<<<<<"},
      {"ndayishimiye", MRZ_TD1, 1, "9106307M3211186UTO<<<<<<<<<<<0"},
      {"ndayishimiye", MRZ_TD1, 2, "NDAYISHIMIYE<<JEAN<CLAUDE<<<<<"},
      {"mbeki", MRZ_TD1, 0, "ACUTOCR88120406ZZ<<<<<<<<<<<<<"},
      {"mbeki", MRZ_TD1, 1, "9301179F2803319UTO<<<<<<<<<<<2"},
  };
  for (size_t i = 0; i < COUNT(known); i++) {
    struct specimen specimen = specimen_of(known[i].id, known[i].format);
    struct mrz_lines lines;
    cr_assert_eq(specimen_mrz(&specimen, &lines, NULL), MRZ_OK);
    cr_expect_str_eq(lines.line[known[i].line], known[i].text);
  }
}

Test(document_specimen, no_such_holder) {
  cr_expect_null(specimen_builtin("atlantis", MRZ_TD3));
  cr_expect_null(specimen_builtin("okello", MRZ_TD1));
  cr_expect_null(specimen_builtin(NULL, MRZ_TD3));
}

Test(document_specimen, tampering_recomputes_nothing) {
  struct specimen specimen = specimen_of("utopia", MRZ_TD3);
  struct mrz_lines lines;
  specimen.tamper[MRZ_BIRTH] = "740612";
  specimen.tamper[MRZ_BIRTH_CHECK] = "8";
  cr_assert_eq(specimen_mrz(&specimen, &lines, NULL), MRZ_OK);
  cr_expect_str_eq(lines.line[1], "L898902C36UTO7406128F1204159ZE184226B<<<<<10");
  cr_expect_str_eq(value_of(&specimen, "Date of birth"), "12 AUG 1974");
}

Test(document_specimen, tampering_refused) {
  struct specimen specimen = specimen_of("utopia", MRZ_TD2);
  struct mrz_lines lines;
  struct mrz_fault fault = {0};
  char rows[SPECIMEN_ROWS][SPECIMEN_WIDTH + 1];
  size_t n = 9;
  specimen.tamper[MRZ_OPTIONAL_CHECK] = "1";
  cr_expect_eq(specimen_mrz(&specimen, &lines, &fault), MRZ_E_FIELD);
  cr_expect_eq(fault.field, MRZ_OPTIONAL_CHECK);
  cr_expect_eq(lines.count, 0);
  cr_expect_eq(specimen_panel(&specimen, rows, SPECIMEN_ROWS, &n), MRZ_E_FIELD);
  cr_expect_eq(n, 0);
  specimen.tamper[MRZ_OPTIONAL_CHECK] = NULL;
  specimen.tamper[MRZ_SEX] = "x";
  cr_expect_eq(specimen_mrz(&specimen, &lines, &fault), MRZ_E_CHARACTER);
}

Test(document_specimen, passport_page) {
  static const char *const expected[] = {
      "UTOPIA - SPECIMEN",
      "Type            P",
      "Code            UTO",
      "Passport no.    L898902C3",
      "Surname         ERIKSSON",
      "Given names     ANNA MARIA",
      "Nationality     UTO",
      "Date of birth   12 AUG 1974",
      "Sex             F",
      "Date of expiry  15 APR 2012",
      "Personal no.    ZE184226B",
      "",
      "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
      "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
  };
  struct specimen specimen = specimen_of("utopia", MRZ_TD3);
  assert_panel(&specimen, expected, COUNT(expected));
  specimen.page = false;
  assert_panel(&specimen, expected + 12, 2);
}

Test(document_specimen, visa_page) {
  static const char *const expected[] = {
      "UTOPIA - SPECIMEN",
      "Type            V",
      "Code            UTO",
      "Document no.    L8988901C",
      "Surname         ERIKSSON",
      "Given names     ANNA MARIA",
      "Nationality     XXX",
      "Date of birth   07 SEP 1940",
      "Sex             F",
      "Valid until     10 DEC 1996",
      "",
      "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<",
      "L8988901C4XXX4009078F9612109<<<<<<<<",
  };
  struct specimen specimen = specimen_of("utopia", MRZ_MRV_B);
  assert_panel(&specimen, expected, COUNT(expected));
}

Test(document_specimen, card_has_three_lines) {
  struct specimen specimen = specimen_of("stevenson", MRZ_TD1);
  static const char *const expected[] = {"I<UTOD23145890<7349<<<<<<<<<<<",
                                         "3407127M9507122UTO<<<<<<<<<<<2",
                                         "STEVENSON<<PETER<JOHN<<<<<<<<<"};
  cr_expect_str_eq(value_of(&specimen, "Document no."), "D23145890734");
  cr_expect_str_eq(value_of(&specimen, "Date of birth"), "12 JUL 1934");
  specimen.page = false;
  assert_panel(&specimen, expected, COUNT(expected));
}

Test(document_specimen, unknown_parts) {
  struct specimen specimen = specimen_of("utopia", MRZ_TD3);
  specimen.holder.sex = NULL;
  cr_expect_str_eq(value_of(&specimen, "Sex"), "X");
  specimen.holder.birth = "74<<<<";
  cr_expect_str_eq(value_of(&specimen, "Date of birth"), "XX XX 1974");
  specimen.holder.birth = "<<0812";
  cr_expect_str_eq(value_of(&specimen, "Date of birth"), "12 AUG XXXX");
  specimen.holder.birth = NULL;
  cr_expect_str_eq(value_of(&specimen, "Date of birth"), "XX XX XXXX");
  specimen.holder.given = "";
  cr_expect_null(value_of(&specimen, "Given names"));
}

Test(document_specimen, printed_replaces_the_page_alone) {
  struct specimen specimen = specimen_of("utopia", MRZ_TD3);
  struct mrz_lines lines;
  specimen.printed[MRZ_BIRTH] = "12 AUG 1947";
  specimen.printed[MRZ_EXPIRY] = "150415";
  specimen.printed[MRZ_NAME] = "Erikson, Anna Maria";
  specimen.printed[MRZ_NUMBER] = "L898902O3";
  specimen.printed[MRZ_SEX] = "M";
  specimen.printed[MRZ_ISSUER] = "Atlantis";
  specimen.printed[MRZ_OPTIONAL] = "";
  cr_expect_str_eq(value_of(&specimen, "Date of birth"), "12 AUG 1947");
  cr_expect_str_eq(value_of(&specimen, "Date of expiry"), "15 APR 2015");
  cr_expect_str_eq(value_of(&specimen, "Surname"), "ERIKSON");
  cr_expect_str_eq(value_of(&specimen, "Given names"), "ANNA MARIA");
  cr_expect_str_eq(value_of(&specimen, "Passport no."), "L898902O3");
  cr_expect_str_eq(value_of(&specimen, "Sex"), "M");
  cr_expect_not_null(value_of(&specimen, "ATLANTIS - SPECIMEN"));
  cr_expect_null(value_of(&specimen, "Personal no."));
  cr_assert_eq(specimen_mrz(&specimen, &lines, NULL), MRZ_OK);
  cr_expect_str_eq(lines.line[1], "L898902C36UTO7408122F1204159ZE184226B<<<<<10");
  specimen.printed[MRZ_NAME] = "Erikson<<Hanna";
  cr_expect_str_eq(value_of(&specimen, "Given names"), "HANNA");
  specimen.printed[MRZ_NAME] = "Erikson";
  cr_expect_null(value_of(&specimen, "Given names"));
  specimen.printed[MRZ_BIRTH] = "747712";
  cr_expect_str_eq(value_of(&specimen, "Date of birth"), "747712");
}

Test(document_specimen, fillers_stay_in_the_mrz) {
  struct specimen specimen = specimen_of("utopia", MRZ_TD3);
  specimen.holder.code = "P<";
  specimen.holder.issuer = "D<<";
  specimen.holder.number = "L898902C<";
  cr_expect_str_eq(value_of(&specimen, "Type"), "P");
  cr_expect_str_eq(value_of(&specimen, "Code"), "D");
  cr_expect_str_eq(value_of(&specimen, "Passport no."), "L898902C");
  cr_expect_not_null(value_of(&specimen, "D - SPECIMEN"));
  specimen.printed[MRZ_CODE] = "P<";
  cr_expect_str_eq(value_of(&specimen, "Type"), "P<");
}

Test(document_specimen, page_is_ascii) {
  struct specimen specimen = specimen_of("utopia", MRZ_TD3);
  specimen.holder.surname = "Gößmann-D\u2019Été";
  specimen.holder.given = "Łucja\u00A0Ann\u2013Åsa";
  cr_expect_str_eq(value_of(&specimen, "Surname"), "GOESSMANN-D'ETE");
  cr_expect_str_eq(value_of(&specimen, "Given names"), "LUCJA ANN-AASA");
}

Test(document_specimen, long_values_run_over) {
  struct specimen specimen = specimen_of("utopia", MRZ_TD3);
  char rows[SPECIMEN_ROWS][SPECIMEN_WIDTH + 1];
  size_t n;
  specimen.holder.surname = "Bennelong Wooloomooloo Warrandyte Warnambool";
  specimen.holder.given = "Abcdefghijklmnopqrstuvwxyzabcdefghij";
  cr_assert_eq(specimen_panel(&specimen, rows, SPECIMEN_ROWS, &n), MRZ_OK);
  cr_expect_str_eq(rows[4], "Surname         BENNELONG WOOLOOMOOLOO");
  cr_expect_str_eq(rows[5], "                WARRANDYTE WARNAMBOOL");
  cr_expect_str_eq(rows[6], "Given names     ABCDEFGHIJKLMNOPQRSTUVWXYZABCD");
  cr_expect_str_eq(rows[7], "                EFGHIJ");
  cr_expect_eq(n, 16);
}

Test(document_specimen, no_row_ends_in_a_blank) {
  struct specimen specimen = specimen_of("utopia", MRZ_TD3);
  specimen.printed[MRZ_NAME] = " \u00A0Abcdefghijklmnopqrstuvwxyz      Abc \u00A0, \u00A0 ";
  cr_expect_str_eq(value_of(&specimen, "Surname"), "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  cr_expect_str_eq(value_of(&specimen, "       "), "ABC");
  cr_expect_null(value_of(&specimen, "Given names"));
}

Test(document_specimen, room_and_letters_refused) {
  struct specimen specimen = specimen_of("utopia", MRZ_TD3);
  char rows[14][SPECIMEN_WIDTH + 1];
  size_t n;
  static char endless[600];
  memset(endless, 'A', sizeof endless - 1);
  cr_expect_eq(specimen_panel(&specimen, rows, 14, &n), MRZ_OK);
  cr_expect_eq(specimen_panel(&specimen, rows, 13, &n), MRZ_E_ROOM);
  cr_expect_eq(n, 0);
  cr_expect_eq(specimen_panel(&specimen, rows, 0, &n), MRZ_E_ROOM);
  specimen.printed[MRZ_SEX] = "Ω";
  cr_expect_eq(specimen_panel(&specimen, rows, 14, &n), MRZ_E_LETTER);
  specimen.printed[MRZ_SEX] = endless;
  cr_expect_eq(specimen_panel(&specimen, rows, 14, &n), MRZ_E_LONG);
  specimen.printed[MRZ_SEX] = NULL;
  specimen.printed[MRZ_ISSUER] = "A\nB";
  cr_expect_eq(specimen_panel(&specimen, rows, 14, &n), MRZ_E_LETTER);
}

Test(document_specimen, a_long_issuer_keeps_the_word_specimen) {
  struct specimen specimen = specimen_of("utopia", MRZ_TD3);
  char rows[SPECIMEN_ROWS][SPECIMEN_WIDTH + 1];
  size_t n;
  specimen.printed[MRZ_ISSUER] = "The United and Indivisible Republics of Utopia";
  cr_assert_eq(specimen_panel(&specimen, rows, SPECIMEN_ROWS, &n), MRZ_OK);
  cr_expect_str_eq(rows[0], "THE UNITED AND INDIVISIBLE REPUBLIC - SPECIMEN");
}

Test(document_specimen, years) {
  cr_expect_eq(specimen_expiry_year("120415"), 2012);
  cr_expect_eq(specimen_expiry_year("961210"), 1996);
  cr_expect_eq(specimen_expiry_year("800101"), 1980);
  cr_expect_eq(specimen_expiry_year("79<<<<"), 2079);
  cr_expect_eq(specimen_expiry_year("<<0415"), -1);
  cr_expect_eq(specimen_expiry_year("15 APR 2012"), -1);
  cr_expect_eq(specimen_expiry_year("1<0415"), -1);
  cr_expect_eq(specimen_expiry_year(NULL), -1);
  cr_expect_eq(specimen_birth_year("740812", "120415"), 1974);
  cr_expect_eq(specimen_birth_year("400907", "961210"), 1940);
  cr_expect_eq(specimen_birth_year("000229", "300228"), 2000);
  cr_expect_eq(specimen_birth_year("120414", "120415"), 2012);
  cr_expect_eq(specimen_birth_year("120416", "120415"), 1912);
  cr_expect_eq(specimen_birth_year("12<<<<", "120415"), 2012);
  cr_expect_eq(specimen_birth_year("980101", "961210"), 1898);
  cr_expect_eq(specimen_birth_year("300101", "<<<<<<"), 1930);
  cr_expect_eq(specimen_birth_year("290101", NULL), 2029);
  cr_expect_eq(specimen_birth_year("<<0101", "120415"), -1);
}
