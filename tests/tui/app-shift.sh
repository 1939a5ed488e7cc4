# SPDX-License-Identifier: GPL-3.0-or-later
# The shipped framework with the documents and the course of tests/courses-checkpoint, and the program.
set -eu
if [ ! -d "$WORK/courses" ]; then
  mkdir "$WORK/courses"
  cp -r "$MAFUNZO_COURSES/framework" "$SCRIPTS/../courses-checkpoint/booth" "$WORK/courses/"
  cp -r "$SCRIPTS/../courses-checkpoint/documents" "$WORK/courses/framework/"
fi
MAFUNZO_COURSES=$WORK/courses exec "$MAFUNZO"
