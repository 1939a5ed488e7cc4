/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an exam came to, and each of its questions with answer, key and reasons: now it is told. */
#include "session/exam.h"

#include "base/text.h"
#include "session/certainty.h"
#include "session/inner.h"

/* -- Verdicts -------------------------------------------------------------------------------- */

enum verdict { RIGHT, PARTLY, WRONG, LEFT_BLANK, NOT_REACHED, FAULTY, WITHDRAWN, VERDICTS };

static enum verdict verdict_of(const struct quiz_slot *slot) {
  if (slot->state == SLOT_WITHDRAWN)
    return WITHDRAWN;
  if (slot->faulty)
    return FAULTY;
  if (!slot->attempts)
    return slot->seen ? LEFT_BLANK : NOT_REACHED;
  return slot->score == SCORE_ONE ? RIGHT : slot->score > 0 ? PARTLY : WRONG;
}

static const struct {
  const char *word, *count; /* of one answer; before how many there are */
  enum tone tone;
} verdicts[VERDICTS] = {
    [RIGHT] = {N_("right"), N_("Right"), TONE_GOOD},
    [PARTLY] = {N_("partly right"), N_("Partly right"), TONE_BAD},
    [WRONG] = {N_("wrong"), N_("Wrong"), TONE_BAD},
    [LEFT_BLANK] = {N_("left blank"), N_("Left blank"), TONE_WARN},
    [NOT_REACHED] = {N_("not reached"), N_("Not reached"), TONE_WARN},
    [FAULTY] = {N_("faulty, not counted"), NULL, TONE_WARN},
    [WITHDRAWN] = {N_("withdrawn, not counted"), NULL, TONE_WARN},
};

/* "Right: 3. Wrong: 1. Not reached: 2." */
static void add_counts(const struct quiz_state *exam, struct page *page) {
  unsigned n[VERDICTS] = {0};
  const char *text = "";
  for (size_t i = 0; i < exam->n; i++)
    n[verdict_of(&exam->slots[i])]++;
  for (int v = 0; v < VERDICTS; v++)
    if (n[v] && verdicts[v].count) {
      text = arena_printf(page->arena, "%s%s%s: %u.", text, *text ? " " : "", _(verdicts[v].count),
                          n[v]);
    }
  page_add_plain(page, text);
}

/* Whoever reads the result knows what the time is worth. */
static void add_breaks(const struct quiz_state *exam, struct page *page) {
  unsigned n = exam->breaks;
  unsigned long minutes = (unsigned long)(exam->away / 60000);
  struct arena *arena = page->arena;
  if (!n)
    return;
  const char *away =
      minutes ? arena_printf(arena, ngettext("%lu minute", "%lu minutes", minutes), minutes)
              : _("less than a minute");
  const char *often =
      arena_printf(arena, ngettext("Interrupted %u time", "Interrupted %u times", n), n);
  page_add_plain(page, arena_printf(arena,
                                    exam->limit ? _("%s: %s in all, while the time stood still.")
                                                : _("%s: %s in all."),
                                    often, away));
}

/* -- All questions --------------------------------------------------------------------------- */

static bool can_be_looked_at(const struct quiz_slot *slot) {
  return !slot->stale && slot->state != SLOT_WITHDRAWN;
}

static void question_row(const struct quiz_state *exam, const struct module *module, size_t at,
                         struct arena *arena, struct outline_row *row) {
  const struct quiz_slot *slot = &exam->slots[at];
  enum verdict verdict = verdict_of(slot);
  const char *text = slot->stale ? _("no longer in the course") : quiz_words(module, slot, arena);
  row->text = arena_printf(arena, _("Question %zu: %s"), at + 1, text);
  row->word = _(verdicts[verdict].word);
  row->tone = verdicts[verdict].tone;
  if (!can_be_looked_at(slot))
    return;
  row->action = arena_printf(arena, "look:%zu", at + 1);
  if (verdict != RIGHT && verdict != FAULTY)
    row->note = quiz_read_again(module, slot, arena);
}

