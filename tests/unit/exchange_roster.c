/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/roster.h"

#include "model/code.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct roster roster;
static struct diags diags;

static void teardown(void) {
  roster_done(&roster);
  diags_done(&diags);
}

TestSuite(exchange_roster, .fini = teardown);

static enum rc reading(const char *text) {
  teardown();
  diags = (struct diags){0};
  return roster_read("r.csv", text, strlen(text), &roster, &diags);
}

/* Exactly these faults: "code@line:column ". */
static void expect_bad(const char *text, const char *expected) {
  struct str got = {0};
  cr_expect_eq(reading(text), RC_DATA, "%s", text);
  for (size_t i = 0; i < diags.n; i++)
    str_printf(&got, "%s@%u:%u ", diags.list[i].code, diags.list[i].at.line,
               diags.list[i].at.column);
  cr_expect_str_eq(got.at ? got.at : "", expected, "%s", text);
  str_done(&got);
}

#define HEAD "name,agency,unit,position\n"

Test(exchange_roster, people_and_posts_are_read) {
  cr_assert_eq(reading("\xef\xbb\xbf"
                       "Unit;NAME;agency;position;sex;years;language;establishment;code\r\n"
                       "North Gate;=Amina;Border Guard;PLO;Female;0;sw;;222222\r\n"
                       ";;;;;;;;\r\n"
                       "North Gate;;Border Guard;PLO;;;;14;\r\n"),
               RC_OK, "%s", diags.n ? diags.list[0].message : "");
  cr_assert_eq(roster.people.n, 1);
  const struct person *person = &roster.people.list[0].person;
  cr_expect_str_eq(person->name, "=Amina");
  cr_expect_str_eq(person->unit, "North Gate");
  cr_expect_str_eq(person->position, "PLO");
  cr_expect_str_eq(person->sex, "f");
  cr_expect_str_eq(person->language, "sw");
  cr_expect_str_eq(person->code, "222-222");
  cr_expect_eq(person->served, 1);
  cr_assert_eq(roster.posts.n, 1);
  cr_expect_eq(roster.posts.list[0].n, 14);
}

Test(exchange_roster, every_fault_is_told_at_once_with_its_place) {
  expect_bad("name,agency,unit\nA,B,C\n", "roster.header@1:1 ");
  expect_bad("name,agency,unit,position,name,age\n", "roster.header@1:27 roster.header@1:32 ");
  expect_bad(HEAD, "roster.empty@0:0 ");
  expect_bad(HEAD "A,B,C\nD,,C,P\nE,B,C,P,x\n",
             "roster.needed@2:1 roster.needed@3:3 roster.cells@4:9 ");
  expect_bad("code," HEAD "222223,A,B,C,P\n222222,D,B,C,P\n222-222,E,B,C,P\n",
             "roster.code@2:1 roster.code@4:1 ");
  expect_bad(HEAD "A,B,C,P\nA,B,C,Q\n", "roster.twice@3:1 ");
  expect_bad("sex,years,language,establishment," HEAD "q,71,english,3,A,B,C,P\n",
             "roster.sex@2:1 roster.years@2:3 roster.language@2:6 roster.establishment@2:14 ");
  expect_bad("establishment," HEAD "3,,B,C,P\n1000001,,B,C,Q\n-1,,B,C,R\n4,,B,C,P\n",
             "roster.establishment@3:1 roster.establishment@4:1 roster.twice@5:8 ");
}

Test(exchange_roster, namesakes_of_one_unit_are_told_apart_by_their_codes) {
  char one[CODE_TEXT], two[CODE_TEXT], text[200];
  code_make(1, one);
  code_make(2, two);
  snprintf(text, sizeof text, "code," HEAD "%s,A,B,C,P\n%s,A,B,C,P\n", one, two);
  cr_expect_eq(reading(text), RC_OK);
  cr_expect_eq(roster.people.n, 2);
}

Test(exchange_roster, what_is_too_long_is_not_cut) {
  char text[400];
  snprintf(text, sizeof text, HEAD "%0120d,B,C,P\n", 0);
  expect_bad(text, "roster.text@2:1 ");
}

/* -- Flat, as a child gives it back -------------------------------------------------------------
 */

static struct str flat;

static bool unflatten(size_t len) {
  char *exact = malloc(len ? len : 1); /* so that a sanitizer sees one byte too many */
  memcpy(exact, flat.at, len);
  struct unpack in = {.at = (const uint8_t *)exact};
  in.end = in.at + len;
  roster_done(&roster);
  bool good = roster_unflatten(&in, "r.csv", &roster);
  free(exact);
  return good;
}

Test(exchange_roster, flat_and_back_it_is_the_same) {
  struct str again = {0};
  cr_assert_eq(reading("name,agency,unit,position,sex,years,language,establishment\n"
                       "Amina,BG,North,PLO,f,7,sw,\n,BG,North,PLO,,,,14\n"),
               RC_OK);
  roster_flatten(&roster, &flat);
  cr_assert(unflatten(flat.len));
  cr_assert_eq(roster.people.n, 1);
  cr_expect_str_eq(roster.people.list[0].person.name, "Amina");
  cr_expect_str_eq(roster.people.list[0].position_at.file, "r.csv");
  cr_expect_eq(roster.posts.list[0].n, 14);
  roster_flatten(&roster, &again);
  cr_assert_eq(again.len, flat.len);
  cr_expect_arr_eq(again.at, flat.at, flat.len);
  for (size_t len = 0; len < flat.len; len++)
    cr_expect_not(unflatten(len), "%zu", len);
  str_putc(&flat, 'x');
  cr_expect_not(unflatten(flat.len));
  str_done(&again);
  str_done(&flat);
}

Test(exchange_roster, flat_texts_are_looked_at_again) {
  static const struct {
    const char *name, *code;
    uint8_t served;
    bool good;
  } cases[] = {{"Amina", "", 0, true},
               {"A\x1b[2Jmina", "", 0, false},
               {"A\xff", "", 0, false},
               {"Amina", "", 72, false},
               {"Amina", "K7M-4Q3", 0, false}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct roster_person row = {.person.served = cases[i].served};
    struct roster made = {.people = {.list = &row, .n = 1, .cap = 1}};
    strcpy(row.person.name, cases[i].name);
    strcpy(row.person.code, cases[i].code);
    str_clear(&flat);
    roster_flatten(&made, &flat);
    cr_expect_eq(unflatten(flat.len), cases[i].good, "%zu", i);
  }
  str_clear(&flat);
  pack_u32(&flat, 1);
  for (size_t i = 0; i < PERSON_TEXT; i++)
    str_putc(&flat, 'x'); /* "xx": a text of 30840 bytes */
  cr_expect_not(unflatten(flat.len));
  str_done(&flat);
}
