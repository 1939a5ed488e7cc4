/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/quiz.h"

#include "assess/kind.h"
#include "session/draw.h"
#include "session/inner.h"
#include "session/review.h"
#include "session/slots.h"

#include <string.h>

const struct item *quiz_item(const struct session *session, const struct module *module) {
  const struct quiz_state *quiz = &session->u.quiz;
  if (session->over || quiz->at >= quiz->n || slot_gone(&quiz->slots[quiz->at]))
    return NULL;
  return &module->quiz.items[quiz->slots[quiz->at].item];
}

size_t quiz_following(const struct session *session, size_t from) {
  const struct quiz_state *quiz = &session->u.quiz;
  if (session->kind == RUN_REVIEW)
    return review_following(quiz);
  while (from < quiz->n && slot_gone(&quiz->slots[from]))
    from++;
  return from;
}

/* Moves on to the question that can be asked after those before `from`. */
static void move_to(struct session *session, size_t from, int64_t now) {
  struct quiz_state *quiz = &session->u.quiz;
  size_t at = quiz_following(session, from);
  quiz->at = (uint16_t)at;
  quiz->telling = false;
  if (at < quiz->n)
    quiz->slots[at].shown = now;
}

/* What a changed course took away is passed over. */
static void settle(struct session *session) {
  const struct quiz_state *quiz = &session->u.quiz;
  slots_count_withdrawn(session);
  if (quiz->at < quiz->n && slot_gone(&quiz->slots[quiz->at]))
    move_to(session, quiz->at, session->now);
}

static bool start(const struct module *module, const struct beginning *how, struct session *session,
                  struct plan *plan, const char **path) {
  uint16_t index[PLAN_SLOTS];
  (void)how; /* the quiz of a module is one */
  draw_quiz(&module->quiz, plan, index);
  plan->certainty = module->certainty;
  slots_begin(module, plan, index, &session->u.quiz);
  *path = module->path;
  return plan->n > 0;
}

bool quiz_resume(const struct module *module, const struct happening *started,
                 struct session *session) {
  if (!slots_restore(module, &started->plan, &session->u.quiz))
    return false;
  settle(session);
  return true;
}

/* A review asks what was missed once more, whatever its kind. */
static void slot_mark(const struct session *session, struct quiz_slot *slot, uint8_t attempt,
                      int32_t score, bool faulty) {
  bool once = slot->once && session->kind != RUN_REVIEW;
  if (attempt <= 1)
    slot->score = score;
  slot->attempts = attempt;
  slot->last_score = score;
  slot->faulty |= faulty;
  slot->state = score == SCORE_ONE || faulty || attempt > 1 || once ? SLOT_DONE : SLOT_WRONG_ONCE;
}

bool quiz_asks_certainty(const struct quiz_state *quiz) {
  return quiz->certainty && quiz->slots[quiz->at].attempts == 0;
}

static bool answer(const struct item *item, const struct module *module,
                   const struct session_input *input, struct session *next,
                   struct happening *happened, size_t *n) {
  struct quiz_slot *slot = &next->u.quiz.slots[next->u.quiz.at];
  struct response response;
  uint8_t certainty;
  if (next->u.quiz.telling || !slot_take(item, &input->response, &response) ||
      !slot_take_certainty(quiz_asks_certainty(&next->u.quiz), input, &certainty))
    return false;
  struct grade grade = item_kind_of(item)->grade(item, &response);
  memcpy(&slot->response, &response, sizeof response);
  if (!slot->attempts)
    slot->certainty = certainty;
  slot_mark(next, slot, (uint8_t)(slot->attempts + 1), grade.score, grade.faulty);
  next->u.quiz.telling = true;
  struct happening *answered = session_happen(next, module, VERB_ANSWERED, item->path, happened, n);
  answered->language = module_home(module, item)->language;
  slot_tell(item, slot, input->now, grade.faulty, answered);
  session_carry(next, input, answered);
  return true;
}

/* With nothing that could be marked there is no result: the run is closed, not failed. */
static void complete(const struct module *module, const struct session_input *input,
                     struct session *next, struct happening *happened, size_t *n) {
  struct quiz_tally tally = quiz_tally(&next->u.quiz, module->quiz.pass);
  struct happening *done = session_happen(next, module, tally.n ? VERB_COMPLETED : VERB_CLOSED,
                                          module->path, happened, n);
  done->reason = tally.n ? CLOSED_BY_PERSON : CLOSED_COURSE_CHANGED;
  done->score = tally.score;
  done->passed = tally.passed;
  done->duration = input->now;
  done->n_scores = tally.n_scores;
  memcpy(done->scores, tally.scores, sizeof done->scores);
  session_carry(next, input, done);
  next->over = true;
}

/* What was answered and can be gone on from: a review tells all there is to tell at once. */
static bool is_told(const struct session *session) {
  const struct quiz_state *quiz = &session->u.quiz;
  return quiz->telling && (session->kind == RUN_REVIEW || quiz->slots[quiz->at].state == SLOT_DONE);
}

static bool go_on(const struct module *module, const struct session_input *input,
                  struct session *next, struct happening *happened, size_t *n) {
  struct quiz_state *quiz = &next->u.quiz;
  bool left = quiz->at < quiz->n;
  if (left && !is_told(next))
    return false;
  if (left)
    move_to(next, quiz->at + 1u, input->now);
  if (quiz->at == quiz->n)
    complete(module, input, next, happened, n);
  else
    session_wait(next, module, input, happened, n);
  return true;
}

