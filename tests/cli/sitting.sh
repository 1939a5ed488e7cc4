#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A class sits a test: laptops made from one image take the stick in, start by a code, sit, close by
# another, and hand in: one person on each. One hands in twice, one has its clock in 1970, one goes
# back to a backup in between. LAPTOPS says how many (5; scripts/torture has 20).
. "$(dirname "$0")/../tap.sh"
cd "$work" || exit 70
pass='four words nobody joins'
mkdir c image stick handed
cp -r "$top/courses/framework" "$top/tests/courses-exam/exam" c
chmod -R u+w c
cp -r c/framework image
printf '# The key of the test: canary\n' > c/exam/facilitator.md
canary=$(sed -n '/use: exam/q; s/^ *choose: *//p' c/exam/01-gate.yaml | tail -1)
: "${LAPTOPS:=5}"
all=$(echo a b c d e f g h i j k l m n o p q r s t | cut -d' ' -f "1-$LAPTOPS")
place() { # laptop: its seat, and which of the list its person is
  echo "$all" | tr ' ' '\n' | grep -n "^$1\$" | cut -d: -f1
}

keyed() { # arguments...: on the coordinator's machine
  rc=0
  printf '%s\n' "$pass" | "$MAFUNZO" --store office --courses c "$@" > out 2> err || rc=$?
}
on() { # laptop, arguments...: input as it is
  laptop=$1
  shift
  rc=0
  "$MAFUNZO" --store "$laptop" --courses "$laptop.d" "$@" > out 2> err || rc=$?
}
code() { # laptop, code, arguments...
  typed=$2
  laptop=$1
  shift 2
  rc=0
  printf '%s\n' "$typed" | "$MAFUNZO" --store "$laptop" --courses "$laptop.d" class "$@" > out 2> err || rc=$?
}
play() { # laptop, lines...
  laptop=$1
  shift
  printf '%s\n' "$@" | "$MAFUNZO" --linear --store "$laptop" --courses "$laptop.d" > screen 2> err
}
said() { equal "$rc $(grep -c "\\[$2\\]" err)" "$1 1"; }
digits() { grep -oE '([0-9]{5} ){5}[0-9]{5}' "$1" | head -1; }
form() { # laptop: that the exam was drawn from
  on "$1" export events
  sed -n 's/.*"form": *"\{0,1\}\([AB]\).*/\1/p' out | sort -u | tr -d '\n'
}
items() { # laptop: that its exam asked
  on "$1" export events
  grep '"verb":"started"' out | grep -o '"item":"[a-z-]*"'
}

keyed keys init 'Border Guard'
first=$(digits out)
{
  echo name,agency,unit,position,cohort
  for laptop in $all; do
    echo "Amina Yusuf $laptop,Border Guard,North Gate,PLO,2026-A"
  done
} > r.csv
keyed class new A --roster r.csv --course exam --exam exam/nothing --out stick
ok "a module without that exam: 64" said 64 stick.no-exam
keyed class new A --roster r.csv --exam exam/gate --out stick
ok "an exam without its course: 64" said 64 stick.no-course
keyed class new A --roster r.csv --course exam --exam exam/gate --out stick
ok "an exam is sealed on the stick" equal "$rc $(ls stick/class-A/exam-1.sealed)" "0 stick/class-A/exam-1.sealed"
join=$(sed -n 's/.*join: //p' out)
start=$(sed -n 's/.*start: //p' out)
closing=$(sed -n 's/.*close: //p' out)
keyed class codes A
ok "its codes are told again" equal "$(sed -n 's/.*close: //p' out)" "$closing"
ok "what only the test asks lies nowhere on the stick" equal "$(grep -rla "$canary\|canary" stick | wc -l)" 0

# Joining.
for laptop in $all; do
  cp -r image $laptop.d
  [ $laptop != c ] || { MAFUNZO_CLOCK=0 && export MAFUNZO_CLOCK; }
  code $laptop "$join" join --yes "$first" --seat "$(place $laptop)" stick
  unset MAFUNZO_CLOCK
  ok "laptop $laptop joins" equal "$rc" 0
done
ok "nor does it on a laptop" equal "$(grep -rla "$canary\|canary" a a.d | wc -l)" 0
play a 1 1
ok "there is no test to be sat" lacks screen "Test: 4"
ok "but one that is sealed" contains screen "Test: sealed"
code a "$closing" start
ok "the closing code starts nothing" said 64 sitting.code
code a "$start" close
ok "what was not started is not closed" said 64 sitting.code
on a class show
ok "and it is sealed still" contains out sealed
on d backup "$work"
backup=$(cat out)

# Starting.
for laptop in $all; do
  code $laptop "$(echo "$start" | tr 'A-Z-' 'a-z ')" start
  ok "laptop $laptop starts" equal "$rc $(cmp c/exam/01-gate.yaml $laptop.d/exam/01-gate.yaml && echo whole)" "0 whole"
