/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is seen of a quiz while it runs. */
#include "session/quiz.h"

#include "base/text.h"
#include "drill/show.h"
#include "session/certainty.h"
#include "session/inner.h"
#include "session/slots.h"

void quiz_position(const struct quiz_state *quiz, size_t slot, unsigned *at, unsigned *of) {
  *at = *of = 0;
  for (size_t i = 0; i < quiz->n; i++) {
    bool asked = quiz->slots[i].state != SLOT_WITHDRAWN;
    *of += asked;
    *at += asked && i <= slot;
  }
}

static char *position_text(const struct quiz_state *quiz, size_t slot, struct arena *arena) {
  unsigned at, of;
  quiz_position(quiz, slot, &at, &of);
  return arena_printf(arena, _("Question %u of %u"), at, of);
}

/* What session_return comes to. */
static size_t returned_to(const struct session *session) {
  const struct quiz_state *quiz = &session->u.quiz;
  size_t next = quiz_following(session, quiz->at + 1u);
  bool told = quiz->telling && quiz->slots[quiz->at].state == SLOT_DONE;
  return told && next < quiz->n ? next : quiz->at;
}

char *quiz_where(const struct session *session, const struct module *module, struct arena *arena) {
  (void)module;
  if (session->over || session->u.quiz.at >= session->u.quiz.n)
    return arena_strdup(arena, _("Results"));
  return position_text(&session->u.quiz, returned_to(session), arena);
}

void quiz_add_withdrawn(const struct session *session, struct page *page) {
  unsigned n = session->withdrawn;
  if (n)
    page_add_notice(page, TONE_WARN,
                    arena_printf(page->arena,
                                 ngettext("The course has changed: %u question of this run was "
                                          "withdrawn and does not count.",
                                          "The course has changed: %u questions of this run were "
                                          "withdrawn and do not count.",
                                          n),
                                 n));
}

static enum show show_of(const struct quiz_state *quiz) {
  if (!quiz->telling)
    return SHOW_ASK;
  return quiz->slots[quiz->at].state == SLOT_DONE ? SHOW_KEY : SHOW_TOLD;
}

static const char *verdict(const struct quiz_slot *slot, struct arena *arena, enum tone *tone) {
  *tone = TONE_WARN;
  if (slot->faulty)
    return _("This question is faulty and does not count. Please tell your trainer.");
  *tone = TONE_GOOD;
  if (slot->last_score == SCORE_ONE)
    return _("Right.");
  *tone = TONE_BAD;
  if (slot->last_score > 0)
    return arena_printf(arena, _("Partly right: %d %%."), session_percent(slot->last_score));
  return slot->state == SLOT_DONE ? _("Wrong.") : _("Not right yet; you may try once more.");
}

void quiz_add_verdict(const struct quiz_slot *slot, struct page *page) {
  enum tone tone;
  const char *text = verdict(slot, page->arena, &tone);
  page_add_notice(page, tone, text);
}

void quiz_add_hint(const struct item *item, const struct quiz_slot *slot, struct page *page) {
  if (slot->hinted && item->hint)
    page_add_prose(page, arena_printf(page->arena, _("Hint: %s"), item->hint));
}

void quiz_ask_actions(const struct item *item, const struct quiz_slot *slot, struct page *page) {
  page_add_action(page, "answer", "enter", _("Answer"), _("Give this answer"), true);
  if (item->hint && !slot->hinted)
    page_add_action(page, "hint", "h", _("Hint"), _("Show a hint; it is noted that you had it"),
                    false);
}

static void told_actions(enum show show, struct page *page) {
  if (show == SHOW_KEY) {
    page_add_action(page, "next", "enter", _("Next"), _("Go on"), false);
    return;
  }
  page_add_action(page, "retry", "enter", _("Try again"),
                  _("Answer once more; the first answer counts"), false);
  page_add_action(page, "key", "k", _("Show answer"), _("See what is right and go on"), false);
}

void quiz_add_question(const struct item *item, const struct module *module,
                       const struct quiz_slot *slot, enum show show,
                       const struct response *response, struct page *page) {
  size_t from = page->n_blocks;
  show_specimens(page, item->specimens, item->n_specimens);
  if (!item_kind_of(item)->stem_inside)
    page_add_prose(page, item->stem);
  item_kind_of(item)->page(item, slot->order, show, response, page);
  session_language(page, from, module_home(module, item));
}

/* Everything that could still be asked was withdrawn. */
void quiz_nothing_left(const struct session *session, const struct module *module,
                       struct page *page) {
  page_init(page, page->arena, "quiz:rest", module->title);
  quiz_add_withdrawn(session, page);
  page_add_plain(page, _("No question is left to ask."));
  page_add_action(page, "next", "enter", _("Results"), _("See your results"), false);
}

void quiz_page(const struct session *session, const struct module *module, struct page *page) {
  const struct quiz_state *quiz = &session->u.quiz;
  const struct item *item = quiz_item(session, module);
  if (session->over) {
    quiz_results_page(session, module, page);
    return;
  }
  if (!item) {
    quiz_nothing_left(session, module, page);
    return;
  }
  const struct quiz_slot *slot = &quiz->slots[quiz->at];
  enum show show = show_of(quiz);
  page_init(page, page->arena,
            arena_printf(page->arena, "quiz:%u:%u:%d", quiz->at, slot->attempts, (int)show),
            module->title);
  page->status = position_text(quiz, quiz->at, page->arena);
  if (show != SHOW_ASK)
    quiz_add_verdict(slot, page);
  quiz_add_withdrawn(session, page);
  if (show == SHOW_ASK && slot->attempts)
    quiz_ask_again(item, module, slot, page);
  else
    quiz_add_question(item, module, slot, show, slot->attempts ? &slot->response : NULL, page);
  quiz_add_hint(item, slot, page);
  if (show == SHOW_ASK && quiz_asks_certainty(quiz))
    certainty_ask(page, 0);
  if (show == SHOW_ASK)
    quiz_ask_actions(item, slot, page);
  else
    told_actions(show, page);
}
