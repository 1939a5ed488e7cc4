/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The strings of BIP-173. */
#include "exchange/bech32.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(exchange_bech32);

Test(exchange_bech32, valid_ones_are_read) {
  static const struct {
    const char *text, *prefix;
    size_t n;
  } valid[] = {
      {"A12UEL5L", "a", 0},
      {"a12uel5l", "a", 0},
      {"an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs",
       "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio", 0},
      {"abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw", "abcdef", 32},
      {"11qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqc8247j",
       "1", 82},
      {"split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w", "split", 48},
      {"?1ezyfcl", "?", 0},
  };
  for (size_t i = 0; i < sizeof valid / sizeof *valid; i++) {
    struct bech32 read;
    cr_assert(bech32_read(valid[i].text, &read), "%s", valid[i].text);
    cr_expect_str_eq(read.prefix, valid[i].prefix);
    cr_expect_eq(read.n, valid[i].n);
  }
}

Test(exchange_bech32, invalid_ones_are_refused) {
  static const char *const invalid[] = {
      "\x20"
      "1nwldj5",
      "\x7f"
      "1axkwrx",
      "\x80"
      "1eym55h",
      "an84characterslonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1569pvx",
      "pzry9x0s0muk",
      "1pzry9x0s0muk",
      "x1b4n0q5v",
      "li1dgmt3",
      "de1lg7wt\xff",
      "A1G7SGD8",
      "10a06t8",
      "1qzzfhee",
      "a12UEL5L",
      "",
  };
  struct bech32 read;
  for (size_t i = 0; i < sizeof invalid / sizeof *invalid; i++)
    cr_expect_not(bech32_read(invalid[i], &read), "%s", invalid[i]);
}

Test(exchange_bech32, bytes_come_back_as_they_were) {
  uint8_t bytes[40], back[40];
  for (size_t len = 0; len <= sizeof bytes; len++) {
    struct str text = {0};
    struct bech32 read;
    for (size_t i = 0; i < len; i++)
      bytes[i] = (uint8_t)(len * 37 + i * 91);
    bech32_write("age", bytes, len, &text);
    cr_assert(bech32_read(text.at, &read), "%s", text.at);
    cr_assert(bech32_bytes(&read, back, len));
    cr_expect_eq(memcmp(bytes, back, len), 0);
    cr_expect_not(bech32_bytes(&read, back, len + 1));
    str_done(&text);
  }
}

Test(exchange_bech32, bit_that_says_nothing_is_refused) {
  struct bech32 data = {.five = {0, 0}, .n = 2};
  uint8_t byte;
  cr_expect(bech32_bytes(&data, &byte, 1));
  data.five[1] = 1;
  cr_expect_not(bech32_bytes(&data, &byte, 1));
}

Test(exchange_bech32, any_letter_changed_is_found) {
  uint8_t bytes[32] = {1, 2, 3};
  struct str text = {0};
  struct bech32 read;
  bech32_write("age", bytes, sizeof bytes, &text);
  for (size_t i = 0; i < text.len; i++) {
    char kept = text.at[i];
    text.at[i] = kept == 'q' ? 'p' : 'q';
    cr_expect_not(bech32_read(text.at, &read));
    text.at[i] = kept;
  }
  str_done(&text);
}
