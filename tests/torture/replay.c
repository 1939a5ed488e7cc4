/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Power cuts by what a program really called: a trace of it (strace -f -y -xx) is told to a disk
 * (disk.h) call by call, and of each state that a cut may leave behind a command says whether it is
 * as it must be.
 *
 *   torture replay TRACE BEFORE FOLDER TIMES FAULT COMMAND
 *
 * BEFORE is a copy of FOLDER before the run; after every call (TIMES 0: but a write) there is what
 * was flushed, all of it, and so many times something in between. The same is not asked twice.
 * COMMAND is called with the folder to look at, which it may change, and with 1 if the program had
 * told of it by then (written to its standard output), else 0. FAULT: files, folders, whose flush
 * is left out, or none; of a fault one state is enough. Paths in the trace are to be absolute,
 * without symbolic links. */
#include "base/text.h"
#include "base/vec.h"
#include "disk.h"
#include "torture.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

enum { ARGS_MOST = 8, FDS_MOST = 256, FOUND_MOST = 20 };

struct arg {
  const char *text; /* as it stands, up to the comma */
  struct str bytes; /* of a string; of a descriptor the path that it is open at */
  int fd;           /* -1: it is none */
};

struct call {
  char *name;
  struct arg args[ARGS_MOST], result;
  size_t n;
  char *rest; /* of the line, from the arguments on */
};

struct replay {
  struct disk *disk;
  const char *folder, *state, *command, *fault;
  uint64_t times;
  struct {
    int node; /* of what was opened without a name */
    uint64_t at;
  } fds[FDS_MOST];
  bool told;
  struct rng rng;
  struct {
    struct seen {
      uint8_t digest[HASH_BYTES];
    } * list;
    size_t n, cap;
  } seen;
  uint64_t calls, found;
};

/* -- A line --------------------------------------------------------------------------------------
 */

static unsigned digit(char c) {
  return (unsigned)(isdigit((unsigned char)c) ? c - '0' : c - 'a' + 10);
}

/* \x2f... up to the end mark; what is behind it. */
static char *decode(char *at, char end, struct str *out) {
  for (; *at && *at != end; at++)
    if (at[0] == '\\' && at[1] == 'x') {
      str_putc(out, (char)(digit(at[2]) * 16 + digit(at[3])));
      at += 3;
    } else
      str_putc(out, *at);
  return *at ? at + 1 : at;
}

static char *read_arg(char *at, struct arg *arg) {
  int depth = 0;
  arg->text = at;
  arg->fd = -1;
  if (*at == '"')
    at = decode(at + 1, '"', &arg->bytes);
  else if (isdigit((unsigned char)*at) || strncmp(at, "AT_FDCWD", 8) == 0) {
    arg->fd = isdigit((unsigned char)*at) ? atoi(at) : -1;
    at += strspn(at, "0123456789ATFDCW_");
    if (*at == '<')
      at = decode(at + 1, '>', &arg->bytes);
    if (strncmp(at, "(deleted)", 9) == 0)
      at += 9;
  }
  for (; *at && (depth || (*at != ',' && *at != ')')); at++)
    depth += (*at == '{' || *at == '[') - (*at == '}' || *at == ']');
  return at;
}

static bool read_call(char *line, struct call *call) {
  char *at = line + strspn(line, "0123456789 "), *bracket = strchr(at, '(');
  *call = (struct call){.name = at};
  if (!bracket)
    return false;
  *bracket = '\0';
  call->rest = bracket + 1;
  for (at = call->rest; *at && *at != ')' && call->n < ARGS_MOST;) {
    at = read_arg(at, &call->args[call->n++]);
    at += strspn(at, ", ");
  }
  at = strstr(at, ") = ");
  if (!at)
    return false;
  at = strchr(at, '=') + 2;
  if (*at == '-' || *at == '?')
    return false;
  read_arg(at, &call->result);
  return true;
}

static void call_done(struct call *call) {
  for (size_t i = 0; i < call->n; i++)
    str_done(&call->args[i].bytes);
  str_done(&call->result.bytes);
}

/* -- A call --------------------------------------------------------------------------------------
 */

static const char *path_of(const struct arg *folder, const struct arg *path, struct str *out) {
  const char *text = str_text(&path->bytes);
  if (*text != '/' && folder)
    str_printf(out, "%s/", str_text(&folder->bytes));
  str_puts(out, text);
  return str_text(out);
}

static int node_of(const struct replay *replay, const struct arg *arg) {
  int node = arg->bytes.len ? disk_find(replay->disk, arg->bytes.at) : DISK_NONE;
  if (node == DISK_NONE && arg->fd >= 0 && arg->fd < FDS_MOST)
    node = replay->fds[arg->fd].node;
  return node;
}

