/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "app/keys.h"
#include "app/mrz.h"
#include "app/trust.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/compare.h"
#include "cli/give.h"
#include "cli/open_keys.h"
#include "cli/passphrase.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

struct wanted {
  const char *store;
  const char *out;              /* NULL: stdout */
  const char *yes;              /* the fingerprint that was told; NULL: ask */
  const char *trainer, *agency; /* of init: whose keys they are */
  bool escrow, quiet;
  const char *word; /* behind the verb */
};

static enum rc give(const struct wanted *wanted, const struct str *bytes, struct diags *diags) {
  if (wanted->out)
    return file_write_whole(wanted->out, str_text(bytes), bytes->len, diags);
  return cli_give_text(bytes, diags);
}

static void tell_pair(const char *label, const uint8_t signer[KEY_BYTES]) {
  char fingerprint[FINGERPRINT_TEXT];
  card_fingerprint(signer, fingerprint);
  printf("%s: %s\n", label, fingerprint);
}

static void tell_escrow(const uint8_t escrow[KEY_BYTES]) {
  struct str text = {0};
  escrow_text(escrow, &text);
  puts(_("The escrow key, shown this once. Write it on paper, in two copies, and lock each away:"));
  fputs(text.at, stdout);
  secret_done(&text);
}

/* -- Who may do what -------------------------------------------------------------------------- */

static enum rc refuse_role(enum key_role role, struct diags *diags) {
  static const char *const whose[] = {
      [KEYS_COORDINATOR] = N_("the keys on this machine are the coordinator's"),
      [KEYS_TRAINER] = N_("the keys on this machine are a trainer's"),
      [KEYS_AGENCY] = N_("the keys on this machine are an agency's")};
  diag_error(diags, (struct place){0}, 1, "keys.role",
             role == KEYS_COORDINATOR ? _("do it on the machine of the trainer or the agency")
                                      : _("do it on the machine of the coordinator"),
             "%s", _(whose[role]));
  return RC_USAGE;
}

enum {
  ANYBODY = 1 << KEYS_COORDINATOR | 1 << KEYS_TRAINER | 1 << KEYS_AGENCY,
  COORDINATOR = 1 << KEYS_COORDINATOR,
  WHO_ASKS = 1 << KEYS_TRAINER | 1 << KEYS_AGENCY
};

/* roles: a bit each; looked at before anybody types a passphrase. */
static enum rc open_keys(const struct wanted *wanted, unsigned roles, struct keys *keys,
                         struct diags *diags) {
  enum rc rc = keys_look(wanted->store, keys, diags);
  if (rc == RC_OK && !(roles >> keys->role & 1))
    rc = refuse_role(keys->role, diags);
  keys_done(keys);
  return rc == RC_OK ? cli_ask_keys(wanted->store, keys, diags) : rc;
}

/* -- The verbs -------------------------------------------------------------------------------- */

static enum rc do_init(const struct wanted *wanted, struct keys *keys, struct diags *diags) {
  struct str passphrase = {0};
  uint8_t escrow[KEY_BYTES];
  enum key_role role = wanted->trainer  ? KEYS_TRAINER
                       : wanted->agency ? KEYS_AGENCY
                                        : KEYS_COORDINATOR;
  const char *name = wanted->trainer  ? wanted->trainer
                     : wanted->agency ? wanted->agency
                                      : wanted->word;
  enum rc rc = keys_free(wanted->store, name, diags);
  if (rc == RC_OK)
    rc = passphrase_read(_("A passphrase for the new keys:"), true, &passphrase, diags);
  if (rc == RC_OK)
    rc = keys_init(wanted->store, role, name, str_text(&passphrase), keys, escrow, diags);
  secret_done(&passphrase);
  if (rc == RC_OK) {
    tell_pair(_("Fingerprint, to read aloud"), keys->card.signer);
    if (role == KEYS_COORDINATOR)
      tell_escrow(escrow);
  }
  seal_wipe(escrow, sizeof escrow);
  return rc;
}

static void tell_signed(const struct card *card, const char *name,
                        const uint8_t signer[KEY_BYTES]) {
  tell_pair(name, signer);
  if (card_revokes(card, signer))
    printf("  %s\n", _("revoked"));
}

static void tell_trainers(const struct card *card) {
  for (size_t i = 0; i < card->trainers.n; i++)
    tell_signed(card, card->trainers.list[i].name, card->trainers.list[i].signer);
  if (card->agencies.n)
    printf(_("Agencies signed: %zu\n"), card->agencies.n);
  for (size_t i = 0; i < card->agencies.n; i++)
    tell_signed(card, card->agencies.list[i].name, card->agencies.list[i].signer);
}

