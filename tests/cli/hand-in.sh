#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# From two laptops to a coordinator and back: hand-in, collect, laptops, receipt. What is sealed is
# opened by age, tar and minisign, and hashed by b2sum.
. "$(dirname "$0")/../tap.sh"
cd "$work" || exit 70

passphrase='correct horse battery staple'
on() { # store, command...
  place=$1
  shift
  "$MAFUNZO" --store "$place" --courses "$top/courses" "$@" > out 2> err
  rc=$?
}
coordinator() { printf '%s\n' "$passphrase" > typed; on "$@" < typed; }
events() { sqlite3 "$1/mafunzo.db" 'SELECT count(*) FROM event'; }
people() { # store, names...: one event each
  store=$1
  shift
  { echo 'name,agency,unit,position'; printf '%s,Border Guard,North Gate,PLO\n' "$@"; } > people.csv
  on "$store" roster import people.csv
}
digest() { sqlite3 "$1/mafunzo.db" 'SELECT hex(hash) FROM event ORDER BY hash' | b2sum; }

on none hand-in
ok "where nothing is, nothing is made" equal "$rc $(ls -d none 2> ls.err)" "66 "
people one Amina Bakari Chiku
people two Daudi Esi
on one hand-in
ok "a laptop that is enrolled with nobody hands nothing in" equal "$rc $(grep -c enrol.none err)" "66 1"
ok "and leaves nothing behind" equal "$(ls ./*.mafunzo 2> ls.err | wc -l)" 0

coordinator office keys init "The office"
ok "a coordinator has keys" equal "$rc" 0
escrow=$(grep -io 'AGE-SECRET-KEY-1.*' out | head -1)
sed -n '/AGE-SECRET-KEY-1/,$p' out | tr -d ' \n' > escrow.key
fingerprint=$(grep -oE '([0-9]{5}[- ]){5}[0-9]{5}' out | head -1)
coordinator office keys card --out office.card
coordinator other keys init "Somebody else"
for laptop in one two; do
  on "$laptop" enrol --yes "$fingerprint" office.card
  ok "laptop $laptop is enrolled" equal "$rc" 0
done

