# SPDX-License-Identifier: GPL-3.0-or-later
# The shipped framework with a few patterns, the interview of tests/courses-interview, and the program.
set -eu
if [ ! -d "$WORK/courses" ]; then
  mkdir "$WORK/courses"
  cp -r "$MAFUNZO_COURSES/framework" "$SCRIPTS/../courses-interview/booth" "$WORK/courses/"
  rm -rf "$WORK/courses/framework/interview"
  cp -r "$SCRIPTS/../courses-interview/interview" "$WORK/courses/framework/"
fi
MAFUNZO_COURSES=$WORK/courses exec "$MAFUNZO"
