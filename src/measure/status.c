/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/status.h"

/* What a level takes beyond answers; any one of the bits will do. */
static const unsigned takes[LEVELS] = {
    [3] = BASIS_DRILL | BASIS_OBSERVED,
    [4] = BASIS_OBSERVED,
};

bool status_enough(const struct ability_estimate *estimate) {
  return estimate->n >= STATUS_ANSWERS_LEAST && estimate->sd <= STATUS_SD_MOST * estimate->prior_sd;
}

enum status status_of(const struct ability_estimate *estimate, unsigned required, unsigned basis) {
  double meets = estimate->at_least[required];
  if (required == 0)
    return STATUS_MEETS;
  if (!status_enough(estimate) || basis == BASIS_TYPED)
    return STATUS_INSUFFICIENT;
  if (meets <= STATUS_GAP_TO)
    return STATUS_GAP;
  if (meets < STATUS_MEETS_FROM)
    return STATUS_UNCLEAR;
  return takes[required] && !(basis & takes[required]) ? STATUS_KNOWS_NOT_SHOWN : STATUS_MEETS;
}
