/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "app/personal.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/give.h"
#include "cli/open_person.h"
#include "exchange/format.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

struct wanted {
  const char *said; /* whom: NULL where nobody is meant */
  const char *name; /* the same; of who was opened by a nickname, the id */
  const char *out;  /* NULL: stdout */
  const char *yes;  /* the name, said again */
  const struct format *format;
  struct personal_change change; /* and by whom, of whatever is done */
  unsigned years;
  bool backups, forgotten, quiet;
  size_t verb;
};

/* -- Seeing --------------------------------------------------------------------------------------
 */

static enum rc give(const struct wanted *wanted, struct sink *sink, struct diags *diags) {
  if (wanted->out)
    return file_write_whole(wanted->out, sink->text.at, sink->text.len, diags);
  return cli_give_text(&sink->text, diags);
}

static enum rc do_show(struct app *app, const struct wanted *wanted, struct diags *diags) {
  struct arena arena = {0};
  struct sink sink = {0};
  const struct paper *paper;
  enum rc rc = personal_paper(app, wanted->name, &arena, &paper, diags);
  if (rc == RC_OK)
    rc = format_write(wanted->format, paper, NULL, &sink, diags);
  if (rc == RC_OK)
    rc = give(wanted, &sink, diags);
  sink_done(&sink);
  arena_done(&arena);
  return rc;
}

static enum rc do_export(struct app *app, const struct wanted *wanted, struct diags *diags) {
  struct sink sink = {0};
  uint64_t events;
  enum rc rc = personal_export(app, wanted->name, &sink, &events, diags);
  if (rc == RC_OK)
    rc = give(wanted, &sink, diags);
  sink_done(&sink);
  return rc;
}

static enum rc do_due(struct app *app, const struct wanted *wanted, struct diags *diags) {
  struct arena arena = {0};
  struct personal_due *list;
  struct str out = {0};
  size_t n;
  enum rc rc = personal_due(app, wanted->years, &arena, &list, &n, diags);
  for (size_t i = 0; i < n; i++) {
    const struct person *person = &list[i].person;
    char id[2 * ID_BYTES + 1];
    seal_hex(person->id, ID_BYTES, id);
    str_printf(&out, "%s  %-8.8s  %s\n", list[i].last, person->code[0] ? person->code : id,
               text_safe(&arena, person->name, strlen(person->name), false));
  }
  if (rc == RC_OK && n == 0)
    str_printf(&out, "%s\n", _("Nobody has been away so long."));
  if (rc == RC_OK)
    rc = cli_give_text(&out, diags);
  str_done(&out);
  arena_done(&arena);
  return rc;
}

/* -- Changing ------------------------------------------------------------------------------------
 */

static enum rc do_correct(struct app *app, const struct wanted *wanted, struct diags *diags) {
  bool changed;
  enum rc rc = personal_correct(app, wanted->name, &wanted->change, &changed, diags);
  if (rc == RC_OK && !wanted->quiet)
    puts(changed ? _("Corrected. What was stated before stays in the history.")
                 : _("That is how it was stated already: nothing changed."));
  return rc;
}

static bool is_same(const char *typed, const char *name) {
  size_t len = strcspn(typed, "\n");
  return len == strlen(name) && strncmp(typed, name, len) == 0;
}

/* Whoever erases types once more whom. */
static enum rc confirm(struct app *app, const struct wanted *wanted, struct diags *diags) {
  struct person person;
  struct arena arena = {0};
  char typed[128] = "";
  enum rc rc = wanted->forgotten ? RC_OK : personal_find(app, wanted->name, &person, diags);
  const char *name = wanted->forgotten ? wanted->said : person.name;
  if (rc != RC_OK)
    return rc;
  if (!wanted->yes && isatty(STDIN_FILENO)) {
    fprintf(stderr,
            _("This erases all that is recorded of %s, for good, here and wherever these records "
              "are taken.\nType %s again to erase it: "),
            text_safe(&arena, name, strlen(name), false), wanted->said);
    fflush(stderr);
    if (!fgets(typed, sizeof typed, stdin))
      typed[0] = '\0';
  }
  arena_done(&arena);
  if (is_same(wanted->yes ? wanted->yes : typed, wanted->said))
    return RC_OK;
  diag_error(diags, (struct place){0}, 1, "personal.confirm",
             _("type the same once more, or in a script say --yes and the same"),
             _("nothing was erased: it was not confirmed"));
  return RC_USAGE;
}

