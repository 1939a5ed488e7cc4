/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A class's day, for its trainer at 17:00: who finished what, what was missed most and what was
 * chosen instead, what to repeat, and who needs a word tomorrow. Confidential: it names people. */
#include "app/report_day.h"

#include "base/text.h"
#include "base/vec.h"
#include "measure/retention.h"

#include <string.h>

static const struct column finished_columns[] = {
    {.key = "name", .label = N_("Who")},
    {.key = "module", .label = N_("Module")},
    {.key = "finished", .label = N_("What was finished")},
    {.key = "times", .label = N_("Times"), .kind = COLUMN_WHOLE},
    {.key = "best", .label = N_("Best score"), .kind = COLUMN_SHARE},
};
static const struct status_word reasons[] = {
    {"critical", N_("a critical error"), TONE_BAD},
    {"sure-and-wrong", N_("sure, and wrong"), TONE_WARN},
};
enum { REASON_CRITICAL, REASON_SURE };
static const struct column word_columns[] = {
    {.key = "name", .label = N_("Who")},
    {.key = "reason",
     .label = N_("Why"),
     .kind = COLUMN_STATUS,
     .statuses = reasons,
     .n_statuses = 2},
    {.key = "about", .label = N_("In what")},
};

/* -- What was finished ------------------------------------------------------------------------- */

enum finished_kind {
  FINISHED_OTHER,
  FINISHED_LESSON,
  FINISHED_QUIZ,
  FINISHED_EXAM,
  FINISHED_DRILL
};

static enum finished_kind describe(const struct module *module, const char *path,
                                   const char **title) {
  if (strcmp(module->path, path) == 0 || strcmp(module->exam_path, path) == 0) {
    bool quiz = strcmp(module->path, path) == 0;
    *title = quiz ? _("Practice") : _("Exam");
    return quiz ? FINISHED_QUIZ : FINISHED_EXAM;
  }
  for (size_t i = 0; i < module->n_lessons; i++)
    if (strcmp(module->lessons[i].path, path) == 0) {
      *title = module->lessons[i].title;
      return FINISHED_LESSON;
    }
  for (size_t i = 0; i < module->n_drills; i++)
    if (strcmp(module->drills[i].path, path) == 0) {
      *title = module->drills[i].title;
      return FINISHED_DRILL;
    }
  return FINISHED_OTHER;
}

static void fill_finished(const struct day *day, struct cell *cells, const struct day_act *act) {
  const struct reporting_module *module = day_module(day, act->act.path);
  const char *title = act->act.path;
  enum finished_kind kind = FINISHED_OTHER;
  if (module) {
    kind = describe(module->module, act->act.path, &title);
    cells[1] = cell_line(day->r, module->module->title);
  }
  cells[0] = cell_text(reporting_name(day->r, act->person));
  cells[2] = cell_line(day->r, title);
  cells[3] = cell_number(act->act.times);
  if (kind != FINISHED_LESSON && kind != FINISHED_OTHER)
    cells[4] = cell_share((double)act->act.best / SCORE_ONE);
}

static const struct table *finished_table(const struct day *day, const size_t *order) {
  struct sheet *sheet = sheet_new(day->r->arena, "finished", NULL, finished_columns,
                                  COUNT(finished_columns), day->n_acts);
  for (size_t i = 0; i < day->r->n; i++)
    for (size_t k = 0; day->here[order[i]] && k < day->n_acts; k++)
      if (day->acts[k].person == order[i])
        fill_finished(day, sheet_add(sheet), &day->acts[k]);
  return &sheet->table;
}

/* -- Who needs a word -------------------------------------------------------------------------- */

static void add_word(const struct day *day, struct sheet *sheet, size_t person, int reason,
                     struct cell about) {
  struct cell *cells = sheet_add(sheet);
  cells[0] = cell_text(reporting_name(day->r, person));
  cells[1] = cell_number(reason);
  cells[2] = about;
}

