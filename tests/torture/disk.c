/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disk.h"

#include "base/mem.h"
#include "base/str.h"
#include "base/vec.h"
#include "torture.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct change { /* of a file's bytes: a write, or only a length */
  uint64_t at, size;
  char *bytes; /* NULL: the length */
  size_t len;
};

struct inode {
  bool folder;
  struct str bytes; /* flushed */
  uint64_t size;    /* as it is now */
  time_t stamp;     /* 0: none was set */
  struct {
    struct change *list;
    size_t n, cap;
  } changes; /* not flushed */
};

struct name {
  int folder, node;
  char *text;
};
struct names {
  struct name *list;
  size_t n, cap;
};

enum deed { DEED_LINK, DEED_UNLINK, DEED_MOVE, DEED_EXCHANGE };
struct naming { /* not flushed */
  enum deed deed;
  int folder, to_folder, node;
  char *name, *to; /* of the move, or NULL */
};

struct disk {
  char *root;
  struct {
    struct inode *list;
    size_t n, cap;
  } nodes;
  struct names now, flushed;
  struct {
    struct naming *list;
    size_t n, cap;
  } namings;
};

/* -- Names ---------------------------------------------------------------------------------------
 */

static struct name *names_find(const struct names *names, int folder, const char *text,
                               size_t len) {
  for (size_t i = 0; i < names->n; i++)
    if (names->list[i].folder == folder && strncmp(names->list[i].text, text, len) == 0 &&
        names->list[i].text[len] == '\0')
      return &names->list[i];
  return NULL;
}

static void names_drop(struct names *names, int folder, const char *text) {
  struct name *name = names_find(names, folder, text, strlen(text));
  if (!name)
    return;
  free(name->text);
  *name = names->list[--names->n];
}

static void names_put(struct names *names, int folder, const char *text, int node) {
  names_drop(names, folder, text);
  VEC_PUSH(names, (struct name){.folder = folder, .node = node, .text = mem_strdup(text)});
}

static void names_do(struct names *names, const struct naming *naming) {
  const struct name *from = names_find(names, naming->folder, naming->name, strlen(naming->name));
  int node = from ? from->node : DISK_NONE;
  switch (naming->deed) {
  case DEED_LINK:
    names_put(names, naming->folder, naming->name, naming->node);
    return;
  case DEED_UNLINK:
    names_drop(names, naming->folder, naming->name);
    return;
  case DEED_MOVE:
    names_drop(names, naming->folder, naming->name);
    if (node != DISK_NONE)
      names_put(names, naming->to_folder, naming->to, node);
    return;
  case DEED_EXCHANGE: {
    const struct name *to = names_find(names, naming->to_folder, naming->to, strlen(naming->to));
    int other = to ? to->node : DISK_NONE;
    names_put(names, naming->folder, naming->name, other);
    names_put(names, naming->to_folder, naming->to, node);
    return;
  }
  }
}

static void names_copy(const struct names *from, struct names *to) {
  *to = (struct names){0};
  for (size_t i = 0; i < from->n; i++)
    VEC_PUSH(to, (struct name){.folder = from->list[i].folder,
                               .node = from->list[i].node,
                               .text = mem_strdup(from->list[i].text)});
}

static void names_done(struct names *names) {
  for (size_t i = 0; i < names->n; i++)
    free(names->list[i].text);
  free(names->list);
}

/* -- Paths ---------------------------------------------------------------------------------------
 */

bool disk_holds(const struct disk *disk, const char *path) {
  size_t root = strlen(disk->root);
  return strncmp(path, disk->root, root) == 0 && (path[root] == '/' || path[root] == '\0');
}

