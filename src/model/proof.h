/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of a drill once its ways were tried: findings, each with the shortest way to it,
 * and what scores are possible. */
#ifndef MODEL_PROOF_H
#define MODEL_PROOF_H

#include "base/diag.h"

#include <stdint.h>

struct proving {
  size_t limit;   /* of situations */
  uint64_t seed;  /* of random play */
  unsigned games; /* at random */
};

enum { PROOF_RANGES = 17 }; /* the whole, and each competency */

struct proof_way {          /* of the diagnostic that has the same index */
  const char *scene;        /* the scene in which it ends; NULL: no way leads to it */
  const char *const *lines; /* what to type in it, one after the other, once the drill is open */
  size_t n;
};

struct proof_range {
  const char *competency;     /* NULL: the score of the whole */
  int32_t low, high;          /* in millionths */
  bool exact_low, exact_high; /* else it can be lower, or higher, than that */
};

struct proof {
  struct arena *arena; /* the caller's: all texts but those of the diagnostics */
  struct diags diags;
  struct proof_way *ways; /* diags.n of them */
  size_t n_ways;
  size_t situations; /* visited */
  bool complete;     /* all there are */
  bool played;       /* it was played at random instead */
  struct proof_range ranges[PROOF_RANGES];
  size_t n_ranges;
};

#endif
