# SPDX-License-Identifier: GPL-3.0-or-later
# The program so many days after the clock that the driver pins: DAYS [ARGUMENT...].
set -eu
days=$1
shift
MAFUNZO_CLOCK=$((MAFUNZO_CLOCK + days * 86400000)) exec "$MAFUNZO" "$@"
