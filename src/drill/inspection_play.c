/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An inspection in play: who comes, what is looked at and decided, what it is worth. */
#include "drill/inspection.h"

#include "base/text.h"
#include "drill/score.h"

#include <stdio.h>
#include <string.h>

enum { POINTS = 3 };

_Static_assert(sizeof(struct inspection_play) <= DRILL_STATE, "an inspection's state must fit");
_Static_assert(BEARERS_MAX <= 64, "sets of bearers are 64 bits");

/* -- Who comes ------------------------------------------------------------------------------- */

enum { DEAL_BEARERS = 1, DEAL_FRAUDS, DEAL_HARMLESS, DEAL_CASE };

static void deal_bearers(const struct inspection *inspection, struct inspection_play *play) {
  uint8_t order[BEARERS_MAX];
  struct rng rng = stock_chance(play->seed, DEAL_BEARERS);
  rng_permute(&rng, order, inspection->bearers);
  for (unsigned i = 0; i < inspection->fakes; i++)
    play->fakes |= UINT64_C(1) << order[i];
  for (unsigned i = 0; i < inspection->alarms; i++)
    play->alarms |= UINT64_C(1) << order[inspection->fakes + i];
}

/* How many of a set come before this bearer. */
static size_t before(uint64_t set, unsigned bearer) {
  return (size_t)__builtin_popcountll(set & ((UINT64_C(1) << bearer) - 1));
}

struct inspection_case inspection_case(const struct inspection *inspection,
                                       const struct inspection_play *play, unsigned bearer) {
  const struct stock *stock = &inspection->stock;
  struct inspection_case c = {.fake = play->fakes >> bearer & 1};
  struct rng rng = stock_chance(play->seed, DEAL_CASE + bearer);
  c.series = stock->series[rng_below(&rng, stock->n_series)];
  c.seed = rng_next(&rng);
  if (c.fake)
    c.anomaly = stock_deal(stock->frauds, stock->n_frauds, play->seed, DEAL_FRAUDS,
                           before(play->fakes, bearer));
  else if (play->alarms >> bearer & 1)
    c.anomaly = stock_deal(stock->harmless, stock->n_harmless, play->seed, DEAL_HARMLESS,
                           before(play->alarms, bearer));
  return c;
}

void inspection_passports(const struct inspection *inspection, const struct inspection_case *c,
                          struct arena *arena, struct passport *presented,
                          struct passport *genuine) {
  stock_passports(&inspection->stock, c->series, c->anomaly, c->seed, arena, presented, genuine);
}

/* -- What it is worth ------------------------------------------------------------------------ */

bool inspection_marked_right(const struct anomaly *anomaly, uint32_t marked) {
  uint32_t near = anomaly->found | anomaly->differs;
  return (marked & anomaly->found) &&
         __builtin_popcount(marked & ~near) <= __builtin_popcount(marked & near);
}

unsigned inspection_points(const struct inspection_case *c, const struct inspected *inspected) {
  static const unsigned stopped[] = {[VERDICT_REFER] = 2, [VERDICT_REFUSE] = 1};
  if (!c->fake)
    return inspected->verdict == VERDICT_ADMIT    ? POINTS
           : inspected->verdict == VERDICT_REFUSE ? 0
           : c->anomaly                           ? 2
                                                  : 1;
  if (inspected->verdict == VERDICT_ADMIT)
    return 0;
  return stopped[inspected->verdict] + inspection_marked_right(c->anomaly, inspected->marked);
}

/* What one fake weighs, so that all of them weigh as much as all who are genuine. */
static unsigned weight(const struct inspection *inspection, bool fake) {
  unsigned genuine = inspection->bearers - inspection->fakes;
  unsigned each = (genuine + inspection->fakes / 2) / inspection->fakes;
  return POINTS * (fake && each ? each : 1);
}

unsigned inspection_spent(const struct inspected *inspected) {
  unsigned seconds = SECONDS_TO_DECIDE;
  for (unsigned i = 0; i < LOOKS; i++)
    seconds += inspected->looked >> i & 1 ? looks[i].seconds : 0;
  return seconds;
}

/* -- States ---------------------------------------------------------------------------------- */

struct inspection_play inspection_unpack(const struct drill_state *state) {
  struct inspection_play play;
  memcpy(&play, state->bytes, sizeof play);
  return play;
}

static void pack(const struct inspection_play *play, struct drill_state *state) {
  memset(state, 0, sizeof *state);
  memcpy(state->bytes, play, sizeof *play);
}

void inspection_start(const struct drill *drill, uint64_t seed, struct drill_state *state) {
  struct inspection_play play;
  memset(&play, 0, sizeof play);
  play.seed = seed;
  play.since = 1; /* of an outcome 0 would mean the last input */
  play.shown = play.before = NOTHING_SHOWN;
  deal_bearers(drill->body, &play);
  pack(&play, state);
}

uint64_t inspection_choice(unsigned choice) {
  static const char *const words[] = {
      "mark", "next", NULL, "admit", "refer", "refuse",
  };
  char name[32];
  snprintf(name, sizeof name, "%s:%s", choice < LOOKS ? "look" : "do",
           choice < LOOKS ? looks[choice].key : words[choice - CHOICE_MARK]);
  return seal_name(name);
}

static unsigned choice_of(uint64_t name) {
  for (unsigned i = 0; i < CHOICES; i++)
    if (i != CHOICE_VERDICT && inspection_choice(i) == name)
      return i;
  return CHOICES;
}

