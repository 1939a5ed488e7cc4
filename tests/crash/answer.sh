#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The promise about answers: what the screen showed as taken is there after any death, and what could
# not be written is not shown as taken. Each fault is caused, by strace, at every n-th call until none
# is left. The screen, written to a file, is the witness; an independent sqlite3 reads the store.
. "$(dirname "$0")/../tap.sh"
ASAN_OPTIONS=detect_leaks=0
export ASAN_OPTIONS

answered() { # in a store: how many answers are recorded
  sqlite3 "$1/mafunzo.db" "SELECT count(*) FROM event WHERE verb = 'answered'" 2>&1
}

shown() { # on a screen: how many answers were shown as taken
  grep -cE 'your answer,|^Your answer:' "$1"
}

# A practice, begun and left before its first answer.
printf '1\nAmina\n\n\n1\n1\n4\n' | "$MAFUNZO" --linear --store "$work/base" > "$work/begun"
ok "a practice is begun" contains "$work/begun" "Question 1 of 8"
# Going on: Continue, a first answer, Next, and a second one.
printf '1\n2\n\n38\n' > "$work/lines"

attempt() { # strace injection: a fresh copy of the store, one run; its exit code in $rc
  rm -rf "$work/store"
  cp -r "$work/base" "$work/store"
  rc=0
  strace -f -qqq -o "$work/trace" -e trace="${1%%:*}" -e inject="$1" \
    "$MAFUNZO" --linear --store "$work/store" < "$work/lines" > "$work/screen" 2> "$work/err" || rc=$?
}

for call in write pwrite64 fdatasync; do
  n=0 lost=
  while :; do
    n=$((n + 1))
    attempt "$call:signal=KILL:when=$n"
    [ "$rc" != 0 ] || break
    seen=$(shown "$work/screen")
    kept=$(answered "$work/store")
    [ "$kept" -ge "$seen" ] 2> "$work/compare" || lost="$lost $n(shown $seen, kept $kept)"
    # The next start recovers: the same question, or the one after what was kept.
    printf '1\n' | "$MAFUNZO" --linear --store "$work/store" > "$work/again" 2>&1 ||
      lost="$lost $n(does not start again)"
    [ $n -lt 300 ] || break
  done
  ok "killed at each of $((n - 1)) calls of $call: nothing shown is lost" equal "$lost" ""
  ok "there were such calls of $call" test "$n" -gt 2
  ok "and the last run had both answers ($call)" equal "$(shown "$work/screen") $(answered "$work/store")" "2 2"
done

# No room on the disk for the first answer, then room again: not called saved, and saved later.
printf '1\n2\n' > "$work/lines"
attempt "pwrite64:error=ENOSPC:when=1+"
ok "a full disk: left without having saved, it exits 74" equal "$rc" 74
ok "and says so" contains "$work/err" "asked again"
ok "a full disk is said" contains "$work/screen" "NOT SAVED"
ok "no answer is shown as taken" equal "$(shown "$work/screen")" 0
ok "and none is recorded" equal "$(answered "$work/store")" 0
# The same answer confirmed again once there is room.
calls=$(grep -c 'pwrite64.*INJECTED' "$work/trace")
printf '1\n2\ns\n' > "$work/lines"
attempt "pwrite64:error=ENOSPC:when=1..$calls"
ok "with room again the kept answer is saved" equal "$(shown "$work/screen") $(answered "$work/store")" "1 1"
ok "after having said that it was not" contains "$work/screen" "NOT SAVED"

# An error of the disk itself.
printf '1\n2\n' > "$work/lines"
attempt "fdatasync:error=EIO:when=1+"
ok "a failing flush: no answer is shown as taken" equal "$(shown "$work/screen")" 0
ok "a failing flush is said" contains "$work/screen" "NOT SAVED"
finish
