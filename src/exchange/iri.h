/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What our things are called on the web: IRIs under a name that no one can own (RFC 2606), so that
 * they name and never pretend to be a place. The same everywhere, from version to version. */
#ifndef EXCHANGE_IRI_H
#define EXCHANGE_IRI_H

#include "base/str.h"

#define IRI_BASE "https://mafunzo.invalid/"

/* IRI_BASE, the kind ("activities/"), and a name: letters, digits, "-._~" and "/" as they stand,
 * all other bytes percent-encoded (RFC 3986). Appends. */
void iri_put(struct str *out, const char *kind, const char *name, size_t len);

#endif