static enum rc do_show(const struct wanted *wanted, struct keys *keys, struct diags *diags) {
  struct str text = {0};
  enum rc rc = keys_look(wanted->store, keys, diags);
  if (rc != RC_OK)
    return rc;
  printf(keys->role == KEYS_COORDINATOR ? _("Keys of the coordinator %s\n")
         : keys->role == KEYS_TRAINER   ? _("Keys of the trainer %s\n")
                                        : _("Keys of the agency %s\n"),
         keys->card.name);
  tell_pair(_("Fingerprint, to read aloud"), keys->card.signer);
  age_recipient_text(keys->card.recipient, &text);
  if (keys->role == KEYS_AGENCY)
    printf(_("Releases signed: %u\n"), (unsigned)keys->released);
  else
    printf(_("Results are sealed for (age -r): %s\n"), text.at);
  if (keys->role == KEYS_COORDINATOR) {
    str_clear(&text);
    age_recipient_text(keys->card.escrow, &text);
    printf(_("and for the escrow key on paper: %s\n"), text.at);
    printf(_("Serial: %u; replaced: %zu; revoked: %zu; trainers signed: %zu\n"),
           (unsigned)keys->card.serial, keys->card.succession.n, keys->card.revoked.n,
           keys->card.trainers.n);
    tell_trainers(&keys->card);
  }
  str_done(&text);
  return RC_OK;
}

static enum rc do_card(const struct wanted *wanted, struct keys *keys, struct diags *diags) {
  struct str out = {0};
  enum rc rc = open_keys(wanted, COORDINATOR, keys, diags);
  if (rc == RC_OK) {
    keys_card(keys, NULL, &out);
    rc = give(wanted, &out, diags);
  }
  str_done(&out);
  return rc;
}

static enum rc do_request(const struct wanted *wanted, struct keys *keys, struct diags *diags) {
  struct str out = {0};
  enum rc rc = open_keys(wanted, WHO_ASKS, keys, diags);
  if (rc == RC_OK) {
    keys_request(keys, &out);
    rc = give(wanted, &out, diags);
  }
  str_done(&out);
  return rc;
}

static enum rc sign(const struct wanted *wanted, const struct card *request, bool agency,
                    struct keys *keys, struct diags *diags) {
  struct str out = {0};
  struct card_trainer one = {0};
  enum rc rc = open_keys(wanted, COORDINATOR, keys, diags);
  if (rc == RC_OK)
    rc = keys_sign(wanted->store, keys, request, agency, diags);
  if (rc == RC_OK) {
    strcpy(one.name, request->name);
    memcpy(one.signer, request->signer, KEY_BYTES);
    memcpy(one.recipient, request->recipient, KEY_BYTES);
    keys_card(keys, agency ? NULL : &one, &out);
    rc = give(wanted, &out, diags);
  }
  str_done(&out);
  return rc;
}

static enum rc do_sign(const struct wanted *wanted, struct keys *keys, struct diags *diags) {
  struct card request = {0};
  struct str bytes = {0};
  bool yes = false, agency = false;
  enum rc rc = mrz_load(wanted->word, CARD_BYTES, &bytes, diags);
  if (rc == RC_OK)
    rc = keys_read_request(wanted->word, &bytes, &request, &agency, diags);
  if (rc == RC_OK)
    rc = compare_fingerprint(request.name, request.signer, wanted->yes, &yes, diags);
  if (rc == RC_OK)
    rc = yes ? sign(wanted, &request, agency, keys, diags) : RC_USAGE;
  card_done(&request);
  str_done(&bytes);
  return rc;
}

static enum rc do_revoke(const struct wanted *wanted, struct keys *keys, struct diags *diags) {
  enum rc rc = open_keys(wanted, COORDINATOR, keys, diags);
  if (rc == RC_OK)
    rc = keys_revoke(wanted->store, keys, wanted->word, diags);
  if (rc == RC_OK && !wanted->quiet)
    fputs(_("mafunzo: revoked. Laptops learn of it from a card that is made from now on: mafunzo "
            "keys card --out FILE\n"),
          stderr);
  return rc;
}

static enum rc do_rotate(const struct wanted *wanted, struct keys *keys, struct diags *diags) {
  uint8_t escrow[KEY_BYTES];
  enum rc rc = open_keys(wanted, wanted->escrow ? COORDINATOR : ANYBODY, keys, diags);
  if (rc == RC_OK)
    rc = keys_rotate(wanted->store, keys, wanted->escrow ? escrow : NULL, diags);
  if (rc == RC_OK) {
    tell_pair(_("Fingerprint, to read aloud"), keys->card.signer);
    if (wanted->escrow)
      tell_escrow(escrow);
  }
  seal_wipe(escrow, sizeof escrow);
  return rc;
}

static enum rc do_passphrase(const struct wanted *wanted, struct keys *keys, struct diags *diags) {
  struct str passphrase = {0};
  enum rc rc = open_keys(wanted, ANYBODY, keys, diags);
  if (rc == RC_OK)
    rc = passphrase_read(_("A new passphrase for the keys:"), true, &passphrase, diags);
  if (rc == RC_OK)
    rc = keys_repass(wanted->store, keys, str_text(&passphrase), diags);
  secret_done(&passphrase);
  return rc;
}

