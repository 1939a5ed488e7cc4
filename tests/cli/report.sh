#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The coordinator's table, read by programs that are not ours: sqlite3 reads the CSV, jq the JSON.
. "$(dirname "$0")/../tap.sh"
store=$work/store

report() { "$MAFUNZO" --store "$store" report competency "$@" 2> "$work/err"; }

report > "$work/out"
ok "no store yet exits 66" equal $? 66
ok "and makes none" test ! -e "$store"

# Two people: one answers a practice of eight, two of them wrong at first; one answers nothing.
answers='2\n\n39\n\n38\n\n4\n\n1\n\n3\n\n3 5 6\n\n3\n\n1 4 5 6\n\n2\n\n\n'
# shellcheck disable=SC2059
printf "1\n=Amina, \"A\"\nAgency A\nPort Amani\n1\n1\n4\n$answers" |
  "$MAFUNZO" --linear --store "$store" > "$work/screen" 2>&1
MAFUNZO_SEED=8 "$MAFUNZO" --linear --store "$store" > "$work/screen2" 2>&1 <<LINES
esc
2
Baraka


4
LINES

report --format csv > "$work/a.csv"
ok "csv exits 0" equal $? 0
ok "csv begins with a byte order mark" equal "$(head -c 3 "$work/a.csv" | od -An -tx1 | tr -d ' ')" efbbbf
ok "csv lines end in CR LF" equal "$(grep -c '
$' "$work/a.csv")" "$(wc -l < "$work/a.csv")"
ok "a cell that a spreadsheet would obey is inert" contains "$work/a.csv" "'=Amina"
tail -c +4 "$work/a.csv" | tr -d '\r' > "$work/plain.csv"
ask() { sqlite3 -cmd '.mode csv' -cmd ".import $work/plain.csv r" -cmd '.mode list' :memory: "$1"; }
ok "both are there for each required competency" equal \
  "$(ask "SELECT count(*), count(DISTINCT person) FROM r WHERE required > 0")" \
  "$(ask "SELECT count(*), 2 FROM r WHERE required <> '' AND required <> '0'")"
ok "items answered, each once" equal "$(ask "SELECT sum(items) FROM r")" 8
ok "right at the first attempt" equal "$(ask "SELECT sum(right) FROM r")" 6
ok "the Wilson interval of 3 in 5" equal \
  "$(ask "SELECT items, right, share, low, high FROM r WHERE competency = 'DOC-EXAM' AND items > 0")" \
  "5|3|0.6000|0.2307|0.8824"
ok "the level that the post requires" equal \
  "$(ask "SELECT required FROM r WHERE competency = 'DOC-EXAM' AND position = 'DEX'")" 4
ok "what nobody answered has no share" equal \
  "$(ask "SELECT count(*) FROM r WHERE items = 0 AND (share <> '' OR low <> '' OR last_activity <> '')")" 0
ok "activity has the time of the record" contains "$work/a.csv" 2026-09-21T

report --format json > "$work/a.json"
ok "json exits 0" equal $? 0
ok "json and csv say the same" equal \
  "$(jq -r '[.rows[] | [.competency, .items, .right]] | tostring' "$work/a.json")" \
  "$(ask "SELECT json_group_array(json_array(competency, CAST(items AS INT), CAST(right AS INT))) FROM r")"
ok "no answer is null, not zero" equal \
  "$(jq '[.rows[] | select(.items == 0 and .share != null)] | length' "$work/a.json")" 0

report --format csv > "$work/b.csv"
LC_ALL=C TZ=Asia/Tokyo report --format csv > "$work/c.csv"
ok "the same events give the same bytes" cmp "$work/a.csv" "$work/b.csv"
ok "whatever the zone and the locale" cmp "$work/a.csv" "$work/c.csv"

report --format xlsx > "$work/a.xlsx"
ok "xlsx exits 0" equal $? 0
ok "and is an archive" equal "$(head -c 2 "$work/a.xlsx")" PK
LC_ALL=fr_FR.UTF-8 TZ=Asia/Tokyo MAFUNZO_CLOCK=1790090000000 report --format xlsx --out "$work/b.xlsx"
ok "the next day, elsewhere, it has the same bytes" cmp "$work/a.xlsx" "$work/b.xlsx"
TMPDIR=$work/no/such report --format xlsx > "$work/none"
ok "no folder to put a workbook together exits 74" equal $? 74
ok "and says how to name one" contains "$work/err" "[xlsx.file]"
report --format html > "$work/a.html"
ok "html exits 0" equal $? 0
ok "a name is text in it" contains "$work/a.html" "=Amina, &quot;A&quot;"
ok "who reads it is told for whose eyes it is" contains "$work/a.html" "Confidential"
report --format text > "$work/a.txt"
ok "text exits 0" equal $? 0
ok "and is at most 80 columns wide" equal "$(grep -cE '^.{81}' "$work/a.txt")" 0

