/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "app/appeal.h"
#include "base/text.h"
#include "cli/give.h"
#include "exchange/format.h"

#include <getopt.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

struct request {
  const struct format *format; /* NULL: text */
  bool open_only;
};

static int read_format(const char *name, struct request *request) {
  bool text = strcmp(name, format_text.name) == 0;
  request->format = text ? NULL : format_find(name);
  return request->format || text
             ? EX_OK
             : cli_usage(&cli_contests, "%s", _("formats: text, csv, json, html, xlsx"));
}

/* EX_OK, or what a usage fault gives. */
static int read_request(int argc, char **argv, struct request *request) {
  static const struct option longs[] = {
      {"format", required_argument, NULL, 'f'}, {"open", no_argument, NULL, 'o'}, {0}};
  int usage = EX_OK;
  *request = (struct request){0};
  optind = 0;
  opterr = 0;
  for (int option; usage == EX_OK && (option = getopt_long(argc, argv, "", longs, NULL)) != -1;)
    if (option == 'f')
      usage = read_format(optarg, request);
    else if (option == 'o')
      request->open_only = true;
    else
      usage = cli_usage(&cli_contests, _("no such option, or it lacks its value: %s"),
                        argv[optind - 1]);
  if (usage == EX_OK && optind < argc)
    usage = cli_usage(&cli_contests, "%s", _("all contests are listed, or with --open some"));
  if (usage == EX_OK && request->format && request->format->is_binary && isatty(STDOUT_FILENO))
    usage = cli_usage(&cli_contests, _("say where with > FILE: %s is not for a terminal"),
                      request->format->name);
  return usage;
}

static int percent(int32_t score) { return (int)(score / (SCORE_ONE / 100)); }

static void put_ruling(struct str *out, const struct appeal_row *row) {
  const struct contest *contest = &row->contest;
  static const char *const words[] = {N_("It stays as it was marked"), N_("Annulled"),
                                      N_("Corrected")};
  if (contest->ruling == RULING_NONE) {
    str_printf(out, "  %s\n", _("Open: nobody has decided on it."));
    return;
  }
  str_printf(out, _("  %s, by %s on %s: %s\n"), _(words[contest->ruling]), row->ruled_by,
             row->ruled, contest->ruled_words);
  if (row->whose[0] && contest->ruling == RULING_CORRECTED)
    str_printf(out, _("  As marked: %d %%; it counts as %d %%.\n"), percent(contest->marked),
               percent(contest->score));
}

static void put_row(struct str *out, const struct appeal_row *row) {
  const struct contest *contest = &row->contest;
  char id[2 * HASH_BYTES + 1];
  seal_hex(contest->id, HASH_BYTES, id);
  str_printf(out, "%.8s  %s\n", id, contest->path);
  if (row->whose[0])
    str_printf(out, _("  Of %s, marked %d %%\n"), row->whose, percent(contest->marked));
  str_printf(out, _("  %s on %s: %s\n"), row->by, row->made, contest->words);
  if (contest->contests > 1)
    str_printf(out,
               ngettext("  Contested %u time.\n", "  Contested %u times.\n", contest->contests),
               (unsigned)contest->contests);
  str_printf(out,
             ngettext("  Answered by %u person; ", "  Answered by %u people; ", contest->affected),
             (unsigned)contest->affected);
  str_printf(out,
             ngettext("%u has another score by the ruling.\n",
                      "%u have another score by the ruling.\n", contest->changed),
             (unsigned)contest->changed);
  put_ruling(out, row);
}

static enum rc list_in(struct arena *arena, struct app *app, const struct request *request,
                       struct diags *diags) {
  const struct paper_head head = {.id = "contests", .title = _("Contests"), .confidential = true};
  struct appeal_row *rows;
  struct sink sink = {0};
  size_t n;
  enum rc rc = appeal_list(app, request->open_only, arena, &rows, &n, diags);
  if (rc != RC_OK)
    return rc;
  if (request->format)
    rc = format_write(request->format, paper_of_table(arena, &head, appeal_table(rows, n, arena)),
                      "contests", &sink, diags);
  for (size_t i = 0; !request->format && i < n; i++)
    put_row(&sink.text, &rows[i]);
  if (!request->format && n == 0)
    str_printf(&sink.text, "%s\n", _("Nothing is contested."));
  sink.failed = !cli_give(NULL, str_text(&sink.text), sink.text.len);
  return cli_give_end(&sink, rc, diags);
}

static enum rc act(struct app *app, void *ctx, struct diags *diags) {
  struct arena arena = {0};
  enum rc rc = list_in(&arena, app, ctx, diags);
  arena_done(&arena);
  return rc;
}

static int contests_run(const struct cli_options *options, int argc, char **argv) {
  struct request request;
  int usage = read_request(argc, argv, &request);
  return usage == EX_OK ? cli_with_app(options, act, &request) : usage;
}

const struct cli_command cli_contests = {
    .name = "contests",
    .tells = true,
    .arguments = "[--open] [--format text|csv|json|html|xlsx]",
    .summary = N_("List what is contested, and what was decided on it"),
    .run = contests_run,
};
