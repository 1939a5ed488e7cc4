#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Who is told of by name: five agencies, every report to every reader in every format. Names of
# agencies, units and people are words that stand nowhere else, and are searched in all that is
# written, workbooks unpacked.
. "$(dirname "$0")/../tap.sh"
cd "$work" || exit 70
cp -r "$MAFUNZO_COURSES" courses
chmod -R u+w courses
pass='four words nobody joins'
agencies="Zebulon Quillon Vortiger Marchetti Ostravan"

sed 's/^id: PLO/agency: Vortiger Guard\nid: PLO/; s/^title: .*/title: Vortiger line officer/' \
  courses/framework/positions/PLO.yaml > courses/framework/positions/PLO-own.yaml
{
  echo "name,agency,unit,position,cohort"
  for agency in $agencies; do
    for nth in 1 2 3 4 5 6; do
      unit=$([ $nth -gt 5 ] && echo Quay || echo Gate)
      echo "Person$agency Nr$nth,$agency Guard,$unit$agency,PLO,spring"
    done
  done
} > roster.csv

run() { rc=0; "$MAFUNZO" --courses courses --store office "$@" > out 2> err < /dev/null || rc=$?; }
signed() { # store, arguments...: the passphrase is the line of the input
  store=$1
  shift
  rc=0
  printf '%s\n' "$pass" | "$MAFUNZO" --store "$store" "$@" > out 2> err || rc=$?
}
code() { contains err "[$1]"; }
digits() { grep -oE '([0-9]{5} ){5}[0-9]{5}' "$1" | head -1; }

run roster import roster.csv
ok "five agencies are on the roster" equal "$rc" 0

# -- All that is written ------------------------------------------------------------------------

report() { # folder, format, report and its options
  to=$1/$(echo "$*" | tr -c 'a-zA-Z0-9\n' _).$2
  format=$2
  shift 2
  "$MAFUNZO" --quiet --courses courses --store office report "$@" --format "$format" > "$to" 2>> errors || return 1
  [ "$format" != xlsx ] || { python3 -m zipfile -e "$to" "$to.d" && rm "$to"; }
}
all_of() { # folder, audience, groups..., with $more
  folder=$1 audience=$2
  mkdir -p "$folder"
  shift 2
  for by in "$@"; do
    for format in ${formats-text csv json html xlsx}; do
      for kind in competency tna progress gain; do
        # shellcheck disable=SC2086
        report "$folder" $format $kind $audience --by "$by" ${more-} || echo "$kind $audience $by $format" >> failed
      done
      # shellcheck disable=SC2086
      report "$folder" $format readiness $audience --by "$by" --on 2027-01-01 || echo "readiness $audience $by $format" >> failed
    done
  done
}
# Everything of a folder, names of files too, in one text.
poured() { { find "$1"; find "$1" -type f -exec cat {} +; } > "$1.all"; }
found() { # folder: whose names are in it, as "agencies units people"
  poured "$1"
  echo $(grep -aoE '(Zebulon|Quillon|Vortiger|Marchetti|Ostravan) (Guard|line officer)' "$1.all" | sort -u | tr ' ' _) \
    $(grep -aoE '(Gate|Quay)(Zebulon|Quillon|Vortiger|Marchetti|Ostravan)' "$1.all" | sort -u) \
    $(grep -aoE 'Person(Zebulon|Quillon|Vortiger|Marchetti|Ostravan)' "$1.all" | sort -u)
}
rm -f failed errors
all_of holder "" person
ok "whoever holds the records reads all of it" equal "$(found holder | wc -w)" 20
"$MAFUNZO" --courses courses --store office report tna --by person > out 2> err
ok "of training needs too" contains out "PersonZebulon Nr1"
all_of ministry "--audience ministry" agency unit
all_of agency "--audience agency" unit
all_of groups "" unit
all_of trainer "--audience trainer" person
formats=html all_of ministry "--audience ministry" position
formats=html all_of trainer "--audience trainer" unit
all_of officer "--audience officer" person
ok "every report is made" equal "$(cat failed errors 2> /dev/null)" ""
for reader in ministry agency groups trainer officer; do
  ok "without a release no name reaches: $reader" equal "$(found $reader)" ""
  ok "but letters do: $reader" equal "$(grep -aoE '(Agency|Agence) [A-Z]+' $reader.all | sort -u | tr '\n' ';')" \
    "Agency A;Agency B;Agency C;Agency D;Agency E;"