/* What is called so beneath a folder; its folder, and what is after the last stroke. */
static int walk(const struct disk *disk, const char *path, int *folder, const char **last) {
  size_t root = strlen(disk->root);
  int at = DISK_ROOT;
  *folder = DISK_NONE;
  if (!disk_holds(disk, path))
    return DISK_NONE;
  for (path += root; *path == '/';)
    path++;
  while (*path && at != DISK_NONE) {
    size_t len = strcspn(path, "/");
    const struct name *name = names_find(&disk->now, at, path, len);
    *folder = at;
    *last = path;
    at = name ? name->node : DISK_NONE;
    for (path += len; *path == '/';)
      path++;
  }
  if (*path)
    *folder = DISK_NONE;
  return at;
}

int disk_find(const struct disk *disk, const char *path) {
  const char *last;
  int folder;
  return walk(disk, path, &folder, &last);
}

/* -- Calls ---------------------------------------------------------------------------------------
 */

static struct inode *node_of(const struct disk *disk, int node) { return &disk->nodes.list[node]; }

int disk_make(struct disk *disk, bool folder) {
  VEC_PUSH(&disk->nodes, (struct inode){.folder = folder});
  return (int)disk->nodes.n - 1;
}

static void do_naming(struct disk *disk, struct naming naming) {
  names_do(&disk->now, &naming);
  VEC_PUSH(&disk->namings, naming);
}

void disk_link(struct disk *disk, int node, const char *path) {
  const char *last;
  int folder;
  walk(disk, path, &folder, &last);
  if (folder != DISK_NONE)
    do_naming(disk, (struct naming){DEED_LINK, folder, folder, node, mem_strdup(last), NULL});
}

void disk_unlink(struct disk *disk, const char *path) {
  const char *last;
  int folder;
  if (walk(disk, path, &folder, &last) != DISK_NONE)
    do_naming(disk,
              (struct naming){DEED_UNLINK, folder, folder, DISK_NONE, mem_strdup(last), NULL});
}

void disk_move(struct disk *disk, const char *from, const char *to, bool exchange) {
  const char *last, *last_to;
  int folder, to_folder;
  if (walk(disk, from, &folder, &last) == DISK_NONE)
    return;
  walk(disk, to, &to_folder, &last_to);
  MUST(to_folder != DISK_NONE);
  do_naming(disk, (struct naming){exchange ? DEED_EXCHANGE : DEED_MOVE, folder, to_folder,
                                  DISK_NONE, mem_strdup(last), mem_strdup(last_to)});
}

void disk_write(struct disk *disk, int node, uint64_t at, const void *bytes, size_t len) {
  struct inode *file = node_of(disk, node);
  struct change change = {.at = at, .bytes = mem_alloc(len + 1), .len = len};
  memcpy(change.bytes, bytes, len);
  if (at + len > file->size)
    file->size = at + len;
  change.size = file->size;
  VEC_PUSH(&file->changes, change);
}

void disk_resize(struct disk *disk, int node, uint64_t size) {
  struct inode *file = node_of(disk, node);
  file->size = size;
  VEC_PUSH(&file->changes, (struct change){.at = size, .size = size});
}

bool disk_is_folder(const struct disk *disk, int node) { return node_of(disk, node)->folder; }

void disk_stamp(struct disk *disk, int node, time_t time) { node_of(disk, node)->stamp = time; }

/* -- Flushing ------------------------------------------------------------------------------------
 */

static void resize(struct str *bytes, uint64_t size) {
  static const char zeroes[4096];
  if (size < bytes->len)
    bytes->len = (size_t)size;
  while (bytes->len < size)
    str_add(bytes, zeroes, size - bytes->len < sizeof zeroes ? size - bytes->len : sizeof zeroes);
}

static void apply(const struct change *change, struct str *bytes) {
  if (!change->bytes) {
    resize(bytes, change->size);
    return;
  }
  if (bytes->len < change->at + change->len)
    resize(bytes, change->at + change->len);
  memcpy(bytes->at + change->at, change->bytes, change->len);
}

static void flush_bytes(struct inode *file) {
  for (size_t i = 0; i < file->changes.n; i++) {
    apply(&file->changes.list[i], &file->bytes);
    free(file->changes.list[i].bytes);
  }
  file->changes.n = 0;
}

static bool touches(const struct naming *naming, const bool *folders) {
  return folders[naming->folder] || folders[naming->to_folder];
}

