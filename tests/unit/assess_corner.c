/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Corners that no sensible question reaches: what is cut off by a mistake, what is too much, what
 * is typed beside the point. */
#include "assess_fixture.h"

TestSuite(assess_corner, .fini = done);

/* As read_item, with so much work left, and with one node in the mistake's way: the map itself, or
 * what stands under key, or the first entry of that list. */
struct reader {
  size_t left;
  const char *key;
  bool entry;
};

static bool read_so(const char *yaml, struct reader how, struct item *item) {
  struct reading r = {.arena = &arena, .diags = &diags};
  struct node *map = (struct node *)yaml_read_bytes(&r, yaml, strlen(yaml), "t.yaml");
  struct node *cut = how.key ? (struct node *)node_get(map, how.key) : map;
  r.worked = WORK_MOST - how.left;
  (how.entry ? (struct node *)cut->items[0] : cut)->partial = true;
  *item = (struct item){.id = "x"};
  while (!node_get(map, item_kinds[item->kind]->key))
    item->kind++;
  bool built = item_kind_of(item)->build(&r, map, item);
  if (built)
    item_kind_of(item)->check(&r, map, item);
  return built;
}

/* After a mistake in the YAML an entry may be missing that was meant to be there. */
Test(assess_corner, what_a_mistake_may_have_taken_is_not_missed) {
  static const struct {
    const char *yaml;
    struct reader how;
  } cut[] = {
      {"number: q\nwhy: w\n", {WORK_MOST, NULL, false}},
      {"true-or-false: q\nwhy: w\n", {WORK_MOST, NULL, false}},
      {"write: q\nwhy: w\n", {WORK_MOST, NULL, false}},
      {"write: q\naccept: [a]\n", {WORK_MOST, NULL, false}},
      {"choose: q\noptions: [{right: a}]\n", {WORK_MOST, "options", false}},
      {"choose: q\noptions: [{wrong: a}, {right: b}]\n", {WORK_MOST, "options", true}},
      {"choose: q\noptions: [{why: a}, {right: b}]\n", {WORK_MOST, "options", true}},
  };
  for (size_t i = 0; i < sizeof cut / sizeof *cut; i++) {
    struct item item;
    (void)read_so(cut[i].yaml, cut[i].how, &item);
    cr_expect_eq(diags.n, 0, "%s", cut[i].yaml);
  }
}

Test(assess_corner, forms_that_a_mistake_may_have_taken_are_not_missed) {
  struct item item;
  cr_assert(read_so("write: q\naccept: []\n", (struct reader){WORK_MOST, "accept", false}, &item));
  for (size_t i = 0; i < diags.n; i++)
    cr_expect_str_neq(diags.list[i].code, "item.no-accept");
}

/* How often a code is told when the file may ask for so much more. */
static size_t told(const char *yaml, const char *code, size_t left) {
  struct item item;
  size_t n = 0;
  diags_done(&diags);
  cr_assert(read_so(yaml, (struct reader){left, NULL, false}, &item));
  for (size_t i = 0; i < diags.n; i++)
    n += strcmp(diags.list[i].code, code) == 0;
  return n;
}

Test(assess_corner, where_no_work_is_left_forms_and_patterns_are_not_tried) {
  static const char yaml[] =
      "write: q\nwhy: w\naccept: [straw, hay, grass]\nreject: [stone]\npattern: '(straw|hay)+'\n";
  cr_expect_eq(told(yaml, "item.pattern-accept", WORK_MOST), 1);
  cr_expect_eq(told(yaml, "item.pattern-accept", 0), 0);
  cr_expect_eq(told(yaml, "item.pattern-slow", 0), 0);
  for (size_t left = 1; left < 4000; left++) {
    size_t slow = told(yaml, "item.pattern-slow", left);
    cr_expect(slow == 1 || (slow == 0 && told(yaml, "item.pattern-accept", left) == 1), "%zu",
              left);
  }
}

Test(assess_corner, no_option_or_every_option_right) {
  SAYS("choose: q\noptions: [{wrong: a, why: w}, {wrong: b, why: w}]\n", "item.no-key@2:10");
  SAYS("choose: q\noptions: [{right: a}, {right: b}]\n", "item.all-right@2:10");
}

Test(assess_corner, option_beside_one_that_is_none) {
  SAYS("choose: q\noptions: [{why: w}, {right: a}, {wrong: b, why: w}]\n", "item.option@2:11");
}

