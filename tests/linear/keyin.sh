#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A class keyed in by lines, and a check at work; what is recorded of whom.
. "$(dirname "$0")/../tap.sh"
MAFUNZO_COURSES=$top/tests/courses-stand
store=$work/store

ask() { sqlite3 "$store/mafunzo.db" "$1"; }

play() { # screen, lines...
  screen=$work/$1.txt
  shift
  printf '%s\n' "$@" | "$MAFUNZO" --linear --store "$store" > "$screen" 2>> "$work/err"
}

printf 'code,name,agency,unit,position,cohort\n223-458,Amina Okoro,Post,North,CLK,March\n' > "$work/roster.csv"
printf '234-56G,Bao Nguyen,Post,North,CLK,March\n345-67W,Zed,Post,North,CLK,staff\n' >> "$work/roster.csv"
"$MAFUNZO" --store "$store" roster import "$work/roster.csv" > "$work/out"
ok "a class of two and an assessor" equal "$?" 0

# Who; assess others; the station; today; March; a row at once, one in two goes, one half.
play marks 3 a 1 '' 1 '2 21112110111' '1 2111' '1.5 111111' '1.5 1111111' '2.5 1' esc
ok "the grid, line by line" golden keyin-marks "$work/marks.txt"
ok "a correction is another event" equal "$(ask "SELECT count(*) FROM event WHERE verb = 'observed'")" 3
ok "of two people, on one occasion" equal \
  "$(ask "SELECT count(DISTINCT subject) || count(DISTINCT session) FROM event WHERE verb = 'observed'")" 21
play half 3 a 1 '' 1 '2.5 2' '1.5 2' esc
ok "what is whole leaves without a question" lacks "$work/half.txt" "lost if you leave"

# 30 days after; March; Bao; does it, training would help, something else.
play check 3 a 2 1 2 '1 1' '2 3' '2 2' '3 9' esc
ok "the check at work" golden keyin-check "$work/check.txt"
ok "is recorded mark by mark" equal "$(ask "SELECT count(*) FROM event WHERE verb = 'observed'")" 8
ok "nothing on stderr" equal "$(cat "$work/err")" ""
ok "no control bytes" clean_text "$work/marks.txt"
finish
