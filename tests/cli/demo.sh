#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# scripts/demo: all reports on people who do not exist, read back by programs that are not ours.
. "$(dirname "$0")/../tap.sh"
cd "$work" || exit 70
MAFUNZO_COURSES=$top/courses
export MAFUNZO_COURSES
report() { "$MAFUNZO" --quiet --store demo/store report "$@" 2> err; }
read_with() { /usr/bin/python3 "$top/tests/read/$@"; }

"$top/scripts/demo" demo 60 > said 2>&1
ok "the demonstration is made" equal $? 0
ok "and says where, and what next" contains said "demo/tna.html"
"$top/scripts/demo" demo 60 > said 2>&1
ok "what is there already is not written over: 73" equal $? 73

names='Frontier Guard|Immigration Service|Document Centre|Victim Protection Office|Harbour Administration'
ok "before agencies release their names they are letters" equal \
  "$(grep -cE "$names" demo/tna-letters.html) $(grep -oE 'Agency [A-Z]' demo/tna-letters.html | sort -u | wc -l)" "0 5"
ok "a ministry reads the names that they released" equal \
  "$(grep -oE "$names" demo/tna-ministry.html | sort -u | wc -l) $(grep -cE 'Agency [A-Z]' demo/tna-ministry.html)" "5 0"

head -25 demo/tna.text > page
ok "page one has the worst posts" contains page "Keth Crossing, Primary"
for word in "Where it is worst" "How many: about" "How sure" "What first" "What is not training"; do
  ok "page one says: $word" contains page "$word"
done
ok "and no word of statistics" equal "$(grep -ciE 'rasch|EAP|logit|theta|posterior|prior ' page)" 0

LANGUAGE=fr MAFUNZO_LOCALEDIR=$MAFUNZO_LIBEXEC/locale report tna --as-of 2026-11-26 --format text > fr
sed '/^Annexe/,$d' fr > fr.page
ok "in French numbers have a comma" grep -qE '[0-9],[0-9]' fr.page
ok "and no point" equal "$(grep -cE '[0-9]\.[0-9]' fr.page)" 0

# Four formats, all tables, cell by cell.
mkdir four
for format in html json xlsx; do
  cp demo/tna.$format four/paper.$format
done
for table in $(jq -r '.tables | keys[]' demo/tna.json); do
  report tna --as-of 2026-11-26 --format csv --table "$table" > "four/$table.csv"
done
ok "CSV, JSON, XLSX and HTML have the same cells" read_with report.py four

# One date, all groupings: what is hidden cannot be worked out.
for by in unit agency position; do
  report tna --as-of 2026-11-26 --by $by --format json > $by.json
done
ok "a linear solver recovers no hidden cell" read_with subtract.py unit.json agency.json position.json
for by in unit agency position; do
  for kind in competency progress gain; do
    report $kind --as-of 2026-11-26 --by $by --format json > $kind-$by.json
  done
  report readiness --on 2027-03-01 --by $by --format json > readiness-$by.json
done
"$MAFUNZO" --store demo/store roster export > roster.csv
ok "nor one of what was answered, done, gained and forecast" read_with subtract_groups.py roster.csv \
  "$top/courses/framework/positions" competency-unit.json competency-agency.json \
  competency-position.json progress-unit.json progress-agency.json progress-position.json \
  gain-unit.json gain-agency.json gain-position.json readiness-unit.json readiness-agency.json \
  readiness-position.json
report tna --as-of 2026-11-26 --by person --pseudonymous --format json > person.json
ok "codes for names are for few eyes all the same" equal "$(jq .confidential person.json)" true

# Another day, zone and locale: the same bytes.
elsewhere() { # file, report and its options
  file=$1
  shift
  LC_ALL=fr_FR.UTF-8 TZ=Asia/Tokyo MAFUNZO_CLOCK=1990090000000 \
    report "$@" --as-of 2026-11-26 --format "${file##*.}" > again && cmp again "demo/$file"
}
ok "training needs are the same elsewhere" elsewhere tna.xlsx tna
ok "in a browser too" elsewhere tna.html tna
ok "competencies" elsewhere competency.html competency --by unit
ok "progress" elsewhere progress.html progress --by unit
ok "change" elsewhere gain.csv gain --by agency
finish
