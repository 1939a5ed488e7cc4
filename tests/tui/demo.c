/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fixed pages of every kind of block, for testing the faces without the application.
 *
 *   demo [--linear] [PAGE]
 *                   begins at that page: home question many form lesson record timer wide
 *                   order pairs gaps fields told */
#include "base/text.h"
#include "linear/linear.h"
#include "tui/tui.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct demo {
  struct arena arena;
  struct page page;
  const char *name;
  struct response answer; /* to the question, while the feedback shows */
  char said[1200];        /* the last input, in words */
  int ticks;
  struct look look;
};

#define LENGTH(list) (sizeof(list) / sizeof *(list))

static void home(struct demo *d) {
  static const struct outline_row rows[] = {
      {.text = "Continue: MRZ, question 4 of 10", .action = "go question"},
      {.text = "Passport examination", .word = "2 of 6"},
      {.depth = 1,
       .text = "The eight steps",
       .word = "done",
       .tone = TONE_GOOD,
       .note = "A lesson of ten minutes",
       .action = "go lesson"},
      {.depth = 1, .text = "Choose all that apply", .word = "new", .action = "go many"},
      {.depth = 1, .text = "A form", .word = "new", .action = "go form"},
      {.depth = 1, .text = "My record", .word = "open", .action = "go record"},
      {.depth = 1, .text = "Wide pictures", .word = "open", .action = "go wide"},
      {.depth = 1, .text = "Against time", .word = "open", .action = "go timer"},
      {.depth = 1,
       .text = "Interviewing a traveller whose papers contradict his story",
       .tone = TONE_WARN,
       .word = "locked"},
  };
  page_init(&d->page, &d->arena, "home", "Mafunzo");
  d->page.status = "Amina Juma";
  page_add_outline(&d->page, "home", rows, LENGTH(rows));
  page_add_action(&d->page, "search", "/", "Search", "Search lessons and questions.", false);
  page_add_action(&d->page, "find", "ctrl-p", "Find", "Find any action.", false);
  page_add_action(&d->page, "quit", "esc", "Quit", "Leave; all is kept.", false);
}

static void add_choices(struct demo *d, bool many, bool live) {
  struct choice rows[] = {
      {.value = 2, .text = "Compare the `VIZ` with the MRZ"},
      {.value = 0,
       .text = "Call the supervisor at once, before anything else was looked at, since "
               "only he may decide"},
      {.value = 1, .text = "Refuse entry"},
  };
  for (size_t i = 0; !live && i < LENGTH(rows); i++) {
    rows[i].marked = d->answer.n && d->answer.pick[0] == rows[i].value;
    if (rows[i].value == 2) {
      rows[i].word = "right";
      rows[i].tone = TONE_GOOD;
    } else if (rows[i].marked) {
      rows[i].word = "your answer, wrong";
      rows[i].tone = TONE_BAD;
      rows[i].note = "That comes last: first find out what is the matter.";
    }
  }
  page_add_choices(&d->page, "answer", rows, LENGTH(rows), many, live);
}

static void add_mrz(struct demo *d) {
  static const char *const rows[] = {
      "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
      "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
  };
  page_add_panel(&d->page, "Specimen", rows, LENGTH(rows), "The MRZ of a passport");
}

static void question(struct demo *d) {
  page_init(&d->page, &d->arena, "question", "Machine readable zone");
  d->page.status = "Question 4 of 10";
  add_mrz(d);
  page_add_prose(&d->page,
                 "The **check digit** of the birth date is wrong. What do you do *first*?");
  add_choices(d, false, true);
  page_add_action(&d->page, "answer", "enter", "Answer", "Confirm your answer.", true);
  page_add_action(&d->page, "hint", "h", "Hint", "A hint, for half the mark.", false);
  page_add_action(&d->page, "home", "esc", "Back", "To the start.", false);
}

static void feedback(struct demo *d) {
  bool right = d->answer.n && d->answer.pick[0] == 2;
  page_init(&d->page, &d->arena, "feedback", "Machine readable zone");
  d->page.status = "Question 4 of 10";
  page_add_notice(&d->page, right ? TONE_GOOD : TONE_BAD,
                  right ? "the two zones must agree." : "the zones were not yet compared.");
  add_mrz(d);
  add_choices(d, false, false);
  page_add_action(&d->page, "home", "enter", "Next", "The next question.", false);
}

static void many(struct demo *d) {
  page_init(&d->page, &d->arena, "many", "Choose all that apply");
  page_add_heading(&d->page, "Which are signs of a substituted photograph?");
  add_choices(d, true, true);
  page_add_action(&d->page, "many", "enter", "Answer", "Confirm your answer.", true);
  page_add_action(&d->page, "home", "esc", "Back", "To the start.", false);
}

