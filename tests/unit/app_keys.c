/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys on a machine, and whom a laptop trusts. */
#include "app/keys.h"
#include "app/trust.h"
#include "base/file.h"
#include "exchange/minisign.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const char passphrase[] = "four words nobody joins";
static char folder[256], laptop[300], path[340];
static struct keys keys, again;
static struct diags diags;
static uint8_t escrow[KEY_BYTES];

static void setup(void) {
  const char *root = getenv("TMPDIR");
  cr_assert(seal_init());
  snprintf(folder, sizeof folder, "%s/mafunzo-XXXXXX", root ? root : "/tmp");
  cr_assert_not_null(mkdtemp(folder));
  snprintf(laptop, sizeof laptop, "%s/laptop", folder);
  cr_assert_eq(mkdir(laptop, 0700), 0);
  snprintf(path, sizeof path, "%s/keys/mafunzo.keys", folder);
  cr_assert_eq(
      keys_init(folder, KEYS_COORDINATOR, "Border Guard", passphrase, &keys, escrow, &diags),
      RC_OK);
}

static void teardown(void) {
  keys_done(&keys);
  keys_done(&again);
  diags_done(&diags);
}

TestSuite(app_keys, .init = setup, .fini = teardown);

static enum rc reopen(const char *said) {
  keys_done(&again);
  return keys_open(folder, said, &again, &diags);
}

static void expect_code(const char *code) {
  cr_assert_geq(diags.n, 1);
  cr_expect_str_eq(diags.list[diags.n - 1].code, code);
}

static struct str slurp(const char *from) {
  struct str all = {0};
  char buffer[4096];
  FILE *in = fopen(from, "rb");
  cr_assert_not_null(in);
  for (size_t n; (n = fread(buffer, 1, sizeof buffer, in));)
    str_add(&all, buffer, n);
  fclose(in);
  return all;
}

static void spit(const char *to, const struct str *bytes) {
  cr_assert_eq(file_write_whole(to, bytes->at, bytes->len, &diags), RC_OK);
}

static bool holds(const struct str *bytes, const void *what, size_t len) {
  return memmem(bytes->at, bytes->len, what, len) != NULL;
}

Test(app_keys, are_opened_by_their_passphrase_alone) {
  cr_assert_eq(reopen(passphrase), RC_OK);
  cr_expect_eq(again.secrets.n, 1);
  cr_expect_eq(memcmp(again.secrets.list, keys.secrets.list, sizeof *keys.secrets.list), 0);
  cr_expect_eq(reopen("four words nobody joint"), RC_DATA);
  expect_code("keys.passphrase");
  cr_expect_eq(reopen(""), RC_DATA);
  expect_code("keys.passphrase");
}

Test(app_keys, lie_on_the_disk_wrapped_and_for_their_owner_alone) {
  struct stat there;
  struct str bytes = slurp(path);
  char hex[2 * SECRET_BYTES + 1], base64[SEAL_BASE64(SECRET_BYTES)];
  cr_assert_eq(stat(path, &there), 0);
  cr_expect_eq(there.st_mode & 0777, 0600);
  const struct key_secret *secret = keys.secrets.list;
  seal_hex(secret->sign, KEY_BYTES, hex);
  cr_expect_not(holds(&bytes, hex, 2 * KEY_BYTES));
  seal_hex(secret->open, KEY_BYTES, hex);
  cr_expect_not(holds(&bytes, hex, 2 * KEY_BYTES));
  seal_hex(escrow, KEY_BYTES, hex);
  cr_expect_not(holds(&bytes, hex, 2 * KEY_BYTES));
  seal_base64(secret->sign, KEY_BYTES, base64);
  cr_expect_not(holds(&bytes, base64, 40));
  cr_expect_not(holds(&bytes, secret->sign, KEY_BYTES));
  cr_expect_not(holds(&bytes, passphrase, strlen(passphrase)));
  str_done(&bytes);
}

Test(app_keys, that_others_may_read_are_not_used) {
  cr_assert_eq(chmod(path, 0640), 0);
  cr_expect_eq(reopen(passphrase), RC_DATA);
  expect_code("keys.readable");
}

