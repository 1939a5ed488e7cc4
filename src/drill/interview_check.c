/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with an interview though every word in it is known. Whether each fact can be found
 * is seen by playing it through as one who knows everything, on the person's worst day. */
#include "drill/interview.h"

#include "base/text.h"

#include <string.h>

enum { BAD_DAYS = 16, PLAY_WORK = 9000 }; /* by measure */

static void check_wordings(struct reading *r, const struct topic *topic) {
  const char *seen[FORMS * WORDINGS_MOST];
  size_t n = 0;
  for (enum form i = OPEN; i < FORMS; i++)
    for (size_t j = 0; j < WORDINGS_MOST && topic->ask[i][j]; j++) {
      for (size_t k = 0; k < n; k++)
        if (strcmp(seen[k], topic->ask[i][j]) == 0)
          diag_error(r->diags, topic->at, topic->span, "interview.same-wording",
                     _("Word each form in its own way."),
                     _("topic %.64s has the same wording twice"), topic->id);
      seen[n++] = topic->ask[i][j];
    }
}

static void check_twice(struct reading *r, const struct interview *it) {
  for (uint8_t i = 0; i < it->n_topics; i++)
    for (uint8_t j = 0; j < i; j++)
      if (strcmp(it->topics[i].id, it->topics[j].id) == 0)
        diag_error(r->diags, it->topics[i].at, it->topics[i].span, "interview.twice",
                   _("Give each its own id."), _("%.64s stands twice"), it->topics[i].id);
  for (uint8_t i = 0; i < it->n_facts; i++)
    for (uint8_t j = 0; j < i; j++)
      if (strcmp(it->facts[i].id, it->facts[j].id) == 0)
        diag_error(r->diags, it->facts[i].at, it->facts[i].span, "interview.twice",
                   _("Give each its own id."), _("%.64s stands twice"), it->facts[i].id);
}

/* What one part asks of another. */
static void check_parts(struct reading *r, const struct node *map, const struct interview *it) {
  if (!it->moves[CLOSE].given)
    node_error(r, map, "interview.no-close", _("Add close: to its moves."),
               _("nothing ends this interview"));
  if (it->companion && !it->moves[SEPARATE].given)
    node_error(r, map, "interview.no-separate", _("Add separate: to its moves."),
               _("nothing parts the person from the companion"));
  if (it->interpreter && !it->moves[INTERPRETER].given)
    node_error(r, map, "interview.no-interpreter", _("Add interpreter: to its moves."),
               _("nothing is agreed with the interpreter"));
  for (uint8_t i = 0; i < it->n_topics; i++)
    if (it->topics[i].alone && !it->companion)
      diag_warn(r->diags, it->topics[i].at, it->topics[i].span, "interview.alone",
                _("Name a companion:, or take alone: away."), _("there is no companion here"));
  if (!it->n_facts)
    node_error(r, map, "interview.no-facts", _("Give its topics facts:."),
               _("there is nothing to find out"));
}

/* The way of who knows everything, until nothing is left or the time is up. */
static uint32_t found_at_best(const struct interview *it, uint64_t seed) {
  struct interview_play play;
  struct drill_outcome outcome;
  uint8_t group, form;
  interview_begin(it, seed, &play);
  while (!play.ended && interview_best(it, &play, &group, &form)) {
    memset(&outcome, 0, sizeof outcome);
    interview_say(it, &play, group, form, "", &outcome);
  }
  return play.told;
}

static void check_found(struct reading *r, const struct node *map, const struct interview *it) {
  uint32_t always = UINT32_MAX;
  if (!reading_work(r, BAD_DAYS * PLAY_WORK)) {
    node_warn(r, map, "interview.unchecked", _("Split the module."),
              _("too much to check: whether each fact can be found is not known"));
    return;
  }
  for (uint64_t seed = 0; seed < BAD_DAYS; seed++)
    always &= found_at_best(it, seed);
  for (uint8_t i = 0; i < it->n_facts; i++)
    if (!(always >> i & 1))
      diag_error(r->diags, it->facts[i].at, it->facts[i].span, "interview.hidden",
                 _("Lower its trust:, give the talk more time:, or add a move that builds trust."),
                 _("even the best interviewer cannot bring out %.64s"), it->facts[i].id);
}

void interview_check(struct reading *r, const struct node *map, const struct drill *drill) {
  const struct interview *it = drill->body;
  size_t errors = r->diags->errors;
  if (it->broken)
    return;
  for (uint8_t i = 0; i < it->n_topics; i++)
    check_wordings(r, &it->topics[i]);
  check_twice(r, it);
  check_parts(r, map, it);
  if (r->diags->errors == errors)
    check_found(r, map, it);
}
