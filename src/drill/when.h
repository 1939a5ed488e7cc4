/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a choice shows: `trust >= 1 and not seen(missed)`.
 *
 *     either  = both { "or" both }
 *     both    = one { "and" one }
 *     one     = "not" one | "(" either ")" | "seen" "(" scene ")" | state compare integer
 *     compare = ">=" | "<=" | ">" | "<" | "==" | "!="
 *
 * Compiled once into a flat, bounded program in postfix order: no recursion and no allocation when
 * it is asked. */
#ifndef DRILL_WHEN_H
#define DRILL_WHEN_H

#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { WHEN_OPS = 64, WHEN_DEPTH = 16, WHEN_SCENES = 256 };

struct scene_set { /* of scenes, by their index */
  uint64_t bits[WHEN_SCENES / 64];
};

static inline bool scene_set_has(const struct scene_set *set, size_t scene) {
  return set->bits[scene / 64] >> scene % 64 & 1;
}
static inline void scene_set_add(struct scene_set *set, size_t scene) {
  set->bits[scene / 64] |= UINT64_C(1) << scene % 64;
}

enum when_code {
  WHEN_SEEN,
  WHEN_AT_LEAST,
  WHEN_AT_MOST,
  WHEN_OVER,
  WHEN_UNDER,
  WHEN_IS,
  WHEN_IS_NOT,
  WHEN_NOT,
  WHEN_AND,
  WHEN_OR
};

struct when_op {
  uint8_t code;
  uint8_t index; /* of the state or scene */
  int32_t number;
};

struct when { /* n == 0: always */
  size_t n;
  struct when_op ops[WHEN_OPS];
};

struct when_names {
  const char *const *states;
  size_t n_states;
  const char *const *scenes;
  size_t n_scenes; /* at most WHEN_SCENES */
  bool terse;      /* no nearest name is looked for */
};

/* What is wrong with it. code is a literal: when.syntax, when.number, when.depth, when.length,
 * when.unknown-state, when.unknown-scene. */
struct when_fault {
  const char *code;
  size_t at, len;      /* bytes within the text */
  const char *nearest; /* "did you mean"; NULL if there is nothing near */
};

/* fault: the first. */
bool when_compile(const char *text, const struct when_names *names, struct when *out,
                  struct when_fault *fault);
/* All that is wrong, in the order of the text: an unknown name or a bad number does not hide what
 * is wrong behind it. Where the syntax breaks the rest is not guessed at. Gives how many, 0:
 * nothing. */
enum { WHEN_FAULTS = 8 };
size_t when_faults(const char *text, const struct when_names *names,
                   struct when_fault faults[WHEN_FAULTS]);
/* seen: the scenes that were entered. */
bool when_holds(const struct when *when, const int16_t *states, const struct scene_set *seen);
void when_scenes(const struct when *when, struct scene_set *asked); /* adds those it asks about */

#endif
