/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/tree.h"

#include "base/text.h"
#include "base/vec.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct frame *tree_top(struct tree *tree) {
  return tree->depth ? &tree->frames[tree->depth - 1] : NULL;
}

bool tree_wants_key(struct tree *tree) {
  struct frame *top = tree_top(tree);
  return top && top->node->kind == NODE_MAP && !top->keyed;
}

struct node *tree_node(struct tree *tree, enum node_kind kind, struct place at, unsigned span) {
  struct node *node = arena_alloc(tree->r->arena, sizeof *node);
  *node = (struct node){.kind = kind, .at = at, .span = span ? span : 1};
  return node;
}

void tree_open(struct tree *tree, struct node *node, bool flow, size_t column) {
  tree->frames[tree->depth++] =
      (struct frame){.node = node, .flow = flow, .column = column, .first = tree->kids.n};
}

/* -- Keys ---------------------------------------------------------------------------------- */

/* The key if it can be one; else says why not and gives NULL. */
static const struct node *usable_key(struct tree *tree, const struct node *key) {
  if (!key)
    return NULL;
  if (key->kind != NODE_SCALAR) {
    node_error(tree->r, key, "yaml.key", _("Put the text in quotes."), _("a key is a plain word"));
    return NULL;
  }
  if (key->plain && strcmp(key->text, "<<") == 0) {
    node_error(tree->r, key, "yaml.merge", _("Write the keys out."),
               _("merge keys are not supported"));
    return NULL;
  }
  return key;
}

struct numbered {
  const char *text;
  size_t index;
};

static int compare_numbered(const void *left, const void *right) {
  const struct numbered *a = left, *b = right;
  int order = strcmp(a->text, b->text);
  return order ? order : (a->index > b->index) - (a->index < b->index);
}

static void report_duplicate(struct tree *tree, struct node_entry *entry) {
  node_error(tree->r, entry->key, "key.duplicate", _("Remove or rename one of them."),
             _("the key %.64s stands here twice"), entry->key->text);
  entry->key = NULL;
}

static void find_duplicates(struct tree *tree, struct node_entry *entries, size_t n) {
  struct numbered *sorted = mem_array(n, sizeof *sorted);
  for (size_t i = 0; i < n; i++)
    sorted[i] = (struct numbered){entries[i].key->text, i};
  qsort(sorted, n, sizeof *sorted, compare_numbered);
  for (size_t i = 1; i < n; i++)
    if (strcmp(sorted[i].text, sorted[i - 1].text) == 0)
      report_duplicate(tree, &entries[sorted[i].index]);
  free(sorted);
}

enum { SMALL_MAP = 16 };

/* Most maps are small, and have no two keys that begin alike and are as long. */
static bool has_twins(const struct node_entry *entries, size_t n) {
  for (size_t i = 1; i < n; i++)
    for (size_t j = 0; j < i; j++)
      if (entries[i].key->text[0] == entries[j].key->text[0] &&
          entries[i].key->n == entries[j].key->n)
        return true;
  return false;
}

/* Keeps the first of each key; gives how many are left. */
static size_t drop_duplicates(struct tree *tree, struct node_entry *entries, size_t n) {
  if (n <= SMALL_MAP && !has_twins(entries, n))
    return n;
  find_duplicates(tree, entries, n);
  size_t kept = 0;
  for (size_t i = 0; i < n; i++)
    if (entries[i].key)
      entries[kept++] = entries[i];
  return kept;
}

/* -- Commas -------------------------------------------------------------------------------- */

/* [Yes, sir, at once, Never]: a list of phrases in which one begins small after one that began with
 * a capital is more likely a sentence that its commas cut. */
