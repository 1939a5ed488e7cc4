/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A drill as a map: its scenes, and what leads from one to another. */
#ifndef MODEL_GRAPH_H
#define MODEL_GRAPH_H

#include <stdbool.h>
#include <stddef.h>

struct graph_node {
  const char *id;
  bool start, end, pass;
};

struct graph_edge {
  size_t from, to;
  const char *label;          /* what is done */
  bool conditional, critical; /* it does not always show; it is a critical error */
};

struct graph {
  const char *title;
  const struct graph_node *nodes;
  size_t n_nodes;
  const struct graph_edge *edges;
  size_t n_edges;
};

#endif
