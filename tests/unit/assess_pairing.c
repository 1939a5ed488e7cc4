/* SPDX-License-Identifier: GPL-3.0-or-later */
/* match and classify: parts that are given targets. */
#include "assess_fixture.h"

TestSuite(assess_pairing, .fini = done);

#define MATCH "match: q\nwhy: the reason\npairs: "
#define CLASSIFY "classify: q\nwhy: the reason\ninto: "

static const char codes[] =
    MATCH "[{left: UTO, right: Specimen State}, {left: XXA, right: Stateless person, why: wx},\n"
          "        {left: <, right: {item: Filler, why: rf}}]\n"
          "also: [{item: Diplomat, why: rd}, Zebra]\n";
static const char fraud[] =
    CLASSIFY "[{class: Counterfeit, items: [scratch]},\n"
             "       {class: Forgery, items: [photo, {item: date, why: wd}]},"
             "       {class: Impostor, items: []}]\n";

static const char *target(const struct item *item, size_t i) { return item->targets[i].text; }

/* Neither the order written nor the place of a distractor gives anything away. */
Test(assess_pairing, rights_are_sorted) {
  struct item item = sound(codes);
  static const char *const sorted[] = {"Diplomat", "Filler", "Specimen State", "Stateless person",
                                       "Zebra"};
  cr_assert_eq(item.n_targets, 5);
  for (size_t i = 0; i < 5; i++)
    cr_expect_str_eq(target(&item, i), sorted[i]);
  cr_assert_eq(item.n_parts, 3);
  cr_expect_str_eq(item.parts[0].text, "UTO");
  cr_expect_eq(SCORE(&item, 2, 3, 1), SCORE_ONE);
}

Test(assess_pairing, a_corrected_right_keeps_its_place) {
  struct item item = sound(MATCH "[{left: a, right: {item: zoo, was: b}}, {left: c, right: d}]\n");
  cr_expect_str_eq(target(&item, 0), "zoo");
}

Test(assess_pairing, classes_stand_as_written) {
  struct item item = sound(fraud);
  cr_assert_eq(item.n_targets, 3);
  cr_expect_str_eq(target(&item, 0), "Counterfeit");
  cr_assert_eq(item.n_parts, 3);
  cr_expect_str_eq(item.parts[2].text, "date");
  cr_expect_eq(SCORE(&item, 0, 1, 1), SCORE_ONE);
}

Test(assess_pairing, scores_the_share_right) {
  struct item item = sound(codes);
  struct response all = {.n = 255};
  cr_expect_eq(SCORE(&item, 2, 3, 0), 666667);
  cr_expect_eq(SCORE(&item, 2, 2, 2), 333333, "one target for all");
  cr_expect_eq(SCORE(&item, 3, 2, 0), 0);
  cr_expect_eq(SCORE(&item, PICK_NONE, 3, PICK_NONE), 333333);
  cr_expect_eq(SCORE(&item, 2), 333333, "what there is of it");
  cr_expect_eq(SCORE(&item, 200, 3, 1), 666667);
  cr_expect_eq(SCORE(&item, 2, 3, 1, 0, 0), SCORE_ONE, "what is too much is not looked at");
  cr_expect_eq(score(&item, 0, (const uint8_t[]){2}), 0);
  memset(all.pick, 3, sizeof all.pick);
  cr_expect_eq(item_kind_of(&item)->grade(&item, &all).score, 333333);
}

Test(assess_pairing, guesses) {
  struct item match = sound(codes), classify = sound(fraud);
  cr_expect_float_eq(item_kind_of(&match)->guess(&match), 1. / 60, 1e-12);
  cr_expect_float_eq(item_kind_of(&classify)->guess(&classify), 1. / 27, 1e-12);
  cr_expect_eq(item_kind_of(&match)->shape, SHAPE_PAIRING);
  cr_expect(item_kind_of(&classify)->shuffles);
}

#define PAIR(l, r) "{left: " l ", right: " r "}"

