#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A person's passphrase: nothing of that person is to be found in any file of the laptop, whoever
# looks, nor in a bundle; and the coordinator reads it all the same.
. "$(dirname "$0")/../tap.sh"
cd "$work" || exit 70

canary='Zebrafinch Quillon' place='Ostrichfeather Gate' secret='correct horse' keys='battery staple paper'
learn() { # store, lines...
  store=$1
  shift
  printf '%s\n' "$@" | "$MAFUNZO" --store "$store" --linear > out 2> err
}
on() { # store, command...
  store=$1
  shift
  "$MAFUNZO" --store "$store" "$@" > out 2> err
  rc=$?
}
coordinator() { printf '%s\n' "$keys" > typed; on "$@" < typed; }
row() { sed -n "s/^\([0-9]*\)\. $1.*/\1/p" out | tail -1; } # of the page shown last
found() { # folder, text: in plain, in hexadecimal, in UTF-16; in any case of letters
  hex=$(printf %s "$2" | od -An -tx1 | tr -d ' \n')
  wide=$(printf %s "$2" | sed 's/./&\\x00/g')
  grep -raqiF -- "$2" "$1" || grep -raqiF "$hex" "$1" || grep -raqP "$wide" "$1"
}
not_found() { ! found "$1" "$canary" && ! found "$1" "$place"; }
plain() { sqlite3 "$1/mafunzo.db" 'SELECT count(*) FROM event WHERE scheme = 0'; }

# -- Enrolled, and without a passphrase: the search finds what there is to find -------------------

coordinator office keys init "The office"
fingerprint=$(grep -oE '([0-9]{5}[- ]){5}[0-9]{5}' out | head -1)
coordinator office keys card --out office.card
on laptop enrol --yes "$fingerprint" office.card
learn laptop 1 "$canary" "Border Guard" "$place" 1
settings=$(row Settings)
on laptop backup
ok "without a passphrase the name is found" found laptop "$canary"
ok "and the post" found laptop "$place"
ok "in the backups too" found laptop/backups "$canary"
on laptop doctor
ok "doctor says who can read it" contains out '[record.readable]'
learn laptop "$settings"
passphrase=$(row Passphrase)

# -- Set, and killed before it ends ----------------------------------------------------------------

mkfifo lines
"$MAFUNZO" --store laptop --linear < lines > killed.out 2> killed.err &
program=$!
exec 3> lines
printf '%s\n' "$settings" "$passphrase" Heron "$secret" "$secret" '' >&3
until grep -q '(set)' killed.out || ! kill -0 "$program" 2> kill.err; do :; done
kill -9 "$program"
wait "$program" 2> wait.err
exec 3>&-
ok "the laptop was killed with its log open" test -s laptop/mafunzo.db-wal
ok "a passphrase leaves no name in any file, log or backup" not_found laptop
ok "nor one of the events in plain" equal "$(plain laptop)" 0
learn laptop
ok "the next start shows the nickname" contains out Heron
ok "and no name" lacks out "$canary"
ok "after a clean end nothing is found either" not_found laptop
on laptop doctor
ok "doctor says that it is sealed" contains out '[record.sealed]'
ok "and no more that all can read it" lacks out '[record.readable]'

# -- Opened ----------------------------------------------------------------------------------------

learn laptop 1 'wrong one'  ''
ok "a wrong passphrase opens nothing" lacks out "$canary"
learn laptop 1 "$secret" '' "$settings" 2 2
ok "the right one does" contains out "$canary"
ok "what is recorded then is sealed" equal "$(plain laptop)" 0
on laptop backup
ok "and found nowhere" not_found laptop
on laptop export events --out events.jsonl
ok "an export without the passphrase has no name" lacks events.jsonl "$canary"

# -- Handed in -------------------------------------------------------------------------------------

mkdir stick
on laptop hand-in --out stick
ok "it is handed in" equal "$rc" 0
ok "nothing is found in the bundle" not_found stick
coordinator office collect stick
on office laptops --format json
on office laptops accept "$(jq -r '.rows[0].fingerprint' out)" --as "North Gate"
coordinator office collect stick
ok "the coordinator reads all of it" equal "$(plain office)" \
  "$(sqlite3 laptop/mafunzo.db 'SELECT count(*) FROM event')"
ok "with the name" found office "$canary"
on office doctor
ok "and the events are whole" lacks out '[event.hash]'

# -- Forgotten -------------------------------------------------------------------------------------

