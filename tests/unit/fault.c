/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault.h"

#include "exchange/bundle.h"
#include "exchange/card.h"
#include "exchange/coursepack.h"
#include "exchange/filled.h"
#include "exchange/roster.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

const char *const fault_names[FAULTS] = {"none", "statement", "unsure", "corrupt", "call",
                                         "look", "disk",      "gone",   "full",    "death"};

struct one {
  enum fault fault;
  const char *function; /* NULL: every one of the kind */
  unsigned nth, came;
  int error; /* 0: the kind's own */
};

enum { MOST = 4 };

static struct one armed[MOST];
static size_t n_armed;
static int said; /* by the call of SQLite that did not take place; 0: none */

/* -- Which one ------------------------------------------------------------------------------- */

static bool counts(const struct one *one, enum fault kind, const char *function) {
  if (one->function) /* which may ask for several kinds in turn */
    return (kind == FAULT_STATEMENT || kind == FAULT_CALL || kind == FAULT_LOOK ||
            kind == FAULT_DISK) &&
           strcmp(one->function, function) == 0;
  return kind == one->fault;
}

/* The one that is to happen now; NULL: none. */
static const struct one *due(enum fault kind, const char *function) {
  for (size_t i = 0; i < n_armed; i++) {
    struct one *one = &armed[i];
    if (!counts(one, kind, function))
      continue;
    bool lasts = one->fault == FAULT_GONE || one->fault == FAULT_FULL;
    if (++one->came == one->nth || (lasts && one->came > one->nth))
      return one;
  }
  return NULL;
}

/* For a call of the system by the rooms: its errno, or 0 to make it. */
static bool fails(enum fault kind, const char *function) {
  const struct one *one = due(kind, function);
  if (one)
    errno = one->error ? one->error : EIO;
  return one != NULL;
}

#define CALL_FAILS() fails(FAULT_CALL, __func__ + strlen("__wrap_"))
#define LOOK_FAILS() fails(FAULT_LOOK, __func__ + strlen("__wrap_"))

/* -- SQLite, as the rooms call it ------------------------------------------------------------ */

enum { MAKE_IT = -1 };

/* What the call is to say instead of being made. */
static int instead(const char *function) {
  const struct one *one = due(FAULT_STATEMENT, function);
  said = 0;
  if (one)
    return said = one->error ? one->error : SQLITE_IOERR_READ;
  if (due(FAULT_CORRUPT, function))
    return said = SQLITE_CORRUPT;
  return MAKE_IT;
}

static int afterwards(const char *function, int truth) {
  return due(FAULT_UNSURE, function) ? said = SQLITE_IOERR_FSYNC : truth;
}

/* Of a statement that is not prepared there is nothing. */
static int as_it_is(const char *function, int truth) {
  (void)function;
  return truth;
}

