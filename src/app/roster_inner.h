/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside taking rosters in only. */
#ifndef APP_ROSTER_INNER_H
#define APP_ROSTER_INNER_H

#include "exchange/roster.h"

/* roster_read.c: roster_read in a cage (base/cage.h), and RC_DATA "roster.child": it broke there. */
enum rc roster_read_caged(const char *shown, const char *bytes, size_t len, struct roster *roster,
                          struct diags *diags);

#endif
