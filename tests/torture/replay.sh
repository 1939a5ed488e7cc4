#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Power cuts by what the programs call: each deed is run once, unharmed, and its calls are recorded;
# whatever a cut after any of them may leave (what was not flushed all there, not there, or in part)
# is looked at by whoever reads it (look). With the flush of files left out of the record, or that of
# folders, some state is not as it must be.
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/figure"
cd "$work" || exit 70
kit=$work/kit id=passport-examination
export kit id laptop_events bundle_events fingerprint v1 v2
mkdir kit
printf 'correct horse battery staple\n' > kit/typed
on() { # store, command...
  place=$1
  shift
  "$MAFUNZO" --store "$place" "$@" > out 2> err < kit/typed
}
events() { sqlite3 "$1/mafunzo.db" 'SELECT count(*) FROM event' 2>&1; }
hash() { (cd "$1" && find . -type f -exec b2sum {} + | sort -k 2 | b2sum); }

# -- What there is before ------------------------------------------------------------------------------

printf 'name,agency,unit,position\nOfficer 1,Border Guard,North Gate,PLO\n' > people.csv
on kit/laptop roster import people.csv
cp -r kit/laptop strange
on kit/laptop export events --out kit/old.jsonl
on kit/laptop backup .
mv mafunzo-*.db kit/backup.db
printf 'name,agency,unit,position\nOfficer 2,Border Guard,North Gate,PLO\n' > people.csv
on kit/laptop roster import people.csv
on kit/laptop export events --out kit/new.jsonl
on kit/office keys init "The office"
fingerprint=$(grep -oE '([0-9]{5}[- ]){5}[0-9]{5}' out | head -1)
on kit/office keys card --out kit/office.card
on kit/laptop enrol --yes "$fingerprint" kit/office.card
mkdir stick kit/receipts
on kit/laptop hand-in --out stick
shown=$(grep -oE '([0-9]{5}[- ]){5}[0-9]{5}' out)
on kit/office collect stick
on kit/office laptops accept "$shown" --as North
cp -r kit/office taken
on taken collect stick --receipts kit/receipts
laptop_events=$(events kit/laptop) bundle_events=$(events taken)
cp -r "$top/tests/courses" kit/one
chmod -R u+w kit/one
cp -r kit/one two
sed -i 's/^version:.*/version: 2.0.0/' two/$id/course.yaml
on kit/office --courses two pack $id --out kit/pack
v1=$(hash kit/one/$id) v2=$(hash two/$id)
printf 'name,agency,unit,position,cohort\nOfficer 3,Border Guard,North Gate,PLO,A\n' > kit/class.csv
cp -r two kit/two
mkdir kit/class
cp -r kit/office maker # what it records is of no bundle
on maker --courses two class new A --roster kit/class.csv --course $id --out kit/class
sed -n 's/.*join: //p' out > kit/joins
cp -r strange kit/strange
ok "there is something to record" test "$bundle_events" = 2 -a -s kit/pack -a -s "$(echo kit/receipts/*)"

# -- Deeds: what each finds, and what is called --------------------------------------------------------

put_hand_in() { cp -r kit/laptop "$now"/; mkdir "$now"/stick; }
do_hand_in() { set -- --store "$now"/laptop hand-in --out "$now"/stick; record "$@"; }
put_collect() { cp -r kit/office "$now"/; cp -r stick "$now"/from; mkdir "$now"/receipts; }
do_collect() { set -- --store "$now"/office collect "$now"/from --receipts "$now"/receipts; record "$@"; }
put_receipt() { cp -r kit/laptop "$now"/; }
do_receipt() { set -- --store "$now"/laptop receipt kit/receipts/*; record "$@"; }
put_pack() { :; }
do_pack() { set -- --store kit/office --courses two pack $id --out "$now"/pack; record "$@"; }
put_install() { cp -r kit/one/. "$now"/; }
do_install() { set -- --store kit/laptop --courses "$now" install kit/pack; record "$@"; }
put_backup() { cp -r kit/laptop "$now"/; mkdir "$now"/stick; }
do_backup() { set -- --store "$now"/laptop backup "$now"/stick; record "$@"; }
put_restore() { cp -r kit/laptop "$now"/; }
do_restore() { set -- --store "$now"/laptop restore --yes kit/backup.db; record "$@"; }
put_export() { cp kit/old.jsonl "$now"/events.jsonl; }
do_export() { set -- --store kit/laptop export events --out "$now"/events.jsonl; record "$@"; }
put_keys() { :; }
do_keys() { set -- --store "$now"/office keys init "The office"; record "$@"; }
put_enrol() { cp -r strange "$now"/laptop; }
do_enrol() { set -- --store "$now"/laptop enrol --yes "$fingerprint" kit/office.card; record "$@"; }

put_class_new() { cp -r kit/office "$now"/; mkdir "$now"/stick; }
do_class_new() {
  set -- --store "$now"/office --courses two class new B --roster kit/class.csv --course $id --out "$now"/stick
  record "$@"
}
put_class_join() { cp -r strange "$now"/laptop; cp -r kit/one "$now"/courses; }
do_class_join() {
  set -- --store "$now"/laptop --courses "$now"/courses class join --yes "$fingerprint" kit/class
  input=kit/joins
  record "$@"
}

calls=open,openat,openat2,write,pwrite64,fsync,fdatasync,ftruncate,mkdir,mkdirat,unlink,unlinkat
calls=$calls,rmdir,rename,renameat,renameat2,linkat,utimensat
record() { # arguments: the trace of the program
  strace -f -y -xx -qqq -s 100000000 -o trace -e "trace=$calls" \
    "$MAFUNZO" "$@" > out 2> err < "$input"
}

replay() { # times, fault: what it says in "said"
  rc=0
  rm -rf "$where/now.state"
  "$MAFUNZO_LIBEXEC/torture" replay trace "$where/before" "$now" "$1" "$2" "$top/tests/torture/look $deed" \
    > said 2>&1 || rc=$?
}

# In memory where that can be; a folder of its own, for its path is in the trace.
where=$(mktemp -d "${TORTURE_TMP:-$work}/replay-XXXXXX")
trap 'rm -rf "$work" "$where"' EXIT
now=$where/now
states=0 found=0 asked=0 caught= times=$(short 0 12)
deeds=$(short "hand_in install restore" \
  "hand_in collect install restore receipt pack backup export keys enrol class_new class_join")
for deed in $deeds; do
  rm -rf "$now" "$where/before" kit/wrong
  mkdir "$now"
  "put_$deed"
  cp -r "$now" "$where/before"
  input=kit/typed
  "do_$deed"
  ok "$deed runs" equal "$?" 0
  replay "$times" none
  ok "$deed: any state is old or new, whole, and none is lost that was told of" equal \
    "$rc $(cat kit/wrong said 2> cat.err | grep -v ' states after ')" "0 "
  states=$((states + $(sed -n 's/^\([0-9]*\) states.*/\1/p' said)))
  found=$((found + $(grep -c '^#' said)))
  case ${TORTURE_LONG-}$deed in 1* | hand_in | install) ;; *) continue ;; esac
  asked=$((asked + 2)) noticed=
  for fault in files folders; do
    replay $((times > 2 ? times : 2)) "$fault"
    [ "$rc" != 1 ] || noticed="$noticed $fault"
  done
  caught="$caught$noticed"
  ok "$deed: without a flush some state is not" test -n "$noticed"
done
figure "states after a cut, by recorded calls, $(echo $deeds | wc -w) deeds" "$states" "$found faults" \
  "found without flush: $(echo "$caught" | wc -w) of $asked"
finish
