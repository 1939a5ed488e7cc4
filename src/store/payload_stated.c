/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people, assessors, coordinators and calibrations state: writer and reader side by side. */
#include "store/payload.h"

#include <assert.h>
#include <string.h>

void payload_put_evidence(const struct happening *h, struct str *out) {
  assert(h->evidence < EVIDENCES);
  pack_u8(out, (uint8_t)h->evidence);
  pack_u16(out, h->specimen);
}

void payload_get_evidence(struct unpack *in, struct arena *arena, struct happening *h) {
  (void)arena;
  uint8_t evidence = unpack_u8(in);
  if (evidence >= EVIDENCES)
    in->bad = true;
  h->evidence = (enum evidence)(in->bad ? 0 : evidence);
  h->specimen = unpack_u16(in);
}

void payload_put_steps(const struct happening *h, struct str *out) {
  assert(h->n_steps <= STEPS_MAX);
  pack_u8(out, (uint8_t)h->n_steps);
  for (size_t i = 0; i < h->n_steps; i++) {
    pack_u64(out, h->steps[i].name);
    pack_u8(out, h->steps[i].verdict);
  }
}

void payload_get_steps(struct unpack *in, struct arena *arena, struct happening *h) {
  uint8_t n = unpack_u8(in);
  if (n > STEPS_MAX)
    in->bad = true;
  if (in->bad)
    return;
  struct step_mark *steps = arena_array(arena, n ? n : 1, sizeof *steps);
  for (size_t i = 0; i < n; i++) {
    steps[i].name = unpack_u64(in);
    steps[i].verdict = unpack_u8(in);
    if (steps[i].verdict >= STEP_VERDICTS)
      in->bad = true;
  }
  h->steps = steps;
  h->n_steps = in->bad ? 0 : n;
}

void payload_put_other(const struct happening *h, struct str *out) {
  pack_bytes(out, h->other, ID_BYTES);
  pack_u8(out, h->undone);
}

void payload_get_other(struct unpack *in, struct arena *arena, struct happening *h) {
  (void)arena;
  unpack_bytes(in, h->other, ID_BYTES);
  uint8_t undone = unpack_u8(in);
  if (undone > 1)
    in->bad = true;
  h->undone = undone == 1;
}

void payload_put_count(const struct happening *h, struct str *out) { pack_u32(out, h->count); }

void payload_get_count(struct unpack *in, struct arena *arena, struct happening *h) {
  (void)arena;
  h->count = unpack_u32(in);
}

void payload_put_until(const struct happening *h, struct str *out) {
  pack_u32(out, (uint32_t)h->settings.until);
}

void payload_get_until(struct unpack *in, struct arena *arena, struct happening *h) {
  (void)arena;
  h->settings.until = (int32_t)unpack_u32(in);
}

void payload_put_about(const struct happening *h, struct str *out) {
  pack_bytes(out, h->about, HASH_BYTES);
}

void payload_get_about(struct unpack *in, struct arena *arena, struct happening *h) {
  (void)arena;
  unpack_bytes(in, h->about, HASH_BYTES);
}

void payload_put_ruling(const struct happening *h, struct str *out) {
  assert(h->ruling <= RULING_CORRECTED);
  pack_u8(out, (uint8_t)h->ruling);
}

void payload_get_ruling(struct unpack *in, struct arena *arena, struct happening *h) {
  (void)arena;
  uint8_t ruling = unpack_u8(in);
  if (ruling > RULING_CORRECTED)
    in->bad = true;
  h->ruling = (enum ruling)(in->bad ? 0 : ruling);
}

void payload_put_words(const struct happening *h, struct str *out) {
  const char *words = h->words ? h->words : "";
  assert(strlen(words) <= EVENT_WORDS);
  pack_text(out, words);
}

void payload_get_words(struct unpack *in, struct arena *arena, struct happening *h) {
  size_t len;
  const char *words = unpack_text(in, &len);
  if (len > EVENT_WORDS)
    in->bad = true;
  h->words = in->bad ? "" : arena_strndup(arena, words, len);
}

void payload_put_calibration(const struct happening *h, struct str *out) {
  pack_u32(out, (uint32_t)h->calibration.b);
  pack_u32(out, (uint32_t)h->calibration.sd);
  pack_u32(out, h->calibration.n);
}

void payload_get_calibration(struct unpack *in, struct arena *arena, struct happening *h) {
  (void)arena;
  h->calibration.b = (int32_t)unpack_u32(in);
  h->calibration.sd = (int32_t)unpack_u32(in);
  h->calibration.n = unpack_u32(in);
}

void payload_put_cause(const struct happening *h, struct str *out) {
  assert(h->cause < CAUSES);
  pack_u8(out, (uint8_t)h->cause);
}

void payload_get_cause(struct unpack *in, struct arena *arena, struct happening *h) {
  (void)arena;
  uint8_t cause = unpack_u8(in);
  if (cause >= CAUSES)
    in->bad = true;
  h->cause = (enum cause)(in->bad ? 0 : cause);
}

void payload_put_day(const struct happening *h, struct str *out) { pack_u32(out, h->day); }

void payload_get_day(struct unpack *in, struct arena *arena, struct happening *h) {
  (void)arena;
  h->day = unpack_u32(in);
}
