/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the answers of a practice or an exam come to. */
#include "session/exam.h"

#include <string.h>

static struct competency_score *score_of(struct quiz_tally *tally, const char *competency) {
  for (size_t i = 0; i < tally->n_scores; i++)
    if (strcmp(tally->scores[i].competency, competency) == 0)
      return &tally->scores[i];
  if (tally->n_scores == SCORES_MAX)
    return NULL;
  struct competency_score *score = &tally->scores[tally->n_scores++];
  memcpy(score->competency, competency, sizeof score->competency);
  return score;
}

/* sums[] is beside scores[]: a sum of up to PLAN_SLOTS scores fits in 64 bits and not in a score.
 */
static void tally_add(struct quiz_tally *tally, int64_t sums[SCORES_MAX],
                      const struct quiz_slot *slot) {
  struct competency_score *score = score_of(tally, slot->competency);
  tally->n++;
  tally->sum += slot->score;
  if (!score)
    return;
  sums[score - tally->scores] += slot->score;
  score->weight++;
}

static bool practice_counts(const struct quiz_slot *slot) {
  return slot->attempts && !slot->faulty;
}

static bool exam_counts(const struct quiz_slot *slot) {
  return slot->state != SLOT_WITHDRAWN && !slot->faulty;
}

static struct quiz_tally tally_of(const struct quiz_state *quiz, unsigned pass,
                                  bool (*counts)(const struct quiz_slot *)) {
  struct quiz_tally tally;
  int64_t sums[SCORES_MAX] = {0};
  memset(&tally, 0, sizeof tally);
  for (size_t i = 0; i < quiz->n; i++)
    if (counts(&quiz->slots[i]))
      tally_add(&tally, sums, &quiz->slots[i]);
  for (size_t i = 0; i < tally.n_scores; i++)
    tally.scores[i].score = (int32_t)(sums[i] / tally.scores[i].weight);
  if (tally.n == 0)
    return tally;
  tally.score = (int32_t)(tally.sum / (int64_t)tally.n);
  tally.passed = tally.sum >= (int64_t)pass * (SCORE_ONE / 100) * (int64_t)tally.n;
  return tally;
}

struct quiz_tally quiz_tally(const struct quiz_state *quiz, unsigned pass) {
  return tally_of(quiz, pass, practice_counts);
}

struct quiz_tally exam_tally(const struct quiz_state *exam, unsigned pass) {
  return tally_of(exam, pass, exam_counts);
}
