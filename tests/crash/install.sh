#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The promise about course packs: whatever dies or fails while one is installed or gone back on, the
# course that is there is the old one or the new one, whole; whenever it is the new one the old one is
# there to go back to; and the same can be done again. Each fault is caused, by strace, at every n-th
# call that changes something until none is left.
. "$(dirname "$0")/../tap.sh"
ASAN_OPTIONS=detect_leaks=0
export ASAN_OPTIONS
cd "$work" || exit 70
pass='four words nobody joins'
id=passport-examination
courses=$work/courses

keys() { printf '%s\n' "$pass" | "$MAFUNZO" --store office "$@" > out 2> err; }
hash() { # of a course, its framework or any folder: what it holds, and nothing if it is not there
  [ ! -d "$1" ] || (cd "$1" && find . -type f -exec b2sum {} + | sort -k 2 | b2sum)
}
install() { "$MAFUNZO" --store laptop --courses "$courses" install "$@" > again 2>&1 < /dev/null; }
# Of the program itself (no -f): the child that reads the pack has no file, and writes to its parent.
attempt() { # strace injection, from which folder of courses, arguments...; its exit code in $rc
  inject=$1
  rm -rf "$courses"
  cp -r "$2" "$courses"
  shift 2
  rc=0
  strace -qqq -o trace -e trace="${inject%%:*}" -e inject="$inject" \
    "$MAFUNZO" --store laptop --courses "$courses" install "$@" > out 2> err < /dev/null || rc=$?
}

# Three versions of a course; the last two change every file of it, and the last the framework too.
keys keys init 'Border Guard'
first=$(grep -oE '([0-9]{5} ){5}[0-9]{5}' out | head -1)
keys keys card --out card
"$MAFUNZO" --store laptop enrol --yes "$first" card 2> err
cp -r "$top/tests/courses" one
chmod -R u+w one
for version in 2 3; do
  rm -rf c
  cp -r one c
  for file in c/$id/*.yaml; do echo "# $version" >> "$file"; done
  sed -i "s/^version:.*/version: $version.0.0/" c/$id/course.yaml c/framework/competencies.yaml
  [ $version = 3 ] && with=--framework || with=
  # shellcheck disable=SC2086
  keys --courses c pack $id $with --out "p$version"
done
cp -r one two
courses=$work/two install p2
ok "a second version is installed" test -d "two/.$id.previous"
cp -r two three
courses=$work/three install p3
ok "and a third, with its framework" test -d three/.framework.previous
v1=$(hash one/$id) v2=$(hash two/$id) v3=$(hash three/$id)
f1=$(hash two/framework) f3=$(hash three/framework)
ok "all differ" test "$v1" != "$v2" -a "$v2" != "$v3" -a "$f1" != "$f3" -a "$v1" = "$(hash "two/.$id.previous")"

judge() { # what is there, after a fault: faults to stdout
  case $(hash "$courses/$id") in
    "$v2") ;;
    "$v3") [ "$(hash "$courses/.$id.previous")" = "$v2" ] || echo "$n(the old one is lost)" ;;
    *) echo "$n(neither)" ;;
  esac
  case $(hash "$courses/framework") in
    "$f1") ;;
    "$f3") [ "$(hash "$courses/.framework.previous")" = "$f1" ] || echo "$n(the old framework is lost)" ;;
    *) echo "$n(no framework)" ;;
  esac
  "$MAFUNZO" --courses "$courses" --quiet check "$courses/$id" > again 2>&1 || echo "$n(broken)"
}
mend() { # the same again, and back
  install p3 || echo "$n(not again)"
  [ "$(hash "$courses/$id") $(hash "$courses/framework")" = "$v3 $f3" ] || echo "$n(not the new one)"
  [ "$(ls -A "$courses" | tr '\n' ' ')" = ".framework.previous .$id.previous framework $id " ] || echo "$n(rest)"
  install --rollback $id || echo "$n(not back)"
  [ "$(hash "$courses/$id")" = "$v2" ] || echo "$n(not the old one)"
}

