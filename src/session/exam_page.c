/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is seen of an exam while it runs: never a verdict. */
#include "session/exam.h"

#include "base/str.h"
#include "base/text.h"
#include "session/certainty.h"
#include "session/inner.h"
#include "session/slots.h"

enum { MINUTE = 60000, QUARTER = 15 * MINUTE, LITTLE = 5 * MINUTE };

/* -- Time ------------------------------------------------------------------------------------ */

/* The least of these that is not below: what was passed last on the way down. */
static int64_t passed(int64_t left) {
  static const int minutes[] = {1, 2, 3, 4, 5, 10, 15, 20, 30};
  for (size_t i = 0; i < sizeof minutes / sizeof minutes[0]; i++)
    if (left <= (int64_t)minutes[i] * MINUTE)
      return (int64_t)minutes[i] * MINUTE;
  return (left + QUARTER - 1) / QUARTER * QUARTER;
}

/* As it was on arrival, and anew whenever one of those is passed: so that a screen reader says it
 * now and then, and not all the time. */
static void add_time(const struct session *session, struct page *page) {
  const struct quiz_state *exam = &session->u.quiz;
  int64_t end = exam->began + exam->limit;
  int64_t left = end - exam->since, last = passed(end - session->now);
  if (!exam->limit)
    return;
  left = last < left ? last : left;
  unsigned minutes = (unsigned)((left + MINUTE - 1) / MINUTE);
  const char *text = minutes <= 1
                         ? _("Time left: less than a minute")
                         : arena_printf(page->arena, _("Time left: about %u minutes"), minutes);
  page_add_notice(page, left <= LITTLE ? TONE_WARN : TONE_PLAIN, text);
}

static int64_t clock_of(const struct session *session) {
  const struct quiz_state *exam = &session->u.quiz;
  int64_t left = exam->began + exam->limit - session->now;
  return exam->limit ? (left > 0 ? left : 0) : -1;
}

/* At each full minute that is left, and at the end. */
static int64_t wake_of(const struct session *session) {
  const struct quiz_state *exam = &session->u.quiz;
  int64_t left = exam->began + exam->limit - session->now;
  if (!exam->limit)
    return -1;
  return left <= 0 ? 0 : left % MINUTE ? left % MINUTE : MINUTE;
}

/* -- Before it begins ------------------------------------------------------------------------ */

static void add_terms(const struct quiz_state *exam, struct page *page) {
  unsigned n = exam->n, minutes = (unsigned)((exam->limit + MINUTE - 1) / MINUTE);
  struct arena *arena = page->arena;
  page_add_plain(
      page,
      arena_printf(arena, ngettext("This test has %u question.", "This test has %u questions.", n),
                   n));
  if (exam->limit)
    page_add_plain(page,
                   arena_printf(arena,
                                ngettext("You have %u minute, from when you begin.",
                                         "You have %u minutes, from when you begin.", minutes),
                                minutes));
  else
    page_add_plain(page, _("There is no time limit."));
  page_add_plain(page,
                 _("Nothing is told before the end. You may leave questions out, come back to "
                   "them, change your answers, and flag what you want to look at again. Every "
                   "answer is saved at once; if the laptop stops, you go on where you were."));
  page_add_plain(page, exam->limit
                           ? _("If you pause, the time stands still. How often and how long you "
                               "were away is recorded and told with the result.")
                           : _("If you pause, how often and how long you were away is recorded "
                               "and told with the result."));
}

static void intro_page(const struct session *session, const struct module *module,
                       struct page *page) {
  page_init(page, page->arena, "exam:intro", module->title);
  page->status = _("Test");
  quiz_add_withdrawn(session, page);
  add_terms(&session->u.quiz, page);
  page_add_action(page, "begin", "enter", _("Begin"),
                  session->u.quiz.limit ? _("Begin; the time runs from now")
                                        : _("Begin with the first question"),
                  false);
}

/* -- A question ------------------------------------------------------------------------------ */

static unsigned position(const struct quiz_state *exam, size_t at) {
  unsigned position = 0;
  for (size_t i = 0; i < exam->n && i <= at; i++)
    position += exam->slots[i].state != SLOT_WITHDRAWN;
  return position;
}

static char *position_text(const struct quiz_state *exam, struct arena *arena) {
  return arena_printf(arena, _("Question %u of %u"), position(exam, exam->at),
                      position(exam, exam->n));
}

/* Letters are typed where an answer is written, so that all of these are beside them. What the key
 * bar has no room for is the last. */
static void question_actions(const struct quiz_state *exam, struct page *page) {
  const struct quiz_slot *slot = &exam->slots[exam->at];
  page_add_action(page, "answer", "enter", _("Answer"),
                  _("Give this answer and go on; you can change it until the end"), true);
  if (exam_neighbour(exam, exam->at, 1) < exam->n)
    page_add_action(page, "next", "ctrl-n", _("Next"), _("To the next question, without answering"),
                    false);
  page_add_action(page, "list", "ctrl-o", _("Overview"), _("All questions, and handing in"), false);
  if (slot->flagged)
    page_add_action(page, "unflag", "ctrl-f", _("Unflag"), _("Take the flag away"), false);
  else
    page_add_action(page, "flag", "ctrl-f", _("Flag"), _("Mark it, to look at it again"), false);
  if (exam_neighbour(exam, exam->at, -1) < exam->n)
    page_add_action(page, "previous", "ctrl-p", _("Previous"), _("To the question before this one"),
                    false);
}

