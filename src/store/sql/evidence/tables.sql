-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who is whom, as of a time: a small table that the readers of evidence join.
CREATE TABLE IF NOT EXISTS temp.same (subject BLOB PRIMARY KEY, person BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS temp.same_person ON same (person);
DELETE FROM temp.same;
