/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks are read in a cage, as rosters are: what breaks their reader breaks nothing else, and what
 * a child says that is in a stranger's hands is checked. */
#include "app/intake_inner.h"

#include "app/card_read.h"
#include "app/pack_read.h"
#include "base/text.h"
#include "base/vec.h"
#include "fault.h"

#include <criterion/criterion.h>
#include <string.h>

static const char text[] = "person,a/b\nK7M-4Q2,1\n,2\n";
static struct filled form;
static struct diags diags;
static struct str flat;

static void teardown(void) {
  filled_done(&form);
  diags_done(&diags);
  str_done(&flat);
}

TestSuite(app_caged, .fini = teardown);

static enum rc reading(const char *bytes) {
  filled_done(&form);
  diags_done(&diags);
  return filled_read_caged("m.csv", bytes, strlen(bytes), &form, &diags);
}

Test(app_caged, is_read_as_without_a_cage) {
  cr_assert_eq(reading(text), RC_OK);
  cr_assert_eq(form.n_columns, 2);
  cr_assert_eq(form.n_rows, 2);
  cr_expect_str_eq(filled_cell(&form, 0, 0)->text, "K7M-4Q2");
  cr_expect_eq(filled_cell(&form, 1, 1)->line, 3);
  cr_expect_eq(filled_cell(&form, 1, 1)->column, 2);
  cr_expect_eq(form.separator, ',');
  cr_expect_eq(form.diags, &diags);
}

Test(app_caged, what_is_wrong_is_told_and_the_rest_comes_over) {
  cr_assert_eq(reading("person,a/b\nK7M-4Q2,1,2\n"), RC_DATA);
  cr_assert_eq(diags.n, 1);
  cr_expect_str_eq(diags.list[0].code, "marks.cells");
  cr_expect_str_eq(diags.list[0].at.file, "m.csv");
  cr_expect_eq(form.n_columns, 2);
}

Test(app_caged, what_breaks_the_reader_is_refused) {
  fault_arm(FAULT_DEATH, 1);
  cr_expect_eq(reading(text), RC_DATA);
  fault_disarm();
  cr_assert_eq(diags.n, 1);
  cr_expect_str_eq(diags.list[0].code, "marks.child");
  cr_expect_eq(form.n_columns, 0);
  cr_expect_eq(reading(text), RC_OK);
}

/* -- Packs ------------------------------------------------------------------------------------ */

static struct coursepack pack;
static struct str packed;

static enum rc read_pack(void) {
  coursepack_done(&pack);
  diags_done(&diags);
  return pack_read_caged("x.pack", &packed, &pack, &diags);
}

static void make_pack(void) {
  uint8_t secret[SECRET_BYTES];
  struct coursepack made = {.name = "Office", .course = "demo", .version = "1"};
  struct coursepack_file file = {.name = "course/course.yaml", .at = "id: demo\n", .len = 9};
  cr_assert(seal_init());
  seal_keypair(made.signer, secret);
  VEC_PUSH(&made.files, file);
  str_clear(&packed);
  coursepack_write(&made, secret, &packed);
  coursepack_done(&made);
}

Test(app_caged, pack_is_read_as_without_a_cage) {
  make_pack();
  cr_assert_eq(read_pack(), RC_OK);
  cr_expect_str_eq(pack.course, "demo");
  cr_assert_eq(pack.files.n, 1);
  cr_expect_arr_eq(pack.files.list[0].at, "id: demo\n", 9);
  packed.at[600] ^= 1;
  cr_expect_eq(read_pack(), RC_DATA);
  cr_expect_eq(pack.files.n, 0);
  coursepack_done(&pack);
  str_done(&packed);
}

Test(app_caged, what_breaks_the_reader_of_packs_is_refused) {
  make_pack();
  fault_arm(FAULT_DEATH, 1);
  cr_expect_eq(read_pack(), RC_DATA);
  fault_disarm();
  cr_assert_eq(diags.n, 1);
  cr_expect_str_eq(diags.list[0].code, "pack.child");
  cr_expect_eq(pack.files.n, 0);
  cr_expect_eq(read_pack(), RC_OK);
  coursepack_done(&pack);
  str_done(&packed);
}

