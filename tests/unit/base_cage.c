/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cages: what the child in one can do, which is answering, and what becomes of one that dies, lies
 * or takes too much. Where the kernel lacks a wall, doctor says so (app_checkup.c). */
#include "base/cage_inner.h"

#include "base/mem.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST = 1 << 20 };

static struct str said;
static struct cage cage;

static void teardown(void) {
  cage_close(&cage);
  str_done(&said);
}

TestSuite(base_cage, .fini = teardown);

static void begin(void (*work)(void *, const void *, size_t, struct str *)) {
  cage.wanted =
      (struct cage_wanted){.work = work, .most = MOST, .memory = UINT64_C(1) << 30, .seconds = 1};
}

/* -- What is tried ------------------------------------------------------------------------------
 */

static int try_open(void) { return open("/etc/passwd", O_RDONLY); }
static int try_make(void) { return open("/tmp/out-of-the-cage", O_WRONLY | O_CREAT, 0600); }
static int try_remove(void) { return unlink("/tmp/out-of-the-cage"); }
static int try_list(void) { return open("/", O_RDONLY | O_DIRECTORY); }
static int try_socket(void) { return socket(AF_INET, SOCK_STREAM, 0); }
static int try_connect(void) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  return connect(STDIN_FILENO, (struct sockaddr *)&to, sizeof to);
}
static int try_exec(void) {
  char *const argv[] = {(char *)"true", NULL};
  return execv("/bin/true", argv);
}
static int try_fork(void) { return (int)syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0); }
static int try_kill(void) { return kill(getppid(), 0); }
static int try_trace(void) { return prctl(PR_SET_DUMPABLE, 1, 0, 0, 0); }
static int try_limit(void) {
  return setrlimit(RLIMIT_NOFILE, &(struct rlimit){.rlim_cur = 64, .rlim_max = 64});
}
static int try_code(void) {
  return mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED
             ? -1
             : 0;
}
static int try_write_elsewhere(void) { return (int)write(STDERR_FILENO, "", 1); }
static int try_reading_a_clock(void) { return 0; }

static const struct {
  const char *name;
  int (*how)(void);
  int error; /* in a whole cage */
} tries[] = {
    {"open", try_open, EPERM},
    {"make", try_make, EPERM},
    {"remove", try_remove, EPERM},
    {"list", try_list, EPERM},
    {"socket", try_socket, EPERM},
    {"connect", try_connect, EPERM},
    {"exec", try_exec, EPERM},
    {"fork", try_fork, EPERM},
    {"kill", try_kill, EPERM},
    {"trace", try_trace, EPERM},
    {"limit", try_limit, EPERM},
    {"code", try_code, EPERM},
    {"stderr", try_write_elsewhere, EBADF},
    {"nothing", try_reading_a_clock, 0},
};
enum { TRIES = sizeof tries / sizeof *tries };

static void try_one(void *ctx, const void *question, size_t len, struct str *answer) {
  (void)ctx;
  int i = 0;
  memcpy(&i, question, len < sizeof i ? len : sizeof i);
  errno = 0;
  int error = tries[i].how() < 0 ? errno : 0;
  str_add(answer, &error, sizeof error);
}

Test(base_cage, nothing_can_be_done_in_one) {
  struct cage_kernel kernel = cage_look();
  begin(try_one);
  for (int i = 0; i < TRIES; i++) {
    int error = -1;
    if (kernel.open && tries[i].error) /* a child only: doctor says so */
      continue;
    cr_assert(cage_ask(&cage, &i, sizeof i, &said), "%s", tries[i].name);
    cr_assert_eq(said.len, sizeof error);
    memcpy(&error, said.at, sizeof error);
    if (kernel.seccomp)
      cr_expect_eq(error, tries[i].error, "%s: %s", tries[i].name, strerror(error));
  }
  cr_expect_neq(access("/tmp/out-of-the-cage", F_OK), 0);
}

