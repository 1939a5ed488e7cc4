/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds of every kind of question, whatever is answered. */
#include "assess/shared.h"
#include "assess_fixture.h"
#include "base/random.h"

TestSuite(assess_property, .fini = done);

#define REASON "\nwhy: w\n"

/* One of each kind at least, small ones and large ones. */
static const char *const items[] = {
    "choose: q\noptions: [{right: a}, {wrong: b, why: w}, {wrong: c, why: w}]\n",
    "choose-all: q\noptions: [{right: a}, {right: b}, {wrong: c, why: w}]\n",
    "true-or-false: q\ntruth: no" REASON,
    "number: q\nequals: -0.25\nunit: km" REASON,
    "write: q\naccept: [abc, Zoë]\npattern: 'a.c|zo[eë]'" REASON,
    "order: q\nitems: [a, b, c]" REASON,
    "order: q\nitems: [a, b, c, d, e, f, g, h]" REASON,
    "match: q\npairs: [{left: a, right: b}, {left: c, right: d}]\nalso: [e, f, g]" REASON,
    "classify: q\ninto: [{class: a, items: [1, 2, 3]}, {class: b, items: []}, "
    "{class: c, items: [4, 5, 6, 7, 8, 9, 10, 11, 12]}]" REASON,
    "fill: 'a {b|c} d {e} f'" REASON,
    "fill: '{1}{2}{3}{4}{5}{6}'" REASON,
    "spot: q\npanel: '[a] [b](wrong: c) [d] [e](wrong: f)'\n",
};

enum { ITEMS = sizeof items / sizeof *items, RESPONSES = 2000 };

Test(assess_property, every_kind_is_here) {
  bool seen[64] = {0};
  for (size_t i = 0; i < ITEMS; i++)
    seen[sound(items[i]).kind] = true;
  for (size_t i = 0; i < n_item_kinds; i++)
    cr_expect(seen[i], "%s", item_kinds[i]->key);
}

Test(assess_property, solutions_are_right) {
  for (size_t i = 0; i < ITEMS; i++) {
    struct item item = sound(items[i]);
    struct response response;
    item_kind_of(&item)->solution(&item, &response);
    cr_expect_not(response_empty(&response));
    cr_expect_eq(item_kind_of(&item)->grade(&item, &response).score, SCORE_ONE, "%s", items[i]);
  }
}

Test(assess_property, guesses_are_chances_and_nothing_is_worth_nothing) {
  for (size_t i = 0; i < ITEMS; i++) {
    struct item item = sound(items[i]);
    struct response none = {0};
    double guess = item_kind_of(&item)->guess(&item);
    cr_expect(guess >= 0 && guess <= 1, "%s", items[i]);
    cr_expect_eq(item_kind_of(&item)->grade(&item, &none).score, 0, "%s", items[i]);
  }
}

/* Anything a face, a file or a bug could hand in: any count, any picks, any bytes. */
static struct response draw(struct rng *rng, const struct item *item) {
  static const char *const words[] = {"a", "b", "abc", "1", "\n", " ", "-0.25", "km", "\xff", "{"};
  struct response response = {.n = (uint8_t)rng_below(rng, rng_below(rng, 2) ? 256 : 16)};
  size_t most = rng_below(rng, 4) ? item->n_parts + item->n_targets + 1 : 256;
  for (size_t i = 0; i < RESPONSE_PICKS; i++)
    response.pick[i] = (uint8_t)rng_below(rng, most);
  for (size_t n = rng_below(rng, 12), at = 0; n; n--) {
    const char *word = words[rng_below(rng, sizeof words / sizeof *words)];
    memcpy(response.text + at, word, strlen(word));
    at += strlen(word);
  }
  return response;
}

