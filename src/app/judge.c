/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/judge.h"

#include "drill/score.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct sum { /* of one competency */
  const char *competency;
  int64_t got, seen; /* points */
};

static struct sum *sum_of(struct sum *sums, size_t *n, const char *competency) {
  for (size_t i = 0; i < *n; i++)
    if (strcmp(sums[i].competency, competency) == 0)
      return &sums[i];
  if (*n == SCORES_MAX)
    return NULL;
  sums[*n] = (struct sum){.competency = competency};
  return &sums[(*n)++];
}

static void add_scores(const struct station *station, const uint8_t *verdicts,
                       struct happening *out) {
  struct sum sums[SCORES_MAX];
  size_t n = 0;
  for (size_t i = 0; i < station->n_steps; i++) {
    struct sum *sum =
        verdicts[i] == STEP_NOT_SEEN ? NULL : sum_of(sums, &n, station->steps[i].competency);
    if (!sum)
      continue;
    sum->seen += station->steps[i].points;
    sum->got += verdicts[i] == STEP_DONE ? station->steps[i].points : 0;
  }
  for (size_t i = 0; i < n; i++)
    score_put(&out->scores[out->n_scores++], sums[i].competency, sums[i].got, sums[i].seen);
}

void judge_station(const struct station *station, const uint8_t *verdicts, struct step_mark *marks,
                   struct happening *out) {
  int64_t got = 0, all = station_points(station);
  bool every = true; /* critical step was seen done */
  *out = (struct happening){.verb = VERB_OBSERVED,
                            .evidence = EVIDENCE_PRACTICAL,
                            .path = station->path,
                            .steps = marks,
                            .n_steps = station->n_steps};
  for (size_t i = 0; i < station->n_steps; i++) {
    const struct station_step *step = &station->steps[i];
    marks[i] = (struct step_mark){seal_name(step->id), verdicts[i]};
    got += verdicts[i] == STEP_DONE ? step->points : 0;
    every &= !step->critical || verdicts[i] == STEP_DONE;
    out->critical |= step->critical && verdicts[i] == STEP_NOT_DONE;
  }
  out->score = score_share(got, all);
  if (out->critical && out->score > CRITICAL_CAP)
    out->score = CRITICAL_CAP;
  out->passed = every && got * 100 >= all * station->pass;
  add_scores(station, verdicts, out);
}

uint16_t judge_specimen(const char *label) {
  size_t len = strlen(label), from = len;
  while (from && label[from - 1] >= '0' && label[from - 1] <= '9')
    from--;
  unsigned long number = strtoul(label + from, NULL, 10);
  return number > UINT16_MAX ? 0 : (uint16_t)number;
}