static void form(struct demo *d) {
  static const struct choice sure[] = {{.value = 1, .text = "Guessed"},
                                       {.value = 2, .text = "Fairly sure"},
                                       {.value = 3, .text = "Sure", .marked = true}};
  page_init(&d->page, &d->arena, "form", "A form");
  page_add_entry(&d->page, "name", "Your name", "", 40, NULL);
  page_add_entry(&d->page, "age", "How old is the passport?", "7", 3, "years");
  page_add_choices(&d->page, "sure", sure, LENGTH(sure), false, true);
  page_add_action(&d->page, "form", "enter", "Save", "Keep what you typed.", true);
  page_add_action(&d->page, "hint", "h", "Hint", "What to write.", false);
  page_add_action(&d->page, "home", "esc", "Back", "To the start.", false);
}

static void end_kind(struct demo *d, const char *name, bool live) {
  if (live)
    page_add_action(&d->page, name, "enter", "Answer", "Confirm your answer.", true);
  page_add_action(&d->page, "hint", "h", "Hint", "A hint, for half the mark.", false);
  page_add_action(&d->page, "home", "esc", "Back", "To the start.", false);
}

static void add_order(struct demo *d, bool live) {
  struct choice lines[] = {
      {.value = 2, .text = "Compare the `VIZ` with the MRZ"},
      {.value = 0, .text = "Look at the traveller, and greet him, so that you hear him speak"},
      {.value = 3, .text = "Decide"},
      {.value = 1, .text = "Feel the paper"},
  };
  if (!live) {
    lines[0].word = "right place";
    lines[0].tone = TONE_GOOD;
    lines[1].word = "place 1 in the key";
    lines[1].tone = TONE_BAD;
    lines[1].note = "*First* the person, then the paper.";
  }
  page_add_order(&d->page, "order", lines, LENGTH(lines), live);
}

static void order(struct demo *d) {
  page_init(&d->page, &d->arena, "order", "The eight steps");
  d->page.status = "Question 5 of 10";
  page_add_prose(&d->page, "Put these steps **in order**, the first at the top.");
  add_order(d, true);
  end_kind(d, "order", true);
}

static void add_pairs(struct demo *d, bool live) {
  static const char *const targets[] = {
      "is issued to a refugee, and shows no nationality",
      "proves identity and nationality",
      "lets a ship's crew go ashore",
  };
  struct pair pairs[] = {
      {.value = 1, .mate = PICK_NONE, .text = "Passport"},
      {.value = 0, .mate = PICK_NONE, .text = "Convention travel document of **1951**"},
      {.value = 2, .mate = PICK_NONE, .text = "Laissez-passer"},
  };
  if (!live) {
    pairs[0].mate = 1;
    pairs[0].word = "right";
    pairs[0].tone = TONE_GOOD;
    pairs[1].mate = 2;
    pairs[1].word = "wrong";
    pairs[1].tone = TONE_BAD;
    pairs[1].note = "It is what a *refugee* is given.";
  }
  page_add_pairs(&d->page, "pairs", pairs, LENGTH(pairs), targets, LENGTH(targets), live);
}

static void pairs(struct demo *d) {
  page_init(&d->page, &d->arena, "pairs", "Travel documents");
  d->page.status = "Question 6 of 10";
  page_add_prose(&d->page, "What does each document do?");
  add_pairs(d, true);
  end_kind(d, "pairs", true);
}

static void add_gaps(struct demo *d, bool live) {
  static const char *const pieces[] = {
      "The machine readable zone of a passport has ",
      " lines of ",
      " characters each; the second begins with the ",
      " of the document.",
  };
  struct gap gaps[] = {{.value = "", .max = 2}, {.value = "", .max = 3}, {.value = "", .max = 30}};
  if (!live) {
    gaps[0].value = "2";
    gaps[0].word = "right";
    gaps[0].tone = TONE_GOOD;
    gaps[1].value = "36";
    gaps[1].word = "wrong: 44";
    gaps[1].tone = TONE_BAD;
    gaps[1].note = "36 are those of *TD2*.";
  }
  page_add_gaps(&d->page, "gaps", pieces, gaps, LENGTH(gaps), live);
}

static void gaps(struct demo *d) {
  page_init(&d->page, &d->arena, "gaps", "Machine readable zone");
  d->page.status = "Question 7 of 10";
  page_add_prose(&d->page, "Fill in the gaps.");
  add_gaps(d, true);
  end_kind(d, "gaps", true);
}

