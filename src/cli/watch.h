/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notices when course files of a folder are saved. Linux inotify; where there is none nothing is
 * ever noticed. Editors write anew, rename over, or touch: all of it counts. */
#ifndef CLI_WATCH_H
#define CLI_WATCH_H

#include <stdbool.h>

struct watch {
  int fd; /* -1: none */
};

void watch_open(struct watch *watch, const char *folder);
bool watch_noticed(struct watch *watch); /* a .yaml was saved since the last call; never waits */
void watch_close(struct watch *watch);

#endif
