#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# How one sees oneself, piped: rated by the framework's levels, changed, beside what is measured and what
# the supervisor said.
. "$(dirname "$0")/../tap.sh"
MAFUNZO_COURSES=$top/tests/courses-stand
store=$work/store

events() { # verb: how many are recorded
  sqlite3 "$store/mafunzo.db" "SELECT count(*) FROM event WHERE verb = '$1'"
}
play() { # screen, lines...: one line of input each, then the end of input
  screen=$work/$1.txt
  shift
  printf '%s\n' "$@" | "$MAFUNZO" --linear --store "$store" > "$screen" 2> "$work/err"
}
office() { "$MAFUNZO" --store "$store" "$@" > "$work/out" 2>&1; }

printf 'name,agency,unit,position\nAmina,Guard,North,CLK\nChief,Guard,North,CLK\n' > "$work/roster.csv"
office roster import "$work/roster.csv"
printf 'person,rater,competency,level,date\nAmina,Chief,NUMBERS,1,2026-09-01\n' > "$work/rated.csv"
office marks import "$work/rated.csv"
ok "the supervisor's rating is there" equal "$(events rated)" 1

# Letters: level 3, then after all 2; numbers are only looked at.
play rated 1 4 r 1 3 1 2 2 esc esc esc
ok "the end of input leaves with 0" equal $? 0
ok "the course of it" golden rate "$screen"
ok "each rating is recorded" equal "$(events rated)" 3
ok "nothing else is" equal "$(events answered)" 0
ok "no control bytes" clean_text "$screen"
finish
