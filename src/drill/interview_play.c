/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An interview in play: start, turns, result.
 *
 * Each wording is a decision among those of its group (methods.md, "Drill"). To close is one too:
 * what could be brought to that point was every fact, with none put in, and every move made in its
 * time; the worst was nothing of it. So who asks little and well has still little. */
#include "drill/interview.h"

#include "base/random.h"
#include "drill/score.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { FACT_POINTS = 4, MOVE_POINTS = 3 };

_Static_assert(sizeof(struct interview_play) <= DRILL_STATE, "an interview's state must fit");

struct interview_play interview_unpack(const struct drill_state *state) {
  struct interview_play play;
  memcpy(&play, state->bytes, sizeof play);
  return play;
}

void interview_pack(const struct interview_play *play, struct drill_state *state) {
  memset(state, 0, sizeof *state);
  memcpy(state->bytes, play, sizeof *play);
}

/* The seed deals the day that the person has had, and the order of the wordings. */
void interview_begin(const struct interview *it, uint64_t seed, struct interview_play *play) {
  struct rng rng;
  memset(play, 0, sizeof *play);
  rng_seed(&rng, seed);
  play->seed = seed;
  int trust = it->trust + (int)rng_below(&rng, 3) - 1;
  play->trust = (int8_t)(trust < 0 ? 0 : trust > LEVEL_MOST ? LEVEL_MOST : trust);
  play->fear = it->fear;
  play->tired = it->tired;
  play->at = NO_GROUP;
}

void interview_start(const struct drill *drill, uint64_t seed, struct drill_state *state) {
  struct interview_play play;
  interview_begin(drill->body, seed, &play);
  interview_pack(&play, state);
}

/* -- Scores ------------------------------------------------------------------------------------ */

struct points {
  int64_t gained[SCORES_MAX], stake[SCORES_MAX];
};

static void count(const struct interview *it, const struct points *points,
                  struct interview_play *play, struct drill_outcome *outcome) {
  for (uint8_t i = 0; i < it->n_competencies; i++) {
    if (!points->stake[i])
      continue;
    play->gained[i] += points->gained[i];
    play->stake[i] += points->stake[i];
    score_put(&outcome->scores[outcome->n_scores++], it->competencies[i], points->gained[i],
              points->stake[i]);
  }
}

/* A fact of a topic in which the officer put words into the person's mouth is worth half. */
static void add_facts(const struct interview *it, const struct interview_play *play,
                      struct points *points) {
  for (uint8_t i = 0; i < it->n_facts; i++) {
    const struct fact *fact = &it->facts[i];
    uint8_t competency = it->topics[fact->topic].competency;
    int64_t worth = (int64_t)fact->worth * FACT_POINTS;
    points->stake[competency] += worth;
    if (play->told >> i & 1)
      points->gained[competency] += play->tainted[fact->topic] ? worth / 2 : worth;
  }
}

static void add_moves(const struct interview *it, const struct interview_play *play,
                      struct points *points) {
  for (enum move i = GREET; i < MOVES; i++) {
    if (!it->moves[i].given)
      continue;
    points->stake[it->moves[i].competency] += MOVE_POINTS;
    if (play->in_time >> i & 1)
      points->gained[it->moves[i].competency] += MOVE_POINTS;
    else if (play->done >> i & 1)
      points->gained[it->moves[i].competency] += 1; /* too late, or too early */
  }
}

void interview_result(const struct drill *drill, const struct drill_state *state,
                      struct drill_result *result) {
  const struct interview *it = drill->body;
  struct interview_play play = interview_unpack(state);
  int64_t gained = 0, stake = 0;
  memset(result, 0, sizeof *result);
  for (uint8_t i = 0; i < it->n_competencies; i++) {
    if (!play.stake[i])
      continue;
    gained += play.gained[i];
    stake += play.stake[i];
    score_put(&result->scores[result->n_scores++], it->competencies[i], play.gained[i],
              play.stake[i]);
  }
  result->score = stake ? score_share(gained, stake) : 0;
  result->critical = play.critical;
  if (play.critical && result->score > CRITICAL_CAP)
    result->score = CRITICAL_CAP;
  result->passed = play.ended && !play.critical && result->score >= it->pass * (SCORE_ONE / 100);
}

