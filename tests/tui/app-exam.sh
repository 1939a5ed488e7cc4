# SPDX-License-Identifier: GPL-3.0-or-later
# The shipped framework, the course with a test that lies in tests/courses-exam, and the program over them.
set -eu
if [ ! -d "$WORK/courses" ]; then
  mkdir "$WORK/courses"
  cp -r "$MAFUNZO_COURSES/framework" "$SCRIPTS/../courses-exam/exam" "$WORK/courses/"
fi
MAFUNZO_COURSES=$WORK/courses exec "$MAFUNZO"
