/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/coursepack.h"

#include "base/text.h"
#include "base/vec.h"
#include "exchange/json_value.h"
#include "exchange/minisign.h"
#include "exchange/ustar.h"

#include <stdlib.h>
#include <string.h>

enum { LAYOUT = 1, HEX = 2 * HASH_BYTES + 1 };

#define MANIFEST "manifest.json"
#define SIGNATURE MANIFEST ".minisig"

static const char signs[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";

void coursepack_done(struct coursepack *pack) {
  free(pack->files.list);
  arena_done(&pack->arena);
  *pack = (struct coursepack){0};
}

/* -- What names may be ------------------------------------------------------------------------ */

/* The length of one name that is not hidden; 0: it is none. */
static size_t plain_length(const char *name) { return *name == '.' ? 0 : strspn(name, signs); }

bool coursepack_name_fits(const char *name) {
  bool course = strncmp(name, COURSEPACK_COURSE, strlen(COURSEPACK_COURSE)) == 0;
  if (!course && strncmp(name, COURSEPACK_FRAMEWORK, strlen(COURSEPACK_FRAMEWORK)) != 0)
    return false;
  const char *rest = strchr(name, '/') + 1;
  size_t len = plain_length(rest);
  if (len && rest[len] == '/') {
    rest += len + 1;
    len = plain_length(rest);
  }
  return len && !rest[len] && strlen(name) < USTAR_NAME;
}

bool coursepack_text_fits(const char *text) {
  size_t len = strlen(text);
  return len && len < COURSEPACK_TEXT && *text != '.' && strspn(text, signs) == len;
}

/* -- Writing ---------------------------------------------------------------------------------- */

static int compare_names(const void *left, const void *right) {
  const struct coursepack_file *a = left, *b = right;
  return strcmp(a->name, b->name);
}

static void hash_file(const struct coursepack_file *file, char hex[HEX]) {
  uint8_t hash[HASH_BYTES];
  seal_hash(&(struct seal_part){file->at, file->len}, 1, hash);
  seal_hex(hash, HASH_BYTES, hex);
}

static json_t *json_files(const struct coursepack *pack) {
  json_t *list = json_array();
  for (size_t i = 0; i < pack->files.n; i++) {
    const struct coursepack_file *file = &pack->files.list[i];
    json_t *one = json_object();
    char hex[HEX];
    hash_file(file, hex);
    json_add(one, "name", json_string(file->name));
    json_add(one, "size", json_integer((json_int_t)file->len));
    json_add(one, "blake2b", json_string(hex));
    json_push(list, one);
  }
  return list;
}

void coursepack_manifest(const struct coursepack *pack, struct str *out) {
  struct str signer = {0};
  json_t *object = json_object();
  minisign_public_text(pack->signer, &signer);
  json_add(object, "mafunzo", json_string("pack"));
  json_add(object, "version", json_integer(LAYOUT));
  json_add(object, "name", json_string(pack->name));
  json_add(object, "signer", json_string(signer.at));
  json_add(object, "course", json_string(pack->course));
  json_add(object, "course_version", json_string(pack->version));
  json_add(object, "framework", json_text(*pack->framework ? pack->framework : NULL));
  json_add(object, "files", json_files(pack));
  json_put(out, object, JSON_INDENT(1));
  str_putc(out, '\n');
  str_done(&signer);
}

void coursepack_write(struct coursepack *pack, const uint8_t secret[SECRET_BYTES],
                      struct str *out) {
  struct str manifest = {0}, signature = {0}, comment = {0};
  if (pack->files.n)
    qsort(pack->files.list, pack->files.n, sizeof *pack->files.list, compare_names);
  coursepack_manifest(pack, &manifest);
  str_printf(&comment, "mafunzo pack %s %s", pack->course, pack->version);
  minisign_sign(manifest.at, manifest.len, secret, comment.at, &signature);
  ustar_put(out, MANIFEST, manifest.at, manifest.len);
  ustar_put(out, SIGNATURE, signature.at, signature.len);
  for (size_t i = 0; i < pack->files.n; i++)
    ustar_put(out, pack->files.list[i].name, pack->files.list[i].at, pack->files.list[i].len);
  ustar_end(out);
  str_done(&manifest);
  str_done(&signature);
  str_done(&comment);
}

/* -- Reading the manifest --------------------------------------------------------------------- */

struct fault { /* what is told of a pack that is refused */
  const char *code, *message;
};

static const struct fault none = {0},
                          damaged = {"pack.damaged", N_("this is no course pack, or it was cut or "
                                                        "altered since it was made")},
                          unsigned_ = {"pack.signature",
                                       N_("what this pack says of itself is not as it was signed")},
                          outside = {"pack.name",
                                     N_("a name in this pack is none that a course may have")},
                          large = {"pack.large", N_("this pack, or a file in it, is too large")},
                          newer = {"pack.newer", N_("this was written by a newer Mafunzo")};

static const char *get_text(const json_t *object, const char *key) {
  const char *text = json_string_value(json_object_get(object, key));
  return text ? text : "";
}

static bool copy_text(const json_t *object, const char *key, char out[COURSEPACK_TEXT]) {
  const char *text = get_text(object, key);
  bool fits = coursepack_text_fits(text);
  strcpy(out, fits ? text : "");
  return fits;
}

static bool get_signer(const json_t *object, uint8_t out[KEY_BYTES]) {
  uint8_t id[MINISIGN_ID], want[MINISIGN_ID];
  if (!minisign_public_read(get_text(object, "signer"), out, id))
    return false;
  minisign_id(out, want);
  return memcmp(id, want, MINISIGN_ID) == 0;
}

static struct fault judge_header(const json_t *root, struct coursepack *pack) {
  json_int_t version = json_integer_value(json_object_get(root, "version"));
  const char *name = get_text(root, "name");
  const json_t *framework = json_object_get(root, "framework");
  if (strcmp(get_text(root, "mafunzo"), "pack") != 0 || version < LAYOUT)
    return damaged;
  if (version > LAYOUT)
    return newer;
  if (!card_name_fits(name) || !get_signer(root, pack->signer) ||
      !copy_text(root, "course", pack->course) ||
      !copy_text(root, "course_version", pack->version) ||
      (!json_is_null(framework) && !copy_text(root, "framework", pack->framework)))
    return damaged;
  strcpy(pack->name, name);
  return none;
}

static struct fault get_file(const json_t *one, struct coursepack *pack) {
  const char *name = get_text(one, "name");
  json_int_t size = json_integer_value(json_object_get(one, "size"));
  size_t n = pack->files.n;
  if (!coursepack_name_fits(name))
    return outside;
  if (n && strcmp(pack->files.list[n - 1].name, name) >= 0)
    return damaged;
  if (size < 0 || size > COURSEPACK_FILE)
    return large;
  struct coursepack_file file = {.name = arena_strdup(&pack->arena, name), .len = (size_t)size};
  VEC_PUSH(&pack->files, file);
  return none;
}

/* -- Reading the files ------------------------------------------------------------------------ */

/* The next file of the archive is this one, byte for byte. */
static bool take_file(struct ustar_walk *walk, const json_t *one, struct coursepack_file *file) {
  struct ustar_file found;
  char hex[HEX];
  if (!ustar_next(walk, &found) || strcmp(found.name, file->name) != 0 || found.len != file->len)
    return false;
  file->at = found.at;
  hash_file(file, hex);
  return strcmp(get_text(one, "blake2b"), hex) == 0;
}

static struct fault take_files(struct ustar_walk *walk, const json_t *list,
                               struct coursepack *pack) {
  size_t n = json_array_size(list);
  if (n > COURSEPACK_FILES)
    return large;
  for (size_t i = 0; i < n; i++) {
    struct fault fault = get_file(json_array_get(list, i), pack);
    if (fault.code)
      return fault;
  }
  for (size_t i = 0; i < n; i++)
    if (!take_file(walk, json_array_get(list, i), &pack->files.list[i]))
      return damaged;
  return n && ustar_ended(walk) ? none : damaged;
}

static bool is_as_written(const struct coursepack *pack, const struct ustar_file *manifest) {
  struct str text = {0};
  coursepack_manifest(pack, &text);
  bool same = text.len == manifest->len && memcmp(text.at, manifest->at, text.len) == 0;
  str_done(&text);
  return same;
}

static struct fault judge(const struct str *bytes, struct coursepack *pack) {
  struct ustar_walk walk = {str_text(bytes), str_text(bytes) + bytes->len};
  struct ustar_file manifest, signature;
  json_error_t error;
  if (bytes->len > COURSEPACK_BYTES)
    return large;
  if (!ustar_next(&walk, &manifest) || strcmp(manifest.name, MANIFEST) != 0 ||
      manifest.len > COURSEPACK_MANIFEST || !ustar_next(&walk, &signature) ||
      strcmp(signature.name, SIGNATURE) != 0)
    return damaged;
  json_t *root = json_loadb(manifest.at, manifest.len, JSON_REJECT_DUPLICATES, &error);
  struct fault fault = judge_header(root, pack);
  if (!fault.code &&
      !minisign_verify(manifest.at, manifest.len, signature.at, signature.len, pack->signer, NULL))
    fault = unsigned_;
  if (!fault.code)
    fault = take_files(&walk, json_object_get(root, "files"), pack);
  if (!fault.code && !is_as_written(pack, &manifest))
    fault = damaged;
  pack->bytes = str_text(bytes);
  pack->signature = signature.at;
  pack->signature_len = signature.len;
  json_decref(root);
  return fault;
}

enum rc coursepack_read(const char *shown, const struct str *bytes, struct coursepack *pack,
                        struct diags *diags) {
  *pack = (struct coursepack){0};
  struct fault fault = judge(bytes, pack);
  bool is_newer = fault.code == newer.code;
  if (!fault.code)
    return RC_OK;
  coursepack_done(pack);
  diag_error(diags, (struct place){.file = shown}, 1, fault.code,
             is_newer ? _("install the newer Mafunzo")
                      : _("get the pack anew from whoever made it; nothing of it was taken"),
             "%s", _(fault.message));
  return is_newer ? RC_NEWER : RC_DATA;
}
