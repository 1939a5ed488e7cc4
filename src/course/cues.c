/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/cues_inner.h"

#include "base/text.h"
#include "course/build.h"

#include <stdlib.h>
#include <string.h>

static bool is_english(const struct module *module) {
  const char *language = module->language;
  return strncmp(language, "en", 2) == 0 && (language[2] == '\0' || language[2] == '-');
}

static void add_item(struct bank *bank, const struct item *item, const char *file, bool english) {
  struct arena arena = {0};
  struct cue_item *cue = arena_alloc(&arena, sizeof *cue);
  cue_item_read(&arena, item, english, cue);
  cue_item_tell(cue, file, bank->diags);
  cue_item_play(bank, cue);
  cue_runs_add(bank, cue, file);
  arena_done(&arena);
}

static void add_lesson(struct bank *bank, const struct lesson *lesson, const char *file,
                       bool english) {
  struct bank_lesson kept = {.path = arena_strdup(&bank->arena, lesson->path)};
  struct place at = lesson->at;
  int32_t ease = words_ease(lesson->text, &kept.words);
  at.file = file;
  kept.ease = english ? ease : LESSON_UNREAD;
  VEC_PUSH(&bank->lessons, kept);
  if (kept.words < LESSON_LEAST || kept.words > LESSON_MOST)
    diag_warn(bank->diags, at, 1, "lesson.length",
              kept.words < LESSON_LEAST ? _("Add a worked case.") : _("Make two lessons of it."),
              _("the lesson has %zu words; good are %d to %d"), kept.words, LESSON_LEAST,
              LESSON_MOST);
  if (english && ease < EASE_LEAST)
    diag_warn(bank->diags, at, 1, "lesson.hard", _("Write shorter sentences and shorter words."),
              _("its reading ease is %d; plain English has %d or more"), ease / 1000,
              EASE_LEAST / 1000);
}

static void check_objective(struct bank *bank, const struct module *module, const char *key,
                            const char *file) {
  size_t tested = 0;
  for (size_t i = 0; i < module->quiz.n_items; i++) {
    const char *objective = module->quiz.items[i].objective;
    tested += objective && strcmp(objective, key) == 0;
  }
  if (tested < OBJECTIVE_ITEMS)
    diag_warn(bank->diags, (struct place){.file = file}, 1, "objective.thin",
              _("Name it as the objective of another question."),
              ngettext("%zu question tests the objective %.64s; %d are needed",
                       "%zu questions test the objective %.64s; %d are needed", tested),
              tested, key, OBJECTIVE_ITEMS);
}

/* The module was read and closed before its verdicts. */
static void excerpt(struct bank *bank, const char *file) {
  struct arena arena = {0};
  struct reading r = {.arena = &arena, .diags = bank->diags};
  file_excerpt_again(&r, file);
  arena_done(&arena);
}

void bank_add(struct bank *bank, const struct module *module, const char *file) {
  bool english = is_english(module);
  file = arena_strdup(&bank->arena, file);
  if (!bank->kinds)
    bank->kinds = mem_array(n_item_kinds, sizeof *bank->kinds);
  for (size_t i = 0; i < module->n_lessons; i++)
    add_lesson(bank, &module->lessons[i], file, english);
  for (size_t i = 0; i < module->quiz.n_items; i++)
    add_item(bank, &module->quiz.items[i], file, english);
  for (size_t i = 0; i < module->n_objectives && module->quiz.n_items; i++)
    check_objective(bank, module, module->objectives[i].key, file);
  excerpt(bank, file);
}

/* That options argue is a note: many older questions do. */
static void judge_rule(struct bank *bank, const struct cue_tally *tallies, enum cue_rule rule,
                       int64_t most, const char *kind, const char *where) {
  const struct cue_tally *tally = &tallies[rule];
  enum severity severity = rule == CUE_ARGUED ? SEVERITY_NOTE : SEVERITY_WARNING;
  int64_t off = cue_tally_off(tally), points = off / 1000;
  if (tally->n >= CUE_ENOUGH && (off > most || off < -most))
    diag_add(bank->diags, severity, (struct place){.file = where}, 1, "cue.strategy",
             _("Rewrite what the rule finds; the table says how much."),
             _("%s: the rule \"%s\" is %s%lld.%lld points from chance"), kind, cue_rule_name(rule),
             points < 0 ? "-" : "+", llabs((long long)points) / 10, llabs((long long)points) % 10);
}

void bank_judge(struct bank *bank, const char *where) {
  where = arena_strdup(&bank->arena, where);
  for (enum cue_rule rule = 0; (int)rule < CUE_RULES; rule++)
    judge_rule(bank, bank->all, rule, CUE_BANK, _("all questions"), where);
  for (size_t kind = 0; bank->kinds && kind < n_item_kinds; kind++)
    for (enum cue_rule rule = 0; (int)rule < CUE_RULES; rule++)
      judge_rule(bank, bank->kinds[kind], rule, CUE_KIND, item_kinds[kind]->key, where);
  cue_runs_judge(bank);
  for (size_t i = 0; i < bank->items.n; i++)
    if (!i || bank->items.list[i].at.file != bank->items.list[i - 1].at.file)
      excerpt(bank, bank->items.list[i].at.file);
}

void bank_done(struct bank *bank) {
  free(bank->kinds);
  free(bank->items.list);
  free(bank->runs.list);
  free(bank->lessons.list);
  arena_done(&bank->arena);
  *bank = (struct bank){0};
}
