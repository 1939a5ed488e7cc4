/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file that is either whole or not there. */
#ifndef EXCHANGE_FILE_H
#define EXCHANGE_FILE_H

#include "base/diag.h"

/* Writes path.part, flushes it, renames it to path and flushes the folder. On failure path is as it
 * was and the .part is gone. */
enum rc file_write_whole(const char *path, const void *bytes, size_t len, struct diags *diags);

#endif
