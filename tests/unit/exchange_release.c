/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/release.h"

#include "exchange/json_value.h"
#include "exchange/minisign.h"

#include <criterion/criterion.h>
#include <string.h>

static uint8_t secret[SECRET_BYTES];
static struct release release, back;
static struct str bytes;

static void setup(void) {
  cr_assert(seal_init());
  release = (struct release){.agency = "Port Police",
                             .serial = 3,
                             .names = true,
                             .audiences = 1U << RELEASE_TO_MINISTRY,
                             .from = "2026-11-27",
                             .until = "2027-06-30"};
  seal_keypair(release.signer, secret);
}

static void teardown(void) { str_done(&bytes); }

TestSuite(exchange_release, .init = setup, .fini = teardown);

static enum rc write_and_read(void) {
  str_clear(&bytes);
  release_write(&release, secret, &bytes);
  return release_read(bytes.at, bytes.len, &back);
}

Test(exchange_release, is_read_as_it_was_written) {
  release.people = true;
  release.audiences |= 1U << RELEASE_TO_TRAINERS;
  cr_assert_eq(write_and_read(), RC_OK);
  cr_expect_str_eq(back.agency, "Port Police");
  cr_expect_eq(back.serial, 3);
  cr_expect_eq(memcmp(back.signer, release.signer, KEY_BYTES), 0);
  cr_expect(back.names && back.people);
  cr_expect_eq(back.audiences, release.audiences);
  cr_expect_str_eq(back.from, "2026-11-27");
  cr_expect_str_eq(back.until, "2027-06-30");
}

Test(exchange_release, shows_on_its_days_to_its_audience_and_no_more) {
  cr_expect(release_shows(&release, RELEASE_TO_MINISTRY, "2026-11-27", false));
  cr_expect(release_shows(&release, RELEASE_TO_MINISTRY, "2027-06-30", false));
  cr_expect_not(release_shows(&release, RELEASE_TO_MINISTRY, "2026-11-26", false));
  cr_expect_not(release_shows(&release, RELEASE_TO_MINISTRY, "2027-07-01", false));
  cr_expect_not(release_shows(&release, RELEASE_TO_AGENCIES, "2026-12-01", false));
  cr_expect_not(release_shows(&release, RELEASE_TO_MINISTRY, "2026-12-01", true));
  release.people = true;
  cr_expect(release_shows(&release, RELEASE_TO_MINISTRY, "2026-12-01", true));
  release.names = false;
  cr_expect_not(release_shows(&release, RELEASE_TO_MINISTRY, "2026-12-01", false));
}

Test(exchange_release, what_was_altered_is_refused) {
  cr_assert_eq(write_and_read(), RC_OK);
  for (size_t at = 0; at < bytes.len; at++) {
    char was = bytes.at[at];
    bytes.at[at] = (char)(was ^ 1);
    bool comment = at < (size_t)(strchr(bytes.at, '\n') - bytes.at); /* minisign signs it not */
    cr_expect(comment || release_read(bytes.at, bytes.len, &back) != RC_OK, "byte %zu", at);
    bytes.at[at] = was;
  }
  for (size_t len = 0; len + 2 < bytes.len; len++)
    cr_expect_neq(release_read(bytes.at, len, &back), RC_OK);
}

/* Signed as it should be, of a body of which one key is otherwise. */
static enum rc read_with(const char *key, const char *value) {
  const struct card numbered = {.serial = 3};
  json_error_t error;
  str_clear(&bytes);
  release_write(&release, secret, &bytes);
  size_t at = card_body_at(bytes.at, bytes.len);
  json_t *body = json_loadb(bytes.at + at, bytes.len - at, 0, &error);
  json_object_set_new(body, key, json_loads(value, JSON_DECODE_ANY, NULL));
  str_clear(&bytes);
  card_sign(body, &numbered, secret, &bytes);
  return release_read(bytes.at, bytes.len, &back);
}

Test(exchange_release, faulty_ones_are_refused) {
  static const char *const faults[][2] = {
      {"mafunzo", "\"card\""},       {"version", "0"},        {"agency", "\"\""},
      {"agency", "\"a\\u001bb\""},   {"serial", "0"},         {"serial", "\"3\""},
      {"serial", "4294967296"},      {"signer", "\"RW\""},    {"shows", "\"names\""},
      {"shows", "[\"everything\"]"}, {"shows", "[3]"},        {"audiences", "[]"},
      {"audiences", "[\"press\"]"},  {"from", "\"2026-11\""}, {"from", "\"2026/11/27\""},
      {"until", "\"2026-1a-27\""},   {"until", "null"},
  };
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
    cr_expect_eq(read_with(faults[i][0], faults[i][1]), RC_DATA, "%s", faults[i][1]);
  cr_expect_eq(read_with("version", "2"), RC_NEWER);
  cr_expect_eq(read_with("later", "true"), RC_OK, "what was added is let be");
}
