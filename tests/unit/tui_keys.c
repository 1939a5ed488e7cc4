/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/keys.h"

#include "base/str.h"
#include "base/vec.h"
#include "tui/layout.h"
#include "tui/scroll.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct arena page_arena, frame_arena;
static struct page page;
static struct view view;
static struct canvas canvas;
static struct input input;

static void begin(const char *name) {
  page_init(&page, &page_arena, name, "A page");
  view.height = 20;
}

static void lay(void) {
  canvas_done(&canvas);
  canvas_init(&canvas, &frame_arena, FONT_FULL, 60);
  view_sync(&view, &page);
  layout_page(&canvas, &page, &view);
  scroll_settle(&view, &canvas);
}

static void done(void) {
  canvas_done(&canvas);
  view_done(&view);
  arena_done(&page_arena);
  arena_done(&frame_arena);
}

TestSuite(tui_keys, .fini = done);

static enum keys_effect press(enum key_code code) {
  lay();
  enum keys_effect effect = keys_apply(&view, &page, &canvas, &(struct key){.code = code}, &input);
  lay();
  return effect;
}

static enum keys_effect type(const char *text) {
  struct key key = {.code = KEYS_TEXT};
  strcpy(key.text, text);
  lay();
  enum keys_effect effect = keys_apply(&view, &page, &canvas, &key, &input);
  lay();
  return effect;
}

static struct draft *draft_of(const char *name) { return view_draft(&view, page_id(name)); }

static void add_choices(const char *name, bool many) {
  static const struct choice rows[] = {
      {.value = 7, .text = "one"}, {.value = 5, .text = "two"}, {.value = 6, .text = "three"}};
  page_add_choices(&page, name, rows, 3, many, true);
}

static void add_answer(void) {
  page_add_action(&page, "answer", "enter", "Answer", "Confirm.", true);
}

Test(tui_keys, enter_takes_the_row_under_the_cursor) {
  begin("q");
  add_choices("c", false);
  add_answer();
  press(KEYS_DOWN);
  cr_assert_eq(press(KEYS_ENTER), KEYS_SEND);
  cr_expect_str_eq(input.action, "answer");
  const struct response *value = input_value(&input, "c");
  cr_assert_not_null(value);
  cr_expect_eq(value->n, 1);
  cr_expect_eq(value->pick[0], 5, "the choice's value, not its row");
}

Test(tui_keys, a_digit_takes_one_and_only_one) {
  begin("q");
  add_choices("c", false);
  type("3");
  type("1");
  cr_expect(draft_of("c")->marked[7]);
  cr_expect_not(draft_of("c")->marked[6]);
  cr_expect_eq(draft_of("c")->cursor, 0);
}

Test(tui_keys, a_digit_beyond_the_last_does_nothing) {
  begin("q");
  add_choices("c", false);
  type("4");
  cr_expect(view_empty(&view, &page.blocks[0]));
}

Test(tui_keys, where_rows_are_numbered_from_0_the_digit_is_the_number) {
  begin("q");
  add_choices("c", false);
  page.blocks[0].first = 0;
  type("0");
  cr_expect(draft_of("c")->marked[7]);
  type("2");
  cr_expect(draft_of("c")->marked[6]);
  type("3");
  cr_expect(draft_of("c")->marked[6], "there is none");
  type("0");
  type(" ");
  cr_expect_eq(draft_of("c")->cursor, 0);
}

Test(tui_keys, many_are_turned_over) {
  begin("q");
  add_choices("c", true);
  add_answer();
  cr_expect_eq(press(KEYS_ENTER), KEYS_DID, "nothing is marked");
  cr_expect_not_null(view.say);
  type("1");
  type("3");
  type("1");
  cr_assert_eq(press(KEYS_ENTER), KEYS_SEND);
  cr_expect_eq(input.fields[0].value.n, 1);
  cr_expect_eq(input.fields[0].value.pick[0], 6);
}

