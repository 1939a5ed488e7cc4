/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Debian's age makes of our files, and we of its, is asked in tests/cli/age.sh. */
#include "exchange/age.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 65536 };

static uint8_t keys[AGE_RECIPIENTS][KEY_BYTES], secrets[AGE_RECIPIENTS][KEY_BYTES];
static struct str sealed, opened;

static void setup(void) {
  cr_assert(seal_init());
  for (size_t i = 0; i < AGE_RECIPIENTS; i++)
    seal_exchange_keypair(keys[i], secrets[i]);
}

static void teardown(void) {
  str_done(&sealed);
  str_done(&opened);
}

TestSuite(exchange_age, .init = setup, .fini = teardown);

static enum rc open_again(const uint8_t secret[KEY_BYTES]) {
  str_clear(&opened);
  return age_open(sealed.at, sealed.len, secret, &opened);
}

Test(exchange_age, every_length_around_a_chunk_comes_back) {
  static const size_t lengths[] = {0, 1, 63, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 9};
  uint8_t *plain = malloc(3 * CHUNK);
  seal_random(plain, 3 * CHUNK);
  for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
    str_clear(&sealed);
    cr_assert(age_seal(plain, lengths[i], keys, 1, &sealed));
    cr_assert_eq(open_again(secrets[0]), RC_OK, "%zu", lengths[i]);
    cr_expect_eq(opened.len, lengths[i]);
    cr_expect(lengths[i] == 0 || memcmp(opened.at, plain, lengths[i]) == 0);
  }
  free(plain);
}

Test(exchange_age, every_recipient_opens_it_and_nobody_else) {
  cr_assert(age_seal("Amina", 5, keys, AGE_RECIPIENTS - 1, &sealed));
  for (size_t i = 0; i < AGE_RECIPIENTS - 1; i++) {
    cr_expect_eq(open_again(secrets[i]), RC_OK);
    cr_expect_str_eq(str_text(&opened), "Amina");
  }
  cr_expect_eq(open_again(secrets[AGE_RECIPIENTS - 1]), RC_MISSING);
  cr_expect_eq(opened.len, 0);
}

Test(exchange_age, same_text_is_never_sealed_alike) {
  struct str again = {0};
  cr_assert(age_seal("Amina", 5, keys, 1, &sealed));
  cr_assert(age_seal("Amina", 5, keys, 1, &again));
  cr_expect_eq(sealed.len, again.len);
  cr_expect_neq(memcmp(sealed.at + sealed.len - 21, again.at + again.len - 21, 5), 0);
  str_done(&again);
}

/* Header, MAC, nonce, chunks: whatever is flipped, nothing comes out. */
Test(exchange_age, every_flipped_bit_is_refused) {
  cr_assert(age_seal("Amina Yusuf", 11, keys, 2, &sealed));
  for (size_t i = 0; i < sealed.len; i++)
    for (unsigned bit = 0; bit < 8; bit++) {
      sealed.at[i] ^= (char)(1 << bit);
      cr_expect_neq(open_again(secrets[0]), RC_OK, "byte %zu, bit %u", i, bit);
      cr_expect_eq(opened.len, 0);
      sealed.at[i] ^= (char)(1 << bit);
    }
  cr_expect_eq(open_again(secrets[0]), RC_OK);
}

Test(exchange_age, every_cut_is_refused_also_between_chunks) {
  static uint8_t plain[CHUNK + 9];
  str_puts(&opened, "before");
  cr_assert(age_seal(plain, sizeof plain, keys, 1, &sealed));
  size_t whole = sealed.len, header = whole - 16 - 16 - CHUNK - 16 - 9;
  for (size_t len = 0; len < whole; len += len < header + 40 || len > whole - 40 ? 1 : 997)
    cr_expect_eq(age_open(sealed.at, len, secrets[0], &opened), RC_DATA, "%zu", len);
  cr_expect_eq(age_open(sealed.at, whole - 25, secrets[0], &opened), RC_DATA); /* a chunk less */
  cr_expect_str_eq(str_text(&opened), "before");
  str_putc(&sealed, '\0');
  cr_expect_eq(age_open(sealed.at, sealed.len, secrets[0], &opened), RC_DATA);
}

