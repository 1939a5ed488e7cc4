#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Reports beside the coordinator's table: their options, their bytes and what they say where they end.
. "$(dirname "$0")/../tap.sh"
store=$work/store
report() { "$MAFUNZO" --store "$store" report "$@" 2> "$work/err"; }

answers='2\n\n39\n\n38\n\n4\n\n1\n\n3\n\n3 5 6\n\n3\n\n1 4 5 6\n\n2\n\n\n'
# shellcheck disable=SC2059
printf "1\nAmina\nAgency A\nPort Amani\n1\n1\n4\n$answers" |
  "$MAFUNZO" --linear --store "$store" > "$work/screen" 2>&1

report day --format text > "$work/day"
ok "day exits 0" equal $? 0
ok "it is for the trainer alone" contains "$work/day" "Confidential"
ok "and names what was chosen instead" contains "$work/day" "1 × Level 2"
report progress --by unit --out "$work/unit.csv"
ok "progress by unit exits 0" equal $? 0
ok "a unit of one is hidden" contains "$work/unit.csv" '"Agency A, Port Amani",1,[c]'
ok "it names nobody, and says so" contains "$work/err" "names nobody"
printf 'name;agency;unit;position;cohort\nBakari;Agency A;Port Amani;PLO;spring\n' > "$work/class.csv"
"$MAFUNZO" --store "$store" roster import "$work/class.csv" > "$work/said" 2>&1
for kind in competency progress gain; do
  report $kind --by unit --cohort spring --format text --out "$work/class.text"
  ok "$kind of a class by unit is for who may read of people" contains "$work/class.text" Confidential
  ok "and says why" contains "$work/class.text" "subtract one from the other"
  ok "so does what is said of where it is" contains "$work/err" "It is of a class"
done
report progress --by unit --cohort spring --audience ministry > "$work/none"
ok "a ministry gets none of a class" equal $? 64
report progress --by unit --out "$work/unit.csv"
LC_ALL=fr_FR.UTF-8 TZ=Asia/Tokyo MAFUNZO_CLOCK=1790090000000 report progress --by unit > "$work/again.csv"
ok "a day later, elsewhere, it has the same bytes" cmp "$work/unit.csv" "$work/again.csv"
report readiness --on 2027-01-01 --format json > "$work/ready"
ok "readiness exits 0" equal $? 0
ok "and is titled a forecast" contains "$work/ready" "Forecast of readiness on 2027-01-01"
report gain --by village > "$work/none"
ok "no such group exits 64" equal $? 64
report day --by unit > "$work/none"
ok "an option that a report does not have exits 64" equal $? 64
ok "and is told of" contains "$work/err" "[report.option]"

# -- Who was never seen, and nothing that was measured -----------------------------------------
store=$work/empty
mkdir "$store"
: | "$MAFUNZO" --linear --store "$store" > "$work/screen" 2>&1
report tna > "$work/tna"
ok "of an empty store there is a report" equal $? 0
ok "which says that nothing was measured" contains "$work/tna" "Nothing was measured yet"
for kind in competency progress gain day; do
  report $kind --format json > "$work/$kind"
  ok "$kind of an empty store exits 0" equal $? 0
  ok "and is JSON" jq -e . "$work/$kind"
done
store=$work/roster
{
  echo "name,agency,unit,position,establishment"
  for i in 1 2 3 4 5 6 7; do echo "Officer $i,Guard,Gate,POL,"; done
  echo ",Guard,Gate,POL,12"
} > "$work/roster.csv"
sed -i "s/POL/$(basename "$(ls "$MAFUNZO_COURSES"/framework/positions/*.yaml | head -1)" .yaml)/" "$work/roster.csv"
"$MAFUNZO" --store "$store" roster import "$work/roster.csv" > "$work/none" 2>&1
ok "a roster is taken in" equal $? 0
report tna > "$work/tna"
ok "before anybody was assessed there is a report" equal $? 0
ok "which says so, and of how many" contains "$work/tna" "nobody of 12 officers"
report tna --format json > "$work/tna.json"
ok "it has who is to be assessed" equal \
  "$(jq -c '.tables.assessed.rows[0] | [.agency, .assessed, .assessed_of]' "$work/tna.json")" '["Guard",0,12]'
ok "and what the post requires, of competencies without questions too" equal \
  "$(jq '[.tables.needs.rows[] | select(.unit == "Gate" and .assessed == 0 and .priority == null)] | length > 3' "$work/tna.json")" true
ok "and nothing that was measured" equal \
  "$(jq '[.tables.needs.rows[] | select(.meeting != null or .shortfall != null)] | length' "$work/tna.json")" 0

# -- What is left behind ---------------------------------------------------------------------
# Killed in the middle, by the limit of the files it may write.
mkdir "$work/tmp" "$work/given"
for format in xlsx html csv; do
  (ulimit -f 1; TMPDIR=$work/tmp "$MAFUNZO" --store "$work/store" report competency --format $format \
    --out "$work/given/report.$format") > "$work/none" 2>&1
  ok "an export that is cut off fails ($format)" [ $? != 0 ]
  ok "and leaves nothing behind ($format)" equal "$(ls -A "$work/tmp" "$work/given" | grep -v : | tr -d '\n')" ""
done

# -- One table, and groups ------------------------------------------------------------------
store=$work/store
report competency --by unit --format csv > "$work/unit.csv"
ok "competency by unit exits 0" equal $? 0
ok "and hides one person" contains "$work/unit.csv" '[c],[c],[c]'
report tna --table first --format csv > "$work/first.csv"
ok "a table alone" equal "$(head -1 "$work/first.csv" | cut -d, -f2-4)" "level,post,lacking"
report tna --table salaries > "$work/none"
ok "no such table exits 64" equal $? 64
ok "and tells of those that there are" contains "$work/err" "[report.table]"
report competency --as-of 2026-02-30 > "$work/none"
ok "no such day exits 64" equal $? 64
finish
