/* SPDX-License-Identifier: GPL-3.0-or-later */
/* After the end: how it ended, the way taken and what each choice cost, a way that costs least. */
#include "drill/explore.h"

#include "base/mem.h"
#include "base/text.h"
#include "drill/show.h"

#include <stdlib.h>
#include <string.h>

enum { WORDS = 60, ROWS_A_STEP = 4, BETTER_WORLDS = 4096, BETTER_STEPS = 64 };

struct rows {
  struct outline_row *list;
  size_t n;
};

static const struct scenario_choice *choice_of(const struct scenario *scenario, size_t scene,
                                               size_t choice) {
  return &scenario->scenes[scene].choices[choice];
}

static struct outline_row *rows_add(struct rows *rows, unsigned depth, const char *text) {
  struct outline_row *row = &rows->list[rows->n++];
  row->depth = depth;
  row->text = text;
  return row;
}

static void cost_put(struct page *page, const struct way_step *step, struct outline_row *row) {
  row->tone = step->lost ? TONE_WARN : TONE_GOOD;
  if (!step->stake)
    row->word = NULL, row->tone = TONE_PLAIN;
  else if (!step->lost)
    row->word = _("nothing lost");
  else
    row->word = arena_printf(
        page->arena,
        ngettext("lost %d of %d point", "lost %d of %d points", (unsigned long)step->stake),
        step->lost, step->stake);
}

static void step_rows(const struct scenario *scenario, const struct way_step *step, size_t number,
                      struct page *page, struct rows *rows) {
  struct arena *arena = page->arena;
  const struct scenario_choice *taken = choice_of(scenario, step->scene, step->choice);
  const char *words = show_words(arena, scenario->scenes[step->scene].text, WORDS);
  rows_add(rows, 0, arena_printf(arena, "%zu. %s", number, words));
  struct outline_row *row = rows_add(rows, 1, arena_printf(arena, _("You: %s"), taken->text));
  row->note = taken->why;
  cost_put(page, step, row);
  if (taken->critical) {
    row = rows_add(rows, 1, taken->critical);
    row->word = _("critical error");
    row->tone = TONE_BAD;
  }
  if (step->best == NO_CHOICE)
    return;
  const struct scenario_choice *best = choice_of(scenario, step->scene, step->best);
  row = rows_add(rows, 1, arena_printf(arena, _("Better: %s"), best->text));
  row->note = best->why;
}

static void way_taken(const struct scenario *scenario, const struct scenario_play *play,
                      struct page *page) {
  struct rows rows = {
      arena_array(page->arena, (size_t)play->n_way * ROWS_A_STEP, sizeof(struct outline_row)), 0};
  page_add_heading(page, _("The way you took"));
  if (play->forgotten)
    page_add_plain(
        page, arena_printf(page->arena,
                           ngettext("%u decision made in circles is left out.",
                                    "%u decisions made in circles are left out.", play->forgotten),
                           play->forgotten));
  for (size_t i = 0; i < play->n_way; i++)
    step_rows(scenario, &play->way[i], i + 1, page, &rows);
  page_add_outline(page, "way", rows.list, rows.n);
}

/* What a choice costs on the search for a better way: points first, then length; an error that is
 * critical or an end that fails outweighs any points. */
static uint32_t edge_cost(const struct scenario *scenario, const struct world *world,
                          size_t choice) {
  enum { STEP = 1, POINT = 1 << 8, CRITICAL = 1 << 22, FAILED = 1 << 24 };
  const struct scenario_choice *taken = choice_of(scenario, world->scene, choice);
  const struct scenario_scene *to = &scenario->scenes[taken->go];
  uint32_t lost = (uint32_t)world_stakes(scenario, world, choice).lost;
  return STEP + POINT * lost + (taken->critical ? CRITICAL : 0) +
         (to->end && !to->pass ? FAILED : 0);
}

struct search {
  uint64_t *cost;  /* from the start; UINT64_MAX: not reached */
  uint32_t *from;  /* world before */
  uint8_t *choice; /* that led here */
  uint32_t *edges;
};

static bool relax(const struct explored *explored, struct search *s) {
  bool more = false;
  for (size_t i = 0; i < explored->n_visited; i++)
    for (size_t j = explored->first[i]; s->cost[i] != UINT64_MAX && j < explored->first[i + 1];
         j++) {
      uint32_t to = edge_to(explored->edges[j]);
      if (s->cost[i] + s->edges[j] >= s->cost[to])
        continue;
      s->cost[to] = s->cost[i] + s->edges[j];
      s->from[to] = (uint32_t)i;
      s->choice[to] = (uint8_t)edge_choice(explored->edges[j]);
      more = true;
    }
  return more;
}

