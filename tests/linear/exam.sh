#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A whole test, piped: begun, cut off by the end of input, gone on with, handed in; nothing told before.
. "$(dirname "$0")/../tap.sh"
mkdir "$work/courses"
cp -r "$MAFUNZO_COURSES/framework" "$top/tests/courses-exam/exam" "$work/courses/"
MAFUNZO_COURSES=$work/courses
store=$work/store

events() { # verb: how many are recorded
  sqlite3 "$store/mafunzo.db" "SELECT count(*) FROM event WHERE verb = '$1'"
}

play() { # screen, lines...: one line of input each, then the end of input
  screen=$work/$1.txt
  shift
  printf '%s\n' "$@" | "$MAFUNZO" --linear --store "$store" > "$screen" 2> "$work/err"
}

# A person, a post, the course, its test, its first question with how sure one is; then the end.
play begun 1 Amina '' '' 1 1 4 '' '<' 3 flag
ok "the end of input leaves with 0" equal $? 0
ok "the test says what it is before it begins" contains "$work/begun.txt" "This test has 4 questions."
ok "and how much time there is" contains "$work/begun.txt" "You have 9 minutes"
ok "how sure one is, is asked" contains "$work/begun.txt" "How sure are you?"
ok "the second question is asked" contains "$work/begun.txt" "Question 2 of 4"
ok "and flagged" contains "$work/begun.txt" "Flagged"
ok "one answer is recorded" equal "$(events answered)" 1

# Gone on with where one was; the first answer is changed, how sure one is stays; handed in half done.
play on 1 previous '>' '' 1 2 overview s 2 2 '' p
ok "the next run is at the same question, flag and all" golden exam "$work/on.txt"
ok "the answer given before stands there" contains "$work/on.txt" "Now <; Enter keeps it."
sed '/^Results/,$d' "$work/on.txt" > "$work/before"
ok "no verdict before the end" lacks "$work/before" "right)"
ok "nor a hint" lacks "$work/before" "Hint"
ok "what is open is named before it is handed in" contains "$work/on.txt" "Not answered: 3, 4."
ok "and what is flagged" contains "$work/on.txt" "Still flagged: 2."
ok "blank and not reached are no wrong answers" contains "$work/on.txt" \
  "Wrong: 2. Left blank: 1. Not reached: 1."
ok "the changed answer is an event as well" equal "$(events answered) $(events completed)" "3 1"
ok "nothing on stderr" equal "$(cat "$work/err")" ""
ok "no control bytes" clean_text "$work/on.txt"

# In the report each question counts once, by the latest answer.
"$MAFUNZO" --store "$store" report competency --format csv > "$work/report" 2>&1
ok "the report counts a changed answer once" equal \
  "$(grep -E ',(DOC-EXAM|INT-PRIM),' "$work/report" | cut -d , -f 6,8,9 | tr '\n' ' ')" \
  "DOC-EXAM,1,0 INT-PRIM,1,0 "

# Again is the other form: none of its questions is one of the first.
play other 1 4 '' :next :next :next
seen() { grep -A 4 '^Question [1-4] of 4' "$1" | grep -E '[?.]$' | grep -v '^Time' | sort -u; }
seen "$work/begun.txt" > "$work/a"
seen "$work/on.txt" >> "$work/a"
seen "$work/other.txt" > "$work/b"
ok "the other form has four questions" equal "$(grep -c . "$work/b")" 4
ok "and none of the first form" equal "$(sort -u "$work/a" | comm -12 - "$work/b")" ""

# The pinned clock goes a second at every reading: at some point the time is up.
yes 'flag
unflag' | head -400 > "$work/many"
{ printf '1\n'; cat "$work/many"; } |
  "$MAFUNZO" --linear --store "$store" > "$work/late.txt" 2> "$work/err"
ok "when the time is up the test is over" contains "$work/late.txt" "The time was up."
ok "the time that is left is said on the way" contains "$work/late.txt" "about 5 minutes"
ok "and not at every line" test "$(grep -c 'Time left: about 4 minutes' "$work/late.txt")" -le 1
ok "two tests are completed" equal "$(events completed)" 2
finish
