/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/help.h"
#include "tui/layout.h"

#include "base/text.h"

#include <criterion/criterion.h>
#include <string.h>

static struct arena page_arena, frame_arena;
static struct page page;
static struct view view;
static struct canvas canvas;

static void init(void) { page_init(&page, &page_arena, "p", "A page"); }

static void done(void) {
  canvas_done(&canvas);
  view_done(&view);
  arena_done(&page_arena);
  arena_done(&frame_arena);
}

TestSuite(tui_layout, .init = init, .fini = done);

static void lay(enum font font, size_t columns) {
  canvas_done(&canvas);
  canvas_init(&canvas, &frame_arena, font, columns);
  view_sync(&view, &page);
  layout_page(&canvas, &page, &view);
}

/* A line as it will stand on the screen. */
static const char *row(size_t at) {
  static char out[1024];
  size_t col = 0, len = 0;
  cr_assert_lt(at, canvas.lines.n);
  const struct line *line = &canvas.lines.list[at];
  for (size_t i = 0; i < line->n; i++) {
    const struct piece *piece = &canvas.pieces.list[line->first + i];
    for (; col < piece->col; col++)
      out[len++] = ' ';
    memcpy(out + len, piece->text, piece->len);
    len += piece->len;
    col += text_width(piece->text, piece->len);
  }
  out[len] = 0;
  return out;
}

static size_t widest(void) {
  size_t most = 0;
  for (size_t i = 0; i < canvas.lines.n; i++) {
    const struct line *line = &canvas.lines.list[i];
    if (line->n == 0)
      continue;
    const struct piece *last = &canvas.pieces.list[line->first + line->n - 1];
    size_t end = last->col + text_width(last->text, last->len);
    most = end > most ? end : most;
  }
  return most;
}

static void add_every_kind(void) {
  static const char *const rows[] = {"P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"};
  static const struct choice choices[] = {
      {.text = "A choice of some length that has to be wrapped at any width of a screen, surely",
       .word = "your answer, wrong",
       .note = "A reason that is given beneath it, of some length"}};
  static const struct outline_row outline[] = {
      {.text = "An outline row whose text is rather long for a narrow screen",
       .word = "3 of 10",
       .depth = 2,
       .note = "and a note beneath it",
       .action = "a"}};
  static const struct bar bars[] = {{"A label of a bar that is too long", 500000, "4 of 5"}};
  static const char *const columns[] = {"First", "Second", "Third"};
  static const struct grid_cell cells[] = {{.text = "a cell with some text in it"},
                                           {.text = "another cell with text"},
                                           {.text = "10", .right = true}};
  static const struct pair pairs[] = {
      {.value = 0, .mate = 1, .text = "A line of some length to which a target is to be given"},
      {.value = 1, .mate = PICK_NONE, .text = "Another", .note = "A reason beneath it, at length"}};
  static const char *const targets[] = {"short", "a target of some length that is wrapped"};
  static const char *const pieces[] = {"A text with a gap ", ", and another(",
                                       ") so long a text that "
                                       "it is wrapped at any width of a screen",
                                       ""};
  static const struct gap gaps[] = {{.value = "something", .max = 20},
                                    {.value = "", .max = 200, .word = "a word of some length"},
                                    {.value = "\u65e5\u672c", .max = 12, .note = "A reason"}};
  static const struct field fields[] = {{.from = 2, .len = 3}, {.from = 5, .len = 8, .value = 1}};
  page_add_heading(&page, "A heading that goes on for quite a while, longer than a narrow screen");
  page_add_prose(&page,
                 "- a *list* with `code`\n  - nested and long enough to be wrapped somewhere"
                 "\n\n> quoted\n\n```\nsome code that is much too long to fit on one line of "
                 "forty columns\n```\n");
  page_add_panel(&page, "Title", rows, 1, NULL);
  page_add_choices(&page, "c", choices, 1, false, true);
  page_add_entry(&page, "e", "A label", "value", 200, "years");
  for (int live = 0; live < 2; live++) {
    page_add_order(&page, live ? "or" : "or-", choices, 1, live);
    page_add_pairs(&page, live ? "pa" : "pa-", pairs, 2, targets, 2, live);
    page_add_gaps(&page, live ? "ga" : "ga-", pieces, gaps, 3, live);
    page_add_fields(&page, live ? "fi" : "fi-", "Title", rows, 1, fields, 2, live);
  }
  page_add_outline(&page, "o", outline, 1);
  page_add_grid(&page, "Caption", columns, 3, cells, 3);
  page_add_bars(&page, bars, 1);
  page_add_notice(&page, TONE_BAD,
                  "something is the matter with this, and it takes words to say it");
}

