#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mafunzo items: published numbers, numbers computed again by awk, and everything that can be wrong with
# a matrix of marks.
. "$(dirname "$0")/../tap.sh"
cd "$work" || exit 70

marks() { # FILE ARGUMENTS...: rc, out, err
  file=$1
  shift
  "$MAFUNZO" items --marks "$file" "$@" > out 2> err
  rc=$?
}
row() { jq -c "[.rows[] | select($1) | $2]" out; }

# -- LSAT, section 6: how many gave each of the 32 patterns (Bock and Lieberman, 1970) -----------

awk 'BEGIN {
  n = split("3 6 2 11 1 1 3 4 1 8 0 16 0 3 2 15 10 29 14 81 3 28 15 80 16 56 21 173 11 61 28 298", c, " ")
  print "person,item1,item2,item3,item4,item5"
  for (p = 0; p < n; p++) for (i = 0; i < c[p + 1]; i++) {
    printf "p%d", ++person
    for (bit = 16; bit >= 1; bit /= 2) printf ",%d", int(p / bit) % 2
    print ""
  }
}' > lsat6.csv
ok "the published table is of a thousand" equal "$(wc -l < lsat6.csv)" 1001
marks lsat6.csv --format json
ok "LSAT 6 exits 0" equal "$rc $(cat err)" "0 "
ok "alpha, standard error" equal "$(row '.row == "test"' '.n, .alpha, .standard_error')" "[1000,0.295,0.8691]"
ok "discrimination of each item" equal "$(row '.row == "item"' .discrimination)" \
  "[11.2833,15.3178,17.2779,14.4428,12.1596]"
ok "facility of each item" equal "$(row '.row == "item"' .share)" "[0.924,0.709,0.553,0.763,0.87]"
ok "flagged where the interval is below 20, and nowhere else" equal "$(row '.row == "item"' .flags)" \
  '["weak","","","","weak"]'
marks lsat6.csv
ok "as text" golden items-lsat6 out
ok "no line is wider than 80" equal "$(awk 'length > 79' out)" ""
(head -n 1 lsat6.csv; tail -n +2 lsat6.csv | sort -t, -k2,6 -k1,1r) > turned.csv
marks turned.csv --format csv
cp out turned
marks lsat6.csv --format csv
ok "the order of people does not show" equal "$(sed s/turned.csv/lsat6.csv/ turned | cksum)" "$(cksum < out)"
marks - --format csv < lsat6.csv
ok "from the input the same" equal "$(sed s/lsat6.csv/-/ out | cksum)" "$(cksum < out)"

# -- A small matrix with parts of marks, everything computed again ------------------------------

cat > small.csv <<'CSV'
person;a;b;c;long name of the fourth item of this test
max;1;2,5;1;4
p1;1;2,5;1;4
p2;1;1,5;0;3
p3;0;2;1;1,25
p4;1;0;0;2
p5;0;0,5;0;0
p6;1;2;1;0
p7;0;1;1;3,5
CSV
marks small.csv --format json
ok "a matrix with semicolons and commas" equal "$rc $(cat err)" "0 "
tr ',;' '. ' < small.csv | awk '
  function four(x) { return sprintf("%.4f", x) }
  NR == 1 { next }
  NR == 2 { for (j = 1; j <= 4; j++) most[j] = $(j + 1); next }
  { n++; for (j = 1; j <= 4; j++) { x[n, j] = $(j + 1); total[n] += x[n, j] } }
  function mean(v, k, i, s) { for (i = 1; i <= n; i++) s += v[i]; return s / n }
  function cov(u, v, i, s, a, b) { a = mean(u); b = mean(v)
    for (i = 1; i <= n; i++) s += (u[i] - a) * (v[i] - b); return s / (n - 1) }
  function sort(v, i, k, t) { for (i = 2; i <= n; i++) for (k = i; k > 1 && v[k - 1] > v[k]; k--) {
    t = v[k]; v[k] = v[k - 1]; v[k - 1] = t } }
  END {
    for (j = 1; j <= 4; j++) {
      for (i = 1; i <= n; i++) { u[i] = x[i, j]; o[i] = total[i] - x[i, j] }
      sum_var += cov(u, u); whole += most[j]
      weight[j] = sqrt(cov(u, total)); roots += weight[j]
      facility[j] = mean(u) / most[j]
      r[j] = 100 * cov(u, o) / sqrt(cov(u, u) * cov(o, o))
      c = cov(u, o); sort(u); sort(o); efficiency[j] = 100 * c / cov(u, o)
    }
    for (j = 1; j <= 4; j++) print four(facility[j]), four(r[j]), four(efficiency[j]), four(100 * most[j] / whole), four(100 * weight[j] / roots)
    v = cov(total, total); alpha = 4 / 3 * (1 - sum_var / v)
    print four(mean(total)), four(sqrt(v)), four(alpha), four(100 * sqrt(1 - alpha)), four(sqrt(v * (1 - alpha)))
  }' > expected