static void tell_left(const struct personal_left *left, bool backups) {
  puts(_("Erased. Reports and lists do not know this person any more, and no old stick brings "
         "the person back into these records."));
  if (backups)
    puts(_("The backups beside the records were replaced by a new one."));
  else if (left->backups)
    printf(ngettext("%zu older backup beside the records still holds the person, until it makes "
                    "room for newer ones. With --backups it is replaced at once.\n",
                    "%zu older backups beside the records still hold the person, until they make "
                    "room for newer ones. With --backups they are replaced at once.\n",
                    left->backups),
           left->backups);
  if (left->aside)
    printf(ngettext("%zu folder damaged-... that a restore set aside may hold the person: delete "
                    "it by hand.\n",
                    "%zu folders damaged-... that restores set aside may hold the person: delete "
                    "them by hand.\n",
                    left->aside),
           left->aside);
  puts(_("Backups on sticks and other machines, reports and exports that were given out hold it "
         "too: whoever has them has to delete them."));
}

static enum rc do_erase(struct app *app, const struct wanted *wanted, struct diags *diags) {
  struct personal_left left;
  enum rc rc = confirm(app, wanted, diags);
  if (rc == RC_OK && wanted->forgotten)
    rc = personal_erase_sealed(app, wanted->said, wanted->change.by, wanted->backups, &left, diags);
  else if (rc == RC_OK)
    rc = personal_erase(app, wanted->name, wanted->change.by, wanted->backups, &left, diags);
  if (rc == RC_OK && !wanted->quiet)
    tell_left(&left, wanted->backups);
  return rc;
}

/* -- What is wanted ------------------------------------------------------------------------------
 */

enum said {
  OUT = 1 << 0,
  FORMAT = 1 << 1,
  CHANGE = 1 << 2,
  BY = 1 << 3,
  YES = 1 << 4,
  BACKUPS = 1 << 5,
  YEARS = 1 << 6,
  FORGOTTEN = 1 << 7
};

static const struct {
  const char *name;
  int words;
  unsigned options;
  enum rc (*run)(struct app *, const struct wanted *, struct diags *);
} verbs[] = {{"show", 1, OUT | FORMAT, do_show},
             {"export", 1, OUT, do_export},
             {"correct", 1, CHANGE | BY | YEARS, do_correct},
             {"erase", 1, BY | YES | BACKUPS | FORGOTTEN, do_erase},
             {"due", 0, YEARS, do_due}};
enum { VERBS_HERE = sizeof verbs / sizeof *verbs };

static const struct option options[] = {
    {"out", required_argument, NULL, OUT},         {"format", required_argument, NULL, FORMAT},
    {"by", required_argument, NULL, BY},           {"yes", required_argument, NULL, YES},
    {"backups", no_argument, NULL, BACKUPS},       {"forgotten", no_argument, NULL, FORGOTTEN},
    {"years", required_argument, NULL, YEARS},     {"name", required_argument, NULL, CHANGE},
    {"agency", required_argument, NULL, CHANGE},   {"unit", required_argument, NULL, CHANGE},
    {"position", required_argument, NULL, CHANGE}, {"cohort", required_argument, NULL, CHANGE},
    {"sex", required_argument, NULL, CHANGE},      {"grade", required_argument, NULL, CHANGE},
    {"language", required_argument, NULL, CHANGE}, {0}};

static void take_change(struct personal_change *change, const char *name, const char *value) {
  const struct {
    const char *name;
    const char **field;
  } fields[] = {{"name", &change->name},     {"agency", &change->agency},
                {"unit", &change->unit},     {"position", &change->position},
                {"cohort", &change->cohort}, {"sex", &change->sex},
                {"grade", &change->grade},   {"language", &change->language}};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
    if (strcmp(fields[i].name, name) == 0)
      *fields[i].field = value;
}

