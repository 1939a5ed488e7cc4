/* SPDX-License-Identifier: GPL-3.0-or-later */
/* true-or-false: a statement, two fixed answers in a fixed order. */
#include "assess/shared.h"

#include "base/text.h"

static const char *const truth_keys[] = {"true-or-false", "truth", NULL};

static bool truth_build(struct reading *r, const struct node *map, struct item *item) {
  bool truth = false;
  if (!node_get(map, "truth")) {
    if (!map->partial)
      node_error(r, map, "item.no-key", _("Add `truth: yes` or `truth: no`."),
                 _("it is not said whether the statement is true"));
    return false;
  }
  if (!read_truth(r, map, "truth", &truth))
    return false;
  struct part *parts = arena_array(r->arena, 2, sizeof *parts);
  parts[0] = (struct part){.name = seal_name("true"), .text = N_("True"), .right = truth};
  parts[1] = (struct part){.name = seal_name("false"), .text = N_("False"), .right = !truth};
  item->parts = parts;
  item->n_parts = 2;
  return true;
}

static void truth_canon(const struct item *item, struct canon *canon) {
  canon_key(canon, "kind", item_kind_of(item)->key);
  canon_key(canon, "truth", item->parts[0].right ? "yes" : "no");
}

static void truth_texts(const struct item *item, void (*each)(void *ctx, const char *text),
                        void *ctx) {
  (void)item, (void)each, (void)ctx; /* the two answers belong to the interface */
}

static const char *truth_text(const struct part *part) { return _(part->text); }

static void truth_page(const struct item *item, const uint8_t *order, enum show show,
                       const struct response *response, struct page *page) {
  options_page(item, order, show, response, false, truth_text, page);
}

static struct grade truth_grade(const struct item *item, const struct response *response) {
  bool right =
      response->n == 1 && response->pick[0] < item->n_parts && item->parts[response->pick[0]].right;
  return (struct grade){.score = right ? SCORE_ONE : 0};
}

static double truth_guess(const struct item *item) {
  (void)item;
  return 0.5;
}

extern const struct item_kind item_true_or_false;
const struct item_kind item_true_or_false = {
    .key = "true-or-false",
    .shape = SHAPE_CHOICE,
    .shuffles = false,
    .claim = true,
    .schema = "\"true-or-false\": {\"$ref\": \"#/definitions/text\"}, "
              "\"truth\": {\"enum\": [true, false, \"yes\", \"no\"]}"
              "\ttrue-or-false truth",
    .keys = truth_keys,
    .build = truth_build,
    .check = reason_check,
    .canon = truth_canon,
    .texts = truth_texts,
    .page = truth_page,
    .grade = truth_grade,
    .guess = truth_guess,
    .solution = options_solution,
};
