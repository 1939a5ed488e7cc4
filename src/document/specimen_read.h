/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `specimen:` and `holders:` of course files, read into plain specimens.
 *
 *   holders:
 *     okello: {surname: OKELLO, given: GRACE, number: K4471902, nationality: UTO, birth: 880305,
 *              sex: F, expiry: 310914}            # also issuer (UTO), code (P, I or V), optional
 *   ...
 *     specimen: {document: td3, holder: okello, show: mrz, printed: {birth: 880503}, tamper: {...}}
 *
 * or a list of such maps. Lessons, items and the scenes of drills have it. A kind that accepts the
 * key adds "specimen" to its keys and calls specimens_build on the map that may have it. */
#ifndef DOCUMENT_SPECIMEN_READ_H
#define DOCUMENT_SPECIMEN_READ_H

#include "base/canon.h"
#include "base/node.h"
#include "model/specimen.h"

/* Reads map's `specimen`; none gives NULL and 0. holders: the module's map of them
 * (module->holders), or NULL; a holder that is not there is sought among the builtin ones. What
 * cannot be drawn is reported
 * ("specimen.document", ".holder", ".field", or what mrz_error_name says) and left out. */
void specimens_build(struct reading *r, const struct node *map, const struct node *holders,
                     const struct specimen **out, size_t *n);

/* Checks the keys of the module's `holders`; whether one can be drawn shows where it is used. */
void holders_check(struct reading *r, const struct node *holders);

/* All that a specimen shows, for the text revision. */
void specimens_canon(const struct specimen *specimens, size_t n, struct canon *canon);

#endif
