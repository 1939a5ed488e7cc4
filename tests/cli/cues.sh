#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mafunzo check --cues: ten planted questions with cues, honest ones beside them, rules over a bank.
. "$(dirname "$0")/../tap.sh"
cd "$work" || exit 70

run() { "$MAFUNZO" check --cues "$@" > out 2> err < /dev/null; rc=$?; }
read_all() { # a second pair of eyes that agrees
  {
    echo item,revision,answer,agreement,resolution
    "$MAFUNZO" check --cues --format json c 2> /dev/null |
      jq -r '.cues.questions[] | "\(.item | sub("^[^/]*/"; "")),\(.revision),x,yes,"'
  } > c/review.csv
}
at_item() { # id, code: the warning stands at that question's line and nowhere else
  line=$(grep -n "id: $1\$" c/m.yaml | cut -d: -f1)
  grep -E "^c/m.yaml:$line:[0-9]+: warning: .*\[$2\]$" err || { cat err; return 1; }
}

mkdir c
cat > c/course.yaml <<'Y'
id: cues
title: Cues
language: en
version: 1.0.0
summary: Ten questions that give their answers away.
licence: CC0-1.0
modules: [m.yaml]
Y
cat > c/head <<'Y'
id: cues-one
title: Cues
objectives: {spot: See what a question gives away.}
sources: {own: Written for the tests}
quiz:
  draw: 2
  pass: 80
  questions:
Y
question() { # id, stem, key, wrong...
  printf '    - id: %s\n      choose: "%s"\n      objective: spot\n      competency: DOC-EXAM\n      level: 1\n      source: own\n      options:\n' "$1" "$2"
  key=$3
  shift 3
  for wrong in "$@"; do printf '        - wrong: "%s"\n          why: It is not.\n' "$wrong"; done
  printf '        - right: "%s"\n' "$key"
}
{
  cat c/head
  question honest "Two names differ by a hyphen. What do you do now?" "Ask for another paper" "Refuse the entry" "Stamp the page"
  question longest "The chip is silent. And now?" "Examine the book by hand and look for other signs of tampering" "Refuse the entry" "Stamp the page"
  question absolute "The laminate is loose. What does it tell?" "It was perhaps opened" "It is always forged" "It proves a crime" "It tells nothing at all"
  question hedged "The queue is long. What follows?" "Checks may usually be shorter" "Checks become shorter" "Checks become longer"
  question article "What you hold before you now is an" "entry stamp" "visa label" "permit card"
  question stop "Whose photograph is it, by the look of it?" "A sister or a cousin." "The holder of it" "A stranger to her"
  question above "Which tools help you at the first line?" "All of the above" "A lamp for you" "A lens for you"
  question none "Which papers does a sailor carry on shore leave?" "Papers of the ship" "None of these" "A pilot's card"
  question shared "A traveller shows an emergency certificate without visa. What do you verify?" "Whether an emergency certificate needs a visa for this traveller" "Who paid the fare of this long and dear trip by bus to the north" "Why the luggage is so light, and who packed it this morning"
  question seven "The surname has 7 letters and the passport is from Utopia. Which line do you read?" "The second of them" "The fourth of them" "The third of them"
  question eight "The surname has 8 letters and the passport is from Utopia. Which line do you read?" "The second of them" "The fifth of them" "The third of them"
} > c/m.yaml
run c
ok "nobody read it" contains err '[reader.none]'
read_all
run c
ok "warnings alone: 0" equal "$rc" 0
for row in longest:cue.longest absolute:cue.qualified hedged:cue.qualified article:cue.grammar \
  stop:cue.grammar above:cue.all-of-above none:cue.all-of-above shared:cue.shared eight:item.alike \
  eight:stem.repeated; do
  ok "$row" at_item "${row%:*}" "${row#*:}"
done
ok "ten, and none of an honest question" equal "$(grep -c ': warning: ' err)" 10
ok "each with its line" contains err "    - id: longest"
run --strict c
ok "strict: 65" equal "$rc" 65
"$MAFUNZO" check --strict c > out 2> err
ok "none without --cues" equal "$?" 0
run --format json c
ok "as JSON" equal "$(jq -r '[.cues.rules[] | select(.kind == null and .rule == "last") | .n] | tojson' out)" "[11]"
ok "thin places" equal "$(jq -r '.cues.thin[] | select(.competency == "DOC-EXAM") | "\(.items) \(.levels | join(" "))"' out)" "11 11 0 0 0"

# One answer alone that argues is a note: of a wrong answer as of the right one, and not of two.
ward() { printf 'What of %s in this office?' "$1"; }
{
  cat c/head
  question plain "$(ward amber)" "Keep it here" "Hand it over" "Send it back"
  question wrong "$(ward basil)" "Keep it here" "Hand it over, as it is old" "Send it back"
  question right "$(ward cedar)" "Keep it, so that it lasts" "Hand it over" "Send it back"
  question both "$(ward delta)" "Keep it, because it is new" "Hand it, since it is old" "Send it"
  question time "$(ward ember)" "Kept since 2019 here" "Handed over" "Sent back"
} > c/m.yaml
read_all
run --strict c
ok "a note is not counted: 0" equal "$rc $(grep -c ': warning: ' err)" "0 0"
ok "notes" equal "$(sed -n 's/^c.m.yaml:\([0-9]*\):.*: note: .*\[cue.argued\]$/\1/p' err | tr '\n' ' ')" \
  "$(grep -nE 'id: (wrong|right)$' c/m.yaml | cut -d: -f1 | tr '\n' ' ')"
