# SPDX-License-Identifier: GPL-3.0-or-later
# The coordinator's map over officers who do not exist, in a store of their own.
set -eu
store=$WORK/people
[ -e "$store" ] || "$MAFUNZO" simulate cohort --store "$store" --people 10 --seed 3 --date 2026-11-01 > /dev/null 2>&1
exec "$MAFUNZO" --store "$store" map "$@"
