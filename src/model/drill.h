/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A drill: practice in a situation. Immutable; lies in its module's arena. body is the kind's own.
 */
#ifndef MODEL_DRILL_H
#define MODEL_DRILL_H

#include "base/diag.h"
#include "base/seal.h"

struct drill {
  const char *id;
  const char *path; /* "course/module/drill" */
  unsigned kind;    /* index into drill_kinds[] */
  const char *title;
  unsigned minutes;
  size_t n_scenes; /* of a scenario; of another kind what it has in their place */
  const void *body;
  uint8_t key_rev[HASH_BYTES], text_rev[HASH_BYTES];
  struct place at;
};

#endif