Test(tui_keys, letters_go_to_the_entry_and_else_to_actions) {
  begin("q");
  page_add_entry(&page, "e", "Label", "", 10, NULL);
  add_choices("c", false);
  page_add_action(&page, "hint", "h", "Hint", "A hint.", false);
  cr_expect_eq(type("h"), KEYS_DID);
  cr_expect_eq(type("?"), KEYS_DID);
  cr_expect_str_eq(draft_of("e")->text, "h?");
  press(KEYS_TAB);
  cr_expect_eq(type("h"), KEYS_SEND, "the action wins over hjkl");
  cr_expect_str_eq(input.action, "hint");
  cr_expect_eq(type("?"), KEYS_HELP);
}

Test(tui_keys, f1_is_help_unless_the_page_has_it) {
  begin("q");
  struct key f1 = {.code = KEYS_FUNCTION, .text = "1"};
  lay();
  cr_expect_eq(keys_apply(&view, &page, &canvas, &f1, &input), KEYS_HELP);
  page_add_action(&page, "mine", "f1", "Mine", "Mine.", false);
  cr_expect_eq(keys_apply(&view, &page, &canvas, &f1, &input), KEYS_SEND);
  cr_expect_str_eq(input.action, "mine");
}

Test(tui_keys, enter_goes_to_the_next_empty_block_first) {
  begin("q");
  page_add_entry(&page, "a", "A", "x", 10, NULL);
  page_add_entry(&page, "b", "B", "", 10, NULL);
  add_answer();
  cr_expect_eq(press(KEYS_ENTER), KEYS_DID);
  cr_expect_eq(view.focus, page_id("b"));
  type("y");
  cr_expect_eq(press(KEYS_ENTER), KEYS_SEND);
  cr_expect_eq(input.n, 2);
  cr_expect_str_eq(input_value(&input, "a")->text, "x");
  cr_expect_str_eq(input_value(&input, "b")->text, "y");
}

Test(tui_keys, arrows_walk_over_blocks_and_skip_what_cannot_be_chosen) {
  static const struct outline_row rows[] = {{.text = "head"},
                                            {.text = "a", .action = "go a"},
                                            {.text = "locked"},
                                            {.text = "b", .action = "go b"}};
  begin("q");
  page_add_outline(&page, "o", rows, 4);
  add_choices("c", false);
  lay();
  cr_expect_eq(draft_of("o")->cursor, 1);
  press(KEYS_DOWN);
  cr_expect_eq(draft_of("o")->cursor, 3);
  press(KEYS_DOWN);
  cr_expect_eq(view.focus, page_id("c"));
  press(KEYS_UP);
  cr_expect_eq(view.focus, page_id("o"));
  cr_expect_eq(press(KEYS_ENTER), KEYS_SEND);
  cr_expect_str_eq(input.action, "go b");
  press(KEYS_UP);
  press(KEYS_UP);
  cr_expect_eq(draft_of("o")->cursor, 1, "no row before the first");
}

Test(tui_keys, drafts_stay_with_the_page_and_go_with_it) {
  begin("q");
  add_choices("c", false);
  type("2");
  arena_done(&page_arena);
  begin("q");
  page_add_notice(&page, TONE_PLAIN, "new above");
  add_choices("c", false);
  lay();
  cr_expect(draft_of("c")->marked[5]);
  begin("another");
  add_choices("c", false);
  lay();
  cr_expect_not(draft_of("c")->marked[5]);
}

Test(tui_keys, who_comes_back_to_an_outline_stands_where_he_left) {
  static const struct outline_row rows[] = {{.text = "a", .action = "go a"},
                                            {.text = "b", .action = "go b"}};
  static const struct outline_row later[] = {{.text = "n", .action = "go n"},
                                             {.text = "a", .action = "go a"},
                                             {.text = "b", .action = "go b"}};
  begin("home");
  page_add_outline(&page, "o", rows, 2);
  press(KEYS_DOWN);
  begin("lesson");
  lay();
  begin("home");
  page_add_outline(&page, "o", later, 3);
  lay();
  cr_expect_eq(draft_of("o")->cursor, 2, "by the action, not by the number");
}

