/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "linear/linear.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A program that shows the pages of a list, one after the other, and keeps what it is told. */
enum { PAGES = 8, INPUTS = 8 };

struct fake {
  void (*make[PAGES])(struct page *page);
  size_t at, n_inputs;
  struct input inputs[INPUTS];
  struct arena arena;
  struct page page;
};

static struct fake fake;
static char *output;
static size_t output_len;

static const struct page *fake_page(void *ctx) {
  struct fake *f = ctx;
  arena_done(&f->arena);
  page_init(&f->page, &f->arena, "test", "Document fraud");
  f->make[f->at](&f->page);
  return &f->page;
}

static bool fake_act(void *ctx, const struct input *input) {
  struct fake *f = ctx;
  cr_assert_lt(f->n_inputs, (size_t)INPUTS);
  f->inputs[f->n_inputs++] = *input;
  return f->make[++f->at] != NULL;
}

static enum face_end run(const char *typed) {
  struct program program = {.ctx = &fake, .page = fake_page, .act = fake_act};
  static char nothing[1];
  size_t len = strlen(typed);
  FILE *in = len ? fmemopen((void *)(uintptr_t)typed, len, "r") : fmemopen(nothing, 1, "r");
  if (!len)
    fgetc(in);
  FILE *out = open_memstream(&output, &output_len);
  enum face_end end = linear_run(&program, in, out);
  fclose(in);
  fclose(out);
  return end;
}

static void begin(void) { fake = (struct fake){0}; }

static void end(void) {
  free(output);
  output = NULL;
  arena_done(&fake.arena);
}

TestSuite(linear_face, .init = begin, .fini = end);

static bool said(const char *text) { return strstr(output, text) != NULL; }

static size_t times(const char *text) {
  size_t n = 0;
  for (const char *at = output; (at = strstr(at, text)); at += strlen(text))
    n++;
  return n;
}

static const struct response *sent(size_t input, const char *block) {
  const struct response *value = input_value(&fake.inputs[input], block);
  cr_assert_not_null(value);
  return value;
}

/* The pages. */

static void question_actions(struct page *page) {
  page_add_action(page, "answer", "enter", "Answer", "Sends your answer", true);
  page_add_action(page, "hint", "h", "Hint", "Shows a hint", false);
  page_add_action(page, "back", "esc", "Go Back", "Leaves", false);
}

static void add_lengths(struct page *page, bool many, bool live) {
  struct choice choices[] = {{.value = 4, .text = "44 *characters*"},
                             {.value = 9, .text = "36"},
                             {.value = 2, .text = "30"}};
  page_add_choices(page, "answer", choices, 3, many, live);
}

static void question(struct page *page) {
  page->status = "Question 3 of 10";
  page_add_prose(page, "How **many** characters?");
  add_lengths(page, false, true);
  question_actions(page);
}

static void question_many(struct page *page) {
  page_add_prose(page, "Which?");
  add_lengths(page, true, true);
  question_actions(page);
}

static void told(struct page *page) {
  page->status = "Question 3 of 10";
  page_add_prose(page, "How **many** characters?");
  struct choice choices[] = {{.value = 4, .text = "44", .word = "right", .tone = TONE_GOOD},
                             {.value = 9,
                              .text = "36",
                              .word = "your answer, wrong",
                              .note = "That is TD2.",
                              .marked = true}};
  page_add_choices(page, "answer", choices, 2, false, false);
  page_add_notice(page, TONE_BAD, "Not quite.");
  page_add_action(page, "next", "enter", "Continue", NULL, false);
}

static void write_in(struct page *page) {
  page_add_entry(page, "answer", "Date of birth", "", 20, "YYMMDD");
  question_actions(page);
}

static void form(struct page *page) {
  page_add_entry(page, "name", "Name", "", 40, NULL);
  page_add_entry(page, "unit", "Unit", "Namanga", 40, NULL);
  add_lengths(page, false, true);
  page_add_action(page, "save", "enter", "Save", NULL, true);
}

static void form_again(struct page *page) {
  page_add_notice(page, TONE_WARN, "That name is taken.");
  form(page);
}

static void home(struct page *page) {
  struct outline_row rows[] = {
      {.text = "Lessons"},
      {.depth = 1, .text = "Two lines", .word = "done", .action = "open a"},
      {.depth = 1, .text = "Names", .note = "8 minutes", .action = "open b"}};
  page_add_outline(page, "list", rows, 3);
  page_add_action(page, "continue", "enter", "Continue", NULL, false);
  page_add_action(page, "search", "/", "Search", NULL, false);
}

