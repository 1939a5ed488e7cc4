/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Collecting: what is said, or, where nothing is, on screen. */
#include "cli/faces.h"
#include "cli/rows.h"

#include "app/app.h"
#include "app/collect.h"
#include "app/laptops.h"
#include "base/text.h"
#include "cli/give.h"
#include "cli/open_keys.h"
#include "exchange/format.h"
#include "screen/collect.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

struct request {
  const struct format *format; /* NULL: text */
  const char *receipts;
  const char *const *paths;
  size_t n;
  bool erasures, progress, written; /* written: a format was said */
};

/* On a terminal alone, and over itself. */
static void show_progress(void *ctx, size_t done, size_t all) {
  (void)ctx;
  if (done % 16 != 0 && done != all)
    return;
  fputc('\r', stderr);
  fprintf(stderr, _("Files: %zu of %zu"), done, all);
  if (done == all)
    fputc('\n', stderr);
}

static void put_row(struct str *out, const struct collect_laptop *row, struct arena *arena) {
  char fingerprint[FINGERPRINT_TEXT];
  const char **lines;
  size_t n = collect_lines(row, arena, &lines);
  card_fingerprint(row->laptop.chain, fingerprint);
  str_printf(out, "%s  %s", fingerprint, laptop_state_word(row->laptop.state));
  if (row->laptop.label[0])
    str_printf(out, "  %s", row->laptop.label);
  str_putc(out, '\n');
  for (size_t i = 0; i < n; i++)
    str_printf(out, "  %s\n", lines[i]);
  if (row->receipt)
    str_printf(out, _("  receipt: %s\n"), row->receipt);
}

static void put_told(struct str *out, const struct collect_told *told, struct arena *arena) {
  const char *carry = collect_carry(told, arena);
  for (size_t i = 0; i < told->n; i++)
    put_row(out, &told->list[i], arena);
  if (told->files)
    str_printf(out, "%s\n", collect_summary(told, arena));
  if (carry)
    str_printf(out, "%s\n", carry);
}

static enum rc tell(const struct request *request, const struct collect_told *told, enum rc rc,
                    struct diags *diags) {
  const struct paper_head head = {.id = "collected", .title = _("Collected"), .confidential = true};
  struct arena arena = {0};
  struct sink sink = {0};
  if (request->format)
    format_write(request->format, paper_of_table(&arena, &head, collect_table(told, &arena)),
                 "collected", &sink, diags);
  else
    put_told(&sink.text, told, &arena);
  sink.failed = !cli_give(NULL, str_text(&sink.text), sink.text.len);
  arena_done(&arena);
  return cli_give_end(&sink, rc, diags);
}

static int read_request(int argc, char **argv, struct request *request) {
  static const struct option longs[] = {{"format", required_argument, NULL, 'f'},
                                        {"receipts", required_argument, NULL, 'r'},
                                        {"erasures", no_argument, NULL, 'e'},
                                        {0}};
  *request = (struct request){.progress = isatty(STDERR_FILENO)};
  optind = 0;
  opterr = 0;
  for (int option; (option = getopt_long(argc, argv, "", longs, NULL)) != -1;)
    if (option == 'r')
      request->receipts = optarg;
    else if (option == 'e')
      request->erasures = true;
    else if (option == 'f' && strcmp(optarg, format_json.name) == 0) {
      request->format = &format_json;
      request->written = true;
    } else if (option == 'f' && strcmp(optarg, format_text.name) == 0)
      request->written = true;
    else
      return cli_usage(&cli_collect, "%s",
                       option == 'f' ? _("formats: text, json")
                                     : _("no such option, or it lacks its value"));
  request->paths = (const char *const *)argv + optind;
  request->n = (size_t)(argc - optind);
  return request->n || !request->written
             ? EX_OK
             : cli_usage(&cli_collect, "%s", _("say which files, or folders to search"));
}

/* -- On screen ----------------------------------------------------------------------------------
 */

static int show(const struct cli_options *options, const struct request *request) {
  const struct app_paths paths = {.courses = options->courses, .store = options->store};
  struct collect_viewer viewer;
  struct diags diags = {0};
  if (!cli_face_possible(options))
    return EX_USAGE;
  enum rc rc = collect_viewer_open(&viewer, &paths, &diags);
  viewer.receipts = request->receipts;
  viewer.erasures = request->erasures;
  const struct program program = collect_viewer_program(&viewer);
  cli_print_diags(&diags);
  diags_done(&diags);
  int code = rc == RC_OK ? cli_face(options, &program) : rc_exit(rc);
  collect_viewer_done(&viewer);
  return code;
}

/* -- The command --------------------------------------------------------------------------------
 */

static int collect_paths(const struct cli_options *options, const struct request *request) {
  const struct app_paths paths = {.courses = options->courses, .store = options->store};
  struct collect_told told = {0};
  struct keys keys = {0};
  struct diags diags = {0};
  struct app *app = NULL;
  enum rc rc = cli_open_keys(options->store, &keys, &diags);
  if (rc == RC_OK)
    rc = app_open(&paths, &app, &diags);
  if (rc == RC_OK)
    rc = collect_app(app,
                     &(struct collect_wanted){
                         .paths = request->paths,
                         .n = request->n,
                         .receipts = request->receipts,
                         .erasures = request->erasures,
                         .keys = &keys,
                         .progress = request->progress && !options->quiet ? show_progress : NULL},
                     &told, &diags);
  keys_done(&keys);
  if (app)
    rc = tell(request, &told, rc, &diags);
  collect_told_done(&told);
  cli_print_diags(&diags);
  diags_done(&diags);
  app_close(app);
  return rc_exit(rc);
}

static int collect_run(const struct cli_options *options, int argc, char **argv) {
  struct request request;
  int usage = read_request(argc, argv, &request);
  if (usage != EX_OK)
    return usage;
  return request.n ? collect_paths(options, &request) : show(options, &request);
}

const struct cli_command cli_collect = {
    .name = "collect",
    .arguments = "[--receipts FOLDER] [--erasures] [--format text|json] [PATH...]",
    .summary = N_("Take in the bundles of many laptops, and write receipts"),
    .run = collect_run,
};
