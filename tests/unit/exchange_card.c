/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/card.h"

#include "base/mem.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static uint8_t secret[SECRET_BYTES];
static struct card card, back;
static struct str bytes;

static void setup(void) {
  struct card_trainer one = {.name = "Amina"};
  uint8_t ignored[SECRET_BYTES];
  cr_assert(seal_init());
  seal_keypair(card.signer, secret);
  seal_exchange_keypair(card.recipient, ignored);
  seal_exchange_keypair(card.escrow, ignored);
  strcpy(card.name, "Border Guard");
  card.serial = 7;
  seal_keypair(one.signer, ignored);
  seal_exchange_keypair(one.recipient, ignored);
  card.trainers.list = mem_alloc(sizeof one);
  card.trainers.list[0] = one;
  card.trainers.n = card.trainers.cap = 1;
}

static void teardown(void) {
  card_done(&card);
  card_done(&back);
  str_done(&bytes);
}

TestSuite(exchange_card, .init = setup, .fini = teardown);

static enum rc read_again(enum card_kind kind) {
  card_done(&back);
  return card_read(str_text(&bytes), bytes.len, kind, &back, NULL);
}

static void expect_key(const uint8_t got[KEY_BYTES], const uint8_t want[KEY_BYTES]) {
  cr_expect_eq(memcmp(got, want, KEY_BYTES), 0);
}

static void add_agency(void) {
  struct card_agency one = {.name = "Port Police"};
  uint8_t ignored[SECRET_BYTES];
  seal_keypair(one.signer, ignored);
  card.agencies.list = mem_alloc(sizeof one);
  card.agencies.list[0] = one;
  card.agencies.n = card.agencies.cap = 1;
}

Test(exchange_card, agencies_are_read_again_and_older_cards_have_none) {
  card_write(&card, CARD, secret, &bytes);
  cr_expect_null(strstr(bytes.at, "agencies"));
  cr_assert_eq(read_again(CARD), RC_OK);
  cr_expect_eq(back.agencies.n, 0);
  add_agency();
  str_clear(&bytes);
  card_write(&card, CARD, secret, &bytes);
  cr_assert_eq(read_again(CARD), RC_OK);
  cr_assert_eq(back.agencies.n, 1);
  cr_expect_str_eq(back.agencies.list[0].name, "Port Police");
  expect_key(back.agencies.list[0].signer, card.agencies.list[0].signer);
}

Test(exchange_card, agency_asks_as_nothing_else) {
  card_write(&card, CARD_AGENCY_REQUEST, secret, &bytes);
  cr_expect_eq(read_again(CARD_REQUEST), RC_DATA);
  cr_expect_eq(read_again(CARD_AGENCY_REQUEST), RC_OK);
}

Test(exchange_card, faulty_agencies_are_refused) {
  static const char *const lists[] = {"{}", "[{}]", "[{\"name\": \"\", \"signer\": \"RW\"}]",
                                      "[{\"name\": \"Port Police\", \"signer\": \"RW\"}]"};
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
    json_t *body = card_json(&card, CARD);
    json_object_set_new(body, "agencies", json_loads(lists[i], 0, NULL));
    str_clear(&bytes);
    card_sign(body, &card, secret, &bytes);
    cr_expect_eq(read_again(CARD), RC_DATA, "%s", lists[i]);
  }
}

Test(exchange_card, is_read_as_it_was_written) {
  uint8_t laptop[KEY_BYTES], ignored[SECRET_BYTES];
  seal_keypair(laptop, ignored);
  card_revoke(&card, laptop);
  card_write(&card, CARD, secret, &bytes);
  cr_assert_eq(read_again(CARD), RC_OK);
  cr_expect_str_eq(back.name, "Border Guard");
  cr_expect_eq(back.serial, 7);
  expect_key(back.signer, card.signer);
  expect_key(back.recipient, card.recipient);
  expect_key(back.escrow, card.escrow);
  cr_assert_eq(back.trainers.n, 1);
  cr_expect_str_eq(back.trainers.list[0].name, "Amina");
  expect_key(back.trainers.list[0].signer, card.trainers.list[0].signer);
  expect_key(back.trainers.list[0].recipient, card.trainers.list[0].recipient);
  cr_expect(card_revokes(&back, laptop));
  cr_expect_not(card_revokes(&back, card.signer));
}

