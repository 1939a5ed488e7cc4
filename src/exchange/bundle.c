/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/bundle.h"

#include "base/text.h"
#include "base/vec.h"
#include "exchange/bundle_inner.h"
#include "exchange/minisign.h"
#include "exchange/ustar.h"

#include <assert.h>
#include <string.h>

bool bundle_write(const struct bundle_about *about, const struct str *lines,
                  const uint8_t secret[SECRET_BYTES], struct str *out) {
  struct bundle_about signed_about = *about;
  struct str manifest = {0}, signature = {0}, tar = {0}, trusted = {0};
  seal_hash(&(struct seal_part){lines->at, lines->len}, 1, signed_about.digest);
  manifest_write(&signed_about, &manifest);
  str_printf(&trusted, "mafunzo bundle %llu-%llu", (unsigned long long)about->first,
             (unsigned long long)about->last);
  minisign_sign(manifest.at, manifest.len, secret, str_text(&trusted), &signature);
  ustar_put(&tar, MANIFEST_NAME, manifest.at, manifest.len);
  ustar_put(&tar, MANIFEST_SIGNATURE_NAME, signature.at, signature.len);
  ustar_put(&tar, EVENTS_NAME, lines->at, lines->len);
  ustar_end(&tar);
  bool sealed = age_seal(tar.at, tar.len, about->recipients, about->n_recipients, out);
  str_done(&tar);
  str_done(&signature);
  str_done(&manifest);
  str_done(&trusted);
  return sealed;
}

static enum rc refuse(const char *shown, enum rc rc, const char *code, const char *hint,
                      const char *message, struct diags *diags) {
  diag_error(diags, (struct place){.file = shown}, 1, code, hint, "%s", message);
  return rc;
}

static const char *again(void) {
  return _("nothing of it was taken; copy it from the laptop once more, or hand in there again");
}

static enum rc not_for_us(const char *shown, struct diags *diags) {
  return refuse(shown, RC_MISSING, "bundle.recipient",
                _("give it to the coordinator whose card that laptop took in"),
                _("this bundle is for somebody else: the keys on this machine do not open it"),
                diags);
}

/* recipient: as whom it was opened. */
static enum rc unseal(const char *shown, const void *bytes, size_t len,
                      const uint8_t (*identities)[KEY_BYTES], size_t n, struct str *tar,
                      uint8_t recipient[KEY_BYTES], struct diags *diags) {
  enum rc rc = len > BUNDLE_FILE_BYTES ? RC_DATA : RC_MISSING;
  for (size_t i = 0; rc == RC_MISSING && i < n; i++) {
    seal_exchange_public(identities[i], recipient);
    rc = age_open(bytes, len, identities[i], tar);
  }
  if (rc == RC_OK)
    return RC_OK;
  if (rc == RC_MISSING)
    return not_for_us(shown, diags);
  return refuse(shown, RC_DATA, "bundle.damaged", again(),
                _("this file was cut off or altered on its way, or is no bundle"), diags);
}

static enum rc check_manifest(const char *shown, const struct ustar_file *manifest,
                              const struct ustar_file *signature, struct bundle *bundle,
                              struct diags *diags) {
  enum rc rc = manifest_read(manifest->at, manifest->len, &bundle->about);
  if (rc == RC_NEWER)
    return refuse(shown, RC_NEWER, "bundle.newer",
                  _("install the newer Mafunzo here, then collect"),
                  _("a newer Mafunzo made this bundle"), diags);
  if (rc != RC_OK)
    return refuse(shown, RC_DATA, "bundle.manifest", again(),
                  _("what this bundle says about itself cannot be read"), diags);
  if (!minisign_verify(manifest->at, manifest->len, signature->at, signature->len,
                       bundle->about.chain, NULL))
    return refuse(shown, RC_DATA, "bundle.signature",
                  _("nothing of it was taken; ask who altered it, and hand in again on the laptop"),
                  _("this bundle is not signed by the laptop whose events it claims to hold"),
                  diags);
  return RC_OK;
}

/* One of those it was sealed for may not have sealed it again for others. */
static bool is_meant(const struct bundle_about *about, const uint8_t recipient[KEY_BYTES]) {
  for (size_t i = 0; i < about->n_recipients; i++)
    if (memcmp(about->recipients[i], recipient, KEY_BYTES) == 0)
      return true;
  return false;
}

static enum rc check_events(const char *shown, const struct ustar_file *lines,
                            struct bundle *bundle, struct diags *diags) {
  uint8_t digest[HASH_BYTES];
  seal_hash(&(struct seal_part){lines->at, lines->len}, 1, digest);
  if (memcmp(digest, bundle->about.digest, HASH_BYTES) != 0)
    return refuse(shown, RC_DATA, "bundle.digest", again(),
                  _("its events are not those that the laptop signed for"), diags);
  if (!lines_read(lines->at, lines->len, bundle))
    return refuse(shown, RC_DATA, "bundle.events", again(),
                  _("its events cannot be read, or are not as many as it says"), diags);
  return RC_OK;
}

enum rc bundle_open(const char *shown, const void *bytes, size_t len,
                    const uint8_t (*identities)[KEY_BYTES], size_t n, struct bundle *bundle,
                    struct diags *diags) {
  struct str tar = {0};
  uint8_t recipient[KEY_BYTES];
  struct ustar_file files[] = {{.name = MANIFEST_NAME, .most = MANIFEST_BYTES},
                               {.name = MANIFEST_SIGNATURE_NAME, .most = MINISIG_BYTES},
                               {.name = EVENTS_NAME, .most = BUNDLE_LINES_BYTES}};
  *bundle = (struct bundle){0};
  enum rc rc = unseal(shown, bytes, len, identities, n, &tar, recipient, diags);
  if (rc == RC_OK && !ustar_read(str_text(&tar), tar.len, files, COUNT(files)))
    rc = refuse(shown, RC_DATA, "bundle.content", again(),
                _("it does not hold the three files of a bundle"), diags);
  if (rc == RC_OK)
    rc = check_manifest(shown, &files[0], &files[1], bundle, diags);
  if (rc == RC_OK && !is_meant(&bundle->about, recipient))
    rc = not_for_us(shown, diags);
  if (rc == RC_OK)
    rc = check_events(shown, &files[2], bundle, diags);
  str_done(&tar);
  return rc;
}

void bundle_done(struct bundle *bundle) {
  arena_done(&bundle->arena);
  *bundle = (struct bundle){0};
}
