/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "app/app.h"
#include "app/laptops.h"
#include "base/text.h"
#include "cli/give.h"
#include "exchange/format.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

struct request {
  const struct format *format; /* NULL: text */
  const char *name, *verb;
  struct str fingerprint; /* its groups may be words */
};

static void put_row(struct str *out, const struct laptop_row *row) {
  char fingerprint[FINGERPRINT_TEXT];
  card_fingerprint(row->laptop.chain, fingerprint);
  str_printf(out, "%s  %s", fingerprint, laptop_state_word(row->laptop.state));
  if (row->laptop.label[0])
    str_printf(out, "  %s", row->laptop.label);
  str_putc(out, '\n');
  if (row->continues[0])
    str_printf(out, _("  says that it was %s before a restore\n"), row->continues);
  if (row->span.events)
    str_printf(out,
               ngettext("  %llu event, to number %llu\n", "  %llu events, to number %llu\n",
                        (unsigned long)row->span.events),
               (unsigned long long)row->span.events, (unsigned long long)row->span.last);
  if (row->span.missing)
    str_printf(
        out,
        ngettext("  %llu is missing\n", "  %llu are missing\n", (unsigned long)row->span.missing),
        (unsigned long long)row->span.missing);
  if (row->span.forked)
    str_printf(out, "  %s\n", _("forked: two laptops recorded under this key"));
}

static enum rc list(struct app *app, const struct request *request, struct diags *diags) {
  const struct paper_head head = {.id = "laptops", .title = _("Laptops"), .confidential = true};
  struct arena arena = {0};
  struct laptop_row *rows;
  struct sink sink = {0};
  size_t n = 0;
  enum rc rc = laptop_list(app->store, &arena, &rows, &n, diags);
  if (rc == RC_OK && request->format)
    rc = format_write(request->format, paper_of_table(&arena, &head, laptop_table(rows, n, &arena)),
                      "laptops", &sink, diags);
  for (size_t i = 0; rc == RC_OK && !request->format && i < n; i++)
    put_row(&sink.text, &rows[i]);
  if (rc == RC_OK && !request->format && n == 0)
    str_printf(&sink.text, "%s\n", _("No laptop has handed in here yet."));
  sink.failed = !cli_give(NULL, str_text(&sink.text), sink.text.len);
  arena_done(&arena);
  return cli_give_end(&sink, rc, diags);
}

static int fault(const char *message) { return cli_usage(&cli_laptops, "%s", message); }

/* EX_OK, or what a usage fault gives. */
static int read_request(int argc, char **argv, struct request *request) {
  static const struct option longs[] = {
      {"format", required_argument, NULL, 'f'}, {"as", required_argument, NULL, 'a'}, {0}};
  *request = (struct request){0};
  optind = 0;
  opterr = 0;
  for (int option; (option = getopt_long(argc, argv, "", longs, NULL)) != -1;)
    if (option == 'a')
      request->name = optarg;
    else if (option == 'f' && strcmp(optarg, format_json.name) == 0)
      request->format = &format_json;
    else if (option != 'f' || strcmp(optarg, format_text.name) != 0)
      return fault(option == 'f' ? _("formats: text, json")
                                 : _("no such option, or it lacks its value"));
  request->verb = optind < argc ? argv[optind] : "";
  for (int i = optind + 1; i < argc; i++)
    str_puts(&request->fingerprint, argv[i]);
  bool accept = strcmp(request->verb, "accept") == 0;
  bool known = optind == argc ||
               (request->fingerprint.len && (accept || strcmp(request->verb, "revoke") == 0));
  return known && accept == (request->name != NULL)
             ? EX_OK
             : fault(_("say nothing more, accept FINGERPRINT --as NAME, or revoke FINGERPRINT"));
}

static int laptops_run(const struct cli_options *options, int argc, char **argv) {
  const struct app_paths paths = {.courses = options->courses, .store = options->store};
  struct request request;
  struct diags diags = {0};
  struct app *app = NULL;
  int usage = read_request(argc, argv, &request);
  if (usage != EX_OK) {
    str_done(&request.fingerprint);
    return usage;
  }
  const char *fingerprint = str_text(&request.fingerprint);
  enum rc rc = app_open(&paths, &app, &diags);
  if (rc == RC_OK && !request.fingerprint.len)
    rc = list(app, &request, &diags);
  else if (rc == RC_OK && request.name)
    rc = laptop_accept(app->store, fingerprint, request.name, &diags);
  else if (rc == RC_OK)
    rc = laptop_revoke(app->store, fingerprint, &diags);
  cli_print_diags(&diags);
  diags_done(&diags);
  app_close(app);
  str_done(&request.fingerprint);
  return rc_exit(rc);
}

const struct cli_command cli_laptops = {
    .name = "laptops",
    .arguments = "[--format text|json] | accept FINGERPRINT --as NAME | revoke FINGERPRINT",
    .summary = N_("List the laptops that hand in, and say whose results are taken in"),
    .run = laptops_run,
};
