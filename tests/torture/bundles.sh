#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Damaged bundles, half of them altered inside and sealed again validly: none is accepted, no row is
# written. With the signature's check or the chain's switched off, some are.
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/figure"

cases=$(short 300 20000) controls=$(short 100 2000)
engine damage 0 "$cases"
found="$(grep '^#' "$work/said")"
accepted=$(sed -n 's/.*: \([0-9]*\) accepted.*/\1/p' "$work/said")
ok "of $cases damaged bundles none is accepted" equal "$rc $found" "0 "

caught=
for check in signature chain; do
  engine damage 0 "$controls" "$check"
  let_in=$(sed -n 's/.*: \([0-9]*\) accepted.*/\1/p' "$work/said")
  ok "without the check of the $check some of $controls are" test "$rc" = 1 -a "${let_in:-0}" -gt 0
  caught="$caught${caught:+; }without $check $let_in of $controls"
done
figure "damaged bundles" "$cases" "${accepted:-died} accepted" "$caught"
finish
