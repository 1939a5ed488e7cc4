/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Corners that no sensible question reaches: what is cut off by a mistake, what is too much, what
 * is typed beside the point. */
#include "assess_fixture.h"

TestSuite(assess_corner, .fini = done);

/* After a mistake in the YAML an entry may be missing that was meant to be there. */
static const char *said_of_part(const char *yaml) {
  struct reading r = {.arena = &arena, .diags = &diags};
  struct item item = {.id = "x"};
  struct node *map = (struct node *)yaml_read_bytes(&r, yaml, strlen(yaml), "t.yaml");
  map->partial = true;
  while (!node_get(map, item_kinds[item.kind]->key))
    item.kind++;
  if (item_kind_of(&item)->build(&r, map, &item))
    item_kind_of(&item)->check(&r, map, &item);
  return diags.n ? diags.list[0].code : "";
}

Test(assess_corner, what_a_mistake_may_have_taken_is_not_missed) {
  static const char *const cut[] = {"number: q\nwhy: w\n", "true-or-false: q\nwhy: w\n",
                                    "write: q\nwhy: w\n", "write: q\naccept: [a]\n"};
  for (size_t i = 0; i < sizeof cut / sizeof *cut; i++)
    cr_expect_str_eq(said_of_part(cut[i]), "", "%s", cut[i]);
}

Test(assess_corner, no_option_or_every_option_right) {
  SAYS("choose: q\noptions: [{wrong: a, why: w}, {wrong: b, why: w}]\n", "item.no-key@2:10");
  SAYS("choose: q\noptions: [{right: a}, {right: b}]\n", "item.all-right@2:10");
}

Test(assess_corner, null_and_maps_where_a_list_is_due) {
  SAYS("write: q\nwhy: w\naccept: ~\n", "item.no-accept@3:9");
  SAYS("write: q\nwhy: w\naccept: {a: b}\npattern: a\n", "type.list@3:9");
}

Test(assess_corner, a_number_is_right_on_both_sides_and_no_further) {
  struct item item = sound("number: q\nequals: 10\nwithin: 1\nwhy: w\n");
  static const struct {
    const char *text;
    bool right;
  } cases[] = {{"9", true},           {"11", true},        {"8.999999", false},
               {"11.000001", false},  {"9.0000001", true}, {"8.9999999", false},
               {"11.0000001", false}, {"-10", false},      {"-0.0000001", false}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct response response = {0};
    snprintf(response.text, sizeof response.text, "%s", cases[i].text);
    cr_expect_eq(item_kind_of(&item)->grade(&item, &response).score == SCORE_ONE, cases[i].right,
                 "%s", cases[i].text);
  }
}

static void show_key(const struct item *item, const char *typed) {
  struct response response = {0};
  snprintf(response.text, sizeof response.text, "%s", typed);
  page = (struct page){.arena = &arena};
  page_init(&page, &arena, "p", "P");
  item_kind_of(item)->page(item, NULL, SHOW_KEY, &response, &page);
}

Test(assess_corner, an_answer_that_the_pattern_gives_up_on_is_not_marked) {
  struct item item = sound("write: q\nwhy: w\naccept: [aaa]\npattern: '(a+)+'\n");
  struct response response = {.text = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"};
  cr_expect(item_kind_of(&item)->grade(&item, &response).faulty);
  show_key(&item, response.text);
  cr_expect_eq(page.blocks[0].tone, TONE_WARN);
  show_key(&item, "aaa");
  cr_expect_eq(page.blocks[0].tone, TONE_GOOD);
  show_key(&item, "b");
  cr_expect_eq(page.blocks[0].tone, TONE_BAD);
}

/* A pattern that became unusable after it was checked (another version of the library). */
Test(assess_corner, a_pattern_that_does_not_compile_is_faulty_and_not_wrong) {
  struct item item = {.id = "x"};
  (void)read_item("write: q\nwhy: w\naccept: [a]\npattern: '('\n", &item);
  struct response response = {.text = "b"};
  cr_expect(item_kind_of(&item)->grade(&item, &response).faulty);
}

static void count_one(void *n, const char *text) {
  cr_expect_str_eq(text, "km");
  ++*(size_t *)n;
}

Test(assess_corner, texts_of_a_unit_are_for_translators) {
  struct item item = sound("number: q\nequals: 1\nunit: km\nwhy: w\n");
  size_t n = 0;
  item_kind_of(&item)->texts(&item, count_one, &n);
  cr_expect_eq(n, 1);
}

/* Where a thousand mistakes were kept, further ones are counted and not worded. */
Test(assess_corner, mistakes_beyond_the_thousandth_are_counted) {
  static const char *const bad[] = {"number: q\nequals: x\n",
                                    "number: q\nwhy: w\n",
                                    "number: q\nequals: 1\nwithin: -1\nwhy: w\n",
                                    "true-or-false: q\n",
                                    "write: q\n",
                                    "write: q\naccept: ['']\nreject: [[a]]\n",
                                    "choose: q\noptions: [{wrong: a}, b, {right: c, wrong: d}]\n",
                                    "choose: q\noptions: [{right: a}, {right: b}, {wrong: c}]\n"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    struct reading r = {.arena = &arena, .diags = &diags};
    const struct node *map = yaml_read_bytes(&r, bad[i], strlen(bad[i]), "t.yaml");
    struct item item = {.id = "x"};
    while (diags.n <= DIAGS_MAX)
      diag_error(&diags, (struct place){.file = "t", .line = (unsigned)diags.n + 1}, 1, "a.b", NULL,
                 "%s", "c");
    size_t errors = diags.errors;
    while (!node_get(map, item_kinds[item.kind]->key))
      item.kind++;
    if (item_kind_of(&item)->build(&r, map, &item))
      item_kind_of(&item)->check(&r, map, &item);
    cr_expect_gt(diags.errors, errors, "%s", bad[i]);
    cr_expect_eq(diags.n, (size_t)DIAGS_MAX + 1);
  }
}
