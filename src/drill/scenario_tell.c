/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Findings as diagnostics, and the ways to them. */
#include "drill/explore.h"
#include "drill/prove.h"

#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

struct telling {
  const struct scenario *scenario;
  const struct explored *explored;
  const struct findings *findings;
  struct diags *diags;
  struct proof *proof; /* NULL: no ways are wanted */
};

/* -- Ways ------------------------------------------------------------------------------------ */

/* The choice that led from the world before to this one. */
static unsigned choice_to(const struct explored *explored, uint32_t to) {
  uint32_t from = explored->from[to];
  const uint32_t *edge = edges_begin(explored, from);
  while (edge + 1 < edges_end(explored, from) && edge_to(*edge) != to)
    edge++;
  return edge_choice(*edge);
}

/* Its number among those that show, as it is typed. */
static const char *line_of(const struct scenario *scenario, const struct world *world,
                           unsigned choice, struct arena *arena) {
  unsigned shown = world_shown(scenario, world), number = 0;
  for (unsigned i = 0; i <= choice; i++)
    number += shown >> i & 1;
  return arena_printf(arena, "%u", number);
}

/* Typing these choices from the beginning. */
static void lines_tell(const struct scenario *scenario, const uint8_t *choices, size_t n,
                       struct proof *proof) {
  struct world world = world_start(scenario), next;
  const char **lines = arena_array(proof->arena, n, sizeof *lines);
  for (size_t i = 0; i < n; i++) {
    lines[i] = line_of(scenario, &world, choices[i], proof->arena);
    world_go(scenario, &world, choices[i], &next);
    world = next;
  }
  proof_way(proof, scenario->scenes[world.scene].id, lines, n);
}

void way_tell(const struct scenario *scenario, const struct explored *explored, uint32_t to,
              const uint8_t *more, size_t n_more, struct proof *proof) {
  size_t n = 0;
  for (uint32_t at = to; explored->from[at] != NOWHERE; at = explored->from[at])
    n++;
  uint8_t *choices = mem_array(n + n_more + 1, 1);
  for (size_t i = n; i > 0; to = explored->from[to])
    choices[--i] = (uint8_t)choice_to(explored, to);
  if (n_more)
    memcpy(choices + n, more, n_more);
  lines_tell(scenario, choices, n + n_more, proof);
  free(choices);
}

static void way_to(struct telling *t, uint32_t world, const uint8_t *more, size_t n_more) {
  if (t->proof)
    way_tell(t->scenario, t->explored, world, more, n_more, t->proof);
}

/* To the choice, past it, and on to the next end that passes. */
static void way_past(struct telling *t, uint32_t world, unsigned choice) {
  const struct explored *explored = t->explored;
  const uint32_t *edge = edges_begin(explored, world), *toward = t->findings->toward;
  while (edge_choice(*edge) != choice)
    edge++;
  uint32_t at = edge_to(*edge);
  size_t n = 0;
  uint8_t *more = mem_array((size_t)toward[at] + 1, 1);
  for (more[n++] = (uint8_t)choice; toward[at]; at = edge_to(*edge)) {
    for (edge = edges_begin(explored, at); toward[edge_to(*edge)] != toward[at] - 1;)
      edge++;
    more[n++] = (uint8_t)edge_choice(*edge);
  }
  way_to(t, world, more, n);
  free(more);
}

/* -- Findings -------------------------------------------------------------------------------- */

static void tell_choice(struct telling *t, const struct scene_findings *found,
                        const struct scenario_choice *choice, uint8_t i) {
  if (found->leaving[i] != NOWHERE) {
    diag_error(t->diags, choice->at, choice->span, "scenario.bounds",
               _("Widen its bounds, or add a `when:` to this choice."),
               _("a state can leave its bounds here"));
    way_to(t, found->leaving[i], &i, 1);
  }
  if (found->shown[i] == NOWHERE && explored_whole(t->explored)) {
    diag_warn(t->diags, choice->at, choice->span, "scenario.never-shown", _("Check its `when:`."),
              _("this choice can never show"));
    way_to(t, found->reached, NULL, 0);
  }
  if (found->pays[i] != NOWHERE) {
    diag_warn(t->diags, choice->at, choice->span, "scenario.harm-pays",
              _("Give more points to a choice without a critical error."),
              _("no choice here has more points than this critical error"));
    way_to(t, found->pays[i], NULL, 0);
  }
  if (found->passes[i] != NOWHERE) {
    diag_warn(t->diags, choice->at, choice->span, "scenario.harm-passes",
              _("Let it lead to an end that fails, and by no way to one that passes."),
              _("after this critical error an end with pass can be reached"));
    if (t->proof)
      way_past(t, found->passes[i], i);
  }
}

static void tell_scene(struct telling *t, const struct scenario_scene *scene,
                       const struct scene_findings *found) {
  if (found->reached == NOWHERE) {
    if (explored_whole(t->explored))
      diag_error(t->diags, scene->at, scene->span, "scenario.unreachable",
                 _("Let a choice go there, or remove it."), _("no way leads to scene %s"),
                 scene->id);
    return;
  }
  if (found->stuck != NOWHERE) {
    diag_error(t->diags, scene->at, scene->span, "scenario.stuck",
               _("Give it a choice without `when:`, or an `end:`."),
               _("scene %s can be reached with no choice to make"), scene->id);
    way_to(t, found->stuck, NULL, 0);
  }
  if (found->trapped != NOWHERE) {
    diag_error(t->diags, scene->at, scene->span, "scenario.no-end",
               _("Let some choice lead to a scene with `end:`."),
               _("from scene %s no end can be reached"), scene->id);
    way_to(t, found->trapped, NULL, 0);
  }
  for (uint8_t i = 0; !scene->end && i < scene->n_choices; i++)
    tell_choice(t, found, &scene->choices[i], i);
}

void findings_tell(const struct scenario *scenario, const struct explored *explored,
                   const struct findings *findings, struct diags *diags, struct proof *proof) {
  struct telling t = {scenario, explored, findings, diags, proof};
  for (size_t i = 0; i < scenario->n_scenes; i++)
    tell_scene(&t, &scenario->scenes[i], &findings->scenes[i]);
}
