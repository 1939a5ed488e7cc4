-- SPDX-License-Identifier: GPL-3.0-or-later
-- What item analysis needs of the events, in tables that only a coordinator's question makes.
CREATE TEMP TABLE asked ( -- the questions of an exam, answered or not
  subject BLOB NOT NULL,
  session BLOB NOT NULL,
  path    TEXT NOT NULL,
  key     BLOB NOT NULL,
  PRIMARY KEY (subject, session, path)
) STRICT, WITHOUT ROWID;

CREATE TEMP TABLE given ( -- first attempts
  hash    BLOB PRIMARY KEY,
  subject BLOB NOT NULL,
  session BLOB NOT NULL,
  path    TEXT NOT NULL,
  key     BLOB NOT NULL,
  score   INTEGER NOT NULL,
  faulty  INTEGER NOT NULL,
  picks   BLOB NOT NULL,
  picked  INTEGER NOT NULL -- fact_picked of them
) STRICT, WITHOUT ROWID;

CREATE TEMP TABLE ended ( -- counted: how many questions the run's result says it is of
  hash    BLOB PRIMARY KEY,
  subject BLOB NOT NULL,
  session BLOB NOT NULL,
  mode    INTEGER NOT NULL,
  counted INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
