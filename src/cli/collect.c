/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "app/app.h"
#include "app/collect.h"
#include "app/laptops.h"
#include "base/text.h"
#include "cli/give.h"
#include "cli/open_keys.h"
#include "exchange/format.h"

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
  bool erasures, progress;
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

static void put_counts(struct str *out, const struct collect_laptop *row) {
  str_printf(out, ngettext("  %llu new event", "  %llu new events", (unsigned long)row->added),
             (unsigned long long)row->added);
  str_printf(out, _(", %llu here before\n"), (unsigned long long)row->had);
  if (row->span.missing)
    str_printf(out,
               ngettext("  missing: %llu event, in a bundle that did not come yet\n",
                        "  missing: %llu events, in bundles that did not come yet\n",
                        (unsigned long)row->span.missing),
               (unsigned long long)row->span.missing);
  if (row->span.forked)
    str_printf(
        out, "  %s\n",
        _("forked: two laptops record under this key, as after copying a disk; all is kept"));
  if (row->off)
    str_printf(out, "  %s\n", _("its clock is more than a day off; nothing is left out for that"));
  if (row->receipt)
    str_printf(out, _("  receipt: %s\n"), row->receipt);
}

static void put_row(struct str *out, const struct collect_laptop *row) {
  char fingerprint[FINGERPRINT_TEXT];
  card_fingerprint(row->laptop.chain, fingerprint);
  str_printf(out, "%s  %s", fingerprint, laptop_state_word(row->laptop.state));
  if (row->laptop.label[0])
    str_printf(out, "  %s", row->laptop.label);
  str_putc(out, '\n');
  if (row->refused)
    str_printf(
        out,
        ngettext("  %zu file was not taken in\n", "  %zu files were not taken in\n", row->refused),
        row->refused);
  if (row->taken + row->again)
    put_counts(out, row);
}

static enum rc tell(const struct request *request, const struct collect_told *told, enum rc rc,
                    struct diags *diags) {
  const struct paper_head head = {.id = "collected", .title = _("Collected"), .confidential = true};
  struct arena arena = {0};
  struct sink sink = {0};
  if (request->format)
    format_write(request->format, paper_of_table(&arena, &head, collect_table(told, &arena)),
                 "collected", &sink, diags);
  for (size_t i = 0; !request->format && i < told->n; i++)
    put_row(&sink.text, &told->list[i]);
  if (!request->format && told->files)
    str_printf(&sink.text, _("Files: %zu; not taken in: %zu; laptops: %zu\n"), told->files,
               told->refused, told->n);
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
    else if (option == 'f' && strcmp(optarg, format_json.name) == 0)
      request->format = &format_json;
    else if (option != 'f' || strcmp(optarg, format_text.name) != 0)
      return cli_usage(&cli_collect, "%s",
                       option == 'f' ? _("formats: text, json")
                                     : _("no such option, or it lacks its value"));
  request->paths = (const char *const *)argv + optind;
  request->n = (size_t)(argc - optind);
  return request->n ? EX_OK
                    : cli_usage(&cli_collect, "%s", _("say which files, or folders to search"));
}

static int collect_run(const struct cli_options *options, int argc, char **argv) {
  const struct app_paths paths = {.courses = options->courses, .store = options->store};
  struct request request;
  struct collect_told told = {0};
  struct keys keys = {0};
  struct diags diags = {0};
  struct app *app = NULL;
  int usage = read_request(argc, argv, &request);
  if (usage != EX_OK)
    return usage;
  enum rc rc = cli_open_keys(options->store, &keys, &diags);
  if (rc == RC_OK)
    rc = app_open(&paths, &app, &diags);
  if (rc == RC_OK)
    rc = collect_app(app,
                     &(struct collect_wanted){
                         .paths = request.paths,
                         .n = request.n,
                         .receipts = request.receipts,
                         .erasures = request.erasures,
                         .keys = &keys,
                         .progress = request.progress && !options->quiet ? show_progress : NULL},
                     &told, &diags);
  keys_done(&keys);
  if (app)
    rc = tell(&request, &told, rc, &diags);
  collect_told_done(&told);
  cli_print_diags(&diags);
  diags_done(&diags);
  app_close(app);
  return rc_exit(rc);
}

const struct cli_command cli_collect = {
    .name = "collect",
    .arguments = "[--receipts FOLDER] [--erasures] [--format text|json] PATH...",
    .summary = N_("Take in the bundles of many laptops, and write receipts"),
    .run = collect_run,
};
