#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mafunzo map: in words what the report on training needs has as numbers, and no more than it may tell.
. "$(dirname "$0")/../tap.sh"
cd "$work" || exit 70
courses=$top/courses
run() { "$MAFUNZO" --courses "$courses" "$@" > out 2> err; }
map() { # lines, arguments
  lines=$1
  shift
  printf '%b' "$lines" | "$MAFUNZO" --linear --courses "$courses" --store people map "$@" > screen 2> err
}

map '' --as-of 2026-11-01
ok "where nothing is recorded it exits 66" equal "$?" 66
ok "and makes no store" [ ! -e people ]
for bad in "--by village" "--audience officer" "--as-of" "--colour" "more"; do
  # shellcheck disable=SC2086
  map '' $bad
  ok "usage: map $bad" equal "$?" 64
done
run simulate cohort --store people --people 60 --seed 1 --date 2026-11-01
ok "there are people" equal "$?" 0
map '' --as-of 2026-02-30
ok "a day that is none exits 64" equal "$?" 64
ok "and is told of" contains err "[report.date]"

run --store people report tna --by agency --audience ministry --format json
cp out report.json
map 'p\n' --by agency --audience ministry
ok "the map exits 0" equal "$?" 0
# Of each cell of the report's heat map the share in whole per cent, or what stands for it; and so of
# the screen's, whose long lines are put together again.
jq -r '.tables.heat | [.suppressed[]? | select(.field == "meeting") | .row] as $hidden |
  .rows | to_entries[] | select(.value.required != null) |
  if (.key | IN($hidden[])) then "[c]" elif .value.meeting == null then "?"
  else (((.value.meeting * 10000 + 0.5 | floor) + 50) / 100 | floor | tostring) + "%" end' \
  report.json > wanted
unwrapped() { sed -z 's/\n      / /g' screen; }
unwrapped | sed -n '/^Heat map/,/^Priorities/p' |
  sed -nE 's/^  [0-9]+\. [^:]*: (\[c\]|\?|[0-9]+%).*/\1/p' > got
ok "every cell is the report's" cmp wanted got
ok "there are cells of each kind" [ "$(sort -u got | wc -l)" -gt 3 ]
jq -r '.tables.priorities.rows[] | select(.rank != null) | "\(.rank) \(.priority)"' report.json |
  awk '{ printf "%d %.3f\n", $1, $2 }' > wanted
unwrapped | sed -n '/^Priorities/,$p' | sed 's/^    /\n&/' |
  tr '\n' ' ' | grep -oE 'rank [0-9]+; [^;]*(;|$)' | sed -E 's/^rank ([0-9]+);.*priority ([0-9.]+).*/\1 \2/' > got
ok "every priority is the report's" cmp wanted got
ok "and there are some" [ -s got ]
jq -r '.tables.priorities.rows[0] | "\(.lacking) (\(.lacking_low) to \(.lacking_high)) of \(.lacking_of)"' \
  report.json > wanted
ok "so is the headcount" contains screen "$(cat wanted)"
ok "nobody is named to a ministry" lacks screen "Confidential"
ok "nothing on stderr" equal "$(cat err)" ""
ok "no control bytes" clean_text screen
finish
