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

/* recipient: as whom it was opened. */
static enum bundle_fault unseal(const void *bytes, size_t len,
                                const uint8_t (*identities)[KEY_BYTES], size_t n, struct str *tar,
                                uint8_t recipient[KEY_BYTES]) {
  enum rc rc = len > BUNDLE_FILE_BYTES ? RC_DATA : RC_MISSING;
  for (size_t i = 0; rc == RC_MISSING && i < n; i++)
    rc = age_open_as(bytes, len, identities[i], recipient, tar);
  return rc == RC_OK ? BUNDLE_SOUND : rc == RC_MISSING ? BUNDLE_RECIPIENT : BUNDLE_DAMAGED;
}

static struct seal_part keep(struct bundle *bundle, const struct ustar_file *file) {
  return (struct seal_part){arena_strndup(&bundle->arena, file->at, file->len), file->len};
}

static enum bundle_fault check_manifest(const struct ustar_file *manifest,
                                        const struct ustar_file *signature, struct bundle *bundle) {
  enum rc rc = manifest_read(manifest->at, manifest->len, &bundle->about);
  if (rc != RC_OK)
    return rc == RC_NEWER ? BUNDLE_NEWER : BUNDLE_MANIFEST;
  if (!minisign_verify(manifest->at, manifest->len, signature->at, signature->len,
                       bundle->about.chain, NULL))
    return BUNDLE_SIGNATURE;
  bundle->manifest = keep(bundle, manifest);
  bundle->signature = keep(bundle, signature);
  return BUNDLE_SOUND;
}

/* One of those it was sealed for may not have sealed it again for others. */
static bool is_meant(const struct bundle_about *about, const uint8_t recipient[KEY_BYTES]) {
  for (size_t i = 0; i < about->n_recipients; i++)
    if (memcmp(about->recipients[i], recipient, KEY_BYTES) == 0)
      return true;
  return false;
}

static enum bundle_fault check_events(const struct ustar_file *lines, struct bundle *bundle) {
  uint8_t digest[HASH_BYTES];
  seal_hash(&(struct seal_part){lines->at, lines->len}, 1, digest);
  if (memcmp(digest, bundle->about.digest, HASH_BYTES) != 0)
    return BUNDLE_DIGEST;
  return lines_read(lines->at, lines->len, bundle) ? BUNDLE_SOUND : BUNDLE_UNREAD;
}

/* Where a head of layout 1 (store/event.h) has them. */
enum { HEAD_PREVIOUS = 1, HEAD_SUBJECT = 137, HEAD_LEAST = HEAD_SUBJECT + ID_BYTES };

static void open_event(struct bundle *bundle, struct bundle_event *event,
                       const struct sealed_key *keys, size_t n) {
  const uint8_t *head = event->head;
  uint8_t hash[HASH_BYTES];
  struct str opened = {0};
  if (event->scheme != RECORD_SEALED || event->head_len < HEAD_LEAST)
    return;
  seal_hash((struct seal_part[]){{head + HEAD_PREVIOUS, HASH_BYTES},
                                 {head, event->head_len},
                                 {event->payload_hash, HASH_BYTES}},
            3, hash);
  for (size_t i = 0; i < n && event->scheme == RECORD_SEALED; i++)
    if (memcmp(keys[i].subject, head + HEAD_SUBJECT, ID_BYTES) == 0 &&
        sealed_take_event(&keys[i], hash, event->payload, event->payload_len, &opened)) {
      event->scheme = RECORD_PLAIN;
      memcpy(event->salt, opened.at, SALT_BYTES);
      event->payload_len = opened.len - SALT_BYTES;
      event->payload = arena_strndup(&bundle->arena, opened.at + SALT_BYTES, event->payload_len);
    }
  str_done(&opened);
}

/* What cannot be opened stays sealed. */
static void open_sealed(struct bundle *bundle, const uint8_t (*identities)[KEY_BYTES], size_t n) {
  struct sealed_key keys[BUNDLE_SEALED];
  size_t found = manifest_keys(bundle->manifest.bytes, bundle->manifest.len, identities, n, keys);
  for (size_t i = 0; found && i < bundle->n; i++)
    open_event(bundle, &bundle->events[i], keys, found);
  seal_wipe(keys, sizeof keys);
}

enum bundle_fault bundle_read(const void *bytes, size_t len, const uint8_t (*identities)[KEY_BYTES],
                              size_t n, struct bundle *bundle) {
  struct str tar = {0};
  uint8_t recipient[KEY_BYTES];
  struct ustar_file files[] = {{.name = MANIFEST_NAME, .most = MANIFEST_BYTES},
                               {.name = MANIFEST_SIGNATURE_NAME, .most = MINISIG_BYTES},
                               {.name = EVENTS_NAME, .most = BUNDLE_LINES_BYTES}};
  *bundle = (struct bundle){0};
  enum bundle_fault fault = unseal(bytes, len, identities, n, &tar, recipient);
  if (fault == BUNDLE_SOUND && !ustar_read(str_text(&tar), tar.len, files, COUNT(files)))
    fault = BUNDLE_CONTENT;
  if (fault == BUNDLE_SOUND)
    fault = check_manifest(&files[0], &files[1], bundle);
  if (fault == BUNDLE_SOUND && !is_meant(&bundle->about, recipient))
    fault = BUNDLE_RECIPIENT;
  if (fault == BUNDLE_SOUND)
    fault = check_events(&files[2], bundle);
  if (fault == BUNDLE_SOUND)
    open_sealed(bundle, identities, n);
  str_done(&tar);
  return fault;
}

enum rc bundle_open(const char *shown, const void *bytes, size_t len,
                    const uint8_t (*identities)[KEY_BYTES], size_t n, struct bundle *bundle,
                    struct diags *diags) {
  return bundle_tell(shown, bundle_read(bytes, len, identities, n, bundle), diags);
}

void bundle_done(struct bundle *bundle) {
  arena_done(&bundle->arena);
  *bundle = (struct bundle){0};
}