/* What is sealed is bound by the signature over the whole file: no byte may be another. */
Test(app_keys, damaged_file_is_told_from_a_wrong_passphrase) {
  struct str bytes = slurp(path);
  for (size_t i = 60; i < bytes.len; i += 41) {
    bytes.at[i] ^= 1;
    spit(path, &bytes);
    cr_expect_eq(keys_look(folder, &again, &diags), RC_DATA, "byte %zu", i);
    expect_code("keys.damaged");
    keys_done(&again);
    bytes.at[i] ^= 1;
  }
  bytes.len /= 2;
  spit(path, &bytes);
  cr_expect_eq(reopen(passphrase), RC_DATA);
  expect_code("keys.damaged");
  str_done(&bytes);
}

Test(app_keys, are_never_made_over_others) {
  struct keys other = {0};
  struct str before = slurp(path);
  cr_expect_eq(keys_init(folder, KEYS_TRAINER, "Amina", passphrase, &other, escrow, &diags),
               RC_USAGE);
  expect_code("keys.exists");
  struct str after = slurp(path);
  cr_expect_eq(before.len, after.len);
  str_done(&before);
  str_done(&after);
  keys_done(&other);
}

Test(app_keys, want_a_name_and_a_long_passphrase) {
  struct keys other = {0};
  cr_expect_eq(keys_init(laptop, KEYS_TRAINER, "Amina", "elevenbytes", &other, escrow, &diags),
               RC_USAGE);
  expect_code("keys.short");
  cr_expect_eq(keys_init(laptop, KEYS_TRAINER, "A\x1b[", passphrase, &other, escrow, &diags),
               RC_USAGE);
  expect_code("keys.name");
  cr_expect_eq(keys_look(laptop, &other, &diags), RC_MISSING);
  expect_code("keys.none");
  keys_done(&other);
}

Test(app_keys, that_were_replaced_still_read_what_was_sealed_for_them) {
  struct str sealed = {0}, opened = {0};
  uint8_t first[KEY_BYTES];
  memcpy(first, keys.card.signer, KEY_BYTES);
  cr_assert(age_seal("Amina", 5, (const uint8_t(*)[KEY_BYTES]) & keys.card.recipient, 1, &sealed));
  cr_assert_eq(keys_rotate(folder, &keys, NULL, &diags), RC_OK);
  cr_assert_eq(keys_rotate(folder, &keys, NULL, &diags), RC_OK);
  cr_assert_eq(reopen(passphrase), RC_OK);
  cr_assert_eq(again.secrets.n, 3);
  cr_expect_eq(again.card.serial, 3);
  cr_expect(card_follows(&again.card, first));
  cr_expect_eq(age_open(sealed.at, sealed.len, again.secrets.list[2].open, &opened), RC_MISSING);
  cr_expect_eq(age_open(sealed.at, sealed.len, again.secrets.list[0].open, &opened), RC_OK);
  str_done(&sealed);
  str_done(&opened);
}

/* -- On a laptop ------------------------------------------------------------------------------ */

static struct card_trainer amina;

/* A trainer, as the coordinator signed her. */
static void sign_amina(void) {
  struct card request = {.name = "Amina"};
  uint8_t ignored[SECRET_BYTES];
  seal_keypair(request.signer, ignored);
  seal_exchange_keypair(request.recipient, ignored);
  cr_assert_eq(keys_sign(folder, &keys, &request, false, &diags), RC_OK);
  amina = keys.card.trainers.list[keys.card.trainers.n - 1];
}

/* An agency's keys on a machine of its own, and what it asks. */
static struct card ask_as_agency(struct keys *agency, bool *said) {
  struct card request;
  struct str bytes = {0};
  cr_assert_eq(keys_init(laptop, KEYS_AGENCY, "Port Police", passphrase, agency, NULL, &diags),
               RC_OK);
  keys_request(agency, &bytes);
  cr_assert_eq(keys_read_request("request", &bytes, &request, said, &diags), RC_OK);
  str_done(&bytes);
  return request;
}

Test(app_keys, agency_is_signed_as_one_and_on_every_card) {
  struct keys agency;
  bool said;
  struct card request = ask_as_agency(&agency, &said);
  uint32_t serial = keys.card.serial;
  cr_expect(said);
  cr_assert_eq(keys_sign(folder, &keys, &request, said, &diags), RC_OK);
  cr_expect_eq(keys.card.serial, serial + 1, "a card with it knows more");
  cr_assert_eq(keys_sign(folder, &keys, &request, said, &diags), RC_OK);
  cr_assert_eq(keys_look(folder, &again, &diags), RC_OK);
  cr_assert_eq(again.card.agencies.n, 1);
  cr_expect_eq(again.card.trainers.n, 0);
  cr_expect_str_eq(again.card.agencies.list[0].name, "Port Police");
  cr_expect_eq(memcmp(again.card.agencies.list[0].signer, agency.card.signer, KEY_BYTES), 0);
  cr_assert_eq(keys_revoke(folder, &keys, "Port Police", &diags), RC_OK);
  cr_expect(card_revokes(&keys.card, agency.card.signer));
  cr_expect_eq(keys_sign(folder, &keys, &request, said, &diags), RC_DATA);
  expect_code("keys.revoked");
  keys_done(&agency);
}

