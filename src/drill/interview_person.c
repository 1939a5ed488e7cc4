/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The person: how a question moves trust, tiredness and fear, and which facts it brings.
 *
 * Openness is trust, less half the fear, less one when very tired. A fact comes whole when openness
 * reaches what it needs, in brief when one or two are missing, and otherwise not at all. An
 * interpreter who was not briefed sums up: then all comes in brief. */
#include "drill/interview.h"

enum { BRIEF_BELOW = 2, VERY_TIRED = 7, TIRING_TURNS = 4, TIRING_TURNS_CHILD = 3 };

static int8_t bounded(int level) {
  return (int8_t)(level < 0 ? 0 : level > LEVEL_MOST ? LEVEL_MOST : level);
}

static void move_levels(struct interview_play *play, int trust, int fear, int tired) {
  play->trust = bounded(play->trust + trust);
  play->fear = bounded(play->fear + fear);
  play->tired = bounded(play->tired + tired);
}

static int openness(const struct interview_play *play) {
  return play->trust - play->fear / 2 - (play->tired >= VERY_TIRED);
}

static bool before_companion(const struct interview *it, const struct interview_play *play) {
  return it->companion && !play->separated;
}

static uint32_t facts_by(const struct interview *it, uint8_t topic, enum fact_by by) {
  uint32_t found = 0;
  for (uint8_t i = 0; i < it->n_facts; i++)
    if ((topic == NO_GROUP || it->facts[i].topic == topic) && it->facts[i].by == by)
      found |= UINT32_C(1) << i;
  return found;
}

/* Which facts a form asks for: a wide question for what comes by itself, a probe for that and for
 * what lies under it, a closed one for what it settles and, once there was a beginning, for all. */
uint32_t person_left(const struct interview *it, const struct interview_play *play, uint8_t topic,
                     enum form form) {
  uint32_t by = facts_by(it, topic, BY_OPEN);
  if (it->topics[topic].avoid || form > CLOSED)
    return 0;
  if (form != OPEN && play->stage[topic] >= 1)
    by |= facts_by(it, topic, BY_PROBING);
  if (form == CLOSED)
    by |= facts_by(it, topic, BY_CLOSED);
  return by & ~play->told;
}

/* -- What it is worth -------------------------------------------------------------------------- */

/* The funnel: open first, then probe, then settle. In a topic that is exhausted no good question
 * counts, so that nobody gains by going on; a bad one still does harm. */
static int form_points(const struct interview *it, const struct interview_play *play, uint8_t topic,
                       enum form form) {
  static const int8_t fresh[FORMS] = {3, 1, 1, -2, 0, -3}, opened[FORMS] = {2, 3, 1, -2, 0, -3},
                      probed[FORMS] = {1, 2, 3, -2, 0, -3};
  bool probe = person_left(it, play, topic, PROBING) != 0;
  if (it->topics[topic].avoid)
    return -3;
  if (!play->stage[topic])
    return fresh[form];
  if (!probe && !person_left(it, play, topic, CLOSED))
    return form > CLOSED ? opened[form] : 3;
  return probe ? opened[form] : probed[form];
}

static bool form_counts(const struct interview *it, const struct interview_play *play,
                        uint8_t topic, enum form form) {
  return it->topics[topic].avoid || form > CLOSED || !play->stage[topic] ||
         person_left(it, play, topic, PROBING) || person_left(it, play, topic, CLOSED);
}

static int saying_points(const struct saying *saying) {
  return saying->critical ? -2 : saying->as == AS_GOOD ? 2 : 0;
}

static struct weighing weigh_topic(const struct interview *it, const struct interview_play *play,
                                   uint8_t topic, uint8_t form) {
  int points = form_points(it, play, topic, form), best = points, worst = points;
  if (it->topics[topic].avoid) /* to leave it alone was the better choice */
    return (struct weighing){(int8_t)points, 3, (int8_t)points};
  for (enum form i = OPEN; i < FORMS; i++) {
    int other = it->topics[topic].ask[i][0] ? form_points(it, play, topic, i) : points;
    best = other > best ? other : best;
    worst = other < worst ? other : worst;
  }
  if (!form_counts(it, play, topic, form))
    best = worst = points;
  return (struct weighing){(int8_t)points, (int8_t)best, (int8_t)worst};
}

