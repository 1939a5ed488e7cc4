#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mafunzo keys and enrol as they are typed: coordinator, trainer and laptop, each with a store.
. "$(dirname "$0")/../tap.sh"
cd "$work" || exit 70
pass='four words nobody joins'

keys() { # store, arguments...: the passphrase is the line of the input
  store=$1
  shift
  rc=0
  printf '%s\n' "$pass" | "$MAFUNZO" --store "$store" keys "$@" > out 2> err || rc=$?
}
enrol() { # arguments...
  rc=0
  "$MAFUNZO" --store laptop enrol "$@" > out 2> err < /dev/null || rc=$?
}
code() { contains err "[$1]"; }
digits() { grep -oE '([0-9]{5} ){5}[0-9]{5}' "$1" | head -1; }
findings() { "$MAFUNZO" --store "$1" doctor --format json 2> err | jq -r '.findings[].code' > codes; }
body() { tail -n +5 "$1" > "$1.body"; head -4 "$1" > "$1.body.minisig"; }

keys office show
ok "no keys yet: 66" equal "$rc" 66
ok "and that is said" code keys.none
pass=short keys office init 'Border Guard'
ok "a short passphrase is refused" code keys.short
rc=0
"$MAFUNZO" --store office keys init 'Border Guard' > out 2> err < /dev/null || rc=$?
ok "no passphrase: 64" equal "$rc" 64
ok "and that is said" code passphrase.none
keys office init 'Border Guard'
cp out made
first=$(digits made)
ok "keys are made" equal "$rc ${#first}" "0 35"
ok "for their owner alone" equal "$(stat -c %a office/keys office/keys/mafunzo.keys | tr '\n' ' ')" "700 600 "
sed -n '/^AGE-SECRET-KEY-1/,$p' made > paper
ok "the escrow key stands in groups" equal "$(tail -n +2 paper | tr ' ' '\n' | grep -cE '^[A-Z0-9]{2,4}$')" 15
tr -d ' \n' < paper > escrow
ok "and is one that age takes" age-keygen -y escrow
recipient=$(age-keygen -y escrow)
ok "it is kept nowhere" equal "$(grep -rliF "$(cat escrow)" office | wc -l)" 0
keys office init 'Border Guard'
ok "keys are never written over" equal "$rc $(grep -c keys.exists err)" "64 1"
keys office show
ok "what is there is shown without a passphrase" equal "$rc $(digits out)" "0 $first"
ok "with the escrow recipient" contains out "$recipient"
ours=$(sed -n 's/.*age -r): //p' out)
pass='four words nobody joint' keys office card --out card
ok "another passphrase: 65" equal "$rc $(grep -c keys.passphrase err)" "65 1"
ok "and no card" test ! -e card
keys office card --out card
ok "a card is made" equal "$rc" 0
body card
ok "which minisign verifies" minisign -V -m card.body -P "$(jq -r .signer card.body)"
ok "it names whom results are sealed for" equal "$(jq -r '.recipient + " " + .escrow' card.body)" "$ours $recipient"
chmod 644 office/keys/mafunzo.keys
keys office show
ok "keys that others may read are not used" equal "$rc $(grep -c keys.readable err)" "65 1"
findings office
ok "and doctor says so" contains codes keys.readable
chmod 600 office/keys/mafunzo.keys

findings office
ok "the coordinator's own machine need not be enrolled" lacks codes enrol.none

# The laptop.
findings laptop
ok "doctor says that the laptop is enrolled with nobody" contains codes enrol.none
ok "and makes no store" test ! -e laptop
enrol card
ok "without a comparison nothing is taken in" equal "$rc $(ls laptop 2> ls | wc -l)" "64 0"
ok "the fingerprint is shown to compare" equal "$(digits err)" "$first"
enrol --yes '00000 00000 00000 00000 00000 00000' card
ok "another fingerprint: 65" equal "$rc $(grep -c card.fingerprint err)" "65 1"
sed 's/Border Guard/Border Gaurd/' card > forged
enrol --yes "$first" forged
ok "a card that was altered is refused" equal "$rc $(grep -c card.damaged err)" "65 1"
enrol --yes "$first" missing
ok "a card that is not there: 66" equal "$rc" 66
enrol --yes "$first" card
ok "the right one enrols" equal "$rc" 0
findings laptop
ok "which doctor says" contains codes enrol.with
enrol card
ok "the same again changes nothing" equal "$rc" 0

# What was sealed is opened from paper by age and by us.
printf 'Amina' | age -r "$ours" -r "$recipient" > bundle
ok "the retyped key opens it with age" equal "$(age -d -i escrow bundle)" Amina
rc=0
"$MAFUNZO" keys open bundle --out opened < paper > out 2> err || rc=$?
ok "and with keys open" equal "$rc $(cat opened)" "0 Amina"
sed '2s/^\(....\) ./\1 #/' paper > slip
rc=0
"$MAFUNZO" keys open bundle < slip > out 2> err || rc=$?
ok "a slip is told" equal "$rc $(grep -c escrow.mistyped err) $(wc -c < out)" "65 1 0"

