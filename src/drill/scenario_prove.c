/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every way through a scenario: what is wrong, and what can be scored. */
#include "drill/explore.h"
#include "drill/prove.h"

#include "base/mem.h"
#include "base/text.h"
#include "drill/score.h"

#include <stdlib.h>

struct proving_scenario {
  const struct scenario *scenario;
  const struct drill *drill;
  struct explored explored;
  struct decisions decisions;
  struct circles circles;
  struct proof *proof;
};

static int32_t millionths(int64_t part, int64_t whole) {
  return whole ? score_share(part, whole) : 0;
}

/* -- Decisions and circles ------------------------------------------------------------------- */

static void tell_idle(struct proving_scenario *p, const struct findings *findings) {
  for (size_t i = 0; i < p->scenario->n_scenes; i++) {
    const struct scene_findings *found = &findings->scenes[i];
    const struct scenario_scene *scene = &p->scenario->scenes[i];
    if (found->stake || found->idle == NOWHERE)
      continue;
    diag_warn(&p->proof->diags, scene->at, scene->span, "scenario.no-stake",
              _("Give its choices points, or let them lead to different scenes."),
              _("whatever is chosen in scene %s, it makes no difference"), scene->id);
    way_tell(p->scenario, &p->explored, found->idle, NULL, 0, p->proof);
  }
}

/* The choice stays in its world's circle, and points count each time round. */
static bool counts_again(struct proving_scenario *p, uint32_t at, uint32_t edge) {
  uint8_t scene = explored_scene(&p->explored, at);
  return p->circles.of[at] == p->circles.of[edge_to(edge)] &&
         decision_stakes(&p->decisions, scene, explored_shown(&p->explored, at))[edge_choice(edge)]
             .stake;
}

static void tell_circle(struct proving_scenario *p, uint32_t at, uint8_t choice) {
  const struct scenario_choice *it =
      &p->scenario->scenes[explored_scene(&p->explored, at)].choices[choice];
  diag_warn(&p->proof->diags, it->at, it->span, "scenario.circle",
            _("Let a state or seen() change what shows the second time."),
            _("in circles that change nothing, the points of this choice count again and again"));
  way_tell(p->scenario, &p->explored, at, &choice, 1, p->proof);
}

static void tell_circles(struct proving_scenario *p) {
  uint8_t told[SCENES_MAX] = {0};
  for (uint32_t i = 0; i < p->explored.n; i++)
    for (const uint32_t *e = edges_begin(&p->explored, i); e < edges_end(&p->explored, i); e++) {
      uint8_t *scene = &told[explored_scene(&p->explored, i)];
      if (*scene >> edge_choice(*e) & 1 || !counts_again(p, i, *e))
        continue;
      *scene |= (uint8_t)(1u << edge_choice(*e));
      tell_circle(p, i, (uint8_t)edge_choice(*e));
    }
}

/* -- A perfect player ------------------------------------------------------------------------ */

/* Whether some way loses no point, makes no critical error and ends with pass. */
static bool perfect_way(struct proving_scenario *p) {
  bool *clean = mem_array(p->explored.n, sizeof *clean), passed = false;
  uint32_t *queue = mem_array(p->explored.n, sizeof *queue);
  size_t n = 0;
  for (clean[0] = true, queue[n++] = 0; n && !passed;) {
    uint32_t at = queue[--n];
    const struct scenario_scene *scene = &p->scenario->scenes[explored_scene(&p->explored, at)];
    passed = scene->end && scene->pass;
    for (const uint32_t *e = edges_begin(&p->explored, at); e < edges_end(&p->explored, at); e++) {
      const struct stakes *stakes = decision_stakes(&p->decisions, explored_scene(&p->explored, at),
                                                    explored_shown(&p->explored, at));
      if (clean[edge_to(*e)] || stakes[edge_choice(*e)].lost ||
          scene->choices[edge_choice(*e)].critical)
        continue;
      clean[edge_to(*e)] = true;
      queue[n++] = edge_to(*e);
    }
  }
  free(queue);
  free(clean);
  return passed;
}

