# SPDX-License-Identifier: GPL-3.0-or-later
# A small course, and a learning path through it with a module that is not installed.
set -eu
cp -r "$SCRIPTS/../courses-stand" "$WORK/courses"
printf 'paths:\n  CLK: [letters/letters, letters/numbers, sums/adding]\n' > "$WORK/courses/paths.yaml"
MAFUNZO_COURSES=$WORK/courses exec "$MAFUNZO"