on laptop passphrase request Nobody --out request
ok "an unknown nickname asks for nothing" equal "$rc $(grep -c reset.nobody err)" "66 1"
on laptop passphrase take office.card
ok "what was not asked for is not taken" equal "$rc $(grep -c reset.none err)" "66 1"
on laptop passphrase request Heron --out request
ok "a forgotten one is asked for" equal "$rc" 0
ok "the request has no name" not_found request
read_aloud=$(grep -oE '([0-9]{5}[- ]){5}[0-9]{5}' out | head -1)
coordinator office passphrase reset request --yes 00000-00000-00000-00000-00000-00000 --out answer
ok "a request whose fingerprint is another is not answered" equal "$rc $(ls answer 2> ls.err)" "65 "
coordinator office passphrase reset office.card --out answer
ok "nor is another file" equal "$rc $(grep -c reset.damaged err)" "65 1"
coordinator other keys init "Somebody else"
coordinator other passphrase reset request --yes "$read_aloud" --out answer
ok "somebody else's keys do not open it" equal "$rc $(grep -c reset.other err)" "66 1"
coordinator office passphrase reset request --yes "$read_aloud" --out answer
ok "the coordinator answers" equal "$rc" 0
echo 'a new one for Heron' > typed
on laptop passphrase take request < typed
ok "what is no answer is refused" equal "$rc $(grep -c reset.answer err)" "65 1"
on laptop passphrase take answer < typed
ok "the answer is taken in" equal "$rc" 0
ok "once" test ! -e laptop/reset.key
learn laptop 1 "$secret" ''
ok "the forgotten one opens nothing" lacks out "$canary"
learn laptop 1 'a new one for Heron' ''
ok "the new one does" contains out "$canary"
ok "and all stays sealed" not_found laptop

# -- Forgotten, at the picker: a stick goes to the desk and back -------------------------------------

mkdir desk
learn laptop 1 :1 desk
ok "the request goes to the stick" test -e desk/*.request
read_aloud=$(grep -oE '([0-9]{5}[- ]){5}[0-9]{5}' out | tail -1)
learn laptop 1 :1 desk
ok "what was asked stays asked" equal "$(grep -oE '([0-9]{5}[- ]){5}[0-9]{5}' out | tail -1)" "$read_aloud"
coordinator office passphrase reset desk/*.request --yes "$read_aloud" --out desk/heron.answer
ok "it is answered at the desk" equal "$rc" 0
learn laptop 1 :1 desk 'short' 'short' :esc
ok "a short one is not set" contains out 'Not possible'
learn laptop 1 'a new one for Heron' ''
ok "and who leaves without one has the one from before" contains out "$canary"
learn laptop 1 :1 desk 'a newer one for Heron' 'a newer one for Heron' ''
ok "the answer is taken in, and the record is open" contains out "$canary"
learn laptop 1 'a newer one for Heron' ''
ok "by the new one too" contains out "$canary"
learn laptop 1 'a new one for Heron' ''
ok "and by the forgotten one no more" lacks out "$canary"
ok "all stays sealed" not_found laptop

# -- At a command ----------------------------------------------------------------------------------

echo 'wrong one' > typed
on laptop person show Heron < typed
ok "a command opens nothing by a wrong one" equal "$rc $(grep -c profile.passphrase err)" "65 1"
ok "and tells nothing" lacks out "$canary"
echo 'a newer one for Heron' > typed
on laptop person show Heron < typed
ok "it does by the right one" contains out "$canary"
on laptop person export Heron --out of-heron.jsonl < typed
ok "what is given out is in plain" equal "$rc $(grep -c "$canary" of-heron.jsonl)" "0 1"
on laptop person correct Heron --unit "$place East" < typed
ok "it is corrected" equal "$rc" 0
ok "and stays sealed" not_found laptop
question=passport-examination/the-eight-steps/letter-l
on laptop contest "$question" --reason 'Two are right' --by Heron < /dev/null
ok "who contests is asked" equal "$rc $(grep -c passphrase.none err)" "64 1"
on laptop contest "$question" --reason 'Two are right' --by Heron < typed
ok "and contests" equal "$rc" 0
on laptop contest "$question" --reason 'Two are right' --by Heron --person Heron < typed
ok "once where both are the same: there is no answer yet" equal "$rc $(grep -c contest.nothing err)" "66 1"
ok "and it stays sealed" not_found laptop
on laptop person erase Heron --yes Heron < /dev/null
ok "without the passphrase nobody is erased" equal "$rc $(grep -c passphrase.none err)" "64 1"
on laptop person erase Heron --yes Heron --forgotten
ok "nor while it can be reset" equal "$rc $(grep -c personal.recoverable err)" "64 1"
on laptop person erase Heron --yes Heron < typed
ok "with it the person is" equal "$rc" 0
learn laptop
ok "and is no more" lacks out Heron

# -- Forgotten where nobody can reset it ------------------------------------------------------------

learn alone 1 "$canary" "Border Guard" "$place" 1
settings=$(row Settings)
learn alone "$settings"
learn alone "$settings" "$(row Passphrase)" "" Heron "$secret" "$secret" ''
learn alone
ok "sealed on a laptop that is enrolled with nobody" contains out Heron
on alone person erase Egret --yes Egret --forgotten
ok "nobody is sealed under another nickname" equal "$rc $(grep -c personal.sealed err)" "66 1"
on alone person erase Heron --yes Egret --forgotten
ok "it is confirmed as ever" equal "$rc $(grep -c personal.confirm err)" "64 1"
learn alone
ok "nothing was erased so far" contains out Heron
on alone person erase Heron --yes Heron --forgotten --backups
ok "erased without the passphrase" equal "$rc" 0
learn alone
ok "and no more there" lacks out Heron
ok "nor is the nickname in any file" test "$(found alone Heron && echo yes)" = ""
ok "nor anything that could be opened" equal \
  "$(sqlite3 alone/mafunzo.db 'SELECT count(*) FROM event WHERE scheme = 1')" 0

finish
