/* SPDX-License-Identifier: GPL-3.0-or-later */
/* classify: each item is put into one of the classes, which stand in the order written. A class may
 * have no item (`items: []`): then it is a distractor, and nobody answers by elimination. */
#include "assess/shared.h"

#include "base/text.h"

enum { CLASSES_MIN = 2, CLASSES_MAX = 6, ITEMS_MIN = 2, ITEMS_MAX = 12 };

static const char *const classify_keys[] = {"classify", "into", NULL};
static const char *const class_keys[] = {"class", "items", "was"};

enum { CLASS_KEYS = sizeof class_keys / sizeof class_keys[0] };

struct classes {
  struct part *targets;
  size_t n_targets;
  struct part *parts; /* ITEMS_MAX of them */
  size_t n_parts, n_used, n_meant;
  bool partial; /* something of it was lost to a mistake */
  struct pairing *pairing;
};

static void members_build(struct reading *r, const struct node *list, struct classes *classes) {
  size_t class = classes->n_targets - 1;
  classes->n_used += list->n > 0;
  classes->n_meant += list->n;
  classes->partial |= list->partial;
  if (classes->n_meant > ITEMS_MAX && classes->n_meant - list->n <= ITEMS_MAX)
    node_error(r, list, "item.many-lines", _("Make two questions of it."),
               _("%zu items up to here; at most %d are possible"), classes->n_meant, ITEMS_MAX);
  for (size_t i = 0; i < list->n && classes->n_parts < ITEMS_MAX; i++) {
    size_t at = classes->n_parts++;
    (void)line_build(r, list->items[i], &classes->parts[at]);
    line_unlike(r, list->items[i], classes->parts, at);
    classes->pairing->mate[at] = (uint8_t) class;
  }
}

static void class_build(struct reading *r, const struct node *map, struct classes *classes) {
  size_t at = classes->n_targets++;
  struct part *class = &classes->targets[at];
  *class = (struct part){.text = ""};
  if (map->kind != NODE_MAP) {
    node_error(r, map, "type.map", _("Write `- class: ...` and below it `items: [...]`."),
               _("a class is a map of class and items"));
    classes->partial = true;
    return;
  }
  read_keys(r, map, class_keys, CLASS_KEYS);
  const char *was = read_optional(r, map, "was");
  class->text = read_text(r, map, "class");
  class->name = seal_name(was ? was : class->text);
  target_check(r, map, class);
  line_unlike(r, map, classes->targets, at);
  const struct node *list = read_list(r, map, "items", true);
  classes->partial |= !list;
  if (list)
    members_build(r, list, classes);
}

static void few_members(struct reading *r, const struct node *list, const struct classes *classes) {
  if (classes->partial || list->partial)
    return;
  if (classes->n_meant < ITEMS_MIN)
    node_error(r, list, "item.few-lines", NULL, _("%zu items in all; %d to %d are possible"),
               classes->n_meant, ITEMS_MIN, ITEMS_MAX);
  else if (classes->n_used < CLASSES_MIN)
    node_error(r, list, "item.one-class", _("Two classes at least need items."),
               _("all items belong to one class"));
}

static bool classify_build(struct reading *r, const struct node *map, struct item *item) {
  const struct node *list = read_list(r, map, "into", true);
  if (!list)
    return false;
  size_t n =
      list_within(r, list, CLASSES_MIN, CLASSES_MAX, "item.few-classes", "item.many-classes");
  struct classes classes = {.targets = arena_array(r->arena, n, sizeof *classes.targets),
                            .parts = arena_array(r->arena, ITEMS_MAX, sizeof *classes.parts),
                            .pairing = arena_alloc(r->arena, sizeof *classes.pairing)};
  for (size_t i = 0; i < n; i++)
    class_build(r, list->items[i], &classes);
  if (n >= CLASSES_MIN)
    few_members(r, list, &classes);
  item->parts = classes.parts;
  item->n_parts = classes.n_parts;
  item->targets = classes.targets;
  item->n_targets = classes.n_targets;
  item->body = classes.pairing;
  return true;
}

/* Each item into any class. */
static double classify_guess(const struct item *item) {
  double ways = 1;
  for (size_t i = 0; i < item->n_parts; i++)
    ways *= (double)item->n_targets;
  return 1 / ways;
}

extern const struct item_kind item_classify;
const struct item_kind item_classify = {
    .key = "classify",
    .shape = SHAPE_PAIRING,
    .shuffles = true,
    .schema = "\"classify\": {\"$ref\": \"#/definitions/text\"}, "
              "\"into\": {\"type\": \"array\", \"minItems\": 2, \"maxItems\": 6, \"items\": "
              "{\"type\": \"object\", \"additionalProperties\": false, \"properties\": "
              "{\"class\": " OPTION_TEXT ", \"was\": " OPTION_TEXT
              ", \"items\": {\"type\": \"array\", \"maxItems\": 12, \"items\": " LINE_SCHEMA "}}, "
              "\"required\": [\"class\", \"items\"]}}"
              "\tclassify into",
    .keys = classify_keys,
    .build = classify_build,
    .check = lines_reason_check,
    .canon = pairing_canon,
    .texts = pairing_texts,
    .page = pairing_page,
    .grade = pairing_grade,
    .guess = classify_guess,
    .solution = pairing_solution,
};
