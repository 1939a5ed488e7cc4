#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# One queue of bearers, piped: looked at, marked, decided, told; and in two sittings it is the same.
. "$(dirname "$0")/../tap.sh"
mkdir "$work/courses"
cp -r "$MAFUNZO_COURSES/framework" "$top/tests/courses-inspection/look" "$work/courses/"
rm -rf "$work/courses/framework/documents"
cp -r "$top/tests/courses-inspection/documents" "$work/courses/framework/"
MAFUNZO_COURSES=$work/courses

# A genuine bearer held up for a mark that is wrong, a fake let through, one stopped with reason, the
# last admitted.
who='1\nAmina\nAgency A\nPort Amani\n5\n1\n1\n'
first='3\n1\nm\n30\n1\n23\n3\n29\n1\n3\n'
rest='23\n3\nm\n30\n1\n29\n'

# shellcheck disable=SC2059
printf "$who$first$rest" | "$MAFUNZO" --linear --store "$work/whole" > "$work/whole.txt" 2> "$work/err"
ok "the whole queue exits 0" equal $? 0
ok "says what it always says" golden inspection "$work/whole.txt"
ok "nothing on stderr" equal "$(cat "$work/err")" ""
ok "no control bytes" clean_text "$work/whole.txt"
ok "every decision is an event" equal \
  "$(sqlite3 "$work/whole/mafunzo.db" "SELECT count(*) FROM event WHERE verb = 'decided'")" 4
ok "a miss is shown beside a genuine one" contains "$work/whole.txt" "A genuine one shows:"
ok "few fakes are counted, not measured" contains "$work/whole.txt" "fewer than ten"

# In two sittings it is the same queue: what was looked at stays looked at, and its time stays spent.
# shellcheck disable=SC2059
{
  printf "$who$first" | "$MAFUNZO" --linear --store "$work/cut"
  printf "1\n$rest" | "$MAFUNZO" --linear --store "$work/cut"
} > "$work/cut.txt" 2>&1
sed -n '/^Not passed\|^Passed/,$p' "$work/whole.txt" > "$work/whole.end"
sed -n '/^Not passed\|^Passed/,$p' "$work/cut.txt" > "$work/cut.end"
ok "a queue is gone on with where it was" equal "$(cat "$work/cut.end")" "$(cat "$work/whole.end")"
ok "and has an end" contains "$work/cut.end" "What was decided"
finish
