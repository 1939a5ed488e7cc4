# SPDX-License-Identifier: GPL-3.0-or-later
# A shell with job control between the driver and a program: a program that is its session's leader
# cannot be stopped.
set -m
"$@"
echo stopped
read -r line
fg > /dev/null
echo "ended $?"
