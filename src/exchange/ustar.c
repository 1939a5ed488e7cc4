/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/ustar.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum {
  BLOCK = 512,
  AT_MODE = 100,
  AT_UID = 108,
  AT_GID = 116,
  AT_SIZE = 124,
  AT_TIME = 136,
  AT_SUM = 148,
  AT_KIND = 156,
  AT_LINK = 157,
  AT_MAGIC = 257,
  AT_PREFIX = 345,
  SUM_BYTES = 8,
  SIZE_BYTES = 12,
  LINK_BYTES = 100,
  PREFIX_BYTES = 155,
};

static const char zeroes[BLOCK];

static size_t padding(size_t len) { return (BLOCK - len % BLOCK) % BLOCK; }

/* Of the header's bytes, with the field of the sum as spaces. */
static unsigned header_sum(const char *header) {
  unsigned sum = 0;
  for (size_t i = 0; i < BLOCK; i++)
    sum += i >= AT_SUM && i < AT_SUM + SUM_BYTES ? ' ' : (unsigned char)header[i];
  return sum;
}

void ustar_put(struct str *out, const char *name, const void *bytes, size_t len) {
  char header[BLOCK + 1] = {0};
  assert(strlen(name) < USTAR_NAME && len < (uint64_t)1 << 33);
  memcpy(header, name, strlen(name));
  memcpy(header + AT_MODE, "0000600", 7);
  memcpy(header + AT_UID, "0000000", 7);
  memcpy(header + AT_GID, "0000000", 7);
  snprintf(header + AT_SIZE, SIZE_BYTES, "%011llo", (unsigned long long)len);
  memcpy(header + AT_TIME, "00000000000", 11);
  header[AT_KIND] = '0';
  memcpy(header + AT_MAGIC, "ustar\00000", 8);
  snprintf(header + AT_SUM, SUM_BYTES, "%06o", header_sum(header));
  header[AT_SUM + 7] = ' ';
  str_add(out, header, BLOCK);
  str_add(out, bytes, len);
  str_add(out, zeroes, padding(len));
}

void ustar_end(struct str *out) {
  str_add(out, zeroes, BLOCK);
  str_add(out, zeroes, BLOCK);
}

/* Digits, then only spaces and NULs. */
static bool read_octal(const char *at, size_t len, uint64_t *out) {
  size_t i = 0;
  *out = 0;
  while (i < len && at[i] == ' ')
    i++;
  size_t first = i;
  for (; i < len && at[i] >= '0' && at[i] <= '7'; i++)
    *out = *out * 8 + (uint64_t)(at[i] - '0');
  if (i == first)
    return false;
  while (i < len && (at[i] == '\0' || at[i] == ' '))
    i++;
  return i == len;
}

static bool all_zero(const char *at, size_t len) {
  for (size_t i = 0; i < len; i++)
    if (at[i])
      return false;
  return true;
}

/* A plain file in no folder, and its size. "ustar" is followed by NUL 00 (POSIX) or by spaces (GNU
 * tar), and either is read the same. */
static bool read_header(const char *header, uint64_t *size) {
  uint64_t sum;
  return read_octal(header + AT_SUM, SUM_BYTES, &sum) && sum == header_sum(header) &&
         memcmp(header + AT_MAGIC, "ustar", 5) == 0 &&
         (header[AT_KIND] == '0' || header[AT_KIND] == '\0') &&
         all_zero(header + AT_LINK, LINK_BYTES) && all_zero(header + AT_PREFIX, PREFIX_BYTES) &&
         read_octal(header + AT_SIZE, SIZE_BYTES, size);
}

bool ustar_ended(const struct ustar_walk *walk) {
  size_t left = (size_t)(walk->end - walk->at);
  return left >= 2 * BLOCK && all_zero(walk->at, left);
}

bool ustar_next(struct ustar_walk *walk, struct ustar_file *file) {
  size_t left = (size_t)(walk->end - walk->at);
  uint64_t size;
  if (left < BLOCK || all_zero(walk->at, BLOCK) || !memchr(walk->at, '\0', USTAR_NAME) ||
      !read_header(walk->at, &size) || size > left - BLOCK ||
      padding((size_t)size) > left - BLOCK - size)
    return false;
  *file = (struct ustar_file){
      .name = walk->at, .at = walk->at + BLOCK, .len = (size_t)size, .there = true};
  walk->at += BLOCK + size + padding((size_t)size);
  return all_zero(file->at + size, padding((size_t)size));
}

static struct ustar_file *find(struct ustar_file *files, size_t n, const char *name) {
  for (size_t i = 0; i < n; i++)
    if (strcmp(name, files[i].name) == 0)
      return &files[i];
  return NULL;
}

bool ustar_read(const void *bytes, size_t len, struct ustar_file *files, size_t n) {
  struct ustar_walk walk = {bytes, (const char *)bytes + len};
  struct ustar_file one;
  size_t found = 0;
  for (size_t i = 0; i < n; i++)
    files[i].there = false;
  for (; ustar_next(&walk, &one); found++) {
    struct ustar_file *file = find(files, n, one.name);
    if (!file || file->there || one.len > file->most)
      return false;
    file->at = one.at;
    file->len = one.len;
    file->there = true;
  }
  return found == n && ustar_ended(&walk);
}