static bool do_open(struct replay *replay, const struct call *call) {
  const char *path = str_text(&call->result.bytes);
  int fd = call->result.fd, node = disk_find(replay->disk, path);
  bool makes = strstr(call->rest, "O_CREAT") != NULL, nameless = strstr(call->rest, "O_TMPFILE");
  MUST(fd >= 0 && fd < FDS_MOST);
  replay->fds[fd].node = DISK_NONE;
  replay->fds[fd].at = 0;
  if (nameless && strncmp(path, replay->folder, strlen(replay->folder)) == 0)
    replay->fds[fd].node = disk_make(replay->disk, false);
  else if (makes && node == DISK_NONE)
    disk_link(replay->disk, disk_make(replay->disk, false), path);
  else if (strstr(call->rest, "O_TRUNC") && node != DISK_NONE)
    disk_resize(replay->disk, node, 0);
  else
    return false;
  return true;
}

static bool do_write(struct replay *replay, const struct call *call) {
  const struct arg *file = &call->args[0];
  int node = node_of(replay, file);
  size_t len = (size_t)call->result.fd;
  bool placed = strncmp(call->name, "pwrite", 6) == 0;
  if (node == DISK_NONE) {
    replay->told = replay->told || file->fd == 1;
    return file->fd == 1;
  }
  MUST(call->args[1].bytes.len >= len && file->fd < FDS_MOST);
  uint64_t *at = &replay->fds[file->fd].at;
  disk_write(replay->disk, node, placed ? strtoull(call->args[3].text, NULL, 10) : *at,
             call->args[1].bytes.at, len);
  *at += placed ? 0 : len;
  return true;
}

static bool do_flush(struct replay *replay, const struct call *call) {
  int node = node_of(replay, &call->args[0]);
  bool folder = node != DISK_NONE && disk_is_folder(replay->disk, node);
  if (node == DISK_NONE || strcmp(replay->fault, folder ? "folders" : "files") == 0)
    return false;
  disk_flush(replay->disk, node);
  return true;
}

static bool do_resize(struct replay *replay, const struct call *call) {
  int node = node_of(replay, &call->args[0]);
  if (node != DISK_NONE)
    disk_resize(replay->disk, node, strtoull(call->args[1].text, NULL, 10));
  return node != DISK_NONE;
}

/* With a folder before each path, or without. */
static bool at_folders(const struct call *call) { return strstr(call->name, "at") != NULL; }

static bool do_name(struct replay *replay, const struct call *call) {
  struct str path = {0};
  bool at = at_folders(call);
  const char *name = path_of(at ? &call->args[0] : NULL, &call->args[at], &path);
  if (strncmp(call->name, "mkdir", 5) == 0)
    disk_link(replay->disk, disk_make(replay->disk, true), name);
  else
    disk_unlink(replay->disk, name);
  str_done(&path);
  return true;
}

static bool do_move(struct replay *replay, const struct call *call) {
  struct str from = {0}, to = {0};
  bool at = at_folders(call);
  path_of(at ? &call->args[0] : NULL, &call->args[at ? 1 : 0], &from);
  path_of(at ? &call->args[2] : NULL, &call->args[at ? 3 : 1], &to);
  disk_move(replay->disk, from.at, to.at, strstr(call->rest, "RENAME_EXCHANGE") != NULL);
  str_done(&from);
  str_done(&to);
  return true;
}

/* Of a file without a name, by its descriptor. */
static bool do_link(struct replay *replay, const struct call *call) {
  static const char own[] = "/proc/self/fd/";
  const char *from = str_text(&call->args[1].bytes);
  struct str to = {0};
  MUST(strncmp(from, own, strlen(own)) == 0);
  int node = replay->fds[atoi(from + strlen(own))].node;
  if (node != DISK_NONE)
    disk_link(replay->disk, node, path_of(&call->args[2], &call->args[3], &to));
  str_done(&to);
  return node != DISK_NONE;
}

static bool do_stamp(struct replay *replay, const struct call *call) {
  struct str path = {0};
  int node = disk_find(replay->disk, path_of(&call->args[0], &call->args[1], &path));
  const char *changed = strstr(strstr(call->rest, "tv_sec=") + 1, "tv_sec=");
  if (node != DISK_NONE && changed)
    disk_stamp(replay->disk, node, (time_t)strtoll(strchr(changed, '=') + 1, NULL, 10));
  str_done(&path);
  return false;
}

static const struct {
  const char *name;
  bool (*act)(struct replay *replay, const struct call *call);
} acts[] = {{"open", do_open},       {"openat", do_open},      {"openat2", do_open},
            {"write", do_write},     {"pwrite64", do_write},   {"fsync", do_flush},
            {"fdatasync", do_flush}, {"ftruncate", do_resize}, {"mkdir", do_name},
            {"mkdirat", do_name},    {"unlink", do_name},      {"unlinkat", do_name},
            {"rmdir", do_name},      {"rename", do_move},      {"renameat", do_move},
            {"renameat2", do_move},  {"linkat", do_link},      {"utimensat", do_stamp}};

