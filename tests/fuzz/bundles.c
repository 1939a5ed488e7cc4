/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as what a bundle holds (a tar, a manifest, lines of events), as a bundle, and as a
 * receipt; and as a tar sealed for us, as whoever knows our public key can make one. */
#include "fuzz.h"

#include "exchange/bundle_inner.h"
#include "exchange/receipt.h"
#include "exchange/ustar.h"

#include <assert.h>

static void read_tar(const uint8_t *bytes, size_t len) {
  struct ustar_file files[] = {{.name = MANIFEST_NAME, .most = MANIFEST_BYTES},
                               {.name = MANIFEST_SIGNATURE_NAME, .most = MINISIG_BYTES},
                               {.name = EVENTS_NAME, .most = BUNDLE_LINES_BYTES}};
  if (!ustar_read(bytes, len, files, 3))
    return;
  for (size_t i = 0; i < 3; i++)
    assert(files[i].there && files[i].len <= files[i].most &&
           (const uint8_t *)files[i].at >= bytes &&
           files[i].len <= len - (size_t)((const uint8_t *)files[i].at - bytes));
}

static void read_manifest(const char *bytes, size_t len) {
  struct bundle_about about;
  if (manifest_read(bytes, len, &about) == RC_OK)
    assert(about.first > 0 && about.last >= about.first &&
           about.last - about.first < BUNDLE_EVENTS && about.n_recipients > 0 &&
           about.n_recipients <= AGE_RECIPIENTS);
}

static void read_lines(const char *bytes, size_t len) {
  for (uint64_t last = 1; last <= 3; last++) {
    struct bundle bundle = {.about = {.first = 1, .last = last}};
    if (lines_read(bytes, len, &bundle))
      for (size_t i = 0; i < bundle.n; i++)
        assert(bundle.events[i].head && bundle.events[i].head_len < len &&
               bundle.events[i].payload_len < len);
    bundle_done(&bundle);
  }
}

static void open_sealed(const uint8_t *bytes, size_t len) {
  uint8_t key[1][KEY_BYTES], secret[1][KEY_BYTES];
  struct str sealed = {0};
  struct bundle bundle;
  struct diags diags = {0};
  seal_exchange_keypair(key[0], secret[0]);
  assert(age_seal(bytes, len, (const uint8_t(*)[KEY_BYTES])key, 1, &sealed));
  assert(bundle_open("f", sealed.at, sealed.len, (const uint8_t(*)[KEY_BYTES])secret, 1, &bundle,
                     &diags) != RC_OK);
  assert(diags.n == 1);
  bundle_done(&bundle);
  diags_done(&diags);
  str_done(&sealed);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
  static const uint8_t key[KEY_BYTES] = {1};
  static bool ready;
  struct receipt receipt;
  struct bundle bundle;
  struct diags diags = {0};
  ready = ready || seal_init();
  read_tar(bytes, len);
  read_manifest((const char *)bytes, len);
  read_lines((const char *)bytes, len);
  assert(receipt_read("f", (const char *)bytes, len, key, &receipt, &diags) != RC_OK);
  assert(bundle_open("f", bytes, len, &key, 1, &bundle, &diags) != RC_OK);
  bundle_done(&bundle);
  diags_done(&diags);
  if (len % 4 == 0)
    open_sealed(bytes, len);
  return 0;
}
