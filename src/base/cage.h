/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A cage: a child process that reads what comes from strangers, and can do nothing else.
 *
 * What is on a stick may be made to break whoever reads it. A child of fork therefore reads it: the
 * parent opens the file and asks with its bytes, the child works on them and answers with bytes.
 * Before it sees the first byte it has given up, for good:
 *
 *   its files      all but the socket to the parent are closed, and RLIMIT_NOFILE is 0
 *   the disk       Landlock: no path is opened, made, renamed or removed
 *   the network    Landlock: no TCP port is bound or connected to; no signal to anybody else
 *   the system     seccomp: reading and writing what is open, memory without execution, time and
 * its own end; any other call says EPERM, one for another machine kills memory, time   RLIMIT_AS
 * for all, RLIMIT_CPU for each question its core       it is not dumpable, and dies with the parent
 *
 * Landlock (2021) and seccomp are used where the kernel has them; each holds without the other, and
 * where both lack a child remains that has no file open, may open none, and whose end is not the
 * parent's. Builds with sanitizers or counting coverage need more of the system than a cage has:
 * there only the child is made (CAGE_OPEN).
 *
 * An answer is of somebody who may be in a stranger's hands by then: its length is checked before
 * it is believed, and what it says is for the reader to check again. The child inherits what the
 * parent had in memory; enter wipes what it has no need of. This is the only user of these calls
 * of the system. */
#ifndef BASE_CAGE_H
#define BASE_CAGE_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct cage_wanted {
  void (*enter)(void *ctx); /* first thing in the child, while it is open still; may be NULL */
  /* Answers a question by appending. */
  void (*work)(void *ctx, const void *question, size_t len, struct str *answer);
  void (*leave)(void *ctx); /* in the child, when the parent asks no more; may be NULL */
  void *ctx;
  size_t most;      /* bytes of a question, and of an answer */
  uint64_t memory;  /* bytes of address space, all in all */
  unsigned seconds; /* of the processor, a question */
};

struct cage { /* the caller's; {.wanted = ...}, and zeroes, is one without a child */
  struct cage_wanted wanted;
  pid_t pid; /* 0: there is none yet, or none any more */
  int fd;
};

/* Asks the child, which is made if there is none. False: none can be made, it died, said nothing
 * for ten minutes, or what it said is no answer; the next question gets a new child. */
bool cage_ask(struct cage *cage, const void *question, size_t len, struct str *answer);
/* The same in two, for whoever has something to do while the child works. A question that was begun
 * is ended before the next. */
bool cage_begin(struct cage *cage, const void *question, size_t len);
bool cage_end(struct cage *cage, struct str *answer);
void cage_close(struct cage *cage);

/* For whoever holds an opened secret: no core is dumped, and nobody else of this user looks into
 * its memory (PR_SET_DUMPABLE). */
void cage_keep_secret(void);

struct cage_kernel {
  int landlock; /* its version, from 1; 0: the kernel has it not, or it is switched off */
  bool seccomp;
  bool open; /* this build uses neither */
};
struct cage_kernel cage_look(void);

#endif
