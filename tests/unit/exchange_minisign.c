/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Debian's minisign makes of our signatures, and we of its, is asked in tests/cli/age.sh. */
#include "exchange/minisign.h"

#include <criterion/criterion.h>
#include <string.h>

static uint8_t public_key[KEY_BYTES], secret[SECRET_BYTES];
static struct str sig, trusted;

static void setup(void) {
  cr_assert(seal_init());
  seal_keypair(public_key, secret);
}

static void teardown(void) {
  str_done(&sig);
  str_done(&trusted);
}

TestSuite(exchange_minisign, .init = setup, .fini = teardown);

static bool verify(const char *bytes) {
  str_clear(&trusted);
  return minisign_verify(bytes, strlen(bytes), sig.at, sig.len, public_key, &trusted);
}

/* From the documentation of the verifier in Rust: "test", signed by minisign's own author. */
Test(exchange_minisign, published_signature_holds) {
  static const char theirs[] =
      "untrusted comment: signature from minisign secret key\n"
      "RUQf6LRCGA9i559r3g7V1qNyJDApGip8MfqcadIgT9CuhV3EMhHoN1mGTkUidF/"
      "z7SrlQgXdy8ofjb7bNJJylDOocrCo8KLzZwo=\n"
      "trusted comment: timestamp:1633700835\tfile:test\tprehashed\n"
      "wLMDjy9FLAuxZ3q4NlEvkgtyhrr0gtTu6KC4KBJdITbbOeAi1zBIYo0v4iTgt8jJpIidRJnp94ABQkJAgAooBQ==";
  uint8_t key[KEY_BYTES], id[MINISIGN_ID];
  cr_assert(
      minisign_public_read("RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3", key, id));
  cr_expect(minisign_verify_id("test", 4, theirs, strlen(theirs), key, id, &trusted));
  cr_expect_str_eq(str_text(&trusted), "timestamp:1633700835\tfile:test\tprehashed");
  cr_expect_not(minisign_verify_id("Test", 4, theirs, strlen(theirs), key, id, NULL));
  cr_expect_not(minisign_verify("test", 4, theirs, strlen(theirs), key, NULL)); /* id by lot */
}

Test(exchange_minisign, what_is_signed_holds) {
  minisign_sign("Amina", 5, secret, "a bundle", &sig);
  cr_expect(verify("Amina"));
  cr_expect_str_eq(str_text(&trusted), "a bundle");
  cr_expect_not(verify("Amine"));
  cr_expect_eq(trusted.len, 0);
  str_clear(&sig);
  minisign_sign("", 0, secret, "", &sig);
  cr_expect(verify(""));
}

Test(exchange_minisign, what_vouches_is_the_signature_alone) {
  minisign_sign("Amina", 5, secret, "a bundle", &sig);
  cr_expect(minisign_vouches("Amina", 5, sig.at, sig.len, public_key));
  cr_expect_not(minisign_vouches("Amine", 5, sig.at, sig.len, public_key));
  cr_expect_not(minisign_vouches("Amina", 5, sig.at, sig.len - 9, public_key));
  *strstr(sig.at, "a bundle") = 'A';
  cr_expect_not(verify("Amina"));
  cr_expect(minisign_vouches("Amina", 5, sig.at, sig.len, public_key));
  public_key[0] ^= 1;
  cr_expect_not(minisign_vouches("Amina", 5, sig.at, sig.len, public_key));
}

Test(exchange_minisign, key_of_another_is_refused) {
  uint8_t other[SECRET_BYTES];
  seal_keypair(public_key, other);
  minisign_sign("Amina", 5, secret, "", &sig);
  cr_expect_not(verify("Amina"));
}

/* All but the untrusted comment. */
Test(exchange_minisign, every_flipped_bit_is_refused) {
  minisign_sign("Amina", 5, secret, "seq 1 to 7", &sig);
  size_t from = (size_t)(strchr(sig.at, '\n') - sig.at);
  for (size_t i = from; i < sig.len; i++)
    for (unsigned bit = 0; bit < 8; bit++) {
      sig.at[i] ^= (char)(1 << bit);
      cr_expect_not(verify("Amina"), "byte %zu, bit %u", i, bit);
      sig.at[i] ^= (char)(1 << bit);
    }
  cr_expect(verify("Amina"));
}

Test(exchange_minisign, four_lines_are_asked_for_and_no_more) {
  minisign_sign("Amina", 5, secret, "x", &sig);
  for (size_t len = 0; len + 1 < sig.len; len++)
    cr_expect_not(minisign_verify("Amina", 5, sig.at, len, public_key, NULL));
  cr_expect(minisign_verify("Amina", 5, sig.at, sig.len - 1, public_key, NULL));
  str_putc(&sig, '\n');
  cr_expect_not(verify("Amina"));
}

Test(exchange_minisign, public_key_is_read_as_it_is_written) {
  struct str text = {0};
  uint8_t back[KEY_BYTES], id[MINISIGN_ID], want[MINISIGN_ID];
  minisign_public_text(public_key, &text);
  cr_expect_eq(text.len, 56);
  cr_expect_eq(strncmp(text.at, "RW", 2), 0);
  cr_assert(minisign_public_read(text.at, back, id));
  minisign_id(public_key, want);
  cr_expect_eq(memcmp(back, public_key, KEY_BYTES), 0);
  cr_expect_eq(memcmp(id, want, MINISIGN_ID), 0);
  cr_expect_not(minisign_public_read("RWQ", back, id));
  str_done(&text);
}
