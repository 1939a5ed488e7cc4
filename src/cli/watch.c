/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/watch.h"

#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

void watch_open(struct watch *watch, const char *folder) {
  watch->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (watch->fd >= 0 &&
      inotify_add_watch(watch->fd, folder, IN_CLOSE_WRITE | IN_MOVED_TO | IN_DELETE) < 0)
    watch_close(watch);
}

static bool is_course_file(const struct inotify_event *event) {
  const char *dot = event->len ? strrchr(event->name, '.') : NULL;
  return (event->mask & IN_Q_OVERFLOW) || (dot && strcmp(dot, ".yaml") == 0);
}

bool watch_noticed(struct watch *watch) {
  _Alignas(struct inotify_event) char bytes[4096];
  bool noticed = false;
  for (ssize_t got; watch->fd >= 0 && (got = read(watch->fd, bytes, sizeof bytes)) > 0;)
    for (char *at = bytes; at < bytes + got;) {
      const struct inotify_event *event = (const struct inotify_event *)(const void *)at;
      noticed |= is_course_file(event);
      at += sizeof *event + event->len;
    }
  return noticed;
}

void watch_close(struct watch *watch) {
  if (watch->fd >= 0)
    close(watch->fd);
  watch->fd = -1;
}
