# SPDX-License-Identifier: GPL-3.0-or-later
# The program over a small framework, whose post asks for three competencies.
set -eu
MAFUNZO_COURSES=$SCRIPTS/../courses-stand exec "$MAFUNZO"
