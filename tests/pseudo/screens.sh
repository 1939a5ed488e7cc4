#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every screen of the scripts of tests/tui and of tests/linear, in a language that is made for this: each
# string of the interface in brackets and a third longer, each letter of content with a dot. A word
# without either was forgotten by _(); a bracket without its other half was cut. DRIVER, DEMO and MAFUNZO
# name the programs, in the folder where they were built.
. "$(dirname "$0")/../tap.sh"
: "${DRIVER:=$top/build/driver}"
NODE_PATH=/usr/share/nodejs
MAFUNZO_LOCALEDIR=$work/locale
export NODE_PATH MAFUNZO_LOCALEDIR
pseudo() { node "$top/tests/pseudo/pseudo.js" "$@"; }

mkdir -p "$MAFUNZO_LOCALEDIR/qps/LC_MESSAGES" "$work/tests" "$work/screens"
"$top/scripts/template" 2> "$work/said" | pseudo po > "$work/qps.po"
ok "the language can be made" msgfmt -c -o "$MAFUNZO_LOCALEDIR/qps/LC_MESSAGES/mafunzo.mo" "$work/qps.po"
cp -r "$top/tests/tui" "$top/tests/linear" "$top/tests/tap.sh" "$top/tests/courses" "$top/tests/courses-kinds" \
  "$top/tests/courses-exam" "$top/tests/courses-interview" "$top/tests/courses-inspection" \
  "$top/tests/courses-checkpoint" "$top/tests/courses-stand" "$work/tests/"
find "$work/tests" -name '*.yaml' > "$work/list"
# shellcheck disable=SC2046
ok "the content can be dotted" pseudo course $(cat "$work/list")
# What is no prose has no dots: codes, and the data of documents, in capitals.
# shellcheck disable=SC2046
{ cat $(cat "$work/list"); grep -oh '"[^"]*"' "$top/tests/tui/demo.c" \
  "$top/src/document/passport.c" "$top/src/document/date.c"; } | LC_ALL=C grep -oE '[A-Z]{2,}' | sort -u > "$work/codes"
ok "and is still a course" "$MAFUNZO" check "$work/tests/courses"
pseudo demo < "$top/tests/tui/demo.c" > "$work/demo.c"
# shellcheck disable=SC2016
ok "so can the demo" make -s -C "$(dirname "$DRIVER")" WORK="$work" --eval='dotted:
	$(CC) $(DEFS) $(AM_CPPFLAGS) $(CPPFLAGS) $(AM_CFLAGS) -O0 -o $(WORK)/demo $(WORK)/demo.c $(demo_LDADD) $(LIBS)' dotted
DEMO=$work/demo
MAFUNZO_COURSES=$work/tests/courses
export DEMO

for script in "$work"/tests/tui/*.script; do
  of=$(basename "$script" .script)
  case $of in
    app-french) continue ;; # speaks another language by its own choice
    app-sitting) continue ;; # its course is signed, and cannot be dotted
  esac
  grep -q 'golden ' "$script" || continue # it looks at no whole screen
  mkdir -p "$work/screens/$of"
  for setup in $(sed -n 's/^run sh $SCRIPTS.//p' "$script" | head -n 1); do
    grep -v '^#' "$(dirname "$script")/$setup" > "$work/screens/$of/typed.txt" # what it writes into courses and records
  done
  env -u MAFUNZO_CLOCK -u MAFUNZO_SEED PSEUDO="$work/screens/$of" "$DRIVER" "$script" > "$work/out" 2>&1
  cp "$work/out" "$work/screens/$of.log"
  ok "$of is played to its end" lacks "$work/out" "not ok"
  case $of in app-map | app-board) # whom they invent, cut to fit, and of what class
    { echo July; grep -ohE '[A-Z][A-Za-z]+' "$top/src/app/cohort_people.c"; } |
      awk '{ for (i = 2; i <= length($0); i++) print substr($0, 1, i) }' >> "$work/screens/$of/typed.txt" ;;
  esac
  case $of in app-board | app-collect | app-hand-in | app-forgotten) # letters of people's codes, and of the number of a chain
    grep -ohE '\b[0-9A-Z]{3}-[0-9A-Z]{3}\b|[0-9a-f]{8,}' "$work/screens/$of"/*.txt | grep -oiE '[a-z]+' > "$work/signs" || true
    cat "$work/signs" >> "$work/screens/$of/typed.txt" ;;
  esac
  : >> "$work/screens/$of/typed.txt"
  cat "$work/codes" "$work/screens/$of/typed.txt" > "$work/typed"
  rm "$work/screens/$of/typed.txt"
  set -- "$work/screens/$of"/*.txt
  ok "$of shows nothing untranslated" pseudo judge "$work/typed" "$@"
done

{ cat "$work/codes"; echo Amina; } > "$work/typed" # what is typed there in letters
for script in exam kinds practice shift; do
  mkdir "$work/screens/linear-$script"
  PSEUDO="$work/screens/linear-$script" "$work/tests/linear/$script.sh" > "$work/out" 2>&1
  ok "linear: $script says nothing untranslated" pseudo judge "$work/typed" "$work/screens/linear-$script"/*.txt
done

linear() { # name, lines
  printf '%s\n' "$2" | tr '|' '\n' > "$work/lines"
  cat "$work/codes" "$work/lines" > "$work/typed"
  LANGUAGE=qps "$MAFUNZO" --linear --store "$work/store-$1" < "$work/lines" > "$work/screens/$1.txt" 2>&1
  ok "linear: $1 says nothing untranslated" pseudo judge "$work/typed" "$work/screens/$1.txt"
}
start='1|Amina|||1|' # begin, a name, no agency, no post of work, a position
linear lesson "${start}1|1|?|:esc|:esc"
linear you "${start}2|:esc|3|:esc|4|?|:esc|5|:esc"
linear map "${start}4|1|:esc|:esc"
linear find "${start}search|hit|1|:esc|:esc|ctrl-p|settings|1|:esc"
cp -r "$work/tests/courses/framework" "$work/tests/courses-kinds/"
MAFUNZO_COURSES=$work/tests/courses-kinds
linear kinds "${start}1|1|?|:esc|2|?|0|:esc|4|?|:esc|5|?|2 1|:esc|6|?|:esc|7|?|:esc|8|?||:esc|9|?|:esc|10|?|$(printf %09999d 0)|:esc"
shown=$(find "$work/screens" -name '*.txt' -exec node "$top/tests/pseudo/pseudo.js" count {} +)
ok "340 strings at least were seen" [ "$shown" -ge 340 ]
echo "# $shown strings"
[ -z "${KEEP-}" ] || cp -r "$work" "$KEEP"
finish