struct weighing person_weigh(const struct interview *it, const struct interview_play *play,
                             uint8_t group, uint8_t form) {
  if (group_is_topic(it, group))
    return weigh_topic(it, play, group, form);
  const struct move_row *move = &it->moves[group - it->n_topics];
  int points = saying_points(&move->sayings[form]), best = points, worst = points;
  for (uint8_t i = 0; i < move->n; i++) {
    int other = saying_points(&move->sayings[i]);
    best = other > best ? other : best;
    worst = other < worst ? other : worst;
  }
  bool again = play->done >> (group - it->n_topics) & 1;
  if (again && points == best) /* said well before: nothing more is gained by it */
    worst = best;
  return (struct weighing){(int8_t)points, (int8_t)best, (int8_t)worst};
}

/* -- How a question is taken ------------------------------------------------------------------- */

static void take_question(const struct interview *it, struct interview_play *play, uint8_t topic,
                          enum form form, bool more) {
  static const int8_t trust[FORMS] = {1, 1, 0, -1, -1, -3}, fear[FORMS] = {0, 0, 0, 0, 0, 2};
  int by = form == PROBING && !play->stage[topic] ? 0 : trust[form];
  if (form <= CLOSED && play->stage[topic] && !more)
    by = it->child ? -2 : -1; /* the same again: was the answer wrong? */
  move_levels(play, by, fear[form], 0);
}

/* Sorts facts into those that come whole and those in brief; at most so many of each. */
static void let_out(const struct interview *it, struct interview_play *play, uint32_t facts,
                    uint8_t most, bool whole, struct turn *turn) {
  int open = openness(play);
  bool summed_up = it->interpreter && !play->understood;
  for (uint8_t i = 0; i < it->n_facts && most; i++) {
    if (!(facts >> i & 1))
      continue;
    int missing = it->facts[i].trust - open;
    if (missing <= 0 && whole && !summed_up)
      turn->told |= UINT32_C(1) << i, most--;
    else if (missing <= BRIEF_BELOW && !(play->hinted >> i & 1))
      turn->hinted |= UINT32_C(1) << i, most--;
  }
  play->told |= turn->told;
  play->hinted |= turn->hinted;
}

static void answer_leading(const struct interview *it, struct interview_play *play,
                           struct turn *turn) {
  bool agrees = it->child || play->tired >= 5 || play->fear >= 3 || it->fluency == 0 ||
                !(play->done >> GROUND_RULES & 1);
  turn->reaction = agrees ? CONFIRMED : REFUSED_IT;
  play->tainted[turn->group] |= agrees;
}

static void answer_question(const struct interview *it, struct interview_play *play,
                            struct turn *turn) {
  enum { ALL = FACTS_MOST, ONE = 1 };
  uint8_t topic = turn->group;
  enum form form = turn->form;
  uint32_t left = person_left(it, play, topic, form == MULTIPLE ? OPEN : form);
  if (form == BLAMING)
    turn->reaction = SHUT;
  else if (form == LEADING)
    answer_leading(it, play, turn);
  else if (form == MULTIPLE && it->fluency == 0)
    turn->reaction = CONFUSED;
  else if (before_companion(it, play))
    turn->reaction = EVADED;
  else {
    bool early = form == CLOSED && !play->stage[topic];
    uint32_t settled = early ? left & facts_by(it, topic, BY_CLOSED) : 0;
    bool whole = form != MULTIPLE && (!early || settled);
    let_out(it, play, settled ? settled : left, form == OPEN || form == PROBING ? ALL : ONE, whole,
            turn);
    turn->reaction = turn->told | turn->hinted ? TOLD : left ? EVADED : NO_MORE;
  }
  if (form == OPEN && !play->stage[topic])
    play->stage[topic] = 1;
  else if (form == PROBING && play->stage[topic])
    play->stage[topic] = 2;
}

