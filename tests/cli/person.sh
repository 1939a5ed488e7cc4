#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mafunzo person: what is recorded of somebody is shown, given out, corrected and erased, and who was
# erased is in no file of the records and comes back from no other.
. "$(dirname "$0")/../tap.sh"
cd "$work" || exit 70

mafunzo() {
  "$MAFUNZO" --store store --courses "$top/tests/courses" "$@" > out 2> err
  rc=$?
}
person() { mafunzo person "$@"; }
code() { sed -n 's/.*\[\(.*\)\]$/\1/p' err | tr '\n' ' '; }
code_of() { sed -n "s/^\([^,]*\),$1,.*/\1/p" roster; }
rows() { jq -r --arg id "$1" '.tables[] | select(.id == $id).rows[] | [.[]? | tostring] | join("|")' shown; }
holding() { grep -rlaF -e "$1" store | sort | tr '\n' ' '; }
events() { sqlite3 store/mafunzo.db "SELECT count(*) FROM event WHERE $1"; }

printf 'name,agency,unit,position\nZebrafinch Quillon,Guard,North,PLO\nBakari Otieno,Guard,North,PLO\n' > r.csv
printf 'Chief,Guard,North,SUP\n' >> r.csv
mafunzo roster import r.csv
mafunzo roster export
cp out roster
her=$(code_of "Zebrafinch Quillon")
other=$(code_of "Bakari Otieno")
chief=$(code_of Chief)
printf 'person,rater,kind,competency,level,cause\nZebrafinch Quillon,Chief,supervisor,DOC-EXAM,1,tools\n' > m.csv
printf 'Bakari Otieno,Zebrafinch Quillon,supervisor,DOC-EXAM,3,\n' >> m.csv
mafunzo marks import m.csv
printf 'person;date;the-eight-steps/level-one\nmax;;1\nZebrafinch Quillon;2026-01-31;1\n' > t.csv
mafunzo marks import t.csv
sqlite3 store/mafunzo.db "VACUUM INTO 'old.db'" # a stick that will be brought back

# -- Seeing ---------------------------------------------------------------------------------------

person show "$her"
ok "what is recorded is shown in words" equal "$rc $(grep -c '^What is recorded of Zebrafinch' out)" "0 1"
person show "$her" --format json
cp out shown
ok "who she is, and by whom it was said" equal \
  "$(jq -r '.. | objects | select(.details? // "" | contains("Zebrafinch")).what' shown)" stated
ok "ratings of her by others, and their names" equal \
  "$(jq -r '.. | objects | select(.what? == "rated" and .by? == "Chief").details | contains("DOC-EXAM")' shown)" true
ok "and marks on paper" equal "$(jq -r '[.. | objects | select(.what? == "marked on paper")] | length' shown)" 1
ok "what she recorded of others, without them" equal \
  "$(jq -r '[.. | objects | select(.what? == "rated" and .by? == "this person" and .details? == null)] | length' shown)" 1
ok "nobody else is named" lacks shown Bakari
person show "$her" --out shown.txt
ok "into a file" contains shown.txt Zebrafinch
person export "$her" --out mine.jsonl
ok "to take along: every event, and nobody else's" equal \
  "$rc $(jq -r .verb mine.jsonl | sort | tr '\n' ' ')$(jq -r .subject mine.jsonl | sort -u | wc -l)" \
  "0 marked person-stated rated 1"
ok "each of them whole" equal "$(jq -r .whole mine.jsonl | sort -u)" true
person show 9999999
ok "nobody of that code" equal "$rc $(code)" "64 roster.nobody "
person
ok "without a verb it says which there are" equal "$rc" 64
person show "$her" --yes "$her"
ok "an option of another verb is refused" equal "$rc" 64
person show "$her" --format xlsx
ok "and a format that is not for reading" equal "$rc" 64

# -- Correcting -----------------------------------------------------------------------------------

person correct "$her"
ok "something has to be corrected" equal "$rc $(code)" "64 personal.nothing "
person correct "$her" --years 99
ok "by what can be read" equal "$rc $(code)" "64 personal.value "
person correct "$her" --name ' '
ok "a name is needed" equal "$rc $(code)" "64 person.no-name "
person correct "$her" --position NONE
ok "and a post that there is" equal "$rc $(code)" "64 person.position "
before=$(events 1)
person correct "$her" --unit South --sex f --language sw --years 4 --grade Sergeant --by "$chief"
ok "a correction is a new statement" equal "$rc $(($(events 1) - before))" "0 1"
person correct "$her" --unit South
ok "the same again is none" equal "$rc $(($(events 1) - before))" "0 1"
mafunzo roster export
ok "it holds" equal "$(grep "^$her" out | tr -d '\r')" "$her,Zebrafinch Quillon,Guard,South,PLO,,f,Sergeant,4,sw,"
person show "$her" --format json
ok "what was stated before stays, and who corrected it" equal \
  "$(jq -r '[.. | objects | select(.what? == "stated").by] | join(" ")' out)" "whoever held the records Chief"

# -- Who is due -----------------------------------------------------------------------------------

person due
ok "nobody is due" equal "$rc $(wc -l < out) $(grep -c -e "$her" out)" "0 1 0"
later=$((MAFUNZO_CLOCK + 4 * 366 * 86400000))
now=$MAFUNZO_CLOCK
MAFUNZO_CLOCK=$later person due
ok "after four years all are, longest ago first" equal "$rc $(wc -l < out)" "0 3"
MAFUNZO_CLOCK=$later person due --years 5
ok "not after five" equal "$rc $(grep -c -e "$her" out)" "0 0"
person due --years x
ok "years are a number" equal "$rc" 64
MAFUNZO_CLOCK=$now

