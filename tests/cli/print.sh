#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Courses as books: read by a parser of XML that is not ours, and a test on paper all the way from the
# printed form to the marks of a class.
. "$(dirname "$0")/../tap.sh"
kinds=tests/courses-kinds/kinds
mafunzo() { "$MAFUNZO" --store "$work/store" --courses courses "$@" > "$work/out" 2> "$work/err"; rc=$?; }
count() { # file, element: how many there are
  python3 -c 'import sys, xml.dom.minidom as m
print(len(m.parse(sys.argv[1]).getElementsByTagName(sys.argv[2])))' "$1" "$2"
}

mafunzo print "$kinds" --out "$work/p.html"
ok "a participant's book is written" equal "$rc" 0
ok "with a chapter for each kind of question" equal "$(count "$work/p.html" section)" 10
ok "and no answer" lacks "$work/p.html" "[right]"
mafunzo print "$kinds" --book answers --out "$work/a.html"
ok "the answers have each question" equal "$(count "$work/a.html" article)" "$(count "$work/p.html" article)"
ok "and say what is right" contains "$work/a.html" "[right]"
mafunzo print "$kinds" --with-answers --out "$work/b.html"
ok "or both" equal "$(count "$work/b.html" article)" "$((2 * $(count "$work/p.html" article)))"

mafunzo print courses/document-fraud --out "$work/p.html"
all=$(cat courses/document-fraud/0*.yaml | grep -c '^      level: ')
kept=$(cat courses/document-fraud/0*.yaml | grep -c '^      use: exam')
ok "what an exam alone asks is in no book" equal "$(count "$work/p.html" article) $((kept > 0))" "$((all - kept)) 1"
for course in courses/*/course.yaml; do
  course=$(dirname "$course")
  mafunzo print "$course" --with-answers --out "$work/p.html"
  ok "$(basename "$course") is a book" test "$rc $(count "$work/p.html" article)" != "0 0"
  for book in facilitator workbook; do
    [ -e "$course/$book.md" ] || continue
    mafunzo print "$course" --book "$book" --out "$work/f.html"
    ok "$(basename "$course") has its $book" equal "$rc $(grep -c '^<h2>[a-z-]*</h2>' "$work/f.html")" "0 0"
    ok "whole" equal "$(grep -c '^## ' "$course/$book.md")" "$(($(count "$work/f.html" section) - 1))"
  done
done
mafunzo print courses/passport-examination --book workbook --out "$work/none.html"
ok "a course without a workbook" equal "$rc $(grep -o 'file.missing' "$work/err") $(test -e "$work/none.html"; echo $?)" \
  "65 file.missing 1"
mafunzo print courses --out "$work/none.html"
ok "one course at a time" equal "$rc $(grep -o 'book.course' "$work/err")" "65 book.course"
mafunzo print courses/no-such --out "$work/none.html"
ok "no such folder" equal "$rc" 66
mafunzo print "$kinds"
ok "without --out it is wrong usage" equal "$rc" 64
mafunzo print "$kinds" --book novel --out "$work/none.html"
ok "no such book" equal "$rc" 64
mafunzo print "$kinds" --class March --out "$work/none.html"
ok "--class without --exam" equal "$rc" 64
mafunzo print "$kinds" --exam --book answers --out "$work/none.html"
ok "--book with --exam" equal "$rc" 64
mafunzo print "$kinds" --exam --forms A,C --out "$work/none.html"
ok "no such form" equal "$rc" 64
mafunzo print "$kinds" --out "$work/no/p.html"
ok "no such place" equal "$rc" 73

course=courses/border-registration
printf 'code,name,agency,unit,position,cohort\n223-458,Amina Okoro,BA,North,PIR,March\n' > "$work/roster.csv"
printf '234-56G,<b>Bao,BA,North,PIR,March\n345-67W,Carla Diaz,BA,South,PIR,March\n' >> "$work/roster.csv"
mafunzo roster import "$work/roster.csv"
mafunzo print $course --exam --class March --keyed "$work/key" --out "$work/e.html"
ok "a test on paper" equal "$rc" 0
ok "two forms of five questions" equal "$(count "$work/e.html" article)" 10
ok "no answers" lacks "$work/e.html" "[right]"
ok "seats by name, safely" contains "$work/e.html" "&lt;b&gt;Bao"
ok "neighbours have different forms" equal "$(wc -l < "$work/key-A.csv") $(wc -l < "$work/key-B.csv")" "3 2"
ok "no question in both" equal "$(head -n 1 -q "$work"/key-?.csv | tr -d '\r' | tr ',' '\n' | grep / | sort | uniq -d)" ""
cp "$work/e.html" "$work/first.html"
mafunzo print $course --exam --class March --out "$work/e.html"
ok "the same paper each time" cmp "$work/first.html" "$work/e.html"
mafunzo print $course --exam --edition 2 --class March --out "$work/e.html"
ok "another edition asks otherwise" sh -c "! cmp -s $work/first.html $work/e.html"
mafunzo print $course --exam --with-answers --forms B --out "$work/k.html"
ok "the key of one form" equal "$(count "$work/k.html" article) $(grep -c 'form A' "$work/k.html")" "10 0"
mafunzo print tests/courses-stand/letters --exam --out "$work/none.html"
ok "a course without an exam" equal "$rc $(grep -o 'book.exam' "$work/err")" "65 book.exam"

# Keyed in: the first option everywhere, a mark where nothing is chosen from.
awk -F, -v OFS=, 'NR == 1 { sub(/\r/, ""); print; next }
  { $2 = "2026-09-20"; for (i = 3; i <= NF; i++) $i = "-"; $3 = 1; sub(/\r/, ""); print }' \
  "$work/key-A.csv" > "$work/typed.csv"
mafunzo marks import "$work/typed.csv"
ok "what is typed into the sheet is taken in" equal "$rc" 0
ok "ten answers of two people" contains "$work/out" "10 new"
finish
