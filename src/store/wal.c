/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The write-ahead log, as SQLite's file format has it: a header of 32 bytes, then frames of 24
 * bytes and a page; integers are big-endian; each frame carries the checksum of all before it and
 * of itself. SQLite reads up to the first frame that does not fit and says nothing of the rest. */
#include "base/mem.h"
#include "base/text.h"
#include "store/db.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WAL_HEADER = 32, FRAME_HEADER = 24, PAGE_LEAST = 512, PAGE_MOST = 65536 };

static const uint32_t WAL_MAGIC = 0x377f0682; /* plus one: its checksums are of big-endian words */

struct sum {
  uint32_t a, b;
};

struct wal {
  int fd;
  off_t size;
  bool big;
  uint32_t page, salt[2];
  uint8_t *frame; /* of FRAME_HEADER + page bytes */
};

static uint32_t be32(const uint8_t *at) {
  return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static uint32_t le32(const uint8_t *at) {
  return (uint32_t)at[3] << 24 | (uint32_t)at[2] << 16 | (uint32_t)at[1] << 8 | at[0];
}

static struct sum sum_add(struct sum sum, const uint8_t *at, size_t len, bool big) {
  for (size_t i = 0; i + 8 <= len; i += 8) {
    sum.a += (big ? be32(at + i) : le32(at + i)) + sum.b;
    sum.b += (big ? be32(at + i + 4) : le32(at + i + 4)) + sum.a;
  }
  return sum;
}

static bool sum_is(struct sum sum, const uint8_t *at) {
  return sum.a == be32(at) && sum.b == be32(at + 4);
}

static bool read_header(struct wal *wal, struct sum *sum) {
  uint8_t header[WAL_HEADER];
  if (pread(wal->fd, header, WAL_HEADER, 0) != WAL_HEADER || (be32(header) & ~1U) != WAL_MAGIC)
    return false;
  wal->big = be32(header) & 1;
  wal->page = be32(header + 8);
  wal->salt[0] = be32(header + 16);
  wal->salt[1] = be32(header + 20);
  *sum = sum_add((struct sum){0}, header, WAL_HEADER - 8, wal->big);
  return sum_is(*sum, header + WAL_HEADER - 8) && wal->page >= PAGE_LEAST &&
         wal->page <= PAGE_MOST && (wal->page & (wal->page - 1)) == 0;
}

/* Behind its end the log holds zeroes, or frames of the time before it was last written over. Those
 * have neither salt of the header; a frame in which one byte was altered still has one. */
static bool frame_present(const struct wal *wal) {
  return be32(wal->frame + 8) == wal->salt[0] || be32(wal->frame + 12) == wal->salt[1];
}

/* Whether the frame follows the one whose checksum is given, which becomes what it says its own is.
 */
static bool frame_fits(const struct wal *wal, struct sum *sum) {
  const uint8_t *at = wal->frame;
  struct sum own = sum_add(*sum, at, 8, wal->big);
  own = sum_add(own, at + FRAME_HEADER, wal->page, wal->big);
  *sum = (struct sum){be32(at + 16), be32(at + 20)};
  return be32(at + 8) == wal->salt[0] && be32(at + 12) == wal->salt[1] && sum_is(own, at + 16);
}

enum wal_state { WAL_WHOLE, WAL_TORN, WAL_LOST };

struct frames { /* what was walked past */
  struct sum sum;
  bool broken, committed; /* SQLite has stopped; the frame before was a commit behind that */
  enum wal_state state;
};

/* A power cut can tear the last transaction, and no other: the next begins when it is on the disk.
 * Frames that fit each other beyond a commit that SQLite will not reach were therefore saved. */
static void walk_frame(const struct wal *wal, struct frames *frames) {
  if (!frame_present(wal)) {
    frames->broken = true;
    frames->committed = false;
    return;
  }
  bool fits = frame_fits(wal, &frames->sum);
  frames->broken = frames->broken || !fits;
  if (frames->broken && frames->state == WAL_WHOLE)
    frames->state = WAL_TORN;
  if (frames->committed && fits)
    frames->state = WAL_LOST;
  frames->committed = frames->broken && be32(wal->frame + 4) != 0;
}

static enum wal_state walk_frames(struct wal *wal, struct sum sum) {
  size_t size = FRAME_HEADER + (size_t)wal->page;
  struct frames frames = {.sum = sum};
  wal->frame = mem_alloc(size);
  for (off_t at = WAL_HEADER; at + (off_t)size <= wal->size; at += (off_t)size) {
    if (pread(wal->fd, wal->frame, size, at) != (ssize_t)size) {
      frames.state = WAL_LOST; /* nobody knows what it says */
      break;
    }
    walk_frame(wal, &frames);
  }
  free(wal->frame);
  return frames.state;
}

/* Grown ahead and not yet written to: log.c. */
static bool is_blank(const struct wal *wal) {
  static const uint8_t zeroes[WAL_HEADER];
  uint8_t header[WAL_HEADER];
  return pread(wal->fd, header, WAL_HEADER, 0) == WAL_HEADER &&
         memcmp(header, zeroes, WAL_HEADER) == 0;
}

static enum wal_state walk(struct wal *wal) {
  struct sum sum;
  if (wal->size <= WAL_HEADER || is_blank(wal)) /* nothing was saved in it yet */
    return WAL_WHOLE;
  return read_header(wal, &sum) ? walk_frames(wal, sum) : WAL_LOST;
}

enum rc wal_check(const struct store *store, struct diags *diags) {
  struct str path = {0};
  struct stat there;
  str_printf(&path, "%s-wal", store->file);
  struct wal wal = {.fd = open(path.at, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)};
  enum wal_state state = WAL_WHOLE;
  if (wal.fd >= 0 && fstat(wal.fd, &there) == 0) {
    wal.size = there.st_size;
    state = walk(&wal);
  }
  if (wal.fd >= 0)
    close(wal.fd);
  if (state == WAL_LOST)
    diag_error(diags, (struct place){.file = path.at}, 1, "log.damaged",
               _("nothing was changed; mafunzo restore brings the newest good backup and all that "
                 "can still be read"),
               _("the log of the records is damaged: answers that were saved cannot be read"));
  if (state == WAL_TORN)
    diag_warn(diags, (struct place){.file = path.at}, 1, "log.torn",
              _("if your last answer is missing, give it again"),
              _("the last save was cut off, as when the power goes"));
  str_done(&path);
  return state == WAL_LOST ? RC_DATA : RC_OK;
}