done
code a "$start" start
ok "once more changes nothing" equal "$rc" 0
sit() {
  printf '%s\n' "$(place "$1")" 1 4 '' 1 3 overview s 2 | "$MAFUNZO" --linear --store "$1" --courses "$1.d" > screen 2> err
}
begun() { sqlite3 $1/mafunzo.db "SELECT count(*) FROM event WHERE verb = 'started' AND instr(payload, CAST('gate/exam' AS BLOB)) > 0"; }
twice() { printf '%s\n' "$(place "$1")" 1 4 | "$MAFUNZO" --linear --store "$1" --courses "$1.d" > screen 2> err; }
printf '%s\n' 2 1 4 '' 1 3 | "$MAFUNZO" --linear --store b --courses b.d > screen 2> err # cut off in the middle
before=$(begun b)
for laptop in $all; do
  [ $laptop != c ] || { MAFUNZO_CLOCK=0 && export MAFUNZO_CLOCK; }
  sit $laptop
  unset MAFUNZO_CLOCK
  ok "laptop $laptop hands in" contains screen "Handed in."
  ok "and is told nothing" equal "$(grep -cE 'Right:|Wrong:|pass mark|%' screen)" 0
done
ok "who was interrupted went on with the same" equal "$(begun b)" "$before"
before=$(begun a)
twice a
ok "nobody sits it twice" equal "$(begun a) $(grep -c 'there is one attempt' screen)" "$before 1"
play a 1 r
ok "nor by its results" lacks screen "Completed"
for told in "report day --class 2026-A" items "export events" contests "person show Amina"; do
  on a $told
  ok "nor by $told" said 64 sitting.hushed
done
on a hand-in --out handed
ok "but it can be handed in" equal "$rc" 0
code a "$join" join stick
ok "the stick taken in again leaves the test as it is" equal "$rc $(cmp c/exam/01-gate.yaml a.d/exam/01-gate.yaml && echo whole)" "0 whole"
twice a
ok "and who has sat it knows that" equal "$(begun a)" "$before"
mkdir stick2
keyed class new B --roster r.csv --out stick2
code a "$(sed -n 's/.*join: //p' out)" join stick2
ok "no other class is joined meanwhile" said 65 sitting.open
keyed class new A --roster r.csv --course exam --out stick2
code a "$join" join stick2/class-A
ok "nor a stick of this one without its test" said 65 sitting.open
on a class show
ok "and it is open still" contains out "nothing is told"

# One goes back to what it was before: where the present records can be read, nobody sits again; where
# they are lost it is another attempt, beside the one that was handed in.
on d hand-in --out handed
on d restore --yes "$backup"
ok "one goes back to a backup" equal "$rc" 0
twice d
ok "and what is recorded is not sat again" contains screen "there is one attempt"
rm d/mafunzo.db
on d restore --yes "$backup"
ok "and again, with its records lost" equal "$rc" 0
on d class show
ok "and knows that a sitting is open" contains out "nothing is told"
sit d
ok "it sits again" contains screen "Handed in."

# Closing.
for laptop in $all; do
  code $laptop "$closing" close
  ok "laptop $laptop closes" equal "$rc" 0
done
code a "$closing" close
ok "twice is no harm" equal "$rc" 0
play a 1 r
ok "now results are told" contains screen "Completed"
ok "odd seats have form A, even ones form B" equal "$(for laptop in $all; do form $laptop; done)" "$(echo ABABABABABABABABABAB | cut -c "1-$LAPTOPS")"
ok "neighbours share no question" equal "$(for laptop in a b; do items $laptop | sort -u; done | sort | uniq -d)" ""

# Handed in, collected, reported.
for laptop in $all; do
  on $laptop hand-in --all --out handed
  ok "laptop $laptop hands in" equal "$rc" 0
done
keyed collect handed
ok "laptops that nobody compared are not taken in" equal "$rc $(grep -c collect.unknown err)" "65 $((LAPTOPS + 2))" # each going back began a chain
grep -oE '([0-9]{5} ){5}[0-9]{5}' out > shown
while read -r fingerprint; do
  keyed laptops accept "$fingerprint" --as "$fingerprint"
done < shown
keyed collect handed
ok "all is collected" equal "$rc" 0
completed() { sqlite3 office/mafunzo.db "SELECT count(DISTINCT chain) FROM event WHERE verb = 'completed'"; }
ok "of every laptop, and of the one that went back as two" equal "$(completed)" "$((LAPTOPS + 1))"
sum=$(sqlite3 office/mafunzo.db "SELECT hex(hash) FROM event ORDER BY 1" | b2sum)
keyed collect handed
ok "once more, nothing changes" equal "$(sqlite3 office/mafunzo.db "SELECT hex(hash) FROM event ORDER BY 1" | b2sum)" "$sum"
ok "each is one person, also who sat twice" equal \
  "$(sqlite3 office/mafunzo.db "SELECT count(DISTINCT subject) FROM event WHERE verb = 'completed'")" "$LAPTOPS"
"$MAFUNZO" --store office --courses c report progress --by person --format csv > out 2> err
ok "each is in the report" equal "$? $(grep -c 'Amina Yusuf [a-t]' out)" "0 $LAPTOPS"
"$MAFUNZO" --store office --courses c board 2026-A --format json > out 2> err
ok "and on the board, as handed in" equal "$? $(grep -o 'Amina Yusuf [a-t]' out | sort -u | wc -l)" "0 $LAPTOPS"
finish
