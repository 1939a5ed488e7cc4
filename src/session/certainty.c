/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/certainty.h"

#include "base/text.h"
#include "measure/certainty.h"
#include "session/quiz.h"

enum { GUESS = 1, FAIRLY = 2, CERTAIN = 3 };

static const char *const words[CERTAINTIES + 1] = {"", N_("guess"), N_("fairly sure"),
                                                   N_("certain")};

const char *certainty_word(uint8_t certainty) {
  return certainty && certainty <= CERTAINTIES ? _(words[certainty]) : "";
}

void certainty_ask(struct page *page, uint8_t stated) {
  struct choice rows[CERTAINTIES] = {
      {.value = GUESS, .text = _("I am guessing (right 1, wrong 0)")},
      {.value = FAIRLY, .text = _("I am fairly sure (right 2, wrong -2)")},
      {.value = CERTAIN, .text = _("I am certain (right 3, wrong -6)")},
  };
  if (stated && stated <= CERTAINTIES)
    rows[stated - 1].marked = true;
  struct block *block = page_add_choices(page, CERTAINTY_BLOCK, rows, CERTAINTIES, false, true);
  block->text = _("How sure are you?");
}

static bool counts(const struct quiz_slot *slot) {
  return slot->attempts && !slot->faulty && slot->certainty && slot->certainty <= CERTAINTIES;
}

struct certainty_tally certainty_tally(const struct quiz_state *quiz) {
  struct certainty_tally tally = {0};
  for (size_t i = 0; i < quiz->n; i++) {
    const struct quiz_slot *slot = &quiz->slots[i];
    bool right = slot->score == SCORE_ONE;
    if (!counts(slot))
      continue;
    tally.n++;
    tally.right += right;
    tally.marks += certainty_mark(slot->certainty, right);
    tally.by_step[slot->certainty][right]++;
  }
  return tally;
}

/* Tenths of a percent, with its sign. */
static const char *bonus_text(struct arena *arena, int32_t bonus) {
  int32_t tenths = (bonus < 0 ? -bonus : bonus) / (SCORE_ONE / 1000);
  return arena_printf(arena, "%s%d.%d %%", bonus < 0 ? "-" : "+", (int)(tenths / 10),
                      (int)(tenths % 10));
}

static void add_marks(const struct certainty_tally *tally, struct page *page) {
  struct arena *arena = page->arena;
  int32_t bonus = certainty_bonus(tally->n, tally->right, tally->marks);
  page_add_plain(page,
                 arena_printf(arena, _("Certainty mark: %d; the most possible is %u. Bonus: %s."),
                              tally->marks, CERTAIN * tally->n, bonus_text(arena, bonus)));
  const char *said = bonus > 0 ? _("You can tell what you know from what you guess. This does not "
                                   "change your score.")
                     : bonus == 0 ? _("This does not change your score.")
                     : tally->right == tally->n
                         ? _("You knew more than you were sure of. This does not change your score.")
                         : _("You were sure where you were not right, or the other way round. This "
                             "does not change your score.");
  page_add_plain(page, said);
}

static void add_table(const struct certainty_tally *tally, struct page *page) {
  enum { COLUMNS = 3 };
  const char *const columns[COLUMNS] = {_("You said"), _("Right"), _("Wrong")};
  struct grid_cell cells[CERTAINTIES * COLUMNS] = {0};
  for (uint8_t step = GUESS; step <= CERTAIN; step++) {
    struct grid_cell *row = &cells[(step - 1) * COLUMNS];
    row[0].text = certainty_word(step);
    for (size_t right = 0; right < 2; right++) {
      struct grid_cell *cell = &row[right ? 1 : 2];
      cell->text = arena_printf(page->arena, "%u", tally->by_step[step][right]);
      cell->right = true;
    }
  }
  page_add_grid(page, NULL, columns, COLUMNS, cells, CERTAINTIES * COLUMNS);
}

static size_t add_sure(const struct quiz_state *quiz, const struct module *module, uint8_t step,
                       struct arena *arena, struct outline_row *rows) {
  size_t n = 0;
  for (size_t i = 0; i < quiz->n; i++) {
    const struct quiz_slot *slot = &quiz->slots[i];
    if (counts(slot) && !slot->stale && slot->certainty == step && slot->score < SCORE_ONE)
      rows[n++] = (struct outline_row){.text = quiz_words(module, slot, arena),
                                       .tone = TONE_BAD,
                                       .word = certainty_word(step),
                                       .note = quiz_read_again(module, slot, arena)};
  }
  return n;
}

void certainty_results(const struct quiz_state *quiz, const struct module *module,
                       struct page *page) {
  struct certainty_tally tally = certainty_tally(quiz);
  struct outline_row rows[PLAN_SLOTS];
  if (!tally.n)
    return;
  page_add_heading(page, _("How sure you were"));
  add_marks(&tally, page);
  add_table(&tally, page);
  size_t n = add_sure(quiz, module, CERTAIN, page->arena, rows);
  n += add_sure(quiz, module, FAIRLY, page->arena, rows + n);
  if (!n)
    return;
  page_add_heading(page, _("Sure, and wrong"));
  page_add_outline(page, "sure", rows, n);
}
