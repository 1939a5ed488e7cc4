#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What hostile files cost: mafunzo check spends on none of them more than twice the instructions that
# the largest valid module takes. Instructions are counted, not seconds: the machine is shared.
. "$(dirname "$0")/../tap.sh"
cd "$work" || exit 70
mebi=1048576

head_of() { # the header of a module; objective and source are named by all that follows
  printf 'id: m\ntitle: T\nobjectives: {o: "Given x, do y."}\nsources: {s: A source}\nlessons:\n'
  printf '  - {id: l, title: L, minutes: 5, objectives: [o], text: "Some text.", source: s}\n'
  printf 'quiz:\n  draw: 5\n  pass: 80\n  questions:\n'
}

questions() { # so many, of five kinds in turn
  awk -v n="$1" 'function tail(i) { printf "      competency: DOC-EXAM\n      level: %d\n      objective: o\n      hint: A hint that helps without telling number %d.\n      source: s\n", i % 4 + 1, i }
    BEGIN { for (i = 0; i < n; i++) { k = i % 5
      if (k == 0) printf "    - id: q%d\n      choose: Which of these is the one that number %d asks for, *here* and **now**?\n", i, i
      if (k == 1) printf "    - id: q%d\n      choose-all: Which of these belong to number %d, when all is said?\n", i, i
      if (k == 2) printf "    - id: q%d\n      true-or-false: Number %d is as it should be.\n      truth: yes\n      why: It is as it is, and that is why.\n", i, i
      if (k == 3) printf "    - id: q%d\n      number: How much is number %d?\n      equals: %d\n      within: 1\n      why: It was counted.\n", i, i, i
      if (k == 4) printf "    - id: q%d\n      write: Write number %d.\n      accept: [number %d, nr %d]\n      pattern: \"^n(umbe)?r +%d$\"\n      reject: [nothing]\n      why: So it is written.\n", i, i, i, i, i
      if (k < 2) { print "      options:"
        for (j = 0; j < 4; j++) printf "        - %s: Option %d of number %d\n          why: A reason for option %d that says what is the matter with it.\n", (j == 0 || (k == 1 && j == 1)) ? "right" : "wrong", j, i, j }
      tail(i) } }'
}

fill() { # so many bytes of a text, repeated
  yes -- "$2" | tr -d '\n' | head -c "$1"
}

{ head_of; questions 2000; } > valid.yaml
fill 65536 '[' > brackets-64k.yaml
fill $mebi '[' > brackets-1m.yaml
fill $mebi '{a: ' > braces.yaml
yes -- '- "' | head -c $mebi > quotes.yaml
yes -- '? - ' | head -c $mebi > keys.yaml
yes -- 'a: !!x &y *z' | head -c $mebi > tags.yaml
fill 2097152 'a: b ' > two-megabytes.yaml
head -c $mebi /dev/urandom > binary.yaml
{ head_of; questions 5; printf 'drills:\n'; awk 'BEGIN { for (d = 0; d < 20; d++) {
  printf "  - id: d%d\n    scenario: S\n    minutes: 5\n    state:\n      a: {start: 0, from: 0, to: 1000}\n      b: {start: 0, from: 0, to: 1000}\n    start: x\n    scenes:\n      x:\n        text: T\n        choices:\n", d
  print "          - {do: A, when: a < 1000, set: {a: +1}, go: x, why: w}\n          - {do: B, when: b < 1000, set: {b: +1}, go: x, why: w}\n          - {do: C, go: y, why: w}\n      y: {end: pass, text: T}" } }'
} > worlds.yaml
{ head_of | sed '/^  - {id: l,/q'
  awk 'BEGIN { for (l = 0; l < 15; l++) {
    printf "  - id: l%d\n    title: L\n    minutes: 5\n    objectives: [o]\n    source: s\n    text: |\n", l
    for (i = 0; i < 300; i++) { printf "      "; for (j = 0; j < 12; j++) printf "[a](b)*c **d `e "; print "" } } }'
} > markdown.yaml

# Markdown, sixteen lessons of 63 kB each: what it is made of decides.
signs() { # file, fragment
  { printf 'id: m\ntitle: T\nlessons:\n'
    for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do
      printf -- '- {id: l%d, title: L, text: %s' $i "'"; fill 63000 "$2"; printf "'}\n"
    done
  } > "$1.yaml"
}
signs links '[a](b)'
signs open-links '[a]('
signs emphasis '*a_ '
signs backticks '`a``b```c'
{ printf 'id: m\ntitle: T\nlessons:\n'; awk 'BEGIN { for (i = 0; i < 16; i++) {
  printf "- id: l%d\n  title: L\n  text: |\n", i
  for (j = 0; j < 1700; j++) print "   - - - - - - - - - - - - - - - - a" } }'
} > lists.yaml

