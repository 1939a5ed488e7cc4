/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a quiz came to, and what to read again. */
#include "session/quiz.h"

#include "base/text.h"
#include "drill/show.h"
#include "session/inner.h"

#include <string.h>

enum { STEM_CELLS = 60 };

static struct competency_score *score_of(struct quiz_tally *tally, const char *competency) {
  for (size_t i = 0; i < tally->n_scores; i++)
    if (strcmp(tally->scores[i].competency, competency) == 0)
      return &tally->scores[i];
  if (tally->n_scores == SCORES_MAX)
    return NULL;
  struct competency_score *score = &tally->scores[tally->n_scores++];
  memcpy(score->competency, competency, sizeof score->competency);
  return score;
}

/* sums[] is beside scores[]: a sum of up to PLAN_SLOTS scores fits in 64 bits and not in a score.
 */
static void tally_add(struct quiz_tally *tally, int64_t sums[SCORES_MAX],
                      const struct quiz_slot *slot) {
  struct competency_score *score = score_of(tally, slot->competency);
  tally->n++;
  tally->sum += slot->score;
  if (!score)
    return;
  sums[score - tally->scores] += slot->score;
  score->weight++;
}

struct quiz_tally quiz_tally(const struct quiz_state *quiz, unsigned pass) {
  struct quiz_tally tally;
  int64_t sums[SCORES_MAX] = {0};
  memset(&tally, 0, sizeof tally);
  for (size_t i = 0; i < quiz->n; i++)
    if (quiz->slots[i].attempts && !quiz->slots[i].faulty)
      tally_add(&tally, sums, &quiz->slots[i]);
  for (size_t i = 0; i < tally.n_scores; i++)
    tally.scores[i].score = (int32_t)(sums[i] / tally.scores[i].weight);
  if (tally.n == 0)
    return tally;
  tally.score = (int32_t)(tally.sum / (int64_t)tally.n);
  tally.passed = tally.sum >= (int64_t)pass * (SCORE_ONE / 100) * (int64_t)tally.n;
  return tally;
}

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

static void add_competencies(const struct quiz_tally *tally, struct page *page) {
  struct bar bars[SCORES_MAX] = {0};
  for (size_t i = 0; i < tally->n_scores; i++) {
    const struct competency_score *score = &tally->scores[i];
    bars[i] = (struct bar){.label = score->competency, .share = score->score};
    bars[i].word = arena_printf(
        page->arena,
        ngettext("%d %%, %d question", "%d %%, %d questions", (unsigned long)score->weight),
        session_percent(score->score), score->weight);
  }
  page_add_heading(page, _("By competency"));
  page_add_bars(page, bars, tally->n_scores);
}

static const struct lesson *lesson_for(const struct module *module, const char *objective) {
  for (size_t i = 0; objective && i < module->n_lessons; i++)
    for (size_t j = 0; j < module->lessons[i].n_objectives; j++)
      if (strcmp(module->lessons[i].objectives[j], objective) == 0)
        return &module->lessons[i];
  return NULL;
}

static void missed_row(const struct quiz_slot *slot, const struct module *module, struct page *page,
                       struct outline_row *row) {
  const struct item *item = &module->quiz.items[slot->item];
  const struct lesson *lesson = lesson_for(module, item->objective);
  row->text = show_words(page->arena, item->stem, STEM_CELLS);
  row->tone = TONE_BAD;
  row->word = slot->score > 0 ? _("partly right") : _("wrong");
  if (lesson)
    row->note = arena_printf(page->arena, _("Read again: %s"), lesson->title);
}

static void add_missed(const struct quiz_state *quiz, const struct module *module,
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

static void add_uncounted(const struct session *session, struct page *page) {
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
    add_total(&tally, module->quiz.pass, page);
    add_competencies(&tally, page);
    add_missed(quiz, module, page);
  } else {
    page_add_notice(page, TONE_WARN, _("No answer of this run could be counted."));
  }
  add_uncounted(session, page);
  session_over_actions(page, _("Again"), _("Another draw of questions"));
}
