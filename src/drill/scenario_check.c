/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with a scenario though every name in it is known. All worlds that can be reached
 * are visited; a scene is judged by the worlds in it. */
#include "drill/explore.h"

#include "base/text.h"

enum { WORLDS_MOST = 20000, WORLD_WORK = 6, CHOICE_WORK = 5, OPS_PER_WORK = 6 }; /* by measure */

static void check_choices(struct reading *r, const struct scenario_scene *scene) {
  for (size_t i = 0; i < scene->n_choices; i++)
    for (size_t j = 0; j < i; j++)
      if (*scene->choices[i].text && scene->choices[i].name == scene->choices[j].name)
        diag_error(r->diags, scene->choices[i].at, scene->choices[i].span,
                   "scenario.duplicate-choice", _("Reword one of them."),
                   _("this choice stands twice in its scene"));
}

static void check_scene(struct reading *r, const struct scenario_scene *scene) {
  check_choices(r, scene);
  if (scene->end && scene->n_choices)
    diag_error(r->diags, scene->at, scene->span, "scenario.end-choices",
               _("Remove `end:` or the choices."), _("an end cannot have choices"));
}

/* What a world of the dearest scene costs to visit. */
static size_t world_work(const struct scenario *scenario) {
  size_t most = 0;
  for (size_t i = 0; i < scenario->n_scenes; i++) {
    size_t work = WORLD_WORK;
    for (size_t j = 0; j < scenario->scenes[i].n_choices; j++)
      work += CHOICE_WORK + scenario->scenes[i].choices[j].when.n / OPS_PER_WORK;
    most = work > most ? work : most;
  }
  return most;
}

static void check_worlds(struct reading *r, const struct node *map,
                         const struct scenario *scenario) {
  size_t work = world_work(scenario), affordable = reading_left(r) / work;
  struct explored explored =
      scenario_explore(scenario, affordable < WORLDS_MOST ? affordable : WORLDS_MOST);
  (void)reading_work(r, explored.n * work);
  if (!explored_whole(&explored))
    node_warn(r, map, "scenario.too-large", _("Narrow the bounds of its states."),
              _("too many situations to check them all"));
  else {
    struct decisions decisions = decisions_open(scenario);
    struct findings *findings = findings_find(scenario, &explored, &decisions);
    size_t errors = r->diags->errors;
    findings_tell(scenario, &explored, findings, r->diags, NULL);
    r->playable += r->diags->errors - errors;
    findings_free(findings);
    decisions_done(&decisions);
  }
  explored_done(&explored);
}

void scenario_check(struct reading *r, const struct node *map, const struct drill *drill) {
  const struct scenario *scenario = drill->body;
  for (size_t i = 0; i < scenario->n_scenes; i++)
    check_scene(r, &scenario->scenes[i]);
  if (!scenario->broken)
    check_worlds(r, map, scenario);
}