static void add_critical(const struct day *day, struct sheet *sheet, size_t person) {
  for (size_t k = 0; k < day->n_acts; k++) {
    const struct day_act *act = &day->acts[k];
    const struct reporting_module *module = day_module(day, act->act.path);
    const char *title = act->act.path;
    if (act->person != person || !act->act.critical)
      continue;
    if (module)
      describe(module->module, act->act.path, &title);
    add_word(day, sheet, person, REASON_CRITICAL, cell_line(day->r, title));
  }
}

static bool is_sure_and_wrong(const struct day_answer *answer) {
  return answer->certainty == RETENTION_CERTAIN && answer->score == 0;
}

static void add_sure(const struct day *day, struct sheet *sheet, size_t person) {
  for (size_t q = 0; q < day->n_questions; q++) {
    const struct day_question *question = &day->questions[q];
    for (size_t i = 0; i < question->asked; i++) {
      const struct day_answer *answer = &day->answers[question->from + i];
      if (answer->person == person && is_sure_and_wrong(answer))
        add_word(day, sheet, person, REASON_SURE,
                 cell_line(day->r, question->item ? question->item->stem : question->path));
    }
  }
}

static const struct table *word_table(const struct day *day, const size_t *order) {
  size_t most = day->n_acts;
  for (size_t i = 0; i < day->n_answers; i++)
    most += is_sure_and_wrong(&day->answers[i]);
  struct sheet *sheet =
      sheet_new(day->r->arena, "word", NULL, word_columns, COUNT(word_columns), most);
  for (size_t i = 0; i < day->r->n; i++)
    if (day->here[order[i]]) {
      add_critical(day, sheet, order[i]);
      add_sure(day, sheet, order[i]);
    }
  return &sheet->table;
}

/* -- The paper --------------------------------------------------------------------------------- */

static void add_section(struct paper *paper, const char *heading, const struct table *table,
                        const char *none) {
  paper_section(paper, heading);
  if (!table->n_rows)
    paper_text(paper, none);
  if (table->n_rows || strcmp(table->id, "missed") == 0) /* formats of one table get that */
    paper_table(paper, PAPER_TABLE, table);
}

static void say_rules(const struct day *day, struct paper *paper) {
  paper_section(paper, _("How this was counted"));
  if (day->held_back)
    paper_finding(paper, _("An exam is not over: somebody who began it today has not finished it. "
                           "Its questions are held back until then."));
  paper_text(paper,
             _("The day is that of UTC. Of each question everybody's first answer of the day "
               "counts; a right one with a hint is missed. Practice and exams stand apart, "
               "and so does a question from what it was before its key changed. A question "
               "that few were asked ranks lower than one that many missed. A module is to be "
               "repeated where surely more than three in ten of its answers were missed."));
}

static const char *paper_title(const struct day *day) {
  const char *when = reporting_day(day->r, day->scope.from);
  const char *cohort = day->r->wanted->cohort;
  if (cohort)
    return arena_printf(day->r->arena, _("The day of %s, %s"), cell_line(day->r, cohort).text,
                        when);
  return arena_printf(day->r->arena, _("The day of everybody, %s"), when);
}

enum rc report_make_day(const struct reporting *r, const struct paper **out, struct diags *diags) {
  struct day day = {.r = r};
  enum rc rc = day_read(&day, diags);
  if (rc == RC_OK) {
    const size_t *order = reporting_order(r);
    struct paper *paper = reporting_paper(r, "day", paper_title(&day));
    paper_section(paper, _("Who was here"));
    paper_finding(paper,
                  arena_printf(r->arena, _("%u of %zu learned on that day."), day.n_here, r->n));
    add_section(paper, _("Missed most"), day_missed_table(&day), _("No question was missed."));
    add_section(paper, _("To be repeated"), day_repeat_table(&day), _("No module stands out."));
    add_section(paper, _("Who needs a word tomorrow"), word_table(&day, order),
                _("Nobody was sure and wrong, and nobody made a critical error."));
    add_section(paper, _("Who finished what"), finished_table(&day, order),
                _("Nothing was finished."));
    say_rules(&day, paper);
    *out = paper;
  }
  day_done(&day);
  return rc;
}
