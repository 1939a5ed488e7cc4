-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who is whom, as of a time: a small table that the readers of evidence join.
CREATE TABLE IF NOT EXISTS temp.same (subject BLOB PRIMARY KEY, person BLOB NOT NULL) WITHOUT ROWID;
DELETE FROM temp.same;