Test(assess_corner, numbers_as_they_are_written) {
  SAYS("number: q\nequals: 12x\nwhy: w\n", "item.number@2:9");
  SAYS("number: q\nequals: 1.0000001\nwhy: w\n", "item.number@2:9");
  SAYS("number: q\nequals: '+5 '\nwhy: w\n", "");
  SAYS("number: q\nequals: \"\u22125\"\nwhy: w\n", "");
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

/* One that was found wrong can be looked at all the same, in a preview. */
Test(assess_corner, an_answer_without_an_accepted_form) {
  struct item item = {.id = "x"};
  struct response response = {0};
  (void)read_item("write: q\nwhy: w\n", &item);
  item_kind_of(&item)->solution(&item, &response);
  cr_expect_str_eq(response.text, "");
  show_key(&item, "a");
  cr_expect_eq(page.blocks[0].tone, TONE_BAD);
  (void)read_item("write: q\nwhy: w\naccept: ['', a]\nreject: ['']\n", &item);
  cr_expect_eq(item_kind_of(&item)->grade(&item, &response).score, 0);
  response = (struct response){.text = "a \t"};
  cr_expect_eq(item_kind_of(&item)->grade(&item, &response).score, SCORE_ONE);
}

Test(assess_corner, blanks_around_an_answer_are_no_part_of_it) {
  struct item item = sound("write: q\nwhy: w\naccept: [aab]\npattern: 'a+b'\n");
  struct response response = {.text = "\t ab \t"};
  cr_expect_eq(item_kind_of(&item)->grade(&item, &response).score, SCORE_ONE);
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
  item = sound("number: q\nequals: 1\nwhy: w\n");
  item_kind_of(&item)->texts(&item, count_one, &n);
  cr_expect_eq(n, 1);
}

Test(assess_corner, a_negative_number_is_cut_off_towards_nought) {
  struct item item = sound("number: q\nequals: 0\nwithin: 1\nwhy: w\n");
  struct response in = {.text = "-0.99999999"}, out = {.text = "-1.00000001"};
  cr_expect_eq(item_kind_of(&item)->grade(&item, &in).score, SCORE_ONE);
  cr_expect_eq(item_kind_of(&item)->grade(&item, &out).score, 0);
}

/* Where a thousand mistakes were kept, further ones are counted and not worded. */
static void expect_counted(const char *yaml, size_t left) {
  struct reading r = {.arena = &arena, .diags = &diags, .worked = WORK_MOST - left};
  const struct node *map = yaml_read_bytes(&r, yaml, strlen(yaml), "t.yaml");
  struct item item = {.id = "x"};
  while (diags.n <= DIAGS_MAX)
    diag_error(&diags, (struct place){.file = "t", .line = (unsigned)diags.n + 1}, 1, "a.b", NULL,
               "%s", "c");
  size_t errors = diags.errors;
  while (!node_get(map, item_kinds[item.kind]->key))
    item.kind++;
  if (item_kind_of(&item)->build(&r, map, &item))
    item_kind_of(&item)->check(&r, map, &item);
  cr_expect_gt(diags.errors, errors, "%s", yaml);
  cr_expect_eq(diags.n, (size_t)DIAGS_MAX + 1);
}

/* A question whose list has so many of one entry. */
static const char *with_many(const char *head, const char *entry, size_t n) {
  struct str yaml = {0};
  str_puts(&yaml, head);
  for (size_t i = 0; i < n; i++)
    str_printf(&yaml, "- %s\n", entry);
  const char *kept = arena_strdup(&arena, str_text(&yaml));
  str_done(&yaml);
  return kept;
}

Test(assess_corner, mistakes_beyond_the_thousandth_are_counted) {
  static const char *const bad[] = {
      "number: q\nequals: x\n",
      "number: q\nwhy: w\n",
      "number: q\nequals: 1\nwithin: -1\nwhy: w\n",
      "true-or-false: q\n",
      "write: q\n",
      "write: q\naccept: ['']\nreject: [[a]]\n",
      "write: q\nwhy: w\naccept: [aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab]\npattern: '(a+)+'\n",
      "choose: q\noptions: [{wrong: a}, b, {right: c, wrong: d}]\n",
      "choose: q\noptions: [{right: a}, {right: b}, {wrong: c}]\n"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    expect_counted(bad[i], WORK_MOST);
  expect_counted("write: q\nwhy: w\naccept: [abcdefgh]\n", 10);
  expect_counted(with_many("choose: q\noptions:\n", "{right: a}", RESPONSE_PICKS + 1), WORK_MOST);
  expect_counted(with_many("write: q\nwhy: w\naccept:\n", "a", 65), WORK_MOST);
  struct str text = {0};
  str_puts(&text, "write: q\nwhy: w\naccept:\n- ");
  for (size_t i = 0; i < RESPONSE_TEXT; i++)
    str_putc(&text, 'a');
  expect_counted(str_text(&text), WORK_MOST);
  str_done(&text);
}