Test(app_keys, agency_counts_its_releases_on_the_disk) {
  struct keys agency;
  bool said;
  ask_as_agency(&agency, &said);
  cr_assert_eq(keys_count_release(laptop, &agency, &diags), RC_OK);
  cr_assert_eq(keys_rotate(laptop, &agency, NULL, &diags), RC_OK);
  cr_assert_eq(keys_count_release(laptop, &agency, &diags), RC_OK);
  cr_assert_eq(keys_open(laptop, passphrase, &again, &diags), RC_OK);
  cr_expect_eq(again.role, KEYS_AGENCY);
  cr_expect_eq(again.released, 2);
  keys_done(&agency);
}

static const char *card_of(const struct card_trainer *trainer, const char *name) {
  static char file[360];
  struct str bytes = {0};
  keys_card(&keys, trainer, &bytes);
  snprintf(file, sizeof file, "%s/%s", folder, name);
  spit(file, &bytes);
  str_done(&bytes);
  return file;
}

/* -1: refused, with the code. */
static int take(const char *file, bool anew) {
  struct trust_offer offer;
  enum rc rc = trust_weigh(laptop, file, anew, &offer, &diags);
  int step = rc == RC_OK ? (int)offer.step : -1;
  if (rc == RC_OK)
    cr_assert_eq(trust_take(laptop, &offer, &diags), RC_OK);
  trust_offer_done(&offer);
  return step;
}

static struct trust trusted(void) {
  struct trust trust;
  cr_assert_eq(trust_read(laptop, &trust, &diags), RC_OK);
  return trust;
}

Test(app_keys, laptop_seals_for_coordinator_escrow_and_trainer) {
  struct trust trust;
  uint8_t of_escrow[KEY_BYTES];
  cr_expect_eq(trust_read(laptop, &trust, &diags), RC_MISSING);
  expect_code("enrol.none");
  sign_amina();
  cr_expect_eq(take(card_of(NULL, "a"), false), TRUST_FIRST);
  trust = trusted();
  cr_expect_eq(trust.n_recipients, 2);
  trust_done(&trust);
  cr_expect_eq(take(card_of(NULL, "a"), false), TRUST_SAME);
  cr_expect_eq(take(card_of(&amina, "a"), false), TRUST_NEWER);
  trust = trusted();
  cr_assert_eq(trust.n_recipients, 3);
  seal_exchange_public(escrow, of_escrow);
  cr_expect_eq(memcmp(trust.recipients[0], keys.card.recipient, KEY_BYTES), 0);
  cr_expect_eq(memcmp(trust.recipients[1], of_escrow, KEY_BYTES), 0);
  cr_expect_eq(memcmp(trust.recipients[2], amina.recipient, KEY_BYTES), 0);
  cr_expect(trust_knows(&trust, amina.signer));
  cr_expect(trust_knows(&trust, keys.card.signer));
  cr_expect_not(trust_knows(&trust, keys.card.recipient));
  trust_done(&trust);
}

Test(app_keys, revoked_trainer_passes_no_more) {
  sign_amina();
  char old[360];
  strcpy(old, card_of(&amina, "old"));
  cr_expect_eq(take(old, false), TRUST_FIRST);
  cr_assert_eq(keys_revoke(folder, &keys, "Amina", &diags), RC_OK);
  cr_expect_eq(take(card_of(&amina, "still"), false), -1);
  expect_code("card.revoked");
  cr_expect_eq(take(card_of(NULL, "new"), false), TRUST_NEWER);
  cr_expect_eq(take(old, false), -1);
  expect_code("card.revoked");
  struct trust trust = trusted();
  cr_expect_eq(trust.n_recipients, 2);
  cr_expect_not(trust_knows(&trust, amina.signer));
  trust_done(&trust);
  struct card request = {.name = "Amina"};
  memcpy(request.signer, amina.signer, KEY_BYTES);
  cr_expect_eq(keys_sign(folder, &keys, &request, false, &diags), RC_DATA);
  expect_code("keys.revoked");
  struct str bytes =
      slurp(old); /* as a power cut leaves it, between the new card and the old one */
  char beside[360];
  snprintf(beside, sizeof beside, "%s/keys/class.card", laptop);
  spit(beside, &bytes);
  trust = trusted();
  cr_expect_eq(trust.n_recipients, 2);
  trust_done(&trust);
  str_done(&bytes);
}

