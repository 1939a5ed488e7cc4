/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/exam.h"

#include "assess/kind.h"
#include "session/inner.h"
#include "session/slots.h"

#include <stdlib.h>
#include <string.h>

const struct item *exam_item(const struct session *session, const struct module *module,
                             size_t at) {
  const struct quiz_state *exam = &session->u.quiz;
  if (at >= exam->n || exam->slots[at].stale)
    return NULL;
  return &module->quiz.items[exam->slots[at].item];
}

size_t exam_neighbour(const struct quiz_state *exam, size_t at, int by) {
  size_t i = at;
  do
    i = by > 0 ? i + 1 : i - 1; /* below 0 is beyond n */
  while (i < exam->n && slot_gone(&exam->slots[i]));
  return i < exam->n ? i : exam->n;
}

/* -- Where one is ---------------------------------------------------------------------------- */

static void view(struct session *session, enum exam_view view, int64_t now) {
  session->u.quiz.view = view;
  session->u.quiz.since = now;
}

/* To a question; beyond the last, to the overview. */
static void arrive(struct session *session, size_t at, int64_t now) {
  struct quiz_state *exam = &session->u.quiz;
  view(session, at < exam->n ? EXAM_ASK : EXAM_OVERVIEW, now);
  if (at >= exam->n)
    return;
  exam->at = (uint16_t)at;
  exam->slots[at].seen = true;
  exam->slots[at].shown = now;
}

/* What a changed course took away is passed over. */
static void settle(struct session *session) {
  struct quiz_state *exam = &session->u.quiz;
  slots_count_withdrawn(session);
  if (exam->view == EXAM_ASK && slot_gone(&exam->slots[exam->at]))
    arrive(session, exam_neighbour(exam, exam->at, 1), session->now);
}

static bool start(const struct module *module, const struct beginning *how, struct session *session,
                  struct plan *plan, const char **path) {
  struct quiz_state *exam = &session->u.quiz;
  uint16_t index[PLAN_SLOTS];
  plan->form = how->form == FORM_B ? FORM_B : FORM_A;
  plan->limit = exam_limit(module->quiz.exam.minutes, how->time_percent);
  plan->certainty = module->certainty;
  exam_draw(&module->quiz, plan, index);
  slots_begin(module, plan, index, exam);
  exam->form = plan->form;
  exam->limit = plan->limit;
  *path = module->exam_path;
  return plan->n > 0;
}

static bool resume(const struct module *module, const struct happening *started,
                   struct session *session) {
  struct quiz_state *exam = &session->u.quiz;
  if (!slots_restore(module, &started->plan, exam))
    return false;
  exam->form = started->plan.form;
  exam->limit = started->plan.limit;
  settle(session);
  return true;
}

/* -- Steps ----------------------------------------------------------------------------------- */

struct move { /* what a step works on */
  const struct module *module;
  const struct session_input *input;
  struct session *session;
  struct happening *happened;
  size_t *n;
};

/* With nothing that could be marked there is no result: the run is closed, not failed. */
static bool complete(struct move *m, int64_t end) {
  struct quiz_tally tally = exam_tally(&m->session->u.quiz, m->module->quiz.pass);
  struct happening *done =
      session_happen(m->session, m->module, tally.n ? VERB_COMPLETED : VERB_CLOSED,
                     m->module->exam_path, m->happened, m->n);
  done->reason = tally.n ? CLOSED_BY_PERSON : CLOSED_COURSE_CHANGED;
  done->score = tally.score;
  done->passed = tally.passed;
  done->duration = end - m->session->u.quiz.began;
  done->n_scores = tally.n_scores;
  memcpy(done->scores, tally.scores, sizeof done->scores);
  session_carry(m->session, m->input, done);
  m->session->over = true;
  return true;
}

static bool note(struct move *m) {
  session_note(m->session, m->module, m->input, m->happened, m->n);
  return true;
}

static bool go(struct move *m, size_t at) {
  struct session_input input = {.now = m->input->now, .what = EXAM_LIST};
  const struct quiz_state *exam = &m->session->u.quiz;
  if (at < exam->n) {
    input.what = EXAM_GO;
    input.target = exam->slots[at].name;
  }
  arrive(m->session, at, input.now);
  session_note(m->session, m->module, &input, m->happened, m->n);
  return true;
}

