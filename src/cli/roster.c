/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "app/mrz.h"
#include "app/roster.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/give.h"
#include "exchange/format.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

struct wanted {
  const char *out; /* NULL: stdout */
  bool try_only, quiet;
  size_t verb;
  int n; /* words behind the verb */
  char **word;
};

static enum rc give(const struct wanted *wanted, const struct str *bytes, struct diags *diags) {
  if (wanted->out)
    return file_write_whole(wanted->out, bytes->at, bytes->len, diags);
  return cli_give_text(bytes, diags);
}

static void tell_taken(const struct roster_taken *taken, bool try_only) {
  printf(try_only ? _("Nothing was taken in yet. New: %zu; changed: %zu; as before: %zu; "
                      "establishments: %zu\n")
                  : _("New: %zu; changed: %zu; as before: %zu; establishments: %zu\n"),
         taken->added, taken->changed, taken->same, taken->posts);
}

static enum rc do_import(struct app *app, const struct wanted *wanted, struct diags *diags) {
  struct str bytes = {0};
  struct roster_taken taken;
  enum rc rc = mrz_load(wanted->word[0], ROSTER_BYTES, &bytes, diags);
  if (rc == RC_OK)
    rc = roster_take(app, wanted->word[0], str_text(&bytes), bytes.len, wanted->try_only, &taken,
                     diags);
  if (rc == RC_OK)
    tell_taken(&taken, wanted->try_only);
  str_done(&bytes);
  return rc;
}

static enum rc do_export(struct app *app, const struct wanted *wanted, struct diags *diags) {
  struct arena arena = {0};
  struct sink sink = {0};
  const struct table *table;
  const struct paper_head head = {.id = "roster", .title = _("Roster"), .confidential = true};
  enum rc rc = roster_table(app, &arena, &table, diags);
  if (rc == RC_OK)
    rc = format_write(&format_csv, paper_of_table(&arena, &head, table), NULL, &sink, diags);
  if (rc == RC_OK)
    rc = give(wanted, &sink.text, diags);
  sink_done(&sink);
  arena_done(&arena);
  return rc;
}

static enum rc do_cards(struct app *app, const struct wanted *wanted, struct diags *diags) {
  struct str out = {0};
  enum rc rc = roster_cards(app, &out, diags);
  if (rc == RC_OK)
    rc = give(wanted, &out, diags);
  str_done(&out);
  return rc;
}

static enum rc do_unmatched(struct app *app, const struct wanted *wanted, struct diags *diags) {
  struct arena arena = {0};
  struct roster_unmatched *list;
  size_t n;
  (void)wanted;
  enum rc rc = roster_unmatched(app, &arena, &list, &n, diags);
  for (size_t i = 0; i < n; i++) {
    char id[2 * ID_BYTES + 1];
    seal_hex(list[i].person.id, ID_BYTES, id);
    printf("%.8s  %s", id, list[i].person.name);
    if (list[i].namesake)
      printf(_("  perhaps %s: mafunzo roster join %.8s %s"), list[i].namesake->code, id,
             list[i].namesake->code);
    putchar('\n');
  }
  if (rc == RC_OK && n == 0)
    puts(_("Everybody is on the roster."));
  arena_done(&arena);
  return rc;
}

static enum rc do_join(struct app *app, const struct wanted *wanted, struct diags *diags) {
  return roster_join(app, wanted->word[0], wanted->word[1], false, diags);
}

static enum rc do_part(struct app *app, const struct wanted *wanted, struct diags *diags) {
  return roster_join(app, wanted->word[0], wanted->word[1], true, diags);
}

static const struct {
  const char *name;
  int words;
  enum rc (*run)(struct app *, const struct wanted *, struct diags *);
} verbs[] = {
    {"import", 1, do_import},       {"export", 0, do_export}, {"cards", 0, do_cards},
    {"unmatched", 0, do_unmatched}, {"join", 2, do_join},     {"part", 2, do_part},
};
enum { VERBS_HERE = sizeof verbs / sizeof *verbs };

/* EX_OK, or what a usage fault gives. */
static int parse(int argc, char **argv, struct wanted *wanted) {
  static const struct option options[] = {
      {"out", required_argument, NULL, 'o'}, {"try", no_argument, NULL, 't'}, {0}};
  *wanted = (struct wanted){0};
  optind = 0;
  opterr = 0;
  for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;)
    if (option == 'o')
      wanted->out = optarg;
    else if (option == 't')
      wanted->try_only = true;
    else
      return cli_usage(&cli_roster, _("no such option, or it lacks its value: %s"),
                       argv[optind - 1]);
  const char *name = optind < argc ? argv[optind] : "";
  while (wanted->verb < VERBS_HERE && strcmp(verbs[wanted->verb].name, name) != 0)
    wanted->verb++;
  wanted->n = argc - optind - 1;
  wanted->word = argv + optind + 1;
  if (wanted->verb == VERBS_HERE || wanted->n != verbs[wanted->verb].words)
    return cli_usage(
        &cli_roster, "%s",
        _("say import FILE, export, cards, unmatched, join ONE OTHER or part ONE OTHER"));
  return EX_OK;
}

static enum rc act(struct app *app, void *ctx, struct diags *diags) {
  const struct wanted *wanted = ctx;
  enum rc rc = verbs[wanted->verb].run(app, wanted, diags);
  if (rc == RC_OK && wanted->out && !wanted->quiet)
    fprintf(stderr, _("mafunzo: it is in %s. It names people: give it only to who may see it.\n"),
            wanted->out);
  return rc;
}

static int roster_run(const struct cli_options *options, int argc, char **argv) {
  struct wanted wanted;
  int usage = parse(argc, argv, &wanted);
  wanted.quiet = options->quiet;
  return usage == EX_OK ? cli_with_app(options, act, &wanted) : usage;
}

const struct cli_command cli_roster = {
    .name = "roster",
    .arguments =
        "import FILE.csv [--try] | export|cards [--out FILE] | unmatched | join|part ONE OTHER",
    .summary = N_("Take in who serves where, print codes, and join people who are one"),
    .run = roster_run,
};
