/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file that is either whole or not there. */
#ifndef EXCHANGE_FILE_H
#define EXCHANGE_FILE_H

#include "base/diag.h"

/* Writes path.part, flushes it, renames it to path and flushes the folder. What stands at path and
 * is no plain file is refused (RC_CREATE). On failure the .part is gone and path is as it was, or
 * whole if only the folder could not be flushed. */
enum rc file_write_whole(const char *path, const void *bytes, size_t len, struct diags *diags);

#endif