#define WRAP_SQLITE(function, parameters, arguments, after)                                        \
  int __real_##function parameters;                                                                \
  int __wrap_##function parameters;                                                                \
  int __wrap_##function parameters {                                                               \
    int wrong = instead(#function);                                                                \
    return wrong != MAKE_IT ? wrong : after(#function, __real_##function arguments);               \
  }

WRAP_SQLITE(sqlite3_step, (sqlite3_stmt * statement), (statement), afterwards)
WRAP_SQLITE(sqlite3_exec,
            (sqlite3 * db, const char *sql, int (*row)(void *, int, char **, char **), void *ctx,
             char **message),
            (db, sql, row, ctx, message), afterwards)
WRAP_SQLITE(sqlite3_prepare_v2,
            (sqlite3 * db, const char *sql, int len, sqlite3_stmt **statement, const char **tail),
            (db, sql, len, statement, tail), as_it_is)
WRAP_SQLITE(sqlite3_prepare_v3,
            (sqlite3 * db, const char *sql, int len, unsigned flags, sqlite3_stmt **statement,
             const char **tail),
            (db, sql, len, flags, statement, tail), as_it_is)

int __real_sqlite3_open_v2(const char *path, sqlite3 **db, int flags, const char *vfs);
int __wrap_sqlite3_open_v2(const char *path, sqlite3 **db, int flags, const char *vfs);
int __wrap_sqlite3_open_v2(const char *path, sqlite3 **db, int flags, const char *vfs) {
  int opened = __real_sqlite3_open_v2(path, db, flags, vfs), wrong = instead("sqlite3_open_v2");
  if (wrong == SQLITE_NOMEM) {
    sqlite3_close(*db);
    *db = NULL;
  }
  return wrong != MAKE_IT ? wrong : opened; /* there is a connection all the same, to be closed */
}

int __real_sqlite3_open(const char *path, sqlite3 **db);
int __wrap_sqlite3_open(const char *path, sqlite3 **db);
int __wrap_sqlite3_open(const char *path, sqlite3 **db) { /* of memory: only if it is asked for */
  int wrong = n_armed && armed[0].function ? instead("sqlite3_open") : MAKE_IT;
  return wrong != MAKE_IT ? wrong : __real_sqlite3_open(path, db);
}

#define CREATE_FUNCTION                                                                            \
  (sqlite3 * db, const char *name, int n, int text, void *ctx,                                     \
   void (*run)(sqlite3_context *, int, sqlite3_value **),                                          \
   void (*step)(sqlite3_context *, int, sqlite3_value **), void (*end)(sqlite3_context *),         \
   void (*destroy)(void *))
int __real_sqlite3_create_function_v2 CREATE_FUNCTION;
int __wrap_sqlite3_create_function_v2 CREATE_FUNCTION;
int __wrap_sqlite3_create_function_v2 CREATE_FUNCTION { /* it touches no disk: the same */
  int wrong = n_armed && armed[0].function ? instead("sqlite3_create_function_v2") : MAKE_IT;
  return wrong != MAKE_IT
             ? wrong
             : __real_sqlite3_create_function_v2(db, name, n, text, ctx, run, step, end, destroy);
}

sqlite3_backup *__real_sqlite3_backup_init(sqlite3 *to, const char *a, sqlite3 *from,
                                           const char *b);
sqlite3_backup *__wrap_sqlite3_backup_init(sqlite3 *to, const char *a, sqlite3 *from,
                                           const char *b);
sqlite3_backup *__wrap_sqlite3_backup_init(sqlite3 *to, const char *a, sqlite3 *from,
                                           const char *b) {
  return instead("sqlite3_backup_init") != MAKE_IT ? NULL
                                                   : __real_sqlite3_backup_init(to, a, from, b);
}

int __real_sqlite3_backup_finish(sqlite3_backup *backup);
int __wrap_sqlite3_backup_finish(sqlite3_backup *backup);
int __wrap_sqlite3_backup_finish(sqlite3_backup *backup) {
  int finished = __real_sqlite3_backup_finish(backup), wrong = instead("sqlite3_backup_finish");
  return wrong != MAKE_IT ? wrong : finished;
}

int __real_sqlite3_extended_errcode(sqlite3 *db);
int __wrap_sqlite3_extended_errcode(sqlite3 *db);
int __wrap_sqlite3_extended_errcode(sqlite3 *db) {
  return said ? said : __real_sqlite3_extended_errcode(db);
}

/* -- The system, as the rooms call it --------------------------------------------------------- */

#define WRAP(type, function, parameters, arguments, fail, failed)                                  \
  type __real_##function parameters;                                                               \
  type __wrap_##function parameters;                                                               \
  type __wrap_##function parameters { return fail() ? failed : __real_##function arguments; }

WRAP(int, fsync, (int fd), (fd), CALL_FAILS, -1)
WRAP(int, flock, (int fd, int operation), (fd, operation), CALL_FAILS, -1)
WRAP(int, ftruncate, (int fd, off_t size), (fd, size), CALL_FAILS, -1)
WRAP(int, mkdir, (const char *path, mode_t mode), (path, mode), CALL_FAILS, -1)
WRAP(int, rename, (const char *from, const char *to), (from, to), CALL_FAILS, -1)
WRAP(int, unlink, (const char *path), (path), CALL_FAILS, -1)
WRAP(int, renameat2, (int a, const char *from, int b, const char *to, unsigned flags),
     (a, from, b, to, flags), CALL_FAILS, -1)
WRAP(int, utimensat, (int at, const char *path, const struct timespec times[2], int flags),
     (at, path, times, flags), CALL_FAILS, -1)
WRAP(ssize_t, read, (int fd, void *out, size_t n), (fd, out, n), CALL_FAILS, -1)
WRAP(ssize_t, pread, (int fd, void *out, size_t n, off_t at), (fd, out, n, at), CALL_FAILS, -1)
WRAP(ssize_t, pwrite, (int fd, const void *in, size_t n, off_t at), (fd, in, n, at), CALL_FAILS, -1)
WRAP(char *, realpath, (const char *path, char *out), (path, out), CALL_FAILS, NULL)
WRAP(DIR *, opendir, (const char *path), (path), CALL_FAILS, NULL)
WRAP(bool, seal_init, (void), (), CALL_FAILS, false)
WRAP(int, access, (const char *path, int mode), (path, mode), LOOK_FAILS, -1)
WRAP(int, stat, (const char *path, struct stat *out), (path, out), LOOK_FAILS, -1)
WRAP(int, lstat, (const char *path, struct stat *out), (path, out), LOOK_FAILS, -1)
WRAP(uid_t, geteuid, (void), (), LOOK_FAILS, (uid_t)-1) /* somebody else */
WRAP(int, fstat, (int fd, struct stat *out), (fd, out), LOOK_FAILS, -1)

int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & O_CREAT || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return CALL_FAILS() ? -1 : __real_open(path, flags, mode);
}

