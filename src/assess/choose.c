/* SPDX-License-Identifier: GPL-3.0-or-later */
/* choose: one of several options is right. */
#include "assess/shared.h"

#include "base/text.h"

#include <assert.h>

static const char *const choose_keys[] = {"choose", "options", NULL};

static void choose_check(struct reading *r, const struct node *map, const struct item *item) {
  size_t right = parts_right(item);
  options_check(r, map, item);
  if (right > 1 && right < item->n_parts)
    node_error(r, node_get(map, "options"), "item.many-right",
               _("Use `choose-all`, or leave one of them right."), _("%zu options are right"),
               right);
}

static void choose_texts(const struct item *item, void (*each)(void *ctx, const char *text),
                         void *ctx) {
  (void)item, (void)each, (void)ctx; /* all of it is stem and parts */
}

static void choose_page(const struct item *item, const uint8_t *order, enum show show,
                        const struct response *response, struct page *page) {
  options_page(item, order, show, response, false, options_text, page);
}

static struct grade choose_grade(const struct item *item, const struct response *response) {
  bool right =
      response->n == 1 && response->pick[0] < item->n_parts && item->parts[response->pick[0]].right;
  return (struct grade){.score = right ? SCORE_ONE : 0};
}

static double choose_guess(const struct item *item) {
  assert(item->n_parts);
  return 1.0 / (double)item->n_parts;
}

extern const struct item_kind item_choose;
const struct item_kind item_choose = {
    .key = "choose",
    .shape = SHAPE_CHOICE,
    .shuffles = true,
    .schema = "\"choose\": {\"$ref\": \"#/definitions/text\"}, " OPTIONS_SCHEMA "\tchoose options",
    .keys = choose_keys,
    .build = options_build,
    .check = choose_check,
    .canon = options_canon,
    .texts = choose_texts,
    .page = choose_page,
    .grade = choose_grade,
    .guess = choose_guess,
    .solution = options_solution,
};
