/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/portrait.h"

#include "base/text.h"

#include <assert.h>
#include <string.h>

enum { VALUES_MAX = 8 };

static const struct {
  const char *name;
  const char *values[VALUES_MAX]; /* up to the first NULL */
} features[FEATURES] = {
    [FEATURE_SHAPE] = {N_("Face"), {N_("oval"), N_("round"), N_("long"), N_("square")}},
    [FEATURE_EARS] = {N_("Ears"),
                      {N_("lobes free"), N_("lobes attached"), N_("stand out"), N_("pointed rim")}},
    [FEATURE_BROWS] = {N_("Brows"), {N_("straight"), N_("arched"), N_("meet"), N_("slant down")}},
    [FEATURE_EYES] = {N_("Eyes"),
                      {N_("wide apart"), N_("close together"), N_("deep-set"), N_("heavy lids")}},
    [FEATURE_NOSE] = {N_("Nose"),
                      {N_("narrow base"), N_("broad base"), N_("bridge bent"),
                       N_("tip turned up")}},
    [FEATURE_MOUTH] = {N_("Mouth"), {N_("full lips"), N_("thin lips"), N_("wide"), N_("narrow")}},
    [FEATURE_MARK] = {N_("Marks"),
                      {N_("none"), N_("mole, left cheek"), N_("mole, chin"), N_("scar, left brow"),
                       N_("scar, right cheek")}},
    [FEATURE_HAIR] = {N_("Hair"),
                      {N_("short, dark"), N_("long, dark"), N_("short, grey"), N_("long, grey"),
                       N_("shaved"), N_("tied back")}},
    [FEATURE_BEARD] = {N_("Beard"), {N_("none"), N_("moustache"), N_("full")}},
    [FEATURE_GLASSES] = {N_("Glasses"), {N_("none"), N_("thin frame"), N_("thick frame")}},
    [FEATURE_BUILD] = {N_("Build"), {N_("slim"), N_("medium"), N_("heavy")}},
};

const char *face_feature(enum feature feature) { return features[feature].name; }

size_t face_values(enum feature feature) {
  size_t n = 0;
  while (n < VALUES_MAX && features[feature].values[n])
    n++;
  return n;
}

const char *face_value(enum feature feature, unsigned value) {
  assert(value < face_values(feature));
  return features[feature].values[value];
}

struct face face_random(struct rng *rng) {
  struct face face;
  for (unsigned i = 0; i < FEATURES; i++)
    face.is[i] = (uint8_t)rng_below(rng, face_values((enum feature)i));
  return face;
}

/* Any value but the one it has. */
static void change(struct rng *rng, struct face *face, unsigned feature) {
  size_t n = face_values((enum feature)feature);
  face->is[feature] = (uint8_t)((face->is[feature] + 1 + rng_below(rng, n - 1)) % n);
}

/* n different ones of the features from first on, before end. */
static void change_some(struct rng *rng, struct face *face, unsigned first, unsigned end,
                        unsigned n) {
  uint8_t order[FEATURES];
  rng_permute(rng, order, end - first);
  for (unsigned i = 0; i < n && i < end - first; i++)
    change(rng, face, first + order[i]);
}

struct face face_stranger(struct rng *rng, const struct face *face, unsigned lasting) {
  struct face other = *face;
  unsigned more = (unsigned)rng_below(rng, 2);
  change_some(rng, &other, 0, FEATURES_LASTING, lasting + more);
  change_some(rng, &other, FEATURES_LASTING, FEATURES, (unsigned)rng_below(rng, 3));
  return other;
}

struct face face_later(struct rng *rng, const struct face *face) {
  struct face later = *face;
  change_some(rng, &later, FEATURES_LASTING, FEATURES, 1 + (unsigned)rng_below(rng, 3));
  return later;
}

struct face face_blend(struct rng *rng, const struct face *one, const struct face *other) {
  struct face blend = *one;
  uint8_t order[FEATURES_LASTING];
  rng_permute(rng, order, FEATURES_LASTING);
  for (unsigned i = 0; i < FEATURES_LASTING; i += 2)
    blend.is[order[i]] = other->is[order[i]];
  return blend;
}

unsigned face_differences(const struct face *one, const struct face *other, bool lasting) {
  unsigned n = 0;
  for (unsigned i = lasting ? 0 : FEATURES_LASTING; i < (lasting ? FEATURES_LASTING : FEATURES);
       i++)
    n += one->is[i] != other->is[i];
  return n;
}

/* -- Drawing --------------------------------------------------------------------------------- */

static void put(char rows[FACE_ROWS][FACE_COLUMNS + 1], size_t row, size_t column,
                const char *text) {
  size_t n = strlen(text);
  assert(row < FACE_ROWS && column + n <= FACE_COLUMNS);
  memcpy(&rows[row][column], text, n);
}

