#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mafunzo marks import: tests on paper, ratings and sheets, whole or not at all, once however often.
. "$(dirname "$0")/../tap.sh"
cd "$work" || exit 70

courses=$top/tests/courses
mafunzo() {
  "$MAFUNZO" --store store --courses "$courses" "$@" > out 2> err
  rc=$?
}
take() { mafunzo marks import "$@"; }
counts() { grep -o '[0-9][0-9]*' out | tr '\n' ' '; }
events() { sqlite3 store/mafunzo.db "SELECT count(*) FROM event WHERE verb = '$1'"; }
faults() { sed -n 's/^[a-z]*.csv:\([0-9:]*\):.*\[\(.*\)\]$/\1 \2/p' err | tr '\n' ' '; }

printf 'name,agency,unit,position\nAmina Yusuf,Guard,North,PLO\nBakari Otieno,Guard,North,PLO\n' > roster.csv
printf 'Chief,Guard,North,SUP\nAmina  yusuf,Guard,South,PLO\n' >> roster.csv
mafunzo roster import roster.csv

printf '\357\273\277person;date;the-eight-steps/number-to-find;the-eight-steps/level-one\r\nmax;;2;1\r\n' > test.csv
printf 'Bakari Otieno;2026-01-31;1,5;D\r\nChief;2026-01-31;0;-\r\n' >> test.csv
take --try test.csv
ok "a try tells what would be" equal "$rc $(counts) $(events marked)" "0 4 0  0"
take test.csv
ok "a test on paper is taken in" equal "$rc $(counts) $(events marked)" "0 4 0  4"
take test.csv
ok "a second time it changes nothing" equal "$rc $(counts) $(events marked)" "0 0 4  4"

sed 's/1,5;D/2,5;Z/; s/;0;-/;=0;/; s/Chief;2026-01-31/Chief;2026-02-30/; s/level-one/level-ten/' test.csv > bad.csv
printf 'Nobody;2026-01-31;1;A\r\nBakari Otieno;2026-01-31;1;A\r\n' >> bad.csv
take bad.csv
ok "faults are told all at once, by row and column" equal "$rc $(faults)" \
  "65 1:44 marks.item 3:26 marks.above 4:7 marks.date 4:18 marks.letter 5:1 marks.person 6:1 marks.twice "
ok "and nothing of it is taken in" equal "$(events marked)" 4

printf 'person,rater,kind,competency,level,cause\nBakari Otieno,,self,DOC-EXAM,4,\n' > rated.csv
printf 'Bakari Otieno,Chief,supervisor,DOC-EXAM,1,tools\n' >> rated.csv
take rated.csv
ok "ratings are taken in" equal "$rc $(counts) $(events rated)" "0 2 0  2"
take rated.csv
ok "once" equal "$rc $(counts) $(events rated)" "0 0 2  2"
mafunzo report competency --format csv
ok "a report has them beside what is measured" equal \
  "$(grep '^[0-9a-f]*,Bakari Otieno.*,DOC-EXAM,' out | sed 's/.*,\([^,]*,[^,]*\)\r*$/\1/' | tr -d '\r')" "4,1"
printf 'person,rater,kind,competency,level\nBakari Otieno,Chief,self,XYZ,5\n' > bad.csv
take bad.csv
ok "no such competency, level or rater" equal "$rc $(faults) $(events rated)" \
  "65 2:15 marks.kind 2:26 marks.competency 2:30 marks.level  2"

# The stations are those of the shipped courses.
courses=$top/courses
printf 'person,assessor,station,date,greets,face,tilts,compares-zones,turns-pages,keeps-order,keeps-book,reason\n' > sheet.csv
printf 'Bakari Otieno,Chief,the-eight-steps/one-book,2026-01-31,1,1,1,no,yes,x,1,1\n' >> sheet.csv
take sheet.csv
ok "a sheet is taken in" equal "$rc $(counts) $(events observed)" "0 1 0  1"
take sheet.csv
ok "once" equal "$rc $(counts) $(events observed)" "0 0 1  1"
sed 's/,no,/,perhaps,/; s/Chief/Chef/; s/,reason/,why/' sheet.csv > bad.csv
take bad.csv
ok "no such assessor, step or verdict" equal "$rc $(faults) $(events observed)" \
  "65 1:1 marks.step 1:98 marks.header 2:15 marks.person 2:62 marks.step 2:78 marks.step  1"

printf 'person,score\nBakari Otieno,1\n' > bad.csv
take bad.csv
ok "a file that is none of these" equal "$rc $(faults)" "65 1:1 marks.header "
{ printf 'person,the-eight-steps/level-one\n'; head -c 1000000 /dev/zero | tr '\0' 1; printf ',1\n'; } > bad.csv
take bad.csv
ok "a cell of a megabyte" equal "$rc $(grep -c csv.cell err)" "65 1"
ok "is not repeated" [ "$(wc -c < err)" -lt 2000 ]
take missing.csv
ok "a file that is not there" equal "$rc $(grep -c file.missing err)" "66 1"
for usage in "" import "import a b" "export a" "--what import a"; do
  # shellcheck disable=SC2086
  mafunzo marks $usage
  ok "usage: marks $usage" equal "$rc $(wc -c < out)" "64 0"
done
finish
