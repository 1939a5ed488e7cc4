/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/diagnostic.h"

#include "base/mem.h"
#include "session/draw.h"
#include "session/inner.h"
#include "session/quiz.h"
#include "session/slots.h"

#include <stdlib.h>
#include <string.h>

unsigned diagnostic_required(const char *path, char competency[24]) {
  size_t prefix = strlen(DIAGNOSTIC_PATH);
  const char *slash = strrchr(path, '/');
  if (strncmp(path, DIAGNOSTIC_PATH, prefix) != 0 || slash < path + prefix)
    return 0;
  size_t len = (size_t)(slash - path) - prefix;
  if (len == 0 || len >= 24 || slash[1] < '1' || slash[1] >= '0' + LEVELS || slash[2])
    return 0;
  if (competency) {
    memcpy(competency, path + prefix, len);
    competency[len] = '\0';
  }
  return (unsigned)(slash[1] - '0');
}

/* -- What the answers say -------------------------------------------------------------------- */

static double share(int32_t millionths) { return (double)millionths / SCORE_ONE; }

static bool counts(const struct quiz_slot *slot) { return slot->attempts && !slot->faulty; }

/* A faulty question was asked, and tells nothing; a withdrawn one never was. */
static void weigh(const struct quiz_state *quiz, unsigned required, struct adaptive *out) {
  adaptive_begin(out, required, ABILITY_PRIOR_SD);
  for (size_t i = 0; i < quiz->n; i++) {
    const struct quiz_slot *slot = &quiz->slots[i];
    unsigned level = slot->level < LEVELS ? slot->level : 0;
    struct adaptive_item item = {.item = {ability_difficulty(level), share(slot->guess)},
                                 .level = (uint8_t)level};
    if (slot->state == SLOT_WITHDRAWN || level == 0)
      continue;
    adaptive_drawn(out, &item);
    if (counts(slot))
      adaptive_answer(out, &item.item, share(slot->score));
  }
}

static unsigned basis_of(const struct quiz_state *quiz) {
  unsigned basis = 0;
  for (size_t i = 0; i < quiz->n; i++) {
    const struct quiz_slot *slot = &quiz->slots[i];
    bool typed = slot->shape == SHAPE_TEXT || slot->shape == SHAPE_NUMBER;
    if (counts(slot))
      basis |= typed ? BASIS_TYPED : BASIS_PICKED;
  }
  return basis;
}

struct diagnostic_result diagnostic_result(const struct session *session, unsigned required) {
  struct adaptive adaptive;
  struct diagnostic_result result;
  weigh(&session->u.quiz, required, &adaptive);
  result.estimate = ability_estimate(&adaptive.ability);
  result.status = status_of(&result.estimate, required, basis_of(&session->u.quiz));
  return result;
}

/* -- Drawing --------------------------------------------------------------------------------- */

static void leave_out(const struct quiz_state *quiz, struct adaptive_item *pool, size_t n) {
  for (size_t i = 0; i < n; i++)
    for (size_t k = 0; k < quiz->n; k++)
      pool[i].asked |= !quiz->slots[k].stale && quiz->slots[k].item == pool[i].index;
}

/* Typed answers alone are never enough. */
static bool is_enough(const struct quiz_state *quiz, const struct adaptive *adaptive) {
  return quiz->n == PLAN_SLOTS || adaptive->n >= ADAPTIVE_MOST ||
         (adaptive_over(adaptive) && basis_of(quiz) != BASIS_TYPED);
}

/* The next question, as a plan of one; false: it is enough, or there is none. */
static bool draw(const struct session *session, const struct module *module, struct plan *plan,
                 uint16_t *index) {
  const struct quiz_state *quiz = &session->u.quiz;
  struct adaptive_item *pool = mem_array(module->quiz.n_items + 1, sizeof *pool);
  size_t n = diagnostic_pool(&module->quiz, quiz->form, pool), at = n;
  struct adaptive adaptive;
  struct rng rng;
  rng_seed(&rng, session->seed + quiz->n);
  weigh(quiz, diagnostic_required(module->path, NULL), &adaptive);
  leave_out(quiz, pool, n);
  if (!is_enough(quiz, &adaptive))
    at = adaptive_draw(&adaptive, pool, n, &rng);
  if (at < n) {
    *index = pool[at].index;
    draw_deal(&rng, &module->quiz, index, 1, plan);
  }
  free(pool);
  return at < n;
}