static void add_questions(const struct quiz_state *exam, const struct module *module,
                          struct page *page) {
  struct outline_row rows[PLAN_SLOTS] = {0};
  for (size_t i = 0; i < exam->n; i++)
    question_row(exam, module, i, page->arena, &rows[i]);
  page_add_heading(page, _("Question by question"));
  page_add_outline(page, "questions", rows, exam->n);
}

void exam_results_page(const struct session *session, const struct module *module,
                       struct page *page) {
  const struct quiz_state *exam = &session->u.quiz;
  struct quiz_tally tally = exam_tally(exam, module->quiz.pass);
  page_init(page, page->arena, "exam:results", module->title);
  page->status = _("Results");
  if (exam->limit && session->now >= exam->began + exam->limit)
    page_add_notice(page, TONE_WARN, _("The time was up. What you had answered counts."));
  if (tally.n) {
    quiz_add_score(&tally, module, page);
    add_counts(exam, page);
  } else {
    page_add_notice(page, TONE_WARN, _("No answer of this run could be counted."));
  }
  quiz_add_uncounted(session, page);
  add_breaks(exam, page);
  certainty_results(exam, module, page);
  add_questions(exam, module, page);
  page_add_action(page, "again", "r", _("Again"), _("Take the other form of this test"), false);
  page_add_action(page, "leave", "esc", _("Back"), _("Back to the course"), false);
}

/* -- One question ---------------------------------------------------------------------------- */

static size_t another(const struct quiz_state *exam, size_t at, int by) {
  size_t i = at;
  do
    i = by > 0 ? i + 1 : i - 1; /* below 0 is beyond n */
  while (i < exam->n && !can_be_looked_at(&exam->slots[i]));
  return i;
}

static void add_verdict(const struct quiz_slot *slot, struct page *page) {
  static const char *const said[VERDICTS] = {
      [RIGHT] = N_("Right."),
      [WRONG] = N_("Wrong."),
      [LEFT_BLANK] = N_("You left this question blank."),
      [NOT_REACHED] = N_("You did not come to this question."),
      [FAULTY] = N_("This question is faulty and does not count. Please tell your trainer."),
  };
  enum verdict verdict = verdict_of(slot);
  const char *text = verdict == PARTLY ? arena_printf(page->arena, _("Partly right: %d %%."),
                                                      session_percent(slot->score))
                                       : _(said[verdict]);
  page_add_notice(page, verdicts[verdict].tone, text);
  if (slot->certainty)
    page_add_plain(page,
                   arena_printf(page->arena, _("You said: %s."), certainty_word(slot->certainty)));
}

static void look_actions(const struct quiz_state *exam, size_t at, struct page *page) {
  size_t next = another(exam, at, 1), previous = another(exam, at, -1);
  if (next < exam->n)
    page_add_action(page, arena_printf(page->arena, "look:%zu", next + 1), "enter", _("Next"),
                    _("To the next question"), false);
  else
    page_add_action(page, "results", "enter", _("Results"), _("Back to the results"), false);
  if (previous < exam->n)
    page_add_action(page, arena_printf(page->arena, "look:%zu", previous + 1), "p", _("Previous"),
                    _("To the question before this one"), false);
  page_add_action(page, "results", "esc", _("Results"), _("Back to the results"), false);
}

bool exam_look(const struct session *session, const struct module *module, unsigned nth,
               struct page *page) {
  const struct quiz_state *exam = &session->u.quiz;
  size_t at = (size_t)nth - 1;
  if (nth < 1 || nth > exam->n || !can_be_looked_at(&exam->slots[at]))
    return false;
  const struct quiz_slot *slot = &exam->slots[at];
  page_init(page, page->arena, arena_printf(page->arena, "exam:look:%u", nth), module->title);
  page->status = arena_printf(page->arena, _("Question %u of %u"), nth, exam->n);
  add_verdict(slot, page);
  quiz_add_question(exam_item(session, module, at), module, slot, SHOW_KEY,
                    slot->attempts ? &slot->response : NULL, page);
  look_actions(exam, at, page);
  return true;
}
