/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reports: one row each. */
#include "app/reporting.h"

const char *const report_by_names[] = {"", "person", "unit", "agency", "position", NULL};
const char *const report_audience_names[] = {"", "officer", "trainer", "agency", "ministry", NULL};

const struct report_kind report_kinds[] = {
    {"competency", "competency", 0, report_make_competency},
    {"progress", "progress", REPORT_TAKES_BY | REPORT_TAKES_AS_OF | REPORT_TAKES_COHORT,
     report_make_progress},
    {"gain", "change", REPORT_TAKES_BY | REPORT_TAKES_AS_OF | REPORT_TAKES_COHORT,
     report_make_gain},
    {"readiness", "readiness", REPORT_TAKES_BY | REPORT_TAKES_COHORT | REPORT_TAKES_ON,
     report_make_readiness},
    {"day", "missed", REPORT_TAKES_AS_OF | REPORT_TAKES_COHORT, report_make_day},
    {0},
};
