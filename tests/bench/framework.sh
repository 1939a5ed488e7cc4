#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# tests/bench/framework.sh FOLDER: a framework of 40 competencies and five posts that require all of them.
set -eu
mkdir -p "$1/framework/positions"
awk 'BEGIN {
  print "id: bench\ntitle: Bench\nlanguage: en\nversion: 1.0.0\ncompetencies:"
  for (c = 0; c < 40; c++) {
    printf "  - id: COMP-%02d\n    name: Competency %d\n    descriptors:\n", c, c
    for (l = 0; l < 5; l++) printf "      %d: Level %d.\n", l, l
    print "    source: Nobody."
  }
}' > "$1/framework/competencies.yaml"
for p in 1 2 3 4 5; do
  awk -v p=$p 'BEGIN {
    printf "id: P%d\ntitle: Post %d\nsummary: S.\norder: %d\nrequirements:\n", p, p, p
    for (c = 0; c < 40; c++)
      printf "  COMP-%02d: {level: %d, importance: %d, frequency: 3, difficulty: 4}\n", c, 1 + (c + p) % 3, 1 + c % 5
  }' > "$1/framework/positions/P$p.yaml"
done