Test(assess_pairing, mistakes_of_match) {
  SAYS(MATCH "[" PAIR("a", "b") "]\n", "item.few-pairs@3:8");
  SAYS(MATCH "[" PAIR("a", "1") "," PAIR("b", "2") "," PAIR("c", "3") "," PAIR("d", "4") "," PAIR(
           "e", "5") "," PAIR("f", "6") "," PAIR("g", "7") "," PAIR("h", "8") "]\nalso: [9]\n",
       "");
  SAYS(MATCH "[" PAIR("a", "1") "," PAIR("b", "2") "," PAIR("c", "3") "," PAIR("d", "4") "," PAIR(
           "e", "5") "," PAIR("f", "6") "," PAIR("g", "7") "," PAIR("h", "8") "]\nalso: [9, 10]\n",
       "item.many-targets@4:7");
  SAYS(MATCH "[" PAIR("a", "1") "," PAIR("b", "2") "," PAIR("c", "3") "," PAIR("d", "4") "," PAIR(
           "e", "5") "," PAIR("f", "6") "," PAIR("g", "7") "," PAIR("h", "8") "," PAIR("i",
                                                                                       "9") "]"
                                                                                            "\n",
       "item.many-pairs@3:8");
  SAYS(MATCH "[" PAIR("a", "1") "," PAIR("a", "2") "]\n", "item.duplicate-line@3:29");
  SAYS(MATCH "[" PAIR("a", "X Y") "," PAIR("b", "x  y") "]\n", "item.duplicate-line@3:48");
  SAYS(MATCH "[" PAIR("a", "1") "," PAIR("b", "2") "]\nalso: [1]\n", "item.duplicate-line@4:8");
  SAYS(MATCH "[" PAIR("a", "1") "," PAIR("b", "{item: 2, was: 1}") "]\n",
       "item.duplicate-line@3:46");
  SAYS(MATCH "[" PAIR("a", "1") ", {left: b}]\n", "key.missing@3:30");
  SAYS(MATCH "[" PAIR("a", "1") ", {left: b, right: ~}]\n", "key.missing@3:47");
  SAYS(MATCH "[" PAIR("a", "1") ", {right: b}]\n", "key.missing@3:30");
  SAYS(MATCH "[" PAIR("a", "1") ", " PAIR("b", "' '") "]\n", "text.empty@3:47");
  SAYS(MATCH "[" PAIR("a", "1") ", b, " PAIR("c", "2") "]\n", "type.map@3:30");
  SAYS(MATCH "[" PAIR("a", "1") ", {left: b, right: c, wy: d}]\n", "key.unknown@3:50");
  SAYS("match: q\n", "key.missing@1:1");
  SAYS("match: q\npairs: [" PAIR("a", "1") ", " PAIR("b", "2") "]\n", "item.no-reason@1:1");
  SAYS("match: q\npairs: [" PAIR("a", "1") ", {left: b, right: c, why: d}]\n", "");
  SAYS(MATCH "[" PAIR("a", "' '") ", " PAIR("b", "c") "]\n", "text.empty@3:26");
  SAYS(MATCH "[" PAIR("a", "*x") ", " PAIR("b", "c") "]\n", "yaml.alias@3:26");
  SAYS("match: q\nwhy: w\npairs:\n  - left: a\n    right: b: c\n  - left: d\n    right: e\n",
       "yaml.colon@5:13");
}

