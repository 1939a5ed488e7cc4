-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who is whom, and what was ruled, as of a time: small tables that the readers of evidence join. Whose
-- answers are sought is for the reader of answers to say.
CREATE TABLE IF NOT EXISTS temp.same (subject BLOB PRIMARY KEY, person BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS temp.same_person ON same (person);
CREATE TABLE IF NOT EXISTS temp.sought (subject BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS temp.ruling (
  about   BLOB NOT NULL,
  path    TEXT NOT NULL,
  key_rev BLOB NOT NULL,
  ruling  INTEGER NOT NULL,
  picked  INTEGER NOT NULL,
  score   INTEGER NOT NULL,
  PRIMARY KEY (about, path, key_rev)
) WITHOUT ROWID;
DELETE FROM temp.same;
DELETE FROM temp.ruling;
