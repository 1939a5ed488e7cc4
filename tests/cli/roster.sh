#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mafunzo roster: taken in whole or not at all, given out as it is taken in, people joined and parted.
. "$(dirname "$0")/../tap.sh"
cd "$work" || exit 70

roster() {
  "$MAFUNZO" --store store --courses "$top/courses" roster "$@" > out 2> err
  rc=$?
}
printf 'name;agency;unit;position;establishment;years\r\n' > good.csv
printf 'Amina Yusuf;Border Guard;North Gate;PLO;;7\r\n=Bakari;Border Guard;North Gate;PLO;;0\r\n' >> good.csv
printf ';Border Guard;North Gate;PLO;14;\r\n' >> good.csv
sed 's/North Gate;PLO;;0/;XYZ;;0x/' good.csv > bad.csv

roster import bad.csv
ok "a roster with faults exits 65" equal "$rc" 65
ok "every fault has its place" equal \
  "$(sed -n 's/^bad.csv:\([0-9:]*\):.*\[\(.*\)\]$/\1 \2/p' err | tr '\n' ' ')" \
  "3:22 roster.needed 3:23 roster.position 3:28 roster.years "
roster export
ok "nothing of it was taken in" equal "$(wc -l < out)" 1
roster import --try good.csv
ok "a try says what would be" equal "$(grep -o '[0-9][0-9]*' out | tr '\n' ' ')" "2 0 0 1 "
roster import good.csv
ok "and it was only tried" equal "$rc $(grep -o '[0-9][0-9]*' out | tr '\n' ' ')" "0 2 0 0 1 "
roster import good.csv
ok "the same roster again changes nothing" equal "$(grep -o '[0-9][0-9]*' out | tr '\n' ' ')" "0 0 2 0 "
roster export
cp out given.csv
ok "what is given out reads as CSV elsewhere" equal "$(sqlite3 :memory: '.mode csv' '.import given.csv r' \
  'SELECT name, unit, position, years, establishment, length(code) FROM r' | tr -d '\r' | tr '\n' ' ')" \
  "\"'=Bakari\",\"North Gate\",PLO,0,\"\",7 \"Amina Yusuf\",\"North Gate\",PLO,7,\"\",7 \"\",\"North Gate\",PLO,\"\",14,0 "
sed 's/North Gate/South Gate/' given.csv > moved.csv
roster import moved.csv
ok "with their codes people may move" equal "$(grep -o '[0-9][0-9]*' out | tr '\n' ' ')" "0 2 0 1 "
roster cards --out cards.html
ok "cards have the codes and no markup from names" equal \
  "$rc $(grep -c '<b>...-...</b>' cards.html)" "0 2"
roster unmatched
ok "all are on the roster" equal "$rc" 0
roster join 1234 5678
ok "nobody of that id can be joined" equal "$rc $(grep -c roster.nobody err)" "64 1"
one=$(cut -c1-7 given.csv | sed -n 2p)
two=$(cut -c1-7 given.csv | sed -n 3p)
roster join "$one" "$two"
roster export
ok "who is joined is one" equal "$(wc -l < out)" 4
roster import missing.csv
ok "a file that is not there is told" equal "$rc $(grep -c file.missing err)" "66 1"
roster
ok "without a verb it says which there are" equal "$rc" 64
finish
