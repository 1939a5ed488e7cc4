# SPDX-License-Identifier: GPL-3.0-or-later
# The program on a laptop that is enrolled with an office; two sticks are said to be mounted, of which
# none is there any more. The folder `stick` is one that is.
set -eu
if [ ! -e "$WORK/office.card" ]; then
  echo 'four words nobody joins' > "$WORK/typed"
  "$MAFUNZO" --store "$WORK/office" keys init 'The office' < "$WORK/typed" > "$WORK/keys.out"
  "$MAFUNZO" --store "$WORK/office" keys card --out "$WORK/office.card" < "$WORK/typed" > "$WORK/keys.out"
  fingerprint=$("$MAFUNZO" --store "$WORK/office" keys show | grep -oE '([0-9]{5}[- ]){5}[0-9]{5}' | head -1)
  printf 'name,agency,unit,position\nAmina,Border Guard,North Gate,PLO\n' > "$WORK/people.csv"
  "$MAFUNZO" roster import "$WORK/people.csv" > "$WORK/keys.out"
  "$MAFUNZO" enrol --yes "$fingerprint" "$WORK/office.card" > "$WORK/keys.out"
  mkdir "$WORK/stick"
  printf '%s\n' '40 22 8:17 / /media/amina/MY\040STICK rw - vfat /dev/sdb1 rw' \
    '41 22 8:33 / /run/media/amina/OLD ro - vfat /dev/sdc1 ro' > "$WORK/mounts"
fi
export MAFUNZO_MOUNTS="$WORK/mounts"
cd "$WORK"
exec "$MAFUNZO" "$@"
