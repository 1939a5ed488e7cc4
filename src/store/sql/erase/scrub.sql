-- SPDX-License-Identifier: GPL-3.0-or-later
-- Every page anew, from what counts: what lay between and behind is gone. Then the log, whose end is
-- cut off. As large as the records are, that is not done in memory.
PRAGMA temp_store = FILE;
VACUUM main;
PRAGMA main.wal_checkpoint(TRUNCATE);