# -- Erasing --------------------------------------------------------------------------------------

mafunzo report competency --format csv
ok "she is in the reports" contains out Zebrafinch
held=$(find store/backups -type f | wc -l)
ok "and in the files" equal "$(holding Zebrafinch | wc -w)" $((held + 1))
person erase "$her" < /dev/null
ok "unconfirmed nothing is erased" equal "$rc $(code)$(events "scheme = 2")" "64 personal.confirm 0"
person erase "$her" --yes "$other"
ok "nor by another code" equal "$rc $(code)$(events "scheme = 2")" "64 personal.confirm 0"
person erase "$her" --yes "$her" --by "$chief"
ok "confirmed she is" equal "$rc $(events "scheme = 2") $(events "verb = 'erased'")" "0 4 1"
ok "older backups are said to hold her" contains out "$held older backup"
ok "and they alone do" equal \
  "$(holding Zebrafinch | tr ' ' '\n' | sed 's|/mafunzo-.*||' | sort -u | tr -s '\n' ' ')" \
  "store/backups "
mafunzo report competency --format csv
ok "no report knows her" lacks out Zebrafinch
mafunzo roster export
ok "nor the roster" equal "$(grep -c "$her\|Zebrafinch" out)" 0
person show "$her"
ok "nor anything else" equal "$rc $(code)" "64 roster.nobody "
mafunzo doctor --rebuild
ok "the chains still verify" equal "$rc" 0
person erase "$other" --yes "$other" --backups
ok "backups are replaced where that is asked for" equal \
  "$rc $(holding Zebrafinch) $(holding Bakari) $(find store/backups -type f | wc -l)" "0   1"

# -- Coming back ----------------------------------------------------------------------------------

mafunzo restore --yes "$work/old.db"
restored=$rc
ok "an old copy is restored" equal "$restored" 0
mafunzo roster export
ok "and brings nobody back" equal "$(grep -c 'Zebrafinch\|Bakari' out) $(grep -c Chief out)" "0 1"
ok "not even in its file" equal "$(grep -caF Zebrafinch store/mafunzo.db)" 0
ok "what was set aside is left to be deleted" [ -d "$(echo store/damaged-*)" ]
person erase "$chief" --yes "$chief"
ok "and is told of" contains out damaged-

# -- Coming back when the records are lost ---------------------------------------------------------

ids() { sed '$d' "${1:-store/erased.ids}" 2> /dev/null | wc -l; }
lose() { rm -rf store/mafunzo.db* store/damaged-*; }
ok "the list beside the records names them, for nobody else to read" \
  equal "$(ids) $(stat -c %a store/erased.ids)" "3 600"
ok "by ids alone" equal "$(grep -c 'Zebrafinch\|Bakari\|Chief' store/erased.ids)" 0
ok "it ends in its hash, as others compute it" equal "$(tail -n 1 store/erased.ids)" \
  "blake2b $(sed '$d' store/erased.ids | b2sum -l 256 | cut -d ' ' -f 1)"
cp store/erased.ids good.ids
lose
mafunzo restore "$work/old.db" < /dev/null
ok "before it is done, it is told how many are erased again" contains err "3 people"
ok "and nothing is there yet" [ ! -e store/mafunzo.db ]
mafunzo restore --yes "$work/old.db"
ok "the old copy is restored alone" equal "$rc $(events 1)" \
  "0 $(($(sqlite3 old.db 'SELECT count(*) FROM event') + 3))"
ok "without them, in whatever file of the records" equal \
  "$(events "verb = 'erased'") $(holding Zebrafinch | tr ' ' '\n' | grep -vc 'backups/\|^$')" "3 0"
mafunzo roster export
ok "and nobody is known" equal "$(grep -c 'Zebrafinch\|Bakari\|Chief' out)" 0
ok "the list is as it was" cmp -s good.ids store/erased.ids
mafunzo doctor
ok "and nothing is wrong with it" lacks out "[store.erased-list]"
lose
refused() {
  mafunzo restore --yes "$work/old.db"
  ok "$1: nothing is restored" equal "$rc $(code)$(ls store | grep -c mafunzo.db)" "65 store.erased-list 0"
}
printf '%s\n' 00000000000000000000000000000000 >> store/erased.ids
refused "a list that was altered"
mafunzo doctor
ok "and doctor tells of it before" contains out "[store.erased-list]"
cp good.ids store/erased.ids
chmod 622 store/erased.ids
refused "one that others may write to"
rm store/erased.ids
ln -s "$work/good.ids" store/erased.ids
refused "a link to a good one"
rm store/erased.ids
mafunzo restore --yes "$work/old.db"
mafunzo roster export
ok "without any list they are back: it is what holds them off" \
  equal "$rc $(grep -c 'Zebrafinch\|Bakari\|Chief' out)" "0 3"
mkdir store/erased.ids
person erase "$her" --yes "$her"
ok "where it cannot be written, that is told and the erasing stands" equal \
  "$rc $(code)$(events "verb = 'erased'")" "0 store.erased-kept 1"
rmdir store/erased.ids
person show "$other"
ok "and it is written when the records are next opened" equal "$rc $(ids)" "0 1"
cp good.ids store/erased.ids
person erase "$other" --yes "$other"
ok "nobody is ever taken from it" equal "$rc $(code)$(cmp good.ids store/erased.ids)" "0 "
finish
