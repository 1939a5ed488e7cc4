/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "app/keyin.h"
#include "app/release.h"
#include "base/file.h"
#include "base/text.h"
#include "base/vec.h"
#include "cli/give.h"
#include "cli/open_keys.h"
#include "exchange/format.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

struct wanted {
  const struct cli_options *options;
  const char *store;
  const struct format *format; /* of list; NULL: text */
  bool format_given;
  const char *out; /* NULL: stdout */
  bool from_given, until_given;
  struct release release;
  const char *file; /* behind show and take */
  struct arena *arena;
};

/* -- In words --------------------------------------------------------------------------------- */

static const char *audience_words[RELEASE_AUDIENCES] = {[RELEASE_TO_OFFICERS] = N_("officers"),
                                                        [RELEASE_TO_TRAINERS] = N_("trainers"),
                                                        [RELEASE_TO_AGENCIES] =
                                                            N_("other agencies"),
                                                        [RELEASE_TO_MINISTRY] = N_("the ministry")};

/* -- What counts today: list ------------------------------------------------------------------ */

static const char *what_of(const struct release_row *row) {
  switch (row->state) {
  case RELEASE_WITHDRAWN:
    return _("nothing any more: it was withdrawn");
  case RELEASE_NONE:
    return _("nothing was released");
  default:
    return row->release->people ? _("its name, and the names of its people") : _("its name");
  }
}

static void put_row(struct str *out, const struct release_row *row) {
  const struct release *release = row->release;
  if (!release)
    str_printf(out, "  %s\n", what_of(row));
  else
    /* TRANSLATORS: officers, trainers, other agencies or the ministry: what they are shown. */
    str_printf(out, _("  To %s: %s"), _(audience_words[row->to]), what_of(row));
  if (row->state == RELEASE_SHOWN)
    str_printf(out, _(", until %s\n"), release->until);
  else if (row->state == RELEASE_NOT_YET)
    str_printf(out, _(", but not before %s\n"), release->from);
  else if (row->state == RELEASE_OVER)
    str_printf(out, _(", but no longer: it was until %s\n"), release->until);
  else if (release)
    str_printf(out, "\n");
}

static void put_rows(struct str *out, const struct release_row *rows, size_t n) {
  for (size_t i = 0; i < n; i++) {
    if (i == 0 || strcmp(rows[i].agency, rows[i - 1].agency) != 0) {
      str_printf(out, "%s\n", rows[i].agency);
      if (!rows[i].on_roster)
        str_printf(out, "  %s\n",
                   _("Nobody on the roster is of an agency of this name: compare how it is written "
                     "there."));
    }
    put_row(out, &rows[i]);
  }
  if (n == 0)
    str_printf(out, "%s\n", _("No agency's key was signed here."));
}

static enum rc list_in(struct arena *arena, struct app *app, const struct wanted *wanted,
                       const struct releases *releases, struct diags *diags) {
  const struct paper_head head = {.id = "releases", .title = _("Releases"), .confidential = true};
  struct release_row *rows;
  struct sink sink = {0};
  size_t n;
  enum rc rc =
      release_list(app, wanted->store, releases, keyin_today(arena), arena, &rows, &n, diags);
  if (rc != RC_OK)
    return rc;
  if (wanted->format)
    rc = format_write(wanted->format, paper_of_table(arena, &head, release_table(rows, n, arena)),
                      "releases", &sink, diags);
  else
    put_rows(&sink.text, rows, n);
  sink.failed = !cli_give(NULL, str_text(&sink.text), sink.text.len);
  return cli_give_end(&sink, rc, diags);
}

static enum rc list_of(struct app *app, void *ctx, struct diags *diags) {
  const struct wanted *wanted = ctx;
  struct releases releases = {0};
  enum rc rc = releases_read(wanted->store, &releases, diags);
  if (rc == RC_OK)
    rc = list_in(wanted->arena, app, wanted, &releases, diags);
  releases_done(&releases);
  return rc;
}

static enum rc do_list(struct wanted *wanted, struct diags *diags) {
  return cli_act_on(wanted->options, wanted->options->courses, list_of, wanted, diags);
}

/* -- One, in words ---------------------------------------------------------------------------- */

static void say_audiences(const struct release *release, struct str *out) {
  for (enum release_audience to = 0; to < RELEASE_AUDIENCES; to++)
    if (release_speaks(release, to))
      str_printf(out, "%s%s", out->len ? ", " : "", _(audience_words[to]));
}

