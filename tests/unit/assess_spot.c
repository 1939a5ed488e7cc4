/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spot: the wrong fields of a panel. */
#include "assess_fixture.h"

TestSuite(assess_spot, .fini = done);

#define SPOT(panel) "spot: q\npanel: |\n" panel

static const char page_of[] =
    SPOT("  Surname [ERIKSSON]\n"
         "  Born    [12 AUG 1947](wrong: The MRZ (line 2) says 740812.)\n"
         "\n"
         "  Sex     [F] State [UTO](wrong:other)  Issued \\[here\\] [UTO]\n");

Test(assess_spot, rows_and_fields) {
  struct item item = sound(page_of);
  const struct block *block = show(&item, NULL, SHOW_ASK, NULL);
  cr_assert_eq(block->kind, BLOCK_FIELDS);
  cr_expect(block->live);
  cr_assert_eq(block->n, 4);
  cr_expect_str_eq(block->rows[0], "Surname ERIKSSON");
  cr_expect_str_eq(block->rows[1], "Born    12 AUG 1947");
  cr_expect_str_eq(block->rows[2], "");
  cr_expect_str_eq(block->rows[3], "Sex     F State UTO  Issued [here] UTO");
  static const char *const fields[] = {"ERIKSSON", "12 AUG 1947", "F", "UTO", "UTO"};
  cr_assert_eq(block->n_fields, 5);
  for (size_t i = 0; i < 5; i++) {
    const struct field *field = &block->fields[i];
    cr_expect_eq(field->value, i);
    cr_expect_eq(field->len, strlen(fields[i]));
    cr_expect_eq(strncmp(block->rows[field->row] + field->from, fields[i], field->len), 0);
    cr_expect_null(field->word);
    cr_expect_null(field->note);
    cr_expect_not(field->marked);
  }
  cr_expect_str_eq(item.parts[1].why, "The MRZ (line 2) says 740812.");
  cr_expect_str_eq(item.parts[3].why, "other");
  cr_expect_neq(item.parts[3].name, item.parts[4].name, "two fields of one text");
  cr_expect_str_eq(texts(&item), "[Surname ERIKSSON][Born    12 AUG 1947][]"
                                 "[Sex     F State UTO  Issued [here] UTO]");
}

Test(assess_spot, signs_of_its_own) {
  struct item item =
      sound(SPOT("  [a\\]b] [c](wrong: d\\) e\\\\) [f]\\(g) \\h [i\\](wrong: j)]\n"));
  const struct block *block = show(&item, NULL, SHOW_ASK, NULL);
  cr_expect_str_eq(block->rows[0], "a]b c f(g) \\h i](wrong: j)");
  cr_expect_str_eq(item.parts[1].why, "d) e\\");
  cr_expect_eq(item.n_parts, 4);
}

/* max(0, hits/K - false/(n-K)) with K = 2, n = 5 */
Test(assess_spot, scores_as_choose_all) {
  struct item item = sound(page_of);
  cr_expect_eq(SCORE(&item, 3, 1), SCORE_ONE);
  cr_expect_eq(SCORE(&item, 1), 500000);
  cr_expect_eq(SCORE(&item, 1, 0), 166667);
  cr_expect_eq(SCORE(&item, 0, 1, 2, 3, 4), 0);
  cr_expect_eq(SCORE(&item, 1, 1), 0);
  cr_expect_eq(SCORE(&item, 5), 0);
  cr_expect_float_eq(item_kind_of(&item)->guess(&item), 1. / 31, 1e-12);
  cr_expect_eq(item_kind_of(&item)->shape, SHAPE_REGION);
  cr_expect_not(item_kind_of(&item)->shuffles);
}

#define REST "  [x] [y] [z](wrong: w)\n"

