#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mafunzo check against files that are wrong on purpose.
# Each bad/*.yaml begins with  # expect: code code ...  : the codes of its errors, in any order.
. "$(dirname "$0")/../tap.sh"
bad=$top/tests/cli/bad

result() { ok "$2" [ "$1" -eq 0 ]; } # 0|1 NAME

run() { # run ARGUMENT...: fills out, err and rc; nothing may obey a terminal
  "$MAFUNZO" check "$@" >"$work/out" 2>"$work/err" </dev/null
  rc=$?
  cat "$work/out" "$work/err" >"$work/both"
}

clean() { # no control byte but newline, in either stream; neither C1 nor bidi in UTF-8
  [ "$(LC_ALL=C tr -d '\n\040-\176\200-\377' <"$work/both" | wc -c)" -eq 0 ] &&
    ! LC_ALL=C grep -q "$(printf '\302[\200-\237]')" "$work/both" &&
    ! LC_ALL=C grep -q "$(printf '\342\200\256')" "$work/both"
}

codes() { # of errors, sorted, one line
  sed -n 's/^.*: error: .* \[\([a-z.-]*\)\]$/\1/p' "$work/err" | sort | tr '\n' ' '
}

expect() { # expect NAME RC CODES
  got=$(codes)
  want=$(printf '%s\n' $3 | sort | sed '/^$/d' | tr '\n' ' ')
  ok "$1" equal "$rc $got" "$2 $want"
  ok "$1: no controls" clean
}

for file in "$bad"/*.yaml; do
  run "$file"
  expect "$(basename "$file")" 65 "$(sed -n '1s/^# expect: *//p' "$file")"
done

# The example of the course format has one question of every kind.
run --strict "$top/tests/cli/good/passport-examination"
expect "the example of the course format, strictly" 0 ""
[ ! -s "$work/err" ] && [ "$(cat "$work/out")" = "2 modules, 2 lessons, 10 items, 1 drill: no mistakes" ]
result $? "no warning either"

cd "$work" || exit 1
: >empty.yaml
run empty.yaml
expect empty 65 file.empty
printf 'id: a\0b\n' >binary.yaml
run binary.yaml
expect binary 65 file.binary
head -c 65536 /dev/zero | tr '\0' '[' >brackets.yaml
run brackets.yaml
expect "64 kB of [" 65 yaml.deep
head -c 2097152 /dev/zero | tr '\0' 'a' >large.yaml
run large.yaml
expect "2 MB" 65 file.large
printf '\377\376i\0d\0' >utf-16.yaml
run utf-16.yaml
expect UTF-16 65 file.encoding
mkfifo pipe.yaml
run pipe.yaml
expect "a pipe" 65 file.kind

printf 'id: a\n' >secret.yaml
chmod 0 secret.yaml
# Root reads everything, but not this.
if [ -r secret.yaml ]; then run /proc/self/mem; else run secret.yaml; fi
expect unreadable 65 file.unreadable

ln -s loop.yaml loop.yaml
run loop.yaml
expect "a link to itself" 65 file.unreadable

module() { # module FOLDER ID
  printf 'id: %s\ntitle: T\nsources: {s: b}\nlessons: [{id: l, title: T, text: x, source: s}]\n' \
    "$2" >"$1/$2.yaml"
}
course() { # course FOLDER
  mkdir -p "$1"
  printf 'id: %s\ntitle: T\nlanguage: en\nversion: 1\nsummary: S\nmodules: [m.yaml]\n' \
    "$(basename "$1")" >"$1/course.yaml"
  module "$1" m
}
course all/good
course all/bad
course all/other
printf 'title: a: b\n' >>all/bad/m.yaml
run all
expect "one broken course among good ones" 65 "yaml.colon"
grep -q '^3 modules, 3 lessons, 0 items, 0 drills: 1 error$' out
result $? "the good ones are counted"

