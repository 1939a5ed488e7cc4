#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# States and anomalies as trainers extend them: each mistake has its code, and a promise that does not
# hold is found.
. "$(dirname "$0")/../tap.sh"
shipped=$top/courses/framework
cd "$work" || exit 70

folder() { # a framework with the shipped States and no anomalies
  rm -rf f
  mkdir -p f/positions f/documents
  cp "$shipped/competencies.yaml" f/
  cp "$shipped/documents/states.yaml" f/documents/
}
gives() { # codes, exit code
  "$MAFUNZO" check --format json f > out 2> err
  rc=$?
  equal "$rc $(jq -r '[.diagnostics[].code] | join(" ")' out)" "$2 $1" && [ ! -s err ]
}
anomaly() { # name of the test, codes, the lines of one anomaly over a sound one
  folder
  {
    printf 'anomalies:\n  - id: a\n    name: N\n    why: W.\n'
    printf '%s\n' "$3" | sed 's/^/    /'
  } > f/documents/more.yaml
  ok "$1" gives "$2" "$([ -n "$2" ] && echo 65 || echo 0)"
}
sound='fraud: forgery
step: C
depth: compare
found: [page]'

ok "the shipped ones have no mistakes" "$MAFUNZO" check --strict "$shipped"
anomaly "a sound one" "" "$sound
changes: {page: birth}
differs: [page]"
# Five promises that are false.
anomaly "too little is promised" anomaly.promise "$sound
changes: {mrz: birth}
differs: [mrz]"
anomaly "too much is promised" anomaly.promise "$sound
changes: {page: birth}
differs: [page, mrz]"
anomaly "another look is promised" anomaly.promise "$sound
changes: {chip: face}
differs: [face]"
anomaly "words are shown that nothing promises" anomaly.promise "$sound
changes: {page: birth}
shows: {tilt: It stays as it is.}
differs: [page]"
anomaly "two changes, one promised" anomaly.promise "$sound
changes: {bearer: alike, database: stolen}
differs: [face]"
# Mistakes.
anomaly "no such look" look.unknown "$sound
changes: {page: birth}
differs: [pages]"
anomaly "no such place" change.unknown "$sound
changes: {pages: birth}
differs: [page]"
anomaly "no such change" change.unknown "$sound
changes: {page: colour}
differs: [page]"
anomaly "nothing is changed" anomaly.nothing "$sound
differs: [page]"
anomaly "five changes" anomaly.changes "$sound
changes: {page: birth, mrz: sex, chip: dead, perforation: other, signature: other}
differs: [page, mrz, chip, number, signature]"
anomaly "a wall of text" text.long "$sound
shows: {tilt: \"$(head -c 700 /dev/zero | tr '\0' a)\"}
differs: [tilt]"

state() { # name of the test, codes, what sed does to the shipped States
  folder
  sed "$3" "$shipped/documents/states.yaml" > f/documents/states.yaml
  ok "$1" gives "$2" 65
}
state "a code that may be a State's" state.real 's/code: ZZA/code: KEN/'
state "a number of no form" state.number 's/number: A9999999/number: none/'
state "no post" state.posts 's/posts: \[Old Bridge, Southport, Airport\]/posts: []/'
state "a look that is left out" look.missing '/id: utopia/,/id: arvenia/{/^      retro:/,/^        - Nothing appears\. The/d}'
state "a look that is drawn" "look.missing look.data" 's/^      retro:/      mrz:/;3,40!s/mrz:/retro:/'
folder
cat "$shipped/documents/states.yaml" > f/documents/again.yaml
ok "a State that is there twice" gives "id.duplicate id.duplicate id.duplicate" 65
folder
{ echo "states:"; sed -n '/^  - id: utopia/,/^  - id: arvenia/p' "$shipped/documents/states.yaml" | sed '$d' |
  sed 's/id: utopia/id: other/;s/^      retro:.*/      retro: []/;/^        - This page has/d;/^        - Nothing appears\. The/d'; } > f/documents/more.yaml
ok "no way to say it" gives look.variants 65
folder
{ echo "anomalies:"; for i in $(seq 201); do printf '  - {id: a%s, name: N, why: W, fraud: chip, step: C, depth: tool, changes: {chip: dead}, differs: [chip], found: [chip]}\n' "$i"; done; } > f/documents/more.yaml
ok "more than anybody keeps" gives "documents.many documents.many" 65
# A promise that nobody can hold any more is not taken for kept.
folder
{ echo "anomalies:"; for i in $(seq 200); do printf '  - {id: a%s, name: N, why: W, fraud: chip, step: C, depth: tool, changes: {chip: dead}, differs: [chip], found: [chip]}\n' "$i"; done; } > f/documents/more.yaml
ok "more promises than can be held" gives documents.many 65
finish