Test(assess_spot, mistakes) {
  SAYS(SPOT("  [a] [b](wrong: w)\n"), "item.few-fields@2:8");
  SAYS(SPOT("  [a] [b] [c]\n"), "item.no-key@2:8");
  SAYS(SPOT("  [a](wrong: w) [b](wrong: w) [c](wrong: w)\n"), "item.all-right@2:8");
  SAYS(SPOT(REST "  [a](wrong: ) [b](wrong) [c](wrong:)\n"),
       "item.no-reason@4:3 item.no-reason@4:16 item.no-reason@4:27");
  SAYS(SPOT(REST "  [a](note)\n"), "item.field-reason@4:6");
  SAYS(SPOT(REST "  [a](wrong why)\n"), "item.field-reason@4:6");
  SAYS(SPOT(REST "  [a](wrong: (why)\n"), "item.field-reason@4:6");
  SAYS(SPOT(REST "  [a](wro"), "item.field-reason@4:6");
  SAYS(SPOT(REST "  [a](wrong\n"), "item.field-reason@4:6");
  SAYS("spot: q\npanel: ' '\n", "text.empty@2:8");
  SAYS(SPOT(REST "  ab [a\n  [b\\]\n   c] [d]\n  e [f [g]\n"),
       "item.field-bracket@4:6 item.field-bracket@5:3 item.field-bracket@6:5 "
       "item.field-bracket@7:5");
  SAYS(SPOT(REST "  []\n  [ ]\n"), "item.field-empty@4:3 item.field-empty@5:3");
  SAYS(SPOT(REST "  a [\tb]\n"), "item.tab@4:6");
  SAYS(SPOT(REST "  a (b) c\\\n"), "");
  SAYS("spot: q\npanel: '[x] [y] [z](wrong: w) ]'\n", "item.field-bracket@2:31");
  SAYS("spot: q\n", "key.missing@1:1");
  SAYS("spot: q\npanel: ''\n", "text.empty@2:8");
  SAYS("spot: q\npanel: [a]\n", "type.text@2:8");
}

Test(assess_spot, blanks_at_the_end_are_nothing) {
  struct item item = sound(SPOT(REST "  a  \n  \n\n"));
  const struct block *block = show(&item, NULL, SHOW_ASK, NULL);
  cr_assert_eq(block->n, 2);
  cr_expect_str_eq(block->rows[1], "a");
}

Test(assess_spot, is_bounded) {
  char yaml[2048] = SPOT(REST);
  for (int i = 1; i < 20; i++)
    strcat(yaml, "  line\n");
  SAYS(yaml, "");
  strcat(yaml, "\n  \n");
  SAYS(yaml, "");
  strcat(yaml, "  line\n");
  SAYS(yaml, "item.many-rows@23:3");
}

Test(assess_spot, fields_and_cells_are_bounded) {
  char yaml[2048] = SPOT(REST "  ");
  for (int i = 3; i < 20; i++)
    strcat(yaml, "[f]");
  SAYS(yaml, "");
  strcat(yaml, "[f]");
  SAYS(yaml, "item.many-fields@2:8");
  strcpy(yaml, SPOT(REST "  [é"));
  for (int i = 0; i < 71; i++)
    strcat(yaml, "a");
  strcat(yaml, "]\n");
  SAYS(yaml, "");
  strcpy(strrchr(yaml, ']'), "a]\n");
  SAYS(yaml, "text.long@4:3");
}

Test(assess_spot, revisions) {
  cr_expect_eq(changed(SPOT(REST), SPOT("  [x] [y] [z](wrong: v)\n")), 2);
  cr_expect_eq(changed(SPOT(REST), SPOT("  a [x] [y] [z](wrong: w)\n")), 2);
  cr_expect_eq(changed(SPOT(REST), SPOT("  [x] [y](wrong: w) [z]\n")), 3);
  cr_expect_eq(changed(SPOT(REST), SPOT("  [x] [Y] [z](wrong: w)\n")), 3);
}

Test(assess_spot, told_judges_what_was_marked_alone) {
  struct item item = sound(page_of);
  struct response response = {.n = 2, .pick = {1, 0}};
  const struct block *block = show(&item, NULL, SHOW_TOLD, &response);
  cr_expect_not(block->live);
  cr_expect(block->fields[0].marked);
  cr_expect_eq(block->fields[0].tone, TONE_BAD);
  cr_expect_eq(block->fields[1].tone, TONE_GOOD);
  cr_expect_str_eq(block->fields[1].note, "The MRZ (line 2) says 740812.");
  for (size_t i = 2; i < 5; i++) {
    cr_expect_not(block->fields[i].marked);
    cr_expect_null(block->fields[i].word, "the key is not told");
    cr_expect_null(block->fields[i].note);
    cr_expect_eq(block->fields[i].tone, TONE_PLAIN);
  }
}

Test(assess_spot, key_says_what_was_missed) {
  struct item item = sound(page_of);
  struct response response = {.n = 1, .pick = {1}};
  item.why = "the reason";
  const struct block *block = show(&item, NULL, SHOW_KEY, &response);
  cr_expect_not(block->fields[3].marked);
  cr_expect_not_null(block->fields[3].word);
  cr_expect_eq(block->fields[3].tone, TONE_BAD);
  cr_expect_str_eq(block->fields[3].note, "other");
  cr_expect_null(block->fields[0].word);
  cr_expect(prose_has("the reason"));
  cr_expect_not_null(show(&item, NULL, SHOW_KEY, NULL)->fields[1].word);
  item.why = NULL;
  show(&item, NULL, SHOW_KEY, &response);
  cr_expect_eq(page.n_blocks, 1);
}