static void add_long(size_t lines) {
  struct str text = {0};
  for (size_t i = 0; i < lines; i++)
    str_puts(&text, "line\n");
  page_add_plain(&page, str_text(&text));
  str_done(&text);
}

Test(tui_keys, nothing_unseen_is_answered) {
  begin("q");
  view.height = 10;
  add_long(30);
  add_choices("c", false);
  add_answer();
  lay();
  cr_expect_eq(view.scroll, 0, "the stem comes first");
  int presses = 0;
  while (press(KEYS_ENTER) == KEYS_DID && presses < 20)
    presses++;
  cr_expect_gt(presses, 2);
  cr_expect_lt(presses, 20);
  cr_expect(scroll_shows_focus(&view, &canvas));
}

Test(tui_keys, prose_scrolls_and_stops_at_the_end) {
  begin("q");
  view.height = 10;
  add_long(30);
  press(KEYS_DOWN);
  cr_expect_eq(view.scroll, 1);
  press(KEYS_PAGE_DOWN);
  cr_expect_eq(view.scroll, 10);
  press(KEYS_END);
  cr_expect_eq(view.scroll + view.height, canvas.lines.n);
  press(KEYS_DOWN);
  cr_expect_eq(view.scroll + view.height, canvas.lines.n);
  press(KEYS_HOME);
  cr_expect_eq(view.scroll, 0);
}

Test(tui_keys, the_first_line_shown_is_found_again_at_another_width) {
  begin("q");
  view.height = 5;
  add_long(10);
  page_add_heading(&page, "A heading");
  page_add_plain(&page, "words and words and words and words and words and words and words and "
                        "words and words and words and words and words and words and words");
  add_long(10);
  lay();
  size_t heading = 0;
  while (canvas.lines.list[heading].block != page.blocks[1].id)
    heading++;
  view.scroll = heading;
  struct anchor anchor = scroll_anchor(&view, &canvas);
  canvas_done(&canvas);
  canvas_init(&canvas, &frame_arena, FONT_FULL, 40);
  layout_page(&canvas, &page, &view);
  scroll_return(&view, &canvas, anchor);
  cr_expect_eq(canvas.lines.list[view.scroll].block, page.blocks[1].id);
}

Test(tui_keys, names_of_keys) {
  char name[16];
  keys_name(&(struct key){.code = KEYS_CTRL, .text = "p"}, name);
  cr_expect_str_eq(name, "ctrl-p");
  keys_name(&(struct key){.code = KEYS_FUNCTION, .text = "12"}, name);
  cr_expect_str_eq(name, "f12");
  keys_name(&(struct key){.code = KEYS_ESC}, name);
  cr_expect_str_eq(name, "esc");
  keys_name(&(struct key){.code = KEYS_UP}, name);
  cr_expect_str_empty(name);
}

Test(tui_keys, a_hint_names_a_key) {
  static const char *const names[] = {"enter", "esc", "f1", "f12", "ctrl-p", "h", "?", " ", "f"};
  for (size_t i = 0; i < COUNT(names); i++) {
    char name[16];
    struct key key = keys_named(names[i]);
    keys_name(&key, name);
    cr_expect_str_eq(name, names[i]);
  }
}

/* The mouse. */

static enum keys_effect click(size_t line, size_t column) {
  lay();
  enum keys_effect effect = keys_click(&view, &page, &canvas, line, column, &input);
  lay();
  return effect;
}

