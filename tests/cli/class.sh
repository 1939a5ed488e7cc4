#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mafunzo class: a stick made on a trainer's machine, and laptops that take it in.
. "$(dirname "$0")/../tap.sh"
cd "$work" || exit 70
pass='four words nobody joins'
cp -r "$top/tests/courses" c
chmod -R u+w c
id=passport-examination

keyed() { # store, arguments...: with the passphrase
  store=$1
  shift
  rc=0
  printf '%s\n' "$pass" | "$MAFUNZO" --store "$store" --courses c "$@" > out 2> err || rc=$?
}
join() { # store, code, arguments...: into the courses of that laptop
  store=$1 typed=$2
  shift 2
  rc=0
  printf '%s\n' "$typed" | "$MAFUNZO" --store "$store" --courses "$store.d" class join "$@" > out 2> err || rc=$?
}
laptop() { # name: one that was never started, with the framework that every laptop has
  mkdir "$1.d" && cp -r c/framework "$1.d"
}
digits() { grep -oE '([0-9]{5} ){5}[0-9]{5}' "$1" | head -1; }
said() { equal "$rc $(grep -c "\\[$2\\]" err)" "$1 1"; } # exit code, code of the diagnostic
roster() { "$MAFUNZO" --store "$1" --courses "$1.d" roster export 2> err; }
states() { sqlite3 "$1/mafunzo.db" "SELECT count(*) FROM event" 2> err; }
untouched() { [ ! -e "$1" ] && equal "$(ls -A "$1.d")" framework; }

keyed office keys init 'Border Guard'
first=$(digits out)
keyed desk keys init --trainer Amina
keyed desk keys request --out request
amina=$(digits out)
keyed desk keys show
amina=$(digits out)
keyed office keys sign request --yes "$amina" --out class.card
cat > r.csv << 'ROSTER'
code,name,agency,unit,position,cohort
,Canary Zawadi,Border Guard,North Gate,PLO,2026-A
,Bakari Otieno,Border Guard,North Gate,PLO,2026-A
ROSTER
mkdir stick

# Making it.
new() { keyed desk class new "$@"; }
new 2026-A --roster r.csv --course $id --out stick
ok "a trainer whom no card names makes none" said 66 stick.card
"$MAFUNZO" --store desk enrol --yes "$first" class.card 2> err
new 2026-A --roster r.csv --course nothing --out stick
ok "nor one of a course that is not there" said 66 folder.no-course
new ../A --roster r.csv --out stick
ok "nor one of a name that is a path" said 64 stick.name
new 2026-A --roster r.csv --course $id --course $id --out stick
ok "nor one with a course twice" said 64 stick.twice
sed 's/PLO/nothing/' r.csv > wrong.csv
new 2026-A --roster wrong.csv --course $id --out stick
ok "nor one of a roster with mistakes" equal "$rc $(grep -c roster.position err)" "65 2"
new 2026-A --roster r.csv --set theme=pink --out stick
ok "a setting that is none: 64" equal "$rc" 64
ok "and the stick is empty" equal "$(ls -A stick)" ""
new 2026-A --roster r.csv --course $id --set time=150 --set language=fr --out nowhere
ok "a stick that is not there: 73, with its code" said 73 stick.failed
new 2026-A --roster r.csv --course $id --set time=150 --set language=fr --out stick
ok "a class is made" equal "$rc $(ls -A stick)" "0 class-2026-A"
ok "of four things" equal "$(ls stick/class-2026-A | tr '\n' ' ')" "class.card class.sealed $id.pack "
code=$(sed -n 's/.*join: //p' out)
keyed desk class codes 2026-A
ok "the codes are told again" equal "$(sed -n 's/.*join: //p' out)" "$code"
keyed desk class codes 2026-B
ok "of a class that was made here" said 66 stick.no-codes
pass='four words nobody joint' keyed desk class codes 2026-A
ok "and to whoever has the passphrase" said 65 keys.passphrase
ok "nobody else reads their file" equal "$(stat -c %a desk/keys/class-2026-A.codes)" 600
ok "neither names nor codes are readable on the stick" \
  equal "$(grep -rlaE "Canary|Zawadi|$code" stick desk/keys | wc -l)" 0

