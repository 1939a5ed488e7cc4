-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who is whom, as of a time: a small table that the readers of evidence join. Whose answers are
-- sought is for the reader of answers to say.
CREATE TABLE IF NOT EXISTS temp.same (subject BLOB PRIMARY KEY, person BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS temp.same_person ON same (person);
CREATE TABLE IF NOT EXISTS temp.sought (subject BLOB PRIMARY KEY) WITHOUT ROWID;
DELETE FROM temp.same;