static enum rc do_open(const struct wanted *wanted, struct keys *keys, struct diags *diags) {
  struct str bytes = {0}, typed = {0}, out = {0};
  (void)keys;
  enum rc rc = mrz_load(wanted->word, (size_t)AGE_BYTES + AGE_BYTES / 64, &bytes, diags);
  if (rc == RC_OK)
    rc = passphrase_copy(_("Type the escrow key from the paper, then an empty line:"), &typed,
                         diags);
  if (rc == RC_OK)
    rc = escrow_open(wanted->word, &bytes, str_text(&typed), &out, diags);
  if (rc == RC_OK)
    rc = give(wanted, &out, diags);
  secret_done(&typed);
  str_done(&bytes);
  secret_done(&out);
  return rc;
}

/* -- Reading the line ------------------------------------------------------------------------- */

enum { NEEDS_OUT = 1, MAY_WHOSE = 2, MAY_YES = 4, MAY_ESCROW = 8, MAY_OUT = 16 };

static const struct verb {
  const char *name;
  int words;
  unsigned options;
  enum rc (*run)(const struct wanted *, struct keys *, struct diags *);
} verbs[] = {
    {"init", 1, MAY_WHOSE, do_init},
    {"show", 0, 0, do_show},
    {"card", 0, NEEDS_OUT, do_card},
    {"request", 0, NEEDS_OUT, do_request},
    {"sign", 1, NEEDS_OUT | MAY_YES, do_sign},
    {"revoke", 1, 0, do_revoke},
    {"rotate", 0, MAY_ESCROW, do_rotate},
    {"passphrase", 0, 0, do_passphrase},
    {"open", 1, MAY_OUT, do_open},
};
enum { VERBS_HERE = sizeof verbs / sizeof *verbs };

static int read_options(int argc, char **argv, struct wanted *wanted) {
  static const struct option options[] = {
      {"out", required_argument, NULL, 'o'},     {"yes", required_argument, NULL, 'y'},
      {"trainer", required_argument, NULL, 't'}, {"agency", required_argument, NULL, 'a'},
      {"escrow", no_argument, NULL, 'e'},        {0}};
  optind = 0;
  opterr = 0;
  for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;)
    if (option == 'o')
      wanted->out = optarg;
    else if (option == 'y')
      wanted->yes = optarg;
    else if (option == 't')
      wanted->trainer = optarg;
    else if (option == 'a')
      wanted->agency = optarg;
    else if (option == 'e')
      wanted->escrow = true;
    else
      return cli_usage(&cli_keys, _("no such option, or it lacks its value: %s"), argv[optind - 1]);
  return EX_OK;
}

static bool fits(const struct verb *verb, const struct wanted *wanted, int words) {
  unsigned options = verb->options;
  if ((wanted->out && !(options & (NEEDS_OUT | MAY_OUT))) || (!wanted->out && options & NEEDS_OUT))
    return false;
  bool whose = wanted->trainer || wanted->agency;
  if ((whose && !(options & MAY_WHOSE)) || (wanted->trainer && wanted->agency) ||
      (wanted->yes && !(options & MAY_YES)) || (wanted->escrow && !(options & MAY_ESCROW)))
    return false;
  return words == (whose ? 0 : verb->words); /* --trainer NAME is in the place of NAME */
}

/* EX_OK and the verb's row, or what a usage fault gives. */
static int parse(int argc, char **argv, struct wanted *wanted, const struct verb **verb) {
  int usage = read_options(argc, argv, wanted);
  if (usage != EX_OK)
    return usage;
  const char *name = optind < argc ? argv[optind] : "";
  size_t i = 0;
  while (i < VERBS_HERE && strcmp(verbs[i].name, name) != 0)
    i++;
  if (i == VERBS_HERE)
    return cli_usage(&cli_keys, "%s",
                     _("say init, show, card, request, sign, revoke, rotate, passphrase or open"));
  if (!fits(&verbs[i], wanted, argc - optind - 1))
    return cli_usage(&cli_keys, _("that is not how keys %s is said"), name);
  wanted->word = optind + 1 < argc ? argv[optind + 1] : NULL;
  *verb = &verbs[i];
  return EX_OK;
}

static int keys_run(const struct cli_options *options, int argc, char **argv) {
  struct wanted wanted = {.store = options->store, .quiet = options->quiet};
  const struct verb *verb = NULL;
  struct keys keys = {0};
  struct diags diags = {0};
  int usage = parse(argc, argv, &wanted, &verb);
  if (usage != EX_OK)
    return usage;
  enum rc rc = verb->run(&wanted, &keys, &diags);
  bool printed = fflush(stdout) == 0 && !ferror(stdout);
  cli_print_diags(&diags);
  diags_done(&diags);
  keys_done(&keys);
  return rc != RC_OK ? rc_exit(rc) : printed ? EX_OK : EX_IOERR;
}

const struct cli_command cli_keys = {
    .name = "keys",
    .arguments = "init NAME | init --trainer NAME | init --agency NAME | show | card --out FILE | "
                 "request --out FILE | "
                 "sign REQUEST --out FILE [--yes FINGERPRINT] | revoke WHOM | rotate [--escrow] | "
                 "passphrase | open FILE [--out FILE]",
    .summary = N_("Make and look after the keys that results are sealed for and cards signed with"),
    .run = keys_run,
};
