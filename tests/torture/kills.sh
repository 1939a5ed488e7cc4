#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Killed (kill -9) at random system calls while somebody answers, imports, hands in, collects, exports.
# What the program had said by then, written to a file, is the witness: nothing of it is lost, nothing
# half bears a final name, and the next start goes on. A program that tells of an answer before its
# COMMIT (faults/early.c) must be noticed.
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/figure"
cd "$work" || exit 70
passphrase='correct horse battery staple' rc=0
printf '%s\n' "$passphrase" > typed

on() { # store, command...
  place=$1
  shift
  "$MAFUNZO" --store "$place" "$@" > out 2> err
}
count() { sqlite3 "$1/mafunzo.db" 'SELECT count(*) FROM event' 2>&1; }
people() { { echo 'name,agency,unit,position'; seq -f "Officer $1 %g,Border Guard,North Gate,PLO" "$2"; } > people.csv; }

# -- What is tortured: a laptop with a person and a begun practice, and an office ---------------------

printf '1\nAmina\n\n\n1\n1\n4\n' | "$MAFUNZO" --linear --store laptop > begun
printf '1\n1\n2\n\n38\n' > answers # she, Continue, an answer, Next, another
people A 8
on laptop roster import people.csv
on office keys init "The office" < typed
sed -n '/AGE-SECRET-KEY-1/,$p' out | tr -d ' \n' > escrow.key
fingerprint=$(grep -oE '([0-9]{5}[- ]){5}[0-9]{5}' out | head -1)
on office keys card --out office.card < typed
on laptop enrol --yes "$fingerprint" office.card
mkdir stick
on laptop hand-in --out stick
shown=$(grep -oE '([0-9]{5}[- ]){5}[0-9]{5}' out)
on office collect stick < typed
on office laptops accept "$shown" --as North
on laptop export events --out whole.jsonl
ok "a laptop and an office are there" test -s whole.jsonl -a -s stick/*.mafunzo
people B 20
laptop_events=$(count laptop)
bundle_events=$laptop_events

# -- Five deeds, and what must hold after a kill -----------------------------------------------------

run_answer() { "$@" "$MAFUNZO" --linear --store now/laptop < answers; }
check_answer() {
  seen=$(grep -cE 'your answer,|^Your answer:' screen)
  kept=$(sqlite3 now/laptop/mafunzo.db "SELECT count(*) FROM event WHERE verb = 'answered'" 2>&1)
  [ "$kept" -ge "$seen" ] 2> compare || { echo "$seen shown, $kept kept"; return 1; }
  printf '1\n' | "$MAFUNZO" --linear --store now/laptop > again 2>&1 || echo "does not start again"
}

run_import() { "$@" "$MAFUNZO" --store now/laptop roster import people.csv; }
check_import() {
  kept=$(($(count now/laptop) - laptop_events))
  case $kept in
    20) ;;
    0) [ ! -s screen ] || echo "said to be in, and is not" ;;
    *) echo "$kept of 20 are in" ;;
  esac
  on now/laptop roster import people.csv || echo "not again"
  [ $(($(count now/laptop) - laptop_events)) = 20 ] || echo "not all by now"
}

whole() { # a bundle: opened by the tools of others
  mkdir -p open
  age -d -i escrow.key "$1" 2> age.err | tar x -C open 2> tar.err || return 1
  [ "$(b2sum -l 256 open/events.jsonl | cut -d ' ' -f 1)" = "$(jq -r .digest open/manifest.json)" ]
}
run_hand_in() { "$@" "$MAFUNZO" --store now/laptop hand-in --out now/stick; }
check_hand_in() {
  for each in now/stick/*.mafunzo; do
    [ ! -e "$each" ] || whole "$each" || echo "half of a bundle"
  done
  [ ! -s screen ] || [ -e "$each" ] || echo "said to be there, and is not"
  [ "$(count now/laptop)" = "$laptop_events" ] || echo "an event is lost"
  on now/laptop hand-in --out now/stick || echo "not again"
  whole now/stick/*.mafunzo || echo "not whole by now"
}

run_collect() { "$@" "$MAFUNZO" --store now/office collect now/from --receipts now/receipts < typed; }
check_collect() {
  kept=$(count now/office)
  for each in now/receipts/*.receipt; do
    [ ! -e "$each" ] || [ "$kept" = "$bundle_events" ] || echo "a receipt for $kept events"
  done
  case $kept in
    "$bundle_events") ;;
    0) [ ! -s screen ] || [ "$rc" = 65 ] || echo "said to be in, and is not" ;; # 65: the child died
    *) echo "$kept of $bundle_events are in" ;;
  esac
  on now/office collect now/from --receipts now/receipts < typed || echo "not again"
  [ "$(count now/office)" = "$bundle_events" ] || echo "not all by now"
  [ -s "$(echo now/receipts/*.receipt)" ] || echo "no receipt by now"
}

run_export() { "$@" "$MAFUNZO" --store now/laptop export events --out now/events.jsonl; }
check_export() {
  [ ! -e now/events.jsonl ] || cmp -s now/events.jsonl whole.jsonl || echo "half an export"
  [ "$(count now/laptop)" = "$laptop_events" ] || echo "an event is lost"
  on now/laptop export events --out now/events.jsonl || echo "not again"
  cmp -s now/events.jsonl whole.jsonl || echo "not whole by now"
}

fresh() {
  rm -rf now
  mkdir now now/stick now/receipts
  cp -r laptop office now
  cp -r stick now/from
}

# -- Random calls: a line of an unharmed run's trace, from where the store is opened -----------------

unharmed() { # what the deed is there for was done, and said
  case $deed in
    answer) [ "$(grep -cE 'your answer,|^Your answer:' screen)" = 2 ] ;;
    export) [ -s now/events.jsonl ] ;;
    *) [ -s screen ] ;;
  esac
}

targets() { # deed, how many, seed, before...: lines "call nth"
  deed=$1 many=$2 seed=$3
  shift 3
  fresh
  rc=0
  "run_$deed" strace -f -qqq -o trace "$@" > screen 2> err || return 1
  [ -z "$("check_$deed")" ] && unharmed || return 1
  awk -v many="$many" -v seed="$seed" '
    { call = $2; sub(/\(.*/, "", call); n[call]++ }
    /mafunzo\.lock/ { inside = 1 }
    inside && call ~ /^[a-z0-9_]+$/ && call !~ /^exit/ { lines[++found] = call " " n[call] }
    END { srand(seed); while (found && many-- > 0) print lines[1 + int(rand() * found)] }' trace
}

