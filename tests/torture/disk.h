/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disk as a power cut finds it: what was written, and what of it was flushed, kept apart.
 *
 * Told of every call that changes something beneath one folder, it gives what that folder may hold
 * after a cut. Of a file's bytes that were not flushed each sector may be there or not, whatever
 * the order they were written in; so may its length. Of a folder's names that were not flushed the
 * last ones may be missing; one that was moved from folder to folder is never in both nor in none.
 * A file's flush says nothing of its name. */
#ifndef TORTURE_DISK_H
#define TORTURE_DISK_H

#include "base/random.h"
#include "base/seal.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

enum { DISK_SECTOR = 512, DISK_ROOT = 0, DISK_NONE = -1 };

struct disk; /* heap */

/* All that lies in the folder is flushed. called: the folder that the calls are about. */
struct disk *disk_of(const char *folder, const char *called);
void disk_free(struct disk *disk);

/* A path beneath the folder, as it is called now; DISK_NONE: nothing is called so, or it is not
 * beneath it. */
int disk_find(const struct disk *disk, const char *path);
bool disk_holds(const struct disk *disk, const char *path); /* or would: it is beneath the folder */

/* Calls. Paths are real ones, and whose folder is not on this disk is passed over in silence. */
int disk_make(struct disk *disk, bool folder); /* without a name: disk_link */
void disk_link(struct disk *disk, int node, const char *path);
void disk_unlink(struct disk *disk, const char *path);
/* What is called to already goes, or gets the other's name. */
void disk_move(struct disk *disk, const char *from, const char *to, bool exchange);
void disk_write(struct disk *disk, int node, uint64_t at, const void *bytes, size_t len);
void disk_resize(struct disk *disk, int node, uint64_t size);
bool disk_is_folder(const struct disk *disk, int node);
void disk_stamp(struct disk *disk, int node, time_t time);
void disk_flush(struct disk *disk, int node); /* a file's bytes, or a folder's names */
void disk_flush_above(struct disk *disk, const char *path); /* the folder that it is in */

/* What is not flushed is: all there, not there, or as may be. */
enum disk_cut { DISK_ALL, DISK_FLUSHED, DISK_SOME };
/* Into a folder, which is made. digest (may be NULL): of all that is in it. */
void disk_put(const struct disk *disk, enum disk_cut cut, struct rng *rng, const char *folder,
              uint8_t digest[HASH_BYTES]);

#endif
