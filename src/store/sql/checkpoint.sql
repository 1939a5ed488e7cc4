-- SPDX-License-Identifier: GPL-3.0-or-later
PRAGMA main.wal_checkpoint(TRUNCATE);
