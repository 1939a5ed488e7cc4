#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mafunzo pack and install as they are typed, and a pack as tar and minisign see it.
. "$(dirname "$0")/../tap.sh"
cd "$work" || exit 70
pass='four words nobody joins'
cp -r "$top/tests/courses" c
chmod -R u+w c
id=passport-examination
course=c/$id

keys() { # store, arguments...
  store=$1
  shift
  printf '%s\n' "$pass" | "$MAFUNZO" --store "$store" keys "$@" > out 2> err
}
pack() { # store, arguments...
  store=$1
  shift
  rc=0
  printf '%s\n' "$pass" | "$MAFUNZO" --store "$store" --courses c pack "$@" > out 2> err || rc=$?
}
install() { # store, arguments...: into the folder d
  store=$1
  shift
  rc=0
  "$MAFUNZO" --store "$store" --courses d install "$@" > out 2> err < /dev/null || rc=$?
}
digits() { grep -oE '([0-9]{5} ){5}[0-9]{5}' "$1" | head -1; }
said() { equal "$rc $(grep -c "\\[$2\\]" err)" "$1 1"; } # exit code, code of the diagnostic
version() { sed -n 's/^version: *//p' "$1/course.yaml"; }
set_version() { sed -i "s/^version:.*/version: $1/" "$course/course.yaml"; }
listing() { (cd "$1" && find . -type f -exec b2sum {} + | sort -k 2); }

keys office init 'Border Guard'
first=$(digits out)
keys office card --out card
keys desk init --trainer Amina
amina=$(digits out)
keys desk request --out request
keys office sign request --yes "$amina" --out class.card

# Packing.
set_version 1.9.0
pack nobody "$id" --out p1
ok "without keys nothing is packed" said 66 keys.none
pack office nothing --out p1
ok "a course that is not there: 66" said 66 folder.no-course
pack office "$id"
ok "without --out: 64" equal "$rc" 64
pass='four words nobody joint' pack office "$id" --out p1
ok "another passphrase: 65, and no pack" equal "$rc $(grep -c keys.passphrase err) $(ls p1 2> ls | wc -l)" "65 1 0"
pack office "$id" --out p1
ok "a course is packed" equal "$rc" 0
cp p1 again
pack office "$course/" --out p1
ok "and by its folder, to the same bytes" cmp p1 again
echo 'draft: yes' > "$course/notes.txt"
echo 'x' > "$course/99-draft.yaml"
echo '# For her' > "$course/facilitator.md"
pack office "$id" --out p1
tar tf p1 > names
ok "what is not of the course stays at home" equal "$(grep -cE 'draft|notes' names)" 0
ok "the facilitator's notes are packed" contains names course/facilitator.md
ln -sf /etc/hostname "$course/workbook.md"
pack office "$id" --out no
ok "no link is followed" equal "$rc $(grep -c pack.file err) $(ls no 2> ls | wc -l)" "65 1 0"
rm "$course/workbook.md"
cp "$course/course.yaml" kept
echo 'modules: [' >> "$course/course.yaml"
pack office "$id" --out no
ok "a course with mistakes is not packed" equal "$rc $(test -e no; echo $?)" "65 1"
cp kept "$course/course.yaml"

# As standard tools see it.
mkdir opened
tar xf p1 -C opened
signer=$(jq -r .signer opened/manifest.json)
ok "minisign verifies the manifest" minisign -V -m opened/manifest.json -P "$signer"
ok "and says of what" equal "$(minisign -Q -V -m opened/manifest.json -P "$signer")" "mafunzo pack $id 1.9.0"
jq -r '.files[] | .blake2b + "  " + .name' opened/manifest.json > sums
ok "b2sum verifies every file" sh -c 'cd opened && b2sum -l 256 -c --quiet ../sums'
ok "and there is no other" equal "$(cd opened && find course -type f | wc -l)" "$(wc -l < sums)"
ok "the files are the course's" cmp opened/course/course.yaml "$course/course.yaml"
ok "of nobody, on no day" equal "$(tar tvf p1 | awk '{ print $1, $2, $4 }' | sort -u)" "-rw------- 0/0 1970-01-01"

# A laptop that is enrolled with nobody.
install laptop p1
ok "a stranger's laptop asks first" equal "$rc $(ls d 2> ls | wc -l)" "64 0"
ok "with the fingerprint to compare" equal "$(digits err)" "$first"
ok "and says why" contains err "enrolled with nobody"
install laptop --yes '00000 00000 00000 00000 00000 00000' p1
ok "another fingerprint: 65" said 65 card.fingerprint
install laptop --yes "$first" p1
ok "the right one installs" equal "$rc $(version d/$id)" "0 1.9.0"
ok "all of it, and nothing beside" equal "$(ls -A d)" "$id"
listing d/$id > installed
ok "as it was packed" equal "$(wc -l < installed)" "$(wc -l < sums)"
rm -rf d