run all/good
expect "a good course" 0 ""
[ "$(cat out)" = "1 module, 1 lesson, 0 items, 0 drills: no mistakes" ]
result $? "its summary"
run --quiet all/good
[ "$rc" -eq 0 ] && [ ! -s both ]
result $? "--quiet says nothing of it"

sed -i 's/, source: s//' all/good/m.yaml
run all/good
[ "$rc" -eq 0 ] && grep -q 'warning: .* \[lesson.no-source\]$' err
result $? "a warning leaves the exit code 0"
run --strict all/good
[ "$rc" -eq 65 ]
result $? "--strict makes it 65"

run
[ "$rc" -eq 64 ] && [ -s err ] && [ ! -s out ]
result $? "no path: 64"
run -
[ "$rc" -eq 64 ]
result $? "- is no path: 64"
run --format xml all
[ "$rc" -eq 64 ]
result $? "an unknown format: 64"
run --no-such all
[ "$rc" -eq 64 ]
result $? "an unknown option: 64"
run absent
expect "a missing path: 66" 66 file.missing
run all/bad absent
expect "a missing path beside a bad one: 66" 66 "file.missing yaml.colon"

course closed/shut
course closed/open
chmod 0 closed/shut
chmod 711 "$work" # who is not root still reaches it
step_down=
[ "$(id -u)" -ne 0 ] || step_down="setpriv --reuid=65534 --clear-groups"
$step_down "$MAFUNZO" check closed >out 2>err </dev/null
rc=$?
cat out err >both
expect "a closed folder among open ones" 65 file.unreadable
$step_down "$MAFUNZO" check closed/shut/m.yaml >out 2>err </dev/null
rc=$?
cat out err >both
expect "a file in a closed folder is not called missing" 65 file.unreadable
chmod 755 closed/shut

run all/good
[ "$(wc -l <out)" -eq 1 ]
result $? "the summary is one line"
"$MAFUNZO" check all/good >/dev/full 2>err
[ $? -eq 74 ]
result $? "a full disk for the summary: 74"
"$MAFUNZO" check all/good >out 2>err <&-
[ $? -eq 0 ]
result $? "a closed stdin disturbs nothing"
cd all/bad && run m.yaml && cd ../.. || cd ../..
head -n 1 err | grep -q '^m.yaml:5:9: error: '
result $? "a bare name is shown bare"

run "$bad/eight.yaml"
[ "$(grep -c ': error: ' err)" -eq 8 ] && [ "$(codes | tr ' ' '\n' | sort -u | sed '/^$/d' | wc -l)" -eq 8 ]
result $? "eight mistakes of eight kinds: eight diagnostics"

run all/bad
head -n 3 err >head
printf '%s\n' 'all/bad/m.yaml:5:9: error: a colon and a space inside a text [yaml.colon]' \
  '  title: a: b' '          ^' >want
cmp -s head want
result $? "place, line and caret"
sed -n 4p err | grep -q '^  hint: '
result $? "hint"

run --format json all
[ "$rc" -eq 65 ] && [ ! -s err ] && clean &&
  grep -q '"code": "yaml.colon"' out && grep -q '"line": 5' out && grep -q '"column": 9' out &&
  grep -q '"length": 1' out && grep -q '"end_column": 10' out && grep -q '"severity": "error"' out &&
  grep -q '"errors": 1' out && grep -q '"warnings": 1' out && grep -q '"files": 6' out
result $? "JSON"
run --format json "$bad/escapes.yaml" "$bad/raw-controls.yaml"
[ "$rc" -eq 65 ] && clean
result $? "JSON without controls"

# A module far from any framework is checked against that of the courses.
mkdir -p far
sed 's/DOC-ELEC/DOC-ELEK/' "$top/courses/passport-examination/02-machine-readable-zone.yaml" > far/m.yaml
run far/m.yaml
[ "$rc" -eq 65 ] && [ "$(codes | tr ' ' '\n' | sort -u | tr -d '\n')" = competency.unknown ]
result $? "a competency unknown to the installed framework"

finish