static void everything(struct page *page) {
  page_add_heading(page, "Heading");
  page_add_prose(page, "First.\n\n- one\n- two\n  1. three\n\n> quoted\n\n    code  here\n");
  const char *rows[] = {"P<UTOERIKSSON<<ANNA", "", "  L898902C3"};
  page_add_panel(page, "Data page", rows, 3, NULL);
  page_add_panel(page, "Portrait", rows, 3, "Hair: long, grey.");
  const char *columns[] = {"Topic", "Hours"};
  struct grid_cell cells[] = {{.text = "MRZ"}, {.text = "3"}, {.text = "Stamps"}, {.text = ""}};
  page_add_grid(page, "Plan", columns, 2, cells, 4);
  struct bar bars[] = {{"MRZ", 800000, "4 of 5"}, {"Stamps", 500000, NULL}, {"Visas", -1, NULL}};
  page_add_bars(page, bars, 3);
  page_add_notice(page, TONE_PLAIN, "Said once.");
  page_add_entry(page, "old", "Weight", "7", 9, "kg")->live = false;
  page->status = "bad \033[31m\u202e\tstatus";
}

/* What is said. */

Test(linear_face, a_question_is_plain_text) {
  fake.make[0] = question;
  cr_assert_eq(run(""), FACE_LEFT);
  cr_assert_str_eq(output, "\nDocument fraud\nQuestion 3 of 10\n"
                           "\nHow many characters?\n"
                           "\n  1. 44 characters\n  2. 36\n  3. 30\n"
                           "\n[Enter] Answer  [h] Hint  [Esc] Go Back  [?] Help\n> \n");
}

Test(linear_face, every_kind_of_block_is_said) {
  fake.make[0] = everything;
  run("");
  cr_assert(said("\n== Heading\n"));
  cr_assert(said("\nFirst.\n\n- one\n- two\n  1. three\n\n  quoted\n\n  code  here\n"));
  cr_assert(said("\nData page\n  P<UTOERIKSSON<<ANNA\n\n    L898902C3\n"));
  cr_assert(said("\nPortrait\n  Hair: long, grey.\n\n"), "in words, and not drawn as well");
  cr_assert(said("\nPlan\nTopic: MRZ; Hours: 3\nTopic: Stamps\n"));
  cr_assert(said("\nMRZ: 4 of 5\nStamps: 50%\nVisas: "));
  cr_assert(said("\nSaid once.\n"));
  cr_assert(said("\nWeight: 7 kg\n"));
}

Test(linear_face, no_control_byte_is_ever_written) {
  fake.make[0] = everything;
  run("\033[A\n");
  for (size_t i = 0; i < output_len; i++)
    cr_assert(output[i] == '\n' || (unsigned char)output[i] >= 0x20);
  cr_assert_not(said("\u202e"));
}

static void long_words(struct page *page) {
  page->status =
      "Once upon a time there was an officer who read every line of every page aloud, slowly";
  page_add_plain(page, "one two three four five six seven eight nine ten eleven twelve thirteen "
                       "fourteen fifteen sixteen seventeen");
}

Test(linear_face, lines_are_wrapped) {
  fake.make[0] = long_words;
  run("");
  for (const char *at = output; *at; at = strchr(at, '\n') + 1)
    cr_assert_leq(strcspn(at, "\n"), 76u);
}

/* What is done. */

Test(linear_face, a_number_answers_at_once) {
  fake.make[0] = question;
  cr_assert_eq(run("2\n"), FACE_OVER);
  cr_assert_str_eq(fake.inputs[0].action, "answer");
  cr_assert_eq(sent(0, "answer")->n, 1);
  cr_assert_eq(sent(0, "answer")->pick[0], 9, "the part of row 2");
}

Test(linear_face, several_numbers_where_several_may_be_chosen) {
  fake.make[0] = fake.make[1] = question_many;
  cr_assert_eq(run("3, 1 3\n2 1\n"), FACE_OVER);
  cr_assert_eq(sent(0, "answer")->n, 2);
  cr_assert_eq(sent(0, "answer")->pick[0], 2);
  cr_assert_eq(sent(0, "answer")->pick[1], 4);
  cr_assert_eq(sent(1, "answer")->pick[0], 9);
}

