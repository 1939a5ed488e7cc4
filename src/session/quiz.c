/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/quiz.h"

#include "assess/kind.h"
#include "base/text.h"
#include "session/draw.h"
#include "session/inner.h"

#include <stdio.h>
#include <string.h>

static bool slot_gone(const struct quiz_slot *slot) {
  return slot->stale || slot->state == SLOT_WITHDRAWN;
}

const struct item *quiz_item(const struct session *session, const struct module *module) {
  const struct quiz_state *quiz = &session->u.quiz;
  if (session->over || quiz->at >= quiz->n || slot_gone(&quiz->slots[quiz->at]))
    return NULL;
  return &module->quiz.items[quiz->slots[quiz->at].item];
}

static void count_withdrawn(struct session *session) {
  const struct quiz_state *quiz = &session->u.quiz;
  unsigned n = 0;
  for (size_t i = 0; i < quiz->n; i++)
    n += quiz->slots[i].state == SLOT_WITHDRAWN;
  session->withdrawn = (uint16_t)n;
}

/* Moves on to the first question from `at` that can be asked. */
static void move_to(struct session *session, size_t at, int64_t now) {
  struct quiz_state *quiz = &session->u.quiz;
  while (at < quiz->n && slot_gone(&quiz->slots[at]))
    at++;
  quiz->at = (uint16_t)at;
  quiz->telling = false;
  if (at < quiz->n)
    quiz->slots[at].shown = now;
}

/* What a changed course took away is passed over. */
static void settle(struct session *session) {
  const struct quiz_state *quiz = &session->u.quiz;
  count_withdrawn(session);
  if (quiz->at < quiz->n && slot_gone(&quiz->slots[quiz->at]))
    move_to(session, quiz->at, session->now);
}

static void slot_fill(struct quiz_slot *slot, const struct item *item, size_t index) {
  const struct item_kind *kind = item_kind_of(item);
  slot->item = (uint16_t)index;
  slot->once = kind->shape == SHAPE_CHOICE && kind->guess(item) >= 0.5;
  snprintf(slot->competency, sizeof slot->competency, "%s", item->competency);
}

static bool start(const struct module *module, const char *item, struct session *session,
                  struct plan *plan, const char **path) {
  struct quiz_state *quiz = &session->u.quiz;
  uint16_t index[PLAN_SLOTS];
  (void)item;
  draw_quiz(&module->quiz, plan, index);
  *path = module->path;
  quiz->n = (uint16_t)plan->n;
  for (size_t i = 0; i < plan->n; i++) {
    struct quiz_slot *slot = &quiz->slots[i];
    slot->name = seal_name(plan->slots[i].item);
    memcpy(slot->order, plan->slots[i].order, sizeof slot->order);
    slot_fill(slot, &module->quiz.items[index[i]], index[i]);
  }
  return plan->n > 0;
}

static bool is_permutation(const uint8_t *order, size_t n) {
  uint32_t seen = 0;
  if (n > RESPONSE_PICKS)
    return false;
  for (size_t i = 0; i < n; i++) {
    if (order[i] >= n || seen >> order[i] & 1)
      return false;
    seen |= UINT32_C(1) << order[i];
  }
  return true;
}

static bool same_item(const struct item *item, const struct plan_slot *planned) {
  return strcmp(item->id, planned->item) == 0 && item->n_parts == planned->n_parts &&
         memcmp(item->key_rev, planned->key_rev, HASH_BYTES) == 0 &&
         is_permutation(planned->order, planned->n_parts);
}

static void slot_resume(const struct module *module, const struct plan_slot *planned,
                        struct quiz_slot *slot) {
  const struct quiz *pool = &module->quiz;
  slot->name = seal_name(planned->item);
  memcpy(slot->order, planned->order, sizeof slot->order);
  for (size_t i = 0; i < pool->n_items; i++)
    if (same_item(&pool->items[i], planned)) {
      slot_fill(slot, &pool->items[i], i);
      return;
    }
  slot->stale = slot->once = true;
  slot->state = SLOT_WITHDRAWN; /* unless an answer to it was recorded: outcome */
}

