/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was contested and ruled of a run, for the screens that show it. What cannot be read now is
 * not told: no page waits for it. */
#include "app/appeal_inner.h"

#include "base/text.h"
#include "drill/show.h"

#include <stdlib.h>
#include <string.h>

enum { TITLE_CELLS = 60 };

/* Each page of a run asks it; while the program is open only its own screens can contest. */
static bool any_contest(struct app *app) {
  struct diags ignored = {0};
  if (!app->contests.known)
    app->contests.known =
        store_any_contest(app->store, app->person.id, &app->contests.any, &ignored) == RC_OK;
  diags_done(&ignored);
  return app->contests.any;
}

static bool read_known(struct app *app, const struct run *run, struct arena *arena,
                       struct appeal_known *known) {
  const uint8_t *person = app->person.id;
  struct diags ignored = {0};
  bool any = false;
  *known = (struct appeal_known){0};
  any = app->signed_in && any_contest(app) &&
        store_contests(app->store, person, INT64_MAX, arena, &known->contests, &known->n_contests,
                       &ignored) == RC_OK &&
        store_rescored(app->store, person, run->id, INT64_MAX, &known->rescored, &known->n_rescored,
                       &ignored) == RC_OK;
  diags_done(&ignored);
  return any && known->n_contests;
}

static const struct rescored *rescored_at(const struct appeal_known *known, const char *path) {
  for (size_t i = 0; i < known->n_rescored; i++)
    if (known->rescored[i].latest && strcmp(known->rescored[i].path, path) == 0)
      return &known->rescored[i];
  return NULL;
}

static bool is_question(const struct contest *contest) {
  static const uint8_t question[HASH_BYTES];
  return memcmp(contest->about, question, HASH_BYTES) == 0;
}

/* The question, or the answer that counts otherwise. */
static bool is_about(const struct contest *contest, const struct item *item,
                     const struct rescored *rescored) {
  if (strcmp(contest->path, item->path) != 0)
    return false;
  return is_question(contest) ? memcmp(contest->key_rev, item->key_rev, HASH_BYTES) == 0
                              : rescored && memcmp(contest->about, rescored->hash, HASH_BYTES) == 0;
}

static void take_contest(const struct app *app, const struct contest *contest, struct arena *arena,
                         struct appeal_slot *slot) {
  slot->contested = true;
  slot->mine |= memcmp(contest->by, app->person.id, ID_BYTES) == 0;
  slot->ruling = contest->ruling;
  if (contest->ruling != RULING_NONE)
    slot->words = text_safe(arena, contest->ruled_words, strlen(contest->ruled_words), false);
}

static void fill_slot(const struct app *app, const struct appeal_known *known,
                      const struct item *item, struct arena *arena, struct appeal_slot *slot) {
  const struct rescored *rescored = rescored_at(known, item->path);
  for (size_t i = 0; i < known->n_contests; i++)
    if (is_about(&known->contests[i], item, rescored))
      take_contest(app, &known->contests[i], arena, slot);
  if (!rescored)
    return;
  slot->changed = true;
  slot->annulled = rescored->annulled;
  slot->marked = rescored->marked;
  slot->score = rescored->score;
}

void appeal_slots(struct app *app, const struct run *run, unsigned first, struct arena *arena,
                  struct appeal_slot *slots, size_t n) {
  struct appeal_known known = {0};
  bool told = false;
  for (size_t i = 0; i < n; i++) {
    const struct item *item = session_told(&run->session, run->module, first + (unsigned)i);
    slots[i] = (struct appeal_slot){.item = item, .ruling = RULING_NONE, .words = ""};
    told |= item != NULL;
  }
  if (!told || !read_known(app, run, arena, &known))
    n = 0;
  for (size_t i = 0; i < n; i++)
    if (slots[i].item) {
      slots[i].title = show_words(arena, slots[i].item->stem, TITLE_CELLS);
      fill_slot(app, &known, slots[i].item, arena, &slots[i]);
    }
  free(known.rescored);
}

/* A question of the run that was left blank has no answer: annulled it counts no more either. */
static size_t add_blank(const struct session *session, const struct module *module,
                        const struct appeal_known *known, struct slot_ruled *ruled, size_t n) {
  const struct quiz_state *quiz = &session->u.quiz;
  for (size_t i = 0; session->kind == RUN_EXAM && i < quiz->n; i++) {
    const struct item *item = session_told(session, module, (unsigned)i + 1);
    for (size_t k = 0; item && !quiz->slots[i].attempts && k < known->n_contests; k++)
      if (known->contests[k].ruling == RULING_ANNULLED && is_about(&known->contests[k], item, NULL))
        ruled[n++] = (struct slot_ruled){.path = item->path, .annulled = true};
  }
  return n;
}

bool appeal_rescore(const struct session *session, const struct module *module,
                    const struct appeal_known *known, struct appeal_run *result) {
  struct arena arena = {0};
  struct session_result marked = {0}, now = {0};
  struct slot_ruled *ruled =
      arena_array(&arena, known->n_rescored + PLAN_SLOTS * known->n_contests, sizeof *ruled);
  size_t n = 0;
  for (size_t i = 0; i < known->n_rescored; i++)
    if (known->rescored[i].latest)
      ruled[n++] = (struct slot_ruled){known->rescored[i].path, known->rescored[i].annulled,
                                       known->rescored[i].score};
  n = add_blank(session, module, known, ruled, n);
  bool changed = n && session_rescore(session, module, ruled, n, &marked, &now);
  *result = (struct appeal_run){marked.score, now.score, marked.passed, now.passed, now.n};
  arena_done(&arena);
  return changed;
}

bool appeal_run(struct app *app, const struct run *run, struct appeal_run *result) {
  struct arena arena = {0};
  struct appeal_known known;
  *result = (struct appeal_run){0};
  bool changed = read_known(app, run, &arena, &known) &&
                 appeal_rescore(&run->session, run->module, &known, result);
  free(known.rescored);
  arena_done(&arena);
  return changed;
}

/* A run whose course is gone stays as it was marked. */
static void count_run(struct app *app, const struct finished_run *finished,
                      struct progress *progress) {
  struct diags ignored = {0};
  struct run *run = NULL;
  struct appeal_run result;
  int32_t score = finished->score;
  bool passed = finished->passed;
  if (finished->ruled && run_look_back(app, finished->session, &run, &ignored) == RC_OK &&
      appeal_run(app, run, &result)) {
    score = result.score;
    passed = result.passed;
  }
  progress->best = score > progress->best ? score : progress->best;
  progress->passed |= passed;
  run_free(run);
  diags_done(&ignored);
}

static void count_again(struct app *app, struct progress *progress) {
  struct arena arena = {0};
  const struct finished_run *runs;
  size_t n = app_finished(app, &arena, progress->path, &runs);
  bool ruled = false;
  for (size_t i = 0; i < n; i++)
    ruled |= runs[i].ruled;
  if (ruled) {
    progress->best = 0;
    progress->passed = false;
  }
  for (size_t i = 0; ruled && i < n; i++)
    count_run(app, &runs[i], progress);
  arena_done(&arena);
}

void appeal_progress(struct app *app, struct progress *list, size_t n) {
  if (!any_contest(app))
    return;
  for (size_t i = 0; i < n; i++)
    if (list[i].kind == RUN_QUIZ || list[i].kind == RUN_EXAM)
      count_again(app, &list[i]);
}
