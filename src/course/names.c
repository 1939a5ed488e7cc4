/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/names.h"

#include "base/text.h"
#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

enum { CANDIDATES = 64 };

void names_done(struct names *names) {
  free(names->list);
  *names = (struct names){0};
}

void names_add(struct names *names, const char *text, const struct node *node) {
  size_t index = names->n;
  if (*text)
    VEC_PUSH(names, (struct name){.text = text, .node = node, .index = index});
}

void names_add_keys(struct names *names, const struct node *map) {
  if (!map || map->kind != NODE_MAP)
    return;
  names->partial = names->partial || map->partial;
  for (size_t i = 0; i < map->n; i++)
    names_add(names, map->entries[i].key->text, map->entries[i].key);
}

static int compare_names(const void *left, const void *right) {
  const struct name *a = left, *b = right;
  int order = strcmp(a->text, b->text);
  return order ? order : (a->index > b->index) - (a->index < b->index);
}

void names_sort(struct names *names) {
  if (names->n)
    qsort(names->list, names->n, sizeof *names->list, compare_names);
}

static int compare_text(const void *text, const void *name) {
  return strcmp(text, ((const struct name *)name)->text);
}

long names_find(const struct names *names, const char *text) {
  const struct name *found =
      names->n ? bsearch(text, names->list, names->n, sizeof *names->list, compare_text) : NULL;
  return found ? (long)found->index : -1;
}

const char *names_hint(struct reading *r, const struct names *names, const char *word) {
  const char *candidates[CANDIDATES];
  size_t n = names->n < CANDIDATES ? names->n : CANDIDATES;
  for (size_t i = 0; i < n; i++)
    candidates[i] = names->list[i].text;
  return reading_meant(r, word, candidates, n);
}

long names_refer(struct reading *r, const struct names *names, const struct node *node,
                 const char *code, const char *what) {
  if (node->kind != NODE_SCALAR) {
    node_error(r, node, "type.text", NULL, _("one %s is expected here"), _(what));
    return -1;
  }
  long found = names_find(names, node->text);
  if (found < 0 && !names->partial)
    node_error(r, node, code, names_hint(r, names, node->text), _("there is no %s %.64s"), _(what),
               node->text);
  return found;
}

void names_report_duplicates(struct reading *r, const struct names *names) {
  for (size_t i = 1; i < names->n; i++)
    if (strcmp(names->list[i].text, names->list[i - 1].text) == 0)
      node_error(r, names->list[i].node, "id.duplicate", _("Give one of them another name."),
                 _("the name %.64s is taken"), names->list[i].text);
}
