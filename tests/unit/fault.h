/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Causes the n-th failure of one kind, and no other, so that a test can have each in its turn until
 * none is left. The unit program is linked so that what the rooms call comes here first (--wrap in
 * Makefile.am); SQLite's own calls of the system are caught through its table of them. */
#ifndef FAULT_H
#define FAULT_H

#include <stdbool.h>

enum fault {
  FAULT_NONE,
  FAULT_STATEMENT, /* a call of SQLite is not made: the disk does not read */
  FAULT_UNSURE,    /* it is made, and told as failed: the disk did not flush */
  FAULT_CORRUPT,   /* it is not made: the file is no database */
  FAULT_CALL,      /* a call of the system by the rooms themselves says EIO */
  FAULT_LOOK,      /* the same for those that only look: what is there is not seen */
  FAULT_DISK,      /* one by SQLite says EIO */
  FAULT_GONE,      /* and so does every later one, until it is disarmed: a stick was pulled */
  FAULT_FULL,      /* a write by SQLite says ENOSPC, and so does every later one */
  FAULT_DEATH,     /* the child that reads a file of others dies of one; each counts its own */
  FAULTS
};

extern const char *const fault_names[FAULTS];

/* The n-th such call from now on, from 1. */
void fault_arm(enum fault fault, unsigned nth);
/* The n-th call of one function, by its name, says error instead of doing anything; for SQLite's
 * functions error is its code. "its pread" and so on are SQLite's own calls. */
void fault_arm_call(const char *function, unsigned nth, int error);
/* Of either several may be armed, four in all. True: it came to all of them. */
bool fault_disarm(void);

#endif