static void draw_outline(const struct face *face, char rows[FACE_ROWS][FACE_COLUMNS + 1]) {
  static const char *const jaws[] = {" \\_______/ ", "( _______ )", "  \\_____/  ", "|_________|"};
  static const char *const heads[] = {" .-------. ", ".---------.", "  .-----.  ", ".---------."};
  put(rows, 0, 2, heads[face->is[FEATURE_SHAPE]]);
  for (size_t row = 1; row < FACE_ROWS - 1; row++) {
    put(rows, row, 2, "|");
    put(rows, row, 12, "|");
  }
  put(rows, FACE_ROWS - 1, 2, jaws[face->is[FEATURE_SHAPE]]);
}

static void draw_hair(const struct face *face, char rows[FACE_ROWS][FACE_COLUMNS + 1]) {
  static const char *const tops[] = {
      "#########", "#########", ":::::::::", ":::::::::", "         ", "/#######\\"};
  unsigned hair = face->is[FEATURE_HAIR];
  put(rows, 1, 3, tops[hair]);
  bool is_long = hair == 1 || hair == 3;
  for (size_t row = 1; is_long && row < FACE_ROWS - 2; row++) {
    const char *strand = hair == 1 ? "#" : ":";
    put(rows, row, 1, strand);
    put(rows, row, 13, strand);
  }
}

static void draw_ears(const struct face *face, char rows[FACE_ROWS][FACE_COLUMNS + 1]) {
  static const char *const left[] = {"(", "[", "<", "^"}, *const right[] = {")", "]", ">", "^"};
  put(rows, 4, 1, left[face->is[FEATURE_EARS]]);
  put(rows, 4, 13, right[face->is[FEATURE_EARS]]);
}

static void draw_eyes(const struct face *face, char rows[FACE_ROWS][FACE_COLUMNS + 1]) {
  static const char *const brows[] = {" ---   --- ", " .^.   .^. ", "  -------  ", " --\\   /-- "};
  static const char *const eyes[] = {"o     o", " o   o ", ".     .", "-     -"};
  static const char *const frames[] = {NULL, "(     )", "[     ]"};
  unsigned glasses = face->is[FEATURE_GLASSES];
  char brow[FACE_COLUMNS + 1];
  memcpy(brow, brows[face->is[FEATURE_BROWS]] + 1, 9);
  brow[9] = '\0';
  put(rows, 2, 3, brow);
  put(rows, 3, 4, eyes[face->is[FEATURE_EYES]]);
  if (frames[glasses]) {
    put(rows, 3, 3, glasses == 1 ? "(" : "[");
    put(rows, 3, 11, glasses == 1 ? ")" : "]");
    put(rows, 3, 7, "-");
  }
}

static void draw_middle(const struct face *face, char rows[FACE_ROWS][FACE_COLUMNS + 1]) {
  static const char *const noses[] = {" . ", "(_)", " ) ", " ' "};
  static const char *const mouths[] = {" (===) ", " ----- ", "-------", "  ---  "};
  static const char *const beards[] = {NULL, "  ~~~  ", NULL};
  put(rows, 5, 6, noses[face->is[FEATURE_NOSE]]);
  if (beards[face->is[FEATURE_BEARD]])
    put(rows, 6, 4, beards[face->is[FEATURE_BEARD]]);
  if (face->is[FEATURE_BEARD] == 2) {
    put(rows, 6, 3, "\"");
    put(rows, 6, 11, "\"");
    put(rows, 7, 3, "\"");
    put(rows, 7, 11, "\"");
  }
  put(rows, 7, 4, mouths[face->is[FEATURE_MOUTH]]);
}

/* The left of who is drawn, so on the right of who looks. */
static void draw_mark(const struct face *face, char rows[FACE_ROWS][FACE_COLUMNS + 1]) {
  static const struct {
    size_t row, column;
    const char *sign;
  } marks[] = {{0, 0, NULL}, {5, 10, "*"}, {8, 7, "*"}, {2, 10, "/"}, {5, 4, "/"}};
  unsigned mark = face->is[FEATURE_MARK];
  if (marks[mark].sign)
    put(rows, marks[mark].row, marks[mark].column, marks[mark].sign);
}

void face_draw(const struct face *face, char rows[FACE_ROWS][FACE_COLUMNS + 1]) {
  for (size_t row = 0; row < FACE_ROWS; row++) {
    memset(rows[row], ' ', FACE_COLUMNS);
    rows[row][FACE_COLUMNS] = '\0';
  }
  draw_outline(face, rows);
  draw_hair(face, rows);
  draw_ears(face, rows);
  draw_eyes(face, rows);
  draw_middle(face, rows);
  draw_mark(face, rows);
}
