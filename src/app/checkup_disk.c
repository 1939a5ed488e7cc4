/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/checkup.h"

#include "app/disk.h"
#include "base/text.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

void checkup_disk_of(struct checkup *checkup, enum disk disk, bool office) {
  if (disk == DISK_ENCRYPTED)
    checkup_add(checkup, VERDICT_OK, RC_OK, "disk.encrypted", NULL,
                _("the disk that the records lie on is encrypted"));
  else if (disk == DISK_PLAIN)
    checkup_add(checkup, office ? VERDICT_WARNING : VERDICT_NOTE, RC_OK, "disk.plain",
                _("encrypt the disk (Debian's installer offers it), or put the records on one "
                  "that is: --store FOLDER"),
                _("the disk that the records lie on is not encrypted, as far as Linux tells"));
  else
    checkup_add(checkup, office ? VERDICT_WARNING : VERDICT_NOTE, RC_OK, "disk.unknown",
                _("ask whoever set this machine up"),
                _("it cannot be told here whether the disk that the records lie on is encrypted"));
}

void checkup_swap_of(struct checkup *checkup, enum disk swap, bool office) {
  if (swap == DISK_PLAIN)
    checkup_add(checkup, office ? VERDICT_WARNING : VERDICT_NOTE, RC_OK, "swap.plain",
                _("encrypt the swap too, or do without: swapoff -a"),
                _("the swap is not encrypted: what is opened in memory can end up on the disk"));
  else if (swap == DISK_UNKNOWN)
    checkup_add(checkup, VERDICT_NOTE, RC_OK, "swap.unknown", _("ask whoever set this machine up"),
                _("it cannot be told here whether the swap is encrypted"));
}

/* fscrypt: the folder says so itself. */
static bool says_encrypted(const char *path) {
  struct statx there;
  return statx(AT_FDCWD, path, 0, 0, &there) == 0 && there.stx_attributes & STATX_ATTR_ENCRYPTED;
}

static void read_swaps(char *text, size_t size) {
  FILE *file = fopen("/proc/swaps", "re");
  text[file ? fread(text, 1, size - 1, file) : 0] = '\0';
  if (file)
    fclose(file);
}

void checkup_disk(struct checkup *checkup, const char *store, bool office) {
  struct mount *mounts;
  char swaps[4096];
  size_t n = mounts_read(&checkup->arena, &mounts);
  char *path = realpath(store, NULL);
  if (!path) /* nothing lies there yet */
    return;
  checkup_disk_of(checkup, says_encrypted(path) ? DISK_ENCRYPTED : disk_of("/sys", mounts, n, path),
                  office);
  read_swaps(swaps, sizeof swaps);
  checkup_swap_of(checkup, disk_of_swap("/sys", mounts, n, swaps), office);
  free(path);
}
