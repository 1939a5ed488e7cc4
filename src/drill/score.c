/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drill/score.h"

#include <stdio.h>
#include <string.h>

int32_t score_share(int64_t part, int64_t whole) {
  return (int32_t)((part * SCORE_ONE + whole / 2) / whole);
}

void score_put(struct competency_score *score, const char *competency, int64_t gained,
               int64_t stake) {
  memset(score, 0, sizeof *score);
  snprintf(score->competency, sizeof score->competency, "%s", competency);
  score->score = score_share(gained, stake);
  score->weight = stake > INT32_MAX ? INT32_MAX : (int32_t)stake;
}
