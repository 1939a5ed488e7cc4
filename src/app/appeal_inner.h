/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside appeals: a run as it counts. */
#ifndef APP_APPEAL_INNER_H
#define APP_APPEAL_INNER_H

#include "app/appeal.h"

struct appeal_known { /* answers of one run that count otherwise, and contests of all questions */
  struct rescored *rescored;
  struct contest *contests;
  size_t n_rescored, n_contests;
};

/* Of a run that is over. False: it has no score. */
bool appeal_rescore(const struct session *session, const struct module *module,
                    const struct appeal_known *known, struct appeal_run *result);

#endif