static bool go_named(struct move *m) {
  const struct quiz_state *exam = &m->session->u.quiz;
  size_t at = 0;
  while (at < exam->n && exam->slots[at].name != m->input->target)
    at++;
  if (at == exam->n || slot_gone(&exam->slots[at]))
    return false;
  return go(m, at);
}

/* The latest answer counts, so that it takes the place of the one before. */
static void mark(struct quiz_slot *slot, const struct response *response, uint8_t certainty,
                 int32_t score, bool faulty) {
  slot->response = *response;
  slot->certainty = certainty;
  slot->score = slot->last_score = score;
  slot->faulty = faulty;
  slot->attempts = 1;
  slot->state = SLOT_DONE;
}

/* Lines that were put in order before and not moved now are not sent: they stay as they were. */
static const struct response *given(const struct item *item, const struct quiz_slot *slot,
                                    const struct session_input *input) {
  bool kept = slot->attempts && item_kind_of(item)->shape == SHAPE_ARRANGEMENT &&
              response_empty(&input->response);
  return kept ? &slot->response : &input->response;
}

/* Who leaves an answer as it was goes on; it is not given once more. */
static bool answer(struct move *m) {
  struct quiz_state *exam = &m->session->u.quiz;
  struct quiz_slot *slot = &exam->slots[exam->at];
  const struct item *item = exam_item(m->session, m->module, exam->at);
  uint8_t certainty;
  struct response response;
  if (!item || !slot_take(item, given(item, slot, m->input), &response) ||
      !slot_take_certainty(exam->certainty, m->input, &certainty))
    return false;
  size_t following = exam_neighbour(exam, exam->at, 1);
  if (slot->attempts && slot->certainty == certainty &&
      memcmp(&slot->response, &response, sizeof response) == 0)
    return go(m, following);
  struct grade grade = item_kind_of(item)->grade(item, &response);
  mark(slot, &response, certainty, grade.score, grade.faulty);
  struct happening *answered =
      session_happen(m->session, m->module, VERB_ANSWERED, item->path, m->happened, m->n);
  slot_tell(item, slot, m->input->now, grade.faulty, answered);
  session_carry(m->session, m->input, answered);
  arrive(m->session, following, m->input->now);
  return true;
}

/* The record names the question: with another course of the day another one may stand here. */
static bool flag(struct move *m, bool flagged) {
  struct quiz_slot *slot = &m->session->u.quiz.slots[m->session->u.quiz.at];
  struct session_input named = *m->input;
  bool meant = !named.target || named.target == slot->name;
  if (!meant || slot->flagged == flagged)
    return false;
  slot->flagged = flagged;
  named.target = slot->name;
  session_note(m->session, m->module, &named, m->happened, m->n);
  return true;
}

static bool look_through(struct move *m, enum exam_view to) {
  view(m->session, to, m->input->now);
  return note(m);
}

static bool begin(struct move *m) {
  m->session->u.quiz.began = m->input->now;
  arrive(m->session, exam_neighbour(&m->session->u.quiz, SIZE_MAX, 1), m->input->now);
  return note(m);
}

enum { AWAY_MOST = 366 * 24 * 3600 }; /* seconds, of one break: a clock may be mad */

static bool came_back(const struct session *session, int64_t away, struct session_input *input) {
  input->what = EXAM_BACK;
  input->target = away > 0 ? (uint64_t)away : 0;
  return session->u.quiz.view != EXAM_INTRO;
}

static bool be_back(struct move *m) {
  struct quiz_state *exam = &m->session->u.quiz;
  uint64_t most = AWAY_MOST * UINT64_C(1000);
  if (exam->breaks == UINT16_MAX)
    return false;
  exam->breaks++;
  exam->away += (int64_t)(m->input->target < most ? m->input->target : most);
  return note(m);
}