jq -r 'def four: (. * 10000 | round) as $x | "\(if $x < 0 then "-" else "" end)\(($x | fabs) / 10000 | floor).\(($x | fabs) % 10000 + 10000 | tostring | .[1:])";
  (.rows[] | select(.row == "item") | [.share, .discrimination, .efficiency, .intended_weight, .effective_weight]),
  (.rows[] | select(.row == "test") | [.mean, .sd, .alpha, .error_ratio, .standard_error])
  | map(four) | join(" ")' out > got
ok "facility, discrimination, efficiency, weights, mean, SD, alpha, errors are awk's" diff expected got
marks small.csv
ok "small, as text" golden items-small out
ok "no line of it is wider than 80" equal "$(awk 'length > 79' out)" ""

# -- Right answers at the edges ------------------------------------------------------------------

printf 'person,a,b\np,1,0\n' > one
marks one --format json
ok "one person: a share, and nothing that one cannot tell" equal \
  "$rc $(row true '.share, .sd, .discrimination, .alpha')" \
  "0 [0.5,null,null,null,1,null,null,null,0,null,null,null]"
printf 'person,a,b\np,1,1\nq,1,1\nr,1,1\n' > all
marks all --format json
ok "all right: no discrimination, no alpha" equal "$rc $(row true '.share, .low, .discrimination, .alpha')" \
  "0 [1,null,null,null,1,0.4385,null,null,1,0.4385,null,null]"
printf 'person,a,b\np,0,0\nq,0,0\n' > none
marks none
ok "all wrong, as text" contains out "alpha: cannot be told"
ok "without numbers that are none" lacks out nan
printf 'person,a,b\np,1,0\nq,0,1\nr,1,0\ns,1,1\n' > odd
marks odd
ok "a negative alpha is not interpreted" contains out "alpha: not interpretable"
marks odd --format json
ok "nor is a standard error made of it" equal "$(row '.row == "test"' '(.alpha < 0), .standard_error, .flags')" \
  '[true,null,"alpha-not-interpretable"]'
printf 'person,=1+1\n@p,1\n' > sheet
marks sheet --format csv
ok "a name that a spreadsheet would obey is inert" contains out ",'=1+1,"

# -- Bad input -----------------------------------------------------------------------------------

