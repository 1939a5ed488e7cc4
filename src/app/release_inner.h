/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_RELEASE_INNER_H
#define APP_RELEASE_INNER_H

#include "app/release.h"

/* Whose signatures count here: the coordinator's own card, or that which this machine was given;
 * card_done it. RC_MISSING "enrol.none": there is neither. */
enum rc release_card(const char *store, struct card *card, struct diags *diags);

#endif
