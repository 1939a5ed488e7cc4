/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A drill's map as a file: for Graphviz, and as a picture that needs no other program. */
#ifndef EXCHANGE_GRAPH_H
#define EXCHANGE_GRAPH_H

#include "base/str.h"
#include "model/graph.h"

void graph_write_dot(const struct graph *graph, struct str *out); /* they append */
void graph_write_svg(const struct graph *graph, struct str *out);

#endif
