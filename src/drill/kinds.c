/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kinds of drill: one row each. */
#include "drill/kind.h"

extern const struct drill_kind drill_scenario, drill_interview, drill_inspection, drill_checkpoint;

const struct drill_kind *const drill_kinds[] = {&drill_scenario, &drill_interview,
                                                &drill_inspection, &drill_checkpoint};
const size_t n_drill_kinds = sizeof drill_kinds / sizeof drill_kinds[0];