done
rows() { jq -r ".tables.$1.rows[] | .$2" | grep '^Agency' > rows; sort rows | uniq | cmp - rows; }
"$MAFUNZO" --courses courses --store office report tna --audience ministry --by agency --format json > needs 2> err
ok "in their own order, not in the alphabet of names" rows assessed agency < needs
"$MAFUNZO" --courses courses --store office report readiness --on 2027-01-01 --by agency --format json > ready 2> err
ok "of groups too" rows readiness group < ready
ok "and units by them" contains ministry.all "Agency C, C-2"
formats=html more="--cohort spring" all_of class "--audience trainer" unit
rm -f failed # which tna does not take
ok "nor of a class of several agencies" equal "$(found class)" ""
more="--pseudonymous" report trainer json tna --audience trainer --pseudonymous
ok "nor beside codes" equal "$(found trainer)" ""
LANGUAGE=fr MAFUNZO_LOCALEDIR=$MAFUNZO_LIBEXEC/locale report ministry html tna --audience ministry --by unit
ok "nor in French" equal "$(found ministry)" ""
: > screens
for reader in ministry agency trainer; do
  printf 'p\nb\nb\n' | "$MAFUNZO" --linear --courses courses --store office map --audience $reader >> screens 2>&1
done
ok "nor on the map" lacks screens Guard
ok "which has letters too" contains screens "Agency E"

# An agency reads of itself.
formats=csv all_of own "--agency Marchetti_Guard" agency
ok "an agency that there is not: 64" equal "$(grep -c report.agency errors)" 5
rm -rf own failed errors
mkdir own
for format in csv html xlsx; do
  for kind in competency tna progress gain; do
    report own $format $kind --by unit --agency "Marchetti Guard"
  done
done
ok "an agency reads its own name alone" equal "$(found own)" "Marchetti_Guard GateMarchetti QuayMarchetti"
run report tna --audience ministry --agency "Marchetti Guard"
ok "a ministry is no agency" equal "$rc $(grep -c report.option err)" "64 1"
report own csv competency --by person --agency "Marchetti Guard"
ok "and its trainer the names of its people" equal "$(found own)" "Marchetti_Guard GateMarchetti QuayMarchetti PersonMarchetti"

# The same again, and another way round.
run report tna --audience ministry --by unit --format html
cp out first
run report tna --audience ministry --by unit --format html
ok "the same records give the same bytes" cmp first out

# -- Releases -----------------------------------------------------------------------------------

signed office keys init 'Office of Training'
for agency in quillon vortiger ostravn; do # the third is not as the roster has it
  name="$(echo $agency | cut -c1 | tr a-z A-Z)$(echo $agency | cut -c2-) Guard"
  signed $agency keys init --agency "$name"
  told=$(digits out)
  signed $agency keys request --out $agency.request
  signed office keys sign $agency.request --yes "$told" --out $agency.card
done
ok "three agencies are signed" equal "$rc" 0

signed quillon release --names --audience ministry --until 2027-06-30
ok "without a file nothing is signed" equal "$rc" 64
signed quillon release --audience ministry --until 2027-06-30 --out r
ok "nor without saying what: 64" equal "$rc $(grep -c release.nothing err)" "64 1"
signed quillon release --names --audience ministry --until 2026-06-30 --out r
ok "nor until yesterday" equal "$rc $(grep -c release.dates err)" "64 1"
signed quillon release --names --people --audience ministry --until 2027-06-30 --out r
ok "a ministry is told of nobody" equal "$rc $(grep -cF '[release.people]' err)" "64 1"
signed office release --names --audience ministry --until 2027-06-30 --out r
ok "the coordinator releases nobody" equal "$rc $(grep -c release.role err)" "64 1"
pass='four words nobody joint' signed quillon release --names --audience ministry --until 2027-06-30 --out r
ok "nor does who has another passphrase" equal "$rc $(grep -c keys.passphrase err)" "65 1"
ok "and no file is left" test ! -e r
signed quillon release --names --audience ministry --until 2027-06-30 --out r
ok "an agency releases its name" equal "$rc" 0
tail -n +5 r > body
head -4 r > body.minisig
ok "which minisign verifies" minisign -V -m body -P "$(jq -r .signer body)"
run release show r
ok "it is said in words" equal "$rc $(grep -c 'Quillon Guard' out) $(grep -c 'the ministry' out) $(grep -c 2027-06-30 out)" "0 1 1 1"

