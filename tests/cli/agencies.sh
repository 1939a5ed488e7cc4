#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Job specifications of several agencies in one report, and mistakes in them.
. "$(dirname "$0")/../tap.sh"
cd "$work" || exit 70
cp -r "$top/courses" courses
chmod -R u+w courses
posts=courses/framework/positions

own() { # file, agency: its own specification of a primary line officer
  { printf 'agency: %s\n' "$2"; sed 's/DOC-EXAM: {level: 3/DOC-EXAM: {level: 4/' "$posts/PLO.yaml"; } > "$posts/$1.yaml"
}
check() { "$MAFUNZO" check --format json courses/framework > out 2> err; }
codes() { jq -r '[.diagnostics[].code] | unique | join(" ")' out; }
report() { "$MAFUNZO" --courses courses --store store report tna "$@" 2> err; }

own PLO-guard "Frontier Guard"
check
ok "an agency's own specification is no mistake" equal "$? $(codes)" "0 "
{
  echo "code,name,agency,unit,position"
  echo "223-458,Amina,Frontier Guard,Gate,PLO"
  echo "234-56G,Baraka,Port Police,Quay,PLO"
} > roster.csv
"$MAFUNZO" --courses courses --store store roster import roster.csv > none 2>&1
ok "a roster of both agencies" equal $? 0
report --by agency --agency "Frontier Guard" --format json > by.json
ok "each agency is asked what its own specification says" equal \
  "$(jq -c '[.tables.needs.rows[] | select(.competency == "DOC-EXAM" and .position == "PLO" and .agency != null) | [(.agency | sub("Agency [AB]$"; "another")), .required]]' by.json)" \
  '[["another",3],["Frontier Guard",4]]'
ok "and all together the most" equal \
  "$(jq -c '[.tables.needs.rows[] | select(.competency == "DOC-EXAM" and .position == "PLO" and .agency == null) | .required]' by.json)" '[4]'
"$MAFUNZO" --courses courses --store store export case --out case.json > none 2>&1
ok "the framework's package has both" equal "$? $(jq '[.CFItems[] | select(.humanCodingScheme == "PLO") | .identifier] | unique | length' case.json)" "0 2"

# What a supervisor is asked is of the own agency's specification too.
sed '/id: DOC-EXAM/,/source:/s/ \([34]\): .*/ \1: At-level-\1./' courses/framework/competencies.yaml > framework.yaml
cp framework.yaml courses/framework/competencies.yaml
asked() { # code
  "$MAFUNZO" --courses courses --store store checklist 30 --person "$1" --format text --out list.txt > none 2> err
  echo "$? $(grep -o 'At-level-[0-4]' list.txt)"
}
ok "a checklist asks what the own agency's specification does" equal "$(asked 223-458)" "0 At-level-4"
ok "and the common one of who has none" equal "$(asked 234-56G)" "0 At-level-3"

# A post that one agency alone has.
sed 's/^id: PLO/id: DOG/; s/^agency: .*/agency: Frontier Guard/; s/^title: .*/title: Dog handler/' "$posts/PLO-guard.yaml" > "$posts/DOG.yaml"
printf 'name,agency,unit,position\nCleo,Frontier Guard,Gate,DOG\n' > guard.csv
printf 'name,agency,unit,position\nDawit,Port Police,Quay,DOG\n' > police.csv
"$MAFUNZO" --courses courses --store store roster import --try guard.csv > none 2>&1
ok "an agency's own post is a post of it" equal $? 0
"$MAFUNZO" --courses courses --store store roster import --try police.csv > none 2> err
ok "and of no other: 65" equal $? 65
ok "which is said" contains err "[roster.position]"
rm "$posts/DOG.yaml"

# Mistakes.
own PLO-again "Frontier Guard"
check
ok "twice the same post of the same agency" equal "$? $(codes)" "65 id.duplicate"
own PLO-again "$(printf 'x%.0s' $(seq 96))"
check
ok "a name that no roster can hold" equal "$? $(codes)" "65 position.agency"
own PLO-again "$(printf 'Guard\342\200\256ecilop')"
check
ok "a name that reads otherwise than it is" equal "$? $(codes)" "65 text.bidi"
own PLO-again "[Guard, Police]"
check
ok "a list of agencies" equal "$? $(codes)" "65 id.duplicate type.text"
own PLO-again "''"
check
ok "no name at all is the common one, twice" equal "$? $(codes)" "65 id.duplicate"
finish
