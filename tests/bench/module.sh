#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# module.sh ID BYTES DRAW [KIND...]: prints a module of about so many bytes. Its questions are of the kinds that
# the shipped courses have (or those named), as often as they have them; after every dozen stands a lesson.
set -eu
LC_ALL=C
export LC_ALL
top=$(cd "$(dirname "$0")/../.." && pwd)

kinds='choose choose-all true-or-false number write order match classify fill spot'
id=$1 bytes=$2 draw=$3
shift 3
[ $# = 0 ] || kinds=$*
shares= # "choose 41 choose-all 6 ...", counted in the shipped courses
for kind in $kinds; do
  n=$(cat "$top"/courses/*/*.yaml | grep -cE "^      $kind:" || true)
  [ "$n" = 0 ] || shares="$shares $kind $n"
done

awk -v id="$id" -v bytes="$bytes" -v draw="$draw" -v shares="$shares" '
  function tail(i) {
    out("      competency: DOC-EXAM\n      level: " i % 4 + 1 "\n      objective: o\n      source: s\n" \
        "      hint: A hint that helps without telling number " i ".")
  }
  function out(text) { questions = questions text "\n"; size += length(text) + 1 }
  function options(i, rights,   j) {
    out("      options:")
    for (j = 0; j < 4; j++)
      out("        - " (j < rights ? "right" : "wrong") ": Option " j " of number " i \
          "\n          why: A reason for option " j " that says what is the matter with it.")
  }
  function why() { out("      why: So it is, and there is a reason for it that one can tell.") }
  function question(kind, i,   j) {
    out("    - id: q" i)
    if (kind == "choose") {
      out("      choose: Which of these is what number " i " asks for, *here* and **now**?"); options(i, 1)
    } else if (kind == "choose-all") {
      out("      choose-all: Which of these belong to number " i ", when all is said?"); options(i, 2)
    } else if (kind == "true-or-false") {
      out("      true-or-false: Number " i " is as it should be, on whichever page it stands.\n      truth: yes"); why()
    } else if (kind == "number") {
      out("      number: How much is number " i ", counted from the left?\n      equals: " i "\n      within: 1"); why()
    } else if (kind == "write") {
      out("      write: Write number " i " as it stands there.\n      accept: [number " i ", nr " i "]\n" \
          "      pattern: \"^n(umbe)?r +" i "$\"\n      reject: [nothing]"); why()
    } else if (kind == "order") {
      out("      order: Put the steps of number " i " in the order you would take them.\n      items:")
      for (j = 1; j <= 5; j++) out("        - Step " j " of number " i ", at the booth")
      why()
    } else if (kind == "match") {
      out("      match: Match each code of number " i " with what it stands for.\n      pairs:")
      for (j = 1; j <= 4; j++)
        out("        - left: Code " j " of number " i "\n          right: Meaning " j \
            "\n          why: So it stands in the table of codes, in line " j ".")
      out("      also: [Meaning 5, Meaning 6]")
    } else if (kind == "classify") {
      out("      classify: Which level does each check of number " i " belong to?\n      into:")
      for (j = 1; j <= 3; j++)
        out("        - class: Level " j "\n          items:\n            - Looking at line " j " of number " i \
            "\n            - Feeling line " j " of number " i)
      why()
    } else if (kind == "fill") {
      out("      fill: \"Number " i " is computed with the weights {7|seven}, {3|three} and {1|one}, in line {" i "}.\""); why()
    } else if (kind == "spot") {
      out("      spot: Mark every entry of number " i " that cannot be true.\n      panel: |")
      for (j = 1; j <= 3; j++)
        out("        Page " j "  [Exit  Port Amani  1" j " APR 2024]  [Entry  Lake Post  3" j " JUN 2025](wrong: There was no such day.)")
      why()
    } else { print "module.sh: no template for " kind > "/dev/stderr"; exit 1 }
    tail(i)
  }
  function lesson(i,   j, text) {
    text = "  - id: l" i "\n    title: Lesson " i "\n    minutes: 5\n    objectives: [o]\n    source: s\n    text: |\n"
    for (j = 0; j < 12; j++)
      text = text "      Look at the **page** first, then at *line " j "*, and say what you see before you say what it means.\n" \
        "      - what is printed on it, and what is written by hand\n      - what you expected to find there, and did not\n\n"
    lessons = lessons text; size += length(text)
  }
  BEGIN {
    n = split(shares, share, " ")
    for (i = 1; i < n; i += 2) all += share[i + 1]
    lesson(0)
    for (i = 1; size < bytes - 1500; i++) { # the kind that is furthest behind its share comes next
      best = ""
      for (k = 1; k < n; k += 2)
        if (best == "" || share[k + 1] * i / all - had[k] > lag) { best = k; lag = share[k + 1] * i / all - had[k] }
      had[best]++
      question(share[best], i)
      if (i % 12 == 0) lesson(i)
    }
    printf "id: %s\ntitle: Of all kinds\nobjectives: {o: \"Given x, do y.\"}\nsources: {s: A source}\nlessons:\n", id
    printf "%squiz:\n  draw: %d\n  pass: 80\n  questions:\n%s", lessons, draw, questions
  }'
