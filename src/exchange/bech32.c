/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/bech32.h"

#include <assert.h>
#include <string.h>

enum { CHECK = 6 };

static const char letters[] = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

/* BIP-173, bech32_polymod: one more value into the check. */
static uint32_t mix(uint32_t check, uint8_t value) {
  static const uint32_t generator[] = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
  uint32_t top = check >> 25;
  check = ((check & 0x1ffffff) << 5) ^ value;
  for (unsigned i = 0; i < 5; i++)
    if (top >> i & 1)
      check ^= generator[i];
  return check;
}

static uint32_t mix_prefix(const char *prefix) {
  uint32_t check = 1;
  for (const char *at = prefix; *at; at++)
    check = mix(check, (uint8_t)*at >> 5);
  check = mix(check, 0);
  for (const char *at = prefix; *at; at++)
    check = mix(check, *at & 31);
  return check;
}

/* Copies in lower case. False: letters of both cases, or what is no letter at all. */
static bool lower(const char *text, size_t len, char *out) {
  bool upper = false, small = false;
  for (size_t i = 0; i < len; i++) {
    char c = text[i];
    if (c < 33 || c > 126)
      return false;
    bool is_upper = c >= 'A' && c <= 'Z';
    upper |= is_upper;
    small |= c >= 'a' && c <= 'z';
    out[i] = is_upper ? (char)(c - 'A' + 'a') : c;
  }
  out[len] = '\0';
  return !(upper && small);
}

bool bech32_read(const char *text, struct bech32 *out) {
  char all[BECH32_TEXT + 1];
  size_t len = strnlen(text, BECH32_TEXT + 1);
  *out = (struct bech32){0};
  if (len > BECH32_TEXT || !lower(text, len, all))
    return false;
  const char *one = strrchr(all, '1');
  if (!one || one == all || strlen(one + 1) < CHECK)
    return false;
  memcpy(out->prefix, all, (size_t)(one - all));
  uint32_t check = mix_prefix(out->prefix);
  for (const char *at = one + 1; *at; at++) {
    const char *letter = strchr(letters, *at);
    if (!letter)
      return false;
    out->five[out->n] = (uint8_t)(letter - letters);
    check = mix(check, out->five[out->n++]);
  }
  out->n -= CHECK;
  return check == 1;
}

bool bech32_bytes(const struct bech32 *data, uint8_t *bytes, size_t len) {
  uint32_t kept = 0;
  unsigned bits = 0;
  if (data->n != (len * 8 + 4) / 5)
    return false;
  for (size_t i = 0, at = 0; i < data->n; i++) {
    kept = (kept << 5 | data->five[i]) & 0xfff;
    bits += 5;
    if (bits >= 8 && at < len) {
      bits -= 8;
      bytes[at++] = (uint8_t)(kept >> bits);
    }
  }
  return (kept & ((1u << bits) - 1)) == 0;
}

static void put(struct str *out, uint32_t *check, uint8_t value) {
  *check = mix(*check, value);
  str_putc(out, letters[value]);
}

void bech32_write(const char *prefix, const uint8_t *bytes, size_t len, struct str *out) {
  uint32_t check = mix_prefix(prefix), kept = 0;
  unsigned bits = 0;
  assert(strlen(prefix) + 1 + (len * 8 + 4) / 5 + CHECK <= BECH32_TEXT);
  str_puts(out, prefix);
  str_putc(out, '1');
  for (size_t i = 0; i < len; i++) {
    kept = (kept << 8 | bytes[i]) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5)
      put(out, &check, kept >> (bits - 5) & 31);
  }
  if (bits)
    put(out, &check, kept << (5 - bits) & 31);
  for (unsigned i = 0; i < CHECK; i++)
    check = mix(check, 0);
  check ^= 1;
  for (unsigned i = 0; i < CHECK; i++)
    str_putc(out, letters[check >> 5 * (CHECK - 1 - i) & 31]);
}