/* The stick of a trainer who has not met the coordinator since somebody else was revoked. */
Test(app_keys, older_card_brings_its_trainer_and_takes_back_no_revocation) {
  uint8_t stolen[KEY_BYTES] = {9};
  char hex[2 * KEY_BYTES + 1], old[360], plain[360];
  sign_amina();
  strcpy(old, card_of(&amina, "old"));
  strcpy(plain, card_of(NULL, "plain"));
  seal_hex(stolen, KEY_BYTES, hex);
  cr_assert_eq(keys_revoke(folder, &keys, hex, &diags), RC_OK);
  cr_expect_eq(take(card_of(NULL, "new"), false), TRUST_FIRST);
  cr_expect_eq(take(plain, false), -1);
  expect_code("card.older");
  cr_expect_eq(take(old, false), TRUST_CLASS);
  struct trust trust = trusted();
  cr_expect_eq(trust.n_recipients, 3);
  cr_expect(trust_knows(&trust, amina.signer));
  cr_expect_not(trust_knows(&trust, stolen));
  cr_expect(card_revokes(&trust.card, stolen));
  trust_done(&trust);
  cr_expect_eq(take(card_of(NULL, "new"), false), TRUST_NEWER);
  trust = trusted();
  cr_expect_eq(trust.n_recipients, 2);
  trust_done(&trust);
}

Test(app_keys, replaced_keys_are_taken_by_the_old_ones_word) {
  char old[360];
  strcpy(old, card_of(NULL, "old"));
  cr_expect_eq(take(old, false), TRUST_FIRST);
  cr_assert_eq(keys_rotate(folder, &keys, NULL, &diags), RC_OK);
  cr_assert_eq(keys_rotate(folder, &keys, escrow, &diags), RC_OK);
  cr_expect_eq(take(card_of(NULL, "new"), false), TRUST_ROTATED);
  struct trust trust = trusted();
  cr_expect_eq(memcmp(trust.recipients[0], keys.card.recipient, KEY_BYTES), 0);
  trust_done(&trust);
  cr_expect_eq(take(old, false), -1); /* and not back again: it may have been stolen */
  expect_code("card.other");
}

Test(app_keys, card_of_another_coordinator_is_refused_unless_asked_for) {
  struct keys other = {0};
  struct str bytes = {0};
  char file[360];
  cr_expect_eq(take(card_of(NULL, "a"), false), TRUST_FIRST);
  cr_assert_eq(
      keys_init(laptop, KEYS_COORDINATOR, "Border Guard", passphrase, &other, escrow, &diags),
      RC_OK);
  keys_card(&other, NULL, &bytes);
  snprintf(file, sizeof file, "%s/other", folder);
  spit(file, &bytes);
  cr_expect_eq(take(file, false), -1);
  expect_code("card.other");
  struct trust trust = trusted();
  cr_expect_eq(memcmp(trust.card.signer, keys.card.signer, KEY_BYTES), 0);
  trust_done(&trust);
  cr_expect_eq(take(file, true), TRUST_FIRST);
  trust = trusted();
  cr_expect_eq(memcmp(trust.card.signer, other.card.signer, KEY_BYTES), 0);
  trust_done(&trust);
  keys_done(&other);
  str_done(&bytes);
}

Test(app_keys, card_that_was_altered_on_the_laptop_is_found) {
  char held[360];
  cr_expect_eq(take(card_of(NULL, "a"), false), TRUST_FIRST);
  snprintf(held, sizeof held, "%s/keys/trusted.card", laptop);
  struct str bytes = slurp(held);
  bytes.at[bytes.len - 20] ^= 1;
  spit(held, &bytes);
  struct trust trust;
  cr_expect_eq(trust_read(laptop, &trust, &diags), RC_DATA);
  expect_code("card.damaged");
  trust_done(&trust);
  str_done(&bytes);
}

static size_t trainers_there(void) {
  cr_assert_eq(reopen(passphrase), RC_OK);
  return again.card.trainers.n;
}