report --format csv --out "$work/out.csv" > "$work/none"
ok "--out exits 0" equal $? 0
ok "--out writes the same bytes" cmp "$work/a.csv" "$work/out.csv"
ok "--out names the file" contains "$work/err" "$work/out.csv"
ok "--out says nothing on stdout" equal "$(cat "$work/none")" ""
report --out "$work/no/such/folder.csv" > "$work/none"
ok "a folder that is not there exits 73" equal $? 73
for format in csv json html xlsx text; do
  report --format $format > /dev/full
  ok "a full stdout exits 74 ($format)" equal $? 74
done
report --format xlsx --out /dev/full > "$work/none"
ok "a device is not replaced: 73" equal $? 73
report --format pdf > "$work/none"
ok "an unknown format exits 64" equal $? 64
"$MAFUNZO" --store "$store" report horoscope > "$work/none" 2>&1
ok "an unknown report exits 64" equal $? 64
# Training needs. Of two people nothing may be told, whatever is asked.
tna() { "$MAFUNZO" --store "$store" report tna "$@" 2> "$work/err"; }
tna > "$work/tna.txt"
ok "tna exits 0" equal $? 0
ok "page one has the findings" contains "$work/tna.txt" "What is not training"
ok "page one has no word of statistics" equal \
  "$(head -25 "$work/tna.txt" | grep -ciE 'rasch|EAP|logit|theta|posterior')" 0
ok "the annex has" contains "$work/tna.txt" Rasch
ok "no name stands in it" equal "$(grep -c Amina "$work/tna.txt")" 0
tna --format csv > "$work/tna.csv"
tna --format json > "$work/tna.json"
tail -c +4 "$work/tna.csv" | tr -d '\r' > "$work/plain.csv"
ok "csv and json have the same cells" equal \
  "$(jq -r '[.tables.needs.rows[] | [.position, .competency, .required, .eligible, .assessed, .priority]] | tostring' "$work/tna.json")" \
  "$(ask "SELECT json_group_array(json_array(nullif(position, ''), competency, CAST(required AS INT), CAST(eligible AS INT), CAST(assessed AS INT), CASE WHEN priority IN ('', '[c]') THEN NULL ELSE CAST(priority AS REAL) END)) FROM r")"
ok "no number of fewer than five is there" equal "$(ask "SELECT count(*) FROM r WHERE priority NOT IN ('', '[c]')")" 0
LC_ALL=C TZ=Asia/Tokyo MAFUNZO_CLOCK=1790090000000 tna --format json > "$work/tna2.json"
ok "clock, zone and locale change nothing" cmp "$work/tna.json" "$work/tna2.json"
tna --by person --pseudonymous --format csv > "$work/p1.csv"
tna --by person --pseudonymous --format csv > "$work/p2.csv"
ok "codes stay the same" cmp "$work/p1.csv" "$work/p2.csv"
ok "and stand for names" equal "$(grep -c Amina "$work/p1.csv")" 0
tna --audience officer > "$work/officer.txt"
ok "what names people says so" contains "$work/officer.txt" Confidential
tna --as-of 2026-09-20 --format json > "$work/day.json"
ok "before the day nobody was assessed" equal "$(jq '[.tables.needs.rows[].assessed] | add' "$work/day.json")" 0
tna --as-of 2026-02-30 > "$work/none"
ok "a day that does not exist exits 64" equal $? 64
ok "and is named" contains "$work/err" "[report.date]"
tna --by person --audience ministry > "$work/none"
ok "no ministry gets names: 64" equal $? 64
report --on 2027-01-01 > "$work/none"
ok "an option of another report exits 64" equal $? 64
report --as-of 2026-09-20 --format json > "$work/before"
ok "the day before, nobody had answered" equal "$(jq '[.rows[].items] | add // 0' "$work/before")" 0
finish
