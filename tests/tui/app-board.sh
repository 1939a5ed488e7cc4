# SPDX-License-Identifier: GPL-3.0-or-later
# The board of a class over the course with a test: officers who do not exist, in a store of their own.
# app-board.sh DAY, or to put somebody on the roster while it is open: app-board.sh add NAME.
set -eu
export MAFUNZO_COURSES=$WORK/courses
store=$WORK/class
if [ ! -d "$MAFUNZO_COURSES" ]; then
  mkdir "$MAFUNZO_COURSES"
  cp -r "$SCRIPTS/../courses/framework" "$SCRIPTS/../courses-exam/exam" "$MAFUNZO_COURSES/"
  "$MAFUNZO" simulate cohort --store "$store" --people 10 --seed 3 --date 2026-11-01 > /dev/null 2>&1
  "$MAFUNZO" --store "$store" roster export > "$WORK/people.csv"
  awk -F, 'BEGIN { OFS = "," } NR > 1 { $6 = "July" } 1' "$WORK/people.csv" > "$WORK/july.csv"
  "$MAFUNZO" --store "$store" roster import "$WORK/july.csv" > /dev/null
fi
if [ "$1" = add ]; then
  printf 'code,name,agency,unit,position,cohort\n223-458,%s,Post,North,PIR,July\n' "$2" > "$WORK/new.csv"
  exec "$MAFUNZO" --store "$store" roster import "$WORK/new.csv" > /dev/null
fi
exec "$MAFUNZO" --store "$store" board July --on "$1"