/* All but the comment that says of itself that nobody need trust it. */
Test(exchange_card, every_flipped_bit_is_refused) {
  card_write(&card, CARD, secret, &bytes);
  for (size_t i = (size_t)(strchr(bytes.at, '\n') - bytes.at); i < bytes.len; i++) {
    char bit = (char)(1 << i % 8);
    bytes.at[i] ^= bit;
    cr_expect_neq(read_again(CARD), RC_OK, "byte %zu", i);
    bytes.at[i] ^= bit;
  }
  cr_expect_eq(read_again(CARD), RC_OK);
}

Test(exchange_card, every_cut_is_refused) {
  card_write(&card, CARD, secret, &bytes);
  while (bytes.len > 0) {
    bytes.len--;
    cr_expect_neq(read_again(CARD), RC_OK);
  }
}

Test(exchange_card, signature_of_another_key_is_refused) {
  uint8_t other[SECRET_BYTES], ignored[KEY_BYTES];
  seal_keypair(ignored, other);
  card_write(&card, CARD, other, &bytes);
  cr_expect_eq(read_again(CARD), RC_DATA);
}

Test(exchange_card, request_is_no_card) {
  card_write(&card, CARD_REQUEST, secret, &bytes);
  cr_expect_eq(read_again(CARD), RC_DATA);
  cr_expect_eq(read_again(CARD_REQUEST), RC_OK);
}

Test(exchange_card, later_version_is_told_from_damage) {
  json_t *body = card_json(&card, CARD);
  json_object_set_new(body, "version", json_integer(2));
  card_sign(body, &card, secret, &bytes);
  cr_expect_eq(read_again(CARD), RC_NEWER);
}

static enum rc with(const char *key, json_t *value) {
  json_t *body = card_json(&card, CARD);
  str_clear(&bytes);
  if (value)
    json_object_set_new(body, key, value);
  else
    json_object_del(body, key);
  card_sign(body, &card, secret, &bytes);
  return read_again(CARD);
}

/* Signed, and yet not to be shown or used. */
Test(exchange_card, what_cannot_be_used_is_refused_though_it_is_signed) {
  static const char *const keys[] = {"mafunzo",   "version",  "name",    "serial",    "signer",
                                     "recipient", "trainers", "revoked", "succession"};
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    cr_expect_neq(with(keys[i], NULL), RC_OK, "%s", keys[i]);
    cr_expect_neq(with(keys[i], json_true()), RC_OK, "%s", keys[i]);
  }
  cr_expect_eq(with("name", json_string("a\x1b]52;c")), RC_DATA);
  cr_expect_eq(with("name", json_string("")), RC_DATA);
  cr_expect_eq(with("serial", json_integer(-1)), RC_DATA);
  cr_expect_eq(with("serial", json_integer(4294967296)), RC_DATA);
  cr_expect_eq(with("escrow", json_string("age1")), RC_DATA);
  cr_expect_eq(with("revoked", json_pack("[s]", "RW")), RC_DATA);
  cr_expect_eq(with("trainers", json_pack("[{s:s}]", "name", "x")), RC_DATA);
  cr_expect_eq(with("escrow", NULL), RC_OK);
}

/* Three keys, each signed by the one before. */
Test(exchange_card, succession_leads_from_any_earlier_key) {
  uint8_t keys[3][KEY_BYTES], secrets[3][SECRET_BYTES];
  memcpy(keys[0], card.signer, KEY_BYTES);
  memcpy(secrets[0], secret, SECRET_BYTES);
  for (unsigned i = 1; i < 3; i++) {
    seal_keypair(keys[i], secrets[i]);
    card_succeed(&card, secrets[i - 1], keys[i]);
  }
  card_write(&card, CARD, secrets[2], &bytes);
  cr_assert_eq(read_again(CARD), RC_OK);
  for (unsigned i = 0; i < 3; i++)
    cr_expect(card_follows(&back, keys[i]), "%u", i);
  seal_keypair(keys[0], secrets[0]);
  cr_expect_not(card_follows(&back, keys[0]));
}