Test(linear_face, wrong_input_is_told_and_loses_nothing) {
  fake.make[0] = question;
  cr_assert_eq(run("0\n4\n1 2\nperhaps\n99999999999999999999999\n\n-1\n2x\n3\n"), FACE_OVER);
  cr_assert_eq(fake.n_inputs, 1);
  cr_assert_eq(sent(0, "answer")->pick[0], 2);
  cr_assert_eq(times("from 1 to 3"), 8);
  cr_assert_eq(times("How many"), 1, "the page is not said again");
}

Test(linear_face, actions_are_called_by_key_id_or_label) {
  static const char *const ways[] = {"h\n", "hint\n", "HINT\n", ":h\n", "/hint\n", "  h  \n"};
  for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
    begin();
    fake.make[0] = question;
    cr_assert_eq(run(ways[i]), FACE_OVER);
    cr_expect_str_eq(fake.inputs[0].action, "hint", "%s", ways[i]);
    end();
  }
  begin();
  fake.make[0] = question;
  run("go back");
  cr_assert_str_eq(fake.inputs[0].action, "back", "a last line without its end");
}

Test(linear_face, an_answer_cannot_be_sent_empty) {
  fake.make[0] = question;
  cr_assert_eq(run("answer\n\n"), FACE_LEFT);
  cr_assert_eq(fake.n_inputs, 0);
  cr_assert_eq(times("from 1 to 3"), 2);
}

Test(linear_face, where_an_entry_is_live_the_line_is_its_text) {
  fake.make[0] = fake.make[1] = fake.make[2] = fake.make[3] = write_in;
  cr_assert_eq(run(" h \n740812\n::x\n:h\n"), FACE_OVER);
  cr_assert_str_eq(sent(0, "answer")->text, "h");
  cr_assert_str_eq(sent(1, "answer")->text, "740812");
  cr_assert_str_eq(sent(2, "answer")->text, ":x");
  cr_assert_str_eq(fake.inputs[3].action, "hint");
  cr_assert(said("Date of birth (YYMMDD)"));
  cr_assert(said("[:h] Hint"));
}

static void secret(struct page *page) {
  page_add_entry(page, "answer", "Passphrase", "", 20, NULL)->secret = true;
  question_actions(page);
}

Test(linear_face, of_what_is_secret_every_blank_counts) {
  fake.make[0] = fake.make[1] = fake.make[2] = fake.make[3] = fake.make[4] = secret;
  cr_assert_eq(run(" two words  \n :h\n::h \n   \n:h \n"), FACE_OVER);
  cr_assert_str_eq(sent(0, "answer")->text, " two words  ");
  cr_assert_str_eq(sent(1, "answer")->text, " :h");
  cr_assert_str_eq(sent(2, "answer")->text, ":h ");
  cr_assert_str_eq(sent(3, "answer")->text, "   ");
  cr_assert_str_eq(fake.inputs[4].action, "hint");
}

Test(linear_face, a_text_that_does_not_fit_is_not_cut) {
  fake.make[0] = write_in;
  cr_assert_eq(run("123456789012345678901\n12345678901234567890\n"), FACE_OVER);
  cr_assert_eq(fake.n_inputs, 1);
  cr_assert_str_eq(sent(0, "answer")->text, "12345678901234567890");
}

Test(linear_face, a_form_is_asked_field_by_field) {
  fake.make[0] = form;
  cr_assert_eq(run("Amina\n\n2\n"), FACE_OVER);
  cr_assert_eq(fake.n_inputs, 1);
  cr_assert_str_eq(fake.inputs[0].action, "save");
  cr_assert_str_eq(sent(0, "name")->text, "Amina");
  cr_assert_str_eq(sent(0, "unit")->text, "Namanga", "Enter keeps what stands there");
  cr_assert_eq(sent(0, "answer")->pick[0], 9);
}

Test(linear_face, a_form_shown_again_keeps_its_drafts) {
  fake.make[0] = form;
  fake.make[1] = form_again;
  cr_assert_eq(run("Amina\nBusia\n1\nAmina B\n\n\n"), FACE_OVER);
  cr_assert_str_eq(sent(1, "name")->text, "Amina B");
  cr_assert_str_eq(sent(1, "unit")->text, "Busia");
  cr_assert_eq(sent(1, "answer")->pick[0], 4);
  cr_assert_eq(times("That name is taken."), 1);
}