# Work that grows with the product of two lists, or that a few bytes ask for.
bank() { # a question bank whose questions are what is read: fields without id
  printf 'id: m\ntitle: T\nsources: {s: A source}\nquiz:\n  draw: 1\n  pass: 80\n  questions:\n'
  awk '{ printf "  - {id: q%d, competency: DOC-EXAM, level: 1, source: s, why: w, %s}\n", NR, $0 }'
}
many() { # how often, an awk string with i in it, joined by commas
  awk -v n="$1" "BEGIN { for (i = 0; i < n; i++) printf \"%s%s\", i ? \", \" : \"\", $2 }"
}
printf 'write: x, accept: [%s], reject: [%s]\n' "$(many 40000 '"a" i')" "$(many 40000 '"b" i')" |
  bank > forms.yaml
yes "write: x, pattern: '(a+)+b', accept: [$(fill 50 a), $(fill 51 a)], reject: [$(fill 52 a)]" |
  head -n 2000 | bank > patterns.yaml
yes "write: x, pattern: 'a|$(many 45 '"[^\303\277-\305\201]"' | sed 's/, //g')', accept: [a]" |
  head -n 1200 | bank > classes.yaml
yes "write: x, accept: [$(many 160 '"\357\267\272"' | sed 's/, //g')]" | head -n 1600 | bank > ligatures.yaml
yes "true-or-false: x, truth: no, specimen: [$(many 4 '"{document: td3, holder: utopia}"')]" |
  head -n 2000 | bank > specimens.yaml
yes "choos: x, $(many 30 '"truth-or-folly" i ": x"')" | head -n 1500 | bank > kinds.yaml
drill() { # a scenario with one choice, and what it has
  printf 'id: m\ntitle: T\ndrills:\n- {id: d, scenario: S, start: x, state: {a: {from: 0, to: 9}}, scenes: {'
  printf 'x: {text: T, choices: [{do: A, go: y, %s}]}, y: {end: pass, text: T}}}\n' "$1"
}
drill "set: {$(many 70000 '"a" i ": 1"')}" > states.yaml
drill "score: {$(many 70000 '"A" i ": 1"')}" > scores.yaml
{ printf 'id: m\ntitle: T\ndrills:\n'; awk 'BEGIN { for (d = 0; d < 20; d++) {
  printf "- id: d%d\n  scenario: S\n  start: x\n  scenes:\n", d
  for (s = 0; s < 60; s++) { printf "    scene-with-quite-a-long-name-%d:\n      text: T\n      choices:\n", s
    for (c = 0; c < 8; c++) printf "      - {do: D%d, go: scebe-wiht-quiet-a-logn-nmae, when: seen(scebe-wiht-quiet-a-logn)}\n", c } } }'
} > misspelt.yaml
printf 'id: m\ntitle: T\nobjectives: {%s}\nlessons: [%s]\n' "$(many 40000 '"o" i ": x"')" \
  "$(many 150 '"{id: l" i ", title: L, text: T, objectives: [o1, zzzz, o2]}"')" > objectives.yaml
# One module that its course lists a thousand times: it is read once.
mkdir again
cp valid.yaml again/m.yaml
{ printf 'id: again\ntitle: T\nlanguage: en\nversion: 1\nsummary: S\nmodules: ['; many 1000 '"m.yaml"'; echo ']'; } > again/course.yaml

mkdir -p forged/positions forged/documents
cp "$top/courses/framework/competencies.yaml" forged/
cp "$top/courses/framework/documents/states.yaml" forged/documents/
{ echo anomalies:; awk 'BEGIN { for (i = 0; i < 200; i++) printf "  - {id: a%d, name: N, why: W, fraud: chip, step: C, depth: tool, changes: {visa: name}, differs: [visa], found: [visa]}\n", i }'; } > forged/documents/more.yaml

count() { # instructions that checking a file takes
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$MAFUNZO" check "$2" > "$1.out" 2> "$1.err"
  echo $? > "$1.rc"
  sed -n 's/^==[0-9]*== Collected : //p' "$1.err" > "$1.cost"
}

files="valid brackets-64k brackets-1m braces quotes keys tags two-megabytes binary worlds markdown
  links open-links emphasis backticks lists forms patterns classes ligatures specimens kinds states scores
  misspelt objectives again forged"
for file in $files; do # two at a time
  [ -d "$file" ] && count "$file" "$file" || count "$file" "$file.yaml" &
  [ "$(jobs -p | wc -l)" -lt 2 ] || wait "$(jobs -p | head -1)"
done
wait

ok "the largest valid module is near the limit" test "$(wc -c < valid.yaml)" -gt $((mebi * 3 / 4))
ok "and has no mistake" equal "$(cat valid.rc) $(head -c 300 valid.err | grep -v ==)" "0 "
limit=$(($(cat valid.cost) * 2))
for file in ${files#valid }; do
  cost=$(cat "$file.cost")
  ok "$file: $((cost / 1000000)) M of at most $((limit / 1000000)) M instructions" test "$cost" -le "$limit"
  [ -d "$file" ] || ok "$file is no larger than a file may be, or refused as such" \
    test "$(wc -c < "$file.yaml")" -le $mebi -o "$file" = two-megabytes
  case $file in worlds) continue ;; esac
  ok "$file is refused" equal "$(cat "$file.rc")" 65
done
finish
