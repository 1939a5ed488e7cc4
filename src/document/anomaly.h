/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Anomalies: what can be wrong with a passport or its bearer, and false alarms, which look wrong
 * and are not. They are data (document/documents_read.h), for trainers to extend:
 *
 *   shows    a look, and what it shows instead of the series' words
 *   changes  a place and how its value is spoilt: a row of changes[]
 *   differs  the promise: exactly these looks show something else than the same passport unspoilt
 *   found    where the anomaly can be noticed and marked; a subset of what differs, or a look that
 * it has to be compared with
 *
 * A promise is checked by making passports with and without the anomaly (sample_differs). */
#ifndef DOCUMENT_ANOMALY_H
#define DOCUMENT_ANOMALY_H

#include "document/passport.h"

enum fraud {             /* as the trade sorts them */
             FRAUD_NONE, /* a false alarm: the document is genuine, and the bearer its holder */
             FRAUD_COUNTERFEIT,
             FRAUD_FORGERY,
             FRAUD_RECYCLED,
             FRAUD_STOLEN_BLANK,
             FRAUD_OBTAINED,
             FRAUD_IMPOSTOR,
             FRAUD_MORPH,
             FRAUD_FANTASY,
             FRAUD_CHIP,
             FRAUDS
};

enum { CHANGES_MAX = 4 };

struct anomaly {
  const char *id, *name; /* name: a few words, as the debrief says it */
  enum fraud fraud;
  enum step step;
  enum depth depth;
  const char *shows[LOOKS]; /* CommonMark; NULL: as the series has it */
  const struct change *changes[CHANGES_MAX];
  uint8_t n_changes;
  uint32_t differs, found; /* sets of looks: bit of the look */
  const char *why;         /* what it means and how it is told from its innocent likeness */
  struct place at;
};

struct change {
  const char *place, *how; /* as YAML has them: "bearer", "other" */
  void (*spoil)(struct passport *passport, struct rng *rng, struct arena *arena);
};

extern const struct change changes[];
extern const size_t n_changes;
extern const char *const fraud_keys[FRAUDS];  /* as YAML has it: "none" "counterfeit" ... */
extern const char *const fraud_names[FRAUDS]; /* N_ */

/* NULL where there is none. */
const struct change *change_find(const char *place, const char *how);

/* What a passport must have so that there is something to spoil: a visa, a journey that was made;
 * or no visa, where the holder's name changes and a label would have to follow. */
enum { NEED_VISA = 1, NEED_TRIP = 2, NEED_NO_VISA = 4, NEEDS = 8 /* how many sets of them */ };
unsigned anomaly_needs(const struct anomaly *anomaly);

/* As passport_make, of a seed near this one that meets the needs. */
void passport_make_for(const struct series *series, unsigned needs, uint64_t seed,
                       struct date today, struct arena *arena, struct passport *out);
/* Spoils it. The seed is the anomaly's own chance, and may be the passport's. */
void anomaly_apply(const struct anomaly *anomaly, uint64_t seed, struct arena *arena,
                   struct passport *passport);

/* A genuine passport with all that its looks show, to hold spoilt ones against. */
struct sample {
  struct passport passport;
  struct shown shown[LOOKS];
};
void sample_make(const struct series *series, unsigned needs, uint64_t seed, struct date today,
                 struct arena *arena, struct sample *out);
/* The looks that show something else with the anomaly, whose needs the sample meets. */
uint32_t sample_differs(const struct sample *sample, const struct anomaly *anomaly, uint64_t seed);

#endif
