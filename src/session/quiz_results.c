/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a quiz came to, and what to read again. */
#include "session/quiz.h"

#include "base/text.h"
#include "drill/show.h"
#include "session/certainty.h"
#include "session/inner.h"

#include <string.h>

enum { STEM_CELLS = 60 };

static void add_total(const struct quiz_tally *tally, unsigned pass, struct page *page) {
  struct bar bar = {.label = _("Score"), .share = tally->score};
  bar.word = arena_printf(page->arena, _("%d %%"), session_percent(tally->score));
  page_add_bars(page, &bar, 1);
  const char *said = arena_printf(page->arena,
                                  tally->passed ? _("Passed. The pass mark is %u %%.")
                                                : _("Not yet. The pass mark is %u %%."),
                                  pass);
  page_add_notice(page, tally->passed ? TONE_GOOD : TONE_WARN, said);
}

void quiz_add_competencies(const struct quiz_tally *tally, const struct module *module,
                           struct page *page) {
  struct bar bars[SCORES_MAX] = {0};
  for (size_t i = 0; i < tally->n_scores; i++) {
    const struct competency_score *score = &tally->scores[i];
    bars[i] =
        (struct bar){.label = module_competency(module, score->competency), .share = score->score};
    bars[i].word = arena_printf(
        page->arena,
        ngettext("%d %%, %d question", "%d %%, %d questions", (unsigned long)score->weight),
        session_percent(score->score), score->weight);
  }
  page_add_heading(page, _("By competency"));
  page_add_bars(page, bars, tally->n_scores);
}

void quiz_add_score(const struct quiz_tally *tally, const struct module *module,
                    struct page *page) {
  add_total(tally, module->quiz.pass, page);
  quiz_add_competencies(tally, module, page);
}

static const struct lesson *lesson_for(const struct module *module, const char *objective) {
  for (size_t i = 0; objective && i < module->n_lessons; i++)
    for (size_t j = 0; j < module->lessons[i].n_objectives; j++)
      if (strcmp(module->lessons[i].objectives[j], objective) == 0)
        return &module->lessons[i];
  return NULL;
}

const char *quiz_read_again(const struct module *module, const struct quiz_slot *slot,
                            struct arena *arena) {
  const struct item *item = &module->quiz.items[slot->item];
  const struct lesson *lesson = lesson_for(module_home(module, item), item->objective);
  return lesson ? arena_printf(arena, _("Read again: %s"), lesson->title) : NULL;
}

const char *quiz_words(const struct module *module, const struct quiz_slot *slot,
                       struct arena *arena) {
  return show_words(arena, module->quiz.items[slot->item].stem, STEM_CELLS);
}

static void missed_row(const struct quiz_slot *slot, const struct module *module, struct page *page,
                       struct outline_row *row) {
  row->text = quiz_words(module, slot, page->arena);
  row->tone = TONE_BAD;
  row->word = slot->score > 0 ? _("partly right") : _("wrong");
  row->note = quiz_read_again(module, slot, page->arena);
}

void quiz_add_missed(const struct quiz_state *quiz, const struct module *module,
                     struct page *page) {
  struct outline_row rows[PLAN_SLOTS] = {0};
  size_t n = 0;
  for (size_t i = 0; i < quiz->n; i++) {
    const struct quiz_slot *slot = &quiz->slots[i];
    if (slot->attempts && !slot->faulty && !slot->stale && slot->score < SCORE_ONE)
      missed_row(slot, module, page, &rows[n++]);
  }
  if (!n)
    return;
  page_add_heading(page, _("Not right the first time"));
  page_add_outline(page, "missed", rows, n);
}

void quiz_add_uncounted(const struct session *session, struct page *page) {
  unsigned faulty = 0;
  for (size_t i = 0; i < session->u.quiz.n; i++)
    faulty += session->u.quiz.slots[i].faulty;
  if (session->withdrawn + faulty)
    page_add_notice(page, TONE_WARN,
                    arena_printf(page->arena, _("Not counted: %u withdrawn, %u faulty."),
                                 session->withdrawn, faulty));
}

void quiz_results_page(const struct session *session, const struct module *module,
                       struct page *page) {
  const struct quiz_state *quiz = &session->u.quiz;
  struct quiz_tally tally = quiz_tally(quiz, module->quiz.pass);
  page_init(page, page->arena, "quiz:results", module->title);
  page->status = _("Results");
  if (tally.n) {
    quiz_add_score(&tally, module, page);
    quiz_add_missed(quiz, module, page);
    certainty_results(quiz, module, page);
  } else {
    page_add_notice(page, TONE_WARN, _("No answer of this run could be counted."));
  }
  quiz_add_uncounted(session, page);
  session_over_actions(page, _("Again"), _("Another draw of questions"));
}