bad() { # WHAT CODES TEXT: exactly these, each with its line and column; exit 65
  printf "$3" > bad.csv
  marks bad.csv
  ok "$1" equal "$rc $(sed -n 's/^bad.csv:\([0-9:]*\)* error: .*\[\(.*\)\]$/\2@\1/p' err | tr '\n' ' ')$(cat out)" "65 $2 "
}
bad "an empty file" file.empty@ ''
bad "a first row alone" marks.people@ 'person,a\n'
bad "another first row" marks.header@1:1: 'Name,a\np,1\n'
bad "no items" marks.header@1:1: 'person\np\n'
bad "a missing cell" marks.cells@3:3: 'person,a,b\np,1,1\nq,1\n'
bad "a cell too many" marks.cells@2:7: 'person,a,b\np,1,1,1\n'
bad "an empty cell" marks.number@2:5: 'person,a,b\np,1,\n'
bad "a word for a mark" marks.number@2:3: 'person,a,b\np,yes,1\n'
bad "less than nothing" marks.number@2:3: 'person,a,b\np,-1,1\n'
bad "marks above their max" "marks.above@3:5: marks.above@4:3:" 'person,a,b\nmax,2,3\np,2,3.5\nq,2.000001,3\n'
bad "marks above 1 without a row max" marks.above@2:3: 'person,a\np,2\n'
bad "a max of nothing" marks.max@2:5: 'person,a\nmax,0\np,0\n'
bad "max below the people" marks.max@3:1: 'person,a\np,0\nmax,1\n'
bad "an item twice" marks.item@1:10: 'person,a,a\np,0,1\n'
bad "an item without a name" marks.item@1:8: 'person,,a\np,0,1\n'
bad "a person twice" marks.person@3:1: 'person,a\np,0\np,1\n'
bad "a quote that is not closed" "csv.quote@2:1: marks.cells@2:1:" 'person,a\n"p,0\n'
bad "bytes that are no text" file.encoding@2:3: 'person,a\np,\377\n'
bad "all of it at once, in CRLF behind a byte order mark" "marks.number@2:3: marks.above@3:5:" \
  '\357\273\277person;a;b\r\np;x;1\r\nq;1;1,5\r\n'
ok "with the row and the column in words" contains err '"q", item "b": more than the highest mark'
ok "and the line itself" contains err '  q;1;1,5'
{ printf 'person,a\np,'; head -c 1048576 /dev/zero | tr '\0' 1; printf '\n'; } > bad.csv
marks bad.csv
ok "a cell of a megabyte" equal "$rc $(grep -c 'csv.cell' err) $(awk 'length > 200' err)" "65 1 "
{ printf 'person'; i=0; while [ $i -lt 2001 ]; do i=$((i + 1)); printf ',i%s' $i; done; echo; } > bad.csv
marks bad.csv
ok "more columns than any test has" equal "$rc $(grep -c csv.columns err)" "65 1"
head -c 17000000 /dev/zero | tr '\0' 1 > bad.csv
marks bad.csv
ok "a file that is too large" equal "$rc $(grep -c file.large err)" "65 1"
marks nowhere.csv
ok "a file that is not there exits 66" equal "$rc $(grep -c file.missing err)" "66 1"
marks lsat6.csv --format xml
ok "an unknown format exits 64" equal $rc 64
"$MAFUNZO" items lsat6.csv > out 2> err
ok "a file without --marks exits 64, and the way is told" equal "$? $(grep -c -- '--marks FILE' err)" "64 2"
"$MAFUNZO" items --marks lsat6.csv > /dev/full 2> err
ok "a full stdout exits 74" equal $? 74

# -- From the records ----------------------------------------------------------------------------

mkdir courses
cp -r "$MAFUNZO_COURSES/framework" "$top/tests/courses-exam/exam" courses/
MAFUNZO_COURSES=courses
items() { "$MAFUNZO" --store store items "$@" > out 2> err; rc=$?; }
items
ok "no store yet exits 66" equal $rc 66
ok "and makes none" test ! -e store

sit() { # lines...: somebody sits the test, with the same four questions, and hands in
  printf '%s\n' "$@" | "$MAFUNZO" --linear --store store > screen 2>&1
}
# Signs; one odd answer is proof; ask before you decide; how long: with how sure one is.
sit 1 Amina '' '' 1 1 4 '' '<' 3 2 3 1 3 2 3 s 2
sit esc 2 Baraka '' '' 1 1 4 '' '<' 3 2 3 1 3 1 3 s 2
sit 3 Chao '' '' 1 1 4 '' '<' 3 2 3 2 3 3 3 s 2
sit 4 Dada '' '' 1 1 4 '' x 3 1 3 2 3 1 3 s 2
sit 5 Eshe '' '' 1 1 4 '' '<' 3 1 3 overview s 2
sit 6 Faraji '' '' 1 1 4 '' '<' 3
items --format json
ok "five have handed in, of whom one left two blank" equal "$rc $(row '.row == "test"' '.test, .mode, .n, .questions')" \
  '0 ["exam/gate","exam",5,4]'
