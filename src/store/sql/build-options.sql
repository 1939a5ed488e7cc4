-- SPDX-License-Identifier: GPL-3.0-or-later
-- A file that becomes a store only when it is whole and on the disk: until then nothing is flushed.
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA main.mmap_size = 0;
PRAGMA trusted_schema = OFF;
PRAGMA foreign_keys = ON;
PRAGMA cell_size_check = ON;
PRAGMA temp_store = MEMORY;
PRAGMA main.journal_mode = MEMORY;
PRAGMA main.synchronous = OFF;
