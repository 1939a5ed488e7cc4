# SPDX-License-Identifier: GPL-3.0-or-later
# The program over the small framework, with a class of six and its two assessors on the roster.
set -eu
export MAFUNZO_COURSES=$SCRIPTS/../courses-stand
if [ ! -e "$WORK/roster.csv" ]; then
  printf 'code,name,agency,unit,position,cohort\n' > "$WORK/roster.csv"
  for who in '223-458,Amina Okoro' '234-56G,Bao Nguyen' '345-67W,Carla de la Cruz Hernandez' \
    '456-78B,Dalia Haddad' '567-89R,Ekow Mensah' '678-9A6,Fatou Diop'; do
    printf '%s,Post,North,CLK,March\n' "$who" >> "$WORK/roster.csv"
  done
  printf ',Yve Second,Post,North,CLK,staff\n,Zed Assessor,Post,North,CLK,staff\n' >> "$WORK/roster.csv"
  "$MAFUNZO" roster import "$WORK/roster.csv" > /dev/null
fi
exec "$MAFUNZO" "$@"
