/* SPDX-License-Identifier: GPL-3.0-or-later */
/* match: each left is given its right. The rights stand sorted by their wording, distractors among
 * them, so that neither the order written nor the place of a distractor gives anything away. */
#include "assess/shared.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { PAIRS_MIN = 2, PAIRS_MAX = 8, RIGHTS_MAX = 9, NO_PAIR = 255 };

static const char *const match_keys[] = {"match", "pairs", "also", NULL};
static const char *const pair_keys[] = {"left", "right", "why", "was"};

enum { PAIR_KEYS = sizeof pair_keys / sizeof pair_keys[0] };

_Static_assert((int)PAIRS_MAX <= (int)RIGHTS_MAX, "every pair has its right");

struct right {
  struct part part;
  const char *by; /* the wording that names it and that it is sorted by: its place outlives a
                     correction */
  const char *folded;
  uint8_t pair; /* NO_PAIR: a distractor */
};

struct rights {
  struct right list[RIGHTS_MAX];
  size_t n;
  struct arena arena; /* of what is folded */
};

/* Rights that look alike cannot be told apart by who answers. */
static void unlike(struct reading *r, const struct node *node, struct rights *rights,
                   const struct right *right) {
  for (size_t i = 0; i < rights->n; i++) {
    const struct right *other = &rights->list[i];
    bool alike = right->folded && other->folded && strcmp(right->folded, other->folded) == 0;
    if (alike || other->part.name == right->part.name) {
      node_error(r, node, "item.duplicate-line", _("Reword or remove one of them."),
                 _("this stands here twice"));
      return;
    }
  }
}

static void add_right(struct reading *r, const struct node *node, uint8_t pair,
                      struct rights *rights) {
  struct right right = {.pair = pair};
  right.by = line_build(r, node, &right.part);
  if (right.part.text[0]) {
    right.folded = fold_within(r, &rights->arena, node, right.part.text);
    target_check(r, node, &right.part);
    unlike(r, node, rights, &right);
  }
  rights->list[rights->n++] = right;
}

static void pair_build(struct reading *r, const struct node *map, struct part *left,
                       struct rights *rights, uint8_t pair) {
  const struct node *right = node_get(map, "right");
  *left = (struct part){.text = ""};
  if (map->kind != NODE_MAP) {
    node_error(r, map, "type.map", _("Write `- left: ...` and below it `right: ...`."),
               _("a pair is a map of left and right"));
    return;
  }
  read_keys(r, map, pair_keys, PAIR_KEYS);
  const char *was = read_optional(r, map, "was");
  left->text = read_text(r, map, "left");
  left->why = read_optional(r, map, "why");
  left->name = seal_name(was ? was : left->text);
  if (right && !node_is_null(right))
    add_right(r, right, pair, rights);
  else if (!map->partial)
    node_error(r, right ? right : map, "key.missing", NULL, _("%s is missing"), "right");
}

static void also_build(struct reading *r, const struct node *list, struct rights *rights) {
  size_t room = RIGHTS_MAX - rights->n;
  if (list->n > room)
    node_error(r, list, "item.many-targets", _("Leave out the weakest of them."),
               _("%zu with those of the pairs; at most %d are possible"), rights->n + list->n,
               RIGHTS_MAX);
  for (size_t i = 0; i < list->n && i < room; i++)
    add_right(r, list->items[i], NO_PAIR, rights);
}

static int compare_rights(const void *left, const void *right) {
  const struct right *a = left, *b = right;
  int order = strcmp(a->by, b->by);
  return order ? order : (a->pair > b->pair) - (a->pair < b->pair);
}

static void place_rights(struct reading *r, struct rights *rights, struct item *item) {
  struct pairing *pairing = arena_alloc(r->arena, sizeof *pairing);
  struct part *targets = arena_array(r->arena, rights->n, sizeof *targets);
  if (rights->n)
    qsort(rights->list, rights->n, sizeof *rights->list, compare_rights);
  for (size_t i = 0; i < rights->n; i++) {
    targets[i] = rights->list[i].part;
    if (rights->list[i].pair != NO_PAIR)
      pairing->mate[rights->list[i].pair] = (uint8_t)i;
  }
  item->body = pairing;
  item->targets = targets;
  item->n_targets = rights->n;
}

static bool match_build(struct reading *r, const struct node *map, struct item *item) {
  const struct node *pairs = read_list(r, map, "pairs", true);
  const struct node *also = read_list(r, map, "also", false);
  struct rights rights = {0};
  if (!pairs)
    return false;
  size_t n = list_within(r, pairs, PAIRS_MIN, PAIRS_MAX, "item.few-pairs", "item.many-pairs");
  struct part *lefts = arena_array(r->arena, n, sizeof *lefts);
  for (size_t i = 0; i < n; i++) {
    pair_build(r, pairs->items[i], &lefts[i], &rights, (uint8_t)i);
    line_unlike(r, pairs->items[i], lefts, i);
  }
  if (also)
    also_build(r, also, &rights);
  item->parts = lefts;
  item->n_parts = n;
  place_rights(r, &rights, item);
  arena_done(&rights.arena);
  return true;
}

/* Each right once, drawn blindly: (m-n)!/m! of n lefts and m rights. */
static double match_guess(const struct item *item) {
  double ways = 1;
  for (size_t i = 0; i < item->n_parts && i < item->n_targets; i++)
    ways *= (double)(item->n_targets - i);
  return 1 / ways;
}

extern const struct item_kind item_match;
const struct item_kind item_match = {
    .key = "match",
    .shape = SHAPE_PAIRING,
    .shuffles = true,
    .schema = "\"match\": {\"$ref\": \"#/definitions/text\"}, "
              "\"pairs\": {\"type\": \"array\", \"minItems\": 2, \"maxItems\": 8, \"items\": "
              "{\"type\": \"object\", \"additionalProperties\": false, \"properties\": "
              "{\"left\": " OPTION_TEXT ", \"right\": " LINE_SCHEMA ", \"why\": " OPTION_TEXT
              ", \"was\": " OPTION_TEXT "}, \"required\": [\"left\", \"right\"]}}, "
              "\"also\": {\"type\": \"array\", \"maxItems\": 7, \"items\": " LINE_SCHEMA "}"
              "\tmatch pairs",
    .keys = match_keys,
    .build = match_build,
    .check = lines_reason_check,
    .canon = pairing_canon,
    .texts = pairing_texts,
    .page = pairing_page,
    .grade = pairing_grade,
    .guess = match_guess,
    .solution = pairing_solution,
};
