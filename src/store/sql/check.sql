-- SPDX-License-Identifier: GPL-3.0-or-later
PRAGMA main.quick_check(1);
