#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Each kind of question, piped: not answered, answered wrong or in part, told, answered right; then the
# scores of the first answers, as they were recorded.
. "$(dirname "$0")/../tap.sh"
mkdir "$work/courses"
cp -r "$MAFUNZO_COURSES/framework" "$top/tests/courses-kinds/kinds" "$work/courses/"
MAFUNZO_COURSES=$work/courses
store=$work/store

kind() { # row, wrong, right: each a list of lines parted by "|"; first an empty line, but for gaps
  printf '%s\n' "$1"
  [ "$1" = 8 ] || printf '\n'
  [ -z "$2" ] || printf '%s|\n' "$2" | tr '|' '\n'
  printf '%s|\n' "$3" | tr '|' '\n'
  printf '%s\n' esc
}
{
  printf '%s\n' 1 Amina '' '' 1 1
  kind 1 1 3
  kind 2 2 '2 3 4'
  kind 3 '' 2
  kind 4 '1 3 2 4' '1 2 4 3'
  kind 5 '2 1 1' '2 3 4'
  kind 6 '1 1 2 2' '3 1 2 2'
  kind 7 'foo|1/2|1' 2
  kind 8 '7|5|' '7|3|1'
  kind 9 '2 4' 2
  kind 10 120874 740812
} > "$work/lines"
"$MAFUNZO" --linear --store "$store" < "$work/lines" > "$work/kinds.txt" 2> "$work/err"
ok "the end of input leaves with 0" equal $? 0
ok "every kind says what it always says" golden kinds "$work/kinds.txt"
ok "no control bytes" clean_text "$work/kinds.txt"
ok "nothing on stderr" equal "$(cat "$work/err")" ""
ok "each was passed over once and finished" equal \
  "$(sqlite3 "$store/mafunzo.db" "SELECT count(*) FROM event WHERE verb = 'completed'")" 10
ok "first answers and second ones are on record" equal \
  "$(sqlite3 "$store/mafunzo.db" "SELECT count(*) FROM event WHERE verb = 'answered'")" 19
ok "what is right in part is no full mark" equal \
  "$(grep -c '^Partly right' "$work/kinds.txt") $(grep -c '^Right\.' "$work/kinds.txt")" "6 10"
finish
