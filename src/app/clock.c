/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/inner.h"

#include "base/random.h"

#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static struct {
  bool clock, seed;
  int64_t wall, mono;
  struct rng rng;
} pinned;

static struct {
  bool read;
  uint8_t id[ID_BYTES];
} boot_known;

void app_pin_clock(int64_t wall) {
  pinned.clock = true;
  pinned.wall = wall;
  pinned.mono = 0;
  boot_known.read = false; /* its monotonic clock begins anew */
  stamp_pin_clock(wall / 1000);
}

void app_pin_seed(uint64_t seed) {
  pinned.seed = true;
  rng_seed(&pinned.rng, seed);
}

uint64_t seed_draw(void) {
  uint64_t seed;
  if (pinned.seed)
    return rng_next(&pinned.rng);
  seal_random(&seed, sizeof seed);
  return seed;
}

static bool boot_parse(const char *uuid, uint8_t boot[ID_BYTES]) {
  char hex[2 * ID_BYTES + 1];
  size_t n = 0;
  for (; *uuid && *uuid != '\n' && n < 2 * ID_BYTES; uuid++)
    if (*uuid != '-')
      hex[n++] = *uuid;
  hex[n] = '\0';
  return seal_unhex(hex, boot, ID_BYTES);
}

/* Where the kernel does not say, every start of the program counts as a boot of its own. */
static void boot_read(uint8_t boot[ID_BYTES]) {
  if (!boot_known.read) {
    char uuid[64] = "";
    int fd = pinned.clock ? -1 : open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? 0 : read(fd, uuid, sizeof uuid - 1);
    if (fd >= 0)
      close(fd);
    if (n <= 0 || !boot_parse(uuid, boot_known.id))
      seal_random(boot_known.id, ID_BYTES);
    boot_known.read = true;
  }
  memcpy(boot, boot_known.id, ID_BYTES);
}

static int64_t milliseconds(clockid_t clock) {
  struct timespec t = {0};
  clock_gettime(clock, &t);
  return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t clock_active(void) {
  return pinned.clock ? pinned.mono += 1000 : milliseconds(CLOCK_MONOTONIC);
}

void clock_read(struct moment *moment) {
  if (pinned.clock) {
    moment->wall = pinned.wall;
    moment->mono = pinned.mono += 1000;
  } else {
    moment->wall = milliseconds(CLOCK_REALTIME);
    moment->mono = milliseconds(CLOCK_BOOTTIME); /* it goes on while the laptop sleeps */
  }
  boot_read(moment->boot);
}
