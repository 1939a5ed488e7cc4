#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mafunzo simulate: what the diagnostic gives, beside what is wanted of it.
. "$(dirname "$0")/../tap.sh"
cd "$work" || exit 70

run() { "$MAFUNZO" "$@" > "$work/out" 2> "$work/err" < /dev/null; rc=$?; }
of() { jq -r "$1" out; }

run simulate diagnostic --n 2000 --format json
ok "over the courses: 0" [ "$rc" = 0 -a ! -s err ]
ok "each goal stands beside what was reached" equal \
  "$(of '.ideal.goals | [.right, .questions, .questions_worst_level, .covered] | map(.reached) | tojson')" \
  '[true,true,true,true]'
ok "and the chance of a wrong gap" [ "$(of '.ideal.goals.wrong_gap_in_15_competencies > 0.1')" = true ]
ok "two thousand officers" equal "$(of '[.ideal.all.officers, ([.ideal.required[].officers] | add), ([.ideal.level[].officers] | add)] | tojson')" '[2000,2000,2000]'
"$MAFUNZO" courses --format json > courses
ok "the bank are the questions that are not for tests alone" equal \
  "$(of '[.competencies[].bank | add] | add')" "$(jq '.total.questions | .all - .use.exam' courses)"
ok "all competencies together are the courses" equal "$(of '.courses.all.questions')" "$(of '[.competencies[].all.questions] | add')"
cp out first
run simulate diagnostic --n 2000 --format json --seed 1
ok "the seed is 1 unless said" cmp out first
run simulate diagnostic --n 2000 --format json --seed 2
ok "another one gives another" [ "$rc" = 0 ]
ok "which it says" [ "$(of '.seed == 2 and .truth == "about-author"')" = true ]
run simulate diagnostic --n 200 --truth author
ok "as text" contains out "as hard as their authors say."
ok "with the goals" contains out "10 or fewer"
ok "in lines of less than 80" [ "$(awk 'length > 79' out | wc -l)" = 0 ]
ok "and no control" clean_text out

mkdir none
run --courses none simulate diagnostic --n 100
ok "without courses: 65" [ "$rc" = 65 ]
ok "and why" contains err "[folder.no-course]"
ok "the ideal bank all the same" contains out "Ideal bank"
ok "and nothing else" lacks out "courses' questions"
run --courses gone simulate diagnostic --n 100
ok "no such folder: 66" [ "$rc" = 66 ]

run simulate cohort --store people --people 10 --seed 3 --date 2026-11-01
ok "ten officers who do not exist: 0" [ "$rc" = 0 -a ! -s err ]
ok "which it says" contains out "None of these people exists."
ok "and how many" contains out "People: 10;"
ok "and what comes next" contains out "mafunzo --store people report tna"
"$MAFUNZO" --store people roster export > roster 2> err
ok "they are on the roster, with what is established" equal "$(grep -c "Keth Crossing" roster)" 6
run simulate cohort --store people --people 10
ok "a second time: 64" [ "$rc" = 64 -a ! -s out ]
ok "and why" contains err "[cohort.store-used]"
run --courses none simulate cohort --store nobody
ok "without courses nothing is begun" [ "$rc" = 66 -a ! -e nobody ]

for bad in "" cohorts "diagnostic --n 0" "diagnostic --n 99999999999" "diagnostic --n x" "diagnostic --seed" \
  "diagnostic --seed -1" "diagnostic --truth me" "diagnostic --format yaml" "diagnostic DIR" "diagnostic --what" \
  cohort "cohort --store x --people 9" "cohort --store x --seed y" "cohort --store x --date 2026-02-30"; do
  run simulate $bad
  ok "usage: simulate $bad" [ "$rc" = 64 -a -s err -a ! -s out ]
done

finish
