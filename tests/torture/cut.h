/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stands between the program and its disk: SQLite's calls through a VFS, the rooms' own through
 * --wrap. At one call the power goes: from then on every call fails, and the disk (disk.h) says
 * what it may hold. */
#ifndef TORTURE_CUT_H
#define TORTURE_CUT_H

#include "disk.h"

enum cut_fault { /* of this stand-in's own, that must be noticed */
                 CUT_FAITHFUL,
                 CUT_DEAF_FILES, /* a file's flush is told as done, and is not */
                 CUT_DEAF_FOLDERS
};

/* Everything beneath the folder from now on. */
void cut_watch(const char *folder, enum cut_fault fault);
/* The power goes at the n-th call from now on, from 1. */
void cut_arm(uint64_t nth);
bool cut_dark(void);
/* Now, whatever was armed. */
void cut_power(void);
const struct disk *cut_disk(void);
/* No more: calls are made as ever. The disk is the caller's. */
struct disk *cut_end(void);

#endif
