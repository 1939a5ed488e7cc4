#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Collecting by lines: what is asked, how far it is, what came of it; and what is in the records then.
. "$(dirname "$0")/../tap.sh"
MAFUNZO_COURSES=$top/tests/courses
MAFUNZO_CLOCK=1790000000000
WORK=$work
export MAFUNZO_CLOCK WORK
passphrase='four words nobody joins'

fresh() { # an office that collected nothing of this yet
  if [ ! -d "$work/before" ]; then
    sh "$top/tests/tui/app-collect.sh" --help > "$work/out" 2>&1
    cp -r "$work/office" "$work/before"
  fi
  rm -rf "$work/office" "$work"/near/*.receipt
  cp -r "$work/before" "$work/office"
}
play() { # screen, options, lines...
  screen=$work/$1.txt options=$2
  shift 2
  # shellcheck disable=SC2086
  printf '%s\n' "$@" | sh "$top/tests/tui/app-collect.sh" $options > "$screen" 2> "$work/err"
  rc=$?
}
events() { sqlite3 "$work/office/mafunzo.db" 'SELECT count(*) FROM event'; }

fresh
before=$(events)
# A stick that was pulled; a typing mistake; the folder; the file that was cut; another folder, in which
# there is nothing.
play all "" :1 "four words somebody joins" "$passphrase" near 5 esc esc empty :esc
ok "asked and told line by line" golden collect "$work/all.txt"
ok "leaves with 0" equal "$rc" 0
ok "nothing on stderr" equal "$(cat "$work/err")" ""
ok "no control bytes" clean_text "$work/all.txt"
ok "the passphrase is not said" lacks "$work/all.txt" "nobody joins"
ok "what is new is in the records" test "$(events)" -gt "$before"
ok "and receipts are beside the bundles" equal "$(ls "$work/near" | grep -c receipt)" 2
taken=$(events)

fresh
play end "" near "$passphrase"
ok "what ends with the passphrase is collected to its end" equal "$(events)" "$taken"
ok "how far it is, is said once each" equal "$(grep -c '^Bundles: 4 of 7$' "$work/end.txt")" 1
ok "and the keys are offered once" equal "$(grep -c 'Esc. Stop' "$work/end.txt")" 1

fresh
mkdir "$work/elsewhere"
play receipts "--receipts elsewhere" near "$passphrase" 2
ok "receipts go where they are wanted" equal "$(ls "$work/elsewhere" | grep -c receipt)" 2
ok "and a laptop's page says where" contains "$work/receipts.txt" "Receipt: elsewhere/"
play again "" near "$passphrase"
ok "the same again is nothing new" equal "$(events) $(grep -c 'nothing new' "$work/again.txt")" "$taken 2"

fresh
play far "" far "$passphrase" 2
ok "who is not accepted is said to be so" contains "$work/far.txt" "(not accepted, not taken in)"
ok "and the reason has the remedy" contains "$work/far.txt" "mafunzo laptops"
ok "and nothing of it is in" equal "$(events)" "$before"

fresh
play accept "" far "$passphrase" 1 "Old Gate" 1
ok "it is accepted on its page, and collected" contains "$work/accept.txt" "Old Gate (new"
ok "and is in" test "$(events)" -gt "$before"

rm -rf "$work/office/keys"
play none "" near
ok "without keys nothing is asked" equal \
  "$rc $(grep -o 'keys.none' "$work/err") $(cat "$work/none.txt")" "66 keys.none "
play format "--format json"
ok "what is written is of a place that is said" equal "$rc" 64
finish
