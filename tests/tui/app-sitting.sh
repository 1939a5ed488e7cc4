# SPDX-License-Identifier: GPL-3.0-or-later
# A laptop that took in the class stick of tests/stick, with the framework beside, and the program over it.
set -eu
if [ ! -d "$WORK/courses" ]; then
  mkdir "$WORK/courses"
  cp -r "$MAFUNZO_COURSES/framework" "$WORK/courses/"
  echo GQWX-Q9QW-Y4WC | "$MAFUNZO" --quiet --courses "$WORK/courses" class join "$SCRIPTS/../stick" \
    --yes '86632 16316 89204 59363 22950 51365'
fi
MAFUNZO_COURSES=$WORK/courses exec "$MAFUNZO"