Test(tui_keys, a_click_marks_and_sends_nothing) {
  begin("q");
  add_choices("c", false);
  add_answer();
  cr_expect_eq(click(1, 30), KEYS_DID);
  cr_expect(draft_of("c")->marked[5]);
  cr_expect_eq(click(9, 3), KEYS_DID, "beneath the last line");
}

Test(tui_keys, a_click_opens_the_row_it_is_on) {
  static const struct outline_row rows[] = {
      {.text = "a", .action = "go a"}, {.text = "locked"}, {.text = "b", .action = "go b"}};
  begin("q");
  page_add_outline(&page, "o", rows, 3);
  cr_expect_eq(click(1, 3), KEYS_DID);
  cr_assert_eq(click(2, 3), KEYS_SEND);
  cr_expect_str_eq(input.action, "go b");
}

/* Blocks whose answer has several parts. */

static void add_order(void) {
  static const struct choice rows[] = {
      {.value = 2, .text = "c"}, {.value = 0, .text = "a"}, {.value = 1, .text = "b"}};
  page_add_order(&page, "o", rows, 3, true);
  add_answer();
}

static void expect_picks(const char *name, size_t n, const uint8_t *picks) {
  const struct response *value = input_value(&input, name);
  cr_assert_not_null(value);
  cr_expect_eq(value->n, n);
  cr_expect_eq(memcmp(value->pick, picks, n), 0);
}
#define EXPECT_PICKS(name, n, ...) expect_picks(name, n, (const uint8_t[]){__VA_ARGS__})

Test(tui_keys, what_chance_dealt_is_no_order) {
  begin("q");
  add_order();
  cr_expect_eq(press(KEYS_ENTER), KEYS_DID);
  cr_expect_not_null(view.say);
  press(KEYS_DOWN);
  cr_expect(view_empty(&view, &page.blocks[0]), "to look at a line moves none");
}

Test(tui_keys, a_line_is_taken_carried_and_put_down) {
  begin("q");
  add_order();
  press(KEYS_RIGHT);
  press(KEYS_DOWN);
  press(KEYS_DOWN);
  press(KEYS_DOWN);
  cr_expect_eq(draft_of("o")->cursor, 2, "no further than the last place");
  cr_expect_eq(press(KEYS_ENTER), KEYS_DID, "Enter puts down first");
  cr_expect_eq(draft_of("o")->carried, 0);
  press(KEYS_UP);
  cr_assert_eq(press(KEYS_ENTER), KEYS_SEND);
  EXPECT_PICKS("o", 3, 0, 1, 2);
}

Test(tui_keys, a_carried_line_can_be_put_back) {
  begin("q");
  add_order();
  page_add_action(&page, "back", "esc", "Back", "Back.", false);
  type(" ");
  press(KEYS_END);
  cr_expect_eq(press(KEYS_ESC), KEYS_DID, "not the page's Esc");
  cr_expect_eq(draft_of("o")->pick[0], 2);
  cr_expect(view_empty(&view, &page.blocks[0]));
  cr_expect_eq(press(KEYS_ESC), KEYS_SEND);
}

Test(tui_keys, a_key_that_leads_away_puts_the_line_down) {
  begin("q");
  add_order();
  add_choices("c", false);
  type(" ");
  press(KEYS_DOWN);
  press(KEYS_TAB);
  cr_expect_eq(view.focus, page_id("c"));
  cr_expect_eq(draft_of("o")->carried, 0);
  cr_expect_not(view_empty(&view, &page.blocks[0]));
}

Test(tui_keys, a_digit_puts_the_line_at_that_place) {
  begin("q");
  add_order();
  type("3");
  cr_expect_eq(draft_of("o")->cursor, 2, "the cursor goes with it");
  type("1");
  type("4");
  cr_assert_eq(press(KEYS_ENTER), KEYS_SEND);
  EXPECT_PICKS("o", 3, 2, 0, 1);
}

