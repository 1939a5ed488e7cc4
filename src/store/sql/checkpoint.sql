-- SPDX-License-Identifier: GPL-3.0-or-later
-- The log keeps its length: it is written over from its begin.
PRAGMA main.wal_checkpoint(RESTART);
