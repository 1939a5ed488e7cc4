/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "app/mrz.h"
#include "base/text.h"
#include "cli/mrz.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

struct request {
  bool json, compose, quiet;
  const char *path;  /* NULL: stdin */
  const char *shown; /* as diagnostics name it */
};

/* Out of what getopt took apart; EX_OK or a usage fault that was said. */
static int read_request(int argc, char **argv, struct request *request) {
  static const struct option longs[] = {{"json", no_argument, NULL, 'j'},
                                        {"compose", no_argument, NULL, 'c'},
                                        {"quiet", no_argument, NULL, 'q'},
                                        {0}};
  int option;
  opterr = 0;
  while ((option = getopt_long(argc, argv, "q", longs, NULL)) != -1) {
    if (option == 'j')
      request->json = true;
    else if (option == 'c')
      request->compose = true;
    else if (option == 'q')
      request->quiet = true;
    else
      return cli_usage(&cli_mrz, "%s", _("there is no such option"));
  }
  if (argc - optind > 1)
    return cli_usage(&cli_mrz, "%s", _("one file at a time"));
  if (request->json && request->compose)
    return cli_usage(&cli_mrz, "%s", _("--json writes JSON, --compose reads it: take one"));
  if (optind < argc && strcmp(argv[optind], "-") != 0)
    request->path = argv[optind];
  request->shown = request->path ? request->path : "-";
  return EX_OK;
}

/* -- As text ------------------------------------------------------------------------------- */

static void put_place(struct str *out, unsigned line, unsigned column, const char *name) {
  char place[32];
  snprintf(place, sizeof place, "%u:%u", line, column);
  str_printf(out, "  %-8s %-16s ", place, name);
}

static void put_reading(struct str *out, const char *name, const char *value) {
  str_printf(out, "           %-16s %s\n", name, value);
}

/* What a row of fillers and letters says, where that is not plain. */
static void put_readings(struct str *out, const struct mrz_told *told, const struct mrz_row *row) {
  if (strcmp(row->name, "name") == 0) {
    put_reading(out, "surname", told->holder.surname);
    put_reading(out, "given", told->holder.given);
    if (told->may_be_cut)
      put_reading(out, "", _("The name fills its field: it may have been cut."));
  } else if (strcmp(row->name, "number") == 0 && strlen(told->holder.number) > strlen(row->value))
    put_reading(out, _("whole number"), told->holder.number);
}

static void put_document(struct str *out, const char *shown, const struct mrz_told *told) {
  str_printf(out, "%s:%u: %s, %s\n", shown, told->line,
             told->format ? told->format : _("cannot be read"),
             told->valid ? _("valid") : _("not valid"));
  for (size_t i = 0; i < told->n_lines; i++)
    str_printf(out, "  %s\n", told->lines[i]);
  for (size_t i = 0; i < told->n_rows; i++) {
    put_place(out, told->rows[i].line, told->rows[i].column, told->rows[i].name);
    str_printf(out, "%s\n", told->rows[i].value);
    put_readings(out, told, &told->rows[i]);
  }
  for (size_t i = 0; i < told->n_sums; i++) {
    const struct mrz_sum *sum = &told->sums[i];
    put_place(out, sum->line, sum->column, sum->name);
    str_printf(out, _("found %c, expected %c (sum %d)"), sum->found, sum->expected, sum->sum);
    str_printf(out, "%s\n", sum->ok ? "" : _(": wrong"));
  }
  str_putc(out, '\n');
}

static void put_all(struct str *out, const char *shown, const struct mrz_book *book) {
  char *safe;
  struct arena arena = {0};
  safe = text_safe(&arena, shown, strlen(shown), false);
  for (size_t i = 0; i < book->n; i++)
    put_document(out, safe, &book->list[i]);
  str_printf(out, ngettext("%zu document, ", "%zu documents, ", book->n), book->n);
  str_printf(out, ngettext("%zu of them valid\n", "%zu of them valid\n", book->valid), book->valid);
  arena_done(&arena);
}

/* -- The command --------------------------------------------------------------------------- */

static bool print(const struct str *out) {
  return fwrite(str_text(out), 1, out->len, stdout) == out->len && fflush(stdout) == 0;
}

static enum rc check(const struct request *request, const struct str *bytes, struct str *out,
                     struct diags *diags) {
  struct mrz_book book = {0};
  enum rc rc = mrz_tell(request->shown, bytes, &book, diags);
  if (request->json)
    cli_mrz_json(&book, diags, out);
  else if (!request->quiet)
    put_all(out, request->shown, &book);
  mrz_book_done(&book);
  return rc;
}

static int mrz_run(const struct cli_options *options, int argc, char **argv) {
  struct request request = {.quiet = options->quiet};
  struct str bytes = {0}, out = {0};
  struct diags diags = {0};
  int usage = read_request(argc, argv, &request);
  if (usage != EX_OK)
    return usage;
  size_t limit = request.compose ? 10 * MRZ_BYTES : MRZ_BYTES;
  enum rc rc = mrz_load(request.path, limit, &bytes, &diags);
  bool loaded = rc == RC_OK;
  if (loaded && request.compose)
    rc = mrz_write(request.shown, &bytes, &out, &diags);
  else if (loaded)
    rc = check(&request, &bytes, &out, &diags);
  bool printed = print(&out);
  if (!request.json || !loaded)
    cli_print_diags(&diags);
  diags_done(&diags);
  str_done(&bytes);
  str_done(&out);
  return rc != RC_OK ? rc_exit(rc) : printed ? EX_OK : EX_IOERR;
}

const struct cli_command cli_mrz = {
    .name = "mrz",
    .arguments = "[--json | --compose] [--quiet] [FILE]",
    .summary = N_("Read and verify machine readable zones, or compose them from JSON"),
    .run = mrz_run,
};
