/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faces made of features, to be compared one by one.
 *
 * The first features last: they tell one person from another (the method of FISWG: ears, brows,
 * eyes, nose, mouth, marks, proportions). The others change with weeks and years, so that a genuine
 * bearer differs from the portrait in some of them, and an impostor need not. Values are small
 * numbers; words and a drawing come from them. Pure: chance is handed in. */
#ifndef DOCUMENT_PORTRAIT_H
#define DOCUMENT_PORTRAIT_H

#include "base/random.h"

#include <stdbool.h>

enum feature {
  FEATURE_SHAPE,
  FEATURE_EARS,
  FEATURE_BROWS,
  FEATURE_EYES,
  FEATURE_NOSE,
  FEATURE_MOUTH,
  FEATURE_MARK,
  FEATURE_HAIR, /* from here on what changes */
  FEATURE_BEARD,
  FEATURE_GLASSES,
  FEATURE_BUILD,
  FEATURES,
  FEATURES_LASTING = FEATURE_HAIR
};

struct face {
  uint8_t is[FEATURES]; /* below face_values of the feature */
};

enum { FACE_ROWS = 9, FACE_COLUMNS = 15 };

/* Not translated: marked with N_, for whoever shows it. */
const char *face_feature(enum feature feature);               /* "Ears" */
size_t face_values(enum feature feature);                     /* how many values it can have */
const char *face_value(enum feature feature, unsigned value); /* "lobes attached" */

struct face face_random(struct rng *rng);
/* Another person: at least so many lasting features are others; what changes may be anything. */
struct face face_stranger(struct rng *rng, const struct face *face, unsigned lasting);
/* The same person at another time: one to three of the features that change are others. */
struct face face_later(struct rng *rng, const struct face *face);
/* A blend: lasting features alternately of one and the other, the rest of the first. */
struct face face_blend(struct rng *rng, const struct face *one, const struct face *other);

unsigned face_differences(const struct face *one, const struct face *other, bool lasting);

/* FACE_ROWS rows of printable ASCII, FACE_COLUMNS columns each, NUL-terminated. */
void face_draw(const struct face *face, char rows[FACE_ROWS][FACE_COLUMNS + 1]);

#endif
