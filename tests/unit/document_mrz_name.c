/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include <stdio.h>
#include <string.h>

#include "document/mrz.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void assert_name(const char *surname, const char *given, size_t width,
                        const char *expected) {
  char name[MRZ_WIDTH + 1], padded[MRZ_WIDTH + 1];
  cr_assert_eq(mrz_name(surname, given, width, name, NULL), MRZ_OK, "%s, %s", surname, given);
  memset(padded, '<', width);
  padded[width] = '\0';
  memcpy(padded, expected, strlen(expected));
  cr_expect_str_eq(name, padded, "%s\n%s", name, padded);
}

/* -- Names -------------------------------------------------------------------------------- */

Test(document_mrz_name, names_of_doc_9303) {
  assert_name("Smith-Jones", "Susie Margaret", 39, "SMITH<JONES<<SUSIE<MARGARET");
  assert_name("O'Connor", "Enya Siobhan", 39, "OCONNOR<<ENYA<SIOBHAN");
  assert_name("D'ARTAGNAN", "", 39, "DARTAGNAN");
  assert_name("ERIKSSON", "MARIE-ELISE", 39, "ERIKSSON<<MARIE<ELISE");
  assert_name("van der Muellen", "Martin", 39, "VAN<DER<MUELLEN<<MARTIN");
  assert_name("Vilarchao Fernandez", "Jose Ramon", 39, "VILARCHAO<FERNANDEZ<<JOSE<RAMON");
  assert_name("Arkfreith", NULL, 39, "ARKFREITH");
  assert_name(NULL, "Arkfreith", 39, "ARKFREITH");
  assert_name("", "Arkfreith", 30, "ARKFREITH");
  assert_name("Satriya Sudarpa", NULL, 39, "SATRIYA<SUDARPA");
}

Test(document_mrz_name, punctuation) {
  assert_name("ERIKSSON, ANNA MARIA", NULL, 39, "ERIKSSON<<ANNA<MARIA");
  assert_name("ERIKSSON,", "ANNA, MARIA", 39, "ERIKSSON<<ANNA<MARIA");
  assert_name("ERIKSSON, VON", "ANNA", 39, "ERIKSSON<VON<<ANNA");
  assert_name("St. John", "J.R. (Bob)", 39, "ST<JOHN<<JR<BOB");
  assert_name("  a -  b  ", " - c - ", 39, "A<B<<C");
  assert_name("D\u2019Artagnan", "Jean\u2010Luc\u00A0Marie", 39, "DARTAGNAN<<JEAN<LUC<MARIE");
  assert_name("VAN<DER<LINDEN", "PIETER", 39, "VAN<DER<LINDEN<<PIETER");
}

Test(document_mrz_name, latin_letters) {
  static const struct {
    const char *letters, *forms;
  } rows[] = {
      {"ÀÁÂÃÄÅÆÇ", "AAAAAEAAAEC"},
      {"ÈÉÊËÌÍÎÏ", "EEEEIIII"},
      {"ÐÑÒÓÔÕÖØ", "DNOOOOOEOE"},
      {"ÙÚÛÜÝÞẞß", "UUUUEYTHSSSS"},
      {"ĀĂĄĆĈĊČĎĐ", "AAACCCCDD"},
      {"ĒĔĖĘĚĜĞĠĢ", "EEEEEGGGG"},
      {"ĤĦĨĪĬĮİıĲĴĶ", "HHIIIIIIIJJK"},
      {"ĹĻĽĿŁŃŅŇŊ", "LLLLLNNNN"},
      {"ŌŎŐŒŔŖŘ", "OOOOERRR"},
      {"ŚŜŞŠŢŤŦȘȚ", "SSSSTTTST"},
      {"ŨŪŬŮŰŲŴŶŸŹŻŽ", "UUUUUUWYYZZZ"},
      {"àáâãäåæçèéêë", "AAAAAEAAAECEEEE"},
      {"ðñòóôõöøùúûüýþÿ", "DNOOOOOEOEUUUUEYTHY"},
      {"āćđęğħįĳķłńŋőœřšţųŵŷźżž", "ACDEGHIIJKLNNOOERSTUWYZZZ"},
  };
  for (size_t i = 0; i < COUNT(rows); i++)
    assert_name(rows[i].letters, NULL, 44, rows[i].forms);
  assert_name("Mu\u0308ller", "Rene\u0301", 39, "MULLER<<RENE"); /* combining marks vanish */
}

