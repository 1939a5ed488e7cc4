#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# doctor, backup and restore as they are typed.
. "$(dirname "$0")/../tap.sh"
store=$work/store

run() { # arguments...: stdout in out, stderr in err, exit code in $rc
  rc=0
  "$MAFUNZO" --store "$store" "$@" > "$work/out" 2> "$work/err" < /dev/null || rc=$?
}
code() { jq -r ".findings[] | select(.code == \"$1\") | .verdict" "$work/out" | sort -u; }
learn() { # at a day, lines: a run of the program
  printf "$2" | MAFUNZO_CLOCK=$((1790000000000 + $1 * 86400000)) "$MAFUNZO" --linear --store "$store" \
    > "$work/screen" 2>&1
}
backups() { ls "$store"/backups/mafunzo-*.db 2> "$work/ls" | wc -l; }
events() { sqlite3 "file:$1?immutable=1" 'SELECT count(*) FROM event'; }
damage() { # ruins the last two thirds of a file, but for its last page
  third=$(($(stat -c %s "$1") / 12288))
  dd if=/dev/urandom of="$1" bs=4096 seek=$third count=$((2 * third - 1)) conv=notrunc 2> "$work/dd"
}

run doctor
ok "nothing recorded yet is no problem" equal $rc 0
ok "and is said" contains "$work/out" "[store.none]"
ok "and no store is made" test ! -e "$store"
run backup
ok "no backup of nothing: 66" equal $rc 66
run restore
ok "nothing to restore: 66" equal $rc 66

