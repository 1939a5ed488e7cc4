/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The board on a trainer's machine: who of a class has handed in, from which laptop, and how far
 * each is with the exam of the day. It is of what was collected, and names people.
 *
 * An exam counts as handed in if a sitting that began on the day is here, and as of another day if
 * only one that began on another is: that of a laptop whose clock is wrong, or an earlier one. */
#ifndef APP_BOARD_H
#define APP_BOARD_H

#include "app/app.h"
#include "exchange/paper.h"
#include "store/laptops.h"
#include "store/sittings.h"

struct board_wanted {
  const char *cohort;
  const char *exam; /* "course/module/exam"; NULL: every one that the class began on the day */
  const char *on;   /* "2026-11-26" (UTC); NULL: today, by this machine's clock */
};

enum board_state {
  BOARD_NOTHING,   /* nothing of that day is here */
  BOARD_ELSE,      /* something of that day is, and not this exam */
  BOARD_OTHER_DAY, /* the exam is, and it began on another day */
  BOARD_HANDED_IN
};

struct board_row {
  const char *name; /* safe to show */
  const char *code; /* "": none */
  const char *exam; /* path; "": nobody began one, and the row is about whatever was done */
  enum board_state state;
  bool sat; /* then: */
  enum sitting_state sitting;
  enum exam_form form;
  uint32_t answered, questions;
  int64_t began;
  const struct laptop_seen *laptop; /* on which; NULL: none is known */
};

struct board {
  const char *day;        /* "2026-11-26" */
  struct board_row *rows; /* each of the class, by name; for each exam, bytewise */
  size_t n;
  struct board_row *strangers; /* began such an exam that day, and are in no cohort */
  size_t n_strangers;
  const struct laptop_seen **silent; /* of the class, or of nobody yet: nothing of that day */
  size_t n_silent;
  size_t people, handed_in; /* handed_in: in all exams */
};

/* Opens the records and closes them again, so that the next bundle can be taken in. In the arena.
 * RC_DATA "class.nobody"; RC_USAGE "report.date"; RC_BUSY: somebody collects just now. */
enum rc board_read(const struct app_paths *paths, const struct board_wanted *wanted,
                   struct arena *arena, struct board *board, struct diags *diags);

/* The same to be written: tables "board", "strangers", "silent". */
const struct paper *board_paper(const struct board *board, const struct board_wanted *wanted,
                                struct arena *arena);

/* A laptop's name, or the beginning of its fingerprint; a time of it, "": none. In the arena. */
const char *board_laptop_name(const struct laptop_seen *laptop, struct arena *arena);
/* How far its events go; NULL: there are none. */
const char *board_laptop_note(const struct laptop_seen *laptop, struct arena *arena);
const char *board_time(int64_t milliseconds, struct arena *arena);
/* "docs/basics/exam: 18 of 20"; the exam is that of the first person's nth row. */
const char *board_heading(const struct board *board, size_t nth, struct arena *arena);
const char *board_summary(const struct board *board, struct arena *arena); /* "3 of 20 ..." */
/* "handed in, completed"; "12 of 20 answered, form A, begun ...; Gate 2, its events go to ...",
 * NULL: there is no more to say. */
const char *board_row_who(const struct board_row *row, struct arena *arena); /* name (code) */
const char *board_row_word(const struct board_row *row, struct arena *arena);
const char *board_row_note(const struct board_row *row, struct arena *arena);

#endif
