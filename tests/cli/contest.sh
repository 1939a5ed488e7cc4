#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mafunzo contest, contests and rule: from somebody's answer to a score that counts otherwise, and
# what is told of it.
. "$(dirname "$0")/../tap.sh"
cd "$work" || exit 70
NODE_PATH=/usr/share/nodejs
export NODE_PATH
mkdir "$work/none"

try() {
  "$MAFUNZO" --store store --courses "$top/courses" "$@" > out 2> err
  rc=$?
}
code() { sed -n 's/.*\[\(.*\)\]$/\1/p' err | tr '\n' ' '; }

answers='2\n\n39\n\n38\n\n4\n\n1\n\n3\n\n3 5 6\n\n3\n\n1 4 5 6\n\n2\n\n\n'
# shellcheck disable=SC2059
printf "1\nAmina\nAgency A\nPort Amani\n1\n1\n4\n$answers" |
  "$MAFUNZO" --linear --store store > screen 2>&1
try export events
cp out events
wrong=$(jq -r 'select(.verb == "answered" and .says.score == 0 and .says.attempt == 1).path' events | head -n 1)

# -- Contesting -----------------------------------------------------------------------------------

try contests
ok "nothing is contested yet" equal "$rc $(wc -l < out)" "0 1"
try contest "$wrong"
ok "a reason is needed" equal "$rc $(code)" "64 contest.words "
try contest no/such/question --reason x
ok "there must be something to contest" equal "$rc $(code)" "66 contest.nothing "
try contest "$wrong" --reason "$(printf 'Both\033[31m are right')"
ok "who is alone on a laptop contests a question" equal "$rc" 0
id=$(grep -o '([0-9a-f]*)' out | tr -d '()')
try contests
ok "it is listed, and no control character with it" equal "$rc $(grep -c "$id" out) $(tr -d '\n' < out | tr -cd '[:cntrl:]' | wc -c)" "0 1 0"
try rule "$id" annul --reason mine
ok "who contested does not rule" equal "$rc $(code)" "64 ruling.own "

counted() { # questions that a report counts for her
  try report competency --format csv
  cp out report.csv
  sqlite3 :memory: '.mode csv' '.import report.csv r' "SELECT sum(items) FROM r WHERE name = 'Amina'"
}

# -- Ruling ---------------------------------------------------------------------------------------

printf 'name;agency;unit;position;establishment;years\nBakari;Agency A;Port Amani;PLO;;7\n' > roster.csv
try roster import roster.csv
try roster export
other=$(sed -n 2p out | cut -c1-7)
try contest "$wrong" --reason x
ok "among several people one says who one is" equal "$rc $(code)" "64 contest.who "
try rule zzzz annul --reason x --by "$other"
ok "only what is contested is ruled on" equal "$rc $(code)" "64 ruling.unknown "
try rule "$id" correct --reason x --by "$other"
ok "a question is corrected by a key" equal "$rc $(code)" "64 ruling.key "
try rule "$id" annul --key 1 --reason x --by "$other"
ok "and annulled without one" equal "$rc $(code)" "64 ruling.key "
try --courses "$work/none" rule "$id" correct --key 1 --reason x --by "$other"
ok "a key needs the course" equal "$rc $(code)" "64 ruling.key "
before=$(counted)
try rule "$id" annul --reason "Two are right." --by "$other"
ok "a second person annuls it" equal "$rc" 0
try contests --format csv
cp out contests.csv
ok "the list is CSV: state, affected, changed" equal "$(sqlite3 :memory: '.mode csv' '.import contests.csv c' \
  'SELECT state, affected, changed, ruling FROM c' | tr -d '\r')" 'annulled,1,1,"Two are right."'
try contests --open
ok "decided it is open no more" equal "$(wc -l < out)" 1
try contests --format nothing
ok "a format that is none is told" equal "$rc" 64

# -- What counts since ----------------------------------------------------------------------------