/* -- What a cut leaves after it ------------------------------------------------------------------
 */

static bool is_new(struct replay *replay, uint8_t digest[HASH_BYTES]) {
  digest[0] = (uint8_t)((digest[0] & ~1) | replay->told);
  for (size_t i = 0; i < replay->seen.n; i++)
    if (memcmp(replay->seen.list[i].digest, digest, HASH_BYTES) == 0)
      return false;
  VEC_ROOM(&replay->seen);
  memcpy(replay->seen.list[replay->seen.n++].digest, digest, HASH_BYTES);
  return true;
}

static void look(struct replay *replay, enum disk_cut cut, const char *after) {
  uint8_t digest[HASH_BYTES];
  disk_put(replay->disk, cut, &replay->rng, replay->state, digest);
  if (is_new(replay, digest)) {
    struct str command = {0};
    str_printf(&command, "%s '%s' %d", replay->command, replay->state, replay->told);
    int status = system(command.at);
    if (!WIFEXITED(status) || WEXITSTATUS(status)) {
      replay->found++;
      printf("# call %llu, after %s, %s\n", (unsigned long long)replay->calls, after,
             cut == DISK_ALL       ? "all"
             : cut == DISK_FLUSHED ? "what was flushed"
                                   : "some");
      fflush(stdout);
    }
    str_done(&command);
  }
  world_forget(replay->state);
}

static bool is_over(const struct replay *replay) {
  return replay->found >= (strcmp(replay->fault, "none") == 0 ? FOUND_MOST : 1);
}

static void look_all(struct replay *replay, const char *after) {
  replay->calls++;
  if (!replay->times && strstr(after, "write"))
    return;
  look(replay, DISK_FLUSHED, after);
  if (!is_over(replay))
    look(replay, DISK_ALL, after);
  for (uint64_t i = 0; i < replay->times && !is_over(replay); i++)
    look(replay, DISK_SOME, after);
}

/* -- The trace -----------------------------------------------------------------------------------
 */

static void do_line(struct replay *replay, char *line) {
  struct call call;
  if (read_call(line, &call))
    for (size_t i = 0; i < COUNT(acts); i++)
      if (strcmp(acts[i].name, call.name) == 0 && acts[i].act(replay, &call))
        look_all(replay, replay->told ? "telling" : call.name);
  call_done(&call);
}

/* Of a call that another process's came into, the begin waits for its end. */
static void do_piece(struct replay *replay, char *line, struct str *begun) {
  static const char cut[] = " <unfinished ...>";
  char *resumed = strstr(line, " resumed>"), *end = strstr(line, cut);
  size_t process = strspn(line, "0123456789");
  if (end && !resumed) {
    str_printf(begun, "%.*s\n", (int)(end - line), line);
    return;
  }
  if (!resumed) {
    do_line(replay, line);
    return;
  }
  for (char *at = begun->at; at && *at; at = strchr(at, '\n') + 1)
    if (strncmp(at, line, process + 1) == 0) {
      char *stop = strchr(at, '\n');
      struct str whole = {0};
      str_printf(&whole, "%.*s%s", (int)(stop - at), at, resumed + strlen(" resumed>"));
      memmove(at, stop + 1, strlen(stop + 1) + 1);
      begun->len = strlen(begun->at);
      do_line(replay, whole.at);
      str_done(&whole);
      return;
    }
}

static void do_trace(struct replay *replay, const char *path) {
  FILE *in = fopen(path, "r");
  struct str begun = {0};
  char *line = NULL;
  size_t room = 0;
  ssize_t len;
  MUST(in);
  while (!is_over(replay) && (len = getline(&line, &room, in)) > 0) {
    line[len - 1] = '\0';
    do_piece(replay, line, &begun);
  }
  free(line);
  str_done(&begun);
  fclose(in);
}

int torture_replay(char **argv) {
  struct replay replay = {.folder = argv[2],
                          .times = strtoull(argv[3], NULL, 10),
                          .fault = argv[4],
                          .command = argv[5]};
  struct str state = {0};
  MUST(seal_init());
  rng_seed(&replay.rng, 1);
  str_printf(&state, "%s.state", replay.folder);
  replay.state = state.at;
  replay.disk = disk_of(argv[1], replay.folder);
  for (size_t i = 0; i < FDS_MOST; i++)
    replay.fds[i].node = DISK_NONE;
  do_trace(&replay, argv[0]);
  printf("%zu states after %llu calls: %llu lost something\n", replay.seen.n,
         (unsigned long long)replay.calls, (unsigned long long)replay.found);
  disk_free(replay.disk);
  free(replay.seen.list);
  str_done(&state);
  return replay.found != 0;
}
