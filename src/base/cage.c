/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/cage_inner.h"

#include "base/mem.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

enum { SILENCE = 600, FAREWELL = 5, PIECE = 1 << 20 }; /* seconds, seconds, bytes */

/* Both ways: its length (eight bytes of this machine), then the bytes. */
typedef uint64_t length;

/* -- In the child -------------------------------------------------------------------------------
 */

/* False: the parent is gone, or wants no more. */
static bool get(void *out, size_t len) {
  for (char *at = out; len;) {
    ssize_t got = read(STDIN_FILENO, at, len);
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0)
      return false;
    at += got;
    len -= (size_t)got;
  }
  return true;
}

static bool put(const void *bytes, size_t len) {
  for (const char *at = bytes; len;) {
    ssize_t put = write(STDIN_FILENO, at, len);
    if (put < 0 && errno == EINTR)
      continue;
    if (put <= 0)
      return false;
    at += put;
    len -= (size_t)put;
  }
  return true;
}

static bool answer(const struct cage_wanted *wanted) {
  struct str said = {0};
  length len;
  if (!get(&len, sizeof len) || len > wanted->most)
    return false;
  void *question = mem_alloc((size_t)len);
  bool good = get(question, (size_t)len);
  if (good)
    wanted->work(wanted->ctx, question, (size_t)len, &said);
  free(question);
  len = said.len;
  good = good && put(&len, sizeof len) && put(said.at, said.len);
  str_done(&said);
  return good;
}

/* When to end is for the parent, who may have a file to finish; the child goes with it. */
static void forget_parent(pid_t parent) {
  static const int told[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGWINCH, SIGCHLD};
  mem_on_death(NULL);
  for (size_t i = 0; i < sizeof told / sizeof *told; i++)
    signal(told[i], SIG_IGN);
  signal(SIGABRT, SIG_DFL); /* a terminal that is to be put in order is the parent's */
  prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  if (getppid() != parent)
    _exit(EX_SOFTWARE);
  cage_keep_secret();
}

static void shut(const struct cage_wanted *wanted, int fd) {
  if (CAGE_OPEN) {
    dup2(fd, STDIN_FILENO);
    return;
  }
  cage_walls_before(fd, wanted->memory);
  cage_wall_seccomp();
}

static _Noreturn void live(const struct cage_wanted *wanted, int fd, pid_t parent) {
  forget_parent(parent);
  if (wanted->enter)
    wanted->enter(wanted->ctx);
  shut(wanted, fd);
  while (answer(wanted))
    ;
  if (wanted->leave)
    wanted->leave(wanted->ctx);
  _exit(EX_OK);
}

/* -- In the parent ------------------------------------------------------------------------------
 */

static void be_patient(int fd, time_t seconds) {
  struct timeval silence = {.tv_sec = seconds};
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &silence, sizeof silence);
  setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &silence, sizeof silence);
}

static bool make(struct cage *cage) {
  int ends[2];
  pid_t parent = getpid();
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    return false;
  cage->pid = fork();
  if (cage->pid == 0)
    live(&cage->wanted, ends[1], parent);
  close(ends[1]);
  cage->fd = ends[0];
  if (cage->pid < 0) {
    cage->pid = 0;
    close(cage->fd);
    return false;
  }
  be_patient(cage->fd, SILENCE);
  return true;
}

/* Counted from its life so far. A child that is not to be found is found dead soon enough. */
static void wind_up(const struct cage *cage) {
  clockid_t clock;
  struct timespec lived = {0};
  if (CAGE_OPEN)
    return;
  if (clock_getcpuclockid(cage->pid, &clock) == 0)
    clock_gettime(clock, &lived);
  struct rlimit limit = {(rlim_t)lived.tv_sec + 1 + cage->wanted.seconds, RLIM_INFINITY};
  prlimit(cage->pid, RLIMIT_CPU, &limit, NULL);
}

static bool tell(int fd, const void *bytes, size_t len) {
  for (const char *at = bytes; len;) {
    ssize_t sent = send(fd, at, len, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR)
      continue;
    if (sent <= 0)
      return false;
    at += sent;
    len -= (size_t)sent;
  }
  return true;
}

static bool hear(int fd, void *out, size_t len) {
  for (char *at = out; len;) {
    ssize_t got = recv(fd, at, len, MSG_WAITALL);
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0)
      return false;
    at += got;
    len -= (size_t)got;
  }
  return true;
}

/* Memory is taken for what has come, not for what was announced. */
static bool hear_answer(int fd, size_t most, struct str *answer) {
  length len;
  if (!hear(fd, &len, sizeof len) || len > most)
    return false;
  char *piece = mem_alloc(len < PIECE ? (size_t)len : PIECE);
  bool good = true;
  while (good && len) {
    size_t n = len < PIECE ? (size_t)len : PIECE;
    good = hear(fd, piece, n);
    if (good)
      str_add(answer, piece, n);
    len -= n;
  }
  free(piece);
  return good;
}

static void end(struct cage *cage) {
  close(cage->fd);
  kill(cage->pid, SIGKILL);
  while (waitpid(cage->pid, NULL, 0) < 0 && errno == EINTR)
    ;
  cage->pid = 0;
}

bool cage_begin(struct cage *cage, const void *question, size_t len) {
  length told = len;
  if (len > cage->wanted.most || (cage->pid == 0 && !make(cage)))
    return false;
  wind_up(cage);
  if (tell(cage->fd, &told, sizeof told) && tell(cage->fd, question, len))
    return true;
  end(cage);
  return false;
}

bool cage_end(struct cage *cage, struct str *answer) {
  str_clear(answer);
  if (cage->pid && hear_answer(cage->fd, cage->wanted.most, answer))
    return true;
  if (cage->pid)
    end(cage);
  str_clear(answer);
  return false;
}

bool cage_ask(struct cage *cage, const void *question, size_t len, struct str *answer) {
  str_clear(answer);
  return cage_begin(cage, question, len) && cage_end(cage, answer);
}

/* It is given the time to leave, and no more. */
void cage_close(struct cage *cage) {
  char over;
  if (cage->pid == 0)
    return;
  shutdown(cage->fd, SHUT_WR);
  be_patient(cage->fd, FAREWELL);
  hear(cage->fd, &over, sizeof over);
  end(cage);
}
