/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file that is either whole or not there. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/diag.h"
#include "base/str.h"

#include <dirent.h>

struct file {
  struct str path, part;
  int fd, error; /* error: of the first write that failed */
  bool nameless;
};

/* Writes a file without a name in the folder of path, so that nothing personal is left behind if
 * the program is killed, flushes it, calls it path.part, renames that to path and flushes the
 * folder; a file system that knows no file without a name (FAT) has path.part from the beginning.
 * What stands at path and is no plain file is refused (RC_CREATE). On failure the .part is gone and
 * path is as it was, or whole if only the folder could not be flushed. */
enum rc file_write_whole(const char *path, const void *bytes, size_t len, struct diags *diags);

/* The same piece by piece. After a begin that went well comes one end, or one drop, which leaves
 * nothing; file_give is what a sink gives to (exchange/sink.h), and end tells why it failed. */
enum rc file_begin(const char *path, struct file *file, struct diags *diags);
bool file_give(void *file, const char *bytes, size_t len);
enum rc file_end(struct file *file, struct diags *diags);
void file_drop(struct file *file);

/* opendir, which ends the program where there is no memory: a folder that is there is never taken
 * for one that cannot be read. NULL and errno for all else. */
DIR *file_folder(const char *path);

#endif
