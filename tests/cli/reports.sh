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
finish
