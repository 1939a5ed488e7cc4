/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a trainee answered: flat and bounded, the same for every kind of question.
 *
 * Choice and region shapes fill pick with part numbers (positions in the item as written, never as
 * shown); an arrangement is the whole permutation, first place first; in a pairing pick[part] is
 * the target that the part was given, or PICK_NONE. Text shapes fill text; of a text with several
 * gaps a line each. n == 0 and text "" is no answer. */
#ifndef MODEL_RESPONSE_H
#define MODEL_RESPONSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { RESPONSE_PICKS = 32, RESPONSE_TEXT = 512, PICK_NONE = 255 };

struct response {
  uint8_t n;
  uint8_t pick[RESPONSE_PICKS];
  char text[RESPONSE_TEXT]; /* NUL-terminated UTF-8 */
};

static inline bool response_empty(const struct response *r) { return r->n == 0 && !r->text[0]; }

#endif