kill_at() { # deed, how many, seed, before...: faults in "faults", how many were killed in $killed
  deed=$1
  targets "$@" > targets.list || echo "$deed: does not run" >> faults
  shift 3
  while read -r call nth; do
    fresh
    rc=0
    "run_$deed" strace -f -qqq -o trace -e "trace=$call" -e "inject=$call:signal=KILL:when=$nth" "$@" \
      > screen 2> err || rc=$?
    [ "$rc" != 137 ] || killed=$((killed + 1))
    told=$("check_$deed")
    [ -z "$told" ] || echo "$deed, $call $nth: $told" >> faults
  done < targets.list
}

each=$(short 4 220) killed=0
for deed in answer import hand_in collect export; do
  before=$killed
  : > faults
  kill_at "$deed" "$each" "${TORTURE_FROM:-1}"
  ok "$deed killed at $each random calls: nothing is lost or half" equal "$(cat faults)" ""
  ok "and it was killed (some calls differ from run to run)" test $((killed - before)) -gt $((each / 2))
  cat faults >> found
done

# -- The control -----------------------------------------------------------------------------------

: > faults
lost=0 all=$killed killed=0 controls=$(short 16 100)
ok "the fault compiles" cc -D_GNU_SOURCE -shared -fPIC -o early.so "$top/tests/torture/faults/early.c"
kill_at answer "$controls" 1 -E "LD_PRELOAD=$work/early.so"
lost=$(grep -c 'shown,.*kept' faults)
ok "who tells before the COMMIT is noticed" test "$lost" -gt 0
figure "kill -9 in answer, import, hand-in, collect, export" "$all" "$(wc -l < found) faults" \
  "told before COMMIT: $lost of $killed lose an answer"
finish
