/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is right of a traveller, what each stage is worth, and the sums.
 *
 * Points are of 3. A form: no field wrong 3, one 1. A near-match: settled right 3; held up for
 * verifying what is the same person 2, what is another 1; said to be the same, and it could not be
 * told, 1. A decision: who is to be admitted, admitted 3, referred 1 (2 with a false alarm),
 * refused 0; a fake or a listed one, referred 3, refused 1, sent to protection 1, admitted 0; who
 * needs protection, sent there in private 3, referred 1, admitted 0; refused, or given away, a
 * critical error. The record: the ground that is so 3.
 *
 * Weights: forms that the reader left right are worth a third. All near-matches that are no other
 * person weigh as much as all that are; and all who are to be stopped, or to be protected, as much
 * as all who are to be admitted: so letting all pass gets no more than stopping all. */
#include "drill/checkpoint.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { CRITICAL_CAP = 490000, RECORD_WEIGHT = 1 };

const char *const like_words[LIKENESSES] = {
    [LIKE_MATCH] = N_("The same person"),
    [LIKE_OTHER] = N_("Another person"),
    [LIKE_VERIFY] = N_("It cannot be settled here: have it verified"),
};
const char *const decision_words[DECISIONS] = {
    [DECIDE_ADMIT] = N_("Admit"),
    [DECIDE_REFER] = N_("Refer to second line"),
    [DECIDE_REFUSE] = N_("Refuse"),
    [DECIDE_PROTECT] = N_("Refer for protection, and tell nobody else why"),
    [DECIDE_PROTECT_OPENLY] =
        N_("Refer for protection, and explain it to those who wait with the traveller"),
};
const char *const ground_words[GROUNDS] = {
    [GROUND_CLEAR] = N_("Conditions of entry are met"),
    [GROUND_ANOTHER] = N_("Conditions are met; the hit was another person"),
    [GROUND_DOCUMENT] = N_("Doubt about the document"),
    [GROUND_LIST] = N_("Hit: to be confirmed with the owner of the entry"),
    [GROUND_PROTECTION] = N_("Passed on in confidence; the reason is not kept here"),
};

/* -- What is right --------------------------------------------------------------------------- */

static bool is_protected(const struct traveller *t) {
  return t->role == ROLE_AFRAID || t->role == ROLE_CONTROLLED;
}

static bool is_stopped(const struct traveller *t) {
  return t->role == ROLE_FAKE || t->role == ROLE_LISTED;
}

enum decision worth_decision(const struct traveller *traveller) {
  return is_protected(traveller) ? DECIDE_PROTECT
         : is_stopped(traveller) ? DECIDE_REFER
                                 : DECIDE_ADMIT;
}

enum ground worth_ground(const struct traveller *traveller) {
  return is_protected(traveller)          ? GROUND_PROTECTION
         : traveller->role == ROLE_LISTED ? GROUND_LIST
         : traveller->role == ROLE_FAKE   ? GROUND_DOCUMENT
         : traveller->like == LIKE_OTHER  ? GROUND_ANOTHER
                                          : GROUND_CLEAR;
}

/* -- Points ---------------------------------------------------------------------------------- */

unsigned worth_of_form(const struct served *served) {
  int wrong = __builtin_popcount(served->wrong);
  return wrong == 0 ? POINTS : wrong == 1;
}

unsigned worth_of_like(enum likeness is, enum likeness said) {
  if (is == said)
    return POINTS;
  if (said == LIKE_VERIFY)
    return is == LIKE_MATCH ? 2 : 1;
  return is == LIKE_VERIFY && said == LIKE_MATCH;
}

unsigned worth_of_decision(const struct traveller *traveller, enum decision decision) {
  static const uint8_t points[3][DECISIONS] = {
      {[DECIDE_ADMIT] = 3, [DECIDE_REFER] = 1},
      {[DECIDE_REFER] = 3, [DECIDE_REFUSE] = 1, [DECIDE_PROTECT] = 1},
      {[DECIDE_PROTECT] = 3, [DECIDE_REFER] = 1},
  };
  bool alarm = traveller->role == ROLE_ALARM && decision == DECIDE_REFER;
  return points[is_protected(traveller) ? 2 : is_stopped(traveller)][decision] + alarm;
}

bool worth_critical(const struct traveller *traveller, enum decision decision) {
  return is_protected(traveller) &&
         (decision == DECIDE_REFUSE || decision == DECIDE_PROTECT_OPENLY);
}

/* -- Weights --------------------------------------------------------------------------------- */

/* What one of few weighs where they weigh as much together as all the others. */
static unsigned one_of_few(unsigned few, unsigned others) {
  unsigned each = few ? (others + few / 2) / few : 1;
  return each ? each : 1;
}

static unsigned weight_of(const struct checkpoint *checkpoint, const struct traveller *traveller,
                          enum stage stage) {
  unsigned few = checkpoint->fakes + checkpoint->listed + checkpoint->protection;
  switch (stage) {
  case STAGE_FORM:
    return traveller->manual || traveller->slip ? 3 : 1;
  case STAGE_LIST:
    return 3 *
           (traveller->like == LIKE_OTHER ? 1 : one_of_few(checkpoint->listed, checkpoint->alike));
  case STAGE_DESK:
    return 3 * (worth_decision(traveller) == DECIDE_ADMIT
                    ? 1
                    : one_of_few(few, checkpoint->travellers - few));
  default:
    return RECORD_WEIGHT;
  }
}

static const char *competency_of(const struct checkpoint *checkpoint,
                                 const struct traveller *traveller, enum stage stage) {
  if (stage == STAGE_LIST)
    return checkpoint->deciding;
  if (stage != STAGE_DESK)
    return checkpoint->competency;
  return is_protected(traveller)          ? checkpoint->protecting
         : traveller->role == ROLE_LISTED ? checkpoint->deciding
                                          : checkpoint->inspecting;
}

static unsigned points_of(const struct traveller *traveller, const struct served *served,
                          enum stage stage) {
  switch (stage) {
  case STAGE_FORM:
    return worth_of_form(served);
  case STAGE_LIST:
    return worth_of_like(traveller->like, (enum likeness)served->like);
  case STAGE_DESK:
    return worth_of_decision(traveller, (enum decision)served->decision);
  default:
    return served->ground == worth_ground(traveller) ? POINTS : 0;
  }
}

bool worth_score(const struct checkpoint *checkpoint, const struct traveller *traveller,
                 const struct served *served, enum stage stage, struct competency_score *out) {
  unsigned points = points_of(traveller, served, stage);
  memset(out, 0, sizeof *out);
  snprintf(out->competency, sizeof out->competency, "%s",
           competency_of(checkpoint, traveller, stage));
  out->score = (int32_t)((points * (int64_t)SCORE_ONE + POINTS / 2) / POINTS);
  out->weight = (int32_t)weight_of(checkpoint, traveller, stage);
  return stage == STAGE_DESK && worth_critical(traveller, (enum decision)served->decision);
}

/* -- Sums ------------------------------------------------------------------------------------ */

static void tally_decision(const struct traveller *traveller, enum decision decision,
                           struct shift_tally *tally) {
  bool refused = decision == DECIDE_REFUSE;
  if (is_protected(traveller)) {
    tally->protect++;
    tally->protected_ += decision == DECIDE_PROTECT;
    tally->sent_back += refused;
    tally->given_away += decision == DECIDE_PROTECT_OPENLY;
  } else if (is_stopped(traveller)) {
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
