#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Disks of every size, in steps of 4 KiB: somebody answers, hands in, collects. Either it is done, or it
# is said that it is not; what was there is whole; with room again it goes on. The disk is a tmpfs,
# which root alone can mount; anybody else's is a limit on the size of a file. A program that takes a
# write for done for which there is no room (faults/deaf.c) must be noticed.
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/figure"
cd "$work" || exit 70
trap 'umount "$work/disk" 2> umount.err; rm -rf "$work"' EXIT
passphrase='correct horse battery staple'
printf '%s\n' "$passphrase" > typed
on() { # store, command...
  place=$1
  shift
  "$MAFUNZO" --store "$place" "$@" > out 2> err
}

mkdir disk
if mount -t tmpfs -o size=64k none disk 2> mount.err && umount disk; then mounts=1; else mounts=; fi
disk() { # KiB: an empty disk of that size
  rm -rf disk/* 2> rm.err
  [ -z "$mounts" ] || { umount disk 2> umount.err; mount -t tmpfs -o "size=$1k" none disk; }
}
more() { [ -z "$mounts" ] || mount -o remount,size=64m disk; }
within() { # KiB of a file, where the disk has no size of its own
  limit=$1
  shift
  if [ -n "$mounts" ]; then "$@"; else prlimit --fsize="$((limit * 1024)):" "$@"; fi
}
attempt() { # KiB, command...: "screen" and "err", to which no limit applies, and $rc
  echo 0 > rc
  { { within "$@" || echo $? > rc; } 2>&1 >&3 | cat > err; } 3>&1 | cat > screen
  rc=$(cat rc)
}

# -- A laptop with many events, another with a begun practice, and an office --------------------------

{ echo 'name,agency,unit,position'; seq -f "Officer %g,Border Guard,North Gate,PLO" 350; } > people.csv
on full roster import people.csv
printf '1\nAmina\n\n\n1\n1\n4\n' | "$MAFUNZO" --linear --store laptop > begun
printf '1\n2\n\n38\n' > answers
on office keys init "The office" < typed
sed -n '/AGE-SECRET-KEY-1/,$p' out | tr -d ' \n' > escrow.key
fingerprint=$(grep -oE '([0-9]{5}[- ]){5}[0-9]{5}' out | head -1)
on office keys card --out office.card < typed
on full enrol --yes "$fingerprint" office.card
mkdir stick
on full hand-in --out stick
shown=$(grep -oE '([0-9]{5}[- ]){5}[0-9]{5}' out)
on office collect stick < typed
on office laptops accept "$shown" --as North
ok "a laptop and an office are there" test -s "$(echo stick/*.mafunzo)"

count() { # store, what: of a copy, for who only reads needs room too
  rm -rf seen
  cp -r "$1" seen
  sqlite3 seen/mafunzo.db "PRAGMA integrity_check; SELECT count(*) FROM event WHERE verb = '$2'" 2>&1 | tr '\n' ' '
}
base_of() { # KiB that it has on a tmpfs
  find "$1" -type f -printf '%s\n' | awk '{ n += int(($1 + 4095) / 4096) } END { print 4 * n }'
}

# -- Three deeds on a disk of so many steps beyond what is there -------------------------------------

said() { # what went wrong, in words and with a code that scripts understand
  case $rc in
    0 | 65 | 66 | 7[1-5]) grep -q 'error: ' err || grep -q 'NOT SAVED' screen || echo "exit $rc, unsaid" ;;
    *) echo "exit $rc" ;;
  esac
}

try_answer() {
  disk $(($(base_of laptop) + 4 * $1))
  cp -r laptop disk/ || return
  attempt $((4 * $1)) env "${preload:-NONE=}" "$MAFUNZO" --linear --store disk/laptop < answers
  seen=$(grep -cE 'your answer,|^Your answer:' screen)
  kept=$(count disk/laptop answered)
  case $kept in
    "ok 2 ") done=$((done + 1)) ;;
    "ok "*) said ;;
    *) echo "the store: $kept" ;;
  esac
  [ "${kept#ok }" -ge "$seen" ] 2> compare || echo "$seen shown, $kept kept"
  more
  before=$kept
  printf '1\n1\n2\n1\n2\n1\n' | "$MAFUNZO" --linear --store disk/laptop > again 2>&1 || echo "does not go on"
  [ "$(count disk/laptop answered)" != "ok 0 " ] || echo "with room, still no answer ($before)"
}

whole() { # a bundle: opened by the tools of others
  rm -rf open
  mkdir open
  age -d -i escrow.key "$1" 2> age.err | tar x -C open 2> tar.err || return 1
  [ "$(b2sum -l 256 open/events.jsonl | cut -d ' ' -f 1)" = "$(jq -r .digest open/manifest.json)" ]
}
try_hand_in() {
  disk $((4 * ($1 + 1)))
  attempt $((4 * ($1 + 1))) "$MAFUNZO" --store full hand-in --out disk
  if [ "$rc" = 0 ]; then
    done=$((done + 1))
    whole disk/*.mafunzo || echo "said to be there, and is not whole"
  else
    said
    [ -z "$(ls disk)" ] || echo "left behind: $(ls disk)"
  fi
  more
  on full hand-in --out disk || echo "not again"
  whole disk/*.mafunzo || echo "not whole by now"
}

try_collect() {
  disk $(($(base_of office) + 4 * $1))
  cp -r office disk/ || return
  attempt $((4 * $1)) "$MAFUNZO" --store disk/office collect stick --receipts . < typed
  kept=$(count disk/office person-stated)
  case "$rc $kept" in
    "0 ok 350 ") done=$((done + 1)) ;;
    *" ok 0 " | *" ok 350 ") said ;;
    *) echo "exit $rc, the store: $kept" ;;
  esac
  more
  on disk/office collect stick --receipts . < typed || echo "not again"
  [ "$(count disk/office person-stated)" = "ok 350 " ] || echo "not all by now"
}

steps=$(short "0 1 2 4 8 16 32 64 96 128 192 255" "$(seq 0 255 | tr '\n' ' ')")
for deed in answer hand_in collect; do
  done=0 wrong= many=0
  for step in $steps; do
    many=$((many + 1))
    "try_$deed" "$step" > told 2>&1
    [ ! -s told ] || wrong="$wrong $step($(tr '\n' ';' < told))"
  done
  ok "$deed on disks of $many sizes: done or said, and nothing is lost" equal "$wrong" ""
  ok "and $deed was done on some of them ($done), not on others" test "$done" -gt 0 -a "$done" -lt "$many"
  [ -z "$wrong" ] || echo "$wrong" >> found
done

# -- The control -----------------------------------------------------------------------------------

ok "the fault compiles" cc -D_GNU_SOURCE -shared -fPIC -o deaf.so "$top/tests/torture/faults/deaf.c"
noticed=0 preload="LD_PRELOAD=$work/deaf.so"
controls="1 2 3 4 5 6 7 8"
for step in $controls; do
  try_answer "$step" > told 2>&1
  [ ! -s told ] || noticed=$((noticed + 1))
done
ok "who takes a full disk for a write that was made is noticed" test "$noticed" -gt 0
try_answer 255 > told 2>&1
ok "and where there is room it is as good as any" equal "$(cat told)" ""
figure "disk sizes in answer, hand-in, collect ($([ -n "$mounts" ] && echo tmpfs || echo limit))" "3 x $many" \
  "$(cat found 2> cat.err | wc -l) faults" "errors unheard: $noticed of 8 noticed"
finish
