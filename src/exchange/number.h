/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers as they are written: from scaled whole numbers, so that neither a locale's comma nor the
 * rounding of a binary fraction is ever in them. */
#ifndef EXCHANGE_NUMBER_H
#define EXCHANGE_NUMBER_H

#include "base/str.h"

#include <stdint.h>

enum { NUMBER_DIGITS = 15 }; /* the most decimals; what is more is taken for it */

/* number / 10^digits, with all its digits: 3080 of 4 is 0.3080. */
void number_put(struct str *out, int64_t number, unsigned digits);

/* The same of fewer digits, halves away from nought: 3080 of 4 to 2 is 31. */
int64_t number_round(int64_t number, unsigned digits, unsigned to);

/* The nearest double: it prints the same decimal again in 15 digits. */
double number_real(int64_t number, unsigned digits);

#endif