static void next_question(struct page *page) {
  question(page);
  page->status = "Question 4 of 10";
}

Test(linear_face, the_next_question_does_not_inherit_an_answer) {
  fake.make[0] = question;
  fake.make[1] = next_question;
  cr_assert_eq(run("2\n\n"), FACE_LEFT);
  cr_assert_eq(fake.n_inputs, 1);
  cr_assert_eq(times("How many"), 2);
}

Test(linear_face, only_what_is_new_is_said_again) {
  fake.make[0] = question;
  fake.make[1] = told;
  cr_assert_eq(run("2\n\n"), FACE_OVER);
  cr_assert_eq(times("How many"), 1);
  cr_assert_eq(times("Document fraud"), 1);
  cr_assert(said("\n  1. 44 (right)\n  2. 36 (your answer, wrong)\n     That is TD2.\n"));
  cr_assert(said("\nNot quite.\n"));
  cr_assert_str_eq(fake.inputs[1].action, "next");
  cr_assert_eq(fake.inputs[1].n, 0);
}

Test(linear_face, outline_rows_are_opened_by_number) {
  fake.make[0] = fake.make[1] = fake.make[2] = home;
  cr_assert_eq(run("2\n\n/\n"), FACE_OVER);
  cr_assert_str_eq(fake.inputs[0].action, "open b");
  cr_assert_str_eq(fake.inputs[1].action, "continue");
  cr_assert_str_eq(fake.inputs[2].action, "search");
  cr_assert(said("\nLessons\n  1. Two lines (done)\n  2. Names\n      8 minutes\n"));
}

enum { LOOKS = 9 };

static void looked_at(struct page *page, size_t seen) {
  struct outline_row rows[LOOKS];
  for (size_t i = 0; i < LOOKS; i++)
    rows[i] = (struct outline_row){.text = "Look at it", .action = "look"};
  for (size_t i = 0; i < seen; i++)
    rows[i].word = "seen";
  page_add_outline(page, "looks", rows, LOOKS);
}

static void looked_at_none(struct page *page) { looked_at(page, 0); }
static void looked_at_one(struct page *page) { looked_at(page, 1); }
static void looked_at_most(struct page *page) { looked_at(page, LOOKS - 1); }

Test(linear_face, of_a_long_outline_only_the_rows_that_changed_are_said) {
  fake.make[0] = looked_at_none;
  fake.make[1] = looked_at_one;
  fake.make[2] = looked_at_most;
  run("1\n1\n");
  cr_expect_eq(times("1. Look at it (seen)\n"), 2);
  cr_expect_eq(times("9. Look at it\n"), 2, "whole at first, and where much changed");
  cr_expect_eq(times("as before"), 1);
}

static void entry_and_rows(struct page *page) {
  page_add_entry(page, "say", "What do you say?", "", 40, NULL);
  home(page);
}

/* A number would be text there. */
Test(linear_face, rows_beside_an_entry_are_called_with_a_colon) {
  fake.make[0] = fake.make[1] = entry_and_rows;
  run("2\n:2\n");
  cr_assert(said("  :1. Two lines"));
  cr_assert_str_eq(fake.inputs[0].action, "continue", "one line is sent at once");
  cr_assert_str_eq(sent(0, "say")->text, "2");
  cr_assert_str_eq(fake.inputs[1].action, "open b");
}

static void many_actions(struct page *page) {
  static const char *const keys[] = {"ctrl-n", "ctrl-o", "ctrl-f", "ctrl-p", "ctrl-r", "ctrl-s"};
  page_add_plain(page, "Much can be done.");
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
    page_add_action(page, keys[i], keys[i], "Overview", NULL, false);
}

Test(linear_face, no_key_is_broken_in_two) {
  fake.make[0] = many_actions;
  run("");
  cr_assert(said("[Ctrl-o] Overview"));
  cr_assert(said("[Ctrl-p] Overview\n[Ctrl-r] Overview"));
}

static void mixed(struct page *page) {
  add_lengths(page, false, true);
  home(page);
}

static void levels(struct page *page) {
  add_lengths(page, false, true);
  page->blocks[0].first = 0;
  home(page);
}

static void level_question(struct page *page) {
  question(page);
  page->blocks[page->n_blocks - 1].first = 0;
}

