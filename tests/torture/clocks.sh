#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Twelve kinds of wrong clock on twenty laptops of one class; one hands in twice, one goes back to a
# backup in between. In any order it is one state, and nothing is refused.
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/figure"

orders=$(short 3 200)
engine clocks 0 "$orders"
ok "in $orders more orders it is the same state" equal "$rc" 0
kinds=$(sed -n 's/^\([0-9]*\) kinds of wrong clock.*/\1/p' "$work/said")
ok "twelve kinds of clock are wrong" equal "$kinds" 12
found=$(sed -n 's/.*: \([0-9]* other states\)/\1/p' "$work/said")
engine clocks 0 3 arrival
noticed=$(sed -n 's/.*: \([0-9]*\) other states/\1/p' "$work/said")
ok "a projection by arrival is noticed" test "$rc" = 1 -a "${noticed:-0}" -gt 0
figure "wrong clocks, 20 laptops, orders" "12 x $orders" "${found:-died}" "by arrival $noticed of 3"
finish
