#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Folders of courses that mean harm or were made by accident: each with its exact codes, none of them a
# way to read what lies elsewhere, to wait for ever or to write to the terminal.
. "$(dirname "$0")/../tap.sh"
cd "$work" || exit 70
mkdir all
lesson=$top/tests/hostile/good-lesson.yaml

course() { # id, modules: a sound header
  mkdir -p "all/$1"
  printf 'id: %s\ntitle: T\nlanguage: en\nversion: 1.0.0\nsummary: S.\naudience: [POL]\nlicence: X\nmodules: [%s]\n' \
    "$1" "$2" > "all/$1/course.yaml"
}
gives() { # id, exit code, codes
  timeout 60 "$MAFUNZO" check --format json "all/$1" > out 2> err < /dev/null
  rc=$?
  codes=$(jq -r '[.diagnostics[].code] | unique | join(" ")' out)
  equal "$rc $codes" "$2 $3" && clean_text out && [ ! -s err ]
}

course pipe m.yaml && mkfifo all/pipe/m.yaml
ok "a pipe is not waited for" gives pipe 65 file.kind
course device m.yaml && ln -s /dev/zero all/device/m.yaml
ok "a device is not read" gives device 65 file.outside
course folder m.yaml && mkdir all/folder/m.yaml
ok "a folder is no module" gives folder 65 module.missing
echo 'secret: [' > secret.yaml
course leads-out m.yaml && ln -s ../../secret.yaml all/leads-out/m.yaml
ok "a link does not lead out" gives leads-out 65 file.outside
ok "and nothing of what it points at is quoted" lacks out secret
mkdir all/header && ln -s ../../secret.yaml all/header/course.yaml
ok "nor does one in place of the header" gives header 65 file.outside
mkdir -p elsewhere all/rules
cp "$top/tests/hostile/framework-good.yaml" all/rules/competencies.yaml
cp secret.yaml elsewhere && ln -s ../../elsewhere all/rules/positions
ok "nor does the folder of the positions" gives rules 65 file.outside
rm all/rules/positions && mkdir all/rules/positions && ln -s ../../elsewhere all/rules/documents
ok "nor that of the documents" gives rules 65 file.outside
rm all/rules/documents
ok "and nothing in it is quoted" lacks out secret
course within m.yaml && cp "$lesson" all/within/.m && ln -s .m all/within/m.yaml
ok "within the folder it does" gives within 0 ""
course loop m.yaml && ln -s m.yaml all/loop/m.yaml
ok "a link to itself is none" gives loop 65 module.missing
course twice 'm.yaml, m.yaml' && cp "$lesson" all/twice/m.yaml
ok "a module is listed once" gives twice 65 id.duplicate
course odd '"m\e[31m.yaml"'
ok "a name has no control characters" gives odd 65 "module.name text.control"
course up '../twice/m.yaml'
ok "a name has no folders" gives up 65 module.name
course long m.yaml && truncate -s 1G all/long/m.yaml
ok "a gigabyte is not read" gives long 65 file.large
mkdir all/long-header && truncate -s 1G all/long-header/course.yaml
ok "nor one in place of the header" gives long-header 65 file.large
mkdir all/pipe-header && mkfifo all/pipe-header/course.yaml
ok "a pipe in place of the header is not waited for" gives pipe-header 65 file.kind
mkdir -p all/folder-header/course.yaml
ok "a folder is no header" gives folder-header 65 folder.no-course
mkdir all/latin && printf 'id: latin\ntitle: caf\351\n' > all/latin/course.yaml
ok "a header that is not UTF-8" gives latin 65 "file.encoding key.missing"
course many "$(seq -s, -f 'n%g.yaml' 10000)"
ok "ten thousand modules that are in the list alone" gives many 65 "diags.too-many module.missing"
course round m.yaml && cp "$lesson" all/round/m.yaml && ln -s . all/round/again && mkdir all/round/a && ln -s .. all/round/a/up
ok "a loop of folders" gives round 0 ""
ok "nor is it when one walks round it" gives round/again/a/up/again 0 ""
ln -s left all/right && ln -s right all/left
ok "two links that point at each other" gives left 65 file.unreadable
ok "a device that is named itself is not read" equal "$(timeout 60 "$MAFUNZO" check --format json /dev/zero 2>&1 | jq -r '.diagnostics[].code')" file.kind
course empty m.yaml && : > all/empty/course.yaml
ok "an empty header" gives empty 65 file.empty
course noise m.yaml && head -c 3000 "$MAFUNZO" > all/noise/course.yaml
ok "a header that is a program" gives noise 65 file.binary
course crowd m.yaml && cp "$lesson" all/crowd/m.yaml && (cd all/crowd && seq -f 'n%g.yaml' 10000 | xargs touch)
ok "ten thousand files that are not in the list" gives crowd 0 "diags.too-many module.unlisted"
course painted m.yaml && cp "$lesson" all/painted/m.yaml && : > "all/painted/$(printf 'x\033[31m.yaml')"
ok "a file whose name would paint the terminal" gives painted 0 ""
if [ "$(id -u)" = 0 ]; then drop='setpriv --reuid 65534 --regid 65534 --clear-groups'; else drop=; fi
course locked m.yaml && cp "$lesson" all/locked/m.yaml && chmod 0 all/locked/m.yaml
chmod 755 "$work"
locked() { $drop "$MAFUNZO" check --format json all/locked > out 2> err; jq -r '.diagnostics[].code' out; }
ok "a file that may not be read" equal "$(locked)" file.unreadable
ln -s ../all all/again

timeout 60 "$MAFUNZO" check all > said 2>&1 < /dev/null
ok "all of them together end" equal $? 65
ok "without a control byte" clean_text said
printf '1\nAmina\n\n\n1\n' | timeout 60 "$MAFUNZO" --linear --courses all > home 2>&1
ok "a trainee sees the sound ones among them" contains home "T (cannot be opened)"
ok "and no control byte" clean_text home
ok "nor a word of what a link points at" lacks home secret
finish
