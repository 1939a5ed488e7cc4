#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mafunzo courses against counts by hand, and against what check counts.
. "$(dirname "$0")/../tap.sh"
cd "$work" || exit 70

run() { "$MAFUNZO" courses "$@" > "$work/out" 2> "$work/err" < /dev/null; rc=$?; }
of() { jq -r "$1" out; }

mkdir c
"$MAFUNZO" new course night-desk --dir c -q > /dev/null 2>&1
"$MAFUNZO" new module second --course c/night-desk -q > /dev/null 2>&1
run c --format json
ok "a skeleton: 0" [ "$rc" = 0 -a ! -s err ]
ok "modules, lessons, minutes" equal "$(of '.courses[0] | "\(.modules) \(.lessons) \(.lesson_minutes)"')" "2 2 10"
ok "questions of each kind" equal "$(of '.courses[0].questions.kinds | "\(.choose) \(.number) \(.order)"')" "2 2 0"
ok "levels" equal "$(of '.courses[0].questions.levels | map(.) | join(" ")')" "6 2 2 0"
ok "use" equal "$(of '.courses[0].questions.use | map(.) | join(" ")')" "10 0 0"
ok "competencies" equal "$(of '.courses[0].questions.competencies | map_values(.all) | tojson')" '{"DOC-ELEC":10}'
ok "drills and their scenes" equal "$(of '.courses[0] | "\(.drills) \(.scenes) \(.drill_minutes)"')" "2 8 6"
words=$(sed -n '/^    text: |/,/^    specimen/p' c/night-desk/01-first-steps.yaml | sed '1d;$d' | wc -w)
ok "words" equal "$(of '.courses[0].words')" "$((2 * words))"
ok "no fault" equal "$(of '.courses[0].faults | length')" 0
ok "the keys have their order" equal "$(of '.courses[0] | keys_unsorted | join(" ")')" \
  "id title language version folder modules lessons words lesson_minutes drills scenes drill_minutes questions faults"
cp out first
run --format json c
ok "the same twice, options first" cmp out first

run c/night-desk --format json
ok "one course alone" equal "$rc $(of '.total.courses')" "0 1"
run c/night-desk/ --format json
ok "with a slash" equal "$(of '.courses[0].id')" night-desk
run
ok "the courses of the program" contains out "passport-examination: "
"$MAFUNZO" courses --format json > out
ok "as check counts them" equal \
  "$(of '.total | "\(.modules) modules, \(.lessons) lessons, \(.questions.all) items, \(.drills) drills"')" \
  "$("$MAFUNZO" check "$MAFUNZO_COURSES" | sed 's/: no mistakes//')"
ok "kinds, levels, uses and competencies each add up to all" equal \
  "$(of '.total.questions | [.all == (.kinds | add), .all == (.levels | add), .all == (.use | add),
    .all == ([.competencies[].all] | add)] | all')" true
run
ok "in lines of less than 80" [ "$(sed 's/\xc2\xa0/ /g' out | awk 'length > 79' | wc -l)" = 0 ]
ok "and no control" clean_text out

printf 'id: broken\ntitle: T\nlanguage: en\nversion: 1\nsummary: a: b\nmodules: [m.yaml]\n' > course.yaml
mkdir c/broken c/half
mv course.yaml c/broken/
cp c/night-desk/01-first-steps.yaml c/broken/m.yaml
cp c/night-desk/*.yaml c/half/
sed -i 's/^id: night-desk/id: half/' c/half/course.yaml
printf 'nonsense: 1\n' >> c/half/02-second.yaml
run c --format json
ok "broken ones: 65" [ "$rc" = 65 ]
ok "are listed with their faults" equal \
  "$(of '.courses | map("\(.id) \(.faults | map("\(.file):\(.line) \(.code)") | join(","))") | join("; ")')" \
  "broken c/broken/course.yaml:5 yaml.colon; half c/half/02-second.yaml:$(wc -l < c/half/02-second.yaml) key.unknown; night-desk "
ok "the rest is counted" equal "$(of '.courses | map(.modules) | join(" ")')" "1 1 2"
ok "and in the total" equal "$(of '.total | "\(.courses) \(.broken) \(.modules)"')" "3 2 4"
run c
ok "in words too" contains out "BROKEN: c/broken/course.yaml:5:"
ok "65" [ "$rc" = 65 ]
sed -i 's|\[m.yaml\]|[../half/01-first-steps.yaml, m.yaml, m.yaml]|' c/broken/course.yaml
run c/broken --format json
ok "no file of another folder is read, and none twice" equal "$(of '.total.modules')" 1

rm -rf c/half c/night-desk c/broken/m.yaml
run c
ok "nothing that can be counted is not counted" lacks out "has:"

run absent
ok "no such folder: 66" [ "$rc" = 66 ]
ok "file.missing" contains err '[file.missing]'
mkdir none
run none
ok "no course in it: 65" [ "$rc" = 65 ]
ok "folder.no-course" contains err '[folder.no-course]'
run c c
ok "two folders: 64" [ "$rc" = 64 ]
run --format xml
ok "an unknown format: 64" [ "$rc" = 64 ]
run --no-such
ok "an unknown option: 64" [ "$rc" = 64 ]
run ""
ok "an empty path: 64" [ "$rc" = 64 ]
mkdir n
"$MAFUNZO" new course named --dir n -q > /dev/null 2>&1
mv n/named "$(printf 'n/a\377b')"
run n --format json
ok "a folder whose name is no UTF-8" equal "$rc $(of '.courses | length')" "0 1"
"$MAFUNZO" courses > /dev/full 2> err
ok "a full disk: 74" [ $? = 74 ]

# Learning paths: every post has one, and the needs analysis says it with its hours.
posts=$(ls "$top/courses/framework/positions" | sed 's/\.yaml$//')
{
  echo "name,agency,unit,position"
  for post in $posts; do echo "Officer of $post,Border Agency,Gate,$post"; done
} > roster.csv
"$MAFUNZO" --courses "$top/courses" --store store roster import roster.csv > out 2>&1
ok "a roster of all posts" equal $? 0
"$MAFUNZO" --courses "$top/courses" --store store report tna --format json > tna.json 2> err
ok "each post has a path in the needs analysis" equal \
  "$(jq '[.tables.paths.rows[].post] | unique | length' tna.json)" "$(echo "$posts" | wc -l)"
ok "which begins with where one stands, and has hours at each step" equal \
  "$(jq -c '[.tables.paths.rows[] | .hours > 0] | unique' tna.json) $(jq '[.tables.paths.rows[] | select(.step == 1) | .module] | unique | length' tna.json)" "[true] 1"
finish
