#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A supervisor rates somebody of a class, piped: by the framework's levels, changed, recorded under the
# supervisor's name; and what the person rated sees of it.
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

# Zed; assess; rate; March; Amina; letters: level 0, for want of tools, changed to 2; numbers: 4.
play rate 3 a 4 1 1 1 0 2 1 2 2 4 esc esc esc esc
ok "the course of it" golden supervise "$work/rate.txt"
ok "each rating is an event" equal "$(ask "SELECT count(*) FROM event WHERE verb = 'rated'")" 3
ok "of another than who is rated" equal \
  "$("$MAFUNZO" --store "$store" export events | jq -s '[.[] | select(.verb == "rated" and .actor != .subject)] | length')" 3
ok "what is missing is asked where it is less than asked" equal \
  "$("$MAFUNZO" --store "$store" export events | jq -r 'select(.verb == "rated") | .says.cause // "-"' | tr '\n' ' ')" "tools - - "
"$MAFUNZO" --store "$store" report competency --format csv > "$work/report.csv"
ok "the report has it as the supervisor's" equal "$(sqlite3 :memory: '.mode csv' \
  ".import $work/report.csv r" "SELECT competency, self, supervisor FROM r WHERE name = 'Amina Okoro' AND supervisor <> ''" |
  tr -d '\r' | tr '\n' ' ')" 'LETTERS,"",2 NUMBERS,"",4 '
play seen 1 4
ok "who was rated sees it" contains "$work/seen.txt" "supervisor's rating: 2"
ok "nothing on stderr" equal "$(cat "$work/err")" ""
ok "no control bytes" clean_text "$work/rate.txt"
finish