Test(linear_face, where_choices_are_numbered_from_0_the_number_is_the_row) {
  fake.make[0] = level_question;
  run("3\n0\n");
  cr_expect(said("from 0 to 2"));
  cr_assert_str_eq(fake.inputs[0].action, "answer");
  cr_expect_eq(fake.inputs[0].fields[0].value.pick[0], 4);
  cr_expect(said("  0. 44 characters"));
  cr_expect(said("  2. 30"));
}

Test(linear_face, rows_behind_choices_from_0_begin_where_those_end) {
  fake.make[0] = levels;
  cr_assert_eq(run("4\n"), FACE_OVER);
  cr_assert_str_eq(fake.inputs[0].action, "open b");
}

Test(linear_face, outline_rows_beside_choices_are_numbered_after_them) {
  fake.make[0] = mixed;
  cr_assert_eq(run("5\n"), FACE_OVER);
  cr_assert_str_eq(fake.inputs[0].action, "open b");
  cr_assert(said("  4. Two lines"));
}

Test(linear_face, help_names_every_action) {
  fake.make[0] = question;
  run("?\n");
  cr_assert(said("[Enter] Answer: Sends your answer\n"));
  cr_assert(said("[h] Hint: Shows a hint\n"));
  cr_assert_eq(fake.n_inputs, 0);
}

/* Answers of several parts. */

static void put_in_order(struct page *page) {
  struct choice lines[] = {
      {.value = 2, .text = "Decide"}, {.value = 0, .text = "Look"}, {.value = 1, .text = "Feel"}};
  page_add_order(page, "answer", lines, 3, true);
  question_actions(page);
}

static void expect_picks(size_t input, size_t n, const uint8_t *picks) {
  cr_assert_eq(sent(input, "answer")->n, n);
  cr_expect_eq(memcmp(sent(input, "answer")->pick, picks, n), 0);
}
#define EXPECT_PICKS(input, n, ...) expect_picks(input, n, (const uint8_t[]){__VA_ARGS__})

Test(linear_face, an_order_needs_every_number_once) {
  fake.make[0] = put_in_order;
  cr_assert_eq(run("\n2 3\n2 2 3\n2 3 4\n2 3 1 1\n2 3 1\n"), FACE_OVER);
  cr_assert_eq(fake.n_inputs, 1);
  EXPECT_PICKS(0, 3, 0, 1, 2);
  cr_expect(said("\n  1. Decide\n  2. Look\n  3. Feel\nType all the numbers from 1 to 3"));
  cr_expect_eq(times("each once"), 6, "and each time it is said");
}

static void give(struct page *page) {
  struct pair lines[] = {{.value = 1, .mate = PICK_NONE, .text = "Visa"},
                         {.value = 0, .mate = PICK_NONE, .text = "Stamp"}};
  const char *targets[] = {"before", "at the border", "never"};
  page_add_pairs(page, "answer", lines, 2, targets, 3, true);
  question_actions(page);
}

Test(linear_face, pairs_take_a_number_for_each_line) {
  fake.make[0] = fake.make[1] = give;
  cr_assert_eq(run("1\n1 4\n0 0\n3 2\n0 3\n"), FACE_OVER);
  cr_assert_eq(fake.n_inputs, 2);
  EXPECT_PICKS(0, 2, 1, 2);
  EXPECT_PICKS(1, 2, 2, PICK_NONE);
  cr_expect(said("\n  Line 1: Visa\n  Line 2: Stamp\nNumbers to give:\n  1. before\n"));
}

Test(linear_face, pairs_can_be_given_line_by_line) {
  fake.make[0] = fake.make[1] = give;
  cr_assert_eq(run("2=3\n3=1\n1=\n1=1\n2 = 2\n\n"), FACE_OVER);
  cr_assert_eq(fake.n_inputs, 2);
  EXPECT_PICKS(0, 2, 2, 0);
  cr_expect_eq(times("without a number: 1."), 1);
  EXPECT_PICKS(1, 2, 1, 0);
}

static void fill_in(struct page *page) {
  const char *pieces[] = {"It has ", " lines of ", " characters."};
  struct gap gaps[] = {{.value = "", .max = 2}, {.value = "", .max = 3}};
  page_add_gaps(page, "answer", pieces, gaps, 2, true);
  question_actions(page);
}