again() { # what now reaches the ministry
  rm -rf after
  formats="html xlsx" all_of after "--audience ministry" unit
  found after
}
ok "lying about it changes nothing" equal "$(again)" ""
sed 's/Quillon/Zebulon/' r > forged
run release take forged
ok "a forged one is refused: 65" equal "$rc $(grep -c release.damaged err)" "65 1"
run release take r
ok "it is taken in" equal "$rc" 0
run release take r
ok "twice too" equal "$rc" 0
quillon="Quillon_Guard GateQuillon QuayQuillon"
ok "that agency is named, and no other" equal "$(again)" "$quillon"
ok "of the others the letters stay" equal \
  "$(grep -aoE 'Agency [A-Z]' after.all | sort -u | wc -l)" 4
rm -rf agency trainer
formats=html all_of agency "--audience agency" unit
formats=html all_of trainer "--audience trainer" person
ok "another audience is told nothing" equal "$(found agency)$(found trainer)" ""
run release list
ok "the list says what it shows" contains out "To the ministry: its name, until 2027-06-30"
ok "and who released nothing" equal "$(grep -c 'nothing was released' out)" 2
ok "and whose name no roster has" equal "$(grep -A1 '^Ostravn Guard' out | grep -c 'Nobody on the roster')" 1
run release list --format csv
ok "for machines too" equal "$(grep -c '^Quillon Guard,ministry,shown,names,.*,yes' out)" 1
run report tna --audience ministry --as-of 2027-06-30 --format html
ok "on its last day it holds" contains out Quillon
rc=0
MAFUNZO_CLOCK=1814428800000 "$MAFUNZO" --store office release list --format csv > out 2> err || rc=$?
ok "the list says that it is over a day later" equal "$rc $(grep -c '^Quillon Guard,ministry,over,names,' out)" "0 1"
run report tna --audience ministry --as-of 2027-07-01 --format html
ok "a day later it does not" lacks out Quillon
run report tna --audience ministry --as-of 2026-09-20 --format html
ok "nor the day before" lacks out Quillon
signed quillon release withdraw --out w
run release take w
ok "it is withdrawn" equal "$rc" 0
ok "and that agency is named no more" equal "$(again)" ""
run release list --format csv
ok "the list has its withdrawal" equal "$(grep -c '^Quillon Guard,ministry,withdrawn,nothing,' out)" 1
run release take r
ok "what was withdrawn is not taken again" equal "$rc" 0
ok "and shows nothing" equal "$(again)" ""

# People, to trainers; and the agency's own job specification.
signed vortiger release --names --audience trainer --audience ministry --until 2027-06-30 --out v
run release take v
rm -rf trainer
formats=html all_of trainer "--audience trainer" person unit
ok "a name is not the names of people" equal "$(found trainer)" "Vortiger_Guard Vortiger_line_officer GateVortiger QuayVortiger"
signed vortiger release --names --people --audience trainer --until 2027-06-30 --out v
run release take v
rm -rf trainer
formats=csv all_of trainer "--audience trainer" person
ok "those are released by a word of their own" equal "$(found trainer | grep -o "PersonV.*")" PersonVortiger
ok "of nobody else" equal "$(grep -aoE 'Person(Zebulon|Quillon|Marchetti|Ostravan)' trainer.all | wc -l)" 0
signed office keys revoke 'Vortiger Guard'
rm -rf trainer
formats=csv all_of trainer "--audience trainer" person
ok "with its key all that it released is gone" equal "$(found trainer)$(again)" ""
signed vortiger release --names --audience ministry --until 2028-06-30 --out v
run release take v
ok "nor does it release any more" equal "$rc $(grep -c release.revoked err)" "65 1"
finish