Test(assess_pairing, mistakes_of_classify) {
  SAYS(CLASSIFY "[{class: a, items: [1, 2]}]\n", "item.few-classes@3:7");
  SAYS(CLASSIFY "[{class: a, items: [1]}, {class: b, items: [2]}, {class: c, items: [3]},\n"
                "{class: d, items: []}, {class: e, items: []}, {class: f, items: []},\n"
                "{class: g, items: []}]\n",
       "item.many-classes@3:7");
  SAYS(CLASSIFY "[{class: a, items: [1]}, {class: b, items: []}]\n", "item.few-lines@3:7");
  SAYS(CLASSIFY "[{class: a, items: [1, 2]}, {class: b, items: []}]\n", "item.one-class@3:7");
  SAYS(CLASSIFY "[{class: a, items: [1, 2, 3, 4, 5, 6]},\n"
                "{class: b, items: [7, 8, 9, 10, 11, 12]}]\n",
       "");
  SAYS(CLASSIFY "[{class: a, items: [1, 2, 3, 4, 5, 6]},\n"
                "{class: b, items: [7, 8, 9, 10, 11, 12, 13]}, {class: c, items: [14]}]\n",
       "item.many-lines@4:19");
  SAYS(CLASSIFY "[{class: a, items: [1]}, {class: b, items: [2, 1]}]\n",
       "item.duplicate-line@3:54");
  SAYS(CLASSIFY "[{class: a, items: [1]}, {class: a, items: [2]}]\n", "item.duplicate-line@3:32");
  SAYS(CLASSIFY "[{class: a, items: [1]}, {class: b}]\n", "key.missing@3:32");
  SAYS(CLASSIFY "[{class: a, items: [1]}, {items: [2]}]\n", "key.missing@3:32");
  SAYS(CLASSIFY "[{class: a, items: [1]}, b]\n", "type.map@3:32");
  SAYS(CLASSIFY "[{class: a, items: [1]}, {class: b, items: c}]\n", "type.list@3:50");
  SAYS(CLASSIFY "[{class: a, items: [1]}, {class: b, items: [c], item: d}]\n", "key.unknown@3:55");
  SAYS("classify: q\n", "key.missing@1:1");
  SAYS(CLASSIFY "[*x, {class: a, items: []}, {class: b, items: [1]}]\n", "yaml.alias@3:8");
  SAYS(CLASSIFY "[{class: a, items: [*x]}, {class: b, items: [1]}]\n", "yaml.alias@3:27");
  SAYS("classify: q\ninto: [{class: a, items: [1]}, {class: b, items: [2]}]\n",
       "item.no-reason@1:1");
  SAYS("classify: q\nwhy: w\ninto:\n  - class: a\n    items: [1, 2]\n  - class: b: c\n",
       "yaml.colon@6:13");
}

Test(assess_pairing, targets_are_short) {
  char yaml[512], longest[130];
  memset(longest, 'a', sizeof longest);
  longest[121] = '\0';
  snprintf(yaml, sizeof yaml, MATCH "[{left: a, right: %s}, {left: b, right: c}]\n", longest);
  SAYS(yaml, "text.long@3:26");
  snprintf(yaml, sizeof yaml, CLASSIFY "[{class: %s, items: [1]}, {class: b, items: [2]}]\n",
           longest);
  SAYS(yaml, "text.long@3:8");
  snprintf(yaml, sizeof yaml, CLASSIFY "[{class: %s, items: [1]}, {class: b, items: [2]}]\n",
           longest + 1);
  SAYS(yaml, "");
}

/* Rights as long as a scalar may be: that comparing them costs too much is said once. */
Test(assess_pairing, what_is_folded_is_bounded) {
  struct reading r = {.arena = &arena, .diags = &diags};
  static char yaml[8 * 65536 + 256];
  strcpy(yaml, MATCH "\n");
  for (int i = 0; i < 8; i++) {
    size_t len = strlen(yaml);
    len += (size_t)sprintf(yaml + len, "  - {left: l%d, right: %d", i, i);
    memset(yaml + len, 'a', 60000);
    strcpy(yaml + len + 60000, "}\n");
  }
  const struct node *map = yaml_read_bytes(&r, yaml, strlen(yaml), "t.yaml");
  struct item item = {.id = "x", .stem = "q"};
  while (strcmp(item_kinds[item.kind]->key, "match") != 0)
    item.kind++;
  size_t slow = 0;
  cr_assert(item_kind_of(&item)->build(&r, map, &item));
  cr_assert(item_kind_of(&item)->build(&r, map, &item));
  for (size_t i = 0; i < diags.n; i++)
    slow += strcmp(diags.list[i].code, "item.slow") == 0;
  cr_expect_eq(slow, 1);
  cr_expect_eq(reading_left(&r), 0u);
}

Test(assess_pairing, revisions) {
  const char *a = MATCH "[{left: a, right: b}, {left: c, right: d}]\n";
  cr_expect_eq(changed(a, MATCH "[{left: a, right: b, why: w}, {left: c, right: d}]\n"), 2);
  cr_expect_eq(changed(a, MATCH "[{left: A, right: b, was: a}, {left: c, right: d}]\n"), 2);
  cr_expect_eq(changed(a, MATCH "[{left: a, right: {item: zoo, was: b}}, {left: c, right: d}]\n"),
               2);
  cr_expect_eq(changed(a, MATCH "[{left: A, right: b}, {left: c, right: d}]\n"), 3);
  cr_expect_eq(changed(a, MATCH "[{left: a, right: d}, {left: c, right: b}]\n"), 3);
  cr_expect_eq(changed(a, MATCH "[{left: a, right: b}, {left: c, right: d}]\nalso: [e]\n"), 3);
  const char *b = CLASSIFY "[{class: a, items: [1]}, {class: b, items: [2, 3]}]\n";
  cr_expect_eq(changed(b, CLASSIFY "[{class: A, was: a, items: [1]}, {class: b, items: [2, 3]}]\n"),
               2);
  cr_expect_eq(changed(b, CLASSIFY "[{class: a, items: [1, 2]}, {class: b, items: [3]}]\n"), 3);
}