Test(linear_face, gaps_are_asked_for_one_after_the_other) {
  fake.make[0] = fake.make[1] = fake.make[2] = fill_in;
  cr_assert_eq(run("2\n4444\n44\n\n36\n:h\n"), FACE_OVER);
  cr_assert_eq(fake.n_inputs, 3);
  cr_expect_str_eq(sent(0, "answer")->text, "2\n44");
  cr_expect_str_eq(sent(1, "answer")->text, "2\n36", "an empty line leaves what stands there");
  cr_expect_str_eq(fake.inputs[2].action, "hint");
  cr_expect(said("\nIt has (gap 1) lines of (gap 2) characters.\n"));
  cr_expect(said("Gap 1 of 2: It has ... lines of\n"));
  cr_expect(said("Gap 2 of 2: lines of ... characters.\n"));
  cr_expect(said("too long"));
}

static void ask_short(struct page *page) {
  page_add_entry(page, "answer", "Name", "", 9, NULL);
  question_actions(page);
}

/* Letters, as one sees them: of two bytes each, and of a letter with its accent put on. */
Test(linear_face, room_is_told_in_letters) {
  fake.make[0] = ask_short;
  cr_assert_eq(run("ééééé\n1234567890\ne\u0301e\u0301e\u0301x\nabc\n"), FACE_OVER);
  cr_expect_eq(times("only its first 4 letters fit."), 1);
  cr_expect_eq(times("only its first 9 letters fit."), 1);
  cr_expect_eq(times("only its first 3 letters fit."), 1);
  cr_expect_str_eq(sent(0, "answer")->text, "abc");
}

Test(linear_face, room_of_a_gap_is_told_in_letters) {
  fake.make[0] = fill_in;
  cr_assert_eq(run("éé\n\u65e5\né\n36\n"), FACE_OVER);
  cr_expect(said("only its first 1 letter fits."));
  cr_expect(said("there is no room for it."));
  cr_expect_str_eq(sent(0, "answer")->text, "é\n36");
}

Test(linear_face, empty_gaps_are_not_sent) {
  fake.make[0] = fill_in;
  cr_assert_eq(run("\n\n\n44\n"), FACE_OVER);
  cr_assert_eq(fake.n_inputs, 1);
  cr_expect_str_eq(sent(0, "answer")->text, "\n44");
}

static void mark(struct page *page, bool live) {
  const char *rows[] = {"Name  ANNA", "Sex   F"};
  struct field fields[] = {{.from = 6, .len = 4, .value = 3},
                           {.row = 1, .from = 6, .len = 1, .value = 8}};
  if (!live) {
    fields[1].marked = true;
    fields[1].word = "your answer, wrong";
    fields[1].note = "It *is* so.";
  }
  page_add_fields(page, "answer", "Page", rows, 2, fields, 2, live)->alt = "A data page";
  question_actions(page);
}

static void mark_live(struct page *page) { mark(page, true); }
static void mark_told(struct page *page) { mark(page, false); }

Test(linear_face, fields_are_marked_by_number) {
  fake.make[0] = mark_live;
  fake.make[1] = mark_told;
  cr_assert_eq(run("3\n2 1 2\n"), FACE_LEFT);
  EXPECT_PICKS(0, 2, 8, 3);
  cr_expect(said("\nPage\n  A data page\n  Name  [1: ANNA]\n  Sex   [2: F]\nType the numbers"));
  cr_expect(said("\n  Name  ANNA\n  Sex   [2: F]\n  2. F (your answer, wrong)\n     It is so.\n"));
}

static void parts_told(struct page *page) {
  struct choice lines[] = {{.value = 0, .text = "Look", .word = "right place", .note = "Yes."}};
  struct pair pairs[] = {{.mate = 0, .text = "Visa", .word = "right"},
                         {.value = 1, .mate = PICK_NONE, .text = "Stamp"}};
  const char *targets[] = {"before"}, *pieces[] = {"It has ", " lines of ", "."};
  struct gap gaps[] = {{.value = "3", .max = 2, .word = "wrong", .note = "Two."},
                       {.value = "", .max = 2}};
  page_add_order(page, "o", lines, 1, false);
  page_add_pairs(page, "p", pairs, 2, targets, 1, false);
  page_add_gaps(page, "g", pieces, gaps, 2, false);
}