static void check_commas(struct tree *tree, const struct node *list) {
  bool phrase = false;
  for (size_t i = 0; i < list->n; i++) {
    const struct node *item = list->items[i];
    if (item->kind != NODE_SCALAR || !item->plain)
      return;
    phrase = phrase || strchr(item->text, ' ');
  }
  for (size_t i = 1; phrase && isupper((unsigned char)*list->items[0]->text) && i < list->n; i++)
    if (islower((unsigned char)*list->items[i]->text)) {
      node_warn(tree->r, list->items[i], "yaml.comma",
                _("Put each text in quotes, or write one a line after a dash."),
                _("a comma inside brackets begins a new entry"));
      return;
    }
}

/* -- Closing ------------------------------------------------------------------------------- */

static void fill_list(struct tree *tree, struct frame *top) {
  struct node *node = top->node;
  node->n = tree->kids.n - top->first;
  node->items = arena_array(tree->r->arena, node->n, sizeof *node->items);
  for (size_t i = 0; i < node->n; i++)
    node->items[i] = tree->kids.list[top->first + i].value;
  if (top->flow)
    check_commas(tree, node);
}

static void fill_map(struct tree *tree, struct frame *top) {
  struct node *node = top->node;
  struct node_entry *entries = tree->kids.list + top->first;
  node->n = drop_duplicates(tree, entries, tree->kids.n - top->first);
  node->entries = arena_array(tree->r->arena, node->n, sizeof *node->entries);
  if (node->n)
    memcpy(node->entries, entries, node->n * sizeof *entries);
}

/* An entry of a list that lost all it had; the list then lost it. */
static bool is_lost(struct tree *tree, const struct node *node) {
  struct frame *list = tree_top(tree);
  bool lost = list && list->node->kind == NODE_LIST && node->partial && !node->n;
  if (lost)
    list->node->partial = true;
  return lost;
}

void tree_close(struct tree *tree) {
  struct frame *top = tree_top(tree);
  struct node *node = top->node;
  VEC_ROOM(&tree->kids); /* so that there is a list to point into */
  if (node->kind == NODE_LIST)
    fill_list(tree, top);
  else
    fill_map(tree, top);
  tree->kids.n = top->first;
  tree->depth--;
  tree->closed = node;
  tree_put(tree, is_lost(tree, node) ? NULL : node);
}

void tree_put(struct tree *tree, const struct node *node) {
  struct frame *top = tree_top(tree);
  if (!top) {
    tree->root = tree->root ? tree->root : node;
  } else if (top->node->kind == NODE_LIST) {
    if (node)
      VEC_PUSH(&tree->kids, (struct node_entry){.value = node});
  } else if (!top->keyed) {
    top->key = usable_key(tree, node);
    top->keyed = true;
  } else {
    if (top->key && node)
      VEC_PUSH(&tree->kids, (struct node_entry){.key = top->key, .value = node});
    top->keyed = false;
  }
}

/* -- After a mistake ------------------------------------------------------------------------- */

static struct frame *broken_entry(struct tree *tree) {
  for (size_t i = tree->depth; i-- > 0;)
    if (!tree->frames[i].flow)
      return &tree->frames[i];
  return NULL;
}

/* The part of a value before the mistake has been put as if it were all of it. */
static void drop_last(struct tree *tree, const struct frame *frame, size_t line) {
  while (tree->kids.n > frame->first) {
    const struct node_entry *last = &tree->kids.list[tree->kids.n - 1];
    if ((last->key ? last->key : last->value)->at.line < line)
      return;
    tree->kids.n--;
  }
}

bool tree_drop_entry(struct tree *tree, size_t line) {
  struct frame *frame = broken_entry(tree);
  if (!frame)
    return false;
  size_t depth = (size_t)(frame - tree->frames) + 1;
  if (depth < tree->depth)
    tree->kids.n = tree->frames[depth].first;
  tree->depth = depth;
  drop_last(tree, frame, line);
  frame->keyed = false;
  frame->node->partial = true;
  return true;
}

void tree_finish(struct tree *tree, bool cut) {
  while (tree->depth) {
    struct frame *top = tree_top(tree);
    top->node->partial = top->node->partial || cut;
    tree_close(tree);
  }
}