static void question_page(const struct session *session, const struct module *module,
                          struct page *page) {
  const struct quiz_state *exam = &session->u.quiz;
  const struct quiz_slot *slot = &exam->slots[exam->at];
  const struct item *item = exam_item(session, module, exam->at);
  page_init(page, page->arena, arena_printf(page->arena, "exam:%u", exam->at), module->title);
  page->status = position_text(exam, page->arena);
  page->wake = wake_of(session);
  page->clock = clock_of(session);
  add_time(session, page);
  if (slot->flagged)
    page_add_notice(page, TONE_WARN, _("Flagged: you want to look at this again."));
  quiz_add_withdrawn(session, page);
  quiz_add_question(item, module, slot, SHOW_ASK, slot->attempts ? &slot->response : NULL, page);
  if (exam->certainty)
    certainty_ask(page, slot->certainty);
  question_actions(exam, page);
}

/* -- The overview ---------------------------------------------------------------------------- */

static void overview_row(const struct quiz_state *exam, const struct module *module, size_t at,
                         struct arena *arena, struct outline_row *row) {
  const struct quiz_slot *slot = &exam->slots[at];
  const char *text = slot->stale ? _("no longer in the course") : quiz_words(module, slot, arena);
  row->text = arena_printf(arena, _("Question %u: %s"), position(exam, at), text);
  row->tone = slot->flagged || !slot->attempts ? TONE_WARN : TONE_GOOD;
  if (slot->attempts)
    row->word = slot->flagged ? _("answered, flagged") : _("answered");
  else
    row->word = slot->flagged ? _("not answered, flagged") : _("not answered");
  if (!slot->stale)
    row->action = arena_printf(arena, "go:%zu", at + 1);
}

static void overview_page(const struct session *session, const struct module *module,
                          struct page *page) {
  const struct quiz_state *exam = &session->u.quiz;
  struct outline_row rows[PLAN_SLOTS] = {0};
  size_t n = 0, at = 0;
  page_init(page, page->arena, "exam:overview", module->title);
  page->status = _("Overview");
  page->wake = wake_of(session);
  page->clock = clock_of(session);
  add_time(session, page);
  quiz_add_withdrawn(session, page);
  for (size_t i = 0; i < exam->n; i++)
    if (exam->slots[i].state != SLOT_WITHDRAWN) {
      at = i == exam->at ? n : at;
      overview_row(exam, module, i, page->arena, &rows[n++]);
    }
  if (n)
    page_add_outline(page, "overview", rows, n)->at = at;
  else
    page_add_plain(page, _("No question is left to ask."));
  page_add_action(page, "submit", "s", _("Hand in"), _("Hand in; you are asked once more"), false);
}

/* -- Handing in ------------------------------------------------------------------------------ */

static bool is_blank(const struct quiz_slot *slot) {
  return slot->state != SLOT_WITHDRAWN && !slot->attempts;
}

static bool is_flagged(const struct quiz_slot *slot) {
  return slot->state != SLOT_WITHDRAWN && slot->flagged;
}

/* "2, 5, 9"; NULL if there are none. */
static const char *numbers_of(const struct quiz_state *exam, bool (*is)(const struct quiz_slot *),
                              struct arena *arena) {
  struct str list = {0};
  for (size_t i = 0; i < exam->n; i++)
    if (is(&exam->slots[i]))
      str_printf(&list, "%s%u", list.len ? ", " : "", position(exam, i));
  const char *text = list.len ? arena_strdup(arena, str_text(&list)) : NULL;
  str_done(&list);
  return text;
}

static void sure_page(const struct session *session, const struct module *module,
                      struct page *page) {
  const struct quiz_state *exam = &session->u.quiz;
  struct arena *arena = page->arena;
  const char *blank = numbers_of(exam, is_blank, arena);
  const char *flagged = numbers_of(exam, is_flagged, arena);
  const struct outline_row rows[] = {
      {.text = _("No, back to the questions"), .action = "list"},
      {.text = _("Yes, hand in"), .action = "confirm"},
  };
  page_init(page, arena, "exam:sure", module->title);
  page->status = _("Hand in");
  page->wake = wake_of(session);
  page->clock = clock_of(session);
  add_time(session, page);
  if (blank)
    page_add_notice(page, TONE_WARN, arena_printf(arena, _("Not answered: %s."), blank));
  if (flagged)
    page_add_notice(page, TONE_WARN, arena_printf(arena, _("Still flagged: %s."), flagged));
  if (!blank && !flagged)
    page_add_plain(page, _("Every question is answered and none is flagged."));
  page_add_heading(page, _("Hand in now? Afterwards nothing can be changed."));
  page_add_outline(page, "sure", rows, 2);
}

void exam_page(const struct session *session, const struct module *module, struct page *page) {
  if (session->over) {
    exam_results_page(session, module, page);
    return;
  }
  switch (session->u.quiz.view) {
  case EXAM_INTRO:
    intro_page(session, module, page);
    break;
  case EXAM_ASK:
    question_page(session, module, page);
    break;
  case EXAM_OVERVIEW:
    overview_page(session, module, page);
    break;
  case EXAM_SURE:
    sure_page(session, module, page);
    break;
  }
}

char *exam_where(const struct session *session, const struct module *module, struct arena *arena) {
  const struct quiz_state *exam = &session->u.quiz;
  (void)module;
  if (session->over)
    return arena_strdup(arena, _("Results"));
  if (exam->view == EXAM_ASK)
    return arena_printf(arena, _("Test, question %u of %u"), position(exam, exam->at),
                        position(exam, exam->n));
  return arena_strdup(arena,
                      exam->view == EXAM_INTRO ? _("Test, not yet begun") : _("Test, overview"));
}
