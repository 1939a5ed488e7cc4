/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A person's code: short enough to be written on a card and typed at a laptop, and checked, so that
 * a slip of the finger names nobody rather than somebody else.
 *
 * Six letters and digits, shown as "K7M-4Q2". Of the 31 signs none looks like another (no 0 1 I L
 * O). The last is the check: the weights 1 to 6 over all six give a sum that 31 divides. As 31 is
 * prime, every single wrong sign and every two neighbours that changed places are found. 31^5
 * codes: 28.6 million. It is no secret and opens nothing. */
#ifndef MODEL_CODE_H
#define MODEL_CODE_H

#include <stdbool.h>
#include <stdint.h>

enum { CODE_SIGNS = 6, CODE_TEXT = 8 }; /* text with the hyphen and a NUL */

/* The number is taken modulo 31^5. */
void code_make(uint64_t number, char out[CODE_TEXT]);
/* As people write it: in any case, with hyphens and spaces anywhere. False, and out "": it is none.
 */
bool code_read(const char *text, char out[CODE_TEXT]);

/* A code that is read aloud to a class, and is a secret for as long: twelve of the same signs,
 * shown as "K7MQ-4Q2D-PX9B", with the same check (weights 1 to 12). 31^11 codes: 54 bits, and
 * whoever tries them pays for each what seal_stretch costs. */
enum { SPOKEN_SIGNS = 12, SPOKEN_TEXT = 15 };

/* The number, of 64 random bits, is taken modulo 31^11: none is likelier by a thousandth. */
void spoken_make(uint64_t number, char out[SPOKEN_TEXT]);
bool spoken_read(const char *text, char out[SPOKEN_TEXT]);

#endif