static void add_fields(struct demo *d, bool live) {
  static const char *const rows[] = {
      "Surname   ERIKSSON      Sex   F",
      "Name      ANNA MARIA    Born  12 AUG 1974",
      "",
      "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
      "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
  };
  struct field fields[] = {
      {.row = 0, .from = 10, .len = 8, .value = 4},  {.row = 0, .from = 30, .len = 1, .value = 0},
      {.row = 1, .from = 10, .len = 10, .value = 1}, {.row = 1, .from = 30, .len = 11, .value = 2},
      {.row = 3, .from = 5, .len = 8, .value = 3},   {.row = 4, .from = 13, .len = 6, .value = 5},
      {.row = 4, .from = 19, .len = 1, .value = 6},
  };
  if (!live) {
    fields[3].marked = true;
    fields[3].word = "your answer, wrong";
    fields[3].tone = TONE_BAD;
    fields[3].note = "The two zones agree on that.";
    fields[6].word = "right";
    fields[6].tone = TONE_GOOD;
  }
  page_add_fields(&d->page, "fields", "Specimen", rows, LENGTH(rows), fields, LENGTH(fields), live)
      ->alt = "The data page of a passport of Utopia";
}

static void fields(struct demo *d) {
  page_init(&d->page, &d->arena, "fields", "Data page");
  d->page.status = "Question 8 of 10";
  page_add_prose(&d->page, "Mark what does not agree with the rest.");
  add_fields(d, true);
  end_kind(d, "fields", true);
}

static void told(struct demo *d) {
  page_init(&d->page, &d->arena, "told", "What was told");
  add_order(d, false);
  add_pairs(d, false);
  add_gaps(d, false);
  add_fields(d, false);
  end_kind(d, "told", false);
}

static const char lesson_text[] =
    "# The eight steps\n\nEvery examination follows *the same eight steps* \xe2\x80\x94 in the "
    "\xe2\x80\x9csame\xe2\x80\x9d order\xe2\x80\xa6 Officers at S\xc3\xa3o Tom\xc3\xa9 and "
    "Zi\xc3\xb6lkowski\xe2\x80\x99s crossing do it \xe2\x9c\x93 too.\n\n"
    "1. **Look** at the traveller before you look at the document, and greet him, so that you "
    "hear him speak.\n2. Feel the paper:\n   - is it thick,\n   - is it *smooth*?\n3. Tilt it.\n\n"
    "> Who skips a step has skipped the one that mattered.\n\n"
    "```\nP<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n```\n\n---\n\n";

static void lesson(struct demo *d) {
  struct str text = {0};
  str_puts(&text, lesson_text);
  for (int i = 1; i <= 12; i++)
    str_printf(&text,
               "Paragraph %d says a little more about it, at some length, so that the "
               "page does not fit on any screen.\n\n",
               i);
  page_init(&d->page, &d->arena, "lesson", "The eight steps");
  d->page.status = "Lesson 1 of 6";
  page_add_prose(&d->page, str_text(&text));
  str_done(&text);
  page_add_action(&d->page, "home", "enter", "Done", "The next lesson.", false);
  page_add_action(&d->page, "home", "esc", "Back", "To the start.", false);
}

static void record(struct demo *d) {
  static const struct bar bars[] = {{"Documents", 800000, "4 of 5"},
                                    {"Interviewing", 333333, "1 of 3"},
                                    {"Risk and profiling at the second line", -1, NULL}};
  static const char *const columns[] = {"Quiz", "Day", "Score"};
  static const struct grid_cell cells[] = {{.text = "Machine readable zone"},
                                           {.text = "2026-03-02"},
                                           {.text = "9 of 10", .right = true},
                                           {.text = "The eight steps"},
                                           {.text = "2026-03-01"},
                                           {.text = "10 of 10", .right = true, .tone = TONE_GOOD}};
  page_init(&d->page, &d->arena, "record", "My record");
  page_add_heading(&d->page, "Competencies");
  page_add_bars(&d->page, bars, LENGTH(bars));
  page_add_grid(&d->page, "Quizzes", columns, LENGTH(columns), cells, LENGTH(cells));
  page_add_notice(&d->page, TONE_WARN, "the clock of this laptop may be wrong.");
  page_add_notice(&d->page, TONE_PLAIN, "only you see this page.");
  page_add_prose(&d->page, "This is *said* with **weight**, and `coded`.");
  page_add_action(&d->page, "theme", "t", "Theme", "Another theme.", false);
  page_add_action(&d->page, "mouse", "m", "Mouse", "Without the mouse, or with it.", false);
  page_add_action(&d->page, "home", "esc", "Back", "To the start.", false);
}

static void wide(struct demo *d) {
  static const char *const rows[] = {
      "0        1         2         3         4         5         6         7         8         9",
      "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890",
  };
  page_init(&d->page, &d->arena, "wide", "Wide pictures");
  page_add_panel(&d->page, "A ruler", rows, LENGTH(rows), NULL);
  page_add_entry(&d->page, "wide", "Type here", "\xe6\x97\xa5\xe6\x9c\xac", 100, NULL);
  page_add_action(&d->page, "home", "esc", "Back", "To the start.", false);
}