static void tell_perfect(struct proving_scenario *p) {
  const struct measure measure = {ALL_COMPETENCIES, .harmless = true, .passing = true};
  if (perfect_way(p))
    return;
  struct share best = best_share(&p->explored, &p->circles, &p->decisions, &measure);
  if (!best.way) {
    diag_warn(&p->proof->diags, p->drill->at, 1, "scenario.no-pass",
              _("Let a way without a critical error lead to an end with pass."),
              _("nobody can pass this drill"));
  } else {
    int tenths = millionths(best.part, best.whole) / 1000;
    diag_warn(&p->proof->diags, p->drill->at, 1, "scenario.no-full-score",
              _("Let the best choices follow one another."),
              _("no way has all points and passes; the best has %d.%d %%"), tenths / 10,
              tenths % 10);
    way_tell(p->scenario, &p->explored, 0, best.way, best.n_way, p->proof);
  }
  free(best.way);
}

/* -- Ranges ---------------------------------------------------------------------------------- */

static struct share share_of(struct proving_scenario *p, size_t competency, bool lost,
                             bool harmless) {
  const struct measure measure = {competency, .lost = lost, .harmless = harmless};
  struct share share = best_share(&p->explored, &p->circles, &p->decisions, &measure);
  free(share.way);
  share.way = NULL;
  return share;
}

static void range_add(struct proving_scenario *p, size_t competency, const char *id) {
  struct share high = share_of(p, competency, false, false);
  struct share low = share_of(p, competency, true, false);
  if (!high.any || !low.any)
    return;
  p->proof->ranges[p->proof->n_ranges++] =
      (struct proof_range){.competency = id,
                           .low = millionths(low.whole - low.part, low.whole),
                           .high = millionths(high.part, high.whole),
                           .exact_low = low.exact,
                           .exact_high = high.exact};
}

static bool harm_possible(const struct proving_scenario *p) {
  for (size_t i = 0; i < p->explored.n_visited; i++)
    for (const uint32_t *e = edges_begin(&p->explored, i); e < edges_end(&p->explored, i); e++)
      if (p->scenario->scenes[explored_scene(&p->explored, i)].choices[edge_choice(*e)].critical)
        return true;
  return false;
}

/* A critical error caps the whole: the most is that of the ways without, or the cap. */
static void range_cap(struct proving_scenario *p, struct proof_range *range) {
  struct share harmless = share_of(p, ALL_COMPETENCIES, false, true);
  int32_t most = harmless.any ? millionths(harmless.part, harmless.whole) : 0;
  int32_t capped = range->high < CRITICAL_CAP ? range->high : CRITICAL_CAP;
  range->exact_high = harmless.any && most >= capped ? harmless.exact : range->exact_high;
  range->high = most > capped ? most : capped;
  if (range->low > CRITICAL_CAP && harm_possible(p))
    range->low = CRITICAL_CAP;
}

static void tell_ranges(struct proving_scenario *p) {
  range_add(p, ALL_COMPETENCIES, NULL);
  if (p->proof->n_ranges)
    range_cap(p, &p->proof->ranges[0]);
  for (size_t i = 0; i < p->scenario->n_competencies; i++)
    range_add(p, i, p->scenario->competencies[i]);
}

/* -- The whole ------------------------------------------------------------------------------- */

static const char *scene_of(const struct drill *drill, const struct drill_state *state) {
  const struct scenario *scenario = drill->body;
  return scenario->scenes[scenario_unpack(state).world.scene].id;
}

static void tell_all(struct proving_scenario *p) {
  struct findings *findings = findings_find(p->scenario, &p->explored, &p->decisions);
  findings_tell(p->scenario, &p->explored, findings, &p->proof->diags, p->proof);
  tell_circles(p);
  if (p->proof->complete) {
    tell_idle(p, findings);
    tell_perfect(p);
  }
  tell_ranges(p);
  findings_free(findings);
}

void scenario_prove(const struct drill *drill, size_t limit, struct proof *proof) {
  const struct scenario *scenario = drill->body;
  struct proving_scenario p = {.scenario = scenario, .drill = drill, .proof = proof};
  if (scenario->broken)
    return;
  p.explored = scenario_explore(scenario, limit ? limit : 1);
  p.decisions = decisions_open(scenario);
  p.circles = circles_find(&p.explored);
  proof->situations = p.explored.n_visited;
  proof->complete = explored_whole(&p.explored);
  if (!proof->complete)
    diag_warn(&proof->diags, drill->at, 1, "scenario.too-large",
              _("Narrow the bounds of its states."),
              _("only the first %zu situations were looked at; there are more"), p.explored.n);
  tell_all(&p);
  players_play(&drill_scenario, drill, scene_of, proof);
  circles_done(&p.circles);
  decisions_done(&p.decisions);
  explored_done(&p.explored);
}
