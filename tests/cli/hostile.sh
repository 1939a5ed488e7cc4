#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mafunzo check against everything in tests/hostile and what make.sh there adds to it: each file's
# exit code and exact set of codes, as tests/hostile/EXPECTED has them (file, exit code, codes in
# order). The examples of mafunzo explain are unit tests (app_explain). course-*, framework-*, listen-* and position-* are put where a file of that
# sort belongs. Files of one exit code are checked by one process, which must then end with that code.
. "$(dirname "$0")/../tap.sh"
hostile=$top/tests/hostile
cd "$work" || exit 70
mkdir files hold
"$hostile/make.sh" files || exit 70
cp "$hostile"/*.yaml files

place() { # FILE: puts it where its sort belongs; prints what to check
  name=$(basename "$1" .yaml)
  case $name in
    course-*)
      mkdir "hold/$name"
      cp files/good-lesson.yaml "hold/$name/m.yaml"
      mv "$1" "hold/$name/course.yaml"
      echo "hold/$name" ;;
    framework-*)
      mkdir -p "hold/$name/positions"
      mv "$1" "hold/$name/competencies.yaml"
      echo "hold/$name" ;;
    listen-*)
      mkdir -p "hold/$name/positions" "hold/$name/interview"
      cp "$hostile/framework-good.yaml" "hold/$name/competencies.yaml"
      mv "$1" "hold/$name/interview/en.yaml"
      echo "hold/$name" ;;
    position-*)
      mkdir -p "hold/$name/positions"
      cp "$hostile/framework-good.yaml" "hold/$name/competencies.yaml"
      mv "$1" "hold/$name/positions/p.yaml"
      echo "hold/$name" ;;
    *) echo "$1" ;;
  esac
}

sort "$hostile/EXPECTED" > expected
for file in files/*; do place "$file"; done > paths
awk 'NR == FNR { rc[$1] = $2; next }
  { name = $0; sub(/^[a-z]*\//, "", name); sub(/\.yaml$/, "", name)
    print (name in rc ? rc[name] : 65), $0 }' expected paths > plan

# What a process says stays below the number of mistakes that are shown: the bulky ones are alone.
batch() { # EXIT CODE FILES-A-PROCESS, and the paths on the input
  xargs -r -n "$2" sh -c 'out=$(mktemp out.XXXXXX)
    "$MAFUNZO" check --format json "$@" > "$out" 2>> err < /dev/null
    echo $? >> "'"codes-$1"'"' sh
}
check() { # EXIT CODE: checks all files that are to end with it
  sed -n "s/^$1 //p" plan | grep -v bulk | batch "$1" 15
  sed -n "s/^$1 //p" plan | grep bulk | batch "$1" 1
}
: > err
for rc in 0 65; do check $rc & done
wait
for rc in 0 65; do
  ok "every process of files that should give $rc ends with $rc" equal "$(sort -u "codes-$rc")" $rc
done
ok "nothing on the error output" [ ! -s err ]

cat out.?????? > all.json
jq -r '.diagnostics[] | [(.file | ltrimstr("files/") | ltrimstr("hold/") | rtrimstr(".yaml") |
  sub("/.*"; "")), .code, .severity] | @tsv' all.json | sort -u > said
awk -F '\t' '{ print $1, $2 }' said | LC_ALL=C sort -u > pairs
awk 'BEGIN { while ((getline line < "said") > 0) { split(line, part, "\t"); if (part[3] == "error") bad[part[1]] = 1 }
    while ((getline line < "pairs") > 0) { split(line, pair, " "); codes[pair[1]] = codes[pair[1]] " " pair[2] } }
  { name = $2; sub(/^[a-z]*\//, "", name); sub(/\.yaml$/, "", name)
    print name, (name in bad ? 65 : 0) codes[name] }' plan | LC_ALL=C sort > got
[ -z "${UPDATE_EXPECTED-}" ] || cp got "$hostile/EXPECTED" # read the difference, every line of it

while read -r line; do
  ok "${line%% *}" equal "$(grep "^${line%% *} " got)" "$line"
done < expected
ok "every file is expected, and every expected one is there" equal \
  "$(cut -d' ' -f1 got | LC_ALL=C sort | tr '\n' ' ')" "$(cut -d' ' -f1 expected | LC_ALL=C sort | tr '\n' ' ')"
ok "they are 300 at least" [ "$(wc -l < got)" -ge 300 ]

clean() { # no control byte but newline; in UTF-8 no C1, no bidi control, no line or paragraph separator
  [ "$(LC_ALL=C tr -d '\n\040-\176\200-\377' < "$1" | wc -c)" -eq 0 ] &&
    ! LC_ALL=C grep -qP '\xc2[\x80-\x9f]|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]|\xd8\x9c|\xef\xbb\xbf' "$1" &&
    iconv -f UTF-8 -t UTF-8 "$1" > iconv.out
}
ok "JSON shows no control" clean all.json
# And as people read it: excerpts, carets and hints are there only.
xargs -n 15 "$MAFUNZO" check < paths > text 2>&1 || true
ok "the text shows every file's mistakes" [ "$(wc -l < text)" -gt 1000 ]
ok "the text shows no control" clean text

finish
