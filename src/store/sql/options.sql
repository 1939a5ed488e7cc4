-- SPDX-License-Identifier: GPL-3.0-or-later
-- Said, not left to how SQLite was built. Exclusive first: then the log needs no shared memory.
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA main.mmap_size = 0;
PRAGMA trusted_schema = OFF;
PRAGMA foreign_keys = ON;
PRAGMA cell_size_check = ON;
PRAGMA temp_store = MEMORY;
