#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mafunzo prove: each planted fault of tests/courses-prove is found, and what it prints as the way to
# it, piped into the linear face, arrives there. Each scene there says where one is.
. "$(dirname "$0")/../tap.sh"
cp -r "$top/tests/courses-prove/faults" "$work/faults"
cd "$work" || exit 70
mafunzo() { "$MAFUNZO" "$@"; } # as the printed commands call it

prove() { "$MAFUNZO" prove "$@" > out 2> err < /dev/null; rc=$?; }
codes() { jq -r '[.drills[].findings[].code, .diagnostics[].code] | unique | join(" ")' out; }
arrives() { # "scene: line line": after these lines, that scene is the first thing told
  printf '%s\n' $2 | mafunzo --linear preview "$3" > told 2>&1 || return 1
  equal "$(awk -v RS='> ' -v n="$(printf '%s\n' $2 | wc -l)" 'NR == n + 1' told |
    grep -o 'You are now in [a-z]*' | head -1)" "You are now in $1"
}
fault() { # module, codes found, how many ways are told
  file=faults/$1.yaml
  prove --json --limit 20000 "$file"
  ok "$1: found, and nothing else" equal "$rc $(codes)" "$([ -z "$2" ] && echo 0 || echo 65) $2"
  jq -r '.drills[].findings[] | select(.lines) | "\(.scene)\t\(.lines | join(" "))"' out > ways
  ok "$1: with its ways" equal "$(wc -l < ways)" "$3"
  while IFS="$(printf '\t')" read -r scene lines; do
    ok "$1: the way to $scene arrives" arrives "$scene" "$lines" "$file"
  done < ways
}
fault sound "" 0
fault unreachable scenario.unreachable 0
fault dead-end scenario.stuck 1
fault round-and-round scenario.no-end 2
fault never-shown scenario.never-shown 1
fault out-of-bounds scenario.bounds 1
fault harm-passes scenario.harm-passes 1
fault harm-pays scenario.harm-pays 1
fault only-by-harm "scenario.harm-passes scenario.no-pass" 1
fault first-passes drill.first-passes 1
fault longest-passes drill.longest-passes 1
fault last-passes drill.last-passes 1
fault no-full-score scenario.no-full-score 1
fault no-stake scenario.no-stake 1
fault circle scenario.circle 2
fault too-large scenario.too-large 0

# What is printed for people is a command.
prove faults/dead-end.yaml
grep -A1 'the way to scene talk' err | tail -1 > command
eval "$(cat command)" > told
ok "the printed command goes there" contains told "You are now in talk."
ok "place, line and caret" contains err "faults/dead-end.yaml:28:7: error: scene talk"
ok "what was tried" contains out "dead-end: 9 situations, every way tried"
cp -r faults "it's here"
prove "it's here/dead-end.yaml"
eval "$(grep -A1 'the way to scene talk' err | tail -1)" > told
ok "also where its path wants quotes" contains told "You are now in talk."

# Scores: exact over every way, by hand.
prove --json faults/sound.yaml
ok "the score of a sound one" equal "$(jq -r '.drills[0].scores | map("\(.competency) \(.low) \(.high) \(.exact_low and .exact_high)") | join(", ")' out)" \
  "null 0 1 true, DOC-EXAM 0 1 true"
prove --json faults/no-full-score.yaml
ok "all points can be had, but to a bad end" equal \
  "$(jq -r '.drills[0].scores[0] | "\(.low) \(.high)"' out)" "0 1"
prove --json faults/circle.yaml
ok "full score is had without a circle" equal "$(jq -r '.drills[0].scores[0] | "\(.high) \(.exact_high)"' out)" "1 true"

# Many at once, and what it is asked for.
prove --limit 1000 faults
ok "a course: 65" equal "$rc" 65
ok "its drills are counted" contains out "16 drills, "
prove --json --limit 1000 faults
ok "every finding once" equal "$(jq '.findings' out)" "$(jq '[.drills[].findings[]] | length' out)"
prove --json "$MAFUNZO_COURSES/../../courses"
ok "the shipped courses are clean" equal "$rc $(codes)" "0 "
ok "with full score in each scenario, exactly" equal \
  "$(jq '[.drills[] | select(.how == "every-way") | .scores[0] | .high == 1 and .exact_high and .exact_low] | length > 6 and all' out)" true
prove --json faults/sound.yaml faults/no-stake.yaml
ok "two files" equal "$rc $(jq '.drills | length' out)" "65 2"
sed 's/^title: sound/title:/' faults/sound.yaml > broken.yaml
prove broken.yaml
ok "other mistakes are told too, and the drill proved" equal \
  "$rc $(grep -c 'key.missing' err) $(grep -c 'every way tried' out)" "65 1 1"
prove -q faults/sound.yaml
ok "quietly" [ "$rc" = 0 -a ! -s out -a ! -s err ]

prove --graph maps --limit 1000 faults
ok "maps: one of each, in both forms" equal "$(ls maps | wc -l)" 32
prove -q --graph maps faults/sound.yaml
ok "all of its scenes and ways" equal "$rc $(grep -c ' -> ' maps/sound.dot) $(grep -c '<rect' maps/sound.svg) $(grep -c '<path' maps/sound.svg)" "0 6 4 6"
ok "what is said is escaped" lacks maps/sound.svg "<title>a <"
cp maps/sound.svg first
prove -q --graph maps faults/sound.yaml
ok "the same twice" cmp first maps/sound.svg
: > plain
prove --graph plain/maps faults/sound.yaml
ok "no such folder can be made: 73" equal "$rc" 73

prove
ok "no path: 64" equal "$rc" 64
prove --limit 0 faults
ok "a limit of none: 64" equal "$rc" 64
prove --seed x faults
ok "a seed that is no number: 64" equal "$rc" 64
prove --everything faults
ok "an unknown option: 64" equal "$rc" 64
prove faults/none.yaml
ok "no such file: 66" equal "$rc" 66
"$MAFUNZO" prove faults/sound.yaml > /dev/full 2> err
ok "a full disk: 74" equal "$?" 74
finish
