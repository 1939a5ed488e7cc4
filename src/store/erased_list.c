/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/erased_list.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/vec.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
  LINE = 2 * ID_BYTES + 1,
  LIST_MOST = 1 << 26 /* bytes: two million people */
};

static const char seal_word[] = "blake2b ";
enum { LAST_LINE = sizeof seal_word - 1 + 2 * HASH_BYTES + 1 };

/* -- Ids -------------------------------------------------------------------------------------- */

static int by_id(const void *a, const void *b) { return memcmp(a, b, ID_BYTES); }

static void put_in_order(struct erased_ids *ids) {
  size_t kept = 0;
  if (ids->n)
    qsort(ids->list, ids->n, ID_BYTES, by_id);
  for (size_t i = 0; i < ids->n; i++)
    if (!kept || by_id(ids->list[kept - 1], ids->list[i]) != 0)
      memmove(ids->list[kept++], ids->list[i], ID_BYTES);
  ids->n = kept;
}

void erased_ids_add(struct erased_ids *ids, const uint8_t (*people)[ID_BYTES], size_t n) {
  for (size_t i = 0; i < n; i++) {
    VEC_ROOM(ids);
    memcpy(ids->list[ids->n++], people[i], ID_BYTES);
  }
  put_in_order(ids);
}

/* -- Lines ------------------------------------------------------------------------------------ */

static void write_lines(const struct erased_ids *ids, struct str *out) {
  char hex[2 * HASH_BYTES + 1];
  uint8_t hash[HASH_BYTES];
  for (size_t i = 0; i < ids->n; i++) {
    seal_hex(ids->list[i], ID_BYTES, hex);
    str_printf(out, "%s\n", hex);
  }
  seal_hash(&(struct seal_part){out->at, out->len}, 1, hash);
  seal_hex(hash, HASH_BYTES, hex);
  str_printf(out, "%s%s\n", seal_word, hex);
}

/* There is one way to write a list: written again it must give the same bytes, hash and all. What
 * is no id is none of them then. */
static bool read_lines(const struct str *bytes, struct erased_ids *ids) {
  struct str again = {0};
  for (size_t at = 0; at + LAST_LINE < bytes->len; at += LINE) {
    char hex[LINE] = "";
    uint8_t id[1][ID_BYTES] = {{0}};
    memcpy(hex, bytes->at + at, LINE - 1);
    seal_unhex(hex, id[0], ID_BYTES);
    VEC_ROOM(ids);
    memcpy(ids->list[ids->n++], id[0], ID_BYTES);
  }
  put_in_order(ids);
  write_lines(ids, &again);
  bool same = again.len == bytes->len && memcmp(again.at, bytes->at, again.len) == 0;
  str_done(&again);
  return same;
}

/* -- The file --------------------------------------------------------------------------------- */

static void name_of(const char *folder, struct str *path) {
  str_printf(path, "%s/erased.ids", folder);
}

/* NULL: nothing speaks against it. */
static const char *distrust(const struct stat *there) {
  if (!S_ISREG(there->st_mode))
    return _("it is no plain file");
  if (there->st_uid != geteuid())
    return _("it belongs to another user");
  if (there->st_mode & (S_IWGRP | S_IWOTH))
    return _("others may write to it");
  return there->st_size > LIST_MOST ? _("it is too long") : NULL;
}

static const char *read_open(int fd, struct erased_ids *ids) {
  struct stat there;
  struct str bytes = {0};
  if (fstat(fd, &there) < 0)
    return strerror(errno);
  const char *why = distrust(&there);
  if (why)
    return why;
  str_room(&bytes, (size_t)there.st_size + 1);
  ssize_t n = pread(fd, bytes.at, (size_t)there.st_size, 0);
  if (n < 0)
    why = strerror(errno);
  bytes.len = n < 0 ? 0 : (size_t)n;
  if (!why && !read_lines(&bytes, ids))
    why = _("it was altered");
  str_done(&bytes);
  return why;
}

/* Why it is not trusted; NULL: it was read, or there is none. */
static const char *read_list(const char *path, struct erased_ids *ids) {
  *ids = (struct erased_ids){0};
  int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (fd < 0)
    return errno == ENOENT ? NULL : errno == ELOOP ? _("it is a link") : strerror(errno);
  const char *why = read_open(fd, ids);
  close(fd);
  if (why) {
    free(ids->list);
    *ids = (struct erased_ids){0};
  }
  return why;
}

enum rc erased_list_read(const char *folder, struct erased_ids *ids, struct diags *diags) {
  struct str path = {0};
  name_of(folder, &path);
  const char *why = read_list(path.at, ids);
  if (why)
    diag_error(diags, (struct place){.file = path.at}, 1, "store.erased-list",
               _("put a good copy of it there; if there is none, move it away, restore, and erase "
                 "again whom you know to be erased"),
               _("the list of who was erased cannot be relied on: %s"), why);
  str_done(&path);
  return why ? RC_DATA : RC_OK;
}

static const char *write_list(const char *path, const struct erased_ids *ids, struct diags *diags) {
  struct str bytes = {0};
  write_lines(ids, &bytes);
  enum rc rc = file_write_whole(path, bytes.at, bytes.len, diags);
  str_done(&bytes);
  return rc == RC_OK ? NULL : diags->list[0].message;
}

bool erased_list_keep(const char *folder, const uint8_t (*people)[ID_BYTES], size_t n,
                      struct diags *diags) {
  struct erased_ids ids;
  struct str path = {0};
  struct diags inner = {0};
  name_of(folder, &path);
  const char *why = read_list(path.at, &ids);
  size_t before = ids.n;
  if (!why)
    erased_ids_add(&ids, people, n);
  if (ids.n > before)
    why = write_list(path.at, &ids, &inner);
  if (why)
    diag_warn(diags, (struct place){.file = path.at}, 1, "store.erased-kept",
              _("who was erased stays so; mend that, then type: mafunzo backup, which writes the "
                "list. Until then an older backup may bring somebody back"),
              _("the list of who was erased could not be written: %s"), why);
  diags_done(&inner);
  str_done(&path);
  free(ids.list);
  return !why;
}
