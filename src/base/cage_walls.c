/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/cage_inner.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* -- Landlock ---------------------------------------------------------------------------------- */

/* linux/landlock.h of Debian 12 is older than many a kernel. */
struct rules {
  uint64_t files, ports, scopes;
};

enum { FIRST_WITH_PORTS = 4, FIRST_WITH_SCOPES = 6 };

/* What of the files each version knows, from 1: 13 kinds, REFER, TRUNCATE, as before, IOCTL_DEV. */
static const unsigned char kinds_of_version[] = {13, 14, 15, 15, 16};

static int landlock_version(void) {
  long version =
      syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, LANDLOCK_CREATE_RULESET_VERSION);
  return version > 0 ? (int)version : 0;
}

/* All that the kernel knows is handled, and nothing is allowed. */
bool cage_wall_landlock(void) {
  int version = landlock_version(), last = (int)sizeof kinds_of_version;
  if (version == 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    return false;
  int kinds = kinds_of_version[(version < last ? version : last) - 1];
  struct rules rules = {.files = (UINT64_C(1) << kinds) - 1,
                        .ports = version >= FIRST_WITH_PORTS ? 3 : 0,    /* bind, connect: TCP */
                        .scopes = version >= FIRST_WITH_SCOPES ? 3 : 0}; /* abstract, signals */
  size_t size = version >= FIRST_WITH_SCOPES  ? sizeof rules
                : version >= FIRST_WITH_PORTS ? offsetof(struct rules, scopes)
                                              : offsetof(struct rules, ports);
  int fd = (int)syscall(SYS_landlock_create_ruleset, &rules, size, 0);
  bool stands = fd >= 0 && syscall(SYS_landlock_restrict_self, fd, 0) == 0;
  if (fd >= 0)
    close(fd);
  return stands;
}

/* -- seccomp ----------------------------------------------------------------------------------- */

#if defined __x86_64__
#define OUR_MACHINE AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define OUR_MACHINE AUDIT_ARCH_AARCH64
#endif

#ifdef OUR_MACHINE
#define LOAD(member)                                                                               \
  BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (unsigned)offsetof(struct seccomp_data, member))
#define SAY(what) BPF_STMT(BPF_RET | BPF_K, what)
#define IF(value, then, otherwise) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, then, otherwise)
#define ALLOW(name) IF((unsigned)SYS_##name, 0, 1), SAY(SECCOMP_RET_ALLOW)
/* Memory, but none that is executed; prot is the third argument of both. */
#define ALLOW_UNLESS_EXECUTED(name)                                                                \
  IF((unsigned)SYS_##name, 0, 4), LOAD(args[2]),                                                   \
      BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, PROT_EXEC, 0, 1), SAY(SECCOMP_RET_ERRNO | EPERM),       \
      SAY(SECCOMP_RET_ALLOW)

/* A call that is not here says EPERM and does not kill: a library may try one and do without, and a
 * filter that a newer one outgrows must not keep an office from its results. (Numbers of x32 are
 * none of these.) */
static struct sock_filter filter[] = {
    LOAD(arch),
    IF(OUR_MACHINE, 1, 0),
    SAY(SECCOMP_RET_KILL_PROCESS),
    LOAD(nr),
    ALLOW(read),
    ALLOW(write),
    ALLOW(brk),
    ALLOW(munmap),
    ALLOW(mremap),
    ALLOW(madvise),
    ALLOW(futex),
    ALLOW(getrandom),
    ALLOW(clock_gettime),
    ALLOW(rt_sigreturn),
    ALLOW(rt_sigprocmask),
    ALLOW(exit),
    ALLOW(exit_group),
    ALLOW_UNLESS_EXECUTED(mmap),
    ALLOW_UNLESS_EXECUTED(mprotect),
    SAY(SECCOMP_RET_ERRNO | EPERM),
};
#endif

bool cage_wall_seccomp(void) {
#ifdef OUR_MACHINE
  struct sock_fprog program = {.len = sizeof filter / sizeof *filter, .filter = filter};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0;
#else
  return false;
#endif
}

static bool kernel_filters(void) {
#ifdef OUR_MACHINE
  unsigned action = SECCOMP_RET_KILL_PROCESS;
  return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
#else
  return false;
#endif
}

/* -- Without the help of either ---------------------------------------------------------------- */

static void limit(int what, rlim_t most) { setrlimit(what, &(struct rlimit){most, most}); }

static void close_all_but(int kept) {
  enum { OLD_KERNELS = 65536 };
  dup2(kept, STDIN_FILENO);
  if (close_range(STDIN_FILENO + 1, ~0U, 0) != 0)
    for (int fd = STDIN_FILENO + 1; fd < OLD_KERNELS; fd++)
      close(fd);
}

void cage_walls_before(int kept, uint64_t memory) {
  close_all_but(kept);
  cage_wall_landlock();
  limit(RLIMIT_AS, (rlim_t)memory);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_NOFILE, 0);
  limit(RLIMIT_NPROC, 0); /* not for root */
}

/* -- What there is ----------------------------------------------------------------------------- */

struct cage_kernel cage_look(void) {
  return (struct cage_kernel){
      .landlock = landlock_version(), .seccomp = kernel_filters(), .open = CAGE_OPEN};
}

void cage_keep_secret(void) {
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  limit(RLIMIT_CORE, 0);
}
