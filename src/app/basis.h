/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every report and map stands on: a day, and a framework. */
#ifndef APP_BASIS_H
#define APP_BASIS_H

#include "app/app.h"

/* The end of that day ("2026-11-26", UTC); NULL: of all that is recorded. RC_USAGE "report.date".
 */
enum rc basis_until(const char *as_of, int64_t *until, struct diags *diags);
/* RC_MISSING "report.framework": it cannot be read. */
enum rc basis_framework(struct app *app, struct diags *diags);

#endif
