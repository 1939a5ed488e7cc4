#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Bundles of many laptops opened with age, tar, minisign and b2sum, without us: by the escrow key, and
# by the key that the coordinator's list names. What was altered after that, the same tools refuse.
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/figure"
cd "$work" || exit 70
passphrase='correct horse battery staple'
printf '%s\n' "$passphrase" > typed
on() { # store, command...
  place=$1
  shift
  "$MAFUNZO" --store "$place" "$@" > out 2> err
}

on office keys init "The office" < typed
sed -n '/AGE-SECRET-KEY-1/,$p' out | tr -d ' \n' > escrow.key
fingerprint=$(grep -oE '([0-9]{5}[- ]){5}[0-9]{5}' out | head -1)
on office keys card --out office.card < typed

# -- Made: five by each laptop ---------------------------------------------------------------------

wanted=$(short 5 1000) made=0
mkdir sticks
while [ "$made" -lt "$wanted" ]; do
  made=$((made + 1))
  [ $((made % 5)) != 1 ] || rm -rf laptop
  printf 'name,agency,unit,position\nOfficer %d,Border Guard,North Gate,PLO\n' $made > people.csv
  on laptop roster import people.csv
  [ $((made % 5)) != 1 ] || on laptop enrol --yes "$fingerprint" office.card
  on laptop hand-in --out sticks || break
done
ok "there are $wanted bundles" equal "$(ls sticks | wc -l)" "$wanted"
on office collect sticks < typed # of laptops that nobody has accepted: only their keys are noted
on office laptops --format json < typed
jq -r '.rows[].minisign_key' out | while read -r key; do # its last 32 bytes are the chain
  echo "$(echo "$key" | base64 -d | od -An -v -tx1 -j 10 | tr -d ' \n') $key"
done > keys

# -- Opened by others ------------------------------------------------------------------------------

opens() { # bundle: into "open"
  rm -rf open
  mkdir open
  age -d -i escrow.key "$1" 2> age.err | tar x -C open 2> tar.err
  [ "$(ls open | tr '\n' ' ')" = "events.jsonl manifest.json manifest.json.minisig " ]
}
signed() { # by the one of the keys that it is, as the file says whose
  minisign -V -q -m open/manifest.json -x open/manifest.json.minisig -P "$1" > minisign.out 2>&1
}
digest_holds() {
  [ "$(b2sum -l 256 open/events.jsonl | cut -d ' ' -f 1)" = "$(jq -r .digest open/manifest.json)" ]
}
key_of() { # as the list has it
  sed -n "s/^$(jq -r .chain open/manifest.json) //p" keys
}
flipped() { # file: one bit in its middle
  at=$(($(stat -c %s "$1") / 2))
  byte=$(od -An -tu1 -j $at -N 1 "$1")
  # shellcheck disable=SC2059
  printf "\\$(printf %o $((byte ^ 1)))" | dd of="$1" bs=1 seek=$at conv=notrunc 2> dd.err
}

good=0 refused=0 bad=
for bundle in sticks/*; do
  if opens "$bundle" && key=$(key_of) && signed "$key" && digest_holds; then
    good=$((good + 1))
  else
    bad="$bad $bundle"
  fi
  flipped open/events.jsonl
  ! digest_holds || continue
  flipped open/manifest.json
  ! signed "$key" || continue
  flipped "$bundle"
  ! opens "$bundle" || continue
  refused=$((refused + 1))
done
ok "age, tar, minisign and b2sum open each of them" equal "$good$bad" "$wanted"
ok "and refuse each that was altered" equal "$refused" "$wanted"
figure "bundles opened by age, verified by minisign" "$good" "$((wanted - good)) not" \
  "altered, $refused of $wanted refused"
finish
