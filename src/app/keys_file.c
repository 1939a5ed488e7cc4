/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/keys_inner.h"

#include "app/mrz.h"
#include "base/cage.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/vec.h"
#include "exchange/json_value.h"
#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PAIR = SECRET_BYTES + KEY_BYTES, SEALED = PAIR + TAG_BYTES };

static const char *const roles[] = {"coordinator", "trainer", "agency"};
static const char beside[] = "mafunzo keys 1";

void keys_done(struct keys *keys) {
  card_done(&keys->card);
  if (keys->secrets.list)
    seal_wipe(keys->secrets.list, keys->secrets.n * sizeof *keys->secrets.list);
  free(keys->secrets.list);
  seal_wipe(keys, sizeof *keys);
}

/* -- The folder ------------------------------------------------------------------------------- */

enum rc keys_folder_fault(const char *path, int error, struct diags *diags) {
  diag_error(diags, (struct place){.file = path}, 1, "keys.folder",
             _("choose a folder that you may write to with --store FOLDER"),
             _("the folder for keys cannot be made: %s"), strerror(error));
  return error == ENOSPC || error == EDQUOT ? RC_FULL : RC_CREATE;
}

/* EINVAL: a file system that cannot flush a folder. */
static bool flush(const char *folder) {
  int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  bool good = fd >= 0 && (fsync(fd) == 0 || errno == EINVAL);
  int error = errno;
  if (fd >= 0)
    close(fd);
  errno = error;
  return good;
}

enum rc keys_make_folder(const char *store, struct diags *diags) {
  struct arena arena = {0};
  const char *folder = arena_printf(&arena, "%s/" KEYS_FOLDER, store);
  struct stat there;
  struct store *made;
  enum rc rc = RC_OK;
  if (stat(store, &there) != 0) {
    rc = store_open(store, &made, diags);
    store_close(made);
  }
  if (rc == RC_OK && ((mkdir(folder, 0700) != 0 && errno != EEXIST) || !flush(store)))
    rc = keys_folder_fault(folder, errno, diags);
  arena_done(&arena);
  return rc;
}

/* -- Writing ---------------------------------------------------------------------------------- */

static json_t *wrap(const struct keys *keys, const struct key_secret *secret) {
  uint8_t nonce[LONG_NONCE_BYTES], pair[PAIR], sealed[SEALED];
  json_t *object = json_object();
  memcpy(pair, secret->sign, SECRET_BYTES);
  memcpy(pair + SECRET_BYTES, secret->open, KEY_BYTES);
  seal_random(nonce, sizeof nonce);
  seal_wrap(keys->wrapping, nonce, (struct seal_part){beside, sizeof beside - 1}, pair, PAIR,
            sealed);
  seal_wipe(pair, sizeof pair);
  json_add(object, "nonce", json_base64(nonce, sizeof nonce));
  json_add(object, "sealed", json_base64(sealed, sizeof sealed));
  return object;
}

void keys_hash(const struct str *bytes, uint8_t hash[HASH_BYTES]) {
  seal_hash(&(struct seal_part){bytes->at, bytes->len}, 1, hash);
}

static enum rc write_file(const char *store, struct keys *keys, const struct str *bytes,
                          struct diags *diags) {
  struct arena arena = {0};
  int lock;
  enum rc rc = keys_hold(store, keys, &lock, diags);
  if (rc == RC_OK)
    rc = file_write_whole(arena_printf(&arena, "%s/" KEYS_FILE, store), bytes->at, bytes->len,
                          diags);
  if (rc == RC_OK)
    keys_hash(bytes, keys->read);
  keys_release(lock);
  arena_done(&arena);
  return rc;
}

enum rc keys_save(const char *store, struct keys *keys, struct diags *diags) {
  struct str bytes = {0};
  json_t *body = card_json(&keys->card, CARD_KEYS), *secrets = json_array();
  json_add(body, "role", json_string(roles[keys->role]));
  if (keys->role == KEYS_AGENCY)
    json_add(body, "released", json_integer(keys->released));
  json_add(body, "passes", json_integer(keys->passes));
  json_add(body, "kib", json_integer(keys->kib));
  json_add(body, "salt", json_base64(keys->salt, SALT_BYTES));
  for (size_t i = 0; i < keys->secrets.n; i++)
    json_push(secrets, wrap(keys, &keys->secrets.list[i]));
  json_add(body, "secrets", secrets);
  card_sign(body, &keys->card, keys->secrets.list[keys->secrets.n - 1].sign, &bytes);
  enum rc rc = write_file(store, keys, &bytes, diags);
  str_done(&bytes);
  return rc;
}

/* -- Reading ---------------------------------------------------------------------------------- */

static enum rc damaged(const char *path, struct diags *diags) {
  diag_error(diags, (struct place){.file = path}, 1, "keys.damaged",
             _("put a copy of the folder keys in its place; man mafunzo, TRUST, tells what else"),
             _("this key file is not as it was written"));
  return RC_DATA;
}

static enum rc load(const char *path, struct str *bytes, struct diags *diags) {
  struct stat there;
  struct place at = {.file = path};
  if (stat(path, &there) != 0) {
    diag_error(diags, at, 1, "keys.none", _("make them with: mafunzo keys init"),
               _("there are no keys on this machine"));
    return RC_MISSING;
  }
  if (there.st_mode & 077) {
    diag_error(diags, at, 1, "keys.readable",
               _("let nobody else read it (chmod 600), and ask who could have"),
               _("others on this machine may read this key file"));
    return RC_DATA;
  }
  return mrz_load(path, CARD_BYTES, bytes, diags);
}