for call in mkdirat write fsync renameat2 renameat unlinkat; do
  n=0 wrong=
  while :; do
    n=$((n + 1))
    attempt "$call:signal=KILL:when=$n" two p3
    [ "$rc" != 0 ] || break
    wrong="$wrong$(judge)$(mend)"
    [ $n -lt 300 ] || break
  done
  ok "killed at each of $((n - 1)) calls of $call: the old one or the new one" equal "$wrong" ""
  case $call in renameat) ;; *) ok "there were such calls of $call" test $n -gt 1 ;; esac
done
for fault in write:error=ENOSPC write:error=EIO fsync:error=EIO openat2:error=EMFILE mkdirat:error=ENOSPC \
  renameat2:error=EINVAL renameat2:error=EIO; do
  n=0 wrong= told=0
  while :; do
    n=$((n + 1))
    attempt "$fault:when=$n" two p3
    grep -q INJECTED trace || break
    if [ "$rc" != 0 ]; then
      told=$((told + 1))
      [ "$(hash "$courses/$id")" = "$v2" ] || wrong="$wrong $n(told, and not the old one)"
      grep -q '\[install\.' err || [ "${fault%%:*}" = write ] || wrong="$wrong $n(unsaid: $(head -1 err))"
      case $rc in 73 | 74) ;; *) wrong="$wrong $n(exit $rc)" ;; esac
    fi
    wrong="$wrong$(judge)"
    case $fault in fsync* | renameat2*) wrong="$wrong$(mend)" ;; esac
    [ $n -lt 300 ] || break
  done
  ok "with each of $((n - 1)) times $fault: told, and the old one is there" equal "$wrong" ""
  ok "and it was told ($fault)" test $told -gt 0
done
attempt "renameat2:error=EINVAL:when=1+" two p3
ok "a file system that cannot exchange folders: 73" equal "$rc $(grep -c "\[install.exchange" err)" "73 1"
attempt "mkdirat:error=EROFS:when=1+" two p3
ok "one that is read-only: 73" equal "$rc $(grep -c "\[install.read-only" err)" "73 1"
attempt "openat2:error=ENOSYS:when=1+" two p3
ok "a kernel without openat2" equal "$rc $(hash "$courses/$id")" "0 $v3"

for from in renameat2 fsync; do
  n=0 wrong=
  while :; do
    n=$((n + 1))
    attempt "$from:signal=KILL:when=$n" three --rollback $id
    [ "$rc" != 0 ] || break
    case $(hash "$courses/$id")$(hash "$courses/.$id.previous") in "$v2$v3" | "$v3$v2") ;; *) wrong="$wrong $n" ;; esac
    [ $n -lt 300 ] || break
  done
  ok "going back, killed at each of $((n - 1)) calls of $from: one of the two" equal "$wrong" ""
done

# A first installation, killed.
mkdir none
for call in write fsync renameat; do
  n=0 wrong=
  while :; do
    n=$((n + 1))
    attempt "$call:signal=KILL:when=$n" none p3
    [ "$rc" != 0 ] || break
    case $(hash "$courses/$id") in "" | "$v3") ;; *) wrong="$wrong $n" ;; esac
    install p3 || wrong="$wrong $n(not again)"
    [ "$(hash "$courses/$id") $(ls -A "$courses" | tr '\n' ' ')" = "$v3 framework $id " ] || wrong="$wrong $n(rest)"
    [ $n -lt 300 ] || break
  done
  ok "the first time, killed at each of $((n - 1)) calls of $call: all or nothing" equal "$wrong" ""
done

# Before a name changes, everything is on the disk: files, their folders, the folder of courses.
order() { sed -n 's/^[0-9]* *\([a-z0-9]*\)(.*/\1/p' trace | uniq -c | awk '{ printf "%s%s ", $2, ($1 > 1 ? "+" : "") }'; }
attempt "write,openat2,fsync,renameat2,renameat:delay_enter=1:when=1000" two p2 # the same: nothing
ok "what is there already is not written again" equal "$(grep -cE '(write|fsync|rename)' trace)" 1
attempt "fsync,renameat2,renameat:delay_enter=1:when=1000" two p3
ok "each name is on the disk before the next" equal "$(order)" \
  "fsync+ renameat fsync+ renameat2 fsync renameat2 fsync+ renameat2 fsync "
ok "and before the first each file, their three folders, the one they are made in, and its own" equal \
  "$(sed '/rename/,$d' trace | grep -c fsync)" "$(($(tar tf p3 | grep -c /) + 5))"
finish