Test(tui_keys, an_order_is_kept_while_its_lines_are_the_same) {
  static const struct choice dealt[] = {
      {.value = 1, .text = "b"}, {.value = 2, .text = "c"}, {.value = 0, .text = "a"}};
  static const struct choice other[] = {
      {.value = 1, .text = "b"}, {.value = 5, .text = "x"}, {.value = 0, .text = "a"}};
  begin("q");
  add_order();
  type("2");
  arena_done(&page_arena);
  begin("q");
  page_add_order(&page, "o", dealt, 3, true);
  lay();
  cr_expect_eq(draft_of("o")->pick[0], 0, "by values, not by rows");
  begin("q");
  page_add_order(&page, "o", other, 3, true);
  lay();
  cr_expect_eq(draft_of("o")->pick[1], 5, "other lines begin anew");
  cr_expect(view_empty(&view, &page.blocks[0]));
}

static void add_pairs(void) {
  static const struct pair rows[] = {{.value = 2, .mate = PICK_NONE, .text = "c"},
                                     {.value = 0, .mate = PICK_NONE, .text = "a"},
                                     {.value = 1, .mate = PICK_NONE, .text = "b"}};
  static const char *const targets[] = {"x", "y"};
  page_add_pairs(&page, "p", rows, 3, targets, 2, true);
  add_answer();
}

Test(tui_keys, a_digit_gives_and_goes_on) {
  begin("q");
  add_pairs();
  cr_expect_eq(press(KEYS_ENTER), KEYS_DID, "nothing is given");
  type("2");
  type("2");
  type("3");
  type("1");
  cr_assert_eq(press(KEYS_ENTER), KEYS_SEND);
  EXPECT_PICKS("p", 3, 1, 0, 1);
}

Test(tui_keys, what_is_empty_is_said_once) {
  begin("q");
  add_pairs();
  press(KEYS_DOWN);
  type("1");
  press(KEYS_UP);
  press(KEYS_UP);
  cr_expect_eq(press(KEYS_ENTER), KEYS_DID);
  cr_expect_eq(draft_of("p")->cursor, 2, "at the next that has nothing");
  cr_expect_not_null(view.say);
  press(KEYS_UP);
  cr_expect_eq(press(KEYS_ENTER), KEYS_DID, "another key begins anew");
  cr_assert_eq(press(KEYS_ENTER), KEYS_SEND);
  EXPECT_PICKS("p", 3, 0, PICK_NONE, PICK_NONE);
}

Test(tui_keys, left_and_right_go_through_the_targets_and_none) {
  begin("q");
  add_pairs();
  static const uint8_t seen[] = {0, 1, PICK_NONE, 0};
  for (size_t i = 0; i < 4; i++) {
    press(KEYS_RIGHT);
    cr_expect_eq(draft_of("p")->pick[2], seen[i]);
  }
  press(KEYS_LEFT);
  press(KEYS_LEFT);
  cr_expect_eq(draft_of("p")->pick[2], 1);
  type("0");
  cr_expect(view_empty(&view, &page.blocks[0]));
}

static void add_gaps(void) {
  static const char *const pieces[] = {"a ", " b ", " c"};
  static const struct gap rows[] = {{.value = "", .max = 3}, {.value = "", .max = 3}};
  page_add_gaps(&page, "g", pieces, rows, 2, true);
  add_answer();
}

Test(tui_keys, enter_goes_from_gap_to_gap_and_answers_in_the_last) {
  begin("q");
  add_gaps();
  type("h");
  type("?");
  cr_expect_eq(press(KEYS_ENTER), KEYS_DID);
  cr_expect_eq(draft_of("g")->cursor, 1);
  for (int i = 0; i < 5; i++)
    type("4");
  press(KEYS_UP);
  cr_expect_eq(draft_of("g")->caret, 2, "after what stands there");
  press(KEYS_BACKSPACE);
  press(KEYS_TAB);
  cr_assert_eq(press(KEYS_ENTER), KEYS_SEND);
  cr_expect_str_eq(input_value(&input, "g")->text, "h\n444");
}

