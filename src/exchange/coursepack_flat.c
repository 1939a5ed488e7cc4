/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Name, course, version, framework (texts), signer, where the signature lies (u32 from the
 * beginning of the pack, u32 bytes), how many files (u32), then of each its name and where it lies.
 */
#include "exchange/coursepack.h"

#include "base/mem.h"
#include "base/vec.h"
#include "exchange/minisign.h"

#include <string.h>

static void put_place(const struct coursepack *pack, const char *at, size_t len, struct str *out) {
  pack_u32(out, len ? (uint32_t)(at - pack->bytes) : 0);
  pack_u32(out, (uint32_t)len);
}

void coursepack_flatten(const struct coursepack *pack, struct str *out) {
  pack_text(out, pack->name);
  pack_text(out, pack->course);
  pack_text(out, pack->version);
  pack_text(out, pack->framework);
  pack_bytes(out, pack->signer, KEY_BYTES);
  put_place(pack, pack->signature, pack->signature_len, out);
  pack_u32(out, (uint32_t)pack->files.n);
  for (size_t i = 0; i < pack->files.n; i++) {
    pack_text(out, pack->files.list[i].name);
    put_place(pack, pack->files.list[i].at, pack->files.list[i].len, out);
  }
}

static bool take_text(struct unpack *in, char *out, size_t size, bool (*fits)(const char *)) {
  return unpack_string(in, out, size) && fits(out);
}

static bool fits_or_none(const char *text) { return !*text || coursepack_text_fits(text); }

static bool take_place(struct unpack *in, const struct str *bytes, const char **at, size_t *len) {
  size_t from = unpack_u32(in);
  *len = unpack_u32(in);
  *at = str_text(bytes) + from;
  return !in->bad && from <= bytes->len && *len <= bytes->len - from;
}

/* In order, each once: so that what is installed is what the manifest lists. */
static bool take_file(struct unpack *in, const struct str *bytes, struct coursepack *pack) {
  char name[COURSEPACK_TEXT * 2];
  struct coursepack_file file;
  size_t n = pack->files.n;
  if (!take_text(in, name, sizeof name, coursepack_name_fits) ||
      !take_place(in, bytes, &file.at, &file.len) || file.len > COURSEPACK_FILE ||
      (n && strcmp(pack->files.list[n - 1].name, name) >= 0))
    return false;
  file.name = arena_strdup(&pack->arena, name);
  VEC_PUSH(&pack->files, file);
  return true;
}

static bool is_signed(const struct coursepack *pack) {
  struct str manifest = {0};
  coursepack_manifest(pack, &manifest);
  bool good = minisign_verify(manifest.at, manifest.len, pack->signature, pack->signature_len,
                              pack->signer, NULL);
  str_done(&manifest);
  return good;
}

static bool take_all(struct unpack *in, const struct str *bytes, struct coursepack *pack) {
  if (!take_text(in, pack->name, sizeof pack->name, card_name_fits) ||
      !take_text(in, pack->course, sizeof pack->course, coursepack_text_fits) ||
      !take_text(in, pack->version, sizeof pack->version, coursepack_text_fits) ||
      !take_text(in, pack->framework, sizeof pack->framework, fits_or_none))
    return false;
  unpack_bytes(in, pack->signer, KEY_BYTES);
  if (!take_place(in, bytes, &pack->signature, &pack->signature_len))
    return false;
  size_t n = unpack_u32(in);
  for (size_t i = 0; i < n; i++)
    if (n > COURSEPACK_FILES || !take_file(in, bytes, pack))
      return false;
  return n && unpack_done(in) && is_signed(pack);
}

bool coursepack_unflatten(struct unpack *in, const struct str *bytes, struct coursepack *pack) {
  *pack = (struct coursepack){.bytes = str_text(bytes)};
  bool good = take_all(in, bytes, pack);
  if (!good)
    coursepack_done(pack);
  return good;
}
