#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mafunzo new: what it writes passes check --strict as it stands, and nothing is ever overwritten.
. "$(dirname "$0")/../tap.sh"
cd "$work" || exit 70

run() { "$MAFUNZO" "$@" > "$work/out" 2> "$work/err" < /dev/null; rc=$?; }
strict() { "$MAFUNZO" check --strict "$@" > "$work/checked" 2>&1 || { cat "$work/checked"; return 1; }; }
code() { contains "$work/err" "[$1]"; }

mkdir c
run new course night-desk --dir c
ok "a course" equal "$rc $(tr '\n' ' ' < out)" "0 c/night-desk/course.yaml c/night-desk/01-first-steps.yaml "
ok "passes check --strict as it stands" strict c/night-desk
ok "in the folder of courses too" strict c
ok "its title is made of the id" contains c/night-desk/course.yaml 'title: "Night desk"'
ok "the file is named" contains err c/night-desk/01-first-steps.yaml
ok "and the next step" contains err "mafunzo preview c/night-desk/01-first-steps.yaml"
ok "and the one after it" contains err "mafunzo check --strict"
ok "an editor finds the schemas" contains c/night-desk/course.yaml '/schema/course.schema.json'
schema=$(sed -n '1s/.*\$schema=//p' c/night-desk/01-first-steps.yaml)
case $schema in "${MAFUNZO_LIBEXEC}"*) ok "which are there" [ -s "$schema" ] ;; esac
ok "no word of the skeleton is left" lacks c/night-desk/course.yaml @
ok "nor in the module" equal "$(grep -c '@[A-Z]*@' c/night-desk/01-first-steps.yaml)" 0
cp -r c/night-desk kept

run new course night-desk --dir c
ok "a second of that id: 73" [ "$rc" = 73 ]
ok "file.exists" code file.exists
ok "and nothing was touched" diff -r kept c/night-desk

for id in Night night_desk -x night--desk 1st null framework "" "$(printf 'a\033[2Jb')" ../up; do
  run new course --dir c -- "$id"
  ok "an id such as \"$(printf %s "$id" | tr -d '\033')\": 64" [ "$rc" = 64 -a "$(ls c)" = night-desk ]
done
run new course Night --dir c
ok "the rule is said" contains err "A to z, digits and single hyphens"
run new course "$(printf 'a\033[2Jb')"
ok "and no control comes back" clean_text err

sed -i 's/^modules:.*/modules: # mine/' c/night-desk/course.yaml
sed -i 's/01-first-steps.yaml/01-first-steps.yaml  # the first/' c/night-desk/course.yaml
chmod 640 c/night-desk/course.yaml
cp c/night-desk/course.yaml before
run new module check-digits --course c/night-desk
ok "a module" equal "$rc $(cat out)" "0 c/night-desk/02-check-digits.yaml"
ok "is listed, and all else is as it was" equal "$(diff before c/night-desk/course.yaml)" \
  "$(printf '11a12\n>   - 02-check-digits.yaml')"
ok "with its mode" equal "$(stat -c %a c/night-desk/course.yaml)" 640
ok "and passes check --strict" strict c/night-desk
run new module check-digits --course c/night-desk
ok "a second of that id: 73" [ "$rc" = 73 ]
ok "id.duplicate" code id.duplicate
: > c/night-desk/03-forms.yaml
run new module forms --course c/night-desk
ok "a file of that name that nobody listed: 73" [ "$rc" = 73 -a ! -s c/night-desk/03-forms.yaml ]
rm c/night-desk/03-forms.yaml
echo '  - 07-planned.yaml' >> c/night-desk/course.yaml
cp c/night-desk/course.yaml before
run new module planned --course c/night-desk
ok "a module that was planned gets its name" equal "$rc $(cat out)" "0 c/night-desk/07-planned.yaml"
ok "and is not listed twice" cmp before c/night-desk/course.yaml
(cd c/night-desk && "$MAFUNZO" new module here > ../../out 2> ../../err)
ok "in this folder" equal "$(cat out)" 08-here.yaml
ok "all of it passes check --strict" strict c/night-desk

run new course odd --dir c
sed -i 's/^modules:.*/modules: >-/; s/^  - 01/  01/' c/odd/course.yaml
cp c/odd/course.yaml before
run new module second --course c/odd
ok "a list that cannot be added to safely" [ "$rc" = 0 -a -s "$(cat out)" ]
ok "is left alone" cmp before c/odd/course.yaml
ok "and the line to add is said" contains err "  - 01-second.yaml"
run new module third --course c
ok "no course: 66" [ "$rc" = 66 ]
ok "file.missing" code file.missing
run new course there --dir absent
ok "no folder: 73" [ "$rc" = 73 ]
ok "file.create" code file.create

mkdir -p own/framework
sed 's/DOC-ELEC/ELK/' "$MAFUNZO_COURSES/framework/competencies.yaml" > own/framework/competencies.yaml
run new course elsewhere --dir own
ok "beside a framework of its own" strict own/elsewhere

run new
ok "nothing to make: 64" [ "$rc" = 64 ]
run new quiz x
ok "something else to make: 64" [ "$rc" = 64 ]
run new course
ok "no id: 64" [ "$rc" = 64 ]
run new course a b
ok "two ids: 64" [ "$rc" = 64 ]
run new course a --course c
ok "the option of the other: 64" [ "$rc" = 64 -a ! -e a ]
run new module a --dir c
ok "and of the one: 64" [ "$rc" = 64 ]
run new course a --no-such
ok "an unknown option: 64" [ "$rc" = 64 -a ! -e a ]
run new course quiet --dir c --quiet
ok "--quiet says the files alone" [ "$rc" = 0 -a ! -s err -a "$(wc -l < out)" = 2 ]
"$MAFUNZO" new course told --dir c > /dev/full 2> err
ok "a full disk for what is said: 74" [ $? = 74 ]
mkdir tight
(ulimit -f 1; exec "$MAFUNZO" new course full --dir tight) > out 2> err
ok "no room for the course: 74" [ $? = 74 ]
ok "file.full" code file.full
ok "and nothing half made is left" equal "$(ls tight)" ""
finish
