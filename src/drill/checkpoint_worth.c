/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is right of a traveller, and what each stage is worth.
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

enum { RECORD_WEIGHT = 1 };

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

bool worth_protected(const struct traveller *t) {
  return t->role == ROLE_AFRAID || t->role == ROLE_CONTROLLED;
}

bool worth_stopped(const struct traveller *t) {
  return t->role == ROLE_FAKE || t->role == ROLE_LISTED;
}

enum decision worth_decision(const struct traveller *traveller) {
  return worth_protected(traveller) ? DECIDE_PROTECT
         : worth_stopped(traveller) ? DECIDE_REFER
                                    : DECIDE_ADMIT;
}

enum ground worth_ground(const struct traveller *traveller) {
  return worth_protected(traveller)       ? GROUND_PROTECTION
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
  return points[worth_protected(traveller) ? 2 : worth_stopped(traveller)][decision] + alarm;
}

bool worth_critical(const struct traveller *traveller, enum decision decision) {
  return worth_protected(traveller) &&
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
  return worth_protected(traveller)       ? checkpoint->protecting
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
