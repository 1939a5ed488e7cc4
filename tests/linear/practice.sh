#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A whole practice, piped: what is said, and that kill -9 in the middle changes nothing of it.
. "$(dirname "$0")/../tap.sh"

# A person, a post, the course, its first practice; then eight questions, two wrong at first.
who='1\nAmina\nAgency A\nPort Amani\n1\n1\n4\n'
answers='2\n\n39\n\n38\n\n4\n\n1\n\n3\n\n3 5 6\n\n3\n\n1 4 5 6\n\n2\n\n'
half='2\n\n39\n\n38\n\n4\n\n'
rest='1\n\n3\n\n3 5 6\n\n3\n\n1 4 5 6\n\n2\n\n'

# shellcheck disable=SC2059
printf "$who$answers" | "$MAFUNZO" --linear --store "$work/whole" > "$work/whole.txt" 2> "$work/err"
ok "the whole practice exits 0" equal $? 0
ok "says what it always says" golden practice "$work/whole.txt"
ok "nothing on stderr" equal "$(cat "$work/err")" ""
ok "no control bytes" clean_text "$work/whole.txt"
ok "ends in a result" contains "$work/whole.txt" "Score: 75 %"
ok "every answer is an event" equal \
  "$(sqlite3 "$work/whole/mafunzo.db" "SELECT count(*) FROM event WHERE verb = 'answered'")" 10

# Killed at question 4; the fifo stays open so that end of input is not what ends it.
mkfifo "$work/in" "$work/seen"
"$MAFUNZO" --linear --store "$work/cut" < "$work/in" > "$work/seen" 2>&1 &
victim=$!
exec 3> "$work/in" 4< "$work/seen"
# shellcheck disable=SC2059
printf "$who$half" >&3
while IFS= read -r line <&4; do
  case $line in *"Question 4 of 8"*) break ;; esac
done
kill -9 $victim
wait $victim 2> "$work/killed"
exec 3>&- 4<&-

"$MAFUNZO" --linear --store "$work/cut" < /dev/null > "$work/home.txt" 2>&1
ok "home offers to go on where it was" contains "$work/home.txt" "Question 4 of 8"
# shellcheck disable=SC2059
printf "1\n$rest" | "$MAFUNZO" --linear --store "$work/cut" > "$work/cut.txt" 2>&1
ok "the next run is at the same question" contains "$work/cut.txt" "Question 4 of 8"
ok "and asks none that was answered" lacks "$work/cut.txt" "Question 3 of 8"
sed -n '/^Score/,$p' "$work/whole.txt" > "$work/end-whole"
sed -n '/^Score/,$p' "$work/cut.txt" > "$work/end-cut"
ok "and ends in the same result" diff -u "$work/end-whole" "$work/end-cut"
ok "with the same number of answers" equal \
  "$(sqlite3 "$work/cut/mafunzo.db" "SELECT count(*) FROM event WHERE verb = 'answered'")" 10

# Nothing that is typed can hurt it.
head -c 20000 /dev/zero | tr '\0' a > "$work/long"
{ printf '1\n'; cat "$work/long"; printf '\n\033]52;c;x\007\nAmina\377\n\n\n1\n'; } |
  "$MAFUNZO" --linear --store "$work/odd" > "$work/odd.txt" 2>&1
ok "hostile lines are survived" equal $? 0
ok "and not echoed as control bytes" clean_text "$work/odd.txt"
finish
