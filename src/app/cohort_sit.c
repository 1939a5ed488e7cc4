/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One session of somebody who does not exist, through the engine that everybody's goes through. */
#include "app/cohort_inner.h"

#include "base/mem.h"
#include "base/vec.h"
#include "drill/prove.h"
#include "measure/ability.h"
#include "session/exam.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS = 400, TRIES = 40, SECOND = 1000, DECISION = 3 };
static const double slips = .02, off_by = .4, lucky = .25;

/* -- Steps ---------------------------------------------------------------------------------------
 */

struct play {
  struct sitting *sitting;
  struct session session;
};

static bool step(struct play *play, const struct session_input *input) {
  struct happening happened[SESSION_HAPPENINGS];
  size_t n = 0;
  if (!session_step(&play->session, play->sitting->module, input, happened, &n))
    return false;
  for (size_t i = 0; i < n; i++)
    VEC_PUSH(&play->sitting->happened, happened[i]);
  return true;
}

/* Session time of the next input, some seconds on. */
static int64_t later(struct play *play, unsigned most) {
  return play->session.now + SECOND * (int64_t)(2 + rng_below(&play->sitting->rng, most));
}

static bool act(struct play *play, uint16_t what) {
  return step(play, &(struct session_input){.now = later(play, 4), .what = what});
}

/* -- What is answered ----------------------------------------------------------------------------
 */

static double theta_of(const struct sitting *sitting, const char *competency) {
  int at = framework_competency(sitting->framework, competency);
  return at < 0 ? 0 : sitting->officer->theta[at] + sitting->gain;
}

static double knows(double theta, double b, double c) {
  return c + (1 - slips - c) / (1 + exp(-(theta - b)));
}

/* As hard for everybody as it is for one. */
static double difficulty(const struct item *item) {
  struct rng rng;
  rng_seed(&rng, seal_name(item->path));
  return ability_difficulty(item->level) + off_by * cohort_normal(&rng);
}

/* Anything that might be answered, right or wrong. */
static void guess_at(const struct item *item, const struct response *right, struct rng *rng,
                     struct response *out) {
  *out = (struct response){.n = right->n};
  switch (item_kind_of(item)->shape) {
  case SHAPE_ARRANGEMENT:
    rng_permute(rng, out->pick, out->n);
    break;
  case SHAPE_PAIRING:
    for (size_t i = 0; i < out->n; i++)
      out->pick[i] = (uint8_t)rng_below(rng, item->n_targets);
    break;
  case SHAPE_CHOICE:
  case SHAPE_REGION: { /* as many as are right, of all */
    uint8_t order[RESPONSE_PICKS];
    rng_permute(rng, order, item->n_parts);
    memcpy(out->pick, order, out->n);
    break;
  }
  case SHAPE_TEXT:
  case SHAPE_NUMBER:
    snprintf(out->text, sizeof out->text, "%u", 100 + (unsigned)rng_below(rng, 900));
    break;
  }
}

static void answer_wrong(const struct item *item, const struct response *right, struct rng *rng,
                         struct response *out) {
  int32_t least = SCORE_ONE + 1;
  for (int i = 0; i < TRIES && least > 0; i++) {
    struct response tried;
    guess_at(item, right, rng, &tried);
    struct grade grade = item_kind_of(item)->grade(item, &tried);
    if (!grade.faulty && grade.score < least)
      least = grade.score, *out = tried;
  }
}

static struct session_input answer(struct play *play, const struct item *item, uint16_t what) {
  struct sitting *sitting = play->sitting;
  struct session_input input = {.now = later(play, 50), .what = what};
  struct response right = {0};
  double p =
      knows(theta_of(sitting, item->competency), difficulty(item), item_kind_of(item)->guess(item));
  item_kind_of(item)->solution(item, &right);
  input.response = right;
  if (cohort_uniform(&sitting->rng) >= p)
    answer_wrong(item, &right, &sitting->rng, &input.response);
  input.certainty = (uint8_t)(1 + (p > .5) + (p > .8));
  return input;
}

