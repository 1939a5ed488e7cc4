# SPDX-License-Identifier: GPL-3.0-or-later
# The framework with the documents of tests/courses-inspection, its one queue, and the program.
set -eu
if [ ! -d "$WORK/courses" ]; then
  mkdir "$WORK/courses"
  cp -r "$MAFUNZO_COURSES/framework" "$SCRIPTS/../courses-inspection/look" "$WORK/courses/"
  rm -rf "$WORK/courses/framework/documents"
  cp -r "$SCRIPTS/../courses-inspection/documents" "$WORK/courses/framework/"
fi
MAFUNZO_COURSES=$WORK/courses exec "$MAFUNZO"
