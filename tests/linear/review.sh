#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What was practised comes back some days later: on the home screen, in a review that is cut off in its
# second round, in a plan towards a day, and before the whole class.
. "$(dirname "$0")/../tap.sh"
store=$work/store

play() { # day, screen, arguments of mafunzo; the lines come from $lines
  screen=$work/$2.txt MAFUNZO_CLOCK=$((1790000000000 + $1 * 86400000))
  shift 2
  rc=0
  # shellcheck disable=SC2059
  printf "$lines" | "$MAFUNZO" --linear --store "$store" "$@" > "$screen" 2> "$work/err" || rc=$?
}

events() { # condition: how many are recorded
  sqlite3 "$store/mafunzo.db" "SELECT count(*) FROM event WHERE $1"
}

# A person, a post, the course, its first practice; eight questions, two wrong at first; home again.
lines='1\nAmina\nAgency A\nPort Amani\n1\n1\n4\n2\n\n39\n\n38\n\n4\n\n1\n\n3\n\n3 5 6\n\n3\n\n1 4 5 6\n\n2\n\n\nesc\nesc\n'
play 0 first
ok "nothing is due on the day it was answered" lacks "$screen" " due)"
lines='2\n\n0\n\n'
play 3 due review
ok "some days later all of it is" contains "$screen" "Review now (8 due)"
lines=''
play 3 home
ok "and home says so first" contains "$screen" "1. Review (8 due)"
lines='1\n'
play 3 begun
ok "a review begins from home" contains "$screen" "Question 1 of 8"
ok "and asks first what is least remembered" contains "$screen" "How many full years old is the holder?"
golden review "$screen"

# Everything wrong, then the end of input in the second round.
lines='1\n0\n\n4\n\n1\n\n1\n\n1\n\n1\n\n1\n\n1\n\n1\n'
play 3 wrong
ok "it is gone on with" contains "$screen" "Continue: Review: Question 1 of 8"
ok "what is missed is told at once, with its reason" contains "$screen" "It comes once more."
lines='1\n38\n\n'
play 3 again
ok "then what was missed is asked again" contains "$screen" "Once more, since you missed it:"
ok "every answer is an event" equal "$(events "verb = 'answered'")" 19
lines=''
play 3 paths
ok "home offers to go on in the second round" contains "$screen" "Continue: Review: Once more"

# All of it right, the two that are left once more; then what is told of a review that was done.
lines='1\n4\n\n1 2 4\n\n1\n\n1\n\n1\n\n1\n\n\nresults\n'
play 3 done
ok "a review that is done has a share and no mark to pass" contains "$screen" "Review (32 %)"

# A plan towards a day.
play 3 past review --until 2026-09-01
ok "a day that has come exits 64" equal $rc 64
ok "and is told as a day" contains "$work/err" "[review.past]"
play 3 none review --until yesterday
ok "what is no day exits 64" contains "$work/err" "[review.date]"
play 3 plan review --until 2026-10-10
ok "a plan says how many a day" contains "$screen" "a day until 10 October 2026"
play 4 kept review
ok "and holds" contains "$screen" "until 10 October 2026"
lines='2\n2026-11-31\n2026-11-30\n'
play 4 form review
ok "a day that does not exist is asked for again" contains "$screen" "\"2026-11-31\" is not a date"
ok "the next one is taken" contains "$screen" "30 November 2026"
lines=''
play 4 args review 2026-11-30
ok "a day without --until exits 64" equal $rc 64

# Progress has the forecast, called so.
lines='6\n'
play 4 progress
ok "readiness is called a forecast" contains "$screen" "Forecast for your post on 30 November 2026:"

# Before the class; the trainer's records are those.
lines='esc\n'
play 5 warm warm-up --minutes 2
ok "a warm-up asks what was missed most" contains "$screen" "Question 1 of 2"
golden warm-up "$screen"
play 5 many warm-up --minutes 100
ok "an hour is the most" equal $rc 64
play 5 file warm-up x.yaml
ok "a warm-up takes no file" equal $rc 64
store=$work/nothing
play 5 empty warm-up
ok "without records there is nothing to ask" equal $rc 66
ok "and none are made" test ! -e "$work/nothing"

# Two people: whose reviews?
store=$work/store
lines='esc\n2\nBaraka\n\n\n1\n'
play 5 two
lines=''
play 6 whose review
ok "of several people one says first who one is" contains "$screen" "Whose reviews?"
play 6 theirs review --until 2026-12-01
ok "and a plan is made when that is known" equal $rc 64
finish