# One that is enrolled.
"$MAFUNZO" --store laptop enrol --yes "$first" card 2> err
install laptop p1
ok "enrolled, it takes the coordinator's pack unasked" equal "$rc $(version d/$id)" "0 1.9.0"
install laptop p1
ok "the same again changes nothing" equal "$rc $(ls -A d)" "0 $id"
set_version 1.10.0
pack desk "$id" --out p2
install laptop p2
ok "a trainer's pack is refused before the coordinator vouches" said 65 pack.stranger
install laptop --yes "$amina" p2
ok "whatever fingerprint is said" said 65 pack.stranger
"$MAFUNZO" --store laptop enrol class.card 2> err
install laptop p2
ok "and taken after" equal "$rc $(version d/$id)" "0 1.10.0"
install laptop p1
ok "an older one is refused: 1.9 is before 1.10" said 65 install.older
install laptop --older p1
ok "unless that is meant" equal "$rc $(version d/$id)" "0 1.9.0"
install laptop --rollback $id
ok "and gone back on" equal "$rc $(version d/$id)" "0 1.10.0"
install laptop --rollback $id
ok "twice, and it is as it was" equal "$rc $(version d/$id)" "0 1.9.0"
listing d/$id > now
ok "to the byte" cmp installed now
install laptop --rollback nothing
ok "what was never replaced cannot be gone back on" said 66 install.no-previous
install laptop --rollback ../c
ok "nor anything elsewhere" said 66 install.no-previous
install laptop --rollback $id p1
ok "--rollback stands alone: 64" equal "$rc" 64
mkdir -p e
mv d/$id e/by-another-name
mv d/.$id.previous e/.by-another-name.previous
rc=0
"$MAFUNZO" --store laptop --courses e install p2 > out 2> err || rc=$?
ok "a course is found by its id, whatever its folder is called" equal "$rc $(ls e) $(version e/by-another-name)" "0 by-another-name 1.10.0"
"$MAFUNZO" --courses e courses > out 2> err
ok "and what is kept beside is no course" contains out "1 course"
mkdir -p d/$id
install laptop p2
ok "something else by its name is let be" said 65 install.taken
rmdir d/$id
install laptop p2
keys office revoke Amina
keys office card --out newer
"$MAFUNZO" --store laptop enrol newer 2> err
install laptop p2
ok "a revoked trainer's pack is refused" said 65 pack.revoked

# The framework.
sed -i 's/^version:.*/version: 9.0/' c/framework/competencies.yaml
set_version 2.0.0
pack office "$id" --framework --out p3
ok "a framework goes along" equal "$rc $(tar tf p3 | grep -c '^framework/positions/')" "0 $(ls c/framework/positions | wc -l)"
install laptop p3
ok "and is installed" equal "$rc $(sed -n 's/^version: *//p' d/framework/competencies.yaml) $(version d/$id)" "0 9.0 2.0.0"
listing c/framework > ours
listing d/framework > theirs
ok "whole" cmp ours theirs
cp -r d/framework kept-framework
rm "c/framework/positions/$(ls c/framework/positions | tail -1)"
sed -i 's/^version:.*/version: 9.1/' c/framework/competencies.yaml
pack office "$id" --framework --out p4
install laptop p4
ok "one that lacks what others need is refused" said 65 install.framework
ok "and the course with it" equal "$(diff -r kept-framework d/framework) $(ls -A d | sort | tr '\n' ' ')" " .$id.previous framework $id "

# Not as it was made.
damage() { # code, sed of the bytes
  LC_ALL=C sed "$2" p3 > damaged
  install laptop damaged
  said 65 "$1"
}
ok "a changed module is refused" damage pack.damaged 's/^title:/titel:/'
ok "a changed manifest is refused" damage pack.signature 's/"course_version": "2.0.0"/"course_version": "2.0.1"/'
ok "another name in front is refused" damage pack.signature 's/"name": "Border Guard"/"name": "Border Gaurd"/'
head -c 20000 p3 > damaged
install laptop damaged
ok "a cut one is refused" said 65 pack.damaged
install laptop missing
ok "one that is not there: 66" equal "$rc" 66
gzip -c p3 > damaged
install laptop damaged
ok "a compressed one is none" said 65 pack.damaged
ok "after all of it the course is the same" equal "$(version d/$id) $(ls -A d | grep -c install)" "2.0.0 0"

# Where courses may not be changed, they are copied for whoever installs.
unset MAFUNZO_COURSES
rc=0
"$MAFUNZO" --store laptop install p3 > out 2> err < /dev/null || rc=$?
ok "without a folder of courses it is one's own" equal "$rc $(version data/mafunzo/courses/$id)" "0 2.0.0"
"$MAFUNZO" courses > out 2> err
ok "which is used from then on" contains out "$id: "
finish
