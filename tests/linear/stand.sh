#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Where one stands, piped: a diagnostic begun, cut off, gone on with to its end; another; the picture.
. "$(dirname "$0")/../tap.sh"
MAFUNZO_COURSES=$top/tests/courses-stand
store=$work/store

events() { # verb: how many are recorded
  sqlite3 "$store/mafunzo.db" "SELECT count(*) FROM event WHERE verb = '$1'"
}

play() { # screen, arguments or "", lines...: one line of input each, then the end of input
  screen=$work/$1.txt arguments=$2
  shift 2
  # shellcheck disable=SC2086
  printf '%s\n' "$@" | "$MAFUNZO" --linear --store "$store" $arguments > "$screen" 2> "$work/err"
}

# A person and a post; where she stands, letters first; two wrong answers, then the end of input.
play begun "" 1 Amina '' '' 1 3 1 2 2
ok "the end of input leaves with 0" equal $? 0
ok "the course of it" golden stand-begun "$work/begun.txt"
ok "no verdict" lacks "$work/begun.txt" "Wrong"
ok "two answers, each with the draw that came of it" equal "$(events answered) $(events drawn)" "2 2"

play on "" 1 2 2 2 2 2 2 2 2 2 2 2 2
ok "gone on with from Home" contains "$work/on.txt" "Continue: Where I stand: Letters: Question 3 of"
ok "to its end" contains "$work/on.txt" "train"
ok "which is recorded" equal "$(events completed)" 1
sed '/^Results/,$d' "$work/on.txt" > "$work/before"
ok "with nothing told before" lacks "$work/before" "Wrong"

# The rest: numbers, level 3, all right.
play rest diagnostic 2 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
ok "what is known is to be confirmed" contains "$work/rest.txt" "confirm by a practical"
play picture diagnostic
ok "the picture" golden stand-picture "$work/picture.txt"
ok "in words that anybody knows" [ "$(grep -ciE 'rasch|theta|logit|EAP|posterior|probab' "$work"/*.txt | grep -c ':[1-9]')" = 0 ]
ok "nothing on stderr" equal "$(cat "$work/err")" ""
ok "no control bytes" clean_text "$work/picture.txt"

play turn "diagnostic --minutes 8" ''
ok "in eight minutes it is one's turn for one" contains "$work/turn.txt" "In 8 minutes: 1 competency."
for bad in "--minutes" "--minutes 0" "--minutes x" "--minutes 1000" "--hours 1" now; do
  # shellcheck disable=SC2086
  "$MAFUNZO" diagnostic $bad > "$work/out" 2> "$work/err" < /dev/null
  ok "usage: diagnostic $bad" equal "$? $(wc -c < "$work/out")" "64 0"
done
finish
