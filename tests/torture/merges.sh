#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Any order, grouping, repetition and subset of bundles, forks and revoked laptops among them, is one
# state: what the projections hold and what a report says, to the byte. TORTURE_FROM: the case to
# begin with, to go on where a long run ended.
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/figure"

from=${TORTURE_FROM:-0}
cases=$(($(short 200 100000) - from)) controls=$(short 10 100)

# As many at once as there are processors, each a share of the cases.
shares=$(nproc) share=0 running= wrong=
while [ "$share" -lt "$shares" ]; do
  first=$((from + cases * share / shares))
  share=$((share + 1))
  (work=$work/share$share
   mkdir "$work"
   engine merge "$first" $((from + cases * share / shares - first))
   exit "$rc") &
  running="$running $!"
done
for each in $running; do
  wait "$each" || wrong="$wrong $?"
done
cat "$work"/share*/said > "$work/said"
ok "$cases merges are one state" equal "$wrong$(grep '^#' "$work/said")" ""
found=$(sed -n 's/.*: \([0-9]*\) with another state/\1/p' "$work/said" | awk '{ n += $1 } END { if (NR) print n }')
engine merge 0 "$controls" arrival
noticed=$(grep -c '^# case' "$work/said")
ok "a projection by arrival is noticed" test "$rc" = 1 -a "$noticed" -gt 0
figure "merges of 10 laptops, 200 events and more" "$cases" "${found:-died} with another state" \
  "by arrival $noticed of $controls"
finish