mkdir stick stick/deeper receipts
on one hand-in --out stick
ok "a laptop hands in" equal "$rc $(ls stick | grep -c '\.mafunzo$')" "0 1"
ok "and nothing half is left" equal "$(ls stick | grep -c part)" 0
shown=$(grep -oE '([0-9]{5}[- ]){5}[0-9]{5}' out)
on two hand-in --out stick/deeper
bundle=$(echo stick/*.mafunzo)

# -- Opened with the tools of others ---------------------------------------------------------------

mkdir open
age -d -i escrow.key "$bundle" > open.tar 2> age.err
ok "age opens a bundle with the escrow key" equal "$? ${escrow:+key}" "0 key"
ok "tar lists its three files" equal "$(tar tf open.tar | sort | tr '\n' ' ')" \
  "events.jsonl manifest.json manifest.json.minisig "
tar xf open.tar -C open
ok "b2sum gives the digest that was signed" equal "$(b2sum -l 256 open/events.jsonl | cut -d ' ' -f 1)" \
  "$(jq -r .digest open/manifest.json)"
ok "its events are those of the laptop" equal "$(jq -r .hash open/events.jsonl | sort)" \
  "$(sqlite3 one/mafunzo.db 'SELECT lower(hex(hash)) FROM event ORDER BY 1')"
ok "no name stands in a bundle's outside" lacks "$bundle" Amina

# -- Collecting -----------------------------------------------------------------------------------

on office collect stick
ok "without the passphrase nothing is collected" test "$rc" -ne 0
coordinator office collect stick --receipts receipts
ok "laptops that are not known are not taken in" equal "$rc $(grep -c collect.unknown err) $(events office)" "65 2 0"
coordinator office laptops --format json
ok "they are listed with the fingerprint that they showed" equal \
  "$(jq -r '.rows[].fingerprint' out | grep -cxF "$shown")" 1
key=$(jq -r --arg it "$shown" '.rows[] | select(.fingerprint == $it).minisign_key' out)
second=$(jq -r --arg it "$shown" '.rows[] | select(.fingerprint != $it).fingerprint' out)
minisign -V -q -m open/manifest.json -x open/manifest.json.minisig -P "$key" > minisign.out 2>&1
ok "minisign verifies a bundle with the key that is listed" equal $? 0
on office laptops accept 00000-00000-00000-00000-00000-00000 --as North
ok "a fingerprint that nobody has is refused" equal "$rc $(grep -c laptop.none err)" "64 1"
on office laptops accept "$shown" --as "North Gate"
on office laptops accept "$second" --as "North Gate"
ok "two laptops have two names" equal "$rc $(grep -c laptop.name err)" "64 1"
on office laptops accept "$second" --as "South Gate"
coordinator office collect stick --receipts receipts --format json
ok "who was accepted is taken in" equal "$rc $(events office)" "0 $(($(events one) + $(events two)))"
ok "and what is new is told for each" equal \
  "$(jq -r '.rows[] | "\(.laptop):\(.events_new)"' out | sort | tr '\n' ' ')" \
  "North Gate:$(events one) South Gate:$(events two) "
before=$(digest office)
{ sqlite3 office/mafunzo.db 'SELECT * FROM taken'; ls -i receipts; } > taken.before
coordinator office collect stick/deeper stick --receipts receipts --format json
{ sqlite3 office/mafunzo.db 'SELECT * FROM taken'; ls -i receipts; } > taken.after
ok "the same again changes nothing" equal \
  "$rc $(jq '[.rows[].events_new] | add' out) $(jq '[.rows[].files_again] | add' out)" "0 0 2"
ok "not a row, and no receipt" equal "$before $(cat taken.before)" "$(digest office) $(cat taken.after)"

coordinator office collect stick --receipts /proc
ok "a receipt that cannot be written is told" equal "$rc $(grep -c collect.receipt err)" "73 2"

# -- Receipts -------------------------------------------------------------------------------------

chain=$(basename "$bundle" | cut -c 1-16)
on two receipt "receipts/$chain.receipt"
ok "a receipt is for its laptop" equal "$rc $(grep -c receipt.other err)" "65 1"
sed 's/"seq":./"seq":2/' "receipts/$chain.receipt" > forged.receipt
on one receipt forged.receipt
ok "an altered receipt is refused" equal "$rc $(grep -c receipt.signature err)" "65 1"
on one receipt "receipts/$chain.receipt"
ok "and taken back there" equal "$rc" 0
mkdir later
on one hand-in --out later
ok "what is receipted is not handed in again" equal "$rc $(ls later | wc -l)" "0 0"
people one Fatuma
on one hand-in --out later
ok "only what is newer" equal "$(ls later | cut -d - -f 2,3)" "000004-000004"
mkdir all
on one hand-in --all --out all
ok "or all, if that is asked for" equal "$(ls all | cut -d - -f 2,3)" "000001-000004"
coordinator office collect later all --receipts receipts --format json
ok "new and old in one bundle are told apart" equal \
  "$(jq -c '.rows[] | [.events_new, .events_had, .missing, .forked]' out)" "[1,4,0,0]"

# -- What is not as it should be -------------------------------------------------------------------

coordinator other collect stick
ok "a bundle for somebody else exits 66" equal "$rc $(grep -c bundle.recipient err)" "66 2"
mkdir bad
head -c 1500 "$bundle" > bad/cut.mafunzo
cp "$bundle" bad/flipped.mafunzo
printf x | dd of=bad/flipped.mafunzo bs=1 seek=1200 conv=notrunc 2> dd.err
cmp -s "$bundle" bad/flipped.mafunzo && printf y | dd of=bad/flipped.mafunzo bs=1 seek=1200 conv=notrunc 2> dd.err
before=$(digest office)
coordinator office collect bad
ok "cut and flipped ones are told" equal "$rc $(grep -c bundle.damaged err)" "65 2"
ok "and not a row of them is there" equal "$(digest office)" "$before"
coordinator office collect bad "$bundle"
ok "beside a good one, too" equal "$rc $(grep -c bundle.damaged err)" "65 2"
on office laptops revoke "$shown"
people one Grace
on one hand-in --out bad
rm bad/cut.mafunzo bad/flipped.mafunzo
coordinator office collect bad
ok "a revoked laptop is not taken in" equal "$rc $(grep -c collect.revoked err) $(digest office)" "65 1 $before"
on one hand-in --out nowhere
ok "a folder that is not there exits 66" equal "$rc $(grep -c hand-in.folder err)" "66 1"
on one hand-in --out /proc
ok "one that cannot be written to exits 73" equal "$rc $(grep -c hand-in.read-only err)" "73 1"
mkdir saved restored
on two backup saved
people two Hawa
on two restore --yes "$(echo saved/*)"
people two Imani
on two hand-in --out restored
ok "after a restore two chains are handed in" equal "$rc $(ls restored | wc -l)" "0 2"
coordinator office collect restored
ok "the new one is to be accepted first" equal "$rc $(grep -c collect.unknown err)" "65 1"
on office laptops
ok "and says whose records it goes on with" contains out "South Gate before"
mkdir empty
coordinator office collect empty
ok "where there is no bundle it says so" equal "$rc $(grep -c collect.none err)" "66 1"
on two hand-in extra
ok "what is not understood is refused" equal "$rc" 64
finish
