/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside cli only: item analysis for people, at 80 columns. */
#ifndef CLI_ITEMS_H
#define CLI_ITEMS_H

#include "app/items.h"

void cli_items_text(const struct items *items, struct str *out);

#endif