static void forget_naming(struct naming *naming) {
  free(naming->name);
  free(naming->to);
}

/* Its names, and of a folder that something was moved from or to what came before that. */
static void flush_names(struct disk *disk, int folder) {
  bool *folders = mem_array(disk->nodes.n, sizeof *folders);
  bool *flushes = mem_array(disk->namings.n + 1, sizeof *flushes);
  size_t kept = 0;
  folders[folder] = true;
  for (size_t i = disk->namings.n; i-- > 0;) {
    const struct naming *naming = &disk->namings.list[i];
    flushes[i] = touches(naming, folders);
    if (flushes[i])
      folders[naming->folder] = folders[naming->to_folder] = true;
  }
  for (size_t i = 0; i < disk->namings.n; i++)
    if (flushes[i]) {
      names_do(&disk->flushed, &disk->namings.list[i]);
      forget_naming(&disk->namings.list[i]);
    } else
      disk->namings.list[kept++] = disk->namings.list[i];
  disk->namings.n = kept;
  free(flushes);
  free(folders);
}

void disk_flush(struct disk *disk, int node) {
  if (node_of(disk, node)->folder)
    flush_names(disk, node);
  else
    flush_bytes(node_of(disk, node));
}

void disk_flush_above(struct disk *disk, const char *path) {
  const char *last;
  int folder;
  walk(disk, path, &folder, &last);
  if (folder != DISK_NONE)
    flush_names(disk, folder);
}

/* -- What a cut leaves ---------------------------------------------------------------------------
 */

struct cut {
  enum disk_cut kind;
  struct rng *rng;
  uint64_t keeps;  /* of 8, how many of what is not flushed are there */
  struct str told; /* of each name, and of each file what is in it */
};

static bool keeps(const struct cut *cut) {
  return cut->kind == DISK_ALL || (cut->kind == DISK_SOME && rng_below(cut->rng, 8) < cut->keeps);
}

/* Sector by sector, each as one of the changes left it or none; the length as well. */
static void some_changes(const struct cut *cut, const struct change *change, struct str *bytes) {
  for (uint64_t at = change->at, next; at < change->at + change->len; at = next) {
    next = (at / DISK_SECTOR + 1) * DISK_SECTOR;
    if (next > change->at + change->len)
      next = change->at + change->len;
    if (keeps(cut))
      apply(&(struct change){.at = at,
                             .bytes = change->bytes + (at - change->at),
                             .len = (size_t)(next - at)},
            bytes);
  }
  if (!change->bytes && keeps(cut))
    apply(change, bytes);
}

static void cut_bytes(const struct cut *cut, const struct inode *file, struct str *bytes) {
  str_add(bytes, file->bytes.at ? file->bytes.at : "", file->bytes.len);
  if (cut->kind == DISK_FLUSHED)
    return;
  for (size_t i = 0; i < file->changes.n; i++)
    if (cut->kind == DISK_ALL)
      apply(&file->changes.list[i], bytes);
    else
      some_changes(cut, &file->changes.list[i], bytes);
}

static void cut_names(const struct cut *cut, const struct disk *disk, struct names *names) {
  bool *ended = mem_array(disk->nodes.n, sizeof *ended);
  names_copy(&disk->flushed, names);
  for (size_t i = 0; i < disk->namings.n; i++) {
    const struct naming *naming = &disk->namings.list[i];
    if (touches(naming, ended) || !keeps(cut))
      ended[naming->folder] = ended[naming->to_folder] = true;
    else
      names_do(names, naming);
  }
  free(ended);
}

static void tell(struct cut *cut, const char *bytes, size_t len) {
  uint8_t hash[HASH_BYTES];
  seal_hash(&(struct seal_part){bytes, len}, 1, hash);
  str_add(&cut->told, hash, HASH_BYTES);
}

