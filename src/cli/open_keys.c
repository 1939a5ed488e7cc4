/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/open_keys.h"

#include "base/text.h"
#include "cli/passphrase.h"

enum rc cli_ask_keys(const char *store, struct keys *keys, struct diags *diags) {
  struct str passphrase = {0};
  enum rc rc = passphrase_read(_("Passphrase of the keys:"), false, &passphrase, diags);
  if (rc == RC_OK)
    rc = keys_open(store, str_text(&passphrase), keys, diags);
  secret_done(&passphrase);
  return rc;
}

enum rc cli_open_keys(const char *store, struct keys *keys, struct diags *diags) {
  enum rc rc = keys_look(store, keys, diags);
  keys_done(keys);
  return rc == RC_OK ? cli_ask_keys(store, keys, diags) : rc;
}
