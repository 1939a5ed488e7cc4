#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# scenes.sh MOST: prints a module whose one drill has 200 scenes and 6 states from 0 to MOST; worlds.c
# knows the same map.
set -eu
awk -v most="$1" 'BEGIN {
  print "id: scenes\ntitle: Scenes\nsources: {s: S}\ndrills:\n  - id: scenes\n    scenario: Scenes\n    source: s\n    state:"
  for (i = 0; i < 6; i++) print "      v" i ": {start: 0, from: 0, to: " most "}"
  print "    start: s0\n    scenes:"
  for (i = 0; i < 198; i++) {
    print "      s" i ":\n        text: Scene " i ".\n        choices:"
    print "          - {do: Step, when: v" i % 6 " < " most ", set: {v" i % 6 ": +1}, score: {DOC-EXAM: 1}, go: s" (i + 1) % 198 "}"
    print "          - {do: Jump, go: s" (i + 5) % 198 "}"
    print "          - {do: Leave, go: " (i % 3 ? "bad" : "good") "}"
  }
  print "      good: {end: pass, text: Good.}\n      bad: {end: fail, text: Bad.}"
}'
