/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside app only. */
#ifndef APP_PERSONAL_INNER_H
#define APP_PERSONAL_INNER_H

#include "app/personal.h"
#include "base/text.h"

/* personal.c: who acts; zeroes where nobody is said. */
enum rc personal_actor(struct app *app, const char *by, uint8_t actor[ID_BYTES],
                       struct diags *diags);

#endif
