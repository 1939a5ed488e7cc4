# SPDX-License-Identifier: GPL-3.0-or-later
# Courses of which one is broken as a whole and one has a broken module, and the program over them.
set -eu
cp -r "$MAFUNZO_COURSES" "$WORK/courses"
mkdir "$WORK/courses/torn" "$WORK/courses/half"
printf 'id: torn\ntitle: Torn course\nmodules: [\n' > "$WORK/courses/torn/course.yaml"
sed 's/^id: .*/id: half/; s/^title: .*/title: Half a course/' \
  "$MAFUNZO_COURSES/passport-examination/course.yaml" > "$WORK/courses/half/course.yaml"
for file in "$MAFUNZO_COURSES"/passport-examination/0*.yaml; do
  cp "$file" "$WORK/courses/half/"
done
printf 'id: the-eight-steps\ntitle: [\n' > "$WORK/courses/half/01-the-eight-steps.yaml"
MAFUNZO_COURSES=$WORK/courses exec "$MAFUNZO"