Test(assess_property, any_answer_has_a_score_and_a_page) {
  struct rng rng;
  rng_seed(&rng, 42);
  for (size_t i = 0; i < ITEMS; i++) {
    struct item item = sound(items[i]);
    for (size_t j = 0; j < RESPONSES; j++) {
      struct response response = draw(&rng, &item);
      struct grade grade = item_kind_of(&item)->grade(&item, &response);
      cr_assert(grade.score >= 0 && grade.score <= SCORE_ONE, "%s", items[i]);
      cr_assert_not(grade.faulty);
      if (j % 50)
        continue;
      show(&item, NULL, SHOW_TOLD, &response);
      cr_assert_gt(page.n_blocks, 0);
      show(&item, NULL, SHOW_KEY, &response);
      cr_assert_gt(page.n_blocks, 0);
    }
  }
}

static void not_empty(void *ctx, const char *text) {
  cr_expect_neq(*text, '\0', "%s", (const char *)ctx);
}

Test(assess_property, texts_are_texts) {
  for (size_t i = 0; i < ITEMS; i++) {
    struct item item = sound(items[i]);
    item_kind_of(&item)->texts(&item, not_empty, (void *)items[i]);
  }
}

/* Before an answer nothing of a page tells the key: it is the same whatever is right. */
Test(assess_property, asking_says_no_reason) {
  for (size_t i = 0; i < ITEMS; i++) {
    struct item item = sound(items[i]);
    item.why = "the reason";
    const struct block *block = show(&item, NULL, SHOW_ASK, NULL);
    cr_assert_not_null(block, "%s", items[i]);
    cr_expect(block->live);
    cr_expect_not(prose_has("the reason"));
  }
}

/* Below what a check lets pass, build still bounds what it keeps. */
Test(assess_property, what_is_too_much_is_not_kept) {
  static const char *const rows[] = {
      "order: q\nitems: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]" REASON,
      "classify: q\ninto: [{class: a, items: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]}, "
      "{class: b, items: [15]}]" REASON,
      "order: q\nitems: []" REASON,
      "order: q\nitems: [a]" REASON,
      "match: q\npairs: []" REASON,
      "match: q\npairs: [{left: a}, {left: b, right: c}]" REASON,
      "classify: q\ninto: []" REASON,
      "fill: none" REASON,
      "spot: q\npanel: none\n",
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct item item;
    struct response response;
    cr_assert(read_item(rows[i], &item));
    cr_expect_gt(diags.n, 0);
    cr_expect_leq(item.n_parts, RESPONSE_PICKS);
    item_kind_of(&item)->solution(&item, &response);
    int32_t mark = item_kind_of(&item)->grade(&item, &response).score;
    cr_expect(mark >= 0 && mark <= SCORE_ONE);
    double guess = item_kind_of(&item)->guess(&item);
    cr_expect(guess >= 0 && guess <= 1);
  }
}

/* Once no more are kept, a mistake is still counted, and nothing else is done for it. */
Test(assess_property, mistakes_past_the_last_one_kept_count) {
  static const char *const rows[] = {
      "choose: q\noptions: [{right: a}, {right: b}, {wrong: c}]\n",
      "choose: q\noptions: [{right: a}, {wrong: b, why: w}, {wrong: b, why: w}]\n",
      "choose: q\noptions: [{right: a}]\n",
      "choose: q\noptions: [{wrong: a, why: w}, b]\n",
      "true-or-false: q\n",
      "number: q\n",
      "number: q\nequals: a\n",
      "number: q\nequals: 1\nwithin: -1\n",
      "write: q\naccept: [[a], ' ']\nreject: [[b]]\n",
      "write: q\n",
      "write: q\naccept: [a]\npattern: b\nreject: [a]\n",
      "order: q\nitems: [a, a, ' ', [b]]\n",
      "order: q\nitems: [a]\n",
      "match: q\npairs: [a, {left: b}, {left: c, right: d}]\nalso: [d, 1, 2, 3, 4, 5, 6, 7, 8]\n",
      "classify: q\ninto: [a, {class: b, items: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]}]\n",
      "classify: q\ninto: [{class: a, items: []}, {class: b, items: [1]}]\n",
      "classify: q\ninto: [{class: a, items: []}, {class: b, items: [1, 2]}]\n",
      "classify: q\ninto: [{class: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, items: [1]}, "
      "{class: b, items: [1]}]\n",
      "fill: a\n",
      "spot: q\npanel: '[a]'\n",
      "spot: q\npanel: '[a](wrong: b)'\n",
      "spot: q\npanel: '[1][2][3][4][5][6][7][8][9][1][2][3][4][5][6][7][8][9][1][2][3]'\n",
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct reading r = {.arena = &arena, .diags = &diags};
    struct item item;
    diags_done(&diags);
    (void)read_item(rows[i], &item);
    size_t errors = diags.errors;
    const struct node *map = yaml_read_bytes(&r, rows[i], strlen(rows[i]), "t.yaml");
    while (diags.n <= DIAGS_MAX)
      node_error(&r, map, "test.full", NULL, "%zu", diags.n);
    size_t kept = diags.n, before = diags.errors;
    if (item_kind_of(&item)->build(&r, map, &item))
      item_kind_of(&item)->check(&r, map, &item);
    cr_expect_gt(errors, 0, "%s", rows[i]);
    cr_expect_eq(diags.errors - before, errors, "%s", rows[i]);
    cr_expect_eq(diags.n, kept);
  }
}