# A trainer.
keys desk init --trainer Amina
told=$(digits out)
ok "a trainer's keys have no escrow" equal "$rc $(grep -c AGE-SECRET out)" "0 0"
keys desk card --out no
ok "a trainer makes no card" equal "$rc $(grep -c keys.role err)" "64 1"
keys desk request --out request
ok "but a request" equal "$rc" 0
keys office sign request --out class.card
ok "it is signed only once compared" equal "$rc $(test -e class.card; echo $?)" "64 1"
keys office sign request --yes "$told" --out class.card
ok "the coordinator signs" equal "$rc" 0
keys office sign card --yes "$first" --out no
ok "a card is no request" equal "$rc $(grep -c card.damaged err)" "65 1"
enrol class.card
ok "the laptop knows the coordinator already" equal "$rc" 0
findings laptop
ok "the trainer reads along" contains codes enrol.trainer
keys office revoke Bakari
ok "nobody of that name can be revoked" equal "$rc $(grep -c keys.nobody err)" "64 1"
keys office revoke Amina
ok "the trainer is revoked" equal "$rc" 0
keys office card --out newer
enrol newer
enrol class.card
ok "the old class card is refused then" equal "$rc $(grep -c card.revoked err)" "65 1"
findings laptop
ok "nobody reads along" lacks codes enrol.trainer

# An agency.
keys police init --agency 'Port Police'
told=$(digits out)
ok "an agency's keys have no escrow" equal "$rc $(grep -c AGE-SECRET out)" "0 0"
keys police init --agency 'Port Police' --trainer Amina
ok "nobody is two at once" equal "$rc" 64
keys police card --out no
ok "an agency makes no card" equal "$rc $(grep -c keys.role err)" "64 1"
keys police request --out police.request
keys office request --out no
ok "the coordinator asks nobody" equal "$rc $(grep -c keys.role err)" "64 1"
body police.request
ok "it asks as an agency, which no older program takes for a trainer" equal "$(jq -r .mafunzo police.request.body)" agency-request
keys office sign police.request --yes "$told" --out police.card
ok "the coordinator signs it" equal "$rc" 0
body police.card
ok "and every card names it, with its key" equal \
  "$(jq -r '.agencies[0] | .name + " " + .signer' police.card.body)" "Port Police $(jq -r .signer police.request.body)"
ok "among trainers it is none" equal "$(jq '.trainers | length' police.card.body)" 0
keys office show
ok "it is shown" contains out "Port Police: $told"
enrol police.card
ok "a laptop takes such a card" equal "$rc" 0
keys office revoke 'Port Police'
keys office show
ok "and is revoked like a trainer" equal "$rc $(grep -A1 'Port Police' out | grep -c revoked)" "0 1"
keys office card --out newer

# New keys.
keys office rotate --escrow
second=$(digits out)
ok "keys are replaced" test "$rc" = 0 -a "$second" != "$first"
ok "and the escrow key with them" contains out AGE-SECRET-KEY-1
keys office card --out rotated
enrol rotated
ok "the laptop takes them by the old ones' word" equal "$rc $(digits err)" "0 $second"
enrol newer
ok "and never goes back" equal "$rc $(grep -c card.other err)" "65 1"

# Another passphrase.
rc=0
printf '%s\nshort\n' "$pass" | "$MAFUNZO" --store office keys passphrase > out 2> err || rc=$?
ok "a short new passphrase is refused" equal "$rc $(grep -c keys.short err)" "64 1"
rc=0
printf '%s\nfour others that nobody joins\n' "$pass" | "$MAFUNZO" --store office keys passphrase > out 2> err || rc=$?
ok "the passphrase is changed" equal "$rc" 0
keys office card --out again
ok "the old one opens no more" equal "$rc $(grep -c keys.passphrase err)" "65 1"
pass='four others that nobody joins' keys office card --out again
ok "but the new one does" equal "$rc" 0
ok "and the keys are the same" equal "$(sed -n 's/.*"signer": //p' again)" "$(sed -n 's/.*"signer": //p' rotated)"

# Another coordinator, or the same after a loss.
keys lost init 'Border Guard'
third=$(digits out)
keys lost card --out lost.card
enrol --yes "$third" lost.card
ok "another coordinator's card is refused" equal "$rc $(grep -c card.other err)" "65 1"
enrol --anew lost.card
ok "unless it was compared" equal "$rc" 64
enrol --anew --yes "$third" lost.card
ok "and is asked for" equal "$rc" 0

# At a terminal.
typed() { python3 "$top/tests/cli/typed.py" "$MAFUNZO" --store "$@" > out 2>&1; }
typed seen keys init Bakari -- 'new keys:' "$pass" 'once more:' "$pass"
ok "a new passphrase is asked for twice" contains out "exit 0"
ok "and never shown" lacks out "$pass"
typed seen keys card --out seen.card -- 'of the keys:' "$pass"
ok "later it is asked for once" contains out "exit 0"
ok "and not shown either" lacks out "$pass"
ok "the terminal shows again what is typed" contains out echo
ok "as it did" lacks out "no echo"
typed other keys init Bakari -- 'new keys:' "$pass" 'once more:' "$pass."
ok "two that differ are refused" equal "$(grep -c passphrase.differs out) $(grep exit out)" "1 exit 64"
ok "and nothing is made" test ! -e other/keys/mafunzo.keys
typed seen keys card --out no -- 'of the keys:' '^C'
ok "Ctrl-C ends it" contains out "signal 2"
ok "with the terminal as it was" lacks out "no echo"
typed fresh enrol seen.card -- 'as it is:' no
ok "who does not say yes enrols with nobody" equal "$(grep exit out) $(test -e fresh; echo $?)" "exit 64 1"
typed fresh enrol seen.card -- 'as it is:' yes
ok "who says yes does" equal "$(grep exit out) $(ls fresh/keys)" "exit 0 trusted.card"

for words in "" "show more" "card" "init" "init A --out x" "sign request" "none" "revoke" "rotate --yes 1"; do
  keys office $words
  ok "usage: keys $words" equal "$rc" 64
done
enrol
ok "usage: enrol" equal "$rc" 64
finish
