/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A map in layers: each scene stands as far down as the shortest way to it is long, and within its
 * layer near those that lead to it. Whole numbers throughout: the same map gives the same bytes. */
#include "exchange/graph.h"

#include "base/mem.h"
#include "exchange/escape.h"

#include <stdlib.h>

enum { BOX_HIGH = 30, GAP = 24, LAYER = 96, LETTER = 8, PAD = 12, MARGIN = 24, SWEEPS = 6 };

#define NO_LAYER ((size_t)-1)

struct placed {
  size_t node, layer;
  long x, wide; /* the box's middle, and how wide it is */
  long wish;    /* where those that lead to it would have it */
};

struct picture {
  const struct graph *graph;
  struct placed *boxes; /* layer by layer, from left to right */
  size_t *box_of;       /* a node's */
  long wide, high;
};

static struct placed *box_at(const struct picture *p, size_t node) {
  return &p->boxes[p->box_of[node]];
}

static long code_points(const char *text) {
  long n = 0;
  for (; *text; text++)
    n += ((unsigned char)*text & 0xc0) != 0x80;
  return n;
}

/* -- Where each box stands ------------------------------------------------------------------- */

static bool deepen(struct picture *p) {
  bool changed = false;
  for (size_t i = 0; i < p->graph->n_edges; i++) {
    const struct graph_edge *edge = &p->graph->edges[i];
    struct placed *from = box_at(p, edge->from), *to = box_at(p, edge->to);
    if (from->layer == NO_LAYER || from->layer + 1 >= to->layer)
      continue;
    to->layer = from->layer + 1;
    changed = true;
  }
  return changed;
}

/* What nobody reaches stands below all. */
static void find_layers(struct picture *p) {
  size_t n = p->graph->n_nodes, deepest = 0;
  for (size_t i = 0; i < n; i++) {
    const struct graph_node *node = &p->graph->nodes[i];
    p->box_of[i] = i;
    p->boxes[i] = (struct placed){.node = i,
                                  .layer = node->start ? 0 : NO_LAYER,
                                  .wide = code_points(node->id) * LETTER + 2 * PAD};
  }
  while (deepen(p))
    ;
  for (size_t i = 0; i < n; i++)
    if (p->boxes[i].layer != NO_LAYER && p->boxes[i].layer > deepest)
      deepest = p->boxes[i].layer;
  for (size_t i = 0; i < n; i++)
    if (p->boxes[i].layer == NO_LAYER)
      p->boxes[i].layer = deepest + 1;
}

static int by_wish(const void *a, const void *b) {
  const struct placed *x = a, *y = b;
  if (x->layer != y->layer)
    return x->layer < y->layer ? -1 : 1;
  if (x->wish != y->wish)
    return x->wish < y->wish ? -1 : 1;
  return (x->node > y->node) - (x->node < y->node);
}

static long layer_wide(const struct picture *p, size_t from, size_t to) {
  long wide = -GAP;
  for (size_t i = from; i < to; i++)
    wide += p->boxes[i].wide + GAP;
  return wide;
}

/* Side by side, each layer around the middle. */
static void spread(struct picture *p) {
  size_t n = p->graph->n_nodes;
  for (size_t from = 0, to; from < n; from = to) {
    for (to = from; to < n && p->boxes[to].layer == p->boxes[from].layer;)
      to++;
    long x = -layer_wide(p, from, to) / 2;
    for (size_t i = from; i < to; i++) {
      p->boxes[i].x = x + p->boxes[i].wide / 2;
      x += p->boxes[i].wide + GAP;
      p->box_of[p->boxes[i].node] = i;
    }
  }
}

static void wish(struct picture *p, size_t node) {
  long sum = 0, n = 0;
  for (size_t i = 0; i < p->graph->n_edges; i++) {
    const struct graph_edge *edge = &p->graph->edges[i];
    if (edge->to == node && edge->from != node)
      sum += box_at(p, edge->from)->x, n++;
  }
  box_at(p, node)->wish = n ? sum / n : 0;
}

