/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files beneath a folder that is held open, whatever their names say: no link is followed and no
 * name leads out of it (openat2 with RESOLVE_BENEATH; a kernel before 5.6 is led step by step).
 * What fails gives false, or -1, with errno. */
#ifndef APP_BENEATH_H
#define APP_BENEATH_H

#include "base/str.h"

#include <stdbool.h>

int beneath_folder(const char *path);                      /* to hold it open */
int beneath_open(int folder, const char *path, int flags); /* for reading, or O_CREAT | O_EXCL */

/* A plain file of at most `most` bytes, appended; EFBIG, or EINVAL where it is no plain file. */
bool beneath_read(int folder, const char *path, size_t most, struct str *out);
/* A new file, flushed; EEXIST if there is one. A folder in front of its name is made. */
bool beneath_write(int folder, const char *path, const void *bytes, size_t len);

bool beneath_is(int folder, const char *name);     /* whether there is anything of that name */
bool beneath_remove(int folder, const char *name); /* with all that is in it; fine if missing */
bool beneath_sync(int folder);                     /* names too must outlive a power cut */
/* The same of a folder in it. */
bool beneath_sync_in(int folder, const char *path);

#endif