static void hear_question(const struct interview *it, struct interview_play *play,
                          struct turn *turn) {
  const struct topic *topic = &it->topics[turn->group];
  bool more = person_left(it, play, turn->group, turn->form) != 0;
  turn->critical = topic->avoid || (topic->alone && before_companion(it, play));
  turn->in_time = true;
  take_question(it, play, turn->group, turn->form, more);
  if (turn->critical) {
    turn->reaction = SHUT;
    move_levels(play, -2, 2, 0);
  } else
    answer_question(it, play, turn);
}

/* -- Moves ------------------------------------------------------------------------------------- */

static bool any_question(const struct interview *it, const struct interview_play *play) {
  for (uint8_t i = 0; i < play->n_turns; i++)
    if (group_is_topic(it, play->turns[i].group))
      return true;
  return false;
}

static bool all_opened(const struct interview *it, const struct interview_play *play) {
  for (uint8_t i = 0; i < it->n_topics; i++)
    if (!it->topics[i].avoid && !play->stage[i])
      return false;
  return true;
}

static bool move_due(const struct interview *it, const struct interview_play *play,
                     enum move move) {
  if (move <= INTERPRETER)
    return !any_question(it, play);
  if (move == CHALLENGE || move == SUMMARISE)
    return all_opened(it, play);
  return true;
}

static void take_move(struct interview_play *play, enum move move) {
  static const int8_t by[MOVES][3] = {
      /* trust, fear, tired */
      [GREET] = {1, 0, 0},        [INTRODUCE] = {1, 0, 0},    [EXPLAIN] = {1, -1, 0},
      [GROUND_RULES] = {1, 0, 0}, [SEPARATE] = {0, -2, 0},    [INTERPRETER] = {1, 0, 0},
      [REASSURE] = {1, -2, 0},    [OFFER_BREAK] = {1, 0, -3}, [SUMMARISE] = {1, 0, 0},
  };
  bool again = play->done >> move & 1;
  move_levels(play, again ? 0 : by[move][0], again ? 0 : by[move][1], by[move][2]);
}

/* A summary brings what was forgotten, a challenge explains; each only when its time has come. */
static void let_out_late(const struct interview *it, struct interview_play *play, enum move move,
                         struct turn *turn) {
  enum fact_by by = move == SUMMARISE ? BY_SUMMARY : BY_CHALLENGE;
  if ((move == SUMMARISE || move == CHALLENGE) && turn->in_time && !before_companion(it, play))
    let_out(it, play, facts_by(it, NO_GROUP, by) & ~play->told, FACTS_MOST, true, turn);
}

static void hear_move(const struct interview *it, struct interview_play *play, struct turn *turn) {
  enum move move = turn->group - it->n_topics;
  const struct saying *saying = &it->moves[move].sayings[turn->form];
  turn->reaction = REPLIED;
  turn->critical = saying->critical != NULL;
  turn->in_time = move_due(it, play, move);
  if (saying->as == AS_THREAT)
    move_levels(play, -4, 3, 0);
  if (saying->as != AS_GOOD || saying->critical)
    return;
  take_move(play, move);
  let_out_late(it, play, move, turn);
  play->done |= UINT32_C(1) << move;
  if (turn->in_time)
    play->in_time |= UINT32_C(1) << move;
  play->separated |= move == SEPARATE;
  play->understood |= move == INTERPRETER;
}

void person_hear(const struct interview *it, struct interview_play *play, struct turn *turn) {
  unsigned often = it->child ? TIRING_TURNS_CHILD : TIRING_TURNS;
  if (group_is_topic(it, turn->group))
    hear_question(it, play, turn);
  else
    hear_move(it, play, turn);
  if ((play->n_turns + 1u) % often == 0)
    move_levels(play, 0, 0, 1);
  turn->trust = play->trust;
  turn->fear = play->fear;
  turn->tired = play->tired;
}