Test(document_mrz_name, cyrillic_letters) {
  static const struct {
    const char *letters, *forms;
  } rows[] = {
      {"АБВГДЕЖЗИЙКЛМНОП", "ABVGDEZHZIIKLMNOP"},
      {"РСТУФХЦЧШЩ", "RSTUFKHTSCHSHSHCH"},
      {"ЪЫЬЭЮЯ", "IEYEIUIA"},
      {"ЁЂЃЄЅІЇЈЉЊЋЌЎЏ", "EDGIEDZIIJLJNJCKUDZ"},
      {"ѪѴҐҒ", "UYGG"},
      {"абвгдежзийклмноп", "ABVGDEZHZIIKLMNOP"},
      {"рстуфхцчшщъыьэюя", "RSTUFKHTSCHSHSHCHIEYEIUIA"},
      {"ёђѓєѕіїјљњћќўџѫѵґғ", "EDGIEDZIIJLJNJCKUDZUYGG"},
  };
  for (size_t i = 0; i < COUNT(rows); i++)
    assert_name(rows[i].letters, NULL, 44, rows[i].forms);
  assert_name("Щербакова", "Юлия Игоревна", 39, "SHCHERBAKOVA<<IULIIA<IGOREVNA");
}

Test(document_mrz_name, arabic_letters) {
  static const struct {
    const char *letters, *forms;
  } rows[] = {
      {"ءآأؤإئاب", "XEXAAXAEUIXIAB"},
      {"تثجحخدذرز", "TXTHJXHXKHDXDHRZ"},
      {"سشصضطظعغ", "SXSHXSSXDZXTTXZZEG"},
      {"فقكلمنهوىي", "FQKLMNHWXAYY"},
      {"ٱٹټپځڅچڈډ", "XXAXXTXRTPXKEXXHXCXXDXDR"},
      {"ڑړږژښکګڭگ", "XXRXRRXRXXJXXSXKKXXKXNGXGG"},
      {"ںڼھۀہۂۃ", "XNNXXNXDOXYHXXGXGEXTG"},
      {"یۍېےۓ", "XYAXXYYXYBXBE"},
      {"عـلي", "ELY"},       /* tatweel */
      {"عَبْدٌ", "EBD"},        /* vowels */
      {"عبّاس", "EBBAS"},     /* shadda */
      {"عبَّاس", "EBBAS"},     /* behind the vowel, as Unicode orders them */
      {"فضّة", "FXDZXDZXAH"}, /* three letters twice; teh marbuta at the end */
      {"\u0651ب", "B"},      /* nothing to double */
  };
  for (size_t i = 0; i < COUNT(rows); i++)
    assert_name(rows[i].letters, NULL, 44, rows[i].forms);
  assert_name("فاطمة الزهراء", "نورة، عمرة", 44, "FAXTTMXAH<ALZHRAXE<<NWRXAH<EMRXAH");
  assert_name("مرةب", "سلمةَ-ب", 39, "MRXTAB<<SLMXAH<B");
}

Test(document_mrz_name, names_without_a_latin_form) {
  static const struct {
    const char *surname, *given;
    size_t at; /* in the surname, or past its end in the given names */
  } bad[] = {
      {"Louis 2", "X", 6},       {"Ωmega", "X", 0},     {"Ѐ", "X", 0},
      {"\u063B", "X", 0},        {"Ba\xC3", "X", 2},    {"Ba\xC0\xAFx", "X", 2},
      {"A\tB", "X", 1},          {"A\xE2\x80", "X", 1}, {"A\xF8\x80\x80\x80\x80", "X", 1},
      {"A\xE0\x82\x80", "X", 1}, {"A×B", "X", 1},
  };
  for (size_t i = 0; i < COUNT(bad); i++) {
    char name[MRZ_WIDTH + 1];
    struct mrz_fault fault = {0};
    cr_expect_eq(mrz_name(bad[i].surname, bad[i].given, 39, name, &fault), MRZ_E_LETTER, "%zu", i);
    cr_expect_eq(fault.at, bad[i].surname + bad[i].at, "%zu", i);
    cr_expect_eq(fault.field, MRZ_NAME);
  }
  char name[MRZ_WIDTH + 1];
  struct mrz_fault fault;
  const char *given = "John 3rd";
  cr_expect_eq(mrz_name("Doe", given, 39, name, &fault), MRZ_E_LETTER);
  cr_expect_eq(fault.at, given + 5);
  cr_expect_eq(mrz_name("", NULL, 39, name, &fault), MRZ_E_MISSING);
  cr_expect_eq(mrz_name("-", "'", 39, name, &fault), MRZ_E_MISSING);
}

