#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# make.sh FOLDER: writes the hostile files that are too bulky to keep.
set -eu
cd "$1"

fill() { yes -- "$2" | tr -d '\n' | head -c "$1"; } # so many bytes of a text, repeated
lines() { yes -- "$2" | head -n "$1"; }
head_of() { printf 'id: m\ntitle: T\nsources: {s: A source}\n'; }
lesson() { head_of; printf 'lessons:\n  - id: l\n    title: L\n    source: s\n    text: %s' "$1"; }
items() { head_of; printf 'quiz:\n  draw: 1\n  pass: 80\n  questions:\n'; }
count() { awk -v n="$1" "BEGIN { for (i = 0; i < n; i++) $2 }"; }

fill 65536 '[' > bulk-brackets.yaml
fill 65536 '{' > bulk-braces.yaml
fill 65536 '{a: ' > bulk-maps.yaml
fill 65536 '[[]' > bulk-brackets-closed.yaml
fill 65536 '- ' > bulk-dashes.yaml
lines 20000 '- -' > bulk-dash-lines.yaml
count 40 'printf "%*sa:\n", i, ""' > bulk-deep-block.yaml
{ lesson ''; fill 31 '['; fill 31 ']'; echo; } > bulk-depth-over.yaml
{ lesson 'x'; printf '\nholders: '; fill 29 '[';  fill 29 ']'; echo; } > bulk-depth-within.yaml
fill 65536 '? ' > bulk-question-marks.yaml
fill 65536 '"' > bulk-quotes.yaml
fill 65536 "'" > bulk-apostrophes.yaml
lines 5000 'a: "' > bulk-open-quotes.yaml
lines 2000 '&a ' > bulk-anchors.yaml
lines 2000 '- *a' > bulk-aliases.yaml
lines 2000 '- !!x a' > bulk-tags.yaml
lines 3000 '---' > bulk-documents.yaml
lines 3000 '%YAML 1.1' > bulk-directives.yaml
{ head_of; lines 3000 'title: T'; } > bulk-same-key.yaml
{ head_of; count 3000 'print "k" i ": x"'; } > bulk-unknown-keys.yaml
{ lesson x; printf '\nobjectives: {'; count 70000 'printf "%sa%d: b", i ? ", " : "", i'; echo '}'; } > bulk-nodes-within.yaml
{ lesson '['; fill 400000 'a,'; echo ']'; } > bulk-list-wide.yaml
head -c 1048577 /dev/zero | tr '\0' 'a' > bulk-one-over.yaml
{ printf '# '; fill 1048574 'a'; } > bulk-comment.yaml
{ lesson "'"; fill 65537 a; echo "'"; } > bulk-scalar-over.yaml
{ lesson "'"; fill 65000 'a '; echo "'"; } > bulk-scalar-within.yaml
{ lesson '"'; fill 65536 '\e'; echo '"'; } > bulk-escapes.yaml
{ lesson "'"; fill 60000 "$(printf '\033')"; echo "'"; } > bulk-controls.yaml
{ lesson "'"; fill 60000 "$(printf '\342\200\256')"; echo "'"; } > bulk-bidi.yaml
{ lesson "'"; fill 60000 "$(printf '\377')"; echo "'"; } > bulk-latin-1.yaml
{ lesson "'a"; fill 60000 "$(printf '\314\201')"; echo "'"; } > bulk-combining.yaml
{ lesson "'"; fill 60000 '[a]('; echo "'"; } > bulk-open-links.yaml
{ lesson "'"; fill 60000 '> '; echo "'"; } > bulk-nested-quotes.yaml
{ lesson "'"; fill 60000 '<b>'; echo "'"; } > bulk-html.yaml
{ lesson '|'; count 3000 'printf "\n%*s- a", 6 + i % 300, ""'; echo; } > bulk-markdown-lists.yaml
{ head_of; printf 'lessons: ['; count 2000 'printf "%s{id: l%d, title: L, text: x, source: s}", i ? ", " : "", i'; echo ']'; } > bulk-lessons.yaml
{ items; count 3000 'printf "    - {id: q%d, true-or-false: x, truth: yes, why: w, competency: DOC-EXAM, level: 1, source: s}\n", i'; } > bulk-questions.yaml
{ items; count 400 'printf "    - {id: q%d}\n", i'; } > bulk-not-asked.yaml
{ items; printf '    - {id: q, competency: DOC-EXAM, level: 1, source: s, write: x, accept: [%s]}\n' "$(count 5000 'printf "%sa%d", i ? ", " : "", i')"; } > bulk-accept.yaml
{ head_of; printf 'drills:\n  - {id: d, scenario: S, start: s0, scenes: {'; count 300 'printf "%ss%d: {end: pass, text: T}", i ? ", " : "", i'; echo '}}'; } > bulk-scenes.yaml
{ lesson x; printf '\nglossary:\n'; count 500 'printf "  %s%d: \"%s\n", "g", i, "open"'; } > bulk-mistakes.yaml
head -c 65536 /dev/zero > bulk-zeros.yaml
{ lesson x; printf '\nsources:\n  s: '; fill 300000 ' '; echo; } > bulk-blanks.yaml
{ lesson '|'; lines 100000 ''; echo '      x'; } > bulk-newlines.yaml
{ printf '\357\273\277'; fill 65535 "$(printf '\357\273\277')"; } > bulk-byte-order-marks.yaml
printf 'id: c\ntitle: C\nlanguage: en\nversion: 1\nsummary: S\nmodules: [m.yaml%s]\n' "$(count 20000 'printf ", n%d.yaml", i')" > course-bulk-modules.yaml
