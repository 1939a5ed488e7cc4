#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The promise about the file of projections: whatever dies or fails while it is made or brought up to
# date, the next report is the one that the records alone give. Each fault is caused, by strace, at
# every n-th call until none is left.
. "$(dirname "$0")/../tap.sh"
ASAN_OPTIONS=detect_leaks=0
export ASAN_OPTIONS

report() { # of a store: all that is told, from facts and from estimates
  "$MAFUNZO" --store "$1" report competency --format csv && "$MAFUNZO" --store "$1" report tna --format csv
}

practise() { # in a store: answers to two questions
  printf '1\n1\n4\n2\n\n38\n' | "$MAFUNZO" --linear --store "$1"
}

printf '1\nAmina\n\n\n1\n1\n4\n2\n\n38\n' | "$MAFUNZO" --linear --store "$work/base" > "$work/begun" 2>&1
report "$work/base" > "$work/first" 2> "$work/err"
ok "who collects nothing has no such file" test ! -e "$work/base/mafunzo.projected"
# Its chain is another one from now on: what is there was collected.
sqlite3 "$work/base/mafunzo.db" 'DELETE FROM chain'
report "$work/base" > "$work/collected" 2> "$work/err"
ok "who collects has one" test -s "$work/base/mafunzo.projected"
ok "and what is told is the same" cmp -s "$work/first" "$work/collected"
cp -r "$work/base" "$work/more"
practise "$work/more" > "$work/begun" 2>&1
cp -r "$work/more" "$work/anew"
rm "$work/anew/mafunzo.projected"
report "$work/anew" > "$work/wanted" 2> "$work/err"
ok "there is more to tell since" test "$(cmp -s "$work/wanted" "$work/first"; echo $?)" = 1
rm "$work/anew/mafunzo.projected"

attempt() { # strace injection, store
  rm -rf "$work/store"
  cp -r "$2" "$work/store"
  rc=0
  strace -f -qqq -o "$work/trace" -e trace="${1%%:*}" -e inject="$1" \
    "$MAFUNZO" --store "$work/store" report tna --format csv > "$work/out" 2> "$work/err" || rc=$?
}

for from in anew more; do # made, and brought up to date
  for call in pwrite64 fdatasync ftruncate unlink; do
    n=0 wrong=
    while :; do
      n=$((n + 1))
      attempt "$call:signal=KILL:when=$n" "$work/$from"
      [ "$rc" != 0 ] || break
      report "$work/store" > "$work/again" 2> "$work/err" || wrong="$wrong $n(does not report)"
      cmp -s "$work/again" "$work/wanted" || wrong="$wrong $n"
      [ $n -lt 300 ] || break
    done
    ok "$from, killed at each of $((n - 1)) calls of $call: the next report is right" equal "$wrong" ""
  done
  for fault in pwrite64:error=ENOSPC:when=1+ ftruncate:error=EIO:when=1+; do
    attempt "$fault" "$work/$from"
    ok "$from, with $fault: it is told, or right" test "$rc" != 0 -o -s "$work/out"
    report "$work/store" > "$work/again" 2> "$work/err"
    ok "$from, after $fault: the next report is right" cmp -s "$work/again" "$work/wanted"
  done
done

# Torn anywhere.
size=$(stat -c %s "$work/base/mafunzo.projected")
at=0 wrong=
while [ $at -lt "$size" ]; do
  rm -rf "$work/store"
  cp -r "$work/more" "$work/store"
  truncate -s $at "$work/store/mafunzo.projected"
  report "$work/store" > "$work/again" 2> "$work/err" || report "$work/store" > "$work/again" 2>> "$work/err"
  cmp -s "$work/again" "$work/wanted" || wrong="$wrong $at"
  at=$((at + 20480 + 100))
done
ok "torn at any place: told or right, and right the next time" equal "$wrong" ""
finish
