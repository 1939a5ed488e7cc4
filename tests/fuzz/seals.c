/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as an age file, a signature, a card and a key; and sealed, signed and written they come
 * back as they were. */
#include "fuzz.h"

#include "exchange/age.h"
#include "exchange/bech32.h"
#include "exchange/card.h"
#include "exchange/minisign.h"
#include "exchange/stick.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static void seal_again(const uint8_t *bytes, size_t len) {
  uint8_t key[1][KEY_BYTES], secret[KEY_BYTES], public_key[KEY_BYTES], sign[SECRET_BYTES];
  struct str sealed = {0}, opened = {0}, sig = {0};
  seal_exchange_keypair(key[0], secret);
  seal_keypair(public_key, sign);
  assert(age_seal(bytes, len, (const uint8_t(*)[KEY_BYTES])key, 1, &sealed));
  assert(age_open(sealed.at, sealed.len, secret, &opened) == RC_OK);
  assert(opened.len == len && (len == 0 || memcmp(opened.at, bytes, len) == 0));
  minisign_sign(bytes, len, sign, "fuzz", &sig);
  assert(minisign_verify(bytes, len, sig.at, sig.len, public_key, NULL));
  str_done(&sealed);
  str_done(&opened);
  str_done(&sig);
}

static void read_text(const char *text) {
  struct bech32 read;
  uint8_t key[KEY_BYTES];
  struct str again = {0};
  bech32_read(text, &read);
  assert(read.n < BECH32_TEXT && strlen(read.prefix) < BECH32_TEXT);
  if (age_recipient_read(text, key)) {
    age_recipient_text(key, &again);
    assert(strcasecmp(again.at, text) == 0);
  }
  str_done(&again);
}

static void read_card(const uint8_t *bytes, size_t len) {
  struct card card;
  for (int kind = CARD; kind <= CARD_KEYS; kind++) {
    if (card_read((const char *)bytes, len, (enum card_kind)kind, &card, NULL) == RC_OK)
      assert(card_name_fits(card.name));
    card_done(&card);
  }
}

/* What a class stick says, of which one sitting is reached without a signature, and its box. */
static void read_stick(const uint8_t *bytes, size_t len) {
  struct stick stick;
  struct stick_sitting sitting;
  if (stick_read((const char *)bytes, len, &stick) == RC_OK)
    assert(stick_name_fits(stick.name) && stick.serial > 0 && stick.packs.n <= STICK_PACKS);
  stick_done(&stick);
  json_t *root = json_loadb((const char *)bytes, len, JSON_REJECT_DUPLICATES, NULL);
  if (stick_sitting_read(root, &sitting))
    assert(stick_name_fits(sitting.file.name) && !strstr(sitting.path, ".."));
  json_decref(root);
  if (codebox_check(bytes, len) == RC_OK)
    assert(len >= CODEBOX_OVER && len <= CODEBOX_BYTES);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
  static const uint8_t identity[KEY_BYTES] = {1};
  static bool ready;
  ready = ready || seal_init();
  struct str out = {0};
  if (age_open(bytes, len, identity, &out) != RC_OK)
    assert(out.len == 0);
  minisign_verify("", 0, (const char *)bytes, len, identity, &out);
  read_card(bytes, len);
  read_stick(bytes, len);
  char *text = malloc(len + 1);
  memcpy(text, bytes, len);
  text[len] = '\0';
  read_text(text);
  free(text);
  if (len % 8 == 0)
    seal_again(bytes, len);
  str_done(&out);
  return 0;
}
