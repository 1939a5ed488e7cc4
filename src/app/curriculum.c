/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/curriculum.h"

#include "app/shelf.h"
#include "app/stand.h"
#include "course/curricula.h"

#include <string.h>

bool curriculum_known(struct app *app) {
  const struct shelf *shelf = app_shelf(app);
  for (size_t i = 0; i < shelf->n_posts; i++)
    if (strcmp(shelf->posts[i].id, app->person.position) == 0)
      return shelf->posts[i].curriculum;
  return false;
}

/* -- One module ------------------------------------------------------------------------------ */

static void count_part(struct app *app, struct curriculum_step *step, const char *path,
                       bool scored) {
  const struct progress *progress = app_progress(app, path);
  step->parts++;
  step->done += progress && (!scored || progress->passed);
}

static void count_module(struct app *app, struct curriculum_step *step) {
  const struct outlined *module = step->module;
  for (size_t i = 0; i < module->n_lessons; i++)
    count_part(app, step, module->lessons[i].path, false);
  for (size_t i = 0; i < module->n_drills; i++)
    count_part(app, step, module->drills[i].path, true);
  if (module->draw)
    count_part(app, step, module->path, true);
  if (module->exam_questions)
    count_part(app, step, module->exam_path, true);
  step->minutes = outlined_minutes(module);
}

static void find_module(struct app *app, struct arena *arena, struct curriculum_step *step) {
  size_t n, len = strcspn(step->path, "/");
  step->course = app_course(app, arena_strndup(arena, step->path, len));
  if (!step->course)
    return;
  const struct outlined *modules = app_outline(app, arena, step->course, &n);
  for (size_t i = 0; i < n; i++)
    if (!modules[i].fault && strcmp(modules[i].path, step->path) == 0)
      step->module = &modules[i];
  if (step->module)
    count_module(app, step);
}

/* -- All of them ----------------------------------------------------------------------------- */

static unsigned count_required(const struct framework *framework, const struct person *person) {
  unsigned n = 0;
  int at = framework ? framework_post(framework, person->agency, person->position) : -1;
  for (size_t i = 0; at >= 0 && i < framework->n_competencies; i++)
    n += framework->positions[at].requirements[i].level > 0;
  return n;
}

enum rc curriculum_read(struct app *app, struct arena *arena, struct curriculum_way *way,
                        struct diags *diags) {
  struct curricula curricula;
  *way = (struct curriculum_way){.post = app_post_title(app, app->person.position)};
  enum rc rc = curricula_load(app->courses, NULL, NULL, &curricula, diags);
  const struct curriculum *mine = curricula_of(&curricula, app->person.position);
  struct curriculum_step *steps = arena_array(arena, mine ? mine->n : 0, sizeof *steps);
  way->diagnostics = count_required(app_framework(app), &app->person);
  way->minutes = way->diagnostics * STAND_MINUTES;
  for (size_t i = 0; mine && i < mine->n; i++) {
    struct curriculum_step *step = &steps[way->n++];
    *step = (struct curriculum_step){.path = arena_strdup(arena, mine->modules[i])};
    find_module(app, arena, step);
    way->minutes += step->minutes;
  }
  way->steps = steps;
  curricula_done(&curricula);
  return rc == RC_OK && !mine ? RC_MISSING : rc;
}
