/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is seen of a diagnostic. */
#include "session/diagnostic.h"

#include "base/text.h"
#include "session/inner.h"
#include "session/quiz.h"

static const struct {
  const char *word, *advice;
  enum tone tone;
} statuses[STATUSES] = {
    [STATUS_INSUFFICIENT] = {N_("unclear"),
                             N_("The courses here have too few questions to tell. Other evidence "
                                "will: a test, a drill, your supervisor."),
                             TONE_WARN},
    [STATUS_UNCLEAR] = {N_("unclear"),
                        N_("Your answers lie about the level that your post asks for: some days "
                           "above, some below. Once more, later, with other questions, may tell."),
                        TONE_WARN},
    [STATUS_GAP] = {N_("train"),
                    N_("Your answers lie below the level that your post asks for. Training comes "
                       "first."),
                    TONE_BAD},
    [STATUS_KNOWS_NOT_SHOWN] = {N_("confirm by a practical"),
                                N_("You know it. Whether you do it, no question can tell: show it "
                                   "in a drill or a practical."),
                                TONE_GOOD},
    [STATUS_MEETS] = {N_("no action"), N_("You know what your post asks for."), TONE_GOOD},
};

const char *diagnostic_word(enum status status) { return _(statuses[status].word); }
const char *diagnostic_advice(enum status status) { return _(statuses[status].advice); }
enum tone diagnostic_tone(enum status status) { return statuses[status].tone; }

/* -- Where one is ---------------------------------------------------------------------------- */

static unsigned asked(const struct quiz_state *quiz) {
  unsigned at, of;
  quiz_position(quiz, quiz->at, &at, &of);
  return at;
}

char *diagnostic_where(const struct session *session, const struct module *module,
                       struct arena *arena) {
  (void)module;
  if (session->over)
    return arena_strdup(arena, _("Results"));
  return arena_printf(arena, _("Question %u of at most %d"), asked(&session->u.quiz),
                      ADAPTIVE_MOST);
}

/* -- Pages ----------------------------------------------------------------------------------- */

static void withdrawn_page(const struct session *session, const struct module *module,
                           struct page *page) {
  page_init(page, page->arena, "diagnostic:rest", module->title);
  quiz_add_withdrawn(session, page);
  page_add_action(page, "next", "enter", _("Next"), _("Go on"), false);
}

static void question_page(const struct session *session, const struct module *module,
                          const struct item *item, struct page *page) {
  const struct quiz_state *quiz = &session->u.quiz;
  page_init(page, page->arena, arena_printf(page->arena, "diagnostic:%u", quiz->at), module->title);
  page->status = diagnostic_where(session, module, page->arena);
  quiz_add_withdrawn(session, page);
  quiz_add_question(item, module, &quiz->slots[quiz->at], SHOW_ASK, NULL, page);
  page_add_action(page, "answer", "enter", _("Answer"), _("Give this answer"), true);
}

static void result_page(const struct session *session, const struct module *module,
                        struct page *page) {
  unsigned required = diagnostic_required(module->path, NULL), n = asked(&session->u.quiz);
  struct diagnostic_result result = diagnostic_result(session, required);
  page_init(page, page->arena, "diagnostic:results", module->title);
  page->status = _("Results");
  page_add_heading(page, arena_printf(page->arena, _("Asked: level %u"), required));
  page_add_notice(page, diagnostic_tone(result.status), diagnostic_word(result.status));
  page_add_plain(page, diagnostic_advice(result.status));
  page_add_plain(page, arena_printf(page->arena,
                                    ngettext("%u question was asked. Which answers were right is "
                                             "not told, so that it can be asked again.",
                                             "%u questions were asked. Which answers were right "
                                             "is not told, so that they can be asked again.",
                                             n),
                                    n));
  quiz_add_uncounted(session, page);
  page_add_action(page, "leave", "enter", _("Done"), _("Back to where you were"), false);
  page_add_action(page, "leave", "esc", _("Back"), _("Back to where you were"), false);
}

void diagnostic_page(const struct session *session, const struct module *module,
                     struct page *page) {
  const struct item *item = diagnostic_item(session, module);
  if (session->over)
    result_page(session, module, page);
  else if (item)
    question_page(session, module, item, page);
  else
    withdrawn_page(session, module, page);
}
