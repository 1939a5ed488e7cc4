# SPDX-License-Identifier: GPL-3.0-or-later
# A coordinator's machine and what came to it by stick, to be collected on screen:
#   near/  North Gate, two bundles of which the second was taken in already; South Gate, of which the
#          bundle before is not here; East Gate, whose disk was copied; West Gate, whose clock is days
#          ahead; and a file that was cut
#   far/   a laptop that nobody accepted
# Of the sticks that are said to be mounted none is there any more.
# Files are named by hand, since a chain's number is another each time.
set -eu
cd "$WORK"
on() { store=$1; shift; "$MAFUNZO" --store "$store" "$@" > keys.out 2> keys.err; }
office() { on "$@" < typed; }
fingerprints() { grep -oE '([0-9]{5}[- ]){5}[0-9]{5}' "$@"; }
record() { # store, name, [clock]
  printf 'name,agency,unit,position\n%s,Border Guard,North Gate,PLO\n' "$2" > people.csv
  MAFUNZO_CLOCK=${3-$MAFUNZO_CLOCK} on "$1" roster import people.csv
}
hand() { # store, file
  rm -rf handed
  mkdir handed
  on "$1" hand-in --out handed
  mv handed/*.mafunzo "$2"
}
enrolled() { record "$@"; on "$1" enrol --yes "$fingerprint" office.card; }
accept() { # store, file, name: known by its bundle
  hand "$1" "$2"
  office office collect "$2" --receipts receipts || true
  "$MAFUNZO" --store "$1" hand-in --all --out handed > keys.out
  on office laptops accept "$(fingerprints keys.out)" --as "$3"
}
if [ ! -e ready ]; then
  echo 'four words nobody joins' > typed
  office office keys init 'The office'
  office office keys card --out office.card
  "$MAFUNZO" --store office keys show > keys.out
  fingerprint=$(fingerprints keys.out | head -1)
  mkdir receipts near far empty
  enrolled one Amina
  accept one near/north-1.mafunzo 'North Gate'
  office office collect near/north-1.mafunzo --receipts receipts
  on one receipt receipts/*.receipt
  rm receipts/*.receipt
  record one Bakari
  hand one near/north-2.mafunzo
  enrolled two Chiku
  accept two south-1.mafunzo 'South Gate'
  cp -r office aside
  office aside collect south-1.mafunzo --receipts receipts
  on two receipt receipts/*.receipt
  record two Daudi
  hand two near/south-2.mafunzo
  enrolled three Esi
  cp -r three copy
  record three Fatuma
  accept three near/east-1.mafunzo 'East Gate'
  record copy Gamba
  hand copy near/east-2.mafunzo
  enrolled four Halima $((MAFUNZO_CLOCK + 500000000))
  accept four near/west-1.mafunzo 'West Gate'
  head -c 300 near/west-1.mafunzo > near/cut.mafunzo
  enrolled five Imani
  hand five far/other-1.mafunzo
  printf '%s\n' '40 22 8:17 / /media/amina/MY\040STICK rw - vfat /dev/sdb1 rw' \
    '41 22 8:33 / /run/media/amina/OLD ro - vfat /dev/sdc1 ro' > mounts
  touch ready
fi
export MAFUNZO_MOUNTS="$WORK/mounts"
exec "$MAFUNZO" --store office collect "$@"
