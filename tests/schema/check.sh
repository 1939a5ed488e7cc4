#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The schemas, checked by others: ajv (JSON Schema Draft 7) and yaml, as editors use them. Every shipped
# file and the samples of the format page are accepted; every file of bad/ is refused.
set -u
cd "$(dirname "$0")/../.." || exit 70
NODE_PATH=/usr/share/nodejs
export NODE_PATH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for kind in course module; do
  "$MAFUNZO" schema $kind > "$work/$kind.json" || echo "not ok - schema $kind is printed"
done
check() { # schema, mode, files...
  schema=$1 mode=$2
  shift 2
  node tests/schema/check.js "$work/$schema.json" "$mode" "$@" || echo "not ok - schema $schema was read"
}
check course good courses/*/course.yaml tests/cli/good/*/course.yaml
check module good courses/*/[0-9]*.yaml tests/cli/good/*/[0-9]*.yaml
check course bad tests/schema/bad/course-*.yaml
check module bad tests/schema/bad/module-*.yaml
for file in tests/schema/bad/*.yaml; do # what the schema refuses, the program refuses too
  cp "$file" "$work/01-file.yaml"
  case $file in
    */course-*) mkdir -p "$work/c" && cp "$file" "$work/c/course.yaml" && set -- "$work/c" ;;
    *) set -- "$work/01-file.yaml" ;;
  esac
  "$MAFUNZO" --courses courses check "$@" > /dev/null 2>&1
  rc=$?
  [ $rc = 65 ] && echo "ok - check refuses ${file##*/}" || echo "not ok - check refuses ${file##*/} (exit $rc)"
done
