/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether what lies on a disk is encrypted there, as far as Linux tells: dm-crypt (LUKS too)
 * anywhere beneath the file system, by /sys/dev/block/MAJOR:MINOR/dm/uuid and slaves; file systems
 * that encrypt by themselves, by their type. What a drive, or the host of a virtual machine, does
 * by itself is not seen. */
#ifndef APP_DISK_H
#define APP_DISK_H

#include "app/mounts.h"

enum disk { DISK_NONE, DISK_ENCRYPTED, DISK_UNKNOWN, DISK_PLAIN }; /* the worst comes last */

/* sys: "/sys". path: without links. */
enum disk disk_of(const char *sys, const struct mount *mounts, size_t n, const char *path);

/* Of all swap, the worst; text: of /proc/swaps. DISK_NONE: there is none, or none but in memory. */
enum disk disk_of_swap(const char *sys, const struct mount *mounts, size_t n, const char *text);

#endif
