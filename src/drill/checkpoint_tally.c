/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sums of a shift: what its debrief shows, its score, and whether it is passed. */
#include "drill/checkpoint.h"
#include "drill/score.h"

#include <string.h>

static void tally_decision(const struct traveller *traveller, enum decision decision,
                           struct shift_tally *tally) {
  bool refused = decision == DECIDE_REFUSE;
  if (worth_protected(traveller)) {
    tally->protect++;
    tally->protected_ += decision == DECIDE_PROTECT;
    tally->sent_back += refused;
    tally->given_away += decision == DECIDE_PROTECT_OPENLY;
  } else if (worth_stopped(traveller)) {
    tally->stop++;
    tally->stopped += decision == DECIDE_REFER || refused;
  } else {
    tally->welcome++;
    tally->admitted += decision == DECIDE_ADMIT;
    tally->refused += refused;
  }
}

static void tally_one(const struct traveller *traveller, const struct served *served,
                      struct shift_tally *tally) {
  tally->served++;
  tally->seconds += served->seconds;
  tally->fields += FORM_FIELDS;
  for (unsigned i = 0; i < FORM_FIELDS; i++)
    tally->wrong[i] += served->wrong >> i & 1;
  tally->wrongs += (unsigned)__builtin_popcount(served->wrong);
  tally->near[traveller->like][0] += traveller->like != LIKE_NOBODY;
  tally->near[traveller->like][1] +=
      traveller->like != LIKE_NOBODY && served->like == traveller->like;
  tally_decision(traveller, (enum decision)served->decision, tally);
}

struct shift_tally worth_tally(const struct checkpoint *checkpoint,
                               const struct checkpoint_play *play) {
  struct shift_tally tally = {0};
  for (unsigned i = 0; i < play->at; i++) {
    struct arena arena = {0};
    struct traveller traveller;
    checkpoint_traveller(checkpoint, play, i, &arena, &traveller);
    tally_one(&traveller, &play->done[i], &tally);
    arena_done(&arena);
  }
  return tally;
}

/* None of them came before the booth closed: nothing speaks against it. */
static bool reaches(unsigned done, unsigned of, unsigned percent) {
  return done * 100 >= of * percent;
}

static bool passes(const struct checkpoint *checkpoint, const struct shift_tally *t) {
  unsigned listed = t->near[LIKE_MATCH][0] + t->near[LIKE_VERIFY][0];
  unsigned settled = t->near[LIKE_MATCH][1] + t->near[LIKE_VERIFY][1];
  return t->served * 100 >= checkpoint->travellers * SHIFT_SERVED_PERCENT &&
         t->wrongs * 100 <= t->fields * checkpoint->errors &&
         reaches(settled, listed, checkpoint->lists) &&
         reaches(t->near[LIKE_OTHER][1], t->near[LIKE_OTHER][0], checkpoint->lists) &&
         reaches(t->stopped, t->stop, checkpoint->hits) &&
         reaches(t->admitted, t->welcome, checkpoint->admit) &&
         reaches(t->protected_, t->protect, checkpoint->protect);
}

/* Adds a score to those of its competency. Until all are in, score is gained points by weight. */
static void add_score(const struct competency_score *one, int64_t gained[SCORES_MAX],
                      struct drill_result *result) {
  size_t i = 0;
  while (i < result->n_scores && strcmp(result->scores[i].competency, one->competency) != 0)
    i++;
  if (i == result->n_scores) {
    result->scores[result->n_scores++] = *one;
    result->scores[i].weight = 0;
  }
  result->scores[i].weight += one->weight;
  gained[i] += (int64_t)one->score * one->weight;
}

static bool add_stages(const struct checkpoint *checkpoint, const struct checkpoint_play *play,
                       unsigned nth, int64_t gained[SCORES_MAX], struct drill_result *result) {
  struct arena arena = {0};
  struct traveller traveller;
  bool critical = false;
  checkpoint_traveller(checkpoint, play, nth, &arena, &traveller);
  for (unsigned i = STAGE_FORM; i <= STAGE_RECORD; i++) {
    struct competency_score score;
    if (i == STAGE_LIST && traveller.like == LIKE_NOBODY)
      continue;
    critical |= worth_score(checkpoint, &traveller, &play->done[nth], (enum stage)i, &score);
    add_score(&score, gained, result);
  }
  arena_done(&arena);
  return critical;
}

void checkpoint_result(const struct drill *drill, const struct drill_state *state,
                       struct drill_result *result) {
  const struct checkpoint *checkpoint = drill->body;
  struct checkpoint_play play = checkpoint_unpack(state);
  struct shift_tally tally = worth_tally(checkpoint, &play);
  int64_t gained[SCORES_MAX] = {0}, all = 0, weight = 0;
  memset(result, 0, sizeof *result);
  for (unsigned i = 0; i < play.at; i++)
    result->critical |= add_stages(checkpoint, &play, i, gained, result);
  for (size_t i = 0; i < result->n_scores; i++) {
    struct competency_score *score = &result->scores[i];
    score->score = (int32_t)((gained[i] + score->weight / 2) / score->weight);
    all += gained[i];
    weight += score->weight;
  }
  result->score = weight ? (int32_t)((all + weight / 2) / weight) : 0;
  if (result->critical && result->score > CRITICAL_CAP)
    result->score = CRITICAL_CAP;
  result->passed = !result->critical && passes(checkpoint, &tally);
}
