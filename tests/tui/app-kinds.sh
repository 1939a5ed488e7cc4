# SPDX-License-Identifier: GPL-3.0-or-later
# The shipped framework, the course of tests/courses-kinds, and the program over them.
set -eu
if [ ! -d "$WORK/courses" ]; then
  mkdir "$WORK/courses"
  cp -r "$MAFUNZO_COURSES/framework" "$SCRIPTS/../courses-kinds/kinds" "$WORK/courses/"
fi
MAFUNZO_COURSES=$WORK/courses exec "$MAFUNZO"
