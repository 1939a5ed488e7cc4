/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who of a class has handed in: on screen, or written once with --format. */
#include "cli/faces.h"
#include "cli/rows.h"

#include "base/text.h"
#include "cli/give.h"
#include "exchange/format.h"
#include "exchange/plain.h"
#include "screen/board.h"

#include <getopt.h>
#include <string.h>
#include <sysexits.h>

struct request {
  bool json, text; /* neither: on screen */
  struct board_wanted wanted;
};

static int take(int option, struct request *request) {
  switch (option) {
  case 'e':
    request->wanted.exam = optarg;
    return EX_OK;
  case 'n':
    request->wanted.on = optarg;
    return EX_OK;
  case 'f':
    request->json = strcmp(optarg, format_json.name) == 0;
    request->text = strcmp(optarg, format_text.name) == 0;
    return request->json || request->text ? EX_OK
                                          : cli_usage(&cli_board, "%s", _("formats: text, json"));
  default:
    return cli_usage(&cli_board, "%s", _("there is no such option, or it lacks its value"));
  }
}

/* EX_OK, or what a usage fault gives. */
static int parse(int argc, char **argv, struct request *request) {
  static const struct option longs[] = {{"exam", required_argument, NULL, 'e'},
                                        {"on", required_argument, NULL, 'n'},
                                        {"format", required_argument, NULL, 'f'},
                                        {0}};
  int usage = EX_OK;
  *request = (struct request){0};
  optind = 0;
  opterr = 0;
  for (int option; usage == EX_OK && (option = getopt_long(argc, argv, "", longs, NULL)) != -1;)
    usage = take(option, request);
  if (usage == EX_OK && argc - optind != 1)
    usage = cli_usage(&cli_board, "%s", _("say one cohort, as the roster has it"));
  if (usage == EX_OK)
    request->wanted.cohort = argv[optind];
  return usage;
}

/* -- As text ------------------------------------------------------------------------------------
 */

static void put_row(struct str *out, const char *name, const char *word, const char *note) {
  str_printf(out, "  %s: %s\n", name, word);
  if (note)
    plain_put_text(out, "    ", 4, note);
}

static void put_rows(struct str *out, const struct board_row *rows, size_t n, const char *exam,
                     struct arena *arena) {
  for (size_t i = 0; i < n; i++)
    if (!exam || strcmp(rows[i].exam, exam) == 0)
      put_row(out, board_row_who(&rows[i], arena), board_row_word(&rows[i], arena),
              board_row_note(&rows[i], arena));
}

static void put_silent(struct str *out, const struct board *board, struct arena *arena) {
  str_printf(out, "\n%s\n", _("Laptops with nothing new"));
  for (size_t i = 0; i < board->n_silent; i++)
    put_row(out, board_laptop_name(board->silent[i], arena), _("nothing new"),
            board_laptop_note(board->silent[i], arena));
}

static void put_board(struct str *out, const struct board *board, struct arena *arena) {
  str_printf(out, "%s: %s\n%s\n", board->day, board_summary(board, arena),
             _("Confidential: names people."));
  for (size_t k = 0; k < board->n / board->people; k++) {
    const char *exam = board->rows[k].exam;
    str_printf(out, "\n%s\n", board_heading(board, k, arena));
    put_rows(out, board->rows, board->n, exam, arena);
  }
  if (board->n_strangers)
    str_printf(out, "\n%s\n", _("On no roster"));
  put_rows(out, board->strangers, board->n_strangers, NULL, arena);
  if (board->n_silent)
    put_silent(out, board, arena);
}

/* -- The command --------------------------------------------------------------------------------
 */

static enum rc write_board(const struct app_paths *paths, const struct request *request,
                           struct diags *diags) {
  struct arena arena = {0};
  struct board board;
  struct sink sink = {.give = cli_give};
  enum rc rc = board_read(paths, &request->wanted, &arena, &board, diags);
  if (rc == RC_OK && request->json)
    rc = format_json.write(board_paper(&board, &request->wanted, &arena), NULL, &sink, diags);
  else if (rc == RC_OK)
    put_board(&sink.text, &board, &arena);
  sink_finish(&sink);
  rc = cli_give_end(&sink, rc, diags);
  arena_done(&arena);
  return rc;
}

static int show(const struct cli_options *options, const struct app_paths *paths,
                const struct request *request, struct diags *diags) {
  struct board_viewer viewer;
  enum rc rc = board_viewer_open(&viewer, paths, &request->wanted, diags);
  const struct program program = board_viewer_program(&viewer);
  int code = rc == RC_OK ? cli_face(options, &program) : rc_exit(rc);
  board_viewer_done(&viewer);
  return code;
}

static int board_run(const struct cli_options *options, int argc, char **argv) {
  const struct app_paths paths = {.courses = options->courses, .store = options->store};
  struct request request;
  struct diags diags = {0};
  int usage = parse(argc, argv, &request);
  if (usage != EX_OK)
    return usage;
  bool written = request.json || request.text;
  if (!written && !cli_face_possible(options))
    return EX_USAGE;
  int code = written ? rc_exit(write_board(&paths, &request, &diags))
                     : show(options, &paths, &request, &diags);
  cli_print_diags(&diags);
  diags_done(&diags);
  return code;
}

const struct cli_command cli_board = {
    .name = "board",
    .arguments = "COHORT [--exam PATH] [--on DATE] [--format text|json]",
    .summary = N_("See who of a class has handed in, and from which laptop"),
    .run = board_run,
};
