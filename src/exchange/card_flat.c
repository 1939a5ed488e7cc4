/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Name (text), serial (u32), signer, recipient, escrow, then four lists, each with how many it has
 * (u32): trainers (name, signer, recipient), agencies (name, signer), revoked keys, links of the
 * succession (from, to, signature). */
#include "exchange/card.h"

#include "base/mem.h"
#include "base/vec.h"
#include "exchange/card_inner.h"

#include <string.h>

enum { SIGNATURE_MOST = 1024 }; /* bytes of a link's */

/* -- Out -------------------------------------------------------------------------------------- */

void card_flatten(const struct card *card, struct str *out) {
  pack_text(out, card->name);
  pack_u32(out, card->serial);
  pack_bytes(out, card->signer, KEY_BYTES);
  pack_bytes(out, card->recipient, KEY_BYTES);
  pack_bytes(out, card->escrow, KEY_BYTES);
  pack_u32(out, (uint32_t)card->trainers.n);
  for (size_t i = 0; i < card->trainers.n; i++) {
    pack_text(out, card->trainers.list[i].name);
    pack_bytes(out, card->trainers.list[i].signer, KEY_BYTES);
    pack_bytes(out, card->trainers.list[i].recipient, KEY_BYTES);
  }
  pack_u32(out, (uint32_t)card->agencies.n);
  for (size_t i = 0; i < card->agencies.n; i++) {
    pack_text(out, card->agencies.list[i].name);
    pack_bytes(out, card->agencies.list[i].signer, KEY_BYTES);
  }
  pack_u32(out, (uint32_t)card->revoked.n);
  for (size_t i = 0; i < card->revoked.n; i++)
    pack_bytes(out, card->revoked.list[i], KEY_BYTES);
  pack_u32(out, (uint32_t)card->succession.n);
  for (size_t i = 0; i < card->succession.n; i++) {
    pack_bytes(out, card->succession.list[i].from, KEY_BYTES);
    pack_bytes(out, card->succession.list[i].to, KEY_BYTES);
    pack_text(out, card->succession.list[i].signature);
  }
}

/* -- In --------------------------------------------------------------------------------------- */

static bool take_name(struct unpack *in, char out[CARD_NAME]) {
  return unpack_string(in, out, CARD_NAME) && card_name_fits(out);
}

/* More than there can be by the bytes that are left is no number. */
static bool take_count(struct unpack *in, size_t most, size_t least, size_t *n) {
  *n = unpack_u32(in);
  return !in->bad && *n <= most && *n <= (size_t)(in->end - in->at) / least;
}

static bool take_trainers(struct unpack *in, struct card *card) {
  size_t n;
  bool good = take_count(in, CARD_TRAINERS, 2 * KEY_BYTES, &n);
  for (size_t i = 0; good && i < n; i++) {
    struct card_trainer one = {0};
    good = take_name(in, one.name);
    unpack_bytes(in, one.signer, KEY_BYTES);
    unpack_bytes(in, one.recipient, KEY_BYTES);
    VEC_PUSH(&card->trainers, one);
  }
  return good;
}

static bool take_agencies(struct unpack *in, struct card *card) {
  size_t n;
  bool good = take_count(in, CARD_AGENCIES, KEY_BYTES, &n);
  for (size_t i = 0; good && i < n; i++) {
    struct card_agency one = {0};
    good = take_name(in, one.name);
    unpack_bytes(in, one.signer, KEY_BYTES);
    VEC_PUSH(&card->agencies, one);
  }
  return good;
}

static bool take_revoked(struct unpack *in, struct card *card) {
  size_t n;
  bool good = take_count(in, CARD_BYTES / KEY_BYTES, KEY_BYTES, &n);
  for (size_t i = 0; good && i < n; i++) {
    uint8_t key[KEY_BYTES];
    unpack_bytes(in, key, KEY_BYTES);
    card_revoke(card, key);
  }
  return good;
}

/* Lines of ASCII. */
static bool take_signature(struct unpack *in, struct card_link *link) {
  size_t len;
  const char *text = unpack_text(in, &len);
  bool good = !in->bad && len <= SIGNATURE_MOST;
  for (size_t i = 0; good && i < len; i++)
    good = text[i] == '\n' || (text[i] >= ' ' && text[i] <= '~');
  if (!good)
    return false;
  link->signature = mem_alloc(len + 1);
  memcpy(link->signature, text, len);
  link->signature[len] = '\0';
  return true;
}

static bool take_succession(struct unpack *in, struct card *card) {
  size_t n;
  bool good = take_count(in, CARD_LINKS, 2 * KEY_BYTES, &n);
  for (size_t i = 0; good && i < n; i++) {
    struct card_link link = {0};
    unpack_bytes(in, link.from, KEY_BYTES);
    unpack_bytes(in, link.to, KEY_BYTES);
    good = take_signature(in, &link);
    VEC_PUSH(&card->succession, link);
  }
  return good;
}

bool card_unflatten(struct unpack *in, struct card *card) {
  *card = (struct card){0};
  bool named = take_name(in, card->name);
  card->serial = unpack_u32(in);
  unpack_bytes(in, card->signer, KEY_BYTES);
  unpack_bytes(in, card->recipient, KEY_BYTES);
  unpack_bytes(in, card->escrow, KEY_BYTES);
  return named && take_trainers(in, card) && take_agencies(in, card) && take_revoked(in, card) &&
         take_succession(in, card) && unpack_done(in);
}