Test(linear_face, what_is_told_says_what_was_answered) {
  fake.make[0] = parts_told;
  run("");
  cr_expect(said("\n  1. Look (right place)\n     Yes.\n"));
  cr_expect(said("\n  Line 1: Visa = before (right)\n  Line 2: Stamp = nothing\n"));
  cr_expect(said("\nIt has 3 (gap 1, wrong) lines of (gap 2, empty).\n  Gap 1: Two.\n"));
  cr_expect_not(said("Type "));
}

/* What is typed. */

Test(linear_face, control_characters_and_bad_bytes_are_filtered) {
  fake.make[0] = fake.make[1] = write_in;
  cr_assert_eq(run("a\033\tb\x7f\r\n\xff\u202e\n"), FACE_OVER);
  cr_assert_str_eq(sent(0, "answer")->text, "a b");
  cr_assert_str_eq(sent(1, "answer")->text, "\ufffd\ufffd");
}

Test(linear_face, a_line_too_long_is_said_and_ignored) {
  fake.make[0] = question;
  char *typed = malloc(30000);
  memset(typed, '1', 20000);
  strcpy(typed + 20000, "\n2\n");
  cr_assert_eq(run(typed), FACE_OVER);
  cr_assert_eq(fake.n_inputs, 1);
  cr_assert_eq(sent(0, "answer")->pick[0], 9);
  cr_assert(said("too long"));
  free(typed);
}

Test(linear_face, the_end_of_input_leaves) {
  fake.make[0] = fake.make[1] = question;
  cr_assert_eq(run("1\n"), FACE_LEFT);
  cr_assert_eq(fake.n_inputs, 1);
}

Test(linear_face, an_output_that_fails_is_broken) {
  fake.make[0] = question;
  struct program program = {.ctx = &fake, .page = fake_page, .act = fake_act};
  FILE *in = fopen("/dev/null", "r"), *out = fopen("/dev/full", "w");
  cr_assert_eq(linear_run(&program, in, out), FACE_BROKEN);
  fclose(in);
  fclose(out);
}

Test(linear_face, a_broken_pipe_is_broken_and_does_not_kill) {
  int ends[2];
  fake.make[0] = question;
  struct program program = {.ctx = &fake, .page = fake_page, .act = fake_act};
  cr_assert_eq(pipe(ends), 0);
  close(ends[0]);
  FILE *in = fopen("/dev/null", "r"), *out = fdopen(ends[1], "w");
  cr_assert_eq(linear_run(&program, in, out), FACE_BROKEN);
  fclose(in);
  fclose(out);
}

/* Time and signals, on a pipe that nobody writes to. */

static int typing[2];

static enum face_end run_pipe(void) {
  struct program program = {.ctx = &fake, .page = fake_page, .act = fake_act};
  cr_assert_eq(pipe(typing), 0);
  FILE *in = fdopen(typing[0], "r"), *out = open_memstream(&output, &output_len);
  enum face_end face_end = linear_run(&program, in, out);
  fclose(in);
  fclose(out);
  close(typing[1]);
  return face_end;
}

static void waiting(struct page *page) {
  question(page);
  page->wake = 0;
}

static void time_is_up(struct page *page) {
  question(page);
  page_add_notice(page, TONE_WARN, "Time is up.");
  page->wake = 0;
}

Test(linear_face, a_tick_comes_when_it_is_due_and_says_only_what_changed) {
  fake.make[0] = fake.make[1] = waiting;
  fake.make[2] = time_is_up;
  cr_assert_eq(run_pipe(), FACE_OVER);
  cr_assert_eq(fake.n_inputs, 3);
  cr_assert_str_eq(fake.inputs[0].action, "tick");
  cr_assert_eq(times("How many"), 1);
  cr_assert_eq(times("Time is up."), 1);
  cr_assert_eq(times("> "), 2, "no new prompt where nothing changed");
}

static void working(struct page *page) {
  page_add_plain(page, fake.at < 2 ? "0 of 4" : "2 of 4");
  page_add_action(page, "stop", "esc", "Stop", "Stops", false);
  page->wake = 0;
  page->works = true;
}

/* Only how far it is, and that once; what was piped in is for the page after it. */
Test(linear_face, a_page_that_works_is_not_interrupted_by_what_a_script_typed) {
  fake.make[0] = fake.make[1] = fake.make[2] = fake.make[3] = working;
  fake.make[4] = question;
  cr_assert_eq(run("2\n"), FACE_OVER);
  cr_assert_eq(fake.n_inputs, 5);
  for (size_t i = 0; i < 4; i++)
    cr_expect_str_eq(fake.inputs[i].action, "tick");
  cr_expect_str_eq(fake.inputs[4].action, "answer");
  cr_expect_eq(times("0 of 4"), 1);
  cr_expect_eq(times("2 of 4"), 1);
  cr_expect_eq(times("Stop"), 1, "nor is it asked at each step");
  cr_expect_eq(times("> "), 2);
}

