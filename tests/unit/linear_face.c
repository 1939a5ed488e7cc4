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
  page_add_panel(page, "Data page", rows, 3, "A passport of Utopia");
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
  cr_assert(said("\nData page\n  A passport of Utopia\n  P<UTOERIKSSON<<ANNA\n\n    L898902C3\n"));
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

static void mixed(struct page *page) {
  add_lengths(page, false, true);
  home(page);
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
  fake.make[0] = fake.make[1] = fake.make[2] = typed_and_left;
  cr_assert_eq(run_pipe(), FACE_LEFT);
  cr_assert_eq(fake.n_inputs, 1);
}