/* -- A test, a practice, a scenario
 * ---------------------------------------------------------------- */

static bool exam_step(struct play *play) {
  const struct quiz_state *exam = &play->session.u.quiz;
  if (exam->view == EXAM_INTRO)
    return act(play, EXAM_BEGIN);
  if (exam->view == EXAM_SURE)
    return act(play, EXAM_CONFIRM);
  if (exam->view == EXAM_OVERVIEW)
    return act(play, EXAM_SUBMIT);
  if (exam->slots[exam->at].attempts)
    return act(play, EXAM_LIST);
  const struct item *item = exam_item(&play->session, play->sitting->module, exam->at);
  struct session_input input = {0};
  if (item)
    input = answer(play, item, EXAM_ANSWER);
  return item && step(play, &input);
}

static bool quiz_step_on(struct play *play) {
  const struct item *item = quiz_item(&play->session, play->sitting->module);
  if (!item || play->session.u.quiz.telling)
    return act(play, QUIZ_NEXT) || act(play, QUIZ_KEY);
  struct session_input input = answer(play, item, QUIZ_ANSWER);
  return step(play, &input);
}

/* What a choice brings, and of which competency it tells most. */
static double worth(const struct drill_outcome *outcome, const char **competency) {
  double sum = outcome->critical ? -1e9 : 0;
  int32_t most = 0;
  for (size_t i = 0; i < outcome->n_scores; i++) {
    const struct competency_score *one = &outcome->scores[i];
    sum += (double)one->score * one->weight;
    if (one->weight > most)
      most = one->weight, *competency = one->competency;
  }
  return sum;
}

static size_t best_offer(struct play *play, const struct drill *drill, const struct offers *offers,
                         char competency[24]) {
  size_t best = 0;
  double most = -INFINITY;
  for (size_t i = 0; i < offers->n; i++) {
    const struct drill_input input = {play->session.now + SECOND, offers->list[i].name, ""};
    struct drill_outcome outcome = {0};
    MEM_UNCLEARED struct drill_state next;
    const char *of = "";
    drill_kinds[drill->kind]->step(drill, &play->session.u.drill, &input, &next, &outcome);
    double value = outcome.accepted ? worth(&outcome, &of) : -INFINITY;
    if (value > most) {
      most = value, best = i;
      snprintf(competency, 24, "%s", of);
    }
  }
  return best;
}

static bool drill_step(struct play *play) {
  struct sitting *sitting = play->sitting;
  const struct drill *drill = &sitting->module->drills[play->session.index];
  struct arena arena = {0};
  struct session_input input;
  struct input chosen = {0};
  char competency[24] = "";
  struct offers offers = offers_of(drill_kinds[drill->kind], drill, &play->session.u.drill, &arena);
  bool moved = offers.n;
  if (moved) {
    size_t at = best_offer(play, drill, &offers, competency);
    double p = knows(theta_of(sitting, competency), ability_difficulty(DECISION), lucky);
    if (cohort_uniform(&sitting->rng) >= p)
      at = rng_below(&sitting->rng, offers.n);
    snprintf(chosen.action, sizeof chosen.action, "choose:%016" PRIx64, offers.list[at].name);
    moved = session_read_input(&play->session, sitting->module, &chosen, later(play, 40), &input) &&
            step(play, &input);
  }
  arena_done(&arena);
  return moved;
}

bool cohort_sit(struct sitting *sitting) {
  struct play play = {.sitting = sitting};
  struct happening started;
  sitting->how.seed = rng_next(&sitting->rng);
  if (!session_start(sitting->module, &sitting->how, &play.session, &started))
    return false;
  VEC_PUSH(&sitting->happened, started);
  bool (*on)(struct play *) = sitting->how.kind == RUN_EXAM   ? exam_step
                              : sitting->how.kind == RUN_QUIZ ? quiz_step_on
                                                              : drill_step;
  for (int i = 0; i < STEPS && !play.session.over && on(&play); i++)
    ;
  return true;
}