Test(tui_layout, nothing_is_wider_than_the_screen) {
  add_every_kind();
  for (size_t columns = 40; columns <= 130; columns++) {
    lay(FONT_FULL, columns);
    cr_assert_leq(widest(), columns, "at %zu columns", columns);
  }
}

Test(tui_layout, text_is_no_wider_than_one_reads_well) {
  page_add_plain(&page,
                 "word word word word word word word word word word word word word word word "
                 "word word word word word word word word word word word word word word");
  lay(FONT_FULL, 200);
  cr_assert_leq(widest(), 76);
}

Test(tui_layout, ascii_needs_only_ascii) {
  add_every_kind();
  page_add_plain(&page, "“São” – ✓");
  lay(FONT_ASCII, 60);
  for (size_t i = 0; i < canvas.lines.n; i++)
    for (const char *at = row(i); *at; at++)
      cr_assert((unsigned char)*at < 0x80);
}

Test(tui_layout, choices_say_cursor_mark_number_and_word) {
  static const struct choice rows[] = {{.value = 4, .text = "one", .marked = true},
                                       {.value = 9, .text = "two", .word = "right"}};
  page_add_choices(&page, "c", rows, 2, false, true);
  lay(FONT_FULL, 60);
  cr_expect_str_eq(row(0), "> (x) 1. one");
  cr_expect_str_eq(row(1), "  ( ) 2. two - right");
  cr_expect(canvas.focused);
  cr_expect_eq(canvas.focus_line, 0);
  cr_expect_eq(canvas.focus_col, 0);
}

Test(tui_layout, choices_that_are_over_have_no_cursor) {
  static const struct choice rows[] = {{.text = "one", .marked = true, .note = "because"}};
  page_add_choices(&page, "c", rows, 1, true, false);
  lay(FONT_FULL, 60);
  cr_expect_str_eq(row(0), "  [x] 1. one");
  cr_expect_str_eq(row(1), "         because");
  cr_expect_not(canvas.focused);
}

Test(tui_layout, a_line_to_order_says_its_place_and_that_it_is_carried) {
  static const struct choice rows[] = {{.value = 4, .text = "one"}, {.value = 9, .text = "two"}};
  page_add_order(&page, "o", rows, 2, true);
  lay(FONT_FULL, 60);
  cr_expect_str_eq(row(0), ">  1. one");
  cr_expect_str_eq(row(1), "   2. two");
  view_draft(&view, page_id("o"))->carried = 1;
  lay(FONT_FULL, 60);
  cr_expect_str_eq(row(0), "> [1] one", "on the same cells");
}

Test(tui_layout, pairs_say_number_and_target_and_list_the_targets_once) {
  static const struct pair pairs[] = {{.value = 1, .mate = 0, .text = "one"},
                                      {.value = 0, .mate = PICK_NONE, .text = "two"}};
  static const char *const targets[] = {"first", "second"};
  page_add_pairs(&page, "p", pairs, 2, targets, 2, true);
  lay(FONT_FULL, 60);
  cr_expect_str_eq(row(0), "> [1] one = first");
  cr_expect_str_eq(row(1), "  [ ] two");
  cr_expect_str_eq(row(3), "   1. first");
  cr_expect_str_eq(row(4), "   2. second");
  cr_expect_eq(canvas.lines.n, 5);
}

Test(tui_layout, a_gap_keeps_its_cells_and_the_caret_stands_in_it) {
  static const char *const pieces[] = {"It has ", " lines of ", " letters."};
  static const struct gap gaps[] = {{.value = "2", .max = 3}, {.value = "", .max = 3}};
  page_add_gaps(&page, "g", pieces, gaps, 2, true);
  lay(FONT_FULL, 60);
  cr_expect_str_eq(row(0), "It has >2___] lines of [____] letters.");
  cr_expect_eq(canvas.focus_col, 9, "after what stands there");
  strcpy(view_draft(&view, page_id("g"))->text, "222\n");
  lay(FONT_FULL, 60);
  cr_expect_str_eq(row(0), "It has >222_] lines of [____] letters.");
}

