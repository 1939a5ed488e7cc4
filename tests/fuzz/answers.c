/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as what a child answers that reads for us in its cage and was taken over there: of a
 * bundle, of a roster, of a sheet, of marks, of a pack, of a card, and what it has to say. What is
 * believed is whole, safe to show, and comes out as the bytes it came in as. A bundle's answer is
 * looked at behind a signature: the bytes are also put behind a manifest that is signed, as a
 * laptop's own child would have it. */
#include "fuzz.h"

#include "base/text.h"
#include "exchange/bundle_inner.h"
#include "exchange/card.h"
#include "exchange/coursepack.h"
#include "exchange/filled.h"
#include "exchange/marks.h"
#include "exchange/minisign.h"
#include "exchange/roster.h"

#include <assert.h>
#include <string.h>

static uint8_t chain[KEY_BYTES], secret[SECRET_BYTES];

static void same(const struct str *out, const void *bytes, size_t len) {
  assert(out->len == len && (len == 0 || memcmp(out->at, bytes, len) == 0));
}

static void is_safe(const char *text) {
  assert(text_unsafe_at(text, strlen(text), true) == strlen(text));
}

/* -- A bundle ---------------------------------------------------------------------------------- */

static bool of_bundle(const void *bytes, size_t len) {
  struct bundle bundle;
  struct str again = {0};
  enum bundle_fault fault = bundle_unflatten(bytes, len, &bundle);
  assert(fault < BUNDLE_FAULTS);
  if (fault == BUNDLE_SOUND) {
    assert(bundle.n == bundle.about.last - bundle.about.first + 1 && bundle.n <= BUNDLE_EVENTS);
    bundle_flatten(fault, &bundle, &again);
    same(&again, bytes, len);
  }
  str_done(&again);
  bundle_done(&bundle);
  return fault == BUNDLE_SOUND;
}

static void put_part(struct str *out, const struct str *part) {
  pack_u32(out, (uint32_t)part->len);
  pack_bytes(out, part->at, part->len);
}

static bool behind_signature(const uint8_t *bytes, size_t len) {
  static const uint8_t none[HASH_BYTES];
  struct str out = {0}, manifest = {0}, signature = {0};
  char head[2 * HASH_BYTES + 1];
  seal_hex(none, HASH_BYTES, head);
  str_printf(&manifest, "{\"head\":\"%s\"}", head);
  minisign_sign(manifest.at, manifest.len, secret, "fuzz", &signature);
  pack_u8(&out, BUNDLE_SOUND);
  pack_bytes(&out, chain, KEY_BYTES);
  pack_bytes(&out, none, KEY_BYTES);
  pack_u64(&out, 1);
  pack_u64(&out, len ? 1 + bytes[len - 1] % 3 : 1);
  for (unsigned i = 0; i < 3; i++)
    pack_bytes(&out, none, HASH_BYTES);
  pack_u64(&out, 0);
  pack_u8(&out, 1);
  pack_bytes(&out, chain, KEY_BYTES);
  put_part(&out, &manifest);
  put_part(&out, &signature);
  pack_bytes(&out, bytes, len);
  bool sound = of_bundle(out.at, out.len);
  str_done(&out);
  str_done(&manifest);
  str_done(&signature);
  return sound;
}

/* One erased event without a head is believed: else what stands behind the signature is not tried.
 */
static void begin(void) {
  const uint8_t event[1 + HASH_BYTES + SALT_BYTES + 4] = {RECORD_ERASED};
  assert(seal_init());
  seal_keypair(chain, secret);
  assert(behind_signature(event, sizeof event));
}

/* -- Tables ------------------------------------------------------------------------------------ */

static void of_roster(const uint8_t *bytes, size_t len) {
  struct unpack in = {.at = bytes, .end = bytes + len};
  struct roster roster;
  struct str again = {0};
  if (roster_unflatten(&in, "r", &roster)) {
    for (size_t i = 0; i < roster.people.n; i++)
      is_safe(roster.people.list[i].person.name);
    roster_flatten(&roster, &again);
    same(&again, bytes, len);
  }
  str_done(&again);
  roster_done(&roster);
}

static void of_sheet(const uint8_t *bytes, size_t len) {
  struct unpack in = {.at = bytes, .end = bytes + len};
  struct filled form;
  struct diags diags = {0};
  struct str again = {0};
  if (filled_unflatten(&in, "f", &form, &diags)) {
    for (size_t c = 0; c < form.n_columns; c++)
      is_safe(filled_heading(&form, c)->text);
    filled_flatten(&form, &again);
    same(&again, bytes, len);
  }
  str_done(&again);
  filled_done(&form);
  diags_done(&diags);
}

static void of_marks(const uint8_t *bytes, size_t len) {
  struct unpack in = {.at = bytes, .end = bytes + len};
  struct marks marks;
  struct str again = {0};
  if (marks_unflatten(&in, &marks)) {
    for (size_t i = 0; i < marks.n_items; i++)
      is_safe(marks.items[i]);
    marks_flatten(&marks, &again);
    same(&again, bytes, len);
  }
  str_done(&again);
  marks_done(&marks);
}

/* Of a pack nothing is believed that was not signed; of these bytes nothing was. */
static void of_pack(const uint8_t *bytes, size_t len) {
  const struct str file = {.at = (char *)bytes, .len = len};
  struct unpack in = {.at = bytes, .end = bytes + len};
  struct coursepack pack;
  assert(!coursepack_unflatten(&in, &file, &pack) && pack.files.n == 0);
}

/* The same of a card; what is within its bounds can be written, too. */
static void of_card(const uint8_t *bytes, size_t len) {
  struct unpack in = {.at = bytes, .end = bytes + len};
  struct card card;
  struct str again = {0};
  if (card_unflatten(&in, &card)) {
    is_safe(card.name);
    for (size_t i = 0; i < card.trainers.n; i++)
      is_safe(card.trainers.list[i].name);
    assert(!card_is((const char *)bytes, len, CARD, &card));
    card_flatten(&card, &again);
    same(&again, bytes, len);
  }
  str_done(&again);
  card_done(&card);
}

static void of_diags(const uint8_t *bytes, size_t len) {
  struct unpack in = {.at = bytes, .end = bytes + len};
  struct diags diags = {0};
  if (diags_unflatten(&in, "d", &diags))
    for (size_t i = 0; i < diags.n; i++)
      is_safe(diags.list[i].message);
  diags_done(&diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
  static bool ready;
  if (!ready)
    begin();
  ready = true;
  of_bundle(bytes, len);
  behind_signature(bytes, len);
  of_roster(bytes, len);
  of_sheet(bytes, len);
  of_marks(bytes, len);
  of_pack(bytes, len);
  of_card(bytes, len);
  of_diags(bytes, len);
  return 0;
}
