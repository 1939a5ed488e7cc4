/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way of who knows everything: what the check finds facts with, and the tests full scores. */
#include "drill/interview.h"

static bool best_move(const struct interview *it, const struct interview_play *play, enum move from,
                      enum move to, uint8_t *group) {
  for (enum move i = from; i <= to; i++)
    if (it->moves[i].given && !(play->done >> i & 1)) {
      *group = group_of_move(it, i);
      return true;
    }
  return false;
}

/* A form that gains full points and brings something. */
static bool best_form(const struct interview *it, const struct interview_play *play, uint8_t topic,
                      uint8_t *form) {
  if (it->topics[topic].avoid)
    return false;
  if (!play->stage[topic]) {
    *form = OPEN;
    return true;
  }
  for (uint8_t i = PROBING; i <= CLOSED; i++) {
    struct weighing weighing = person_weigh(it, play, topic, i);
    if (person_left(it, play, topic, i) && weighing.points == weighing.best) {
      *form = i;
      return true;
    }
  }
  return false;
}

bool interview_best(const struct interview *it, const struct interview_play *play, uint8_t *group,
                    uint8_t *form) {
  *form = 0;
  if (best_move(it, play, GREET, OFFER_BREAK, group))
    return true;
  for (*group = 0; *group < it->n_topics; ++*group)
    if (best_form(it, play, *group, form))
      return true;
  *form = 0;
  return best_move(it, play, CHALLENGE, SUMMARISE, group);
}