static int take_years(const char *text, struct wanted *wanted) {
  size_t digits = strspn(text, "0123456789");
  wanted->change.years = text;
  wanted->years = (unsigned)strtoul(text, NULL, 10);
  return digits && !text[digits] && digits <= 3
             ? EX_OK
             : cli_usage(&cli_person, "%s", _("years are a whole number, in digits"));
}

static int take_format(const char *name, struct wanted *wanted) {
  wanted->format = format_find(name);
  return wanted->format && !wanted->format->is_binary && !wanted->format->one_table
             ? EX_OK
             : cli_usage(&cli_person, "%s", _("formats: text, json, html"));
}

static int take_option(int option, const char *name, struct wanted *wanted) {
  switch (option) {
  case OUT:
    wanted->out = optarg;
    return EX_OK;
  case FORMAT:
    return take_format(optarg, wanted);
  case BY:
    wanted->change.by = optarg;
    return EX_OK;
  case YES:
    wanted->yes = optarg;
    return EX_OK;
  case BACKUPS:
    wanted->backups = true;
    return EX_OK;
  case FORGOTTEN:
    wanted->forgotten = true;
    return EX_OK;
  case YEARS:
    return take_years(optarg, wanted);
  default:
    take_change(&wanted->change, name, optarg);
    return EX_OK;
  }
}

static int read_options(int argc, char **argv, struct wanted *wanted, unsigned *said) {
  int usage = EX_OK, at = 0;
  *wanted = (struct wanted){.format = &format_text, .years = PERSONAL_YEARS};
  *said = 0;
  optind = 0;
  opterr = 0;
  for (int option; usage == EX_OK && (option = getopt_long(argc, argv, "", options, &at)) != -1;) {
    if (option == '?')
      return cli_usage(&cli_person, _("no such option, or it lacks its value: %s"),
                       argv[optind - 1]);
    *said |= (unsigned)option;
    usage = take_option(option, options[at].name, wanted);
  }
  return usage;
}

/* EX_OK, or what a usage fault gives. */
static int parse(int argc, char **argv, struct wanted *wanted) {
  unsigned said;
  int usage = read_options(argc, argv, wanted, &said);
  if (usage != EX_OK)
    return usage;
  const char *name = optind < argc ? argv[optind] : "";
  while (wanted->verb < VERBS_HERE && strcmp(verbs[wanted->verb].name, name) != 0)
    wanted->verb++;
  if (wanted->verb == VERBS_HERE || argc - optind - 1 != verbs[wanted->verb].words)
    return cli_usage(&cli_person, "%s",
                     _("say show, export, correct or erase and one code, or due"));
  if (said & ~verbs[wanted->verb].options)
    return cli_usage(&cli_person, _("one of these options is not for %s"), name);
  wanted->said = wanted->name = argv[optind + 1];
  return EX_OK;
}

static enum rc act(struct app *app, void *ctx, struct diags *diags) {
  struct wanted *wanted = ctx;
  struct arena arena = {0};
  bool opens = wanted->said && !wanted->forgotten;
  enum rc rc = opens ? cli_open_person(app, &wanted->name, &arena, diags) : RC_OK;
  if (rc == RC_OK)
    rc = verbs[wanted->verb].run(app, wanted, diags);
  if (rc == RC_OK && wanted->out && !wanted->quiet)
    fprintf(stderr, _("mafunzo: it is in %s. Give it to that person alone.\n"), wanted->out);
  arena_done(&arena);
  return rc;
}

static int person_run(const struct cli_options *given, int argc, char **argv) {
  struct wanted wanted;
  int usage = parse(argc, argv, &wanted);
  wanted.quiet = given->quiet;
  return usage == EX_OK ? cli_with_app(given, act, &wanted) : usage;
}

const struct cli_command cli_person = {
    .name = "person",
    .tells = true,
    .arguments = "show CODE [--format text|json|html] [--out FILE] | export CODE [--out FILE] | "
                 "correct CODE [--name NAME] [--agency NAME] [--unit NAME] [--position ID] "
                 "[--cohort NAME] [--sex f|m|x] [--grade TEXT] [--language CODE] [--years N] "
                 "[--by CODE] | erase CODE [--yes CODE] [--backups] [--forgotten] [--by CODE] | "
                 "due [--years N]",
    .summary = N_("Show, give out, correct or erase what is recorded of a person"),
    .run = person_run,
};
