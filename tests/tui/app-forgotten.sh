# SPDX-License-Identifier: GPL-3.0-or-later
# The program on a laptop whose one person has a passphrase, and is enrolled with an office. No stick is
# mounted; the folder `stick` is one. `desk` is what the trainer does with it.
set -eu
if [ ! -e "$WORK/office.card" ]; then
  echo 'four words nobody joins' > "$WORK/typed"
  "$MAFUNZO" --store "$WORK/office" keys init 'The office' < "$WORK/typed" > "$WORK/said"
  "$MAFUNZO" --store "$WORK/office" keys card --out "$WORK/office.card" < "$WORK/typed" > "$WORK/said"
  fingerprint=$("$MAFUNZO" --store "$WORK/office" keys show | grep -oE '([0-9]{5}[- ]){5}[0-9]{5}' | head -1)
  "$MAFUNZO" enrol --yes "$fingerprint" "$WORK/office.card" > "$WORK/said"
  row() { sed -n "s/^\([0-9]*\)\. $1.*/\1/p" "$WORK/said" | tail -1; }
  learn() { LANGUAGE= "$MAFUNZO" --linear > "$WORK/said"; } # rows are found by what they say
  printf '%s\n' 1 Zawadi '' '' 1 | learn
  settings=$(row Settings)
  printf '%s\n' "$settings" | learn
  passphrase=$(row Passphrase)
  printf '%s\n' "$settings" "$passphrase" Heron 'correct horse' 'correct horse' '' | learn
  mkdir "$WORK/stick"
  : > "$WORK/mounts"
  cat > "$WORK/desk" << 'DESK'
set -eu
cd "$WORK/stick"
request=$(ls *.request)
"$MAFUNZO" --store "$WORK/office" passphrase reset "$request" --out x 2> "$WORK/said" < "$WORK/typed" || true
fingerprint=$(grep -oE '([0-9]{5}[- ]){5}[0-9]{5}' "$WORK/said" | head -1)
"$MAFUNZO" --store "$WORK/office" passphrase reset "$request" --yes "$fingerprint" \
  --out "${request%.request}.answer" < "$WORK/typed" > "$WORK/said"
DESK
fi
export MAFUNZO_MOUNTS="$WORK/mounts"
cd "$WORK"
exec "$MAFUNZO" "$@"