ok "facility: blanks are wrong" equal \
  "$(row '.row == "item"' '.item, .n, .share')" \
  '["ask-first",5,0.4,"fillers",5,0.8,"how-long",5,0.2,"one-answer",5,0.6]'
jq -r '[.rows[] | select(.row == "item")] | map(.discrimination | tostring) | join(" ")' out > got
# By person, as they sat: ask-first fillers how-long one-answer.
printf '1 1 1 1\n1 1 0 1\n0 1 0 1\n0 0 0 0\n0 1 0 0\n' | awk '
  { for (j = 1; j <= 4; j++) { x[NR, j] = $j; t[NR] += $j } }
  END { for (j = 1; j <= 4; j++) { sx = sy = xx = yy = xy = 0
    for (i = 1; i <= NR; i++) { a = x[i, j]; b = t[i] - a; sx += a; sy += b; xx += a * a; yy += b * b; xy += a * b }
    printf "%s%.4f", (j > 1 ? " " : ""), 100 * (NR * xy - sx * sy) / sqrt((NR * xx - sx * sx) * (NR * yy - sy * sy)) }
    print "" }' | sed 's/\.\([0-9]*[1-9]\)0*\( \|$\)/.\1\2/g' > expected
ok "discrimination is awk's" diff expected got
ok "where each question stands" equal "$(row '.item == "how-long" and .row == "item"' '"\(.file):\(.line)"')" \
  "[\"courses/exam/01-gate.yaml:$(grep -n 'id: how-long' courses/exam/01-gate.yaml | cut -d: -f1)\"]"
ok "what was chosen" equal "$(row '.item == "how-long" and .row == "option"' '.option, .right, .n, .share')" \
  '["44 characters.",1,1,0.2,"30 characters.",0,2,0.4,"36 characters.",0,1,0.2,null,null,1,0.2]'
ok "of five nothing is flagged" equal "$(row '.flags != ""' .item)" "[]"
ok "shown to all who began, whether they handed in or not" equal \
  "$(row '.row == "item"' '.shown, .shown_exams, .shown_outside' | tr -d '[]')" "6,6,0,6,6,0,6,6,0,6,6,0"
ok "since the first day" equal "$(row '.row == "item"' '.exams_since, .outside_since' | tr -d '[]')" \
  "$(printf '"2026-09-21",null,%.0s' 1 2 3 4 | sed 's/,$//')"
items --safe 5 --format json
ok "worn, where fewer are said to be safe" equal "$(row '.row == "item"' .flags)" \
  '["exposed","exposed","exposed","exposed"]'
items --safe 6 --format json
ok "and not by as many as are safe" equal "$(row '.flags != ""' .item)" "[]"
for wrong in -1 many 2000000; do
  items --safe "$wrong"
  ok "--safe $wrong is usage" equal "$rc" 64
done
items
ok "records, as text" golden items out
ok "no line of them is wider than 80" equal "$(awk 'length > 79' out)" ""
items --format csv
cp out a.csv
LC_ALL=C TZ=Asia/Tokyo items --format csv
ok "the same bytes in another zone and locale" cmp a.csv out
ok "nobody's name is in it" lacks a.csv Amina
sed -i 's/right: 44 characters/right: 43 characters/' courses/exam/01-gate.yaml
items --format json
ok "a key that has changed: the old answers stand apart" equal "$(row '.item == "how-long" and .row == "item"' '.state, .n')" \
  '["changed",5]'
ok "without options that nobody chose from" equal "$(row '.item == "how-long" and .row == "option"' .option)" "[]"
finish
