#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The power goes at any call of a laptop's life: while somebody answers, the log is emptied, bundles
# are taken in, somebody is erased, a backup is made or gone back to. Sectors that were not flushed
# are there or not; nothing that was told as saved is lost, and it goes on. Where a file's flush is
# not made (synchronous=OFF), or a folder's, something is.
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/figure"

cases=$(short 40 1000) controls=$(short 10 100)
engine power 0 "$cases"
found="$(grep '^#' "$work/said")"
lost=$(sed -n 's/.*: \([0-9]*\) lost something/\1/p' "$work/said")
ok "after $cases power cuts nothing is lost" equal "$rc $found" "0 "
seldom=$(grep -cvE '^#|power cuts| [1-9][0-9]*$' "$work/said")
ok "it went in deeds of every kind, or nearly" test "$seldom" -le "$(short 3 0)"

caught=
for deaf in files folders; do
  engine power 0 "$controls" "$deaf"
  noticed=$(sed -n 's/.*: \([0-9]*\) lost something/\1/p' "$work/said")
  ok "without the flush of $deaf something is lost" test "$rc" = 1 -a "${noticed:-0}" -gt 0
  caught="$caught${caught:+; }$deaf unflushed ${noticed:-0} of $controls"
done
figure "power cuts, sectors torn, dropped, out of order" "$cases" "${lost:-died} lost something" "$caught"
finish