/* -- Each wall alone ----------------------------------------------------------------------------
 */

/* In a child of the test, whose end says what errno was. (_exit is known not to return, before
 * which a sanitizer asks more of the system than a wall lets through.) */
static int alone(bool (*wall)(void), int (*how)(void)) {
  pid_t pid = fork();
  if (pid == 0) {
    int code = 255;
    if (wall()) {
      errno = 0;
      code = how() < 0 ? errno : 0;
    }
    syscall(SYS_exit_group, code);
  }
  int status = 0;
  cr_assert_eq(waitpid(pid, &status, 0), pid);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int try_tcp(void) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  to.sin_port = htons(9);
  return connect(socket(AF_INET, SOCK_STREAM, 0), (struct sockaddr *)&to, sizeof to);
}

Test(base_cage, landlock_holds_alone) {
  struct cage_kernel kernel = cage_look();
  int expected = kernel.landlock ? EACCES : 255;
  cr_expect_eq(alone(cage_wall_landlock, try_open), expected);
  cr_expect_eq(alone(cage_wall_landlock, try_make), expected);
  cr_expect_eq(alone(cage_wall_landlock, try_list), expected);
  cr_expect_eq(alone(cage_wall_landlock, try_exec), expected);
  if (kernel.landlock >= 4)
    cr_expect_eq(alone(cage_wall_landlock, try_tcp), EACCES);
  if (kernel.landlock >= 6)
    cr_expect_eq(alone(cage_wall_landlock, try_kill), EPERM);
}

static bool all_but_seccomp(void) {
  cage_walls_before(STDIN_FILENO, UINT64_C(1) << 40);
  return true;
}

static int try_folder(void) { return mkdir("/tmp/out-of-the-cage", 0700); }

Test(base_cage, without_seccomp_nothing_is_opened) {
  cr_expect_eq(alone(all_but_seccomp, try_open), EMFILE);
  cr_expect_eq(alone(all_but_seccomp, try_socket), EMFILE);
  cr_expect_eq(alone(all_but_seccomp, try_write_elsewhere), EBADF);
  if (cage_look().landlock)
    cr_expect_eq(alone(all_but_seccomp, try_folder), EACCES);
  rmdir("/tmp/out-of-the-cage");
}

Test(base_cage, seccomp_holds_alone) {
  int expected = cage_look().seccomp ? EPERM : 255;
  cr_expect_eq(alone(cage_wall_seccomp, try_open), expected);
  cr_expect_eq(alone(cage_wall_seccomp, try_fork), expected);
}

/* -- Answers ------------------------------------------------------------------------------------
 */

static void reverse(void *ctx, const void *question, size_t len, struct str *answer) {
  (void)ctx;
  for (size_t i = len; i > 0; i--)
    str_putc(answer, ((const char *)question)[i - 1]);
}

Test(base_cage, every_size_comes_back) {
  char *bytes = mem_alloc(MOST + 1);
  memset(bytes, 'x', MOST);
  begin(reverse);
  for (size_t len = 0; len <= MOST; len = len ? len * 4 : 1) {
    if (len)
      bytes[len - 1] = 'y';
    cr_assert(cage_ask(&cage, bytes, len, &said));
    cr_assert_eq(said.len, len);
    cr_expect(len == 0 || said.at[0] == 'y');
  }
  pid_t first = cage.pid;
  cr_expect(cage_ask(&cage, bytes, 3, &said) && cage.pid == first, "one child serves a run");
  cr_expect_not(cage_ask(&cage, bytes, MOST + 1, &said), "what is too long is not asked");
  cr_expect_eq(cage.pid, first);
  free(bytes);
}

static _Noreturn void lie(uint64_t announced, size_t sent) {
  char *bytes = mem_alloc(sizeof announced + sent), *at = bytes;
  memcpy(bytes, &announced, sizeof announced);
  for (size_t left = sizeof announced + sent; left;) {
    ssize_t put = write(STDIN_FILENO, at, left);
    if (put < 0)
      break;
    at += put;
    left -= (size_t)put;
  }
  _exit(0);
}