Test(tui_keys, empty_gaps_are_no_answer) {
  begin("q");
  add_gaps();
  press(KEYS_ENTER);
  type("1");
  press(KEYS_BACKSPACE);
  cr_expect_eq(press(KEYS_ENTER), KEYS_DID);
  cr_expect(view_empty(&view, &page.blocks[0]));
}

static void add_fields(void) {
  static const char *const rows[] = {"aaa  bbb  ccc", "", "     ddd"};
  static const struct field fields[] = {{.from = 0, .len = 3, .value = 9},
                                        {.from = 5, .len = 3, .value = 8},
                                        {.from = 10, .len = 3, .value = 7},
                                        {.row = 2, .from = 5, .len = 3, .value = 6}};
  page_add_fields(&page, "f", NULL, rows, 3, fields, 4, true);
  add_answer();
}

Test(tui_keys, arrows_go_through_fields_in_two_dimensions) {
  begin("q");
  add_fields();
  press(KEYS_RIGHT);
  press(KEYS_RIGHT);
  cr_expect_eq(draft_of("f")->cursor, 2);
  press(KEYS_DOWN);
  cr_expect_eq(draft_of("f")->cursor, 3);
  press(KEYS_UP);
  cr_expect_eq(draft_of("f")->cursor, 1, "the nearest above");
}

Test(tui_keys, fields_are_marked_by_space_and_digit) {
  begin("q");
  add_fields();
  cr_expect_eq(press(KEYS_ENTER), KEYS_DID);
  type(" ");
  type("4");
  type("2");
  type("2");
  type("9");
  cr_assert_eq(press(KEYS_ENTER), KEYS_SEND);
  EXPECT_PICKS("f", 2, 9, 6);
}

Test(tui_keys, nothing_unseen_is_given_marked_or_moved) {
  begin("q");
  view.height = 10;
  add_long(40);
  add_pairs();
  lay();
  cr_expect_eq(view.scroll, 0);
  type("1");
  cr_expect(view_empty(&view, &page.blocks[1]), "it is first brought there");
  cr_expect_gt(view.scroll, 0);
}

Test(tui_keys, an_answer_that_no_response_holds_is_not_asked_for) {
  struct choice rows[RESPONSE_PICKS + 1] = {0};
  for (size_t i = 0; i < COUNT(rows); i++)
    rows[i] = (struct choice){.value = (uint8_t)i, .text = "line"};
  begin("q");
  page_add_order(&page, "o", rows, COUNT(rows), true);
  lay();
  cr_expect_null(view_focused(&view, &page));
}

Test(tui_keys, a_click_beside_a_field_marks_none) {
  begin("q");
  add_fields();
  lay();
  const struct spot second = canvas.spots.list[1];
  click(second.line, second.col + second.cells);
  cr_expect(view_empty(&view, &page.blocks[0]));
  click(second.line, second.col + second.cells - 1);
  cr_assert_eq(press(KEYS_ENTER), KEYS_SEND);
  EXPECT_PICKS("f", 1, 8);
}

Test(tui_keys, a_carried_line_is_put_where_one_clicks) {
  begin("q");
  add_order();
  click(0, 3);
  cr_expect_eq(draft_of("o")->carried, 1, "the row had the cursor");
  click(2, 3);
  cr_assert_eq(press(KEYS_ENTER), KEYS_SEND);
  EXPECT_PICKS("o", 3, 0, 1, 2);
}

static enum keys_effect paste(enum key_code code, const char *text) {
  struct key key = {.code = code, .pasted = true};
  strcpy(key.text, text);
  lay();
  enum keys_effect effect = keys_apply(&view, &page, &canvas, &key, &input);
  lay();
  return effect;
}