Test(tui_layout, a_gap_is_never_parted) {
  static const char *const pieces[] = {"(((((((((((((((((((((((((((((",
                                       ")))))))))))))))))))))))))"};
  static const struct gap gaps[] = {{.value = "", .max = 14}};
  page_add_gaps(&page, "g", pieces, gaps, 1, true);
  lay(FONT_FULL, 40);
  size_t seen = 0;
  for (size_t i = 0; i < canvas.lines.n; i++)
    seen += strchr(row(i), '>') != NULL;
  cr_expect_eq(seen, 1);
  cr_expect(canvas.focused);
}

Test(tui_layout, marking_a_field_moves_nothing) {
  static const char *const rows[] = {"Name  ANNA      Sex  F", "MRZ   P<UTO<<"};
  static const struct field fields[] = {{.from = 6, .len = 4, .value = 3},
                                        {.from = 21, .len = 1, .value = 5},
                                        {.row = 1, .from = 8, .len = 3, .value = 7}};
  page_add_fields(&page, "f", NULL, rows, 2, fields, 3, true);
  lay(FONT_ASCII, 60);
  cr_expect_str_eq(row(1), "| Name  >1 ANNA]  Sex  [2 F] |", "blanks give cells back");
  cr_expect_str_eq(row(2), "| MRZ   P<[3 UTO]<<          |");
  view_draft(&view, page_id("f"))->marked[3] = true;
  lay(FONT_ASCII, 60);
  cr_expect_str_eq(row(1), "| Name  >x ANNA]  Sex  [2 F] |");
}

Test(tui_layout, the_field_with_the_focus_is_in_the_window) {
  static const char *const rows[] = {"0123456789012345678901234567890123456789"};
  static const struct field fields[] = {{.from = 0, .len = 2}, {.from = 38, .len = 2, .value = 1}};
  page_add_fields(&page, "f", NULL, rows, 1, fields, 2, true);
  lay(FONT_ASCII, 24);
  cr_expect_str_eq(row(1), "| >1 01]23456789012345 >");
  view_draft(&view, page_id("f"))->cursor = 1;
  lay(FONT_ASCII, 24);
  cr_expect_str_eq(row(1), "< 45678901234567>2 89] |");
  cr_expect_eq(canvas.focus_col, 16);
}

Test(tui_layout, the_word_of_a_row_stands_at_the_right_edge) {
  static const struct outline_row rows[] = {{.text = "a lesson", .word = "done", .action = "go"}};
  page_add_outline(&page, "o", rows, 1);
  lay(FONT_FULL, 40);
  cr_expect_str_eq(row(0), "> a lesson                          done");
}

Test(tui_layout, a_panel_is_cut_and_pushed) {
  static const char *const rows[] = {"0123456789012345678901234567890123456789"};
  page_add_panel(&page, NULL, rows, 1, NULL);
  lay(FONT_ASCII, 24);
  cr_expect_str_eq(row(0), "+----------------------+");
  cr_expect_str_eq(row(1), "| 01234567890123456789 >");
  cr_expect_eq(canvas.overhang, 20);
  view.pan = 8;
  lay(FONT_ASCII, 24);
  cr_expect_str_eq(row(1), "< 89012345678901234567 >");
  view.pan = 20;
  lay(FONT_ASCII, 24);
  cr_expect_str_eq(row(1), "< 01234567890123456789 |");
}

Test(tui_layout, the_caret_of_an_entry_is_where_the_next_character_goes) {
  page_add_entry(&page, "e", "Name", "日本", 20, NULL);
  lay(FONT_FULL, 60);
  cr_expect_str_eq(row(1), "> 日本_________________");
  cr_expect_eq(canvas.focus_line, 1);
  cr_expect_eq(canvas.focus_col, 6);
}

Test(tui_layout, a_long_entry_shows_its_caret) {
  char text[200] = {0};
  memset(text, 'a', 150);
  page_add_entry(&page, "e", "Name", text, 200, NULL);
  lay(FONT_FULL, 40);
  cr_expect_lt(canvas.focus_col, 40);
  cr_expect_eq(row(1)[canvas.focus_col], '_');
}

