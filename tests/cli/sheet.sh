#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The marking sheet of a shipped station, and what is refused.
. "$(dirname "$0")/../tap.sh"
module=courses/passport-examination/01-the-eight-steps.yaml

"$MAFUNZO" --courses courses sheet "$module" one-book --out "$work/a.html" > "$work/out" 2>&1
ok "a sheet is written" equal $? 0
ok "with the title of the station" contains "$work/a.html" "<h1>One book in the order of work</h1>"
ok "and the points of it all" contains "$work/a.html" "75 % of 13 points"
"$MAFUNZO" --courses courses sheet "$module" no-book --out "$work/b.html" 2> "$work/err"
ok "no such station exits 65" equal $? 65
ok "is told by its code" contains "$work/err" practical.unknown
ok "and writes nothing" test ! -e "$work/b.html"
"$MAFUNZO" --courses courses sheet "$module" one-book > "$work/out" 2>&1
ok "without --out it is wrong usage" equal $? 64
