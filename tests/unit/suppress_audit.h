/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An attacker with a linear solver: who works out what a report hides from what it shows. It knows
 * nothing of how the hiding was done: dense elimination, modulo another prime (2^61 - 1). */
#ifndef SUPPRESS_AUDIT_H
#define SUPPRESS_AUDIT_H

#include "measure/suppress.h"

/* Cells with people whose `shown` is false and that follow from the others; the first of them, if
 * there is any, is written to *which (may be NULL). An empty cell is known. */
size_t suppress_audit(const struct suppress *tables, const bool *shown, uint32_t *which);

/* The same for the flags as they are; with complementary false as if only small ones were hidden.
 */
size_t suppress_audit_flags(const struct suppress *tables, bool complementary, uint32_t *which);

#endif
