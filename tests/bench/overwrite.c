/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The limit of a confirmed answer: 4 KB over what is there, and fdatasync. Prints the median in
 * microseconds. */
#include "tests/bench/median.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PAGE = 4096, PAGES = 64 };

int main(int argc, char **argv) {
  static char page[PAGE];
  size_t n = argc == 3 ? strtoul(argv[2], NULL, 10) : 0;
  int fd = argc == 3 ? open(argv[1], O_RDWR | O_CREAT | O_TRUNC, 0600) : -1;
  if (fd < 0 || n == 0 || n > SAMPLES)
    return 2;
  for (size_t i = 0; i < PAGES; i++)
    if (write(fd, page, PAGE) != PAGE)
      return 1;
  if (fsync(fd) != 0)
    return 1;
  for (size_t i = 0; i < n; i++) {
    memset(page, (int)i, PAGE);
    median_begin();
    if (pwrite(fd, page, PAGE, (off_t)(i % PAGES) * PAGE) != PAGE || fdatasync(fd) != 0)
      return 1;
    median_end();
  }
  median_print();
  return 0;
}
