-- SPDX-License-Identifier: GPL-3.0-or-later
-- Of projections in a file alone. How far it goes: the own chain up to a number, and of the others all
-- that had arrived by a stamp.
CREATE TABLE proj.mark (
  id      INTEGER PRIMARY KEY CHECK (id = 1),
  layout  BLOB NOT NULL,
  chain   BLOB NOT NULL,
  seq     INTEGER NOT NULL,
  tip     BLOB NOT NULL,
  arrived BLOB NOT NULL
) STRICT;

-- Finished estimates: store/estimates.h. No row of kept_by: all of them are to be computed anew.
CREATE TABLE proj.kept (
  person BLOB PRIMARY KEY,
  bytes  BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE proj.kept_by (tag BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE proj.dirty (subject BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;

-- Whether what people did is projected, and whose deeds came since.
CREATE TABLE proj.deeds (id INTEGER PRIMARY KEY CHECK (id = 1)) STRICT;
CREATE TABLE proj.behind (subject BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
