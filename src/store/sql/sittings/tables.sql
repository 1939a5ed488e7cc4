-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the plans of runs say, in tables that only a trainer's or coordinator's question makes.
CREATE TEMP TABLE sat ( -- exams begun; n: questions
  hash    BLOB PRIMARY KEY,
  subject BLOB NOT NULL,
  session BLOB NOT NULL,
  path    TEXT NOT NULL,
  form    INTEGER NOT NULL,
  n       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TEMP TABLE shown ( -- a question that a run put before somebody
  hash    BLOB NOT NULL,
  subject BLOB NOT NULL,
  path    TEXT NOT NULL,
  key     BLOB NOT NULL,
  exam    INTEGER NOT NULL,
  PRIMARY KEY (hash, path, key)
) STRICT, WITHOUT ROWID;