static void put_file(struct cut *cut, const struct inode *file, const char *path) {
  struct str bytes = {0};
  int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  MUST(fd >= 0);
  cut_bytes(cut, file, &bytes);
  tell(cut, bytes.at ? bytes.at : "", bytes.len);
  for (size_t done = 0; done < bytes.len;) {
    ssize_t n = write(fd, bytes.at + done, bytes.len - done);
    MUST(n > 0);
    done += (size_t)n;
  }
  if (file->stamp) {
    const struct timespec times[2] = {{.tv_sec = file->stamp}, {.tv_sec = file->stamp}};
    MUST(futimens(fd, times) == 0);
  }
  MUST(close(fd) == 0);
  str_done(&bytes);
}

static void put_folder(struct cut *cut, const struct disk *disk, const struct names *names,
                       int folder, const char *path) {
  MUST(mkdir(path, 0700) == 0);
  for (size_t i = 0; i < names->n; i++) {
    const struct name *name = &names->list[i];
    struct str beneath = {0};
    if (name->folder != folder)
      continue;
    str_printf(&beneath, "%s/%s", path, name->text);
    tell(cut, beneath.at, beneath.len);
    if (node_of(disk, name->node)->folder)
      put_folder(cut, disk, names, name->node, beneath.at);
    else
      put_file(cut, node_of(disk, name->node), beneath.at);
    str_done(&beneath);
  }
}

void disk_put(const struct disk *disk, enum disk_cut kind, struct rng *rng, const char *folder,
              uint8_t digest[HASH_BYTES]) {
  struct cut cut = {.kind = kind, .rng = rng};
  struct names names;
  if (kind == DISK_SOME)
    cut.keeps = rng_below(rng, 8) + (rng_below(rng, 2) != 0);
  cut_names(&cut, disk, &names);
  put_folder(&cut, disk, &names, DISK_ROOT, folder);
  if (digest)
    seal_hash(&(struct seal_part){str_text(&cut.told), cut.told.len}, 1, digest);
  str_done(&cut.told);
  names_done(&names);
}

/* -- From a folder -------------------------------------------------------------------------------
 */

static void load_file(struct disk *disk, int node, const char *path) {
  char bytes[65536];
  size_t n;
  FILE *in = fopen(path, "rb");
  MUST(in);
  while ((n = fread(bytes, 1, sizeof bytes, in)) > 0)
    str_add(&node_of(disk, node)->bytes, bytes, n);
  MUST(fclose(in) == 0);
  node_of(disk, node)->size = node_of(disk, node)->bytes.len;
}

static void load_folder(struct disk *disk, int folder, const char *path) {
  DIR *dir = opendir(path);
  MUST(dir);
  for (struct dirent *entry; (entry = readdir(dir));) {
    struct str beneath = {0};
    struct stat there;
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
      continue;
    str_printf(&beneath, "%s/%s", path, entry->d_name);
    MUST(lstat(beneath.at, &there) == 0);
    int node = disk_make(disk, S_ISDIR(there.st_mode));
    names_put(&disk->flushed, folder, entry->d_name, node);
    if (S_ISDIR(there.st_mode))
      load_folder(disk, node, beneath.at);
    else
      load_file(disk, node, beneath.at);
    str_done(&beneath);
  }
  closedir(dir);
}

struct disk *disk_of(const char *folder, const char *called) {
  struct disk *disk = mem_alloc(sizeof *disk);
  disk->root = mem_strdup(called);
  disk_make(disk, true);
  load_folder(disk, DISK_ROOT, folder);
  names_copy(&disk->flushed, &disk->now);
  return disk;
}

void disk_free(struct disk *disk) {
  for (size_t i = 0; i < disk->nodes.n; i++) {
    flush_bytes(&disk->nodes.list[i]);
    str_done(&disk->nodes.list[i].bytes);
    free(disk->nodes.list[i].changes.list);
  }
  for (size_t i = 0; i < disk->namings.n; i++)
    forget_naming(&disk->namings.list[i]);
  names_done(&disk->now);
  names_done(&disk->flushed);
  free(disk->nodes.list);
  free(disk->namings.list);
  free(disk->root);
  free(disk);
}
