-- SPDX-License-Identifier: GPL-3.0-or-later
-- A commit is on the disk before it is told. No automatic checkpoint: it would stall an answer.
PRAGMA main.journal_mode = WAL;
PRAGMA main.synchronous = FULL;
PRAGMA wal_autocheckpoint = 0;
