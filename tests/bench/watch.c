/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a program on a terminal of 80x24 until it has settled, sends keys, and hangs up. Prints
 *
 *   microseconds until the first frame, those of them on a processor, the most memory in KiB until
 *   then, and the bytes that the last key made it write
 *
 *   bench_watch KEY[,KEY...]|- PROGRAM [ARGUMENT...] */
#include "tests/tui/driver.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char mark[] = "\033]777;settled\007";

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

/* A number of a file of /proc about the process; 0 where the kernel does not say. */
static double process_says(pid_t pid, const char *file, const char *key) {
  char path[64], line[256];
  double value = 0;
  snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, file);
  FILE *in = fopen(path, "r");
  while (in && fgets(line, sizeof line, in))
    if (strncmp(line, key, strlen(key)) == 0) {
      value = strtod(line + strlen(key), NULL);
      break;
    }
  if (in)
    fclose(in);
  return value;
}

static size_t press(struct terminal *t, const char *name) {
  const char *bytes = key_bytes(t, name);
  size_t before = t->n, marks = t->marks;
  if (!bytes)
    exit(2);
  terminal_send(t, bytes, strlen(bytes));
  if (!terminal_settle(t))
    exit(1);
  return t->n - before - (t->marks - marks) * (sizeof mark - 1);
}

int main(int argc, char **argv) {
  struct terminal t;
  if (argc < 3)
    return 2;
  setenv("MAFUNZO_SYNC", "1", 1);
  terminal_init(&t);
  double begun = now();
  if (!terminal_run(&t, argv + 2) || !terminal_settle(&t))
    return 1;
  double wall = now() - begun, cpu = process_says(t.pid, "schedstat", "") / 1e3;
  double memory = process_says(t.pid, "status", "VmHWM:");
  size_t bytes = t.n;
  char *keys = strcmp(argv[1], "-") == 0 ? NULL : argv[1];
  for (char *key = keys ? strtok(keys, ",") : NULL; key; key = strtok(NULL, ","))
    bytes = press(&t, key);
  terminal_signal(&t, SIGHUP);
  terminal_exit(&t);
  terminal_done(&t);
  printf("%.0f %.0f %.0f %zu\n", wall, cpu, memory, bytes);
  return 0;
}
