#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The maps, piped: the trainee's own and what it rests on; the coordinator's down to one person.
. "$(dirname "$0")/../tap.sh"
MAFUNZO_COURSES=$top/tests/courses-stand
store=$work/store

play() { # screen, arguments or "", lines...: one line of input each, then the end of input
  screen=$work/$1.txt arguments=$2
  shift 2
  # shellcheck disable=SC2086
  printf '%s\n' "$@" | "$MAFUNZO" --linear --store "$store" $arguments > "$screen" 2> "$work/err"
}

# A person and a post; letters asked until it is clear that they are to be trained.
play begun "" 1 Amina '' '' 1 3 1 2 2 2 2 2 2 2 2 2 2 2 2
play own "" 4 1
ok "one's own map, and what it rests on" golden map-own "$work/own.txt"
ok "what was right in a diagnostic is not told" lacks "$work/own.txt" "not right"
ok "what to take next is" contains "$work/own.txt" "What to take next"

MAFUNZO_COURSES=$top/tests/courses
store=$work/people
"$MAFUNZO" simulate cohort --store "$store" --people 10 --seed 3 --date 2026-11-01 > "$work/out" 2>&1
play all "map --audience trainer --by agency" 18 1 esc esc p d 2020-01-01 esc
ok "the coordinator's down to one person" golden map-all "$work/all.txt"
ok "leaves with 0" equal "$?" 0
ok "nothing on stderr" equal "$(cat "$work/err")" ""
ok "no control bytes" clean_text "$work/all.txt"
finish