Test(app_keys, two_commands_at_once_lose_no_change) {
  struct card request = {.name = "Bakari", .signer = {1}, .recipient = {2}};
  char file[400];
  cr_assert_eq(reopen(passphrase), RC_OK);
  sign_amina();
  cr_expect_eq(keys_sign(folder, &again, &request, false, &diags), RC_BUSY);
  expect_code("keys.busy");
  cr_expect_eq(trainers_there(), 1);
  cr_expect_eq(keys_sign(folder, &again, &request, false, &diags), RC_OK);
  request.signer[0] = 3;
  cr_expect_eq(keys_sign(folder, &again, &request, false, &diags), RC_OK,
               "its own change is known");
  cr_expect_eq(trainers_there(), 3);
  snprintf(file, sizeof file, "%s/keys/mafunzo.lock", folder);
  int lock = open(file, O_RDWR);
  cr_assert_eq(flock(lock, LOCK_EX), 0);
  request.signer[0] = 4;
  cr_expect_eq(keys_sign(folder, &again, &request, false, &diags), RC_BUSY);
  close(lock);
  cr_expect_eq(trainers_there(), 3);
  cr_assert_eq(unlink(file), 0);
  cr_assert_eq(mkdir(file, 0700), 0);
  cr_expect_eq(keys_sign(folder, &again, &request, false, &diags), RC_CREATE);
  expect_code("keys.folder");
}

Test(app_keys, who_is_meant_must_be_clear) {
  char fingerprint[FINGERPRINT_TEXT];
  sign_amina();
  sign_amina();
  cr_expect_eq(keys_revoke(folder, &keys, "Amina", &diags), RC_USAGE);
  expect_code("keys.several");
  cr_expect_eq(keys_revoke(folder, &keys, "Bakari", &diags), RC_USAGE);
  expect_code("keys.nobody");
  cr_expect_eq(keys.card.revoked.n, 0);
  card_fingerprint(amina.signer, fingerprint);
  cr_expect_eq(keys_revoke(folder, &keys, fingerprint, &diags), RC_OK);
  cr_expect(card_revokes(&keys.card, amina.signer));
  cr_expect_eq(keys.card.serial, 2);
  cr_expect_eq(keys_revoke(folder, &keys, fingerprint, &diags), RC_OK); /* again: nothing new */
  cr_expect_eq(keys.card.serial, 2);
}

/* -- On paper --------------------------------------------------------------------------------- */

static enum rc open_typed(const struct str *sealed, const char *typed, struct str *out) {
  str_clear(out);
  return escrow_open("bundle", sealed, typed, out, &diags);
}

Test(app_keys, escrow_key_from_paper_opens_what_was_sealed) {
  struct str sealed = {0}, out = {0}, paper = {0};
  cr_assert(age_seal("Amina", 5, (const uint8_t(*)[KEY_BYTES]) & keys.card.escrow, 1, &sealed));
  escrow_text(escrow, &paper);
  cr_expect_eq(open_typed(&sealed, paper.at, &out), RC_OK);
  cr_expect_str_eq(str_text(&out), "Amina");
  for (char *at = paper.at; *at; at++)
    *at = (char)(*at >= 'A' && *at <= 'Z' ? *at + 32 : *at);
  cr_expect_eq(open_typed(&sealed, paper.at, &out), RC_OK);
  char *wrong = strchr(paper.at, '\n') + 1 + 5 * 2; /* the third group */
  *wrong = *wrong == 'q' ? 'p' : 'q';
  cr_expect_eq(open_typed(&sealed, paper.at, &out), RC_DATA);
  expect_code("escrow.mistyped");
  cr_expect_not_null(strchr(diags.list[diags.n - 1].hint, '3'));
  cr_expect_eq(open_typed(&sealed, "", &out), RC_DATA);
  expect_code("escrow.mistyped");
  str_done(&sealed);
  str_done(&out);
  str_done(&paper);
}

Test(app_keys, escrow_key_of_another_time_is_told_from_damage) {
  struct str sealed = {0}, out = {0}, paper = {0};
  uint8_t other[2][KEY_BYTES];
  seal_exchange_keypair(other[0], other[1]);
  cr_assert(age_seal("Amina", 5, (const uint8_t(*)[KEY_BYTES])other[0], 1, &sealed));
  escrow_text(escrow, &paper);
  cr_expect_eq(open_typed(&sealed, paper.at, &out), RC_MISSING);
  expect_code("escrow.other");
  sealed.len--;
  str_clear(&paper);
  escrow_text(other[1], &paper);
  cr_expect_eq(open_typed(&sealed, paper.at, &out), RC_DATA);
  expect_code("escrow.damaged");
  str_done(&sealed);
  str_done(&out);
  str_done(&paper);
}
