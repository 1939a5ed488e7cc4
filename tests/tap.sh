# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by the test scripts: TAP lines, a work folder, and the courses of the tests, which stay
# as they are while the shipped ones grow. $MAFUNZO is the
# program under test. Clock, seed, zone and locale are pinned.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
: "${MAFUNZO:=$top/build/mafunzo}" "${MAFUNZO_LIBEXEC:=$(dirname "$MAFUNZO")}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
MAFUNZO_COURSES=$top/tests/courses MAFUNZO_CLOCK=1790000000000 MAFUNZO_SEED=7
XDG_DATA_HOME=$work/data HOME=$work TZ=UTC LC_ALL=C.UTF-8 LANGUAGE=${PSEUDO:+qps}
ASAN_OPTIONS=log_path=$work/sanitizer
export MAFUNZO MAFUNZO_LIBEXEC MAFUNZO_COURSES MAFUNZO_CLOCK MAFUNZO_SEED XDG_DATA_HOME HOME TZ \
  LC_ALL LANGUAGE ASAN_OPTIONS
suite=$(basename "$(dirname "$0")")/$(basename "$0" .sh)
tests=0

ok() { # name, command...: the command must succeed
  tests=$((tests + 1))
  name=$1
  shift
  if "$@" > "$work/ok.log" 2>&1; then
    echo "ok $tests - $suite $name"
  else
    echo "not ok $tests - $suite $name"
    head -20 "$work/ok.log" | sed 's/^/#   /'
  fi
}

skip() { tests=$((tests + 1)); echo "not ok $tests - $suite $1 # skipped: $2"; }

equal() { [ "$1" = "$2" ] || { echo "got:      $1"; echo "expected: $2"; return 1; }; }
contains() { grep -qF -- "$2" "$1" || { echo "no \"$2\" in:"; tail -30 "$1"; return 1; }; }
lacks() { if grep -F -- "$2" "$1"; then echo "found: $2"; return 1; fi; }
golden() { # name, file: it is tests/golden/SUITE/name.txt; UPDATE_GOLDEN=1 writes that instead
  golden=$top/tests/golden/$(dirname "$suite")/$1.txt
  if [ -n "${PSEUDO-}" ]; then # for tests/pseudo, which judges it by itself
    cp "$2" "$PSEUDO/$1.txt"
  else
    if [ -n "${UPDATE_GOLDEN-}" ]; then cp "$2" "$golden"; fi
    diff -u "$golden" "$2"
  fi
}
clean_text() { # no control byte but newline
  if LC_ALL=C grep -nP '[\x00-\x09\x0b-\x1f\x7f]' "$1"; then return 1; fi
}

finish() { # the sanitizers' word comes last
  for report in "$work"/sanitizer*; do
    [ -e "$report" ] || continue
    head -30 "$report" | sed 's/^/#   /'
    ok "no sanitizer report" false
    break
  done
}