static void spin(void) {
  for (volatile unsigned n = 0;; n++)
    ;
}

static void eat(void) {
  for (size_t size = 1 << 24;; size += 1 << 24)
    memset(mem_alloc(size), 1, size);
}

/* By its first letter. */
static void misbehave(void *ctx, const void *question, size_t len, struct str *answer) {
  (void)ctx;
  switch (len ? *(const char *)question : '\0') {
  case 's':
    abort();
  case 'x':
    _exit(0);
  case 'l': /* more than there is */
    lie(UINT64_MAX, 0);
  case 'm': /* more than may be */
    lie((uint64_t)MOST + 1, MOST + 1);
  case 'h': /* half of what it says */
    lie(20, 10);
  case 't':
    spin();
    break;
  case 'e':
    eat();
    break;
  default:
    str_puts(answer, "well");
  }
}

static void expect_lost(const char *question) {
  cr_expect_not(cage_ask(&cage, question, 1, &said), "%s", question);
  cr_expect_eq(said.len, 0, "%s", question);
  cr_expect_eq(cage.pid, 0, "%s", question);
  cr_expect(cage_ask(&cage, "", 0, &said), "the next after %s", question);
  cr_expect_str_eq(str_text(&said), "well");
}

Test(base_cage, one_that_dies_or_lies_is_replaced) {
  begin(misbehave);
  expect_lost("s");
  expect_lost("x");
  expect_lost("l");
  expect_lost("h");
  expect_lost("m");
}

Test(base_cage, whoever_asks_need_not_wait) {
  begin(reverse);
  cr_expect_not(cage_end(&cage, &said), "nothing was begun");
  cr_assert(cage_begin(&cage, "abc", 3));
  pid_t first = cage.pid;
  cr_assert(cage_end(&cage, &said));
  cr_expect_str_eq(str_text(&said), "cba");
  cr_expect_not(cage_begin(&cage, "", MOST + 1));
  cr_expect_eq(cage.pid, first, "what is too long is not asked, and harms nobody");
  cage_close(&cage);
  begin(misbehave);
  cr_assert(cage_begin(&cage, "x", 1));
  cr_expect_not(cage_end(&cage, &said));
  cr_expect_eq(said.len, 0);
  cr_expect_eq(cage.pid, 0);
  cr_assert(cage_begin(&cage, "", 0));
  cr_assert(cage_end(&cage, &said));
  cr_expect_str_eq(str_text(&said), "well");
}

Test(base_cage, one_that_takes_too_much_is_ended) {
  begin(misbehave);
  cr_expect(cage_ask(&cage, "", 0, &said));
  if (cage_look().open) /* a child without limits */
    return;
  expect_lost("e");
  expect_lost("t");
}

/* -- Secrets ------------------------------------------------------------------------------------
 */

static void forget(void *ctx) { memset(ctx, 0, 8); }

static void tell_secret(void *ctx, const void *question, size_t len, struct str *answer) {
  (void)question;
  (void)len;
  str_add(answer, ctx, 8);
}

Test(base_cage, what_is_forgotten_on_entering_stays_with_the_parent) {
  char secret[8] = "secret";
  begin(tell_secret);
  cage.wanted.enter = forget;
  cage.wanted.ctx = secret;
  cr_assert(cage_ask(&cage, "", 0, &said));
  cr_expect_arr_eq(said.at, "\0\0\0\0\0\0\0", 8);
  cr_expect_str_eq(secret, "secret");
}

Test(base_cage, who_keeps_a_secret_dumps_no_core) {
  struct rlimit core;
  cage_keep_secret();
  cr_expect_eq(prctl(PR_GET_DUMPABLE), 0);
  cr_assert_eq(getrlimit(RLIMIT_CORE, &core), 0);
  cr_expect_eq(core.rlim_cur, 0);
}