ok "each in one line" equal "$(grep -c '^  ' err)" 0
run --format json c
ok "as JSON" equal "$(jq -r '[.diagnostics[] | select(.code == "cue.argued") | .severity] | join(" ")' \
  out) $(jq .warnings out)" "note note 0"

# Only wrong answers argue: who takes one is far below chance.
{
  cat c/head
  for word in $(seq 30); do
    question "n$word" "What of $word?" "Yes, $word" "No, since it is $word" "No, $word"
  done
} > c/m.yaml
read_all
run --strict c
ok "argued: a third below, as a note" equal \
  "$(grep -cE ': note: .*"argued" is -3[2-4]\.[0-9] points.*\[cue.strategy\]$' err)" 2
ok "which plays choices alone" equal "$("$MAFUNZO" check --cues --format json c 2> /dev/null |
  jq -r '[.cues.rules[] | select(.rule == "argued") | "\(.kind) \(.n)"] | join(" ")')" \
  "null 30 choose 30"

# A bank whose key stands last in every question: nothing is wrong with one of them.
words="amber basil cedar delta ember fjord grove heron inlet jetty kiosk lemon mango nomad olive pearl quart raven sable tulip umber viola wharf xenon yucca zebra acorn birch coral daisy"
{
  cat c/head
  for word in $words; do
    question "$word" "What of $word?" "Yes $word" "Maybe $word" "No, $word" "Never $word"
  done
} > c/m.yaml
read_all
run c
ok "last: 75 but for what is drawn" grep -q '"last" is +7[45]\.[0-9] points' err
ok "first" grep -q '"first" is -2[45]\.[0-9] points' err
ok "over all and over the kind" equal "$(grep -c 'cue.strategy\]' err)" \
  "$(grep -c '"last"\|"first"\|"longest"\|"shortest"\|"most qualified"' err)"
{
  cat c/head
  for word in $words; do
    printf '    - id: %s\n      true-or-false: "It is %s."\n      truth: no\n      why: It is not.\n      objective: spot\n      competency: DOC-EXAM\n      level: 1\n      source: own\n' "$word" "$word"
  done
} > c/m.yaml
read_all
run c
ok "all false" grep -qE 'true-or-false: the rule "last" is \+(49|50)\.' err
sed -i '/^    - id: daisy$/,$d' c/m.yaml
read_all
run c
ok "29 prove nothing" lacks err cue.strategy

# Lessons: long words and sentences, too few and too many of them; an objective tested once.
lesson() { # id, words
  printf '  - id: %s\n    title: T\n    objectives: [spot]\n    source: own\n    text: |\n' "$1"
  yes "      $2" | head -n "$3"
}
{
  sed '/^quiz/,$d' c/head
  echo "lessons:"
  lesson fine "You see a page. You read the line. It is well." 40
  lesson short "You see a page." 20
  lesson hard "Administrative authorities systematically operationalise interoperability considerations notwithstanding jurisdictional particularities" 50
  sed -n '/^quiz/,$p' c/head | sed 's/draw: 2/draw: 1/'
  question only "Two names differ by a hyphen. What do you do now?" "Ask for another paper" "Refuse the entry" "Stamp the page"
} > c/m.yaml
read_all
run c
ok "a short lesson" at_item short lesson.length
ok "a hard one" at_item hard lesson.hard
ok "an objective of one question" contains err "objective.thin"
ok "no more" equal "$(grep -c ': warning: ' err)" 3

# The second pair of eyes.
sed -i 's/in the north and no/in the south and no/; s/differ by a hyphen/differ by a stroke/' c/m.yaml
run c
ok "a reworded question is read again" at_item only reader.missing
ok "and its old row is of nothing" contains err "[reader.unknown]"
read_all
sed -i 's/,yes,$/,no,/' c/review.csv
run c
ok "a disagreement is settled" contains err "[reader.unresolved]"
sed -i 's/,no,$/,no,the reader erred/' c/review.csv
run c
ok "or said to be" lacks err "[reader."
sed -i 's/,no,/,perhaps,/' c/review.csv
run c
ok "yes or no: 65" [ "$rc" = 65 -a "$(grep -c '^c/review.csv:2:.*reader.agreement' err)" = 1 ]
sed -i 1d c/review.csv
run c
ok "without headings: 65" [ "$rc" = 65 -a "$(grep -c reader.header err)" = 1 ]
read_all

# A language whose words nobody here knows.
sed -i 's/^language: en/language: sw/' c/course.yaml
run c
ok "of another language how long it is, and not its words" equal "$(grep -c 'lesson.hard' err)" 0

# The gate of the shipped courses.
run --strict "$top/courses"
ok "the shipped courses have no cue, and all of it was read by a second pair of eyes" \
  equal "$rc $(grep -c warning: err)" "0 0"
finish
