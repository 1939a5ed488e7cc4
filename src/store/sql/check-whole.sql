-- SPDX-License-Identifier: GPL-3.0-or-later
-- Indexes too, entry by entry.
PRAGMA main.integrity_check(1);
