/* SPDX-License-Identifier: GPL-3.0-or-later */
/* torture damage|merge|clocks|power FIRST CASES [CONTROL]: so many cases from that number on, from
 * the top of the tree. Prints one line of figures; exit 1 if something was found. CONTROL is a
 * fault of this program's own that must be found: damage: signature, chain (that check is off);
 * merge, clocks: arrival (a projection that depends on the order of arrival); power: files, folders
 * (what is flushed is not). */
#include "torture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
  const char *name;
  int (*run)(uint64_t first, uint64_t cases, const char *control);
} tortures[] = {{"damage", torture_damage},
                {"merge", torture_merge},
                {"clocks", torture_clocks},
                {"power", torture_power}};

int main(int argc, char **argv) {
  if (argc == 8 && strcmp(argv[1], "replay") == 0)
    return torture_replay(argv + 2);
  for (size_t i = 0; argc >= 4 && i < sizeof tortures / sizeof *tortures; i++)
    if (strcmp(argv[1], tortures[i].name) == 0)
      return tortures[i].run(strtoull(argv[2], NULL, 10), strtoull(argv[3], NULL, 10),
                             argc > 4 ? argv[4] : "");
  fputs("usage: torture damage|merge|clocks|power FIRST CASES [CONTROL]\n"
        "       torture replay TRACE BEFORE FOLDER TIMES FAULT COMMAND\n",
        stderr);
  return 64;
}