Test(assess_property, comparing_ends_silently_where_no_more_is_kept) {
  struct reading r = {.arena = &arena, .diags = &diags, .worked = WORK_MOST - 1};
  struct node node = {.kind = NODE_SCALAR, .text = "abc", .n = 3, .at = {"t", 1, 1}, .span = 1};
  while (diags.n <= DIAGS_MAX)
    node_error(&r, &node, "test.full", NULL, "%zu", diags.n);
  size_t errors = diags.errors;
  cr_expect_null(fold_within(&r, &arena, &node, node.text));
  cr_expect_eq(diags.errors, errors + 1);
  cr_expect_null(fold_within(&r, &arena, &node, node.text));
  cr_expect_eq(diags.errors, errors + 1, "said once");
}

/* What stands in a block before it is touched, as a response. */
static struct response first_state(const struct block *block) {
  struct response state = {0};
  for (size_t i = 0; block->kind == BLOCK_CHOICES && i < block->n; i++)
    if (block->choices[i].marked)
      state.pick[state.n++] = block->choices[i].value;
  for (size_t i = 0; block->kind == BLOCK_ORDER && i < block->n; i++)
    state.pick[state.n++] = block->choices[i].value;
  for (size_t i = 0; block->kind == BLOCK_PAIRS && i < block->n; i++, state.n++)
    state.pick[block->pairs[i].value] = block->pairs[i].mate;
  for (size_t i = 0; block->kind == BLOCK_FIELDS && i < block->n_fields; i++)
    if (block->fields[i].marked)
      state.pick[state.n++] = block->fields[i].value;
  for (size_t i = 0; block->kind == BLOCK_GAPS && i < block->n; i++)
    sprintf(state.text + strlen(state.text), "%s%s", i ? "\n" : "", block->gaps[i].value);
  if (block->kind == BLOCK_ENTRY)
    strcpy(state.text, block->value);
  return state;
}

static const struct block *live_block(void) {
  for (size_t i = 0; i < page.n_blocks; i++)
    if (page.blocks[i].live)
      return &page.blocks[i];
  return NULL;
}

/* Who comes back to a question finds his answer there, and nothing that judges it. */
Test(assess_property, an_answer_comes_back_as_first_state) {
  struct rng rng;
  rng_seed(&rng, 7);
  for (size_t i = 0; i < ITEMS; i++) {
    struct item item = sound(items[i]);
    struct response response;
    item_kind_of(&item)->solution(&item, &response);
    show(&item, NULL, SHOW_ASK, &response);
    struct response state = first_state(live_block());
    cr_assert_eq(memcmp(&state, &response, sizeof state), 0, "%s", items[i]);
    size_t n = page.n_blocks;
    show(&item, NULL, SHOW_ASK, NULL);
    cr_assert_eq(page.n_blocks, n, "%s: nothing is said of the answer", items[i]);
    for (size_t j = 0; j < 40; j++) {
      response = draw(&rng, &item);
      show(&item, NULL, SHOW_ASK, &response);
      cr_assert_not_null(live_block());
    }
  }
}
