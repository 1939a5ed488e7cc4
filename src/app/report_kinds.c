/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reports: one row each. */
#include "app/reporting.h"

const char *const report_by_names[] = {"", "person", "unit", "agency", "position", NULL};
const char *const report_audience_names[] = {"", "officer", "trainer", "agency", "ministry", NULL};

enum {
  GROUPS_OF_ANSWERS =
      REPORT_TAKES_BY | REPORT_TAKES_AS_OF | REPORT_TAKES_COHORT | REPORT_TELLS_OF_STRANGERS
};

const struct report_kind report_kinds[] = {
    {"competency", "competency", NULL, GROUPS_OF_ANSWERS, report_make_competency},
    {"tna", "needs", "people",
     REPORT_TAKES_BY | REPORT_TAKES_AS_OF | REPORT_TAKES_CODES | REPORT_IS_OF_GROUPS,
     report_make_tna},
    {"progress", "progress", NULL, GROUPS_OF_ANSWERS, report_make_progress},
    {"gain", "change", NULL, GROUPS_OF_ANSWERS, report_make_gain},
    {"readiness", "readiness", NULL, REPORT_TAKES_BY | REPORT_TAKES_COHORT | REPORT_TAKES_ON,
     report_make_readiness},
    {"day", "missed", NULL, REPORT_TAKES_AS_OF | REPORT_TAKES_COHORT | REPORT_TELLS_OF_STRANGERS,
     report_make_day},
    {"agreement", "agreement", NULL,
     REPORT_TAKES_AS_OF | REPORT_TAKES_COHORT | REPORT_NAMES_NOBODY, report_make_agreement},
    {0},
};