static bool get_bytes(const json_t *object, const char *key, void *out, size_t len) {
  const char *text = json_string_value(json_object_get(object, key));
  return text && seal_unbase64(text, strlen(text), out, len);
}

static bool get_number(const json_t *object, const char *key, uint32_t *out) {
  json_int_t number = json_integer_value(json_object_get(object, key));
  *out = (uint32_t)number;
  return number > 0 && number <= UINT32_MAX;
}

static bool get_role(const json_t *body, struct keys *keys) {
  const char *role = json_string_value(json_object_get(body, "role"));
  json_int_t released = json_integer_value(json_object_get(body, "released"));
  size_t at = 0;
  while (role && at < COUNT(roles) && strcmp(role, roles[at]) != 0)
    at++;
  keys->role = (enum key_role)at;
  keys->released = (uint32_t)released;
  return role && at < COUNT(roles) && released >= 0 && released <= UINT32_MAX;
}

static bool get_how(const json_t *body, struct keys *keys) {
  size_t n = json_array_size(json_object_get(body, "secrets"));
  return get_role(body, keys) && n > 0 && n <= KEYS_PAIRS &&
         get_number(body, "passes", &keys->passes) && get_number(body, "kib", &keys->kib) &&
         get_bytes(body, "salt", keys->salt, SALT_BYTES);
}

/* *body: json_decref it. */
static enum rc read_file(const char *path, struct keys *keys, json_t **body, struct diags *diags) {
  struct str bytes = {0};
  *keys = (struct keys){0};
  *body = NULL;
  enum rc rc = load(path, &bytes, diags);
  if (rc == RC_OK) {
    keys_hash(&bytes, keys->read);
    rc = card_read(str_text(&bytes), bytes.len, CARD_KEYS, &keys->card, body);
    if (rc == RC_NEWER)
      diag_error(diags, (struct place){.file = path}, 1, "keys.newer",
                 _("install the newer Mafunzo"), _("this was written by a newer Mafunzo"));
    else if (rc != RC_OK || !get_how(*body, keys))
      rc = damaged(path, diags);
  }
  str_done(&bytes);
  return rc;
}

static bool unwrap(const struct keys *keys, const json_t *object, struct key_secret *secret) {
  uint8_t nonce[LONG_NONCE_BYTES], sealed[SEALED], pair[PAIR];
  bool good = get_bytes(object, "nonce", nonce, sizeof nonce) &&
              get_bytes(object, "sealed", sealed, sizeof sealed) &&
              seal_unwrap(keys->wrapping, nonce, (struct seal_part){beside, sizeof beside - 1},
                          sealed, SEALED, pair);
  if (good) {
    memcpy(secret->sign, pair, SECRET_BYTES);
    memcpy(secret->open, pair + SECRET_BYTES, KEY_BYTES);
  }
  seal_wipe(pair, sizeof pair);
  return good;
}

/* The newest are those that the card names. */
static bool belong(const struct keys *keys) {
  const struct key_secret *secret = &keys->secrets.list[keys->secrets.n - 1];
  uint8_t recipient[KEY_BYTES];
  seal_exchange_public(secret->open, recipient);
  return seal_keys_match(keys->card.signer, secret->sign) &&
         memcmp(recipient, keys->card.recipient, KEY_BYTES) == 0;
}

static enum rc unlock(const char *path, const char *passphrase, const json_t *list,
                      struct keys *keys, struct diags *diags) {
  size_t n = json_array_size(list);
  if (!seal_stretch(passphrase, strlen(passphrase), keys->salt, keys->passes, keys->kib,
                    keys->wrapping))
    return damaged(path, diags);
  keys->secrets.list = mem_array(n, sizeof *keys->secrets.list);
  keys->secrets.n = n;
  for (size_t i = 0; i < n; i++)
    if (!unwrap(keys, json_array_get(list, i), &keys->secrets.list[i])) {
      diag_error(diags, (struct place){.file = path}, 1, "keys.passphrase",
                 _("try again; mind capitals and the keyboard's language"),
                 _("the passphrase does not open these keys"));
      return RC_DATA;
    }
  return belong(keys) ? RC_OK : damaged(path, diags);
}

enum rc keys_look(const char *store, struct keys *keys, struct diags *diags) {
  struct arena arena = {0};
  json_t *body;
  enum rc rc = read_file(arena_printf(&arena, "%s/" KEYS_FILE, store), keys, &body, diags);
  json_decref(body);
  arena_done(&arena);
  return rc;
}

enum rc keys_open(const char *store, const char *passphrase, struct keys *keys,
                  struct diags *diags) {
  struct arena arena = {0};
  const char *path = arena_printf(&arena, "%s/" KEYS_FILE, store);
  json_t *body;
  cage_keep_secret();
  enum rc rc = read_file(path, keys, &body, diags);
  if (rc == RC_OK)
    rc = unlock(path, passphrase, json_object_get(body, "secrets"), keys, diags);
  json_decref(body);
  arena_done(&arena);
  return rc;
}