/* The header is written by hand, and its MAC made with the file key that anybody knows then. */
Test(exchange_age, ephemeral_key_of_low_order_is_refused) {
  static const uint8_t zero[KEY_BYTES], file_key[16];
  uint8_t salt[2 * KEY_BYTES] = {0}, key[KEY_BYTES], wrapped[32], mac[HASH_BYTES];
  uint8_t nonce[NONCE_BYTES] = {0};
  char text[SEAL_BASE64(32)];
  memcpy(salt + KEY_BYTES, keys[0], KEY_BYTES);
  seal_derive((struct seal_part){zero, KEY_BYTES}, (struct seal_part){salt, sizeof salt},
              "age-encryption.org/v1/X25519", key);
  seal_lock(key, nonce, (struct seal_part){0}, file_key, sizeof file_key, wrapped);
  seal_base64_bare(zero, sizeof zero, text);
  str_printf(&sealed, "age-encryption.org/v1\n-> X25519 %s\n", text);
  seal_base64_bare(wrapped, sizeof wrapped, text);
  str_printf(&sealed, "%s\n---", text);
  seal_derive((struct seal_part){file_key, 16}, (struct seal_part){0}, "header", key);
  seal_mac(key, sizeof key, sealed.at, sealed.len, mac);
  seal_base64_bare(mac, sizeof mac, text);
  str_printf(&sealed, " %s\n", text);
  seal_derive((struct seal_part){file_key, 16}, (struct seal_part){zero, 16}, "payload", key);
  str_add(&sealed, zero, 16);
  nonce[NONCE_BYTES - 1] = 1;
  uint8_t chunk[4 + TAG_BYTES];
  seal_lock(key, nonce, (struct seal_part){0}, "evil", 4, chunk);
  str_add(&sealed, chunk, sizeof chunk);
  cr_expect_eq(open_again(secrets[0]), RC_DATA);
}

Test(exchange_age, nothing_is_sealed_for_a_key_of_low_order) {
  uint8_t low[2][KEY_BYTES] = {{0}};
  memcpy(low[0], keys[0], KEY_BYTES);
  str_puts(&sealed, "as it was");
  cr_expect_not(age_seal("Amina", 5, low, 2, &sealed));
  cr_expect_str_eq(sealed.at, "as it was");
}

/* "" among the lines of a header stands for what age would refuse as well. */
Test(exchange_age, strange_headers_are_no_such_file) {
  static const char *const strange[] = {
      "",
      "age-encryption.org/v2\n",
      "age-encryption.org/v1\n",
      "age-encryption.org/v1\r\n",
      "age-encryption.org/v1\n--- \n",
      "age-encryption.org/v1\n---\n",
      "age-encryption.org/v1\n-> \n\n---\n",
      "age-encryption.org/v1\n->  X25519\n\n---\n",
      "age-encryption.org/v1\n-> X25519 \n\n---\n",
      "age-encryption.org/v1\n-> X25519 AAAA\nAAAA\n--- AAAA\n",
      "age-encryption.org/v1\n-> grease\nAA=\n--- AAAA\n",
  };
  for (size_t i = 0; i < sizeof strange / sizeof *strange; i++)
    cr_expect_eq(age_open(strange[i], strlen(strange[i]), secrets[0], &opened), RC_DATA, "%zu", i);
}

Test(exchange_age, header_that_never_ends_is_given_up) {
  str_puts(&sealed, "age-encryption.org/v1\n");
  for (int i = 0; i < 200000; i++)
    str_puts(&sealed, "-> grease\n\n");
  cr_expect_eq(open_again(secrets[0]), RC_DATA);
}

/* A stanza of a kind that came later: of it nothing can be said. */
Test(exchange_age, other_kinds_of_recipient_are_passed_over) {
  str_puts(&sealed, "age-encryption.org/v1\n-> piv-p256 x y\nAAAA\n-> grease\n\n"
                    "--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n0123456789abcdef");
  cr_expect_eq(open_again(secrets[0]), RC_MISSING);
}

Test(exchange_age, keys_are_read_as_they_are_written) {
  struct str text = {0};
  uint8_t back[KEY_BYTES];
  age_recipient_text(keys[0], &text);
  cr_expect_eq(strncmp(text.at, "age1", 4), 0);
  cr_expect(age_recipient_read(text.at, back));
  cr_expect_eq(memcmp(back, keys[0], KEY_BYTES), 0);
  cr_expect_not(age_identity_read(text.at, back));
  str_clear(&text);
  age_identity_text(secrets[0], &text);
  cr_expect_eq(strncmp(text.at, "AGE-SECRET-KEY-1", 16), 0);
  cr_expect(age_identity_read(text.at, back));
  cr_expect_eq(memcmp(back, secrets[0], KEY_BYTES), 0);
  cr_expect_not(age_recipient_read(text.at, back));
  text.at[text.len - 1] = text.at[text.len - 1] == 'Q' ? 'P' : 'Q';
  cr_expect_not(age_identity_read(text.at, back));
  str_done(&text);
}