/* -- What reads in a cage --------------------------------------------------------------------- */

enum bundle_fault __real_bundle_read(const void *bytes, size_t len,
                                     const uint8_t (*identities)[KEY_BYTES], size_t n,
                                     struct bundle *bundle);
enum bundle_fault __wrap_bundle_read(const void *bytes, size_t len,
                                     const uint8_t (*identities)[KEY_BYTES], size_t n,
                                     struct bundle *bundle);
enum bundle_fault __wrap_bundle_read(const void *bytes, size_t len,
                                     const uint8_t (*identities)[KEY_BYTES], size_t n,
                                     struct bundle *bundle) {
  if (due(FAULT_DEATH, "bundle_read"))
    abort();
  return __real_bundle_read(bytes, len, identities, n, bundle);
}

enum rc __real_roster_read(const char *shown, const char *bytes, size_t len, struct roster *roster,
                           struct diags *diags);
enum rc __wrap_roster_read(const char *shown, const char *bytes, size_t len, struct roster *roster,
                           struct diags *diags);
enum rc __wrap_roster_read(const char *shown, const char *bytes, size_t len, struct roster *roster,
                           struct diags *diags) {
  if (due(FAULT_DEATH, "roster_read"))
    abort();
  return __real_roster_read(shown, bytes, len, roster, diags);
}

enum rc __real_filled_read(const char *shown, const char *bytes, size_t len, struct filled *form,
                           struct diags *diags);
enum rc __wrap_filled_read(const char *shown, const char *bytes, size_t len, struct filled *form,
                           struct diags *diags);
enum rc __wrap_filled_read(const char *shown, const char *bytes, size_t len, struct filled *form,
                           struct diags *diags) {
  if (due(FAULT_DEATH, "filled_read"))
    abort();
  return __real_filled_read(shown, bytes, len, form, diags);
}

enum rc __real_coursepack_read(const char *shown, const struct str *bytes, struct coursepack *pack,
                               struct diags *diags);
enum rc __wrap_coursepack_read(const char *shown, const struct str *bytes, struct coursepack *pack,
                               struct diags *diags);
enum rc __wrap_coursepack_read(const char *shown, const struct str *bytes, struct coursepack *pack,
                               struct diags *diags) {
  if (due(FAULT_DEATH, "coursepack_read"))
    abort();
  return __real_coursepack_read(shown, bytes, pack, diags);
}

