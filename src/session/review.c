/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/review.h"

#include "base/text.h"
#include "session/certainty.h"
#include "session/draw.h"
#include "session/inner.h"
#include "session/quiz.h"
#include "session/slots.h"

static size_t first_in(const struct quiz_state *quiz, enum slot_state state) {
  size_t i = 0;
  while (i < quiz->n && (slot_gone(&quiz->slots[i]) || quiz->slots[i].state != state))
    i++;
  return i;
}

size_t review_following(const struct quiz_state *quiz) {
  size_t open = first_in(quiz, SLOT_OPEN);
  return open < quiz->n ? open : first_in(quiz, SLOT_WRONG_ONCE);
}

/* The course of another day may have had other questions: then the record alone says what was
 * answered, and the order of what is left follows from that. */
bool review_align(struct session *session, size_t at) {
  const struct quiz_state *quiz = &session->u.quiz;
  return at == (quiz->telling ? review_following(quiz) : quiz->at) && !quiz->slots[at].stale;
}

/* The pool is the queue: who gathered it put it in order. */
static bool start(const struct module *module, const struct beginning *how, struct session *session,
                  struct plan *plan, const char **path) {
  uint16_t index[PLAN_SLOTS];
  struct rng rng;
  size_t n = module->quiz.n_items < PLAN_SLOTS ? module->quiz.n_items : PLAN_SLOTS;
  for (size_t i = 0; i < n; i++)
    index[i] = (uint16_t)i;
  rng_seed(&rng, how->seed);
  draw_deal(&rng, &module->quiz, index, n, plan);
  plan->certainty = module->certainty;
  slots_begin(module, plan, index, &session->u.quiz);
  *path = module->path;
  return plan->n > 0;
}

/* -- In words -------------------------------------------------------------------------------- */

/* at: a slot that is asked or told of. */
static char *position(const struct quiz_state *quiz, size_t at, bool told, struct arena *arena) {
  unsigned nth, of;
  bool again = quiz->slots[at].attempts > (told ? 1 : 0);
  quiz_position(quiz, at, &nth, &of);
  return again ? arena_strdup(arena, _("Once more"))
               : arena_printf(arena, _("Question %u of %u"), nth, of);
}

static char *where(const struct session *session, const struct module *module,
                   struct arena *arena) {
  const struct quiz_state *quiz = &session->u.quiz;
  size_t next = quiz->telling ? review_following(quiz) : quiz->at;
  (void)module;
  if (session->over || next >= quiz->n)
    return arena_strdup(arena, _("Results"));
  return position(quiz, next, false, arena);
}

/* -- Pages ----------------------------------------------------------------------------------- */

static void add_score(const struct quiz_tally *tally, const struct module *module,
                      struct page *page) {
  struct bar bar = {.label = _("Remembered"), .share = tally->score};
  bar.word = arena_printf(page->arena, _("%d %%"), session_percent(tally->score));
  page_add_bars(page, &bar, 1);
  quiz_add_competencies(tally, module, page);
}

static void results_page(const struct session *session, const struct module *module,
                         struct page *page) {
  const struct quiz_state *quiz = &session->u.quiz;
  struct quiz_tally tally = quiz_tally(quiz, module->quiz.pass);
  page_init(page, page->arena, "review:results", module->title);
  page->status = _("Results");
  if (tally.n) {
    add_score(&tally, module, page);
    quiz_add_missed(quiz, module, page);
    certainty_results(quiz, module, page);
    page_add_plain(page, _("What you remembered comes back later, what you missed sooner."));
  } else {
    page_add_notice(page, TONE_WARN, _("No answer of this run could be counted."));
  }
  quiz_add_uncounted(session, page);
  page_add_action(page, "leave", "enter", _("Done"), _("Back to where you were"), false);
  page_add_action(page, "leave", "esc", _("Back"), _("Back to where you were"), false);
}

static void add_verdict(const struct quiz_slot *slot, struct page *page) {
  if (slot->state != SLOT_WRONG_ONCE)
    quiz_add_verdict(slot, page);
  else if (slot->last_score > 0)
    page_add_notice(page, TONE_BAD,
                    arena_printf(page->arena, _("Partly right: %d %%. It comes once more."),
                                 session_percent(slot->last_score)));
  else
    page_add_notice(page, TONE_BAD, _("Wrong. It comes once more."));
}

static void question_page(const struct session *session, const struct module *module,
                          const struct item *item, struct page *page) {
  const struct quiz_state *quiz = &session->u.quiz;
  const struct quiz_slot *slot = &quiz->slots[quiz->at];
  enum show show = quiz->telling ? SHOW_KEY : SHOW_ASK;
  page_init(page, page->arena,
            arena_printf(page->arena, "review:%u:%u:%d", quiz->at, slot->attempts, (int)show),
            module->title);
  page->status = position(quiz, quiz->at, quiz->telling, page->arena);
  if (show == SHOW_KEY)
    add_verdict(slot, page);
  quiz_add_withdrawn(session, page);
  if (show == SHOW_ASK && slot->attempts)
    page_add_plain(page, _("Once more, since you missed it:"));
  quiz_add_question(item, module, slot, show, show == SHOW_KEY ? &slot->response : NULL, page);
  quiz_add_hint(item, slot, page);
  if (show == SHOW_KEY) {
    page_add_action(page, "next", "enter", _("Next"), _("Go on"), false);
    return;
  }
  if (quiz_asks_certainty(quiz))
    certainty_ask(page, 0);
  quiz_ask_actions(item, slot, page);
}

static void run_page(const struct session *session, const struct module *module,
                     struct page *page) {
  const struct item *item = quiz_item(session, module);
  if (session->over)
    results_page(session, module, page);
  else if (item)
    question_page(session, module, item, page);
  else
    quiz_nothing_left(session, module, page);
}

extern const struct session_kind session_review;
const struct session_kind session_review = {
    .kind = RUN_REVIEW,
    .mode = MODE_REVIEW,
    .start = start,
    .step = quiz_step,
    .resume = quiz_resume,
    .align = quiz_align,
    .outcome = quiz_outcome,
    .go_on = quiz_return,
    .page = run_page,
    .read = quiz_read,
    .where = where,
};