static void tell(const struct release *release) {
  char fingerprint[FINGERPRINT_TEXT];
  struct str to = {0};
  say_audiences(release, &to);
  card_fingerprint(release->signer, fingerprint);
  printf(_("Release %u of %s\n"), (unsigned)release->serial, release->agency);
  printf(_("To: %s\n"), to.at);
  if (release->names)
    printf(release->people ? _("Shows: the agency's name, and the names of its people\n")
                           : _("Shows: the agency's name, and nobody's\n"));
  else
    puts(_("Shows: nothing any more; it withdraws what was released before"));
  if (release->names)
    printf(_("From %s until %s\n"), release->from, release->until);
  printf(_("Signed with the key: %s\n"), fingerprint);
  str_done(&to);
}

/* -- The verbs -------------------------------------------------------------------------------- */

static enum rc open_keys(const struct wanted *wanted, struct keys *keys, struct diags *diags) {
  enum rc rc = keys_look(wanted->store, keys, diags);
  if (rc == RC_OK && keys->role != KEYS_AGENCY) {
    diag_error(diags, (struct place){0}, 1, "release.role",
               _("do it on the machine of the agency: mafunzo keys init --agency NAME"),
               _("the keys on this machine are not an agency's"));
    rc = RC_USAGE;
  }
  keys_done(keys);
  return rc == RC_OK ? cli_ask_keys(wanted->store, keys, diags) : rc;
}

static enum rc sign(struct wanted *wanted, struct diags *diags) {
  struct keys keys = {0};
  struct str out = {0};
  enum rc rc = open_keys(wanted, &keys, diags);
  if (rc == RC_OK)
    rc = release_sign(wanted->store, &keys, &wanted->release, &out, diags);
  if (rc == RC_OK && wanted->out)
    rc = file_write_whole(wanted->out, str_text(&out), out.len, diags);
  else if (rc == RC_OK)
    rc = cli_give_text(&out, diags);
  str_done(&out);
  keys_done(&keys);
  return rc;
}

static enum rc do_release(struct wanted *wanted, struct diags *diags) {
  enum rc rc = release_check(&wanted->release, diags);
  return rc == RC_OK ? sign(wanted, diags) : rc;
}

/* To whomever it was released, unless somebody is named. */
static enum rc do_withdraw(struct wanted *wanted, struct diags *diags) {
  if (!wanted->release.audiences)
    wanted->release.audiences = (1U << RELEASE_AUDIENCES) - 1;
  strcpy(wanted->release.until, wanted->release.from);
  return sign(wanted, diags);
}

static enum rc do_show(struct wanted *wanted, struct diags *diags) {
  struct str bytes = {0};
  enum rc rc = release_load(wanted->file, &wanted->release, &bytes, diags);
  if (rc == RC_OK)
    tell(&wanted->release);
  str_done(&bytes);
  return rc;
}

static enum rc do_take(struct wanted *wanted, struct diags *diags) {
  enum rc rc = release_take(wanted->store, wanted->file, keyin_today(wanted->arena),
                            &wanted->release, diags);
  if (rc == RC_OK)
    tell(&wanted->release);
  return rc;
}

/* -- Reading the line ------------------------------------------------------------------------- */

enum { SIGNS = 1, RELEASES = 2, LISTS = 4 };

static const struct deed {
  const char *name; /* "": none is said */
  int words;
  unsigned takes;
  enum rc (*run)(struct wanted *, struct diags *);
} verbs[] = {
    {"", 0, SIGNS | RELEASES, do_release},
    {"withdraw", 0, SIGNS, do_withdraw},
    {"list", 0, LISTS, do_list},
    {"show", 1, 0, do_show},
    {"take", 1, 0, do_take},
};

static bool take_audience(struct wanted *wanted, const char *name) {
  for (size_t i = 0; i < RELEASE_AUDIENCES; i++)
    if (strcmp(release_audience_names[i], name) == 0) {
      wanted->release.audiences |= 1U << i;
      return true;
    }
  return false;
}

static bool take_format(struct wanted *wanted, const char *name) {
  wanted->format_given = true;
  wanted->format = format_find(name);
  return wanted->format || strcmp(name, format_text.name) == 0;
}