enum rc __real_card_read(const char *bytes, size_t len, enum card_kind kind, struct card *card,
                         json_t **body);
enum rc __wrap_card_read(const char *bytes, size_t len, enum card_kind kind, struct card *card,
                         json_t **body);
enum rc __wrap_card_read(const char *bytes, size_t len, enum card_kind kind, struct card *card,
                         json_t **body) {
  if (due(FAULT_DEATH, "card_read"))
    abort();
  return __real_card_read(bytes, len, kind, card, body);
}

/* -- The system, as SQLite calls it ----------------------------------------------------------- */

static struct {
  int (*open)(const char *, int, int);
  ssize_t (*pread)(int, void *, size_t, off_t);
  ssize_t (*pwrite)(int, const void *, size_t, off_t);
  int (*ftruncate)(int, off_t);
  int (*fstat)(int, struct stat *);
} its;

static bool disk_fails(const char *function) {
  return fails(FAULT_DISK, function) || fails(FAULT_GONE, function);
}

static int its_open(const char *path, int flags, int mode) {
  return disk_fails("its open") ? -1 : its.open(path, flags, mode);
}

static ssize_t its_pread(int fd, void *out, size_t n, off_t at) {
  return disk_fails("its pread") ? -1 : its.pread(fd, out, n, at);
}

static ssize_t its_pwrite(int fd, const void *in, size_t n, off_t at) {
  if (disk_fails("its pwrite"))
    return -1;
  if (!due(FAULT_FULL, "its pwrite"))
    return its.pwrite(fd, in, n, at);
  errno = ENOSPC;
  return -1;
}

static int its_ftruncate(int fd, off_t size) {
  return disk_fails("its ftruncate") ? -1 : its.ftruncate(fd, size);
}

static int its_fstat(int fd, struct stat *out) {
  return disk_fails("its fstat") ? -1 : its.fstat(fd, out);
}

/* Not in SQLite's table; the program's own comes before the library's. */
int fdatasync(int fd) { return disk_fails("its fdatasync") ? -1 : (int)syscall(SYS_fdatasync, fd); }

static sqlite3_syscall_ptr put(const char *name, sqlite3_syscall_ptr ours) {
  sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
  sqlite3_syscall_ptr there = vfs->xGetSystemCall(vfs, name);
  if (there && there != ours)
    vfs->xSetSystemCall(vfs, name, ours);
  return there;
}

static void stand_in(void) {
  static bool stands;
  if (stands)
    return;
  stands = true;
  its.open = (int (*)(const char *, int, int))put("open", (sqlite3_syscall_ptr)its_open);
  its.ftruncate = (int (*)(int, off_t))put("ftruncate", (sqlite3_syscall_ptr)its_ftruncate);
  its.fstat = (int (*)(int, struct stat *))put("fstat", (sqlite3_syscall_ptr)its_fstat);
  static const char *const reads[] = {"pread", "pread64"}, *const writes[] = {"pwrite", "pwrite64"};
  for (size_t i = 0; i < 2; i++) {
    sqlite3_syscall_ptr there = put(reads[i], (sqlite3_syscall_ptr)its_pread);
    if (there)
      its.pread = (ssize_t(*)(int, void *, size_t, off_t))there;
    there = put(writes[i], (sqlite3_syscall_ptr)its_pwrite);
    if (there)
      its.pwrite = (ssize_t(*)(int, const void *, size_t, off_t))there;
  }
}

/* -- Arming ----------------------------------------------------------------------------------- */

void fault_arm(enum fault fault, unsigned nth) {
  stand_in();
  armed[n_armed++] = (struct one){.fault = fault, .nth = nth};
}

void fault_arm_call(const char *function, unsigned nth, int error) {
  stand_in();
  armed[n_armed++] = (struct one){.function = function, .nth = nth, .error = error};
}

bool fault_disarm(void) {
  bool came = n_armed > 0;
  for (size_t i = 0; i < n_armed; i++)
    came = came && armed[i].came >= armed[i].nth;
  n_armed = 0;
  said = 0;
  return came;
}
