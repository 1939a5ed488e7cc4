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

mafunzo() { "$MAFUNZO" --store "$work/store" --courses courses "$@" > "$work/out" 2> "$work/err"; rc=$?; }
mafunzo sheet "$module" one-book --class March --out "$work/c.html"
ok "without records there is no class, and no store is made" equal "$rc $(ls "$work/store" 2>&1 | wc -l)" "66 1"
printf 'code,name,agency,unit,position,cohort\n223-458,Amina Okoro,BA,North,PLO,March\n' > "$work/roster.csv"
printf '234-56G,<b>Bao,BA,North,PLO,March\n345-67W,Carla Diaz,BA,South,PLO,June\n' >> "$work/roster.csv"
mafunzo roster import "$work/roster.csv"
mafunzo sheet "$module" one-book --class March --out "$work/c.html"
ok "a class has a sheet for each" equal "$rc $(grep -c '<h1>' "$work/c.html")" "0 2"
ok "with name and code" contains "$work/c.html" "Amina Okoro, 223-458"
ok "and no markup from names" contains "$work/c.html" "&lt;b&gt;Bao"
mafunzo sheet "$module" one-book --class March --list --format text --out "$work/c.txt"
ok "or one list" equal "$rc $(grep -c 'Amina Okoro\|Bao' "$work/c.txt")" "0 2"
ok "of 80 columns" [ "$(wc -L < "$work/c.txt")" -le 80 ]
mafunzo sheet "$module" one-book --person 34567w --out "$work/p.html"
ok "one person by her code" equal "$rc $(grep -c 'Carla Diaz' "$work/p.html")" "0 1"
mafunzo sheet "$module" one-book --person XXX-XXX --out "$work/q.html"
ok "a code of nobody" equal "$rc $(grep -o 'roster.nobody' "$work/err") $(test -e "$work/q.html"; echo $?)" "64 roster.nobody 1"
mafunzo sheet "$module" one-book --class May --out "$work/q.html"
ok "a class of nobody" equal "$rc $(grep -o 'class.nobody' "$work/err") $(test -e "$work/q.html"; echo $?)" "65 class.nobody 1"
mafunzo sheet "$module" one-book --list --out "$work/q.html"
ok "a list is of a class" equal "$rc" 64
mafunzo sheet "$module" one-book --person 223-458 --class March --out "$work/q.html"
ok "one of the two" equal "$rc" 64

mafunzo checklist 30 --class March --out "$work/k.html"
ok "a checklist for each" equal "$rc $(grep -c '<h1>' "$work/k.html")" "0 2"
ok "says it names people" contains "$work/err" "$work/k.html"
mafunzo checklist 90 --post PLO --format text --out "$work/k.txt"
ok "one of a post, for anybody" equal "$rc $(grep -c '90' "$work/k.txt" | head -1)" "0 1"
ok "asks what the post requires" contains "$work/k.txt" "INT-PRIM"
ok "and whether training would help" equal "$(grep -c '2.Not.yet' "$work/k.txt")" "$(grep -c '1.Does.it' "$work/k.txt")"
mafunzo checklist 30 --post NONE --out "$work/l.html"
ok "no such post" equal "$rc $(grep -o 'roster.position' "$work/err")" "65 roster.position"
mafunzo checklist 60 --post PLO --out "$work/l.html"
ok "30 or 90" equal "$rc" 64

# A person who typed herself in and gave no post: she is told of, and the others get theirs.
printf '%s\n' 4 Dora '' '' 99 | "$MAFUNZO" --linear --store "$work/store" --courses courses > "$work/form.txt" 2>&1
last=$(grep -oE '^[0-9]+\. None of these' "$work/form.txt" | grep -oE '^[0-9]+')
printf '%s\n' 4 Dora '' '' "$last" | "$MAFUNZO" --linear --store "$work/store" --courses courses > "$work/out" 2>&1
mafunzo checklist 30 --class "" --out "$work/m.html"
ok "whoever has no post gets no checklist, and is told of" equal \
  "$rc $(grep -o 'class.no-post' "$work/err") $(test -e "$work/m.html"; echo $?)" "65 class.no-post 1"
finish
