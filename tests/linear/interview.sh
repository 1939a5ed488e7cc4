#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# One interview, piped: chosen and typed, not understood, led, closed, told; and kill -9 in between
# changes nothing of it.
. "$(dirname "$0")/../tap.sh"
mkdir "$work/courses"
cp -r "$MAFUNZO_COURSES/framework" "$top/tests/courses-interview/booth" "$work/courses/"
rm -rf "$work/courses/framework/interview"
cp -r "$top/tests/courses-interview/interview" "$work/courses/framework/"
MAFUNZO_COURSES=$work/courses

who='1\nAmina\nAgency A\nPort Amani\n5\n1\n1\n'
first='1\n1\n2\n1\n2\n3\n7\n8\nTell me where you stay.\nZwq fnord.\n'
rest='You live in a hotel, right?\n:1\n7\n2\n'

# shellcheck disable=SC2059
printf "$who$first$rest" | "$MAFUNZO" --linear --store "$work/whole" > "$work/whole.txt" 2> "$work/err"
ok "the whole talk exits 0" equal $? 0
ok "says what it always says" golden interview "$work/whole.txt"
ok "nothing on stderr" equal "$(cat "$work/err")" ""
ok "no control bytes" clean_text "$work/whole.txt"
ok "every turn is an event, also what was not understood" equal \
  "$(sqlite3 "$work/whole/mafunzo.db" "SELECT count(*) FROM event WHERE verb = 'decided'")" 8
ok "the debrief tells what closed her down" contains "$work/whole.txt" "This closed the person down."
ok "and what was put into her mouth" contains "$work/whole.txt" "(put in by you)"

# In two sittings it is the same talk.
# shellcheck disable=SC2059
{
  printf "$who$first" | "$MAFUNZO" --linear --store "$work/cut"
  printf "1\n$rest" | "$MAFUNZO" --linear --store "$work/cut"
} > "$work/cut.txt" 2>&1
sed -n '/^Not passed\|^Passed/,$p' "$work/whole.txt" > "$work/whole.end"
sed -n '/^Not passed\|^Passed/,$p' "$work/cut.txt" > "$work/cut.end"
ok "an interview is gone on with where it was" equal "$(cat "$work/cut.end")" "$(cat "$work/whole.end")"
ok "and has an end" contains "$work/cut.end" "What there was to find"

# Who hears otherwise makes another drill of it: what was typed may now mean something else.
printf "$who$first" | "$MAFUNZO" --linear --store "$work/old" > "$work/out" 2>&1
sed 's/^puzzled: .*/puzzled: Pardon?/' "$top/tests/courses-interview/interview/en.yaml" \
  > "$work/courses/framework/interview/en.yaml"
printf '1\n' | "$MAFUNZO" --linear --store "$work/old" > "$work/out" 2>&1
ok "on other patterns it is closed" contains "$work/out" "has changed since you began it"
ok "and that is recorded" equal \
  "$(sqlite3 "$work/old/mafunzo.db" "SELECT verb FROM event ORDER BY seq DESC LIMIT 1")" closed
finish
