# SPDX-License-Identifier: GPL-3.0-or-later
# The program, and a disk that is full after every odd SIGCONT and has room again after every even
# one: no file of the program may grow beyond 1 KiB, or any may. DISK-FULL or DISK-ROOM is written over
# the line beneath the title, so that the script can wait for it.
full=
turn() {
  if [ "$full" ]; then full= word=DISK-ROOM limit=unlimited; else full=1 word=DISK-FULL limit=1024; fi
  prlimit --pid "$!" --fsize="$limit:"
  printf '\0337\033[2;30H%s\0338' "$word"
}
trap turn CONT
trap 'kill -TERM $!' TERM
"$MAFUNZO" < /dev/tty &
until wait $!; rc=$?; [ "$rc" -lt 128 ]; do :; done
exit "$rc"