Test(tui_keys, what_is_pasted_is_text_where_one_types) {
  begin("q");
  page_add_entry(&page, "e", "Name", "", 20, NULL);
  add_answer();
  page_add_action(&page, "hint", "h", "Hint", "Help.", false);
  cr_expect_eq(paste(KEYS_TEXT, "h"), KEYS_DID);
  cr_expect_eq(paste(KEYS_TEXT, "?"), KEYS_DID, "no key of help");
  cr_expect_null(view.say);
  cr_expect_eq(paste(KEYS_CTRL, ""), KEYS_DID);
  cr_expect_not_null(view.say, "what was dropped is said");
  cr_expect_eq(paste(KEYS_TEXT, "1"), KEYS_DID);
  cr_expect_not_null(view.say, "and stays said while it goes by");
  cr_expect_str_eq(draft_of("e")->text, "h?1");
}

Test(tui_keys, what_is_pasted_elsewhere_does_nothing) {
  begin("q");
  add_choices("c", false);
  add_answer();
  page_add_action(&page, "hint", "h", "Hint", "Help.", false);
  static const char *const texts[] = {"h", "?", "2", " ", "j"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    cr_expect_eq(paste(KEYS_TEXT, texts[i]), KEYS_DID);
  cr_expect_eq(paste(KEYS_CTRL, ""), KEYS_DID);
  cr_expect_eq(draft_of("c")->cursor, 0);
  cr_expect(view_empty(&view, &page.blocks[0]));
}

Test(tui_keys, what_is_pasted_beside_lines_gives_them_nothing) {
  static const struct pair rows[] = {{.value = 0, .mate = PICK_NONE, .text = "a"},
                                     {.value = 1, .mate = PICK_NONE, .text = "b"}};
  static const char *const targets[] = {"x", "y"};
  begin("q");
  page_add_pairs(&page, "p", rows, 2, targets, 2, true);
  cr_expect_eq(paste(KEYS_TEXT, "2"), KEYS_DID);
  cr_expect(view_empty(&view, &page.blocks[0]));
  cr_expect_eq(draft_of("p")->cursor, 0);
}

/* -- Marks ------------------------------------------------------------------------------------- */

static void add_marks(const char *first, const char *second) {
  static const struct mark_column asked[] = {
      {.head = "1", .text = "Greets", .keys = "120", .help = "1 done"},
      {.head = "2", .text = "Asks", .keys = "120", .help = "1 done"},
      {.head = "3", .text = "Closes", .keys = "12", .help = "1 done"}};
  const struct mark_row rows[] = {{.text = "Amina", .action = "mark:a", .marks = first},
                                  {.text = "Bao", .action = "mark:b", .marks = second}};
  begin("p");
  page_add_marks(&page, "m", asked, 3, rows, 2);
}

Test(tui_keys, a_mark_is_sent_with_its_cell_and_the_cursor_goes_on) {
  add_marks("   ", "   ");
  cr_expect_eq(type("1"), KEYS_SEND);
  cr_expect_str_eq(input.action, "mark:a:0:1");
  cr_expect_eq(type("2"), KEYS_SEND);
  cr_expect_str_eq(input.action, "mark:a:1:2");
  cr_expect_eq(type("0"), KEYS_DID, "that cell does not take it");
  cr_expect_eq(draft_of("m")->column, 2);
  cr_expect_eq(type("1"), KEYS_SEND);
  cr_expect_eq(draft_of("m")->cursor, 1, "on to the next row");
  cr_expect_eq(draft_of("m")->column, 0);
  cr_expect_eq(type("1"), KEYS_SEND);
  cr_expect_str_eq(input.action, "mark:b:0:1");
}

Test(tui_keys, arrows_go_from_cell_to_cell) {
  add_marks("   ", "   ");
  press(KEYS_RIGHT);
  press(KEYS_DOWN);
  cr_expect_eq(type("2"), KEYS_SEND);
  cr_expect_str_eq(input.action, "mark:b:1:2");
  cr_expect_eq(type("1"), KEYS_SEND);
  cr_expect_eq(draft_of("m")->cursor, 1, "there is no row after the last");
  cr_expect_eq(draft_of("m")->column, 2);
  press(KEYS_RIGHT);
  press(KEYS_LEFT);
  press(KEYS_UP);
  cr_expect_eq(press(KEYS_DELETE), KEYS_SEND);
  cr_expect_str_eq(input.action, "mark:a:1:-");
  cr_expect_eq(type("-"), KEYS_SEND);
  cr_expect_str_eq(input.action, "mark:a:1:-", "and stays");
}

Test(tui_keys, enter_goes_to_what_is_missing_and_then_is_the_pages) {
  add_marks("1 1", "11 ");
  page_add_action(&page, "done", "enter", "Done", NULL, false);
  cr_expect_eq(press(KEYS_ENTER), KEYS_DID);
  cr_expect_eq(draft_of("m")->column, 1);
  cr_expect_eq(press(KEYS_ENTER), KEYS_DID);
  cr_expect_eq(draft_of("m")->cursor, 1);
  cr_expect_eq(draft_of("m")->column, 2);
  add_marks("111", "112");
  page_add_action(&page, "done", "enter", "Done", NULL, false);
  cr_expect_eq(press(KEYS_ENTER), KEYS_SEND);
  cr_expect_str_eq(input.action, "done");
}

/* -- A grid whose cells can be opened --------------------------------------------------------- */

static void add_cells(void) {
  static char texts[8 * 9][16];
  struct grid_cell cells[8 * 9] = {0};
  const char *const columns[] = {"Who",          "Column one",   "Column two",
                                 "Column three", "Column four",  "Five",
                                 "Six",          "Column seven", "Column eight"};
  for (size_t i = 0; i < COUNT(cells); i++) {
    snprintf(texts[i], sizeof texts[i], i % 9 ? "c%zu" : "row %zu", i % 9 ? i : i / 9);
    cells[i] = (struct grid_cell){.text = texts[i], .action = i % 9 ? texts[i] : NULL};
  }
  cells[2].action = NULL;
  page_add_grid(&page, NULL, columns, 9, cells, COUNT(cells));
}

static size_t cell_at(void) { return view_draft(&view, page.blocks[0].id)->cursor; }

static bool shows(const char *text) {
  for (size_t i = 0; i < canvas.pieces.n; i++)
    if (strncmp(canvas.pieces.list[i].text, text, strlen(text)) == 0)
      return true;
  return false;
}

Test(tui_keys, cells_are_walked_in_both_directions) {
  begin("grid");
  add_cells();
  lay();
  cr_expect_eq(cell_at(), 1, "the first that can be opened");
  press(KEYS_RIGHT);
  cr_expect_eq(cell_at(), 3, "one that cannot is passed over");
  press(KEYS_DOWN);
  cr_expect_eq(cell_at(), 12);
  press(KEYS_LEFT);
  press(KEYS_UP);
  cr_expect_eq(cell_at(), 1, "the nearest of a row that has none there");
  press(KEYS_LEFT);
  cr_expect_eq(cell_at(), 1, "the end is the end");
  press(KEYS_END);
  cr_expect_eq(cell_at(), 71);
  cr_assert_eq(press(KEYS_ENTER), KEYS_SEND);
  cr_expect_str_eq(input.action, "c71");
}

Test(tui_keys, cells_around_the_cursor_are_shown_under_their_heads) {
  begin("grid");
  view.height = 11;
  add_cells();
  lay();
  cr_expect(shows("c1") && !shows("c8"));
  cr_expect_leq(canvas.lines.n, 11, "no higher than the screen");
  press(KEYS_END);
  cr_expect(shows("c71") && !shows("c10"));
  cr_expect(shows("row 7"), "the names of rows stay");
  cr_expect(scroll_shows_focus(&view, &canvas));
}
