/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "base/text.h"
#include "cli/give.h"
#include "cli/items.h"
#include "exchange/format.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

struct request {
  const char *marks;           /* NULL: from the records; "-": stdin */
  const struct format *format; /* NULL: text */
  uint32_t safe;               /* see ITEMS_SAFE */
};

/* Its text is more than its table. */
static int read_format(const char *name, struct request *request) {
  bool text = strcmp(name, format_text.name) == 0;
  request->format = text ? NULL : format_find(name);
  return request->format || text
             ? EX_OK
             : cli_usage(&cli_items, "%s", _("formats: text, csv, json, html, xlsx"));
}

static int read_safe(const char *text, struct request *request) {
  char *end;
  unsigned long people = strtoul(text, &end, 10);
  if (*text < '0' || *text > '9' || *end || people > 1000000)
    return cli_usage(&cli_items, "%s", _("--safe is a number of people, up to 1000000"));
  request->safe = (uint32_t)people;
  return EX_OK;
}

/* EX_OK, or what a usage fault gives. */
static int read_request(int argc, char **argv, struct request *request) {
  static const struct option longs[] = {{"marks", required_argument, NULL, 'm'},
                                        {"format", required_argument, NULL, 'f'},
                                        {"safe", required_argument, NULL, 's'},
                                        {0}};
  int usage = EX_OK;
  *request = (struct request){.safe = ITEMS_SAFE};
  optind = 0;
  opterr = 0;
  for (int option; usage == EX_OK && (option = getopt_long(argc, argv, "", longs, NULL)) != -1;)
    switch (option) {
    case 'm':
      request->marks = optarg;
      break;
    case 'f':
      usage = read_format(optarg, request);
      break;
    case 's':
      usage = read_safe(optarg, request);
      break;
    default:
      return cli_usage(&cli_items, _("no such option, or it lacks its value: %s"),
                       argv[optind - 1]);
    }
  if (usage == EX_OK && optind < argc)
    return cli_usage(&cli_items, "%s", _("a matrix of marks is given with --marks FILE"));
  return usage;
}

static enum rc analyse(const struct cli_options *options, const struct request *request,
                       struct items *items, struct diags *diags) {
  const struct app_paths paths = {.courses = options->courses, .store = options->store};
  if (!request->marks)
    return items_from_store(&paths, request->safe, items, diags);
  return items_from_marks(strcmp(request->marks, "-") == 0 ? NULL : request->marks, items, diags);
}

static enum rc put_table(const struct format *format, struct items *items, struct sink *sink,
                         struct diags *diags) {
  const struct paper_head head = {.id = "items", .title = _("Items")};
  const struct paper *paper = paper_of_table(&items->arena, &head, items_table(items));
  return format_write(format, paper, "items", sink, diags);
}

static enum rc give_out(const struct request *request, struct items *items, struct diags *diags) {
  struct sink sink = {0};
  enum rc rc = RC_OK;
  if (request->format)
    rc = put_table(request->format, items, &sink, diags);
  else
    cli_items_text(items, &sink.text);
  sink.failed = !cli_give(NULL, str_text(&sink.text), sink.text.len);
  return cli_give_end(&sink, rc, diags);
}

static int items_run(const struct cli_options *options, int argc, char **argv) {
  struct request request;
  struct items items;
  struct diags diags = {0};
  int usage = read_request(argc, argv, &request);
  if (usage != EX_OK)
    return usage;
  if (request.format && request.format->is_binary && isatty(STDOUT_FILENO))
    return cli_usage(&cli_items, _("say where with > FILE: %s is not for a terminal"),
                     request.format->name);
  enum rc rc = analyse(options, &request, &items, &diags);
  if (rc == RC_OK)
    rc = give_out(&request, &items, &diags);
  items_done(&items);
  cli_print_diags(&diags);
  diags_done(&diags);
  if (rc == RC_DATA && !request.marks)
    cli_offer_backup(options);
  return rc_exit(rc);
}

const struct cli_command cli_items = {
    .name = "items",
    .tells = true,
    .arguments = "[--marks FILE.csv] [--safe PEOPLE] [--format text|csv|json|html|xlsx]",
    .summary = N_("Tell which questions are good: facility, discrimination, distractors, alpha"),
    .run = items_run,
};
