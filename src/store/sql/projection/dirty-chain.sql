-- SPDX-License-Identifier: GPL-3.0-or-later
-- The times of its events may have changed with those that arrived.
INSERT OR IGNORE INTO proj.dirty (subject) SELECT DISTINCT subject FROM main.event WHERE chain = ?1;
