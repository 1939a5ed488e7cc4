/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/basis.h"

#include "base/text.h"
#include "document/date.h"

enum { DAY_MS = 86400000 };

enum rc basis_until(const char *as_of, int64_t *until, struct diags *diags) {
  struct date date;
  *until = INT64_MAX;
  if (!as_of)
    return RC_OK;
  if (date_read(as_of, &date)) {
    *until = ((int64_t)date_number(date) + 1) * DAY_MS;
    return RC_OK;
  }
  diag_error(diags, (struct place){0}, 1, "report.date",
             _("write the year, the month and the day: 2027-03-12"), _("\"%.40s\" is not a date"),
             as_of);
  return RC_USAGE;
}

enum rc basis_framework(struct app *app, struct diags *diags) {
  if (app_framework(app))
    return RC_OK;
  diag_error(diags, (struct place){.file = app->courses}, 1, "report.framework",
             _("say where the courses are with --courses FOLDER"),
             _("the competency framework cannot be read, and a report needs it"));
  return RC_MISSING;
}