/* Retry and key change what is seen, and decide nothing. A hint decides what the answer shows, so
 * that leaving and coming back must not make it forgotten. */
static bool look(const struct item *item, const struct module *module,
                 const struct session_input *input, struct session *next,
                 struct happening *happened, size_t *n) {
  struct quiz_state *quiz = &next->u.quiz;
  struct quiz_slot *slot = &quiz->slots[quiz->at];
  bool once = quiz->telling && slot->state == SLOT_WRONG_ONCE && next->kind != RUN_REVIEW;
  bool meant = !input->target || input->target == slot->name; /* the question may be gone by now */
  if (input->what == QUIZ_HINT && meant && !quiz->telling && item->hint && !slot->hinted)
    slot->hinted = true;
  else if (input->what == QUIZ_RETRY && once)
    quiz->telling = false, slot->shown = input->now;
  else if (input->what == QUIZ_KEY && once)
    slot->state = SLOT_DONE;
  else
    return false;
  struct session_input named = *input;
  named.target = slot->name;
  if (input->what == QUIZ_HINT)
    session_note(next, module, &named, happened, n);
  else
    session_wait(next, module, input, happened, n);
  return true;
}

bool quiz_step(struct session *session, const struct module *module,
               const struct session_input *input, struct happening *happened, size_t *n) {
  const struct item *item = quiz_item(session, module);
  if (input->what == QUIZ_NEXT)
    return go_on(module, input, session, happened, n);
  if (!item)
    return false;
  if (input->what == QUIZ_ANSWER)
    return answer(item, module, input, session, happened, n);
  return look(item, module, input, session, happened, n);
}

/* What stands open before the slot was passed over when the record was made, since the course of
 * that day did not have it. */
static void withdraw_until(struct quiz_state *quiz, size_t end) {
  for (size_t i = quiz->at; i < end; i++)
    if (quiz->slots[i].state == SLOT_OPEN)
      quiz->slots[i].state = SLOT_WITHDRAWN;
}

bool quiz_align(struct session *session, const struct happening *recorded) {
  struct quiz_state *quiz = &session->u.quiz;
  if (recorded->verb == VERB_COMPLETED) {
    withdraw_until(quiz, quiz->n);
    settle(session);
  }
  size_t at = recorded->verb == VERB_ANSWERED ? slot_of(quiz, recorded) : quiz->n;
  if (at == quiz->n)
    return true;
  if (session->kind == RUN_REVIEW)
    return review_align(session, at);
  withdraw_until(quiz, at);
  if (at < quiz->at || quiz->slots[at].stale ||
      (quiz->slots[quiz->at].state == SLOT_WITHDRAWN && quiz->at != at)) {
    quiz->at = (uint16_t)at;
    quiz->telling = false;
    quiz->slots[at].shown = session->now;
  }
  return !quiz->slots[at].stale;
}

static void outcome_answered(struct session *session, const struct happening *recorded) {
  struct quiz_state *quiz = &session->u.quiz;
  size_t at = slot_of(quiz, recorded);
  if (at == quiz->n)
    return;
  struct quiz_slot *slot = &quiz->slots[at];
  slot->hinted = recorded->hinted;
  if (recorded->attempt <= 1)
    slot->certainty = recorded->certainty;
  memcpy(&slot->response, &recorded->response, sizeof slot->response);
  memcpy(slot->competency, recorded->competency, sizeof slot->competency);
  slot_mark(session, slot, recorded->attempt, recorded->score, recorded->faulty);
  quiz->at = (uint16_t)at;
  quiz->telling = true;
}

void quiz_outcome(struct session *session, const struct happening *recorded) {
  if (recorded->verb == VERB_ANSWERED)
    outcome_answered(session, recorded);
  if (recorded->verb == VERB_COMPLETED) {
    session->u.quiz.at = session->u.quiz.n;
    session->u.quiz.telling = false;
  }
  settle(session);
}

/* Past the feedback to an answer; but not into the results, which are a decision. */
bool quiz_return(const struct session *session, struct session_input *input) {
  input->what = QUIZ_NEXT;
  return is_told(session);
}

bool quiz_read(const struct session *session, const struct module *module,
               const struct input *input, struct session_input *out) {
  static const struct {
    const char *action;
    uint16_t what;
  } rows[] = {{"answer", QUIZ_ANSWER},
              {"hint", QUIZ_HINT},
              {"retry", QUIZ_RETRY},
              {"key", QUIZ_KEY},
              {"next", QUIZ_NEXT}};
  (void)session, (void)module;
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
    if (strcmp(rows[i].action, input->action) == 0)
      out->what = rows[i].what;
  if (out->what == QUIZ_ANSWER)
    slot_read_answer(input, out);
  return out->what != 0;
}

extern const struct session_kind session_quiz;
const struct session_kind session_quiz = {
    .kind = RUN_QUIZ,
    .mode = MODE_PRACTICE,
    .start = start,
    .step = quiz_step,
    .resume = quiz_resume,
    .align = quiz_align,
    .outcome = quiz_outcome,
    .go_on = quiz_return,
    .page = quiz_page,
    .read = quiz_read,
    .where = quiz_where,
};
