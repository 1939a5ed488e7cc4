/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a run comes to when some of its answers count otherwise than they were marked. */
#include "session/exam.h"
#include "session/slots.h"

#include <string.h>

static struct session_result result_of(const struct session *session, unsigned pass) {
  const struct quiz_state *quiz = &session->u.quiz;
  struct quiz_tally tally =
      session->kind == RUN_EXAM ? exam_tally(quiz, pass) : quiz_tally(quiz, pass);
  return (struct session_result){tally.n, tally.score, tally.passed};
}

/* A blank question has no answer to be corrected; annulled it counts no more, as an answer does. */
static void apply(struct quiz_slot *slot, const struct slot_ruled *ruled) {
  if (ruled->annulled)
    slot->faulty = true;
  else
    slot->score = ruled->score;
}

bool session_rescore(const struct session *session, const struct module *module,
                     const struct slot_ruled *ruled, size_t n, struct session_result *marked,
                     struct session_result *now) {
  struct session copy;
  if (!session->over || (session->kind != RUN_QUIZ && session->kind != RUN_EXAM))
    return false;
  session_put(&copy, session);
  for (size_t i = 0; i < n; i++) {
    const struct happening about = {.path = ruled[i].path};
    size_t at = slot_of(&copy.u.quiz, &about);
    if (at < copy.u.quiz.n)
      apply(&copy.u.quiz.slots[at], &ruled[i]);
  }
  *marked = result_of(session, module->quiz.pass);
  *now = result_of(&copy, module->quiz.pass);
  return true;
}

const struct item *session_told(const struct session *session, const struct module *module,
                                unsigned nth) {
  const struct quiz_state *quiz = &session->u.quiz;
  if (session->kind == RUN_LESSON || session->kind == RUN_DRILL)
    return NULL;
  size_t at = nth ? nth - 1 : quiz->at;
  bool told =
      nth ? session->over : quiz->telling && at < quiz->n && quiz->slots[at].state == SLOT_DONE;
  return told && at < quiz->n && !slot_gone(&quiz->slots[at])
             ? &module->quiz.items[quiz->slots[at].item]
             : NULL;
}
