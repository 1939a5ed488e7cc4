/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "app/book.h"
#include "app/class.h"
#include "base/file.h"
#include "base/text.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

struct request {
  const char *folder, *out;
  enum book_of book;
  bool with_answers;
  bool exam;
  struct book_exam paper;
  const char *cohort; /* --class; NULL: no seats */
  const char *keyed;  /* --keyed: a prefix of files to type answers into; NULL: none */
};

static bool take_book(struct request *request) {
  for (request->book = 0; request->book < BOOKS; request->book++)
    if (strcmp(optarg, book_names[request->book]) == 0)
      return true;
  return false;
}

/* "A", "B" or both, with a comma between. */
static bool take_forms(struct request *request) {
  request->paper.forms[0] = request->paper.forms[1] = false;
  for (const char *at = optarg;; at += 2) {
    unsigned form = at[0] == 'A' ? 0 : at[0] == 'B' ? 1 : BOOK_FORMS;
    if (form == BOOK_FORMS || (at[1] && at[1] != ','))
      return false;
    request->paper.forms[form] = true;
    if (!at[1])
      return true;
  }
}

static bool take_edition(struct request *request) {
  char *end;
  unsigned long edition = strtoul(optarg, &end, 10);
  request->paper.edition = (unsigned)edition;
  return end != optarg && !*end && edition >= 1 && edition <= 9999;
}

static bool take(int option, struct request *request) {
  switch (option) {
  case 'b':
    return take_book(request);
  case 'e':
    request->exam = true;
    return true;
  case 'F':
    return take_forms(request);
  case 'E':
    return take_edition(request);
  case 'm':
    request->paper.module = optarg;
    return true;
  case 'c':
    request->cohort = optarg;
    return true;
  case 'k':
    request->keyed = optarg;
    return true;
  case 'a':
    request->with_answers = true;
    return true;
  case 'o':
    request->out = optarg;
    return true;
  case 'f':
    return strcmp(optarg, "html") == 0;
  default:
    return false;
  }
}

static int read_request(int argc, char **argv, struct request *request) {
  static const struct option longs[] = {{"book", required_argument, NULL, 'b'},
                                        {"with-answers", no_argument, NULL, 'a'},
                                        {"exam", no_argument, NULL, 'e'},
                                        {"forms", required_argument, NULL, 'F'},
                                        {"edition", required_argument, NULL, 'E'},
                                        {"module", required_argument, NULL, 'm'},
                                        {"class", required_argument, NULL, 'c'},
                                        {"keyed", required_argument, NULL, 'k'},
                                        {"out", required_argument, NULL, 'o'},
                                        {"format", required_argument, NULL, 'f'},
                                        {0}};
  *request = (struct request){.paper = {.forms = {true, true}, .edition = 1}, .book = BOOKS};
  optind = 0;
  opterr = 0;
  for (int option; (option = getopt_long(argc, argv, "", longs, NULL)) != -1;)
    if (!take(option, request))
      return cli_usage(&cli_print, _("no such option, or it lacks its value: %s"),
                       argv[optind - 1]);
  if (argc - optind != 1)
    return cli_usage(&cli_print, "%s", _("which course? Name its folder"));
  if (!request->out)
    return cli_usage(&cli_print, "%s", _("say where with --out"));
  request->folder = argv[optind];
  if (request->exam ? request->book != BOOKS
                    : request->paper.module || request->cohort || request->keyed)
    return cli_usage(&cli_print, "%s",
                     _("--module, --class and --keyed go with --exam, and --book does not"));
  if (request->book == BOOKS)
    request->book = BOOK_PARTICIPANT;
  return EX_OK;
}

/* "PREFIX-A.csv", for each form. */
static enum rc write_sheets(const struct request *request, struct book_course *course,
                            struct diags *diags) {
  enum rc rc = RC_OK;
  for (unsigned form = 0; request->keyed && rc == RC_OK && form < BOOK_FORMS; form++) {
    struct str out = {0}, path = {0};
    if (!request->paper.forms[form])
      continue;
    str_printf(&path, "%s-%c.csv", request->keyed, 'A' + (int)form);
    rc = book_exam_sheet(course, &request->paper, form, &out, diags);
    if (rc == RC_OK)
      rc = file_write_whole(str_text(&path), str_text(&out), out.len, diags);
    str_done(&out);
    str_done(&path);
  }
  return rc;
}

static enum rc print(const struct cli_options *options, struct request *request,
                     struct book_course *course, struct diags *diags) {
  const struct app_paths paths = {.courses = options->courses, .store = options->store};
  struct str out = {0};
  struct person *people = NULL;
  struct book *book;
  enum rc rc = RC_OK;
  if (request->cohort)
    rc = class_read(&paths, &course->arena, request->cohort, NULL, &people,
                    &request->paper.n_people, diags);
  request->paper.people = people;
  if (rc == RC_OK)
    rc = request->exam
             ? book_make_exam(course, &request->paper, request->with_answers, &book, diags)
             : book_make(course, request->book, request->with_answers, &book, diags);
  if (rc != RC_OK)
    return rc;
  book_html(book, &out);
  rc = file_write_whole(request->out, str_text(&out), out.len, diags);
  str_done(&out);
  return rc == RC_OK ? write_sheets(request, course, diags) : rc;
}

static int print_run(const struct cli_options *options, int argc, char **argv) {
  struct request request;
  struct book_course course;
  struct diags diags = {0};
  struct str framework = {0};
  int usage = read_request(argc, argv, &request);
  if (usage != EX_OK)
    return usage;
  str_printf(&framework, "%s/framework", options->courses);
  enum rc rc = book_course_read(request.folder, str_text(&framework), &course, &diags);
  if (rc == RC_OK)
    rc = print(options, &request, &course, &diags);
  if (rc == RC_OK && !options->quiet)
    fprintf(stderr, _("mafunzo: it is in %s. Open it with a browser, and print it from there.\n"),
            request.out);
  cli_print_diags(&diags);
  book_course_done(&course);
  diags_done(&diags);
  str_done(&framework);
  return rc_exit(rc);
}

const struct cli_command cli_print = {
    .name = "print",
    .arguments =
        "COURSE [--book participant|answers|facilitator|workbook] [--with-answers] "
        "[--exam [--module ID] [--forms A,B] [--edition N] [--class COHORT] [--keyed PREFIX]] "
        "[--format html] --out FILE",
    .summary = N_("Write a course as a book to print"),
    .run = print_run,
};
