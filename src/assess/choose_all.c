/* SPDX-License-Identifier: GPL-3.0-or-later */
/* choose-all: any number of the options are right. Score: max(0, hits/K - false/(n-K)), where K of
 * n options are right (methods.md, Items). */
#include "assess/shared.h"

static const char *const choose_all_keys[] = {"choose-all", "options", NULL};

static void choose_all_texts(const struct item *item, void (*each)(void *ctx, const char *text),
                             void *ctx) {
  (void)item, (void)each, (void)ctx; /* all of it is stem and parts */
}

static void choose_all_page(const struct item *item, const uint8_t *order, enum show show,
                            const struct response *response, struct page *page) {
  options_page(item, order, show, response, true, options_text, page);
}

/* Over the common denominator K(n-K), rounded to the nearest millionth. Who has a hit has a key. */
static int32_t share(int64_t hits, int64_t wrong, int64_t keys, int64_t others) {
  int64_t whole = keys * (others ? others : 1);
  int64_t got = hits * (others ? others : 1) - wrong * keys;
  return got <= 0 ? 0 : (int32_t)((got * SCORE_ONE + whole / 2) / whole);
}

struct grade picks_grade(const struct item *item, const struct response *response) {
  int64_t hits = 0, wrong = 0, keys = (int64_t)parts_right(item);
  uint32_t picked;
  if (!parts_picked(item, response, &picked))
    return (struct grade){0};
  for (size_t i = 0; i < item->n_parts; i++)
    if (picked >> i & 1)
      *(item->parts[i].right ? &hits : &wrong) += 1;
  return (struct grade){.score = share(hits, wrong, keys, (int64_t)item->n_parts - keys)};
}

/* One of all sets but the empty one, which is no answer. */
double picks_guess(const struct item *item) {
  return item->n_parts ? 1.0 / (double)((UINT64_C(1) << item->n_parts) - 1) : 0;
}

extern const struct item_kind item_choose_all;
const struct item_kind item_choose_all = {
    .key = "choose-all",
    .shape = SHAPE_CHOICE,
    .shuffles = true,
    .schema = "\"choose-all\": {\"$ref\": \"#/definitions/text\"}, " OPTIONS_SCHEMA
              "\tchoose-all options",
    .keys = choose_all_keys,
    .build = options_build,
    .check = options_check,
    .canon = options_canon,
    .texts = choose_all_texts,
    .page = choose_all_page,
    .grade = picks_grade,
    .guess = picks_guess,
    .solution = options_solution,
};
