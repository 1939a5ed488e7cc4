/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A course as books to print (exchange/book.h).
 *
 *   participant   lessons, questions, glossary and sources, module by module
 *   answers       to those questions, with the reasons
 *   facilitator   facilitator.md, then what each module takes and asks
 *   workbook      workbook.md: exercises and their sheets
 *
 * facilitator.md and workbook.md stand beside course.yaml: what comes before the first "## MODULE"
 * is for all modules. Questions that an exam alone asks are in none of the books. */
#ifndef APP_BOOK_H
#define APP_BOOK_H

#include "base/diag.h"
#include "exchange/book.h"
#include "model/person.h"

enum book_of { BOOK_PARTICIPANT, BOOK_ANSWERS, BOOK_FACILITATOR, BOOK_WORKBOOK, BOOKS };

extern const char *const book_names[BOOKS]; /* "participant" */

struct book_course { /* read to be printed; book_course_done in any case */
  struct arena arena;
  struct catalogue catalogue;
  const struct course *course;
  struct module **modules;
  size_t n;
};

/* folder: of the course. framework: the folder of one, where none stands beside. RC_MISSING,
 * RC_DATA with diagnostics: a course with mistakes is not printed. */
enum rc book_course_read(const char *folder, const char *framework, struct book_course *course,
                         struct diags *diags);
void book_course_done(struct book_course *course);

/* In the course's arena. with_answers: behind a participant's or facilitator's book. RC_MISSING:
 * the course has no such file. */
enum rc book_make(struct book_course *course, enum book_of which, bool with_answers,
                  struct book **book, struct diags *diags);

/* -- An exam on paper (book_exam.c): for each form its questions and an answer sheet; whose seat
 * gets which form; with answers, the key. The questions are those that exam_draw draws from a seed
 * of the module's path and the edition: the same paper each time. Options stand in the order that
 * the course has them, so that marks import understands the letters. -- */

enum { BOOK_FORMS = 2 };

struct book_exam {
  bool forms[BOOK_FORMS];      /* A, B */
  unsigned edition;            /* from 1: another draw */
  const char *module;          /* id; NULL: of all modules that have an exam */
  const struct person *people; /* a seat each, in this order; none: no list of seats */
  size_t n_people;
};

/* RC_DATA "book.exam": there is none. */
enum rc book_make_exam(struct book_course *course, const struct book_exam *exam, bool with_answers,
                       struct book **book, struct diags *diags);
/* What is typed in afterwards, for marks import: a heading for each question of a form, a row for
 * each seat that has it. Appends CSV. */
enum rc book_exam_sheet(struct book_course *course, const struct book_exam *exam, unsigned form,
                        struct str *out, struct diags *diags);

#endif
