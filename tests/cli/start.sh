#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# How the program starts, and how it says that it cannot.
. "$(dirname "$0")/../tap.sh"

run() { # arguments...: stdout in out, stderr in err, exit code in $rc
  rc=0
  "$MAFUNZO" "$@" > "$work/out" 2> "$work/err" < /dev/null || rc=$?
}

run --help
ok "help exits 0" equal $rc 0
ok "help lists check" contains "$work/out" "mafunzo check"
ok "help lists report" contains "$work/out" "mafunzo report"
run --version
ok "version exits 0" equal $rc 0
run --nonsense
ok "unknown option exits 64" equal $rc 64
run nonsense
ok "unknown command exits 64" equal $rc 64
ok "unknown command is named" contains "$work/err" nonsense
run
ok "no terminal and no pipe exits 64" equal $rc 64
ok "no terminal and no pipe says what to do" contains "$work/err" --linear
run --linear --courses "$work/none"
ok "missing courses exit 66" equal $rc 66
ok "missing courses are said, with the remedy" contains "$work/err" "--courses"
printf '' | "$MAFUNZO" > "$work/out" 2> "$work/err"
ok "an empty pipe is the linear face, left in peace" equal $? 0

# A second copy on the same store.
mkfifo "$work/in" "$work/seen"
"$MAFUNZO" --linear --store "$work/held" < "$work/in" > "$work/seen" 2>&1 &
first=$!
exec 3> "$work/in" 4< "$work/seen"
read -r _ <&4 # the first copy has drawn: it holds the store
run --linear --store "$work/held"
ok "a second copy exits 75" equal $rc 75
ok "a second copy says who holds the store" contains "$work/err" "$first"
exec 3>&- 4<&-
wait $first
run --linear --store "$work/held"
ok "the store is free again" equal $rc 0

# A store from a newer version stays as it is.
sqlite3 "$work/held/mafunzo.db" 'PRAGMA user_version = 4711' > "$work/pragma"
before=$(cksum < "$work/held/mafunzo.db")
run --linear --store "$work/held"
ok "a newer store exits 65" equal $rc 65
ok "a newer store is untouched" equal "$(cksum < "$work/held/mafunzo.db")" "$before"

# A folder that cannot be made.
: > "$work/file"
run --linear --store "$work/file/store"
ok "a store below a file exits 73" equal $rc 73
ok "and names the place" contains "$work/err" "$work/file/store"

# One broken course among good ones.
mkdir -p "$work/courses/broken"
cp -r "$top"/tests/courses/* "$work/courses/"
printf 'id: broken\ntitle: [\n' > "$work/courses/broken/course.yaml"
printf '1\nAmina\n\n\n1\n' | "$MAFUNZO" --linear --courses "$work/courses" --store "$work/mixed" \
  > "$work/out" 2> "$work/err"
ok "beside a broken course the good one is offered" contains "$work/out" "Passport examination"
ok "and the broken one is named" contains "$work/out" broken
ok "nothing but text on the screen" clean_text "$work/out"
finish