static void working_and_left(struct page *page) {
  working(page);
  if (fake.n_inputs == 1)
    raise(SIGTERM);
}

Test(linear_face, a_page_that_works_is_left_by_a_signal) {
  fake.make[0] = fake.make[1] = fake.make[2] = working_and_left;
  cr_assert_eq(run_pipe(), FACE_LEFT);
  cr_assert_eq(fake.n_inputs, 1);
}

static void raising(struct page *page) {
  question(page);
  raise(fake.n_inputs ? SIGHUP : SIGTERM);
}

Test(linear_face, a_signal_leaves_and_the_handlers_are_put_back) {
  struct sigaction before, after;
  sigaction(SIGTERM, NULL, &before);
  fake.make[0] = raising;
  cr_assert_eq(run_pipe(), FACE_LEFT);
  cr_assert_eq(fake.n_inputs, 0);
  sigaction(SIGTERM, NULL, &after);
  cr_assert_eq(before.sa_handler, after.sa_handler);
}

static void typed_and_left(struct page *page) {
  question(page);
  if (fake.n_inputs)
    raise(SIGHUP);
  else
    cr_assert_eq(write(typing[1], "1\n2\n", 4), 4);
}

Test(linear_face, after_a_signal_nothing_more_is_done) {
  signal(SIGHUP, SIG_DFL); /* where hanging up is ignored the face ignores it too */
  fake.make[0] = fake.make[1] = fake.make[2] = typed_and_left;
  cr_assert_eq(run_pipe(), FACE_LEFT);
  cr_assert_eq(fake.n_inputs, 1);
}

/* -- Marks ------------------------------------------------------------------------------------- */

static void make_marks(struct page *page) {
  static const struct mark_column asked[] = {
      {.head = "1", .text = "Greets", .keys = "120", .help = "1 done, 2 not"},
      {.head = "2", .text = "Asks", .keys = "120", .help = "1 done, 2 not"}};
  const struct mark_row rows[] = {
      {.text = "Amina", .action = "mark:a", .marks = fake.at ? "1 " : "  "},
      {.text = "Bao", .action = "mark:b", .marks = "  ", .word = "2 to go", .note = "Who is new"}};
  static const struct outline_row more[] = {{.text = "Elsewhere", .action = "else"}};
  page_add_marks(page, "m", asked, 2, rows, 2);
  page_add_outline(page, "more", more, 1);
  page_add_action(page, "back", "esc", "Back", NULL, false);
}

Test(linear_face, a_row_of_marks_is_a_line) {
  begin();
  fake.make[0] = fake.make[1] = fake.make[2] = fake.make[3] = make_marks;
  cr_expect_eq(run("2 12\n1.2 - \n3\n2 1 2\n"), FACE_OVER);
  cr_assert_eq(fake.n_inputs, 4);
  cr_expect_str_eq(fake.inputs[0].action, "mark:b:0:12");
  cr_expect_str_eq(fake.inputs[1].action, "mark:a:1:-");
  cr_expect_str_eq(fake.inputs[2].action, "else", "rows with actions are numbered on");
  cr_expect_str_eq(fake.inputs[3].action, "mark:b:0:12",
                   "blanks between are for whoever likes them");
  char *row = strstr(output, "1. Amina: . .");
  cr_assert_not_null(row);
  cr_expect_not_null(strstr(output, "2. Bao: . . (2 to go)\n   Who is new"));
  cr_expect_not_null(strstr(row + 1, "1. Amina: 1 ."), "the row that changed is said anew");
  char *other = strstr(output, "2. Bao");
  cr_expect_null(strstr(other + 1, "2. Bao"), "and no other");
  end();
}

Test(linear_face, marks_that_no_cell_takes_are_refused) {
  begin();
  fake.make[0] = make_marks;
  cr_expect_eq(run("1 3\n1 121\n9 1\n1\n1.0 1\n1.3 1\n2.1\nx\n"), FACE_LEFT);
  cr_expect_eq(fake.n_inputs, 0);
  end();
}
