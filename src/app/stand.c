/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/stand.h"

#include "app/inner.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static const char *competency_name(struct app *app, const char *id) {
  const struct framework *framework = app_framework(app);
  int at = framework ? framework_competency(framework, id) : -1;
  return at < 0 ? id : framework->competencies[at].name;
}

/* -- The questions of one -------------------------------------------------------------------- */

static bool is_of_competency(void *ctx, const struct module *home, const struct item *item) {
  (void)home;
  return strcmp(item->competency, ctx) == 0;
}

struct gathered *stand_gather(struct app *app, const char *path, const struct happening *started) {
  char competency[24];
  struct arena arena = {0};
  (void)started; /* whatever may still be drawn must be there too */
  if (!diagnostic_required(path, competency))
    return NULL;
  const char *title =
      arena_printf(&arena, _("Where I stand: %s"), competency_name(app, competency));
  const struct gathering what = {path, title, NULL, 0, is_of_competency, competency};
  struct gathered *gathered = gather(app, &what);
  arena_done(&arena);
  return gathered;
}

/* -- What each came to ----------------------------------------------------------------------- */

/* The record alone tells: no question need be read for it. */
static enum rc read_result(struct app *app, const struct finished_run *run, struct stand *stand,
                           struct diags *diags) {
  struct arena arena = {0};
  struct module bare = {.path = stand->path, .title = "", .language = ""};
  struct happening *happened, closed;
  struct session session;
  bool has_closed;
  size_t n = 0;
  enum rc rc =
      store_session(app->store, app->person.id, run->session, &arena, &happened, &n, diags);
  if (rc == RC_OK && n && session_resume(&bare, &happened[0], &session, &closed, &has_closed)) {
    for (size_t i = 1; i < n; i++)
      session_replay(&session, &bare, &happened[i]);
    stand->done = true;
    stand->time = run->time;
    stand->result = diagnostic_result(&session, stand->required);
  }
  arena_done(&arena);
  return rc;
}

static enum rc read_latest(struct app *app, struct stand *stand, struct diags *diags) {
  struct finished_run *runs = NULL;
  size_t n = 0;
  enum rc rc = store_finished(app->store, app->person.id, stand->path, &runs, &n, diags);
  if (rc == RC_OK && n)
    rc = read_result(app, &runs[0], stand, diags);
  free(runs);
  return rc;
}

static enum rc read_begun(struct app *app, struct stand *list, size_t n, struct diags *diags) {
  struct open_session *open = NULL;
  size_t n_open = 0;
  enum rc rc = store_open_sessions(app->store, app->person.id, &open, &n_open, diags);
  for (size_t i = 0; i < n; i++)
    for (size_t k = 0; k < n_open; k++)
      list[i].begun |= strcmp(open[k].path, list[i].path) == 0;
  free(open);
  return rc;
}

/* -- The competencies of the post ------------------------------------------------------------ */

static const struct stand_course *outline_all(struct app *app, struct arena *arena, size_t *n) {
  const struct catalogue *catalogue = app_catalogue(app);
  struct stand_course *courses = arena_array(arena, catalogue->n, sizeof *courses);
  *n = catalogue->n;
  for (size_t i = 0; i < catalogue->n; i++) {
    courses[i].course = &catalogue->courses[i];
    courses[i].modules = app_outline(app, arena, courses[i].course, &courses[i].n);
  }
  return courses;
}

struct listing {
  struct stand *list;
  size_t n;
};

static void count_items(struct listing *to, const struct outlined *module) {
  for (size_t i = 0; i < module->n_questions; i++)
    for (size_t k = 0; k < to->n; k++)
      if (strcmp(module->questions[i].competency, to->list[k].competency) == 0)
        to->list[k].items += module->questions[i].n - module->questions[i].n_exam;
}

static void count_all(struct listing *to, const struct stand_course *courses, size_t n) {
  for (size_t c = 0; c < n; c++)
    for (size_t i = 0; i < courses[c].n; i++)
      count_items(to, &courses[c].modules[i]);
}

static struct listing list_required(struct app *app, struct arena *arena) {
  const struct framework *framework = app_framework(app);
  int at = framework && app->person.position[0]
               ? framework_post(framework, app->person.agency, app->person.position)
               : -1;
  struct listing out = {0};
  if (at < 0)
    return out;
  const struct requirement *requires = framework->positions[at].requirements;
  out.list = arena_array(arena, framework->n_competencies + 1, sizeof *out.list);
  for (size_t i = 0; i < framework->n_competencies; i++) {
    const struct competency *it = &framework->competencies[i];
    if (requires[i].level == 0 || requires[i].level >= LEVELS)
      continue;
    struct stand *stand = &out.list[out.n++];
    stand->competency = it->id;
    stand->name = it->name;
    stand->required = requires[i].level;
    stand->path = arena_printf(arena, DIAGNOSTIC_PATH "%s/%u", stand->competency, stand->required);
  }
  return out;
}

/* So many of those that can be asked as fit, from the person's own place on, in the list's order.
 */
static void keep_turn(const struct app *app, unsigned minutes, struct listing *listing) {
  size_t can = 0, some = minutes / STAND_MINUTES, n = 0, nth = 0;
  uint64_t place = 0;
  for (size_t i = 0; i < listing->n; i++)
    can += listing->list[i].items > 0;
  some = some ? some : 1;
  if (!minutes || some >= can)
    return;
  for (size_t i = 0; i < sizeof place; i++)
    place = place << 8 | app->person.id[i];
  for (size_t i = 0; i < listing->n; i++) {
    if (!listing->list[i].items)
      continue;
    size_t behind = (nth++ + can - (size_t)(place % can)) % can;
    if (behind < some)
      listing->list[n++] = listing->list[i];
  }
  listing->n = n;
}

enum rc stand_read(struct app *app, struct arena *arena, unsigned minutes, struct stands *stands,
                   struct diags *diags) {
  struct listing listing = list_required(app, arena);
  size_t n_courses;
  const struct stand_course *courses = outline_all(app, arena, &n_courses);
  count_all(&listing, courses, n_courses);
  keep_turn(app, minutes, &listing);
  enum rc rc = read_begun(app, listing.list, listing.n, diags);
  for (size_t i = 0; rc == RC_OK && i < listing.n; i++)
    rc = read_latest(app, &listing.list[i], diags);
  *stands = (struct stands){.list = listing.list, .n = listing.n};
  stand_choose_modules(arena, courses, n_courses, stands);
  return rc;
}

void stand_choose(struct app *app, struct arena *arena, struct stands *stands) {
  size_t n;
  const struct stand_course *courses = outline_all(app, arena, &n);
  stand_choose_modules(arena, courses, n, stands);
}
