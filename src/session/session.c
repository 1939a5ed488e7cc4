/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/session.h"

#include "base/mem.h"
#include "base/text.h"
#include "session/inner.h"

#include <stddef.h>
#include <string.h>

static const struct session_kind *kind_of(enum run_kind kind) {
  for (size_t i = 0; i < n_session_kinds; i++)
    if (session_kinds[i]->kind == kind)
      return session_kinds[i];
  return NULL;
}

struct happening *session_happen(const struct session *session, const struct module *module,
                                 enum verb verb, const char *path,
                                 struct happening happened[SESSION_HAPPENINGS], size_t *n) {
  struct happening *happening = &happened[(*n)++];
  memset(happening, 0, sizeof *happening);
  happening->verb = verb;
  happening->mode = session->mode;
  happening->path = path;
  happening->language = module->language ? module->language : "";
  return happening;
}

static void input_put(struct recorded_input *out, const struct session_input *input) {
  memset(out, 0, sizeof *out);
  out->now = input->now;
  out->what = input->what;
  out->target = input->target;
}

static void forget_waiting(struct session *session) {
  memset(session->pending, 0, sizeof session->pending);
  session->n_pending = 0;
}

static void carry_waiting(struct session *next, struct happening *happening) {
  memcpy(happening->inputs, next->pending, sizeof happening->inputs);
  happening->n_inputs = next->n_pending;
  forget_waiting(next);
}

void session_wait(struct session *next, const struct module *module,
                  const struct session_input *input, struct happening happened[SESSION_HAPPENINGS],
                  size_t *n) {
  input_put(&next->pending[next->n_pending++], input);
  if (next->n_pending == INPUTS_MAX)
    carry_waiting(next, session_happen(next, module, VERB_NOTED, "", happened, n));
}

void session_note(struct session *next, const struct module *module,
                  const struct session_input *input, struct happening happened[SESSION_HAPPENINGS],
                  size_t *n) {
  input_put(&next->pending[next->n_pending++], input);
  carry_waiting(next, session_happen(next, module, VERB_NOTED, "", happened, n));
}

/* There is room: session_wait never leaves INPUTS_MAX of them waiting. */
void session_carry(struct session *next, const struct session_input *input,
                   struct happening *happening) {
  carry_waiting(next, happening);
  input_put(&happening->inputs[happening->n_inputs++], input);
}

static void begin(struct session *session, enum run_kind kind, enum run_mode mode, uint64_t seed) {
  memset(session, 0, sizeof *session);
  session->kind = kind;
  session->mode = mode;
  session->seed = seed;
}

bool session_start(const struct module *module, const struct beginning *how,
                   struct session *session, struct happening *started) {
  const struct session_kind *row = kind_of(how->kind);
  size_t n = 0;
  begin(session, how->kind, row ? row->mode : MODE_NONE, how->seed);
  session_happen(session, module, VERB_STARTED, "", started, &n);
  started->plan.kind = how->kind;
  started->plan.engine = ENGINE_VERSION;
  started->plan.seed = how->seed;
  return row && row->start(module, how, session, &started->plan, &started->path);
}

bool session_step(struct session *session, const struct module *module,
                  const struct session_input *input, struct happening happened[SESSION_HAPPENINGS],
                  size_t *n) {
  const struct session_kind *row = kind_of(session->kind);
  struct session_input taken = *input;
  if (taken.now < session->now)
    taken.now = session->now;
  *n = 0;
  bool fits = row && !session->over && row->step(session, module, &taken, happened, n);
  if (fits)
    session->now = taken.now;
  return fits;
}

void session_put(struct session *to, const struct session *from) {
  const struct quiz_state *quiz = &from->u.quiz;
  bool asks = from->kind != RUN_LESSON && from->kind != RUN_DRILL;
  size_t used = asks ? offsetof(struct session, u.quiz.slots) : offsetof(struct session, u);
  memcpy(to, from, used);
  for (size_t i = 0; asks && i < quiz->n; i++)
    to->u.quiz.slots[i] = quiz->slots[i];
  if (from->kind == RUN_DRILL)
    to->u.drill = from->u.drill;
}

