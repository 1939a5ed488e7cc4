/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drill/scenario.h"

static size_t count_choices(const struct scenario *scenario) {
  size_t n = 0;
  for (size_t i = 0; i < scenario->n_scenes; i++)
    n += scenario->scenes[i].n_choices;
  return n;
}

void scenario_graph(const struct drill *drill, struct arena *arena, struct graph *graph) {
  const struct scenario *scenario = drill->body;
  struct graph_node *nodes = arena_array(arena, scenario->n_scenes, sizeof *nodes);
  struct graph_edge *edges = arena_array(arena, count_choices(scenario), sizeof *edges);
  *graph = (struct graph){.title = drill->title, .nodes = nodes, .edges = edges};
  if (scenario->broken)
    return;
  for (size_t i = 0; i < scenario->n_scenes; i++) {
    const struct scenario_scene *scene = &scenario->scenes[i];
    nodes[i] = (struct graph_node){scene->id, i == scenario->start, scene->end, scene->pass};
    for (size_t j = 0; !scene->end && j < scene->n_choices; j++)
      edges[graph->n_edges++] =
          (struct graph_edge){i, scene->choices[j].go, scene->choices[j].text,
                              scene->choices[j].when_text, scene->choices[j].critical};
  }
  graph->n_nodes = scenario->n_scenes;
}
