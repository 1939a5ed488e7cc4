#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every screen of the scripts of tests/tui, and linear sessions, in a language that is made for this: each
# string of the interface in brackets, each letter of content with a dot. A word without either was
# forgotten by _(). DRIVER and MAFUNZO name the programs.
. "$(dirname "$0")/../tap.sh"
: "${DRIVER:=$top/build/driver}"
NODE_PATH=/usr/share/nodejs
MAFUNZO_LOCALEDIR=$work/locale
export NODE_PATH MAFUNZO_LOCALEDIR
pseudo() { node "$top/tests/pseudo/pseudo.js" "$@"; }

mkdir -p "$MAFUNZO_LOCALEDIR/qps/LC_MESSAGES" "$work/tests" "$work/screens"
"$top/scripts/template" 2> "$work/said" | pseudo po > "$work/qps.po"
ok "the language can be made" msgfmt -o "$MAFUNZO_LOCALEDIR/qps/LC_MESSAGES/mafunzo.mo" "$work/qps.po"
cp -r "$top/tests/tui" "$top/tests/courses" "$top/tests/courses-kinds" "$top/tests/courses-exam" "$work/tests/"
find "$work/tests" -name '*.yaml' > "$work/list"
# shellcheck disable=SC2046
ok "the content can be dotted" pseudo course $(cat "$work/list")
ok "and is still a course" "$MAFUNZO" check "$work/tests/courses"
MAFUNZO_COURSES=$work/tests/courses

for script in "$work"/tests/tui/app-*.script; do
  name=$(basename "$script" .script)
  case $name in app-french) continue ;; esac # speaks another language by its own choice
  mkdir -p "$work/screens/$name"
  [ ! -e "${script%.script}.sh" ] || cp "${script%.script}.sh" "$work/screens/$name/typed.txt" # what it writes into courses
  env -u MAFUNZO_CLOCK -u MAFUNZO_SEED PSEUDO="$work/screens/$name" "$DRIVER" "$script" > "$work/out" 2>&1
  grep '^not ok' "$work/out" | sed 's/^/#   /'
  set -- "$work/screens/$name"/app-*.txt
  [ -e "$1" ] || continue # it looks at no whole screen
  : >> "$work/screens/$name/typed.txt"
  ok "$name shows nothing untranslated" pseudo judge "$work/screens/$name/typed.txt" "$@"
done

linear() { # name, lines
  printf '%s\n' "$2" | tr '|' '\n' > "$work/lines"
  LANGUAGE=qps "$MAFUNZO" --linear --store "$work/store-$1" < "$work/lines" > "$work/screens/$1.txt" 2>&1
  ok "linear: $1 says nothing untranslated" pseudo judge "$work/lines" "$work/screens/$1.txt"
}
start='1|Amina|||5|' # begin, a name, no agency, no post of work, a position
linear lesson "${start}1|1|?|:esc|:esc"
linear quiz "${start}1|4|h|2||39||38||4||?|1||3|p"
linear you "${start}2|:esc|3|:esc|4|?|:esc|5|:esc"
linear find "${start}search|hit|1|:esc|:esc|ctrl-p|settings|1|:esc"
cp -r "$work/tests/courses/framework" "$work/tests/courses-kinds/"
MAFUNZO_COURSES=$work/tests/courses-kinds
linear kinds "${start}1|1||1|3|:esc|2||2|2 3 4|:esc|5||2 1 1|2 3 4|:esc|6||1 1 2 2|3 1 2 2|:esc|9||2 4|2|:esc|10||1|740812|:esc"
cp -r "$work/tests/courses/framework" "$work/tests/courses-exam/"
MAFUNZO_COURSES=$work/tests/courses-exam
linear exam "${start}1|4||<|3|flag|previous|>||1|2|overview|s|2|2||p"
[ -z "${KEEP-}" ] || cp -r "$work" "$KEEP"
finish