Test(assess_pairing, texts_are_the_targets) {
  struct item item = sound(codes);
  cr_expect_str_eq(texts(&item),
                   "[Diplomat][rd][Filler][rf][Specimen State][Stateless person][Zebra]");
}

Test(assess_pairing, asks_and_says_no_key) {
  struct item item = sound(codes);
  const struct block *block = show(&item, (const uint8_t[]){2, 0, 1}, SHOW_ASK, NULL);
  cr_assert_eq(block->kind, BLOCK_PAIRS);
  cr_expect(block->live);
  cr_assert_eq(block->n, 3);
  cr_assert_eq(block->n_targets, 5);
  cr_expect_str_eq(block->targets[0], "Diplomat");
  cr_expect_str_eq(block->pairs[0].text, "<");
  for (size_t i = 0; i < 3; i++) {
    cr_expect_eq(block->pairs[i].value, ((const uint8_t[]){2, 0, 1})[i]);
    cr_expect_eq(block->pairs[i].mate, PICK_NONE);
    cr_expect_null(block->pairs[i].word);
    cr_expect_null(block->pairs[i].note);
  }
}

Test(assess_pairing, told_judges_what_was_given_alone) {
  struct item item = sound(codes);
  struct response response = {.n = 3, .pick = {0, 3, PICK_NONE}};
  const struct block *block = show(&item, NULL, SHOW_TOLD, &response);
  cr_expect_not(block->live);
  cr_expect_eq(block->pairs[0].mate, 0);
  cr_expect_eq(block->pairs[0].tone, TONE_BAD);
  cr_expect_str_eq(block->pairs[0].note, "rd", "what speaks against the distractor");
  cr_expect_eq(block->pairs[1].tone, TONE_GOOD);
  cr_expect_str_eq(block->pairs[1].note, "wx");
  cr_expect_eq(block->pairs[2].mate, PICK_NONE);
  cr_expect_not_null(block->pairs[2].word);
  cr_expect_null(block->pairs[2].note);
  cr_expect_not(prose_has("the reason"));
  response.pick[1] = 2;
  cr_expect_null(show(&item, NULL, SHOW_TOLD, &response)->pairs[1].note, "it would give the key");
}

Test(assess_pairing, key_pairs_rightly_and_says_what_was_given) {
  struct item item = sound(codes);
  struct response response = {.n = 3, .pick = {2, 0, PICK_NONE}};
  const struct block *block = show(&item, NULL, SHOW_KEY, &response);
  static const uint8_t mates[] = {2, 3, 1};
  for (size_t i = 0; i < 3; i++)
    cr_expect_eq(block->pairs[i].mate, mates[i]);
  cr_expect_eq(block->pairs[0].tone, TONE_GOOD);
  cr_expect_eq(block->pairs[1].tone, TONE_BAD);
  cr_expect_not_null(strstr(block->pairs[1].word, "Diplomat"));
  cr_expect_not_null(strstr(block->pairs[1].note, "rd"));
  cr_expect_not_null(strstr(block->pairs[1].note, "wx"));
  cr_expect_eq(block->pairs[2].tone, TONE_BAD);
  cr_expect(prose_has("the reason"));
  block = show(&item, NULL, SHOW_KEY, NULL);
  cr_expect_null(block->pairs[1].word);
  cr_expect_str_eq(block->pairs[1].note, "wx");
  cr_expect_eq(block->pairs[1].mate, 3);
  struct response diplomat = {.n = 3, .pick = {0, 0, 0}};
  cr_expect_str_eq(show(&item, NULL, SHOW_KEY, &diplomat)->pairs[0].note, "rd");
  struct response zebra = {.n = 3, .pick = {4, 4, 4}};
  cr_expect_null(show(&item, NULL, SHOW_KEY, &zebra)->pairs[0].note);
  cr_expect_str_eq(show(&item, NULL, SHOW_KEY, &zebra)->pairs[1].note, "wx");
}