Test(tui_layout, a_grid_that_does_not_fit_becomes_records) {
  static const char *const columns[] = {"Quiz", "Score"};
  static const struct grid_cell cells[] = {{.text = "A name that is rather long for this"},
                                           {.text = "9 of 10", .right = true}};
  page_add_grid(&page, NULL, columns, 2, cells, 2);
  lay(FONT_FULL, 60);
  cr_expect_str_eq(row(1), "A name that is rather long for this  9 of 10");
  lay(FONT_FULL, 40);
  cr_expect_str_eq(row(0), "Quiz: A name that is rather long for");
  cr_expect_str_eq(row(2), "  Score: 9 of 10");
}

Test(tui_layout, bars_are_in_proportion) {
  static const struct bar bars[] = {{"a", 500000, "half"}, {"b", -1, "?"}, {"c", 2000000, "all"}};
  page_add_bars(&page, bars, 3);
  lay(FONT_FULL, 60);
  cr_expect_str_eq(row(0), "a  [##########..........] half");
  cr_expect_str_eq(row(1), "b  [                    ] ?");
  cr_expect_str_eq(row(2), "c  [####################] all");
}

Test(tui_layout, long_labels_stand_behind_their_bars_or_above) {
  static const struct bar bars[] = {
      {"Examination of travel documents, and of who bears them (DOC-EXAM)", 500000, "1 of 2"},
      {"Short (A)", -1, NULL}};
  page_add_bars(&page, bars, 2);
  lay(FONT_FULL, 60);
  cr_expect_str_eq(row(0), "[#####.....] 1 of 2     Examination of travel documents, and");
  cr_expect_str_eq(row(1), "                        of who bears them (DOC-EXAM)");
  cr_expect_str_eq(row(2), "[          ] not known  Short (A)");
  lay(FONT_FULL, 40);
  cr_expect_str_eq(row(0), "Examination of travel documents, and of");
  cr_expect_str_eq(row(1), "who bears them (DOC-EXAM)");
  cr_expect_str_eq(row(2), "  [#####.....] 1 of 2");
  cr_expect_str_eq(row(4), "  [          ] not known");
}

static const char *bar(size_t width) {
  canvas_done(&canvas);
  canvas_init(&canvas, &frame_arena, FONT_FULL, width);
  view_sync(&view, &page);
  layout_keys(&canvas, &page, &view, NULL, width);
  return row(0);
}

Test(tui_layout, the_key_bar_drops_what_is_needed_least) {
  page_add_action(&page, "a", "enter", "Answer", "", false);
  page_add_action(&page, "f", "ctrl-p", "Find", "", false);
  page_add_action(&page, "b", "esc", "Back", "", false);
  cr_expect_str_eq(bar(80), "Enter Answer  Ctrl-P Find  ? Help  Esc Back");
  cr_expect_str_eq(bar(40), "Enter Answer  ? Help  Esc Back");
  cr_expect_str_eq(bar(28), "Enter Answer  ? Help  Esc", "then labels");
  cr_expect_str_eq(bar(24), "Enter Answer  ?  Esc");
  cr_expect_str_eq(bar(14), "Enter Answer", "then keys");
}

Test(tui_layout, the_key_bar_shows_no_letters_while_typing) {
  page_add_entry(&page, "e", "Name", "", 20, NULL);
  page_add_action(&page, "h", "h", "Hint", "", false);
  page_add_action(&page, "a", "enter", "Answer", "", true);
  cr_expect_str_eq(bar(80), "F1 Help, Hint",
                   "help leads to the hint; no answer while there is none");
}

Test(tui_layout, help_lists_the_actions_of_the_page) {
  struct page help;
  page_add_action(&page, "hint", "h", "Hint", "A hint.", false);
  page_add_action(&page, "answer", "enter", "Answer", "Confirm.", true);
  view_sync(&view, &page);
  help_page(&help, &frame_arena, &page, &view, false);
  cr_assert_eq(help.blocks[0].kind, BLOCK_OUTLINE);
  cr_expect_eq(help.blocks[0].n, 1, "without an answer there is nothing to confirm");
  cr_expect_str_eq(help.blocks[0].outline[0].action, "hint");
  cr_expect_str_eq(help.blocks[0].outline[0].note, "A hint.");
}

Test(tui_layout, a_clock_is_rounded_up_and_grows_hours) {
  char text[16];
  layout_clock(0, text);
  cr_expect_str_eq(text, "0:00");
  layout_clock(1, text);
  cr_expect_str_eq(text, "0:01");
  layout_clock(725 * 1000, text);
  cr_expect_str_eq(text, "12:05");
  layout_clock(3725 * 1000, text);
  cr_expect_str_eq(text, "1:02:05");
}