Test(exchange_card, succession_by_a_stranger_leads_nowhere) {
  uint8_t victim[KEY_BYTES], mine[KEY_BYTES], mine_secret[SECRET_BYTES];
  memcpy(victim, card.signer, KEY_BYTES);
  seal_keypair(mine, mine_secret);
  card_succeed(&card, mine_secret, mine); /* signed by the wrong key */
  card_write(&card, CARD, mine_secret, &bytes);
  cr_assert_eq(read_again(CARD), RC_OK);
  cr_expect_not(card_follows(&back, victim));
  cr_expect(card_follows(&back, mine));
}

Test(exchange_card, fingerprint_is_thirty_digits_of_the_key) {
  uint8_t key[KEY_BYTES] = {0};
  char one[FINGERPRINT_TEXT], two[FINGERPRINT_TEXT], said[64];
  card_fingerprint(key, one);
  cr_expect_eq(strlen(one), 35);
  cr_expect_eq(strspn(one, "0123456789 "), 35);
  cr_expect(card_fingerprint_is(key, one));
  snprintf(said, sizeof said, "%.5s-%.29s", one, one + 6);
  cr_expect(card_fingerprint_is(key, said));
  cr_expect_not(card_fingerprint_is(key, ""));
  cr_expect_not(card_fingerprint_is(key, "00000"));
  said[34] = '\0';
  cr_expect_not(card_fingerprint_is(key, said));
  snprintf(said, sizeof said, "%s0", one);
  cr_expect_not(card_fingerprint_is(key, said));
  key[31] = 1;
  card_fingerprint(key, two);
  for (unsigned group = 0; group < 6; group++)
    cr_expect_neq(memcmp(one + 6 * group, two + 6 * group, 5), 0);
}

/* -- As a child says it ------------------------------------------------------------------------ */

static struct str flat;

static void full_card(void) {
  uint8_t old[SECRET_BYTES], key[KEY_BYTES], ignored[SECRET_BYTES];
  add_agency();
  seal_keypair(key, ignored);
  card_revoke(&card, key);
  memcpy(old, secret, SECRET_BYTES);
  seal_keypair(key, secret);
  card_succeed(&card, old, key);
  card_write(&card, CARD, secret, &bytes);
  str_clear(&flat);
  card_flatten(&card, &flat);
}

static bool believed(void) {
  struct unpack in = {.at = (const uint8_t *)flat.at};
  in.end = in.at + flat.len;
  card_done(&back);
  return card_unflatten(&in, &back) && card_is(str_text(&bytes), bytes.len, CARD, &back);
}

Test(exchange_card, what_a_child_says_is_the_card_that_was_signed) {
  full_card();
  cr_assert(believed());
  cr_expect(card_follows(&back, card.succession.list[0].from));
  cr_expect_str_eq(back.agencies.list[0].name, "Port Police");
  cr_expect_not(card_is(str_text(&bytes), bytes.len, CARD_REQUEST, &back));
  strchr(bytes.at, '\n')[20] ^= 1; /* of the signature */
  cr_expect_not(believed());
  str_done(&flat);
}

Test(exchange_card, what_a_child_changes_or_cuts_is_not_believed) {
  full_card();
  for (size_t i = 0; i < flat.len; i++) {
    flat.at[i] ^= 1;
    cr_expect_not(believed(), "%zu", i);
    flat.at[i] ^= 1;
  }
  size_t whole = flat.len;
  for (flat.len = 0; flat.len < whole; flat.len++)
    cr_expect_not(believed(), "%zu", flat.len);
  str_putc(&flat, 'x');
  cr_expect_not(believed());
  str_done(&flat);
}
