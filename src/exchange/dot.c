/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/graph.h"

static void put_quoted(struct str *out, const char *text) {
  str_putc(out, '"');
  for (; *text; text++) {
    if (*text == '"' || *text == '\\')
      str_putc(out, '\\');
    str_putc(out, *text == '\n' ? ' ' : *text);
  }
  str_putc(out, '"');
}

static void put_node(struct str *out, const struct graph_node *node) {
  str_puts(out, "  ");
  put_quoted(out, node->id);
  str_printf(out, " [shape=%s, style=filled, fillcolor=\"%s\"%s];\n", node->end ? "box" : "ellipse",
             !node->end   ? "#ffffff"
             : node->pass ? "#d5ecd5"
                          : "#f3d3d0",
             node->start ? ", penwidth=2.5" : "");
}

static void put_edge(struct str *out, const struct graph *graph, const struct graph_edge *edge) {
  str_puts(out, "  ");
  put_quoted(out, graph->nodes[edge->from].id);
  str_puts(out, " -> ");
  put_quoted(out, graph->nodes[edge->to].id);
  str_puts(out, " [tooltip=");
  put_quoted(out, edge->label);
  if (edge->conditional)
    str_puts(out, ", style=dashed");
  if (edge->critical)
    str_puts(out, ", color=\"#b3261e\", penwidth=2");
  str_puts(out, "];\n");
}

void graph_write_dot(const struct graph *graph, struct str *out) {
  str_puts(out, "digraph ");
  put_quoted(out, graph->title);
  str_puts(out, " {\n");
  for (size_t i = 0; i < graph->n_nodes; i++)
    put_node(out, &graph->nodes[i]);
  for (size_t i = 0; i < graph->n_edges; i++)
    put_edge(out, graph, &graph->edges[i]);
  str_puts(out, "}\n");
}
