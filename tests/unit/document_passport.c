/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passports made from seeds, genuine and spoilt, over the shipped States and anomalies. */
#include "base/seal.h"
#include "course/build.h"
#include "measure/signal.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static struct arena arena;
static struct diags diags;
static struct documents documents;
static const struct date today = {2027, 3, 14};

static void load(void) {
  struct reading r = {.arena = &arena, .diags = &diags};
  documents_load(&r, "courses/framework/documents", &documents);
  cr_assert_eq(diags.n, 0, "%s", diags.n ? diags.list[0].message : "");
  cr_assert_gt(documents.n_series, 0);
}

static void done(void) {
  arena_done(&arena);
  diags_done(&diags);
}

TestSuite(document_passport, .init = load, .fini = done);

Test(document_passport, the_shipped_anomalies_cover_the_trade) {
  bool frauds[FRAUDS] = {false}, steps[STEPS] = {false}, depths[DEPTHS] = {false};
  size_t genuine = 0;
  for (size_t i = 0; i < documents.n_anomalies; i++) {
    const struct anomaly *a = &documents.anomalies[i];
    frauds[a->fraud] = true;
    genuine += a->fraud == FRAUD_NONE;
    if (a->fraud != FRAUD_NONE)
      steps[a->step] = depths[a->depth] = true;
  }
  cr_expect_geq(documents.n_anomalies - genuine, 40);
  cr_expect_geq(genuine, 12);
  for (size_t i = 0; i < FRAUDS; i++)
    cr_expect(frauds[i], "%s", fraud_keys[i]);
  for (size_t i = 0; i < STEPS; i++)
    cr_expect(steps[i], "%c", step_letters[i]);
  for (size_t i = 0; i < DEPTHS; i++)
    cr_expect(depths[i], "%s", depth_names[i]);
}

/* Genuine beside anomalous, of the same seed: exactly the looks that are promised differ. */
Test(document_passport, a_thousand_documents_keep_the_promises) {
  for (uint64_t seed = 0; seed < 1000; seed++) {
    const struct anomaly *a = &documents.anomalies[seed % documents.n_anomalies];
    const struct series *s = &documents.series[seed % documents.n_series];
    struct sample sample;
    struct arena scratch = {0};
    sample_make(s, anomaly_needs(a), seed * 7919, today, &scratch, &sample);
    uint32_t differs = sample_differs(&sample, a, seed * 7919);
    arena_done(&scratch);
    cr_assert_eq(differs, a->differs, "%s, %s, seed %zu", a->id, s->id, (size_t)seed);
  }
}

Test(document_passport, what_is_found_can_be_looked_at) {
  for (size_t i = 0; i < documents.n_anomalies; i++)
    cr_expect_neq(documents.anomalies[i].found, 0, "%s", documents.anomalies[i].id);
}

/* All that all looks show, as one hash. */
static void fingerprint(uint64_t seed, uint8_t out[HASH_BYTES]) {
  struct passport p;
  struct str all = {0};
  passport_make(&documents.series[0], seed, today, &arena, &p);
  for (unsigned i = 0; i < LOOKS; i++) {
    struct shown shown = look_show(&p, (enum look)i, &arena);
    str_puts(&all, shown.text ? shown.text : "");
    for (size_t k = 0; k < shown.n_rows; k++)
      str_puts(&all, shown.rows[k]);
  }
  seal_hash(&(struct seal_part){all.at, all.len}, 1, out);
  str_done(&all);
}

Test(document_passport, the_same_seed_gives_the_same_document) {
  uint8_t one[HASH_BYTES], again[HASH_BYTES], other[HASH_BYTES];
  fingerprint(5, one);
  fingerprint(5, again);
  fingerprint(6, other);
  cr_expect_arr_eq(one, again, HASH_BYTES);
  cr_expect_arr_neq(one, other, HASH_BYTES);
}

Test(document_passport, a_genuine_one_agrees_with_itself) {
  for (uint64_t seed = 0; seed < 300; seed++) {
    struct passport p;
    passport_make(&documents.series[seed % documents.n_series], seed, today, &arena, &p);
    cr_assert_str_eq(p.page.number, p.perforated);
    cr_assert_eq(face_differences(&p.portrait, &p.bearer, true), 0);
    cr_assert_lt(date_number(p.issued), date_number(today));
    for (size_t i = 0; i < p.n_stamps; i++) {
      cr_assert_leq(date_number(p.stamps[i].date), date_number(today));
      cr_assert_gt(date_number(p.stamps[i].date), date_number(p.issued));
      cr_assert(!i || date_number(p.stamps[i - 1].date) <= date_number(p.stamps[i].date));
    }
    struct shown reader = look_show(&p, LOOK_READER, &arena);
    for (size_t k = 0; k < reader.n_rows; k++)
      cr_assert_not_null(strstr(reader.rows[k], "adds up"), "%s", reader.rows[k]);
    for (unsigned i = 0; i < LOOKS; i++) {
      struct shown shown = look_show(&p, (enum look)i, &arena);
      cr_assert((shown.text && *shown.text) || shown.n_rows, "%s", looks[i].key);
    }
  }
}

static void count(struct signal_counts *counts, bool fake, bool stopped) {
  *(fake ? &counts->signals : &counts->noise) += 1;
  *(fake ? &counts->hits : &counts->false_alarms) += stopped;
}

/* Who compares what lasts tells impostors from holders; to who takes any difference for one they
 * look the same, and a coin knows nothing. */
Test(document_passport, only_lasting_features_tell_an_impostor) {
  static const char *const impostors[] = {"another-person", "look-alike"};
  struct signal_counts lasting = {0}, any = {0}, coin = {0};
  struct rng rng;
  rng_seed(&rng, 1);
  for (uint64_t seed = 0; seed < 2000; seed++) {
    const struct anomaly *impostor = documents_anomaly(&documents, impostors[seed / 2 % 2]);
    bool fake = seed % 2;
    struct passport p;
    passport_make(&documents.series[seed % documents.n_series], seed, today, &arena, &p);
    if (fake)
      anomaly_apply(impostor, seed, &arena, &p);
    unsigned differ = face_differences(&p.portrait, &p.bearer, true);
    count(&lasting, fake, differ > 0);
    count(&any, fake, differ + face_differences(&p.portrait, &p.bearer, false) > 0);
    count(&coin, fake, rng_below(&rng, 2));
  }
  cr_expect_gt(signal_detect(&lasting).d_prime, 2);
  cr_expect_lt(signal_detect(&any).d_prime, 0.5);
  cr_expect_lt(fabs(signal_detect(&coin).d_prime), 0.2); /* three standard errors and a little */
}

Test(document_passport, drawn_faces_keep_their_frame) {
  struct rng rng;
  char rows[FACE_ROWS][FACE_COLUMNS + 1];
  rng_seed(&rng, 1);
  for (int i = 0; i < 2000; i++) {
    struct face face = face_random(&rng);
    face_draw(&face, rows);
    for (size_t row = 0; row < FACE_ROWS; row++)
      cr_assert_eq(strlen(rows[row]), FACE_COLUMNS);
  }
}
