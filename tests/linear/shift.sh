#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A whole shift, piped: played well; the same, cut off in a form and at the desk and gone on with; and
# played badly, with a critical error.
. "$(dirname "$0")/../tap.sh"
mkdir "$work/courses"
cp -r "$MAFUNZO_COURSES/framework" "$top/tests/courses-checkpoint/booth" "$work/courses/"
cp -r "$top/tests/courses-checkpoint/documents" "$work/courses/framework/"
MAFUNZO_COURSES=$work/courses

play() { # store and screen, lines: one line of input each, then the end of input
  printf '%s\n' "$2" | tr '|' '\n' | "$MAFUNZO" --linear --store "$work/$1" > "$work/$1${3-}.txt" 2> "$work/err"
}
events() { # store, verb: how many are recorded
  sqlite3 "$work/$1/mafunzo.db" "SELECT count(*) FROM event WHERE verb = '$2'"
}

# A person, a post, the course, its drill; then six travellers: the form, the list if it answers, what is
# asked and looked at, the decision, the ground; and on to the next.
who='1|Amina|||5|1|1'
first='||||||380923|2|2|3|34|5|1'
typed='YILMA|AMANI DAVID|R2119299|UTO|671028|M|390929'
second="$typed|2|31|2|1"
third='|||||||3|32|3|1'
rest='||V4121255|||||31|1|1||||||||1|32|4|1|BERGEN|GRACE|G2214244|UTO|671216|F|321212|31|1'

play whole "$who|$first|$second|$third|$rest"
ok "the whole shift exits 0" equal $? 0
ok "nothing on stderr" equal "$(cat "$work/err")" ""
ok "no control bytes" clean_text "$work/whole.txt"
ok "who knows reaches full score" contains "$work/whole.txt" "Score: 100 %"
ok "each form, near-match, decision and ground is recorded" equal "$(events whole decided)" 21
ok "what was typed is recorded with the form" equal "$(sqlite3 "$work/whole/mafunzo.db" \
  "SELECT count(*) FROM event WHERE instr(payload, CAST('671028' AS BLOB)) > 0")" 1
sed -n '/^Debrief/,$p' "$work/whole.txt" > "$work/shift-end.txt"
ok "the debrief says what it always says" golden shift-end "$work/shift-end.txt"
sed -n '/^Traveller 1 of 6/,/^Traveller 2 of 6/p' "$work/whole.txt" > "$work/shift.txt"
ok "so do the pages of a traveller" golden shift "$work/shift.txt"

play cut "$who|$first|YILMA|AMANI" -1
play cut "1|1|$second|||||||" -2 # what was right of the first is read once more
ok "home offers to go on at the booth" contains "$work/cut-2.txt" "Six travellers"
ok "a form that was not registered is asked for anew" contains "$work/cut-2.txt" "Traveller 2 of 6"
play cut "1|3" -3
play cut "1|32|3|1|$rest" -4
ok "nothing that was registered is asked for again" lacks "$work/cut-4.txt" "Traveller 2 of 6"
sed -n '/^Debrief/,$p' "$work/cut-4.txt" > "$work/cut-end"
ok "cut or not, it ends in the same debrief" diff -u "$work/shift-end.txt" "$work/cut-end"
ok "with the same number of decisions" equal "$(events cut decided)" 21

play bad "$who|||||||380923|1|35|1|1|$typed|3|32|4|1||||||||33|3|1||||||||33|1|1||||||||2|31|2|1|X|||||||31|1"
sed -n '/^Debrief/,$p' "$work/bad.txt" > "$work/shift-bad.txt"
ok "each mistake stands beside what was right" golden shift-bad "$work/shift-bad.txt"
ok "a critical error is no pass" contains "$work/bad.txt" "Not passed: a critical error was made."
finish
