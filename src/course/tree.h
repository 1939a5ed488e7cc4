/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Grows a node tree from the outside in: open, scalar, close, as a reader of YAML meets them. */
#ifndef COURSE_TREE_H
#define COURSE_TREE_H

#include "base/node.h"
#include "course/yaml.h"

struct frame { /* a collection that is not closed yet */
  struct node *node;
  const struct node *key; /* map: the key whose value comes next; NULL: that value is dropped */
  bool keyed;             /* map: a key has been read */
  bool flow;              /* written with brackets */
  size_t column;          /* from 0, of its first entry: where its entries begin if not flow */
  size_t first;           /* its entries in kids */
};

struct tree {
  struct reading *r;
  struct frame frames[YAML_DEPTH];
  size_t depth;
  struct {
    struct node_entry *list;
    size_t n, cap;
  } kids;
  const struct node *root;
  struct node *closed; /* the last one */
  size_t nodes;
};

struct frame *tree_top(struct tree *tree); /* NULL at the root */
bool tree_wants_key(struct tree *tree);

struct node *tree_node(struct tree *tree, enum node_kind kind, struct place at, unsigned span);
/* The caller has seen to it that depth < YAML_DEPTH. */
void tree_open(struct tree *tree, struct node *node, bool flow, size_t column);
/* Closes the top and puts it where it belongs. Reports duplicate keys and prose that commas cut. */
void tree_close(struct tree *tree);
/* Puts a finished node, or NULL for one that is left out, into the top. */
void tree_put(struct tree *tree, const struct node *node);

/* Gives up what stands in the broken entry, of the innermost list or map that is not in brackets.
 * line: of the mistake, from 1. False if there is nothing to go on with. The collection is then the
 * top, and partial. */
bool tree_drop_entry(struct tree *tree, size_t line);
/* Closes all that is open; cut: more of it may have been meant. */
void tree_finish(struct tree *tree, bool cut);

#endif
