#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs every script of this folder (or those named), plainly and in its variants, as one TAP stream.
# DRIVER, DEMO and MAFUNZO name the programs. UPDATE_GOLDEN=1 rewrites the golden files;
# FAIL_FAST=1 ends with the first script that fails.
set -u
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
: "${DRIVER:=$top/build/driver}" "${DEMO:=$top/build/demo}" "${MAFUNZO:=$top/build/mafunzo}"
: "${MAFUNZO_LIBEXEC:=$(dirname "$MAFUNZO")}" "${MAFUNZO_COURSES:=$top/tests/courses}"
MAFUNZO_LOCALEDIR=$MAFUNZO_LIBEXEC/locale
export DRIVER DEMO MAFUNZO MAFUNZO_LIBEXEC MAFUNZO_COURSES MAFUNZO_LOCALEDIR
unset MAFUNZO_CLOCK MAFUNZO_SEED GOLDEN
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
ASAN_OPTIONS=log_path=$work/sanitizer
export ASAN_OPTIONS
n=0 bad=0

tell() { # verdict, name
  n=$((n + 1))
  [ "$1" = ok ] || bad=1
  echo "$1 $n - $2"
}

play() { # script, [variant]
  name=tui/$(basename "$1" .script)${2:+@$2}
  rc=0
  "$DRIVER" "$@" > "$work/out" 2> "$work/err" || rc=$?
  while IFS= read -r line; do
    case $line in
      "ok "*) tell ok "tui ${line#ok * - }" ;;
      "not ok "*) tell "not ok" "tui ${line#not ok * - }" ;;
      "#"*) printf '%s\n' "$line" ;;
    esac
  done < "$work/out"
  if [ "$rc" -gt 1 ]; then
    sed 's/^/# /' "$work/err"
    tell "not ok" "$name ended with $rc"
  fi
  for report in "$work"/sanitizer*; do
    [ -e "$report" ] || continue
    head -30 "$report" | sed 's/^/# /'
    tell "not ok" "$name has a sanitizer report"
    rm -f "$report"
  done
}

[ -x "$DRIVER" ] && [ -x "$DEMO" ] || { echo "not ok 1 - tui: no driver or no demo"; exit 1; }
[ $# != 0 ] || set -- "$here"/*.script
for script in "$@"; do
  for variant in "" $(sed -n 's/^variants //p' "$script"); do
    play "$script" ${variant:+"$variant"}
    [ -z "${FAIL_FAST-}" ] || [ "$bad" = 0 ] || break 2
  done
done
echo "1..$n"
[ "$bad" = 0 ] && [ "$n" != 0 ]