static bool resume(const struct module *module, const struct happening *started,
                   struct session *session) {
  const struct plan *plan = &started->plan;
  if (plan->n == 0 || plan->n > PLAN_SLOTS)
    return false;
  session->u.quiz.n = (uint16_t)plan->n;
  for (size_t i = 0; i < plan->n; i++)
    slot_resume(module, &plan->slots[i], &session->u.quiz.slots[i]);
  settle(session);
  return true;
}

static bool take_text(const struct response *given, struct response *out) {
  size_t len = strnlen(given->text, sizeof given->text);
  if (len == sizeof given->text || text_invalid_at(given->text, len) != len ||
      !given->text[strspn(given->text, " \t\n")])
    return false;
  memcpy(out->text, given->text, len);
  return true;
}

static bool take_picks(const struct item *item, const struct response *given,
                       struct response *out) {
  if (given->n == 0 || given->n > item->n_parts ||
      (item_kind_of(item)->shape == SHAPE_ARRANGEMENT && given->n != item->n_parts))
    return false;
  for (size_t i = 0; i < given->n; i++) {
    if (given->pick[i] >= item->n_parts || memchr(given->pick, given->pick[i], i))
      return false;
    out->pick[i] = given->pick[i];
  }
  out->n = given->n;
  return true;
}

/* A target for each part, or none for some. */
static bool take_pairs(const struct item *item, const struct response *given,
                       struct response *out) {
  bool any = false;
  if (given->n != item->n_parts)
    return false;
  for (size_t i = 0; i < given->n; i++) {
    if (given->pick[i] != PICK_NONE && given->pick[i] >= item->n_targets)
      return false;
    any |= given->pick[i] != PICK_NONE;
    out->pick[i] = given->pick[i];
  }
  out->n = given->n;
  return any;
}

/* Only what the shape of the question knows, all else zero; false if it is no answer. */
static bool take(const struct item *item, const struct response *given, struct response *out) {
  memset(out, 0, sizeof *out);
  switch (item_kind_of(item)->shape) {
  case SHAPE_TEXT:
  case SHAPE_NUMBER:
    return take_text(given, out);
  case SHAPE_PAIRING:
    return take_pairs(item, given, out);
  case SHAPE_CHOICE:
  case SHAPE_ARRANGEMENT:
  case SHAPE_REGION:
    break;
  }
  return take_picks(item, given, out);
}

static void slot_mark(struct quiz_slot *slot, uint8_t attempt, int32_t score, bool faulty) {
  if (attempt <= 1)
    slot->score = score;
  slot->attempts = attempt;
  slot->last_score = score;
  slot->faulty |= faulty;
  slot->state =
      score == SCORE_ONE || faulty || attempt > 1 || slot->once ? SLOT_DONE : SLOT_WRONG_ONCE;
}

static uint64_t pick_name(const struct item *item, uint8_t pick) {
  if (item_kind_of(item)->shape == SHAPE_PAIRING)
    return pick == PICK_NONE ? 0 : item->targets[pick].name;
  return item->parts[pick].name;
}

static void tell_answered(const struct item *item, const struct quiz_slot *slot, int64_t now,
                          bool faulty, struct happening *answered) {
  memcpy(answered->key_rev, item->key_rev, HASH_BYTES);
  memcpy(answered->text_rev, item->text_rev, HASH_BYTES);
  memcpy(answered->competency, slot->competency, sizeof answered->competency);
  answered->level = (uint8_t)item->level;
  answered->attempt = slot->attempts;
  answered->hinted = slot->hinted;
  answered->faulty = faulty;
  answered->score = slot->last_score;
  answered->duration = now - slot->shown;
  memcpy(&answered->response, &slot->response, sizeof answered->response);
  for (size_t i = 0; i < slot->response.n; i++)
    answered->names[i] = pick_name(item, slot->response.pick[i]);
}

