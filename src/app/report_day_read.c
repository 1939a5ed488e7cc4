/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/report_day.h"

#include "base/vec.h"
#include "measure/retention.h"

#include <stdlib.h>
#include <string.h>

enum { DAY_MS = 86400000 };

const struct reporting_module *day_module(const struct day *day, const char *path) {
  for (size_t i = 0; i < day->n_modules; i++)
    if (reporting_module_holds(day->modules[i].module, path))
      return &day->modules[i];
  return NULL;
}

static void take_activity(void *ctx, const struct activity *activity) {
  struct day *day = ctx;
  size_t person = reporting_person(day->r, activity->person);
  if (person == NOBODY)
    return;
  day->n_here += !day->here[person];
  day->here[person] = true;
  if (activity->what != ACTIVITY_FINISHED)
    return;
  if (day->n_acts == day->cap_acts)
    day->acts = mem_grow(day->acts, day->cap_acts = day->cap_acts ? 2 * day->cap_acts : 8,
                         sizeof *day->acts);
  day->acts[day->n_acts++] = (struct day_act){person, *activity};
}

static bool is_open(const struct day *day, const struct asked *asked) {
  const char *slash = strrchr(asked->path, '/');
  size_t len = slash ? (size_t)(slash - asked->path) : 0;
  for (size_t i = 0; asked->exam && i < day->n_open; i++)
    if (strncmp(day->open[i], asked->path, len) == 0 && strcmp(day->open[i] + len, "/exam") == 0)
      return true;
  return false;
}

static const struct item *find_item(const struct module *module, const struct asked *asked) {
  for (size_t i = 0; module && i < module->quiz.n_items; i++) {
    const struct item *item = &module->quiz.items[i];
    if (strcmp(item->path, asked->path) == 0)
      return memcmp(item->key_rev, asked->key_rev, HASH_BYTES) == 0 ? item : NULL;
  }
  return NULL;
}

/* What has another key is another question, however it is called. */
static bool same_question(const struct day_question *question, const struct asked *asked) {
  return question->exam == asked->exam && strcmp(question->path, asked->path) == 0 &&
         memcmp(question->key_rev, asked->key_rev, HASH_BYTES) == 0;
}

static void add_question(struct day *day, const struct asked *asked) {
  const struct reporting_module *module = day_module(day, asked->path);
  struct day_question question = {.exam = asked->exam,
                                  .module = module ? module->module : NULL,
                                  .item = find_item(module ? module->module : NULL, asked),
                                  .from = day->n_answers};
  memcpy(question.path, asked->path, sizeof question.path);
  memcpy(question.key_rev, asked->key_rev, HASH_BYTES);
  if (day->n_questions == day->cap_questions)
    day->questions = mem_grow(day->questions,
                              day->cap_questions = day->cap_questions ? 2 * day->cap_questions : 8,
                              sizeof *day->questions);
  day->questions[day->n_questions++] = question;
}

static void take_asked(void *ctx, const struct asked *asked) {
  struct day *day = ctx;
  size_t person = reporting_person(day->r, asked->person);
  if (person == NOBODY)
    return;
  if (is_open(day, asked)) {
    day->held_back = true;
    return;
  }
  if (!day->n_questions || !same_question(&day->questions[day->n_questions - 1], asked))
    add_question(day, asked);
  struct day_question *question = &day->questions[day->n_questions - 1];
  question->asked++;
  question->missed += asked->score < SCORE_ONE;
  if (day->n_answers == day->cap_answers)
    day->answers =
        mem_grow(day->answers, day->cap_answers = day->cap_answers ? 2 * day->cap_answers : 8,
                 sizeof *day->answers);
  day->answers[day->n_answers++] =
      (struct day_answer){person, asked->score, asked->certainty, asked->shape, asked->picked};
}

/* The day named, or else that of the newest event: records alone say which day it is. */
static enum rc find_day(struct day *day, struct diags *diags) {
  struct store_facts facts = {0};
  enum rc rc = RC_OK;
  int64_t until = day->r->until;
  if (!day->r->wanted->as_of) {
    rc = store_inspect(day->r->app->store, &facts, diags);
    until = ((int64_t)retention_day(facts.newest) + 1) * DAY_MS;
  }
  day->scope = (struct evidence_scope){.from = until - DAY_MS, .until = until};
  return rc;
}

enum rc day_read(struct day *day, struct diags *diags) {
  struct store *store = day->r->app->store;
  enum rc rc = find_day(day, diags);
  day->here = arena_array(day->r->arena, day->r->n + 1, sizeof *day->here);
  day->n_modules = reporting_modules(day->r, &day->modules);
  if (rc == RC_OK)
    rc = store_activity(store, &day->scope, take_activity, day, diags);
  if (rc == RC_OK)
    rc = store_open_exams(store, &day->scope, day->r->arena, &day->open, &day->n_open, diags);
  if (rc == RC_OK)
    rc = store_asked(store, &day->scope, take_asked, day, diags);
  return rc;
}

void day_done(struct day *day) {
  free(day->acts);
  free(day->answers);
  free(day->questions);
}
