-- SPDX-License-Identifier: GPL-3.0-or-later
PRAGMA temp_store = MEMORY;
