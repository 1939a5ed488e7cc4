/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a program and prints on descriptor 3: microseconds until it ended, those of them on a
 * processor, the most memory in KiB.
 *
 *   bench_time PROGRAM [ARGUMENT...] 3> FIGURES */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds_of(struct timeval t) { return (double)t.tv_sec + (double)t.tv_usec / 1e6; }

int main(int argc, char **argv) {
  struct timespec begun, ended;
  struct rusage used;
  int status;
  if (argc < 2)
    return 2;
  clock_gettime(CLOCK_MONOTONIC, &begun);
  pid_t child = fork();
  if (child == 0) {
    close(3);
    execvp(argv[1], argv + 1);
    _exit(127);
  }
  if (child < 0 || wait4(child, &status, 0, &used) != child)
    return 1;
  clock_gettime(CLOCK_MONOTONIC, &ended);
  double wall =
      (double)(ended.tv_sec - begun.tv_sec) * 1e6 + (double)(ended.tv_nsec - begun.tv_nsec) / 1e3;
  double cpu = (seconds_of(used.ru_utime) + seconds_of(used.ru_stime)) * 1e6;
  dprintf(3, "%.0f %.0f %ld\n", wall, cpu, used.ru_maxrss);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
