/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who holds the store. flock and not SQLite's own lock, so that the second one learns whose it is
 * before it touches the database. The file stays: to unlink it would let two hold it. */
#include "base/mem.h"
#include "base/text.h"
#include "store/db.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* A failure to write it down does no harm: the lock is held all the same. */
static void lock_sign(int fd) {
  char host[65] = "";
  gethostname(host, sizeof host - 1);
  const char *user = getenv("USER");
  struct str line = {0};
  str_printf(&line, "%ld, ", (long)getpid());
  if (user && *user)
    str_puts(&line, user);
  else
    str_printf(&line, "uid %lu", (unsigned long)getuid());
  str_printf(&line, ", %s, %s\n", host, program_invocation_short_name);
  if (ftruncate(fd, 0) == 0 && pwrite(fd, line.at, line.len, 0) < 0)
    (void)!ftruncate(fd, 0);
  str_done(&line);
}

static enum rc lock_busy(int fd, const char *folder, struct diags *diags) {
  char holder[256] = "";
  ssize_t n = pread(fd, holder, sizeof holder - 1, 0);
  holder[n > 0 ? n : 0] = '\0';
  holder[strcspn(holder, "\n")] = '\0';
  diag_error(diags, (struct place){.file = folder}, 1, "store.busy",
             _("close the other one, or choose another folder with --store FOLDER"),
             _("the records are in use by process %s"), holder[0] ? holder : "?");
  return RC_BUSY;
}

enum rc lock_take(struct store *store, struct diags *diags) {
  struct str path = {0};
  str_printf(&path, "%s/mafunzo.lock", store->folder);
  int fd = open(path.at, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  enum rc rc = RC_OK;
  if (fd < 0)
    rc = folder_fault(errno, path.at, diags);
  else if (flock(fd, LOCK_EX | LOCK_NB) < 0)
    rc = errno == EWOULDBLOCK ? lock_busy(fd, store->folder, diags)
                              : folder_fault(errno, path.at, diags);
  str_done(&path);
  if (rc == RC_OK) {
    lock_sign(fd);
    store->lock = fd;
  } else if (fd >= 0)
    close(fd);
  return rc;
}

void lock_drop(struct store *store) {
  if (store->lock < 0)
    return;
  (void)!ftruncate(store->lock, 0);
  close(store->lock);
  store->lock = -1;
}
