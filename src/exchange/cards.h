/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cards with people's codes, to be printed and cut: one file of HTML, without script or outer
 * reference, ten cards a page. */
#ifndef EXCHANGE_CARDS_H
#define EXCHANGE_CARDS_H

#include "base/str.h"
#include "model/person.h"

/* Those of the people that have a code, in their order. */
void cards_write(const struct person *people, size_t n, struct str *out);

#endif
