/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a course pack; and as a manifest, with a file behind its first NUL, of which a pack
 * is made and signed: where "KEY" and "HASH" stand come the signer and the file's hash, so that
 * what is read behind the signature is reached. What is taken lies within the bytes, with names
 * that may be. */
#include "fuzz.h"

#include "base/seal.h"
#include "exchange/coursepack.h"
#include "exchange/minisign.h"
#include "exchange/ustar.h"

#include <assert.h>
#include <string.h>

static uint8_t public_key[KEY_BYTES], secret[SECRET_BYTES];

static void read_pack(const struct str *bytes) {
  struct coursepack pack;
  struct diags diags = {0};
  enum rc rc = coursepack_read("pack", bytes, &pack, &diags);
  assert((rc == RC_OK) == (diags.n == 0) && (rc == RC_OK) == (pack.files.n > 0));
  for (size_t i = 0; i < pack.files.n; i++) {
    const struct coursepack_file *file = &pack.files.list[i];
    assert(coursepack_name_fits(file->name) && !strstr(file->name, "/../"));
    assert(file->at >= bytes->at && file->len <= bytes->len &&
           file->at + file->len <= bytes->at + bytes->len);
  }
  if (rc == RC_OK) { /* and so is what a child says of it */
    struct str said = {0};
    struct coursepack back;
    coursepack_flatten(&pack, &said);
    struct unpack in = {.at = (const uint8_t *)said.at, .end = (const uint8_t *)said.at + said.len};
    assert(coursepack_unflatten(&in, bytes, &back) && back.files.n == pack.files.n);
    coursepack_done(&back);
    str_done(&said);
  }
  coursepack_done(&pack);
  diags_done(&diags);
}

static const char *replace(const char *text, const char *word, const char *by, struct str *out) {
  const char *at = strstr(text, word);
  if (!at)
    return text;
  str_add(out, text, (size_t)(at - text));
  str_puts(out, by);
  return at + strlen(word);
}

static void sign_and_read(const char *manifest, const uint8_t *file, size_t len) {
  struct str text = {0}, key = {0}, sig = {0}, pack = {0};
  uint8_t hash[HASH_BYTES];
  char hex[2 * HASH_BYTES + 1];
  seal_hash(&(struct seal_part){file, len}, 1, hash);
  seal_hex(hash, HASH_BYTES, hex);
  minisign_public_text(public_key, &key);
  manifest = replace(manifest, "KEY", key.at, &text);
  manifest = replace(manifest, "HASH", hex, &text);
  str_puts(&text, manifest);
  minisign_sign(str_text(&text), text.len, secret, "fuzz", &sig);
  ustar_put(&pack, "manifest.json", str_text(&text), text.len);
  ustar_put(&pack, "manifest.json.minisig", sig.at, sig.len);
  ustar_put(&pack, "course/course.yaml", file, len);
  ustar_end(&pack);
  read_pack(&pack);
  str_done(&text);
  str_done(&key);
  str_done(&sig);
  str_done(&pack);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
  static bool ready;
  if (!ready) {
    ready = seal_init();
    seal_keypair(public_key, secret);
  }
  struct str whole = {0};
  str_add(&whole, bytes, len);
  read_pack(&whole);
  const uint8_t *end = len ? memchr(bytes, '\0', len) : NULL;
  if (end)
    sign_and_read(whole.at, end + 1, len - (size_t)(end + 1 - bytes));
  str_done(&whole);
  return 0;
}