/* -- Cards ------------------------------------------------------------------------------------ */

static struct card card;
static bool agency;

static void make_card(enum card_kind kind) {
  uint8_t secret[SECRET_BYTES], ignored[SECRET_BYTES];
  struct card made = {.name = "Office", .serial = 3};
  cr_assert(seal_init());
  seal_keypair(made.signer, secret);
  seal_exchange_keypair(made.recipient, ignored);
  str_clear(&packed);
  card_write(&made, kind, secret, &packed);
}

static enum rc read_card(bool request) {
  card_done(&card);
  diags_done(&diags);
  return request ? request_read_caged("x", &packed, &card, &agency, &diags)
                 : card_read_caged("x", &packed, &card, &diags);
}

static void cards_done(void) {
  card_done(&card);
  str_done(&packed);
}

Test(app_caged, cards_and_requests_are_read_as_without_a_cage) {
  static const struct {
    enum card_kind kind;
    bool request, agency;
    enum rc as_card, as_request;
  } rows[] = {{CARD, .as_card = RC_OK, .as_request = RC_DATA},
              {CARD_REQUEST, .as_card = RC_DATA, .as_request = RC_OK},
              {CARD_AGENCY_REQUEST, .agency = true, .as_card = RC_DATA, .as_request = RC_OK},
              {CARD_KEYS, .as_card = RC_DATA, .as_request = RC_DATA}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    make_card(rows[i].kind);
    cr_expect_eq(read_card(false), rows[i].as_card, "%zu", i);
    cr_expect_eq(card.serial, rows[i].as_card == RC_OK ? 3 : 0, "%zu", i);
    cr_expect_eq(read_card(true), rows[i].as_request, "%zu", i);
    cr_expect_eq(agency, rows[i].agency, "%zu", i);
    cr_expect_eq(diags.n, 0, "it is the caller's to say");
  }
  cards_done();
}

Test(app_caged, what_breaks_the_reader_of_cards_is_refused) {
  for (int request = 0; request < 2; request++) {
    make_card(request ? CARD_REQUEST : CARD);
    diags_done(&diags);
    fault_arm(FAULT_DEATH, 1);
    cr_expect_eq(read_card(request), RC_DATA);
    fault_disarm();
    cr_assert_eq(diags.n, 1);
    cr_expect_str_eq(diags.list[0].code, "card.child");
    cr_expect_eq(card.serial, 0);
    cr_expect_eq(read_card(request), RC_OK);
  }
  cards_done();
}

/* -- Tables ----------------------------------------------------------------------------------- */

static bool believed(void) {
  struct filled back;
  struct unpack in = {.at = (const uint8_t *)flat.at};
  in.end = in.at + flat.len;
  bool good = filled_unflatten(&in, "m.csv", &back, &diags);
  filled_done(&back);
  return good;
}

static void put_head(unsigned columns, unsigned cells) {
  str_clear(&flat);
  pack_u8(&flat, ',');
  pack_u32(&flat, columns);
  pack_u32(&flat, cells);
}

static void put_cell(const char *said) {
  for (unsigned i = 0; i < 3; i++)
    pack_u32(&flat, 1);
  pack_text(&flat, said);
}

Test(app_caged, a_child_is_not_believed_what_cannot_be) {
  put_head(1, 1);
  put_cell("person");
  cr_expect(believed());
  str_putc(&flat, 'x');
  cr_expect_not(believed(), "something follows");
  put_head(1, 1);
  put_cell("\033[2J");
  cr_expect_not(believed(), "a terminal would obey it");
  put_head(2, 1);
  put_cell("person");
  cr_expect_not(believed(), "no whole row");
  put_head(0, 1);
  put_cell("person");
  cr_expect_not(believed(), "cells without columns");
  put_head(1, 0);
  cr_expect_not(believed(), "columns without cells");
  put_head(1, 0x7fffffff);
  cr_expect_not(believed(), "more cells than bytes");
  put_head(0, 0);
  cr_expect(believed());
  flat.len--;
  cr_expect_not(believed(), "cut");
}
