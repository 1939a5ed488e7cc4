/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/stick.h"

#include "base/vec.h"
#include "exchange/card.h"
#include "exchange/minisign.h"

#include <criterion/criterion.h>
#include <string.h>

static uint8_t secret[SECRET_BYTES];
static struct stick stick, back;
static struct str bytes, inside;

static void setup(void) {
  struct stick_person one = {.code = "222-222", .id = {7}};
  struct stick_file pack = {.name = "passport.pack", .hash = {8}};
  struct stick_sitting sitting = {.path = "passport/zone/exam", .file = {.name = "exam-1.sealed"}};
  uint8_t closing[HASH_BYTES];
  struct str box = {0};
  cr_assert(seal_init());
  seal_keypair(stick.signer, secret);
  stick.id[0] = 9;
  strcpy(stick.name, "2026-A");
  stick.serial = 3;
  stick.settings = SETTINGS_PLAIN;
  stick.settings.time_percent = 150;
  strcpy(stick.settings.language, "fr");
  str_puts(&stick.roster, "code,name\n222-222,Amina\n");
  stick_closing(stick.id, sitting.path, closing);
  cr_assert(codebox_seal(BOX_CLOSING, "2222-2222-2222", closing, sizeof closing, &box));
  cr_assert_eq(box.len, STICK_CLOSING);
  memcpy(sitting.closing, box.at, STICK_CLOSING);
  VEC_PUSH(&stick.people, one);
  VEC_PUSH(&stick.packs, pack);
  VEC_PUSH(&stick.sittings, sitting);
  str_done(&box);
}

static void teardown(void) {
  stick_done(&stick);
  stick_done(&back);
  str_done(&bytes);
  str_done(&inside);
}

TestSuite(exchange_stick, .init = setup, .fini = teardown);

static enum rc read_again(void) {
  stick_done(&back);
  return stick_read(str_text(&bytes), bytes.len, &back);
}

Test(exchange_stick, is_read_as_it_was_written) {
  stick_write(&stick, secret, &bytes);
  cr_assert_eq(read_again(), RC_OK);
  cr_expect_str_eq(back.name, "2026-A");
  cr_expect_eq(back.serial, 3);
  cr_expect_eq(memcmp(back.id, stick.id, ID_BYTES), 0);
  cr_expect_eq(memcmp(back.signer, stick.signer, KEY_BYTES), 0);
  cr_expect_eq(memcmp(&back.settings, &stick.settings, sizeof back.settings), 0);
  cr_expect_str_eq(str_text(&back.roster), str_text(&stick.roster));
  cr_assert(back.people.n == 1 && back.packs.n == 1 && back.sittings.n == 1);
  cr_expect_eq(memcmp(back.people.list, stick.people.list, sizeof *back.people.list), 0);
  cr_expect_str_eq(back.packs.list[0].name, "passport.pack");
  cr_expect_eq(back.packs.list[0].hash[0], 8);
  cr_expect_str_eq(back.sittings.list[0].path, "passport/zone/exam");
  cr_expect_eq(memcmp(back.sittings.list[0].closing, stick.sittings.list[0].closing, STICK_CLOSING),
               0);
}

Test(exchange_stick, every_flipped_bit_is_refused) {
  stick_write(&stick, secret, &bytes);
  for (size_t i = (size_t)(strchr(bytes.at, '\n') - bytes.at); i < bytes.len; i++) {
    char bit = (char)(1 << i % 8);
    bytes.at[i] ^= bit;
    cr_expect_neq(read_again(), RC_OK, "byte %zu", i);
    bytes.at[i] ^= bit;
  }
  cr_expect_eq(read_again(), RC_OK);
}

Test(exchange_stick, every_cut_is_refused) {
  stick_write(&stick, secret, &bytes);
  for (size_t len = 0, whole = bytes.len; len < whole; len++) {
    bytes.len = len;
    cr_expect_neq(read_again(), RC_OK, "%zu bytes", len);
  }
}

Test(exchange_stick, another_signer_is_not_taken_for_this_one) {
  uint8_t other[KEY_BYTES], others[SECRET_BYTES];
  seal_keypair(other, others);
  stick_write(&stick, others, &bytes);
  cr_expect_eq(read_again(), RC_DATA);
}

/* Whoever may sign may still be mistaken, or be made to. */
static enum rc sign_instead(const char *from, const char *to) {
  struct str text = {0}, fresh = {0};
  str_clear(&bytes);
  stick_write(&stick, secret, &bytes);
  size_t at = card_body_at(bytes.at, bytes.len);
  const char *body = bytes.at + at, *found = strstr(body, from);
  cr_assert(found, "%s", from);
  str_add(&text, body, (size_t)(found - body));
  str_puts(&text, to);
  str_puts(&text, found + strlen(from));
  minisign_sign(text.at, text.len, secret, "mafunzo class", &fresh);
  str_add(&fresh, text.at, text.len);
  enum rc rc = stick_read(fresh.at, fresh.len, &back);
  stick_done(&back);
  str_done(&text);
  str_done(&fresh);
  return rc;
}