static void place(struct picture *p) {
  size_t n = p->graph->n_nodes;
  find_layers(p);
  for (int sweep = 0; sweep < SWEEPS; sweep++) {
    qsort(p->boxes, n, sizeof *p->boxes, by_wish);
    spread(p);
    for (size_t i = 0; i < n; i++)
      wish(p, i);
  }
  long left = 0, right = 0;
  for (size_t i = 0; i < n; i++) {
    const struct placed *box = &p->boxes[i];
    left = box->x - box->wide / 2 < left ? box->x - box->wide / 2 : left;
    right = box->x + box->wide / 2 > right ? box->x + box->wide / 2 : right;
  }
  for (size_t i = 0; i < n; i++)
    p->boxes[i].x += MARGIN - left;
  p->wide = right - left + 2 * MARGIN + LAYER; /* to the right, what leads back up */
  p->high = (n ? (long)p->boxes[n - 1].layer : 0) * LAYER + BOX_HIGH + 2 * MARGIN;
}

/* -- Ink ------------------------------------------------------------------------------------- */

static long top_of(const struct placed *box) { return MARGIN + (long)box->layer * LAYER; }

/* Downwards from foot to head; else out to the right and back up. */
static void put_curve(struct str *out, const struct placed *from, const struct placed *to) {
  long y = top_of(from), to_y = top_of(to);
  if (to->layer > from->layer)
    str_printf(out, "M%ld %ld C%ld %ld %ld %ld %ld %ld", from->x, y + BOX_HIGH, from->x,
               y + LAYER * 3 / 4, to->x, to_y - LAYER / 2, to->x, to_y);
  else
    str_printf(out, "M%ld %ld C%ld %ld %ld %ld %ld %ld", from->x + from->wide / 2, y + BOX_HIGH / 3,
               from->x + from->wide / 2 + LAYER, y - BOX_HIGH, to->x + to->wide / 2 + LAYER,
               to_y + 2 * BOX_HIGH, to->x + to->wide / 2, to_y + BOX_HIGH * 2 / 3);
}

static void put_edge(struct str *out, const struct picture *p, const struct graph_edge *edge) {
  str_printf(out, "<path class=\"%s%s\" d=\"", edge->critical ? "harm" : "way",
             edge->conditional ? " when" : "");
  put_curve(out, box_at(p, edge->from), box_at(p, edge->to));
  str_puts(out, "\" marker-end=\"url(#tip)\"><title>");
  escape_text(out, edge->label);
  str_puts(out, "</title></path>\n");
}

static void put_node(struct str *out, const struct picture *p, size_t i) {
  const struct graph_node *node = &p->graph->nodes[i];
  const struct placed *box = box_at(p, i);
  const char *class = !node->end ? "scene" : node->pass ? "pass" : "fail";
  str_printf(out,
             "<rect class=\"%s%s\" x=\"%ld\" y=\"%ld\" width=\"%ld\" height=\"%d\" rx=\"%d\"/>\n",
             class, node->start ? " start" : "", box->x - box->wide / 2, top_of(box), box->wide,
             BOX_HIGH, node->end ? 0 : BOX_HIGH / 3);
  str_printf(out, "<text x=\"%ld\" y=\"%ld\">", box->x, top_of(box) + BOX_HIGH * 2 / 3);
  escape_text(out, node->id);
  str_puts(out, "</text>\n");
}

static const char style[] =
    "<style>rect{fill:#fff;stroke:#333}.start{stroke-width:3}.pass{fill:#d5ecd5}"
    ".fail{fill:#f3d3d0}path{fill:none;stroke:#555}path.harm{stroke:#b3261e;stroke-width:2}"
    "path.when{stroke-dasharray:5 3}text{font:13px monospace;text-anchor:middle}</style>\n"
    "<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"8\" "
    "markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" orient=\"auto\">"
    "<polygon points=\"0,0 8,4 0,8\"/></marker></defs>\n";

void graph_write_svg(const struct graph *graph, struct str *out) {
  struct picture p = {.graph = graph};
  p.boxes = mem_array(graph->n_nodes + 1, sizeof *p.boxes);
  p.box_of = mem_array(graph->n_nodes + 1, sizeof *p.box_of);
  place(&p);
  str_printf(out,
             "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %ld %ld\" width=\"%ld\" "
             "height=\"%ld\">\n<title>",
             p.wide, p.high, p.wide, p.high);
  escape_text(out, graph->title);
  str_puts(out, "</title>\n");
  str_puts(out, style);
  for (size_t i = 0; i < graph->n_edges; i++)
    put_edge(out, &p, &graph->edges[i]);
  for (size_t i = 0; i < graph->n_nodes; i++)
    put_node(out, &p, i);
  str_puts(out, "</svg>\n");
  free(p.boxes);
  free(p.box_of);
}