static bool answer(const struct item *item, const struct module *module,
                   const struct session_input *input, struct session *next,
                   struct happening *happened, size_t *n) {
  struct quiz_slot *slot = &next->u.quiz.slots[next->u.quiz.at];
  struct response response;
  if (next->u.quiz.telling || !take(item, &input->response, &response))
    return false;
  struct grade grade = item_kind_of(item)->grade(item, &response);
  memcpy(&slot->response, &response, sizeof response);
  slot_mark(slot, (uint8_t)(slot->attempts + 1), grade.score, grade.faulty);
  next->u.quiz.telling = true;
  struct happening *answered = session_happen(next, module, VERB_ANSWERED, item->path, happened, n);
  tell_answered(item, slot, input->now, grade.faulty, answered);
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

static bool go_on(const struct module *module, const struct session_input *input,
                  struct session *next, struct happening *happened, size_t *n) {
  struct quiz_state *quiz = &next->u.quiz;
  bool left = quiz->at < quiz->n;
  if (left && !(quiz->telling && quiz->slots[quiz->at].state == SLOT_DONE))
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
  bool once = quiz->telling && slot->state == SLOT_WRONG_ONCE;
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

static bool step(const struct session *session, const struct module *module,
                 const struct session_input *input, struct session *next,
                 struct happening *happened, size_t *n) {
  const struct item *item = quiz_item(session, module);
  if (input->what == QUIZ_NEXT)
    return go_on(module, input, next, happened, n);
  if (!item)
    return false;
  if (input->what == QUIZ_ANSWER)
    return answer(item, module, input, next, happened, n);
  return look(item, module, input, next, happened, n);
}

static size_t slot_of(const struct quiz_state *quiz, const struct happening *recorded) {
  const char *slash = recorded->path ? strrchr(recorded->path, '/') : NULL;
  uint64_t name = slash ? seal_name(slash + 1) : 0;
  size_t i = 0;
  while (i < quiz->n && quiz->slots[i].name != name)
    i++;
  return slash ? i : quiz->n;
}

/* What stands open before the slot was passed over when the record was made, since the course of
 * that day did not have it. */
static void withdraw_until(struct quiz_state *quiz, size_t end) {
  for (size_t i = quiz->at; i < end; i++)
    if (quiz->slots[i].state == SLOT_OPEN)
      quiz->slots[i].state = SLOT_WITHDRAWN;
}

static bool align(struct session *session, const struct happening *recorded) {
  struct quiz_state *quiz = &session->u.quiz;
  if (recorded->verb == VERB_COMPLETED) {
    withdraw_until(quiz, quiz->n);
    settle(session);
  }
  size_t at = recorded->verb == VERB_ANSWERED ? slot_of(quiz, recorded) : quiz->n;
  if (at == quiz->n)
    return true;
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
  memcpy(&slot->response, &recorded->response, sizeof slot->response);
  memcpy(slot->competency, recorded->competency, sizeof slot->competency);
  slot_mark(slot, recorded->attempt, recorded->score, recorded->faulty);
  quiz->at = (uint16_t)at;
  quiz->telling = true;
}

static void outcome(struct session *session, const struct happening *recorded) {
  if (recorded->verb == VERB_ANSWERED)
    outcome_answered(session, recorded);
  if (recorded->verb == VERB_COMPLETED) {
    session->u.quiz.at = session->u.quiz.n;
    session->u.quiz.telling = false;
  }
  settle(session);
}

/* Past the feedback to an answer; but not into the results, which are a decision. */
static bool return_by(const struct session *session, struct session_input *input) {
  const struct quiz_state *quiz = &session->u.quiz;
  input->what = QUIZ_NEXT;
  return quiz->telling && quiz->slots[quiz->at].state == SLOT_DONE;
}

static bool read(const struct session *session, const struct module *module,
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
  const struct response *response = input_value(input, ITEM_BLOCK);
  if (out->what == QUIZ_ANSWER && response)
    out->response = *response;
  return out->what != 0;
}

extern const struct session_kind session_quiz;
const struct session_kind session_quiz = {
    .kind = RUN_QUIZ,
    .start = start,
    .step = step,
    .resume = resume,
    .align = align,
    .outcome = outcome,
    .go_on = return_by,
    .page = quiz_page,
    .read = read,
    .where = quiz_where,
};