ok "a report counts one question less" equal "$before $(counted)" "8 7"
try items --format csv
cp out items.csv
ok "item analysis marks it as annulled" equal "$(sqlite3 :memory: '.mode csv' '.import items.csv i' \
  "SELECT item, intended_weight FROM i WHERE flags = 'annulled'" | tr -d '\r')" "${wrong##*/},\"\""
said() { try export xapi; jq -r '.[].verb.display.en' out | sort | uniq -c | tr -s ' \n' ' '; }
ok "the statements of both attempts are voided" equal "$(said)" \
  " 10 answered 1 completed 1 failed 1 initialized 2 voided "
ok "which fits the standard" node "$top/tests/schema/export.js" \
  "$top/tests/schema/export/xapi-1.0.3.json" out
try rule "$wrong" reject --reason "No: one is." --by "$other"
ok "the latest ruling holds, and the path names it" equal "$rc $(said)" \
  "0  10 answered 1 completed 1 failed 1 initialized "

amina=$(jq -r 'select(.verb == "person-stated").subject' events | head -n 1 | cut -c1-8)
try contest "$wrong" --person "$amina" --by "$other" --reason "Her pen slipped."
one=$(grep -o '([0-9a-f]*)' out | tr -d '()')
try rule "$one" correct --score 50 --reason x --by "$other"
ok "nor does who contested for somebody else" equal "$rc $(code)" "64 ruling.own "
try rule "$one" correct --score 50 --reason x --by "$amina"
ok "nor on an answer of his own" equal "$rc $(code)" "64 ruling.own "
printf 'name;agency;unit;position;establishment;years\nChuma;Agency A;Port Amani;PLO;;9\n' > roster.csv
try roster import roster.csv
try roster export
third=$(grep Chuma out | cut -c1-7)
try rule "$one" correct --score 101 --reason x --by "$third"
ok "a score is at most 100" equal "$rc $(code)" "64 ruling.score "
try rule "$one" correct --score 50 --reason x --by "$third"
ok "a third corrects one answer" equal "$rc" 0
ok "its statement is voided and said anew" equal "$(said)" \
  " 11 answered 1 completed 1 failed 1 initialized 1 voided "
ok "pointing to the one before" equal \
  "$(jq -r '.[] | select(.context.statement) | .result.score.scaled' out)" 0.5
ok "which fits the standard too" node "$top/tests/schema/export.js" \
  "$top/tests/schema/export/xapi-1.0.3.json" out
try person show "$amina" --format json
ok "the person is shown contests, rulings and what counts otherwise since" equal \
  "$(jq -r '.. | objects | .what? // empty' out | grep -e contested -e ruled -e since | sort | tr '\n' ' ')" \
  "contested contested counts otherwise since ruled "

# -- For programs ---------------------------------------------------------------------------------

same() { # what the command told, and the same matter in the list
  cp out told
  try contests --format json
  jq -cS '.rows[0]' told > one
  jq -cS --arg id "$1" '.rows[] | select(.contest == $id)' out > other
  cmp -s one other && echo same
}
try rule "$one" annul --reason "No: it counts no more." --by "$third" --format json
ok "a ruling is told as JSON" equal \
  "$rc $(jq -r '.rows | "\(length) \(.[0].state) \(.[0].counts) \(.[0].changed)"' out)" "0 1 annulled null 1"
ok "in the words of the list" equal "$(same "$one")" same
try contest "$wrong" --person "$amina" --by "$third" --reason "Once more." --format json
ok "so is a contest, once more than before" equal \
  "$rc $(jq -r '.rows[0] | "\(.contest) \(.times) \(.path)"' out)" "0 $one 2 $wrong"
ok "in the words of the list too" equal "$(same "$one")" same
try contest "$wrong" --reason x --by "$third" --format csv
ok "of what is told there is no CSV" equal "$rc" 64
try rule "$one" reject --reason x --by "$third" --format csv
ok "nor of a ruling" equal "$rc" 64
try contest "$wrong" --by "$third" --format json
ok "what is refused gives no JSON" equal "$rc $(code) $(wc -c < out)" "64 contest.words  0"
finish
