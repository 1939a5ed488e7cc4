#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The promises about backups: whatever dies or fails while one is made or gone back to, no half one is
# taken for good, and every event that was there is there afterwards. Each fault is caused, by strace,
# at every n-th call until none is left; an independent sqlite3 counts.
. "$(dirname "$0")/../tap.sh"
ASAN_OPTIONS=detect_leaks=0
export ASAN_OPTIONS
store=$work/store

events() { sqlite3 "file:$1?immutable=1" "SELECT count(*) FROM event" 2>&1; }

bad_ones() { # files that bear a backup's name and are not whole, or lack events
  for file in "$1"/mafunzo-*.db; do
    [ -e "$file" ] || continue
    [ "$(sqlite3 "file:$file?immutable=1" 'PRAGMA integrity_check' 2>&1) $(events "$file")" = "ok $2" ] ||
      echo "$file"
  done
}

attempt() { # strace injection, command...: on a fresh copy of the store; its exit code in $rc
  inject=$1
  shift
  rm -rf "$store" "$work/stick"
  mkdir "$work/stick"
  cp -r "$work/base" "$store"
  rc=0
  strace -f -qqq -o "$work/trace" -e trace="${inject%%:*}" -e inject="$inject" \
    "$MAFUNZO" --store "$store" "$@" > "$work/out" 2> "$work/err" || rc=$?
}

# A record with a backup of it, then more, left by a kill: the rest is in the log alone.
printf '1\nAmina\n\n\n1\n1\n4\n2\n\n38\n' | "$MAFUNZO" --linear --store "$work/base" > "$work/begun" 2>&1
printf '1\n1\n4\n\n1\n\n' > "$work/lines"
strace -f -qqq -o "$work/trace" -e trace=fdatasync -e inject=fdatasync:signal=KILL:when=6 \
  "$MAFUNZO" --linear --store "$work/base" < "$work/lines" > "$work/more" 2>&1
base_backup=$(events "$work"/base/backups/mafunzo-*.db)
cp -r "$work/base" "$work/whole"
sqlite3 "$work/whole/mafunzo.db" 'SELECT count(*) FROM event' > "$work/count"
all=$(cat "$work/count")
ok "the store has more than its backup, in its log" test -s "$work/base/mafunzo.db-wal" -a "$all" -gt "$base_backup"

for call in pwrite64 fsync fdatasync renameat2 unlink; do
  n=0 wrong=
  while :; do
    n=$((n + 1))
    attempt "$call:signal=KILL:when=$n" backup "$work/stick"
    [ "$rc" != 0 ] || break
    [ -z "$(bad_ones "$work/stick" "$all")" ] || wrong="$wrong $n(half)"
    "$MAFUNZO" --store "$store" backup "$work/stick" > "$work/again" 2>&1 || wrong="$wrong $n(not again)"
    [ -z "$(bad_ones "$work/stick" "$all")" ] || wrong="$wrong $n(half again)"
    [ -z "$(ls "$work/stick" | grep part)" ] || wrong="$wrong $n(rest)"
    [ $n -lt 300 ] || break
  done
  ok "backup killed at each of $((n - 1)) calls of $call: no half one" equal "$wrong" ""
done

for fault in pwrite64:error=ENOSPC pwrite64:error=EIO fsync:error=EIO renameat2:error=EROFS openat:error=EIO; do
  n=0 wrong= told=0
  while :; do
    n=$((n + 1))
    attempt "$fault:when=$n" backup "$work/stick"
    [ -z "$(bad_ones "$work/stick" "$all")" ] || wrong="$wrong $n(half)"
    if grep -q INJECTED "$work/trace"; then
      if [ "$rc" = 0 ]; then
        [ -s "$work/out" ] && [ -e "$(cat "$work/out")" ] || wrong="$wrong $n(nothing made)"
      else
        told=$((told + 1))
        [ -z "$(ls "$work/stick")" ] || wrong="$wrong $n(rest)"
        grep -q 'error: ' "$work/err" || wrong="$wrong $n(unsaid)"
        case $rc in 65 | 66 | 7[0-9]) ;; *) wrong="$wrong $n(exit $rc)" ;; esac
      fi
    else
      break
    fi
    [ $n -lt 300 ] || break
  done
  ok "backup with each of $((n - 1)) times $fault: told, and nothing half is left" equal "$wrong" ""
  case $fault in openat*) ;; *) ok "and it was told ($fault)" test $told -gt 0 ;; esac
done
attempt "pwrite64:error=ENOSPC:when=1+" backup "$work/stick"
ok "a full stick exits 74" equal "$rc" 74

newest() { ls "$work"/base/backups/mafunzo-*.db; }
for call in pwrite64 fsync rename mkdir unlink; do
  n=0 wrong=
  while :; do
    n=$((n + 1))
    attempt "$call:signal=KILL:when=$n" restore --yes "$(newest)"
    [ "$rc" != 0 ] || break
    # Whole, old or new, by the next start; then the restore can be made all the same.
    "$MAFUNZO" --store "$store" --quiet doctor > "$work/again" 2>&1 || wrong="$wrong $n($(head -1 "$work/again"))"
    [ "$(events "$store/mafunzo.db")" = "$all" ] || wrong="$wrong $n($(events "$store/mafunzo.db") events)"
    "$MAFUNZO" --store "$store" restore --yes > "$work/again" 2>&1 || wrong="$wrong $n(not again)"
    [ "$(events "$store/mafunzo.db")" = "$all" ] || wrong="$wrong $n(lost)"
    [ $n -lt 300 ] || break
  done
  ok "restore killed at each of $((n - 1)) calls of $call: all events are there" equal "$wrong" ""
done

for fault in pwrite64:error=ENOSPC fsync:error=EIO rename:error=EIO mkdir:error=ENOSPC; do
  n=0 wrong=
  while :; do
    n=$((n + 1))
    attempt "$fault:when=$n" restore --yes "$(newest)"
    grep -q INJECTED "$work/trace" || break
    "$MAFUNZO" --store "$store" --quiet doctor > "$work/again" 2>&1 || wrong="$wrong $n($(head -1 "$work/again"))"
    [ "$(events "$store/mafunzo.db")" = "$all" ] || wrong="$wrong $n($(events "$store/mafunzo.db") events)"
    [ $n -lt 300 ] || break
  done
  ok "restore with each of $((n - 1)) times $fault: all events are there" equal "$wrong" ""
done

# The name must be on the disk before the backup is called made, and before a restore goes on.
order() { # the calls of a run, one word each
  sed -n 's/^[0-9]* *\([a-z0-9]*\)(.*/\1/p' "$work/trace" | tr '\n' ' '
}
attempt "fsync,renameat2,rename:delay_enter=1:when=1000" backup "$work/stick"
ok "a backup: the file is flushed, named, and its folder flushed" equal "$(order)" "fsync renameat2 fsync "
attempt "fsync,renameat2,rename:delay_enter=1:when=1000" restore --yes "$(newest)"
case $(order) in
  *"fsync rename fsync rename rename fsync fsync rename fsync ") order=kept ;;
  *) order=$(order) ;;
esac
ok "a restore: every name is on the disk before the next" equal "$order" kept
finish
