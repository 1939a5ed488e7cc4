/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/compare.h"

#include "base/text.h"
#include "exchange/card.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool asked(void) {
  char line[32];
  if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO)) {
    fputs(_("Nothing was changed. To do it, say --yes and the fingerprint that you were told.\n"),
          stderr);
    return false;
  }
  fprintf(stderr, "%s ", _("Type yes if it is the same, anything else to leave all as it is:"));
  fflush(stderr);
  bool yes = fgets(line, sizeof line, stdin) != NULL;
  if (yes) {
    line[strcspn(line, "\n")] = '\0';
    yes = strcmp(line, "yes") == 0 || strcmp(line, _("yes")) == 0;
  }
  if (!yes)
    fputs(_("Nothing was changed.\n"), stderr);
  return yes;
}

enum rc compare_fingerprint(const char *name, const uint8_t signer[KEY_BYTES], const char *said,
                            bool *yes, struct diags *diags) {
  char fingerprint[FINGERPRINT_TEXT];
  card_fingerprint(signer, fingerprint);
  *yes = said && card_fingerprint_is(signer, said);
  if (said && !*yes) {
    diag_error(diags, (struct place){0}, 1, "card.fingerprint",
               _("take nothing from this file; get it anew from whoever made it"),
               _("the key in this file has another fingerprint: %s"), fingerprint);
    return RC_DATA;
  }
  if (!said) {
    fprintf(stderr, _("Have the fingerprint of %s read to you, and compare:\n"), name);
    fprintf(stderr, "  %s\n", fingerprint);
    *yes = asked();
  }
  return RC_OK;
}