# A first day: the program makes a backup when it is left, and one a day.
learn 0 '1\nAmina\n\n\n1\n1\n4\n'
ok "left after the first day: a backup" equal "$(backups)" 1
learn 0 '1\n1\n4\n\n1\n\n'
ok "none more on the same day" equal "$(backups)" 1
learn 1 ''
ok "the next day one with what came since" equal "$(backups)" 2
learn 2 ''
ok "and none where nothing came since" equal "$(backups)" 2
all=$(events "$store/mafunzo.db")
ok "it holds all" equal "$(events "$(ls "$store"/backups/*.db | tail -1)")" "$all"

run doctor
ok "a sound store: exit 0" equal $rc 0
ok "every event verifies" contains "$work/out" "[events.whole]"
ok "the newest good backup is named" contains "$work/out" "$(ls "$store"/backups/*.db | tail -1)"
ok "that names and answers can be read is said" contains "$work/out" "[record.readable]"
ok "nothing but text" clean_text "$work/out"
run --quiet doctor
ok "--quiet says only what is wrong" equal "$rc $(wc -c < "$work/out")" "0 0"
run doctor --rebuild --format json
ok "rebuilt: the same" equal "$rc $(code projection.same)" "0 ok"
digest=$(jq -r .digest "$work/out")
ok "a digest of 32 bytes" equal "$(printf %s "$digest" | wc -c)" 64
MAFUNZO_SEED=99 run doctor --rebuild --format json
ok "the same digest again" equal "$(jq -r .digest "$work/out")" "$digest"

# A stick.
mkdir "$work/stick"
run backup "$work/stick"
ok "a backup on a stick" equal "$rc $(ls "$work/stick" | wc -l)" "0 1"
ok "its file is told" test -s "$(cat "$work/out")"
ok "sqlite alone reads it" equal "$(sqlite3 "$(cat "$work/out")" 'PRAGMA integrity_check; SELECT count(*) FROM event')" "ok
$all"
run backup "$work/stick"
ok "a second one takes no place" equal "$rc $(ls "$work/stick" | wc -l)" "0 2"
run backup "$work/pulled"
ok "no such folder: 66, and it is not made" equal "$rc $(ls -d "$work/pulled" 2> "$work/ls")" "66 "
chmod 500 "$work/stick"
chmod 711 "$work"
step_down=
if [ "$(id -u)" = 0 ]; then
  step_down="setpriv --reuid=65534 --clear-groups"
  chown 65534 "$work/stick"
  cp -r "$store" "$work/theirs"
  chown -R 65534 "$work/theirs"
else
  cp -r "$store" "$work/theirs"
fi
rc=0
$step_down "$MAFUNZO" --store "$work/theirs" backup "$work/stick" > "$work/out" 2> "$work/err" || rc=$?
ok "a stick that is read-only: 73" equal $rc 73
ok "and it is said" contains "$work/err" "[backup.create]"
for wrong in "backup a b" "backup --all" "restore a b" "restore --now" "doctor --format xml" "doctor x"; do
  # shellcheck disable=SC2086
  run $wrong
  ok "$wrong: 64" equal $rc 64
done

# In use: the other one is named, and nothing is touched.
mkfifo "$work/in" "$work/seen"
"$MAFUNZO" --linear --store "$store" < "$work/in" > "$work/seen" 2>&1 &
first=$!
exec 3> "$work/in" 4< "$work/seen"
read -r _ <&4
for command in doctor backup "restore --yes"; do
  # shellcheck disable=SC2086
  run $command
  ok "$command while another holds the store: 75" equal $rc 75
  cat "$work/out" "$work/err" > "$work/both"
  ok "and it is said who ($command)" contains "$work/both" "$first"
done
exec 3>&- 4<&-
wait $first

# An offer without a terminal changes nothing.
before=$(cksum < "$store/mafunzo.db")
run restore
ok "restore without --yes only offers" equal "$rc $(cksum < "$store/mafunzo.db")" "0 $before"
ok "and says how" contains "$work/err" "restore --yes"

# Damage in the middle of the file.
damage "$store/mafunzo.db"
run doctor --format json
ok "damage: 65" equal "$rc $(code store.damaged)" "65 problem"
ok "and the newest good backup is told" equal "$(code backup.newest)" ok
run report competency
ok "a report of it is refused: 65" equal $rc 65
ok "and the backup and the command are named" contains "$work/err" "mafunzo --store $store restore"
run backup
ok "no backup of a damaged store: 65" equal "$rc" 65
newest=$(ls "$store"/backups/*.db | tail -1)
cp "$newest" "$work/kept"
damage "$newest"
run restore
ok "a damaged backup is passed over for the one before" contains "$work/err" "$(ls "$store"/backups/*.db | head -1)"
cp "$work/kept" "$newest"
run restore --yes
ok "restored: exit 0" equal $rc 0
ok "every event is there" equal "$(events "$store/mafunzo.db")" "$all"
ok "the damaged one is kept" test -s "$(ls -d "$store"/damaged-*)/mafunzo.db"
run doctor --rebuild --format json
ok "and the store is sound" equal "$rc $(code events.whole)" "0 ok"
ok "its results are the same, by their digest" equal "$(jq -r .digest "$work/out")" "$digest"
ok "a new chain names its parent" equal \
  "$(sqlite3 "$store/mafunzo.db" 'SELECT count(*) FROM chain c JOIN chain p ON c.parent = p.public')" 1

# Not a store at all any more: the start says so, and names the backup and the command.
head -c 9000 /dev/urandom > "$store/mafunzo.db"
rc=0
printf '\n' | "$MAFUNZO" --linear --store "$store" > "$work/out" 2> "$work/err" || rc=$?
ok "a start on damage: 65" equal $rc 65
ok "the newest good backup is named" contains "$work/err" "[backup.offer]"
ok "and the command" contains "$work/err" "mafunzo --store $store restore"
run restore --yes "$newest"
ok "gone back to a named backup" equal "$rc $(events "$store/mafunzo.db")" "0 $all"

# A schema that is not ours.
sqlite3 "$store/mafunzo.db" "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'event_session'" \
  "PRAGMA writable_schema = RESET" 2> "$work/sql"
run doctor --format json
ok "a missing index is a problem" equal "$rc" 65
run restore --yes
ok "and restore mends it" equal "$rc" 0
run doctor
ok "then all is well" equal "$rc" 0
finish
