#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# No memory at the n-th call for it, each in its turn until none is left, while somebody answers, hands
# in, makes a backup, exports, collects. It ends, saying so, or does what it does when there is enough;
# nothing that was shown as saved is lost, nothing half bears a final name, and the next start goes
# on. A program that tells of an answer before its COMMIT (faults/early.c) must be noticed.
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/figure"
where=$(mktemp -d "$TORTURE_TMP/memory-XXXXXX")
trap 'rm -rf "$work" "$where"' EXIT
cd "$where" || exit 70
printf 'correct horse battery staple\n' > typed
on() { # store, command...
  place=$1
  shift
  "$MAFUNZO" --store "$place" "$@" > out 2> err < typed
}
count() { sqlite3 "$1/mafunzo.db" "SELECT count(*) FROM event WHERE verb LIKE '$2'" 2>&1; }

# -- A laptop with a person and a begun practice, and an office ----------------------------------------

printf '1\nAmina\n\n\n1\n1\n4\n' | "$MAFUNZO" --linear --store laptop > begun
printf '1\n2\n\n38\n' > answers # Continue, an answer, Next, another
on office keys init "The office"
fingerprint=$(grep -oE '([0-9]{5}[- ]){5}[0-9]{5}' out | head -1)
on office keys card --out office.card
on laptop enrol --yes "$fingerprint" office.card
mkdir stick
on laptop hand-in --out stick
shown=$(grep -oE '([0-9]{5}[- ]){5}[0-9]{5}' out)
on office collect stick
on office laptops accept "$shown" --as North
cp -r office taken
on taken collect stick --receipts .
on laptop export events --out whole.jsonl
all=$(count laptop %) in_bundle=$(count taken %)
ok "a laptop and an office are there" test -s whole.jsonl -a "$in_bundle" -gt 0
ok "the faults compile" sh -c "cc -O1 -shared -fPIC -o lean.so '$top/tests/torture/faults/lean.c' &&
  cc -D_GNU_SOURCE -shared -fPIC -o early.so '$top/tests/torture/faults/early.c'"

# -- Deeds, and what must hold after each --------------------------------------------------------------

run_answer() { "$@" "$MAFUNZO" --linear --store now/laptop < answers; }
check_answer() {
  seen=$(grep -cE 'your answer,|^Your answer:' screen)
  kept=$(count now/laptop answered)
  [ "$kept" -ge "$seen" ] 2> compare || echo "$seen shown, $kept kept"
  [ "$rc" != 0 ] || [ "$kept" = 2 ] || grep -q 'NOT SAVED' screen || echo "ended well with $kept answers"
  printf '1\n' | "$MAFUNZO" --linear --store now/laptop > again 2>&1 || echo "does not start again"
}

run_hand_in() { "$@" "$MAFUNZO" --store now/laptop hand-in --all --out now/stick; }
check_hand_in() {
  name=$(ls now/stick)
  case $name in
    "") [ ! -s screen ] || echo "told, and no bundle" ;;
    *.mafunzo) on now/office collect now/stick || echo "half a bundle" ;;
    *) echo "left behind: $name" ;;
  esac
  [ "$(count now/laptop %)" = "$all" ] || echo "an event is lost"
}

run_backup() { "$@" "$MAFUNZO" --store now/laptop backup now/stick; }
check_backup() { # a rest bears no final name, and is swept up by the next
  [ ! -s screen ] || [ -e now/stick/mafunzo-*.db ] || echo "told, and no backup"
  on now/laptop backup now/stick || echo "not again"
  for each in now/stick/*; do
    [ "$(sqlite3 "file:$each?immutable=1" 'PRAGMA integrity_check; SELECT count(*) FROM event' 2>&1 | tr '\n' ' ')" = \
      "ok $all " ] || echo "half a backup: $each"
  done
}

run_export() { "$@" "$MAFUNZO" --store now/laptop export events --out now/events.jsonl; }
check_export() {
  if [ -e now/events.jsonl ]; then cmp whole.jsonl now/events.jsonl 2>&1; fi
  [ ! -e now/events.jsonl.part ] || echo "left behind"
}

run_collect() { "$@" "$MAFUNZO" --store now/office collect stick --receipts now < typed; }
check_collect() {
  kept=$(count now/office %)
  case $kept in 0 | "$in_bundle") ;; *) echo "$kept of $in_bundle are in" ;; esac
  [ ! -e now/*.receipt ] || [ "$kept" = "$in_bundle" ] || echo "a receipt for $kept events"
}

attempt() { # deed, n, library to load before...: $rc, and what is not as it must be
  deed=$1 nth=$2
  shift 2
  rm -rf now came
  mkdir now now/stick
  cp -r laptop office now
  rc=0
  "run_$deed" env LEAN="$nth" LEAN_COUNT="$where/calls" LEAN_CAME="$where/came" \
    LD_PRELOAD="$where/lean.so${1+:$1}" > screen 2> err || rc=$?
  case $rc in
    0) ;;
    71) grep -q 'out of memory' err || echo "exit 71, unsaid" ;;
    6? | 7?) grep -q 'error: ' err || grep -q 'NOT SAVED' screen || echo "exit $rc, unsaid" ;;
    *) echo "exit $rc" ;;
  esac
  "check_$deed"
}

tried=0
for deed in answer hand_in backup export collect; do
  rm -f calls
  attempt $deed 0 > told 2>&1
  calls=$(cat calls)
  [ $deed != answer ] || answer_calls=$calls
  ok "$deed: with enough memory it is done, by $calls calls for it" equal "$(cat told)$rc" 0
  case $deed in collect) most=$(short 6 100000) ;; *) most=$(short 20 100000) ;; esac
  step=$((calls / most + 1)) n=${TORTURE_FROM:-1} came=0 many=0
  : > faults
  while [ "$n" -le "$calls" ]; do
    attempt $deed "$n" > told 2>&1
    [ ! -e came ] || came=$((came + 1))
    [ ! -s told ] || echo "$deed $n: $(tr '\n' ';' < told)" >> faults
    many=$((many + 1)) n=$((n + step))
  done
  tried=$((tried + came))
  ok "$deed without memory at $many calls: ended or done, nothing lost or half" equal "$(head -20 faults)" ""
  ok "and there was none at most of them" test "$came" -gt $((many / 2))
  cat faults >> found
done

lost=0 controls=20 n=0 # between the first answer's screen and the second's COMMIT, at the end
while [ $n -lt $controls ]; do
  n=$((n + 1))
  attempt answer $((answer_calls - 120 + 6 * n)) "$where/early.so" > told 2>&1
  ! grep -q 'shown,.*kept' told || lost=$((lost + 1))
done
ok "who tells before the COMMIT is noticed" test "$lost" -gt 0
figure "n-th call for memory in 5 deeds without any" "$tried" "$(wc -l < found) faults" \
  "told before COMMIT: $lost of $controls lose an answer"
finish
