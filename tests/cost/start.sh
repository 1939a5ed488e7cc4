#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What a start and a loaded module cost at most, in instructions, and that an answer is one flush:
# the quick part of scripts/bench.
. "$(dirname "$0")/../tap.sh"
cd "$work" || exit 70
build=$(dirname "$MAFUNZO")
MAFUNZO_COURSES=$top/courses
MAKE_GOALS=bench "$top/scripts/build" "$build" $(cat "$build/options") > build.log 2>&1
ok "the programs of the bench build" test -x "$build/bench_watch"
total() { sed -n 's/^\(summary\|totals\): *//p' "$1" | head -1; }
millions() { echo "$(($1 / 100000))" | sed 's/\(.\)$/.\1/'; }

TERM=xterm-256color
export TERM
"$build/bench_records" records 20000
"$build/bench_answers" "$MAFUNZO_COURSES" records passport-examination/the-eight-steps 3 > out
"$build/bench_watch" - "$MAFUNZO" --store records > first
"$build/bench_watch" - valgrind -q --tool=callgrind --callgrind-out-file=grind \
  --dump-before=term_wait "$MAFUNZO" --store records > out
start=$(total grind.1)
ok "first frame over 20,000 events: $(millions "${start:-0}") M of at most 12 M instructions" \
  test "${start:-99999999}" -le 12000000

"$top/tests/bench/module.sh" mebi 260000 40 > mebi.yaml
MAFUNZO_COURSES=$work/none # against no framework: libyaml reads none either
for program in "$build/bench_events mebi.yaml" "$MAFUNZO check mebi.yaml"; do
  # shellcheck disable=SC2086
  valgrind -q --tool=callgrind --callgrind-out-file=grind $program > out
  total grind >> loads
done
ok "a module loads in $(awk 'NR == 1 { l = $1 } NR == 2 { printf "%.2f", $1 / l }' loads) of at most 2.60 times what libyaml takes" \
  awk 'NR == 1 { least = $1 } NR == 2 { exit !($1 <= 2.6 * least) }' loads

flushes() { # of so many answers within one run, the run begun and the store closed
  rm -rf answers
  strace -f -c -e trace=fsync,fdatasync -o strace "$build/bench_answers" courses answers bench/m "$1" > out
  awk '$NF ~ /sync$/ { n += $4 } END { print n + 0 }' strace
}
MAFUNZO_COURSES=$top/courses
mkdir -p courses/bench
cp -r "$top/courses/framework" courses/
"$top/tests/bench/module.sh" m 60000 40 true-or-false > courses/bench/m.yaml
printf 'id: bench\ntitle: B\nlanguage: en\nversion: 1.0.0\nsummary: S.\nmodules: [m.yaml]\n' > courses/bench/course.yaml
few=$(flushes 5) many=$(flushes 35)
ok "an answer is one flush" equal $((many - few)) 30
finish
