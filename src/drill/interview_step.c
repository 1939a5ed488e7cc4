/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was chosen or typed, as something that can be said here and now. */
#include "drill/interview.h"

#include <string.h>

static bool group_open(const struct interview *it, const struct interview_play *play,
                       uint8_t group) {
  if (group_is_topic(it, group))
    return true;
  enum move move = group - it->n_topics;
  bool again = move == REASSURE || move == OFFER_BREAK;
  return it->moves[move].given && (again || !(play->done >> move & 1));
}

/* Held before the end: to close, or to go on as if nothing had been typed. */
static bool go_on(const struct drill_input *input, struct interview_play *play) {
  if (!play->closing || input->choice != seal_name(GO_ON))
    return false;
  memset(play->said + play->n_said, 0, play->held);
  play->closing = false;
  play->held = 0;
  return true;
}

static bool turn_to(const struct interview *it, const struct drill_input *input,
                    struct interview_play *play) {
  if (input->choice == seal_name(TURN_BACK) && play->at != NO_GROUP) {
    play->at = NO_GROUP;
    return true;
  }
  if (it->listener && input->choice == seal_name(play->typing ? TURN_TO_LIST : TURN_TO_TYPING)) {
    play->typing = !play->typing;
    play->at = NO_GROUP;
    play->puzzled = 0;
    return true;
  }
  for (uint8_t i = 0; i < it->n_topics + MOVES && !play->typing && play->at == NO_GROUP; i++) {
    bool topic = group_is_topic(it, i);
    uint64_t name = topic ? it->topics[i].name_of : it->moves[i - it->n_topics].name_of;
    if (name == input->choice && group_open(it, play, i)) {
      play->at = i;
      return true;
    }
  }
  return false;
}

static bool find_form(const struct interview *it, const struct interview_play *play, uint64_t name,
                      uint8_t *form) {
  if (play->at == NO_GROUP)
    return false;
  if (group_is_topic(it, play->at)) {
    for (*form = 0; *form < FORMS; ++*form)
      if (it->topics[play->at].ask[*form][0] && it->topics[play->at].form_name[*form] == name)
        return true;
    return false;
  }
  const struct move_row *move = &it->moves[play->at - it->n_topics];
  for (*form = 0; *form < move->n; ++*form)
    if (move->sayings[*form].name == name)
      return true;
  return false;
}

static uint8_t topic_heard(const struct interview *it, const struct interview_play *play,
                           const char *id) {
  for (uint8_t i = 0; i < it->n_topics; i++)
    if (strcmp(it->topics[i].id, id) == 0)
      return i;
  bool none = strcmp(id, "none") == 0;
  for (uint8_t i = play->n_turns; none && i-- > 0;) /* "What happened next?": the topic at hand */
    if (group_is_topic(it, play->turns[i].group))
      return play->turns[i].group;
  return NO_GROUP;
}

static bool saying_as(const struct interview *it, enum said_as as, uint8_t *group, uint8_t *form) {
  for (uint8_t i = 0; i < MOVES; i++)
    for (*form = 0; *form < it->moves[i].n; ++*form)
      if (it->moves[i].sayings[*form].as == as) {
        *group = group_of_move(it, i);
        return true;
      }
  return false;
}

/* What was heard, as something that can be said here. */
static bool place_heard(const struct interview *it, const struct interview_play *play,
                        const struct heard *heard, uint8_t *group, uint8_t *form) {
  *form = 0;
  if (strcmp(heard->intent, "promise") == 0)
    return saying_as(it, AS_PROMISE, group, form);
  if (strcmp(heard->intent, "threaten") == 0)
    return saying_as(it, AS_THREAT, group, form);
  for (enum move i = GREET; i < MOVES; i++)
    if (strcmp(heard->intent, move_keys[i]) == 0 && it->moves[i].given) {
      *group = group_of_move(it, i);
      return true;
    }
  *group = topic_heard(it, play, heard->topic);
  for (enum form i = OPEN; i < FORMS; i++)
    if (strcmp(heard->type, form_keys[i]) == 0)
      *form = (uint8_t)i;
  return *group != NO_GROUP && it->topics[*group].ask[*form][0];
}

static bool say_typed(const struct interview *it, const struct drill_input *input,
                      struct interview_play *play, struct drill_outcome *outcome) {
  const char *topics[TOPICS_MOST], *words[TOPICS_MOST];
  uint8_t group, form;
  if (!play->typing || input->choice != seal_name(SAY_TYPED) || !input->text[0] ||
      strlen(input->text) > SAID_MOST)
    return false;
  for (uint8_t i = 0; i < it->n_topics; i++)
    topics[i] = it->topics[i].id, words[i] = it->topics[i].words;
  struct heard heard = listener_hear(it->listener, input->text, topics, words, it->n_topics);
  bool placed = heard.understood && place_heard(it, play, &heard, &group, &form);
  if (placed && group == group_of_move(it, CLOSE))
    interview_hold_close(play, input->text);
  else if (placed)
    interview_say(it, play, group, form, input->text, outcome);
  else
    play->puzzled = play->puzzled % UINT8_MAX + 1; /* costs nothing */
  return true;
}

void interview_step(const struct drill *drill, const struct drill_state *state,
                    const struct drill_input *input, struct drill_state *next,
                    struct drill_outcome *outcome) {
  const struct interview *it = drill->body;
  struct interview_play play = interview_unpack(state);
  uint8_t form;
  memset(outcome, 0, sizeof *outcome);
  memcpy(next, state, sizeof *next);
  if (play.ended)
    return;
  outcome->accepted = true;
  if (go_on(input, &play) || (!play.closing && turn_to(it, input, &play)))
    outcome->waits = true;
  else if (play.closing && input->choice == seal_name(CLOSE_TYPED))
    interview_close_held(it, &play, outcome);
  else if (play.closing)
    outcome->accepted = false;
  else if (!play.typing && find_form(it, &play, input->choice, &form))
    interview_say(it, &play, play.at, form, "", outcome);
  else if (!say_typed(it, input, &play, outcome))
    outcome->accepted = false;
  if (outcome->accepted)
    interview_pack(&play, next);
}
