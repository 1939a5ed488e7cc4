/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small groups: which numbers of a report must not be shown, so that nobody learns from it, nor by
 * subtraction, what fewer than five people can do.
 *
 * A cell is one fact about one group (unit U2 in DOC-EXAM; all PLOs of an agency): the same fact in
 * another table or format of the same as-of date is the same cell, and is shown everywhere or
 * nowhere. Totals say how facts hang together: in people, and so in sums of what they can do, a
 * total is the sum of its parts.
 *
 *   small     a group of 1 to 4 people. (An empty one says nothing about anybody: it is shown, and
 *             taken as known.)
 *   with      one that would give a hidden one away. A cell can be worked out from what is shown
 *             exactly if its unit vector lies in the row space of the totals' equations, taken over
 *             the hidden cells alone; it cannot if it lies on a circuit: a set of hidden cells that
 *             can all change together without any total showing it. (L. H. Cox, JASA 75, 1980,
 *             377-385; A. Hundepool et al., Statistical Disclosure Control, 2012, ch. 4.)
 *             For each cell in danger the circuit is closed whose largest further cell is the
 *             smallest: in one hierarchy that is the smallest sibling.
 *   Further, the hidden parts of a shown total are never fewer than five people together: what is
 *   left of a total when all that is shown is taken away is a group like any other.
 *
 * Exact elimination modulo 2^31 - 1 over sparse rows, and no random choice: ties go to the cell
 * that was added first, so add parts before totals, and in a canonical order. Linear equations
 * only: that a number of people is neither negative nor above its group is not used by the attacker
 * who is kept out here, and two dates can be subtracted from each other.
 *
 *   struct suppress tables = {0};
 *   uint32_t a = suppress_cell(&tables, 12), b = suppress_cell(&tables, 3), ...;
 *   suppress_total(&tables, all); suppress_part(&tables, a); suppress_part(&tables, b); ...
 *   if (suppress_decide(&tables)) ... tables.flags.list[b] ...
 *   suppress_done(&tables);
 *
 * Memory: cells and parts, and the eliminated rows (up to totals x cells where tables cross). */
#ifndef MEASURE_SUPPRESS_H
#define MEASURE_SUPPRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SUPPRESS_LEAST = 5 }; /* people of whom something may be told */

enum suppress_flag { SUPPRESS_SHOWN, SUPPRESS_SMALL, SUPPRESS_WITH };

struct suppress_sum {
  uint32_t total;
  size_t from; /* its parts reach from there to where the next sum's begin */
};

/* {0} is an empty one. */
struct suppress {
  struct {
    uint32_t *list;
    size_t n, cap;
  } heads, parts; /* people of each cell; parts of all sums, one after the other */
  struct {
    struct suppress_sum *list;
    size_t n, cap;
  } sums;
  struct {
    uint8_t *list; /* enum suppress_flag of each cell */
    size_t n, cap;
  } flags;
};

uint32_t suppress_cell(struct suppress *tables, uint32_t people); /* its number: 0, 1, 2 ... */
void suppress_total(struct suppress *tables, uint32_t cell);      /* begins a sum ... */
void suppress_part(struct suppress *tables, uint32_t cell);       /* ... and adds to it */
size_t suppress_parts(const struct suppress *tables, size_t sum); /* how many it has */

/* Decides for every cell. False if a total has not as many people as its parts: then these are not
 * totals, nothing can be promised, and every cell with people is hidden. */
bool suppress_decide(struct suppress *tables);
void suppress_done(struct suppress *tables);

#endif