/* The newest is the one that is asked. */
static void arrive(struct session *session, int64_t now) {
  struct quiz_state *quiz = &session->u.quiz;
  slots_count_withdrawn(session);
  quiz->at = (uint16_t)(quiz->n - 1);
  quiz->slots[quiz->at].shown = now;
}

const struct item *diagnostic_item(const struct session *session, const struct module *module) {
  const struct quiz_state *quiz = &session->u.quiz;
  const struct quiz_slot *slot = &quiz->slots[quiz->at];
  if (session->over || slot->attempts || slot_gone(slot))
    return NULL;
  return &module->quiz.items[slot->item];
}

static bool start(const struct module *module, const struct beginning *how, struct session *session,
                  struct plan *plan, const char **path) {
  uint16_t index;
  if (!diagnostic_required(module->path, NULL))
    return false;
  plan->form = session->u.quiz.form = how->form == FORM_B ? FORM_B : FORM_A;
  *path = module->path;
  if (!draw(session, module, plan, &index))
    return false;
  slots_add(module, &plan->slots[0], index, &session->u.quiz);
  arrive(session, 0);
  return true;
}

static bool resume(const struct module *module, const struct happening *started,
                   struct session *session) {
  session->u.quiz.form = started->plan.form == FORM_B ? FORM_B : FORM_A;
  if (!diagnostic_required(module->path, NULL) ||
      !slots_restore(module, &started->plan, &session->u.quiz))
    return false;
  arrive(session, 0);
  return true;
}

/* -- Steps ----------------------------------------------------------------------------------- */

/* With nothing that could be marked there is no result: the run is closed. */
static void complete(struct session *session, const struct module *module, int64_t now,
                     struct happening *happened, size_t *n) {
  struct quiz_tally tally = quiz_tally(&session->u.quiz, 0);
  struct diagnostic_result result =
      diagnostic_result(session, diagnostic_required(module->path, NULL));
  struct happening *done = session_happen(session, module, tally.n ? VERB_COMPLETED : VERB_CLOSED,
                                          module->path, happened, n);
  done->reason = tally.n ? CLOSED_BY_PERSON : CLOSED_COURSE_CHANGED;
  done->score = tally.score;
  done->passed = result.status == STATUS_MEETS || result.status == STATUS_KNOWS_NOT_SHOWN;
  done->duration = now;
  done->n_scores = tally.n_scores;
  memcpy(done->scores, tally.scores, sizeof done->scores);
  session->over = true;
}

static void tell_drawn(struct session *session, const struct module *module,
                       const struct plan *plan, struct happening *happened, size_t *n) {
  struct happening *drawn = session_happen(session, module, VERB_DRAWN, module->path, happened, n);
  drawn->plan.kind = RUN_DIAGNOSTIC;
  drawn->plan.engine = ENGINE_VERSION;
  drawn->plan.seed = session->seed;
  drawn->plan.n = 1;
  drawn->plan.slots[0] = plan->slots[0];
}

/* To the next question. False: there is none, and nothing happened. */
static bool go_on(struct session *session, const struct module *module, int64_t now,
                  struct happening *happened, size_t *n) {
  MEM_UNCLEARED struct plan plan;
  uint16_t index;
  memset(&plan, 0, sizeof plan);
  if (!draw(session, module, &plan, &index) ||
      !slots_add(module, &plan.slots[0], index, &session->u.quiz))
    return false;
  tell_drawn(session, module, &plan, happened, n);
  arrive(session, now);
  return true;
}

static void mark(struct quiz_slot *slot, const struct response *response, int32_t score,
                 bool faulty) {
  slot->response = *response;
  slot->score = slot->last_score = score;
  slot->faulty = faulty;
  slot->attempts = 1;
  slot->state = SLOT_DONE;
}