/* Bellman and Ford, in the order of discovery: few rounds, and bounded. */
static struct search search_run(const struct scenario *scenario, const struct explored *explored) {
  struct search s = {mem_array(explored->n, sizeof *s.cost), mem_array(explored->n, sizeof *s.from),
                     mem_array(explored->n, sizeof *s.choice),
                     mem_array(explored->n_edges + 1, sizeof *s.edges)};
  for (size_t i = 0; i < explored->n; i++) {
    struct world world = explored_world(explored, i);
    s.cost[i] = i ? UINT64_MAX : 0;
    for (size_t j = 0; i < explored->n_visited && j < explored->first[i + 1] - explored->first[i];
         j++) {
      size_t edge = explored->first[i] + j;
      s.edges[edge] = edge_cost(scenario, &world, edge_choice(explored->edges[edge]));
    }
  }
  for (size_t round = 0; round < WAY_MAX && relax(explored, &s); round++)
    ;
  return s;
}

static void search_done(struct search *s) {
  free(s->cost);
  free(s->from);
  free(s->choice);
  free(s->edges);
}

static uint32_t cheapest_end(const struct scenario *scenario, const struct explored *explored,
                             const struct search *s) {
  uint32_t best = NOWHERE;
  for (uint32_t i = 0; i < explored->n; i++)
    if (scenario->scenes[explored_scene(explored, i)].pass && s->cost[i] != UINT64_MAX &&
        (best == NOWHERE || s->cost[i] < s->cost[best]))
      best = i;
  return best;
}

static void better_rows(const struct scenario *scenario, const struct explored *explored,
                        const struct search *s, uint32_t end, struct page *page) {
  uint32_t path[BETTER_STEPS];
  size_t n = 0;
  struct rows rows = {arena_array(page->arena, 2 * BETTER_STEPS, sizeof(struct outline_row)), 0};
  for (; end != 0 && n < BETTER_STEPS; end = s->from[end])
    path[n++] = end;
  if (end != 0 || n == 0)
    return; /* too long to be read */
  for (size_t i = n; i-- > 0;) {
    uint8_t scene = explored_scene(explored, s->from[path[i]]);
    const struct scenario_choice *choice = choice_of(scenario, scene, s->choice[path[i]]);
    const char *words = show_words(page->arena, scenario->scenes[scene].text, WORDS);
    rows_add(&rows, 0, arena_printf(page->arena, "%zu. %s", n - i, words));
    rows_add(&rows, 1, choice->text)->note = choice->why;
  }
  page_add_heading(page, _("A better way"));
  page_add_outline(page, "better", rows.list, rows.n);
}

static void better_way(const struct scenario *scenario, struct page *page) {
  struct explored explored = scenario_explore(scenario, BETTER_WORLDS);
  struct search s = search_run(scenario, &explored);
  uint32_t end = cheapest_end(scenario, &explored, &s);
  if (end != NOWHERE)
    better_rows(scenario, &explored, &s, end, page);
  search_done(&s);
  explored_done(&explored);
}

static void bars(const struct drill *drill, const struct drill_state *state,
                 const struct scenario_play *play, struct page *page) {
  const struct scenario *scenario = drill->body;
  struct drill_result result;
  struct bar list[SCORES_MAX] = {0};
  scenario_result(drill, state, &result);
  if (!result.n_scores)
    return;
  for (size_t i = 0; i < result.n_scores; i++) {
    uint8_t c = play->order[i];
    list[i] = (struct bar){.label = scenario->labels[c], .share = result.scores[i].score};
    list[i].word = arena_printf(page->arena, _("%lld of %lld points"), (long long)play->gained[c],
                                (long long)play->stake[c]);
  }
  page_add_heading(page, _("By competency"));
  page_add_bars(page, list, result.n_scores);
}

void scenario_debrief(const struct drill *drill, const struct drill_state *state,
                      struct page *page) {
  const struct scenario *scenario = drill->body;
  struct scenario_play play = scenario_unpack(state);
  const struct scenario_scene *scene = &scenario->scenes[play.world.scene];
  bool flawless = scene->pass && !play.critical;
  page_add_prose(page, scene->text);
  show_specimens(page, scene->specimens, scene->n_specimens);
  bars(drill, state, &play, page);
  way_taken(scenario, &play, page);
  for (size_t i = 0; i < play.n_way; i++)
    flawless &= play.way[i].lost == 0;
  if (!flawless)
    better_way(scenario, page);
}
