/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sealed people in bundles: the coordinator opens them, and nothing else gives a payload. */
#include "exchange/bundle.h"
#include "exchange/recovery.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

enum { HEAD = 170, SUBJECT = 137 }; /* a head of layout 1, and where it names the person */

static uint8_t chain[KEY_BYTES], secret[SECRET_BYTES], identity[KEY_BYTES], stranger[KEY_BYTES];
static struct bundle_about about;
static struct bundle bundle;
static struct bundle_sealed sealed;
static struct str recovery, file;
static struct sealed_key who = {.open = true, .subject = {7}, .key = {3, 1, 4}};
static const uint8_t salt[SALT_BYTES] = {5};

static void setup(void) {
  uint8_t public_key[KEY_BYTES];
  cr_assert(seal_init());
  seal_keypair(chain, secret);
  seal_exchange_keypair(about.recipients[0], identity);
  seal_exchange_keypair(public_key, stranger);
  about.n_recipients = 1;
  memcpy(about.chain, chain, KEY_BYTES);
  about.first = about.last = 2;
  about.previous[0] = about.head[0] = 1;
  sealed_public(who.key, who.public);
  recovery_seal(who.subject, who.key, (const uint8_t(*)[KEY_BYTES])about.recipients, 1, &recovery);
  memcpy(sealed.subject, who.subject, ID_BYTES);
  sealed.recovery = recovery.at;
  sealed.len = recovery.len;
  about.sealed = &sealed;
  about.n_sealed = 1;
}

static void teardown(void) {
  bundle_done(&bundle);
  str_done(&recovery);
  str_done(&file);
}

TestSuite(exchange_recovery, .init = setup, .fini = teardown);

Test(exchange_recovery, is_for_its_recipients_alone) {
  struct sealed_key out;
  uint8_t both[2][KEY_BYTES];
  memcpy(both[0], stranger, KEY_BYTES);
  memcpy(both[1], identity, KEY_BYTES);
  cr_expect_not(recovery_open(recovery.at, recovery.len, &stranger, 1, &out));
  cr_expect_not(out.open);
  cr_expect(recovery_open(recovery.at, recovery.len, both, 2, &out));
  cr_expect_arr_eq(out.key, who.key, KEY_BYTES);
  cr_expect_arr_eq(out.public, who.public, KEY_BYTES);
  cr_expect_arr_eq(out.subject, who.subject, ID_BYTES);
}

Test(exchange_recovery, what_is_none_gives_no_key) {
  struct sealed_key out;
  struct str other = {0};
  char text[sizeof "mafunzo recovery 1" + ID_BYTES + KEY_BYTES] = "mafunzo recovery 2";
  age_seal(text, sizeof text, (const uint8_t(*)[KEY_BYTES])about.recipients, 1, &other);
  cr_expect_not(recovery_open(other.at, other.len, &identity, 1, &out));
  str_clear(&other);
  age_seal("mafunzo recovery 1", 19, (const uint8_t(*)[KEY_BYTES])about.recipients, 1, &other);
  cr_expect_not(recovery_open(other.at, other.len, &identity, 1, &out));
  recovery.at[recovery.len - 1] ^= 1;
  cr_expect_not(recovery_open(recovery.at, recovery.len, &identity, 1, &out));
  str_done(&other);
}

/* An event of the person, sealed for the place that its hash names. */
static void write_bundle(const struct sealed_key *by, size_t head_len) {
  uint8_t head[HEAD] = {1}, hash[HASH_BYTES];
  struct sink lines = {0};
  struct str payload = {0};
  struct record record = {
      .head = head, .head_len = head_len, .scheme = RECORD_SEALED, .payload_hash = {9}};
  memcpy(head + SUBJECT, who.subject, ID_BYTES);
  seal_hash(
      (struct seal_part[]){{head + 1, HASH_BYTES}, {head, head_len}, {record.payload_hash, 32}}, 3,
      hash);
  sealed_put_event(by, hash, salt, "an answer", 9, &payload);
  record.payload = payload.at;
  record.payload_len = payload.len;
  record_put_line(&record, &lines);
  cr_assert(bundle_write(&about, &lines.text, secret, &file));
  sink_done(&lines);
  str_done(&payload);
}

static enum record_scheme read_back(void) {
  cr_assert_eq(bundle_read(file.at, file.len, &identity, 1, &bundle), BUNDLE_SOUND);
  cr_assert_eq(bundle.n, 1);
  return bundle.events[0].scheme;
}

Test(exchange_recovery, coordinator_opens_what_is_sealed_in_a_bundle) {
  write_bundle(&who, HEAD);
  cr_assert_eq(read_back(), RECORD_PLAIN);
  cr_expect_eq(bundle.events[0].payload_len, 9);
  cr_expect_arr_eq(bundle.events[0].payload, "an answer", 9);
  cr_expect_arr_eq(bundle.events[0].salt, salt, SALT_BYTES);
}

Test(exchange_recovery, what_was_sealed_while_it_was_locked_is_opened_too) {
  struct sealed_key locked = who;
  locked.open = false;
  write_bundle(&locked, HEAD);
  cr_expect_eq(read_back(), RECORD_PLAIN);
}

Test(exchange_recovery, each_of_several_people_is_opened) {
  struct sealed_key other = {.open = true, .subject = {8}, .key = {2, 7, 1}};
  struct bundle_sealed both[2] = {{.subject = {8}}, sealed};
  struct str first = {0};
  recovery_seal(other.subject, other.key, (const uint8_t(*)[KEY_BYTES])about.recipients, 1, &first);
  both[0].recovery = first.at;
  both[0].len = first.len;
  about.sealed = both;
  about.n_sealed = 2;
  write_bundle(&who, HEAD);
  cr_expect_eq(read_back(), RECORD_PLAIN);
  str_done(&first);
}

Test(exchange_recovery, sealed_by_another_key_it_stays_sealed) {
  struct sealed_key other = who;
  other.key[0] ^= 1;
  write_bundle(&other, HEAD);
  cr_expect_eq(read_back(), RECORD_SEALED);
}

Test(exchange_recovery, head_that_is_too_short_names_nobody) {
  write_bundle(&who, SUBJECT);
  cr_expect_eq(read_back(), RECORD_SEALED);
}

Test(exchange_recovery, bundle_without_a_key_stays_sealed) {
  static const char *const files[] = {"", "abc", "no age file at all, and not short either"};
  for (size_t i = 0; i < 3; i++) {
    sealed.recovery = files[i];
    sealed.len = strlen(files[i]);
    str_clear(&file);
    bundle_done(&bundle);
    write_bundle(&who, HEAD);
    cr_expect_eq(read_back(), RECORD_SEALED);
  }
  char *large = calloc(1, 8000);
  sealed.recovery = large;
  sealed.len = 8000;
  str_clear(&file);
  bundle_done(&bundle);
  write_bundle(&who, HEAD);
  cr_expect_eq(read_back(), RECORD_SEALED);
  free(large);
}

Test(exchange_recovery, older_programs_are_told_by_the_version_alone_when_it_matters) {
  write_bundle(&who, HEAD);
  read_back();
  cr_expect(memmem(bundle.manifest.bytes, bundle.manifest.len, "\"version\": 2", 12));
  about.n_sealed = 0;
  str_clear(&file);
  bundle_done(&bundle);
  write_bundle(&who, HEAD);
  read_back();
  cr_expect(memmem(bundle.manifest.bytes, bundle.manifest.len, "\"version\": 1", 12));
}