static bool step_begun(struct move *m) {
  const struct quiz_state *exam = &m->session->u.quiz;
  switch (m->input->what) {
  case EXAM_ANSWER:
    return exam->view == EXAM_ASK && answer(m);
  case EXAM_GO:
    return go_named(m);
  case EXAM_FLAG:
  case EXAM_UNFLAG:
    return exam->view == EXAM_ASK && flag(m, m->input->what == EXAM_FLAG);
  case EXAM_LIST:
    return exam->view != EXAM_OVERVIEW && look_through(m, EXAM_OVERVIEW);
  case EXAM_SUBMIT:
    return exam->view == EXAM_OVERVIEW && look_through(m, EXAM_SURE);
  case EXAM_CONFIRM:
    return exam->view == EXAM_SURE && complete(m, m->input->now);
  case EXAM_CLOCK:
    return m->input->now > m->session->now && note(m);
  case EXAM_BACK:
    return be_back(m);
  default:
    return false;
  }
}

static bool step(struct session *session, const struct module *module,
                 const struct session_input *input, struct happening *happened, size_t *n) {
  const struct quiz_state *exam = &session->u.quiz;
  struct move m = {module, input, session, happened, n};
  if (exam->view == EXAM_INTRO)
    return input->what == EXAM_BEGIN && begin(&m);
  int64_t end = exam->began + exam->limit;
  if (exam->limit && input->now >= end) /* whatever was on the way: it came too late */
    return complete(&m, end);
  return step_begun(&m);
}

/* -- Replay ---------------------------------------------------------------------------------- */

/* With another course of the day one may have stood at another question. */
static bool align(struct session *session, const struct happening *recorded) {
  struct quiz_state *exam = &session->u.quiz;
  size_t at = recorded->verb == VERB_ANSWERED ? slot_of(exam, recorded) : exam->n;
  if (at == exam->n)
    return true;
  if (exam->view != EXAM_ASK || exam->at != at)
    arrive(session, at, session->now);
  return !exam->slots[at].stale;
}

static void outcome(struct session *session, const struct happening *recorded) {
  struct quiz_state *exam = &session->u.quiz;
  size_t at = recorded->verb == VERB_ANSWERED ? slot_of(exam, recorded) : exam->n;
  if (at < exam->n) {
    struct quiz_slot *slot = &exam->slots[at];
    memcpy(slot->competency, recorded->competency, sizeof slot->competency);
    mark(slot, &recorded->response, recorded->certainty, recorded->score, recorded->faulty);
  }
  settle(session);
}

/* -- Inputs ---------------------------------------------------------------------------------- */

static bool read_go(const struct quiz_state *exam, size_t at, struct session_input *out) {
  if (at >= exam->n)
    return false;
  out->what = EXAM_GO;
  out->target = exam->slots[at].name;
  return true;
}

/* "go:3": the third question. */
static bool read_row(const struct quiz_state *exam, const char *action, struct session_input *out) {
  static const char prefix[] = "go:";
  char *end;
  if (strncmp(action, prefix, sizeof prefix - 1) != 0 || action[3] < '1' || action[3] > '9')
    return false;
  unsigned long nth = strtoul(action + 3, &end, 10);
  return !*end && read_go(exam, nth - 1, out);
}

static bool read(const struct session *session, const struct module *module,
                 const struct input *input, struct session_input *out) {
  static const struct {
    const char *action;
    uint16_t what;
  } rows[] = {{"answer", EXAM_ANSWER}, {"flag", EXAM_FLAG},     {"unflag", EXAM_UNFLAG},
              {"list", EXAM_LIST},     {"submit", EXAM_SUBMIT}, {"confirm", EXAM_CONFIRM},
              {"begin", EXAM_BEGIN},   {"tick", EXAM_CLOCK},    {"leave", EXAM_CLOCK}};
  const struct quiz_state *exam = &session->u.quiz;
  (void)module;
  if (strcmp(input->action, "next") == 0)
    return read_go(exam, exam_neighbour(exam, exam->at, 1), out);
  if (strcmp(input->action, "previous") == 0)
    return read_go(exam, exam_neighbour(exam, exam->at, -1), out);
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
    if (strcmp(rows[i].action, input->action) == 0)
      out->what = rows[i].what;
  if (out->what == EXAM_ANSWER)
    slot_read_answer(input, out);
  return out->what != 0 || read_row(exam, input->action, out);
}

extern const struct session_kind session_exam;
const struct session_kind session_exam = {
    .kind = RUN_EXAM,
    .mode = MODE_EXAM,
    .start = start,
    .step = step,
    .resume = resume,
    .align = align,
    .outcome = outcome,
    .came_back = came_back,
    .page = exam_page,
    .look = exam_look,
    .read = read,
    .where = exam_where,
};