Test(document_mrz_name, truncation_of_doc_9303) {
  static const char nila[] = "Nilavadhanananda";
  static const char bennelong[] = "Bennelong Wooloomooloo Warrandyte Warnambool";
  assert_name(nila, "Chayapa Dejthamrong Krasuang", 39, "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K");
  assert_name(nila, "Arnpol Petch Charonguang", 39, "NILAVADHANANANDA<<ARNPOL<PETCH<CHARONGU");
  assert_name(bennelong, "Dingo Potoroo", 39, "BENNELONG<WOOLOOMOOLOO<WARRANDYTE<W<<DI");
  assert_name(nila, "Chayapa Dejthamrong Krasuang", 30, "NILAVADHANANANDA<<CHAYAPA<DE<K");
  assert_name(bennelong, "Dingo Potoroo", 30, "BENNELONG<WOOLOOMOOLOO<W<W<<DI");
  assert_name("Papandropoulous", "Jonathon Warren Trevor", 39,
              "PAPANDROPOULOUS<<JONATHON<WARREN<TREVOR");
  assert_name("Papandropoulous", "Jonathon Alec", 30, "PAPANDROPOULOUS<<JONATHON<ALEC");
}

Test(document_mrz_name, truncation_keeps_a_letter_of_the_given_name) {
  assert_name("ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ", "Anna", 30,
              "ABCDEFGHIJKLMNOPQRSTUVWXYZ<<AN");
  assert_name("ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ", "A", 30,
              "ABCDEFGHIJKLMNOPQRSTUVWXYZA<<A");
  assert_name("ABCDEFGHIJKLMNOPQRSTUVWXYZA", "Anna", 30, "ABCDEFGHIJKLMNOPQRSTUVWXYZA<<A");
  assert_name("ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ", NULL, 30,
              "ABCDEFGHIJKLMNOPQRSTUVWXYZABCD");
}

/* Rule 3 of the header, over many shapes of name: the field is full and ends in a letter. */
Test(document_mrz_name, truncated_names_end_in_a_letter) {
  char surname[64], given[64], name[MRZ_WIDTH + 1];
  for (size_t width = 30; width <= 39; width++)
    for (size_t a = 2; a < 60; a++)
      for (size_t step = 2; step < 12; step++) {
        memset(surname, 'A', a);
        surname[a] = '\0';
        memset(given, 'B', 60);
        given[60] = '\0';
        for (size_t i = step - 1; i < 60; i += step)
          given[i] = ' ';
        cr_assert_eq(mrz_name(surname, given, width, name, NULL), MRZ_OK);
        cr_assert_neq(name[width - 1], '<', "%s", name);
        const char *gap = strstr(name, "<<");
        cr_assert(gap && gap[2] == 'B', "%s", name);
      }
}

Test(document_mrz_name, absurdly_long_names) {
  static char surname[20001], given[20001];
  char name[MRZ_WIDTH + 1];
  memset(surname, 'A', 20000);
  for (size_t i = 0; i < 20000; i++)
    given[i] = i % 2 ? ' ' : 'B';
  cr_expect_eq(mrz_name(surname, given, 39, name, NULL), MRZ_OK);
  cr_expect_eq(strlen(name), 39);
  cr_expect_eq(name[38], 'B');
  cr_expect_eq(mrz_name(given, given, 44, name, NULL), MRZ_OK); /* initials alone */
  cr_expect_eq(mrz_name(given, given, 39, name, NULL), MRZ_OK); /* where no rule can end well */
  cr_expect_eq(strlen(name), 39);
}
