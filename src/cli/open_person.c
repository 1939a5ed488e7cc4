/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/open_person.h"

#include "app/sealing.h"
#include "base/text.h"
#include "cli/passphrase.h"

enum rc cli_open_person(struct app *app, const char **name, struct arena *arena,
                        struct diags *diags) {
  struct profile profile;
  struct str passphrase = {0};
  char id[2 * ID_BYTES + 1];
  enum rc rc = RC_OK;
  if (!sealing_named(app, *name, &profile))
    return RC_OK;
  if (!profile.open)
    rc = passphrase_read(_("Passphrase of the record:"), false, &passphrase, diags);
  if (rc == RC_OK && !profile.open)
    rc = sealing_open(app, profile.subject, str_text(&passphrase), diags);
  seal_hex(profile.subject, ID_BYTES, id);
  *name = arena_strdup(arena, id);
  secret_done(&passphrase);
  return rc;
}