/* One that is too long is none, and release_check says so. */
static void take_day(char day[RELEASE_DAY], const char *text) {
  snprintf(day, RELEASE_DAY, "%s", strlen(text) < RELEASE_DAY ? text : "");
}

static int read_options(int argc, char **argv, struct wanted *wanted) {
  static const struct option options[] = {
      {"names", no_argument, NULL, 'n'},          {"people", no_argument, NULL, 'p'},
      {"audience", required_argument, NULL, 'a'}, {"from", required_argument, NULL, 'f'},
      {"until", required_argument, NULL, 'u'},    {"out", required_argument, NULL, 'o'},
      {"format", required_argument, NULL, 't'},   {0}};
  optind = 0;
  opterr = 0;
  for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;)
    if (option == 'n')
      wanted->release.names = true;
    else if (option == 'p')
      wanted->release.people = true;
    else if ((option == 'a' && take_audience(wanted, optarg)) ||
             (option == 't' && take_format(wanted, optarg)))
      continue;
    else if (option == 'f') {
      wanted->from_given = true;
      take_day(wanted->release.from, optarg);
    } else if (option == 'u') {
      wanted->until_given = true;
      take_day(wanted->release.until, optarg);
    } else if (option == 'o')
      wanted->out = optarg;
    else
      return cli_usage(&cli_release, _("no such option, or it lacks its value: %s"),
                       argv[optind - 1]);
  return EX_OK;
}

static bool fits(const struct deed *verb, const struct wanted *wanted, int words) {
  const struct release *release = &wanted->release;
  bool releases = release->names || release->people || wanted->from_given || wanted->until_given;
  if (releases && !(verb->takes & RELEASES))
    return false;
  if ((wanted->out || release->audiences) && !(verb->takes & SIGNS))
    return false;
  if (wanted->format_given && !(verb->takes & LISTS))
    return false;
  bool whole = wanted->out && (!(verb->takes & RELEASES) || wanted->until_given);
  return words == verb->words && (whole || !(verb->takes & SIGNS));
}

/* EX_OK and the verb's row, or what a usage fault gives. */
static int parse(int argc, char **argv, struct wanted *wanted, const struct deed **verb) {
  int usage = read_options(argc, argv, wanted);
  if (usage != EX_OK)
    return usage;
  const char *name = optind < argc ? argv[optind] : "";
  size_t i = 0;
  while (i < COUNT(verbs) && strcmp(verbs[i].name, name) != 0)
    i++;
  if (i == COUNT(verbs) || !fits(&verbs[i], wanted, argc - optind - (*name != '\0')))
    return cli_usage(&cli_release, "%s",
                     _("say what to release, to whom and until when; or show, "
                       "take, list or withdraw"));
  if (wanted->format && wanted->format->is_binary && isatty(STDOUT_FILENO))
    return cli_usage(&cli_release, _("say where with > FILE: %s is not for a terminal"),
                     wanted->format->name);
  wanted->file = verbs[i].words ? argv[optind + 1] : NULL;
  if (!wanted->from_given)
    take_day(wanted->release.from, keyin_today(wanted->arena));
  *verb = &verbs[i];
  return EX_OK;
}

static int release_run(const struct cli_options *options, int argc, char **argv) {
  struct arena arena = {0};
  struct wanted wanted = {.options = options, .store = options->store, .arena = &arena};
  const struct deed *verb = NULL;
  struct diags diags = {0};
  int usage = parse(argc, argv, &wanted, &verb);
  enum rc rc = usage == EX_OK ? verb->run(&wanted, &diags) : RC_OK;
  bool printed = fflush(stdout) == 0 && !ferror(stdout);
  cli_print_diags(&diags);
  diags_done(&diags);
  arena_done(&arena);
  if (usage != EX_OK)
    return usage;
  return rc != RC_OK ? rc_exit(rc) : printed ? EX_OK : EX_IOERR;
}

const struct cli_command cli_release = {
    .name = "release",
    .arguments = "--names [--people] --audience officer|trainer|agency|ministry... [--from DATE] "
                 "--until DATE --out FILE | withdraw [--audience WHOM...] --out FILE | show FILE | "
                 "take FILE | list [--format text|csv|json|html|xlsx]",
    .summary = N_("Let the name of an agency be shown in reports, signed with the agency's key"),
    .run = release_run,
};
