#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mafunzo board and alike over officers who do not exist: what they say is what an independent reader
# finds in the records, and where they end.
. "$(dirname "$0")/../tap.sh"
cd "$work" || exit 70

mkdir courses
cp -r "$top/tests/courses/framework" "$top/tests/courses-exam/exam" courses
on() { "$MAFUNZO" --courses courses --store store "$@" > out 2> err; rc=$?; }
rows() { jq -c "[.tables.board.rows[] | select($1)] | length" out; }

on board July --format text
ok "where nothing is recorded, nothing is made" equal "$rc $(ls -d store 2> ls.err)" "66 "
on simulate cohort --people 20 --seed 3 --date 2026-11-01
on roster export
awk -F, 'BEGIN { OFS = "," } NR > 1 { $6 = "July" } 1' out > july.csv
on roster import july.csv
ok "a class is on the roster" equal "$rc" 0

# -- The board ------------------------------------------------------------------------------------

day=$(sqlite3 store/mafunzo.db "SELECT date(wall / 1000, 'unixepoch') AS day FROM event
  WHERE verb = 'started' AND instr(head, CAST('/exam' AS BLOB)) > 0 GROUP BY 1
  ORDER BY count(DISTINCT subject) DESC, 1 LIMIT 1")
sat=$(sqlite3 store/mafunzo.db "SELECT count(DISTINCT subject) FROM event WHERE verb = 'started'
  AND instr(head, CAST('exam/gate/exam' AS BLOB)) > 0 AND date(wall / 1000, 'unixepoch') = '$day'")
on board July --on "$day" --format json
ok "the board is JSON" equal "$rc $(jq -r .report out) $(jq .confidential out)" "0 board true"
ok "each of the class has a row" equal "$(jq '.tables.board.rows | length' out)" 20
ok "as many as sat that day have handed in" equal "$(rows '.state == "handed-in"')" "$sat"
ok "what they answered is of so many" equal \
  "$(jq '[.tables.board.rows[] | select(.sitting == "completed" and .answered != 4)] | length' out)" 0
cp out json
on board July --on "$day" --exam exam/gate/exam --format text
ok "as text" equal "$rc $(grep -c 'handed in, completed' out)" "0 $sat"
ok "text as it should be" golden board out
ok "no line is wider than 80" equal "$(awk 'length > 80' out)" ""
on board July --on "$day" --exam exam/gate/exam --format json
ok "the exam that was sat, named, is the same board" cmp json out
on board July --on 2020-01-01 --format json
ok "on another day nobody has" equal "$rc $(rows '.state == "handed-in"')" "0 0"
on --linear board July --on "$day" < /dev/null
ok "in words, one after the other" equal "$rc $(grep -c 'handed in, completed' out)" "0 $sat"
ok "words as they should be" golden board-linear out
on board Nobody --format text
ok "a class of nobody" equal "$rc $(grep -o 'class.nobody' err)" "65 class.nobody"
for wrong in "" "July more" "July --format csv" "July --since 1"; do
  # shellcheck disable=SC2086
  on board $wrong
  ok "usage: board $wrong" equal "$rc" 64
done
on board July --on yesterday --format text
ok "a day that is none" equal "$rc $(grep -o 'report.date' err)" "64 report.date"

# -- Alike ------------------------------------------------------------------------------------------

on alike July --format json
ok "who worked alone is not told of" equal "$rc $(jq -c '.tables.alike.rows' out)" "0 []"
ok "it is for nobody but the trainer" equal "$(jq .confidential out)" true
python3 "$top/tests/cli/alike.py" store exam/gate/exam > reference
ok "as many pairs were compared as an independent reader compares" contains out \
  "$(sed -n 's/^compared //p' reference) pairs were compared"
on alike July
ok "as text it says what it is not for" equal "$rc $(grep -c 'never a proof' out)" "0 1"
on alike July --exam exam/none/exam
ok "an exam that nobody finished" equal "$rc $(grep -o 'alike.none' err)" "65 alike.none"
on alike Nobody
ok "nor a class" equal "$rc" 65
for wrong in "" "July more" "July --format pdf" "July --exam"; do
  # shellcheck disable=SC2086
  on alike $wrong
  ok "usage: alike $wrong" equal "$rc" 64
done
finish