Test(exchange_stick, what_may_not_be_said_is_refused_though_it_is_signed) {
  static const char *const changes[][2] = {
      {"\"2026-A\"", "\"../A\""},
      {"\"2026-A\"", "\".A\""},
      {"\"passport.pack\"", "\"a/b.pack\""},
      {"\"exam-1.sealed\"", "\"..\""},
      {"\"passport/zone/exam\"", "\"passport/../exam\""},
      {"\"222-222\"", "\"222-223\""},
      {"\"serial\": 3", "\"serial\": 0"},
      {"\"serial\": 3", "\"serial\": \"3\""},
      {"\"time\": \"150\"", "\"time\": \"50\""},
      {"\"time\": \"150\"", "\"tome\": \"150\""},
      {"\"class\"", "\"card\""},
      {"\"people\": [", "\"others\": ["},
      {"\"sittings\": [", "\"sittings\": [ 1,"},
  };
  cr_expect_eq(sign_instead("\"serial\": 3", "\"serial\": 4"), RC_OK);
  cr_expect_eq(sign_instead("\"version\": 1", "\"version\": 2"), RC_NEWER);
  for (size_t i = 0; i < COUNT(changes); i++)
    cr_expect_eq(sign_instead(changes[i][0], changes[i][1]), RC_DATA, "%s", changes[i][1]);
}

/* -- The box ---------------------------------------------------------------------------------- */

Test(exchange_stick, a_box_opens_by_its_code_and_purpose_alone) {
  cr_assert(codebox_seal(BOX_CLASS, "2222-2222-2222", "names", 5, &bytes));
  cr_expect_eq(bytes.len, CODEBOX_OVER + 5);
  cr_expect_eq(codebox_open(BOX_CLASS, "2222-2222-2222", bytes.at, bytes.len, &inside), RC_OK);
  cr_expect_str_eq(str_text(&inside), "names");
  str_clear(&inside);
  cr_expect_eq(codebox_open(BOX_EXAM, "2222-2222-2222", bytes.at, bytes.len, &inside), RC_USAGE);
  cr_expect_eq(codebox_open(BOX_CLASS, "2222-2222-2223", bytes.at, bytes.len, &inside), RC_USAGE);
  cr_expect_eq(inside.len, 0);
}

Test(exchange_stick, a_damaged_box_is_told_before_a_code_is_typed) {
  cr_assert(codebox_seal(BOX_CLASS, "2222-2222-2222", "names", 5, &bytes));
  for (size_t i = 0; i < bytes.len; i++) {
    bytes.at[i] ^= 1;
    cr_expect_neq(codebox_check(bytes.at, bytes.len), RC_OK, "byte %zu", i);
    bytes.at[i] ^= 1;
  }
  for (size_t len = 0; len < bytes.len; len++)
    cr_expect_neq(codebox_check(bytes.at, len), RC_OK, "%zu bytes", len);
  bytes.at[strlen("mafunzo box ")] = '2';
  cr_expect_eq(codebox_check(bytes.at, bytes.len), RC_NEWER);
}

/* The same inside twice: nothing of the two boxes is alike but the beginning. */
Test(exchange_stick, no_two_boxes_share_a_key) {
  cr_assert(codebox_seal(BOX_CLASS, "2222-2222-2222", "names", 5, &bytes));
  cr_assert(codebox_seal(BOX_CLASS, "2222-2222-2222", "names", 5, &inside));
  cr_expect_neq(memcmp(bytes.at + 14, inside.at + 14, SALT_BYTES), 0);
}

Test(exchange_stick, settings_are_read_as_they_are_written) {
  struct settings settings = SETTINGS_PLAIN, again = SETTINGS_PLAIN;
  static const char *const values[][2] = {{"language", "fr"},
                                          {"theme", "mono"},
                                          {"time", "0"},
                                          {"motion", "still"},
                                          {"mouse", "terminal"}};
  for (size_t i = 0; i < COUNT(values); i++) {
    char value[SETTINGS_VALUE];
    cr_assert(settings_set(&settings, values[i][0], values[i][1]));
    settings_get(&settings, i, value);
    cr_expect_str_eq(value, values[i][1]);
    cr_assert(settings_set(&again, settings_names[i], value));
  }
  cr_expect(settings.no_mouse && settings.still && settings.theme == THEME_MONO);
  cr_expect_eq(settings.time_percent, 0);
  cr_expect_eq(memcmp(&settings, &again, sizeof again), 0);
  static const char *const wrong[][2] = {{"language", "f"}, {"language", "fr-BE"}, {"theme", ""},
                                         {"time", "99"},    {"time", "1001"},      {"time", "+150"},
                                         {"time", "1e2"},   {"motion", "0"},       {"until", "1"}};
  for (size_t i = 0; i < COUNT(wrong); i++)
    cr_expect_not(settings_set(&settings, wrong[i][0], wrong[i][1]), "%s", wrong[i][1]);
  cr_expect_eq(memcmp(&settings, &again, sizeof again), 0);
}
