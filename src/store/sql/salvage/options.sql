-- SPDX-License-Identifier: GPL-3.0-or-later
-- A damaged store with its log: nothing of either is written.
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA main.mmap_size = 0;
PRAGMA trusted_schema = OFF;
PRAGMA temp_store = MEMORY;
PRAGMA wal_autocheckpoint = 0;