static void timer(struct demo *d) {
  page_init(&d->page, &d->arena, "timer", "Against time");
  d->page.status = arena_printf(&d->arena, "Tick %d", d->ticks);
  d->page.wake = d->ticks < 2 ? 1 : -1;
  page_add_entry(&d->page, "t", "Type while it ticks", "", 20, NULL);
  page_add_action(&d->page, "home", "esc", "Back", "To the start.", false);
}

static void work(struct demo *d) { /* for ever */
  page_init(&d->page, &d->arena, "work", "At work");
  page_add_plain(&d->page, "Working.");
  page_add_action(&d->page, "quit", "esc", "Stop", "Stop working.", false);
  d->page.wake = 0;
  d->page.works = true;
}

static const struct {
  const char *name;
  void (*make)(struct demo *d);
} pages[] = {{"home", home},     {"question", question}, {"feedback", feedback}, {"many", many},
             {"form", form},     {"lesson", lesson},     {"record", record},     {"wide", wide},
             {"timer", timer},   {"order", order},       {"pairs", pairs},       {"gaps", gaps},
             {"fields", fields}, {"told", told},         {"work", work}};

static const struct page *demo_page(void *ctx) {
  struct demo *d = ctx;
  arena_done(&d->arena);
  for (size_t i = 0; i < LENGTH(pages); i++)
    if (strcmp(pages[i].name, d->name) == 0)
      pages[i].make(d);
  if (d->said[0])
    page_add_notice(&d->page, TONE_PLAIN, d->said);
  return &d->page;
}

static void go(struct demo *d, const char *name) {
  for (size_t i = 0; i < LENGTH(pages); i++)
    if (strcmp(pages[i].name, name) == 0)
      d->name = pages[i].name;
}

/* What came, as a test can read it: "form name=Ann age=7 sure=3". */
static void say(struct demo *d, const struct input *input) {
  struct str text = {0};
  str_puts(&text, input->action);
  for (size_t i = 0; i < input->n; i++) {
    const struct response *value = &input->fields[i].value;
    str_puts(&text, " [");
    for (size_t k = 0; k < value->n; k++)
      str_printf(&text, "%s%d", k ? "," : "", value->pick[k]);
    for (const char *at = value->text; *at; at++)
      str_putc(&text, *at == '\n' ? '|' : *at);
    str_puts(&text, "]");
  }
  snprintf(d->said, sizeof d->said, "%s", str_text(&text));
  str_done(&text);
}

static const struct look *demo_look(void *ctx) { return &((struct demo *)ctx)->look; }

static bool demo_act(void *ctx, const struct input *input) {
  struct demo *d = ctx;
  const struct response *answer = input_value(input, "answer");
  d->said[0] = 0;
  if (strcmp(input->action, "quit") == 0)
    return false;
  if (strncmp(input->action, "go ", 3) == 0)
    go(d, input->action + 3);
  else if (strcmp(input->action, "home") == 0)
    go(d, "home");
  else if (strcmp(input->action, "theme") == 0)
    d->look.theme = (d->look.theme + 1) % 3;
  else if (strcmp(input->action, "mouse") == 0)
    d->look.mouse = !d->look.mouse;
  else if (strcmp(input->action, "tick") == 0)
    d->ticks++;
  else if (strcmp(input->action, "answer") == 0 && answer) {
    d->answer = *answer;
    go(d, "feedback");
  } else
    say(d, input);
  return true;
}

int main(int argc, char **argv) {
  static struct demo demo = {.name = "home", .look = {.mouse = true}};
  if (getenv("PSEUDO"))
    text_begin(getenv("MAFUNZO_LOCALEDIR"));
  else
    setlocale(LC_ALL, "");
  bool linear = argc > 1 && strcmp(argv[1], "--linear") == 0;
  if (!linear && !tui_possible()) {
    fprintf(stderr, "demo: not a terminal to draw on\n");
    return 3;
  }
  if (argc > 1 + linear)
    go(&demo, argv[1 + linear]);
  const struct program program = {
      .ctx = &demo, .page = demo_page, .act = demo_act, .look = demo_look};
  const struct tui_options options = {.no_color = getenv("NO_COLOR") != NULL,
                                      .sync = getenv("MAFUNZO_SYNC") != NULL};
  enum face_end end = linear ? linear_run(&program, stdin, stdout) : tui_run(&program, &options);
  arena_done(&demo.arena);
  return end == FACE_OVER ? 0 : end == FACE_LEFT ? 10 : 11;
}
