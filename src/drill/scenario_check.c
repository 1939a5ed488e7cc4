/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with a scenario though every name in it is known. All worlds that can be reached
 * are visited; a scene is judged by the worlds in it. */
#include "drill/scenario.h"

#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { WORLDS_MOST = 20000, WORLD_WORK = 4, CHOICE_WORK = 4, OPS_PER_WORK = 6 }; /* by measure */

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

static bool world_stuck(const struct explored *explored, const struct scenario *scenario,
                        size_t i) {
  if (scenario->scenes[explored->worlds[i].scene].end)
    return false;
  for (size_t j = 0; j < CHOICES_MAX; j++)
    if (explored->next[i * CHOICES_MAX + j] != NOWHERE)
      return false;
  return true;
}

/* The edges backwards: those that come into world i are from[first[i]] to from[first[i + 1] - 1].
 */
struct backwards {
  uint32_t *first, *from;
};

static struct backwards turn_round(const struct explored *explored) {
  size_t n_edges = explored->n * CHOICES_MAX;
  struct backwards back = {mem_array(explored->n + 2, sizeof *back.first),
                           mem_array(n_edges, sizeof *back.from)};
  for (size_t i = 0; i < n_edges; i++)
    if (explored->next[i] != NOWHERE)
      back.first[explored->next[i] + 2]++;
  for (size_t i = 2; i < explored->n + 2; i++)
    back.first[i] += back.first[i - 1];
  for (size_t i = 0; i < n_edges; i++) /* first[i + 1] runs from the beginning of i to its end */
    if (explored->next[i] != NOWHERE)
      back.from[back.first[explored->next[i] + 1]++] = (uint32_t)(i / CHOICES_MAX);
  return back;
}

/* Marks the worlds from which some end can be reached. A world without a choice is reported as such
 * and counts as an end here. */
static bool *worlds_that_end(const struct explored *explored, const struct scenario *scenario) {
  struct backwards back = turn_round(explored);
  bool *ends = mem_array(explored->n, sizeof *ends);
  uint32_t *queue = mem_array(explored->n, sizeof *queue);
  size_t n = 0;
  for (uint32_t i = 0; i < explored->n; i++)
    if (scenario->scenes[explored->worlds[i].scene].end || world_stuck(explored, scenario, i))
      ends[i] = true, queue[n++] = i;
  for (size_t at = 0; at < n; at++)
    for (uint32_t j = back.first[queue[at]]; j < back.first[queue[at] + 1]; j++)
      if (!ends[back.from[j]])
        ends[back.from[j]] = true, queue[n++] = back.from[j];
  free(queue);
  free(back.first);
  free(back.from);
  return ends;
}

struct findings { /* bits: scenes, and per scene its choices */
  uint64_t reached, stuck, trapped;
  uint8_t shown[SCENES_MAX], leaving[SCENES_MAX];
};

static void find_choices(const struct scenario *scenario, const struct explored *explored, size_t i,
                         struct findings *findings) {
  const struct world *world = &explored->worlds[i];
  for (size_t j = 0; j < CHOICES_MAX; j++) {
    struct world next;
    if (explored->next[i * CHOICES_MAX + j] == NOWHERE)
      continue;
    findings->shown[world->scene] |= (uint8_t)(1u << j);
    if (!world_go(scenario, world, j, &next))
      findings->leaving[world->scene] |= (uint8_t)(1u << j);
  }
}

static struct findings find(const struct scenario *scenario, const struct explored *explored) {
  struct findings findings = {0};
  bool *ends = worlds_that_end(explored, scenario);
  for (size_t i = 0; i < explored->n; i++) {
    uint64_t scene = UINT64_C(1) << explored->worlds[i].scene;
    findings.reached |= scene;
    findings.trapped |= ends[i] ? 0 : scene;
    findings.stuck |= world_stuck(explored, scenario, i) ? scene : 0;
    find_choices(scenario, explored, i, &findings);
  }
  free(ends);
  return findings;
}

static void tell_choices(struct reading *r, const struct scenario_scene *scene, unsigned shown,
                         unsigned leaving) {
  for (size_t i = 0; i < scene->n_choices; i++) {
    const struct scenario_choice *choice = &scene->choices[i];
    if (leaving >> i & 1)
      diag_error(r->diags, choice->at, choice->span, "scenario.bounds",
                 _("Widen its bounds, or add a `when:` to this choice."),
                 _("a state can leave its bounds here"));
    if (!(shown >> i & 1))
      diag_warn(r->diags, choice->at, choice->span, "scenario.never-shown", _("Check its `when:`."),
                _("this choice can never show"));
  }
}

static void tell_scene(struct reading *r, const struct scenario_scene *scene, size_t at,
                       const struct findings *findings) {
  if (!(findings->reached >> at & 1)) {
    diag_error(r->diags, scene->at, scene->span, "scenario.unreachable",
               _("Let a choice go there, or remove it."), _("no way leads to scene %s"), scene->id);
    return;
  }
  if (findings->stuck >> at & 1)
    diag_error(r->diags, scene->at, scene->span, "scenario.stuck",
               _("Give it a choice without `when:`, or an `end:`."),
               _("scene %s can be reached with no choice to make"), scene->id);
  if (findings->trapped >> at & 1)
    diag_error(r->diags, scene->at, scene->span, "scenario.no-end",
               _("Let some choice lead to a scene with `end:`."),
               _("from scene %s no end can be reached"), scene->id);
  if (!scene->end)
    tell_choices(r, scene, findings->shown[at], findings->leaving[at]);
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
  if (!explored.complete)
    node_warn(r, map, "scenario.too-large", _("Narrow the bounds of its states."),
              _("too many situations to check them all"));
  else {
    struct findings findings = find(scenario, &explored);
    for (size_t i = 0; i < scenario->n_scenes; i++)
      tell_scene(r, &scenario->scenes[i], i, &findings);
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
