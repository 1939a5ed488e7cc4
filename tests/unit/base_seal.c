/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/seal.h"

#include <criterion/criterion.h>
#include <string.h>

static void setup(void) { cr_assert(seal_init()); }

TestSuite(base_seal, .init = setup);

static void unhex(const char *hex, void *out, size_t len) { cr_assert(seal_unhex(hex, out, len)); }

static void expect_hex(const void *bytes, size_t len, const char *want) {
  char got[512];
  cr_assert_lt(2 * len, sizeof got);
  seal_hex(bytes, len, got);
  cr_expect_str_eq(got, want);
}

/* RFC 7748, 6.1 */
Test(base_seal, x25519_of_the_rfc) {
  uint8_t alice[KEY_BYTES], bob[KEY_BYTES], public_key[KEY_BYTES], shared[KEY_BYTES];
  unhex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a", alice, KEY_BYTES);
  unhex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb", bob, KEY_BYTES);
  seal_exchange_public(alice, public_key);
  expect_hex(public_key, KEY_BYTES,
             "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
  cr_assert(seal_exchange(bob, public_key, shared));
  expect_hex(shared, KEY_BYTES, "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
  seal_exchange_public(bob, public_key);
  expect_hex(public_key, KEY_BYTES,
             "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
}

/* Whoever sends one of these knows the shared secret without any key: it is zero. */
Test(base_seal, point_of_low_order_is_refused) {
  static const char *const low[] = {
      "0000000000000000000000000000000000000000000000000000000000000000",
      "0100000000000000000000000000000000000000000000000000000000000000",
      "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
      "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  };
  uint8_t point[KEY_BYTES], secret[KEY_BYTES], shared[KEY_BYTES];
  seal_exchange_keypair(point, secret);
  for (size_t i = 0; i < sizeof low / sizeof *low; i++) {
    unhex(low[i], point, KEY_BYTES);
    cr_expect_not(seal_exchange(secret, point, shared), "%s", low[i]);
  }
}

/* RFC 8032, 7.1, test 2: the secret key is the seed and the public key. */
Test(base_seal, ed25519_of_the_rfc) {
  uint8_t secret[SECRET_BYTES], signature[SIGNATURE_BYTES];
  unhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        secret, SECRET_BYTES);
  seal_sign("\x72", 1, secret, signature);
  expect_hex(signature, SIGNATURE_BYTES,
             "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
             "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
  cr_expect(seal_verify("\x72", 1, signature, secret + KEY_BYTES));
  cr_expect_not(seal_verify("\x73", 1, signature, secret + KEY_BYTES));
  signature[0] ^= 1;
  cr_expect_not(seal_verify("\x72", 1, signature, secret + KEY_BYTES));
}

/* RFC 5869, A.1 and A.3: the first block of each. */
Test(base_seal, hkdf_of_the_rfc) {
  uint8_t secret[22], salt[13], out[KEY_BYTES];
  memset(secret, 0x0b, sizeof secret);
  for (uint8_t i = 0; i < sizeof salt; i++)
    salt[i] = i;
  seal_derive((struct seal_part){secret, sizeof secret}, (struct seal_part){salt, sizeof salt},
              "\xf0\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9", out);
  expect_hex(out, KEY_BYTES, "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
  seal_derive((struct seal_part){secret, sizeof secret}, (struct seal_part){0}, "", out);
  expect_hex(out, KEY_BYTES, "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
}

static const char sunscreen[] = "Ladies and Gentlemen of the class of '99: If I could offer you "
                                "only one tip for the future, sunscreen would be it.";

struct sealed {
  uint8_t key[KEY_BYTES], nonce[LONG_NONCE_BYTES], beside[12];
  uint8_t out[sizeof sunscreen + TAG_BYTES], back[sizeof sunscreen];
};

/* What RFC 8439, 2.8.2 and draft-irtf-cfrg-xchacha-03, A.3.1 have in common. */
static struct sealed prepare(const char *nonce) {
  struct sealed sealed = {0};
  for (uint8_t i = 0; i < KEY_BYTES; i++)
    sealed.key[i] = 0x80 + i;
  unhex(nonce, sealed.nonce, strlen(nonce) / 2);
  unhex("50515253c0c1c2c3c4c5c6c7", sealed.beside, sizeof sealed.beside);
  return sealed;
}

Test(base_seal, chacha20_poly1305_of_the_rfc) {
  struct sealed s = prepare("070000004041424344454647");
  struct seal_part beside = {s.beside, sizeof s.beside};
  size_t len = strlen(sunscreen);
  seal_lock(s.key, s.nonce, beside, sunscreen, len, s.out);
  expect_hex(s.out, len + TAG_BYTES,
             "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d6"
             "3dbea45e8ca9671282fafb69da92728b1a71de0a9e060b2905d6a5b67ecd3b36"
             "92ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc"
             "3ff4def08e4b7a9de576d26586cec64b6116"
             "1ae10b594f09e26a7e902ecbd0600691");
  cr_expect(seal_unlock(s.key, s.nonce, beside, s.out, len + TAG_BYTES, s.back));
  cr_expect_eq(memcmp(s.back, sunscreen, len), 0);
  cr_expect_not(seal_unlock(s.key, s.nonce, (struct seal_part){0}, s.out, len + TAG_BYTES, s.back));
  cr_expect_not(seal_unlock(s.key, s.nonce, beside, s.out, TAG_BYTES - 1, s.back));
}

Test(base_seal, xchacha20_poly1305_of_the_draft) {
  struct sealed s = prepare("404142434445464748494a4b4c4d4e4f5051525354555657");
  struct seal_part beside = {s.beside, sizeof s.beside};
  size_t len = strlen(sunscreen);
  seal_wrap(s.key, s.nonce, beside, sunscreen, len, s.out);
  expect_hex(s.out, len + TAG_BYTES,
             "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb"
             "731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452"
             "2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9"
             "21f9664c97637da9768812f615c68b13b52e"
             "c0875924c1c7987947deafd8780acf49");
  cr_expect(seal_unwrap(s.key, s.nonce, beside, s.out, len + TAG_BYTES, s.back));
  for (size_t i = 0; i < len + TAG_BYTES; i++) {
    s.out[i] ^= 4;
    cr_expect_not(seal_unwrap(s.key, s.nonce, beside, s.out, len + TAG_BYTES, s.back));
    s.out[i] ^= 4;
  }
}

Test(base_seal, passphrase_gives_a_key_that_all_parts_decide) {
  uint8_t salt[SALT_BYTES] = {1}, one[KEY_BYTES], two[KEY_BYTES];
  cr_assert(seal_stretch("open", 4, salt, 1, 64, one));
  cr_assert(seal_stretch("open", 4, salt, 1, 64, two));
  cr_expect(seal_equal(one, two, KEY_BYTES));
  cr_assert(seal_stretch("opem", 4, salt, 1, 64, two));
  cr_expect_not(seal_equal(one, two, KEY_BYTES));
  cr_assert(seal_stretch("open", 4, salt, 2, 64, two));
  cr_expect_not(seal_equal(one, two, KEY_BYTES));
  cr_assert(seal_stretch("open", 4, salt, 1, 65, two));
  cr_expect_not(seal_equal(one, two, KEY_BYTES));
  salt[0] = 2;
  cr_assert(seal_stretch("open", 4, salt, 1, 64, two));
  cr_expect_not(seal_equal(one, two, KEY_BYTES));
}

/* The numbers come from a file: none may make a laptop stand still. */
Test(base_seal, passphrase_costs_stay_within_bounds) {
  uint8_t salt[SALT_BYTES] = {0}, key[KEY_BYTES];
  cr_expect_not(seal_stretch("x", 1, salt, 0, 64, key));
  cr_expect_not(seal_stretch("x", 1, salt, 17, 64, key));
  cr_expect_not(seal_stretch("x", 1, salt, 1, 7, key));
  cr_expect_not(seal_stretch("x", 1, salt, 1, 1048577, key));
}

Test(base_seal, base64_is_read_in_its_one_form) {
  uint8_t got[4];
  cr_expect(seal_unbase64("Zm9v", 4, got, 3));
  cr_expect_eq(memcmp(got, "foo", 3), 0);
  cr_expect(seal_unbase64("Zm8=", 4, got, 2));
  cr_expect(seal_unbase64_bare("Zm8", 3, got, 2));
  cr_expect(seal_unbase64_bare("", 0, got, 0));
  static const char *const wrong[] = {"Zm9", "Zm8", "Zm9=", "Zm8=\n", " Zm8=", "Z-8=", "Zm8=Zm8="};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
    cr_expect_not(seal_unbase64(wrong[i], strlen(wrong[i]), got, 2), "%s", wrong[i]);
  cr_expect_not(seal_unbase64_bare("Zm8=", 4, got, 2));
  cr_expect_not(seal_unbase64_bare("Zm9", 3, got, 2)); /* a bit is set that says nothing */
  cr_expect_not(seal_unbase64("Zm9v", 4, got, 2));
  cr_expect_not(seal_unbase64("Zm9v", 4, got, 4));
}

Test(base_seal, base64_has_64_digits) {
  uint8_t got[3];
  size_t digits = 0;
  for (int c = 0; c < 256; c++)
    digits += seal_unbase64((char[4]){'A', 'A', 'A', (char)c}, 4, got, 3);
  cr_expect_eq(digits, 64);
}
