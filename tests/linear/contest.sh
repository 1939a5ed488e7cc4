#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A trainee contests a question where its answer is told, and finds the decision and both results in
# the run that is read again.
. "$(dirname "$0")/../tap.sh"
store=$work/store

go() { # what is typed
  # shellcheck disable=SC2059
  printf "$1" | "$MAFUNZO" --linear --store "$store" > "$work/out" 2> "$work/err"
}
who='1\nAmina\nAgency A\nPort Amani\n1\n1\n4\n'

go "$who"'2\nc\nTwo of them are right.\n\n39\n\n38\n\n4\n\n1\n\n3\n\n3 5 6\n\n3\n\n1 4 5 6\n\n2\n\n\n'
ok "a practice with a contest in it comes to its end" contains "$work/out" "Score: 75 %"
ok "the page says who will read it" contains "$work/out" "coordinator will read it"
ok "and afterwards that nothing is decided" contains "$work/out" "It is not decided yet."
contested() { sqlite3 "$store/mafunzo.db" "SELECT count(*) FROM event WHERE verb = 'contested'"; }
ok "it is one event" equal "$(contested)" 1
ok "nothing on stderr" equal "$(cat "$work/err")" ""

office() { "$MAFUNZO" --store "$store" "$@" > "$work/office" 2>&1; }
printf 'name;agency;unit;position;establishment;years\nBakari;Agency A;Port Amani;PLO;;7\n' > "$work/r.csv"
office roster import "$work/r.csv"
office roster export
code=$(sed -n 2p "$work/office" | cut -c1-7)
office contests --format json
path=$(grep -o '"path": *"[^"]*"' "$work/office" | cut -d'"' -f4)
office rule "$path" annul --reason "They are." --by "$code"
ok "somebody else annuls it" equal $? 0

go '1\nresults\n1\n'
ok "the run that is read again tells the decision" contains "$work/out" "marked 100 %)"
ok "with its reason" contains "$work/out" "They are."
ok "and both results" equal "$(grep -c -e 'Decided since: the result counts as 71 %' -e 'As marked: 75 %' "$work/out")" 2
ok "no control bytes" clean_text "$work/out"
finish