/* -- Steps ----------------------------------------------------------------------------------- */

static void look_at(struct inspection_play *play, unsigned look) {
  if (play->shown != look) {
    play->before = play->shown;
    play->shown = (uint8_t)look;
  }
  play->done[play->at].looked |= UINT32_C(1) << look;
}

static bool wait_on(struct inspection_play *play, const struct drill_input *input,
                    unsigned choice) {
  if (play->telling != (choice == CHOICE_NEXT))
    return false;
  if (choice == CHOICE_NEXT) {
    play->telling = 0;
    play->since = input->now;
  } else if (choice < LOOKS)
    look_at(play, choice);
  else if (play->shown != NOTHING_SHOWN)
    play->done[play->at].marked ^= UINT32_C(1) << play->shown;
  else
    return false;
  return true;
}

static void decide(const struct inspection *inspection, struct inspection_play *play,
                   const struct drill_input *input, enum verdict verdict,
                   struct drill_outcome *outcome) {
  struct inspected *inspected = &play->done[play->at];
  struct inspection_case c = inspection_case(inspection, play, play->at);
  inspected->verdict = (uint8_t)verdict;
  inspected->seconds = (uint16_t)inspection_spent(inspected);
  play->used += inspected->seconds;
  int64_t stake = weight(inspection, c.fake);
  score_put(&outcome->scores[outcome->n_scores++], inspection->competency,
            inspection_points(&c, inspected) * stake / POINTS, stake);
  outcome->since = play->since;
  play->since = input->now;
  play->at++;
  play->shown = play->before = NOTHING_SHOWN;
  play->over =
      play->at == inspection->bearers || (inspection->seconds && play->used >= inspection->seconds);
  play->telling = inspection->tell_each && !play->over;
  outcome->ended = play->over;
}

void inspection_step(const struct drill *drill, const struct drill_state *state,
                     const struct drill_input *input, struct drill_state *next,
                     struct drill_outcome *outcome) {
  struct inspection_play play = inspection_unpack(state);
  unsigned choice = choice_of(input->choice);
  memset(outcome, 0, sizeof *outcome);
  memcpy(next, state, sizeof *next);
  if (play.over || choice == CHOICES)
    return;
  if (choice < CHOICE_VERDICT) {
    outcome->accepted = outcome->waits = outcome->paid = wait_on(&play, input, choice);
  } else if (!play.telling) {
    outcome->accepted = true;
    decide(drill->body, &play, input, (enum verdict)(choice - CHOICE_VERDICT), outcome);
  }
  if (outcome->accepted)
    pack(&play, next);
}

bool inspection_ended(const struct drill *drill, const struct drill_state *state) {
  (void)drill;
  return inspection_unpack(state).over;
}

uint64_t inspection_view(const struct drill *drill, const struct drill_state *state) {
  struct inspection_play play = inspection_unpack(state);
  (void)drill;
  return play.at * UINT64_C(2) + play.telling;
}

/* -- Sums ------------------------------------------------------------------------------------ */

static void tally_one(const struct inspection_case *c, const struct inspected *inspected,
                      struct inspection_tally *tally) {
  bool stopped = inspected->verdict != VERDICT_ADMIT;
  tally->served++;
  tally->seconds += inspected->seconds;
  if (!c->fake) {
    tally->genuine++;
    tally->alarms += stopped;
    return;
  }
  tally->fakes++;
  tally->hits += stopped;
  tally->found += stopped && inspection_marked_right(c->anomaly, inspected->marked);
  tally->by_step[c->anomaly->step][0]++;
  tally->by_step[c->anomaly->step][1] += stopped;
  tally->by_depth[c->anomaly->depth][0]++;
  tally->by_depth[c->anomaly->depth][1] += stopped;
}

struct inspection_tally inspection_tally(const struct inspection *inspection,
                                         const struct inspection_play *play) {
  struct inspection_tally tally = {0};
  for (unsigned i = 0; i < play->at; i++) {
    struct inspection_case c = inspection_case(inspection, play, i);
    tally_one(&c, &play->done[i], &tally);
  }
  return tally;
}

static bool passes(const struct inspection *inspection, const struct inspection_tally *tally) {
  return tally->served * 100 >= inspection->bearers * SERVED_PERCENT && tally->fakes &&
         tally->hits * 100 >= tally->fakes * inspection->hits &&
         (tally->genuine - tally->alarms) * 100 >= tally->genuine * inspection->admit;
}

void inspection_result(const struct drill *drill, const struct drill_state *state,
                       struct drill_result *result) {
  const struct inspection *inspection = drill->body;
  struct inspection_play play = inspection_unpack(state);
  struct inspection_tally tally = inspection_tally(inspection, &play);
  int64_t gained = 0, stake = 0;
  memset(result, 0, sizeof *result);
  for (unsigned i = 0; i < play.at; i++) {
    struct inspection_case c = inspection_case(inspection, &play, i);
    gained += (int64_t)inspection_points(&c, &play.done[i]) * weight(inspection, c.fake) / POINTS;
    stake += weight(inspection, c.fake);
  }
  if (stake)
    score_put(&result->scores[result->n_scores++], inspection->competency, gained, stake);
  result->score = stake ? result->scores[0].score : 0;
  result->passed = passes(inspection, &tally);
}