# Taking it in.
laptop l1
join l1 "$code" stick
ok "a laptop that is enrolled with nobody asks first" equal "$rc $(digits err)" "64 $first"
ok "and keeps nothing before" equal "$(ls l1 2> ls | grep -c 'keys\|class')" 0
join l1 "$code" --yes '00000 00000 00000 00000 00000 00000' stick
ok "another fingerprint: 65" said 65 card.fingerprint
laptop l0
join l0 2222-2222-2222 stick
ok "a code of something else: 64" said 64 stick.code
join l0 "$(echo "$code" | tr 2-9A-HJKMNP-Y 3-9A-HJKMNP-Z)" stick
ok "a sign misheard is no code" said 64 stick.mistyped
join l0 "$code" c
ok "a folder without a class: 66" said 66 stick.none
join l0 "$code" nowhere
ok "a folder that is not there: 66" said 66 stick.none
ok "and nothing was begun" untouched l0
lower=$(echo "$code" | tr 'A-Z-' 'a-z ')
join l1 "$lower" --yes "$first" --seat 7 stick/class-2026-A
ok "compared, it joins: capitals and hyphens do not matter" equal "$rc" 0
"$MAFUNZO" --store l1 class show > out
ok "it knows its class and seat" equal "$(grep -c '2026-A\|: 7' out)" 2
ok "its course is there" equal "$(ls -A l1.d | tr '\n' ' ')" "framework $id "
"$MAFUNZO" --store l1 hand-in --out . > out 2> err
ok "it hands in" equal "$?" 0
before=$(states l1)
join l1 "$code" stick
ok "once more, it changes nothing" equal "$rc $(states l1)" "0 $before"
laptop l2
join l2 "$code" --yes "$first" stick
roster l1 > r1
roster l2 > r2
ok "everybody has the same code on all laptops" cmp r1 r2
ids() { sqlite3 "$1/mafunzo.db" "SELECT DISTINCT hex(subject) FROM event WHERE verb='person-stated' ORDER BY 1" 2> err; }
ok "and is the same person" equal "$(ids l1)" "$(ids l2)"
ok "on the trainer's machine too" equal "$(ids l1)" "$(ids desk)"
ok "each with the settings of the class" \
  equal "$(sqlite3 l1/mafunzo.db "SELECT count(*) FROM event WHERE verb='preferred'" 2> err)" 2

# A stick that is not as it was written, or not from whom it should be.
damage() { # file
  rm -rf bad && cp -r stick bad && printf x >> "bad/class-2026-A/$1"
  join l0 "$code" --yes "$first" bad
}
damage class.sealed
ok "a box that was altered: before the code" said 65 stick.damaged
damage $id.pack
ok "a pack that was" said 65 stick.damaged
damage class.card
ok "a card that was" said 65 card.damaged
rm -rf bad && cp -r stick bad && cp class.card bad/class-2026-A/class.card
keyed office keys card --out office.card
cp office.card bad/class-2026-A/class.card
join l0 "$code" --yes "$first" bad
ok "a card that does not vouch for who made it" said 65 stick.stranger
keyed other keys init 'Another Office'
keyed other keys card --out other.card
cp other.card bad/class-2026-A/class.card
join l1 "$code" bad
ok "a card of another coordinator" said 65 card.other
ok "of none was anything kept" untouched l0

# Made anew.
cp -r stick old
new 2026-A --roster r.csv --course $id --out stick
ok "made anew it keeps its code" equal "$rc $(sed -n 's/.*join: //p' out)" "0 $code"
join l1 "$code" stick
ok "and is taken in" equal "$rc" 0
join l1 "$code" old
ok "the one before is not, after" said 65 stick.older
new 2026-B --roster r.csv --out stick
join l1 "$code" stick
ok "with two classes on it one says which" said 64 stick.several
ok "of an open roster nothing was left beside" equal "$(ls -A stick | tr '\n' ' ')" "class-2026-A class-2026-B "

# On the coordinator's own machine.
mkdir stick2
keyed office class new Day --roster r.csv --out stick2
ok "the coordinator makes one too" equal "$rc" 0
laptop l3
join l3 "$(sed -n 's/.*join: //p' out)" --yes "$first" stick2
ok "and it is taken in" equal "$rc" 0
finish