static bool answer(struct session *session, const struct module *module,
                   const struct session_input *input, struct happening *happened, size_t *n) {
  const struct item *item = diagnostic_item(session, module);
  struct quiz_slot *slot = &session->u.quiz.slots[session->u.quiz.at];
  struct response response;
  if (!item || !slot_take(item, &input->response, &response))
    return false;
  struct grade grade = item_kind_of(item)->grade(item, &response);
  mark(slot, &response, grade.score, grade.faulty);
  struct happening *answered =
      session_happen(session, module, VERB_ANSWERED, item->path, happened, n);
  answered->language = module_home(module, item)->language;
  slot_tell(item, slot, input->now, grade.faulty, answered);
  session_carry(session, input, answered);
  if (!go_on(session, module, input->now, happened, n))
    complete(session, module, input->now, happened, n);
  return true;
}

static bool pass_over(struct session *session, const struct module *module,
                      const struct session_input *input, struct happening *happened, size_t *n) {
  if (diagnostic_item(session, module))
    return false;
  session_note(session, module, input, happened, n); /* a draw says no time */
  if (!go_on(session, module, input->now, happened, n))
    complete(session, module, input->now, happened, n);
  return true;
}

static bool step(struct session *session, const struct module *module,
                 const struct session_input *input, struct happening *happened, size_t *n) {
  if (input->what == DIAGNOSTIC_ANSWER)
    return answer(session, module, input, happened, n);
  return input->what == DIAGNOSTIC_NEXT && pass_over(session, module, input, happened, n);
}

/* -- Replay ---------------------------------------------------------------------------------- */

/* Nothing is drawn again: the records say what was answered, and what was drawn upon it. */
static bool align(struct session *session, const struct happening *recorded) {
  (void)session, (void)recorded;
  return false;
}

static void outcome_answered(struct session *session, const struct happening *recorded) {
  struct quiz_state *quiz = &session->u.quiz;
  size_t at = slot_of(quiz, recorded);
  if (at == quiz->n)
    return;
  struct quiz_slot *slot = &quiz->slots[at];
  memcpy(slot->competency, recorded->competency, sizeof slot->competency);
  slot->level = recorded->level;
  slot->shape = recorded->shape;
  slot->guess = recorded->guess >= 0 && recorded->guess < SCORE_ONE ? recorded->guess : 0;
  mark(slot, &recorded->response, recorded->score, recorded->faulty);
}

static void outcome(struct session *session, const struct happening *recorded) {
  if (recorded->verb == VERB_ANSWERED)
    outcome_answered(session, recorded);
  slots_count_withdrawn(session);
}

/* A draw that was recorded twice (by a copy of the store) is one. */
static void drawn(struct session *session, const struct module *module,
                  const struct happening *recorded) {
  const struct quiz_state *quiz = &session->u.quiz;
  uint64_t name = recorded->plan.n == 1 ? seal_name(recorded->plan.slots[0].item) : 0;
  for (size_t i = 0; i < quiz->n; i++)
    if (quiz->slots[i].name == name)
      return;
  if (name && slots_restore_one(module, &recorded->plan.slots[0], &session->u.quiz))
    arrive(session, session->now);
}

static bool read(const struct session *session, const struct module *module,
                 const struct input *input, struct session_input *out) {
  (void)session, (void)module;
  if (strcmp(input->action, "next") == 0)
    out->what = DIAGNOSTIC_NEXT;
  if (strcmp(input->action, "answer") == 0) {
    out->what = DIAGNOSTIC_ANSWER;
    slot_read_answer(input, out);
  }
  return out->what != 0;
}

extern const struct session_kind session_diagnostic;
const struct session_kind session_diagnostic = {
    .kind = RUN_DIAGNOSTIC,
    .mode = MODE_DIAGNOSTIC,
    .start = start,
    .step = step,
    .resume = resume,
    .align = align,
    .outcome = outcome,
    .drawn = drawn,
    .page = diagnostic_page,
    .read = read,
    .where = diagnostic_where,
};