bool interview_ended(const struct drill *drill, const struct drill_state *state) {
  (void)drill;
  return interview_unpack(state).ended;
}

/* -- Turns ------------------------------------------------------------------------------------- */

/* How long each form takes at the booth; in second line, where people talk at length, more. */
static uint16_t seconds_of(const struct interview *it, uint8_t group, uint8_t form) {
  enum { MOVE = 4, SECOND_LINE = 8 };
  static const uint16_t taken[FORMS] = {10, 8, 5, 5, 10, 8};
  uint16_t seconds = group_is_topic(it, group) ? taken[form] : MOVE;
  return it->secondary ? (uint16_t)(seconds * SECOND_LINE) : seconds;
}

static uint8_t times_asked(const struct interview_play *play, uint8_t group, uint8_t form) {
  uint8_t n = 0;
  for (uint8_t i = 0; i < play->n_turns; i++)
    n = (uint8_t)(n + (play->turns[i].group == group && play->turns[i].form == form));
  return n;
}

static uint8_t wording_of(const struct interview *it, const struct interview_play *play,
                          uint8_t group, uint8_t form) {
  uint8_t n = 0;
  if (!group_is_topic(it, group))
    return 0;
  while (n < WORDINGS_MOST && it->topics[group].ask[form][n])
    n++;
  if (!n)
    return 0;
  return (uint8_t)(times_asked(play, group, form) % n);
}

static void keep_text(struct interview_play *play, const char *text, struct turn *turn) {
  size_t n = strlen(text);
  if (!n || n > (size_t)SAID_ROOM - play->n_said)
    return; /* the debrief then shows the course's own wording of what was understood */
  memcpy(play->said + play->n_said, text, n);
  turn->text = play->n_said;
  turn->text_len = (uint16_t)n;
  play->n_said = (uint16_t)(play->n_said + n);
}

static uint8_t competency_of(const struct interview *it, uint8_t group) {
  return group_is_topic(it, group) ? it->topics[group].competency
                                   : it->moves[group - it->n_topics].competency;
}

static void close_if_over(const struct interview *it, struct interview_play *play,
                          const struct turn *turn, struct points *points) {
  bool closed = turn->group == group_of_move(it, CLOSE);
  play->out_of_time = !closed && (play->seconds >= it->seconds || play->n_turns == TURNS_MOST);
  play->ended = closed || play->out_of_time;
  if (!play->ended)
    return;
  add_facts(it, play, points);
  add_moves(it, play, points);
}

void interview_say(const struct interview *it, struct interview_play *play, uint8_t group,
                   uint8_t form, const char *text, struct drill_outcome *outcome) {
  struct points points = {0};
  struct weighing weighing = person_weigh(it, play, group, form);
  uint8_t competency = competency_of(it, group);
  struct turn turn;
  memset(&turn, 0, sizeof turn);
  turn.group = group;
  turn.form = form;
  turn.nth = wording_of(it, play, group, form);
  turn.competency = competency;
  turn.points = weighing.points;
  turn.best = weighing.best;
  points.gained[competency] = weighing.points - weighing.worst;
  points.stake[competency] = weighing.best - weighing.worst;
  person_hear(it, play, &turn);
  keep_text(play, text, &turn);
  play->seconds = (uint16_t)(play->seconds + seconds_of(it, group, form));
  play->turns[play->n_turns++] = turn;
  play->critical |= turn.critical;
  play->puzzled = 0;
  if (!group_is_topic(it, group))
    play->at = NO_GROUP;
  else if (!play->typing)
    play->at = group;
  close_if_over(it, play, &turn, &points);
  outcome->critical = turn.critical;
  outcome->ended = play->ended;
  count(it, &points, play, outcome);
}

void interview_hold_close(struct interview_play *play, const char *text) {
  size_t n = strlen(text);
  play->closing = true;
  play->puzzled = 0;
  play->held = n > (size_t)SAID_ROOM - play->n_said ? 0 : (uint8_t)n;
  memcpy(play->said + play->n_said, text, play->held);
}

void interview_close_held(const struct interview *it, struct interview_play *play,
                          struct drill_outcome *outcome) {
  char text[SAID_MOST + 1];
  memcpy(text, play->said + play->n_said, play->held);
  text[play->held] = '\0';
  play->closing = false;
  interview_say(it, play, group_of_move(it, CLOSE), 0, text, outcome);
}