bool session_resume(const struct module *module, const struct happening *started,
                    struct session *session, struct happening *closed, bool *has_closed) {
  const struct session_kind *row = kind_of(started->plan.kind);
  size_t n = 0;
  begin(session, started->plan.kind, started->mode, started->plan.seed);
  bool same_engine =
      started->plan.engine == ENGINE_VERSION; /* another one's steps mean other things */
  bool there = row && same_engine && row->resume(module, started, session);
  *has_closed = !there || session->drill_changed;
  if (*has_closed) {
    session->over = true;
    session_happen(session, module, VERB_CLOSED, started->path, closed, &n);
    closed->reason = CLOSED_COURSE_CHANGED;
  }
  return there;
}

static void replay_inputs(struct session *session, const struct module *module,
                          const struct happening *recorded, size_t n_inputs) {
  MEM_UNCLEARED struct happening happened[SESSION_HAPPENINGS];
  size_t n;
  for (size_t i = 0; i < n_inputs; i++) {
    const struct recorded_input *from = &recorded->inputs[i];
    struct session_input input = {.now = from->now, .what = from->what, .target = from->target};
    if ((recorded->verb == VERB_ANSWERED || recorded->verb == VERB_DECIDED) && i + 1 == n_inputs) {
      input.response = recorded->response;
      input.certainty = recorded->certainty;
    }
    session_step(session, module, &input, happened, &n);
  }
}

void session_replay(struct session *session, const struct module *module,
                    const struct happening *recorded) {
  const struct session_kind *row = kind_of(session->kind);
  size_t n_inputs = recorded->n_inputs < INPUTS_MAX ? recorded->n_inputs : INPUTS_MAX;
  if (!row || session->over)
    return;
  if (!row->align || row->align(session, recorded))
    replay_inputs(session, module, recorded, n_inputs);
  if (n_inputs && recorded->inputs[n_inputs - 1].now > session->now)
    session->now = recorded->inputs[n_inputs - 1].now;
  if (row->drawn && recorded->verb == VERB_DRAWN)
    row->drawn(session, module, recorded);
  if (row->outcome)
    row->outcome(session, recorded);
  forget_waiting(session); /* all of them are recorded now */
  if (recorded->verb == VERB_COMPLETED || recorded->verb == VERB_CLOSED)
    session->over = true;
}

void session_return(struct session *session, const struct module *module) {
  const struct session_kind *row = kind_of(session->kind);
  struct session_input input = {.now = session->now};
  MEM_UNCLEARED struct happening happened[SESSION_HAPPENINGS];
  MEM_UNCLEARED struct session before;
  size_t n = 0;
  if (!row || !row->go_on || session->over || !row->go_on(session, &input))
    return;
  session_put(&before, session);
  session_step(session, module, &input, happened, &n);
  if (n) /* it would decide something after all */
    session_put(session, &before);
}

bool session_came_back(const struct session *session, int64_t away, struct session_input *input) {
  const struct session_kind *row = kind_of(session->kind);
  *input = (struct session_input){.now = session->now};
  return row && row->came_back && !session->over && row->came_back(session, away, input);
}

void session_page(const struct session *session, const struct module *module, struct page *page) {
  kind_of(session->kind)->page(session, module, page);
}

bool session_look(const struct session *session, const struct module *module, unsigned nth,
                  struct page *page) {
  const struct session_kind *row = kind_of(session->kind);
  return session->over && row->look && row->look(session, module, nth, page);
}

bool session_read_input(const struct session *session, const struct module *module,
                        const struct input *input, int64_t now, struct session_input *out) {
  memset(out, 0, sizeof *out);
  out->now = now;
  return !session->over && kind_of(session->kind)->read(session, module, input, out);
}

char *session_where(const struct session *session, const struct module *module,
                    struct arena *arena) {
  return kind_of(session->kind)->where(session, module, arena);
}

void session_over_actions(struct page *page, const char *again, const char *again_help) {
  page_add_action(page, "leave", "enter", _("Done"), _("Back to the course"), false);
  page_add_action(page, "again", "r", again, again_help, false);
  page_add_action(page, "leave", "esc", _("Back"), _("Back to the course"), false);
}

void session_language(struct page *page, size_t from, const struct module *module) {
  for (size_t i = from; i < page->n_blocks; i++)
    if (page->blocks[i].kind == BLOCK_PROSE || page->blocks[i].kind == BLOCK_CHOICES ||
        page->blocks[i].kind == BLOCK_OUTLINE)
      page->blocks[i].language = module->language;
}

int session_percent(int32_t score) { return (int)(score / (SCORE_ONE / 100)); }
