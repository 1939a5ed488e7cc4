-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is known of other stores: store/laptops.h. No projection reads it.
CREATE TABLE laptop (
  chain  BLOB PRIMARY KEY CHECK (length(chain) = 32),
  parent BLOB NOT NULL CHECK (length(parent) = 32),
  state  INTEGER NOT NULL CHECK (state BETWEEN 0 AND 2),
  label  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Files that were taken in whole: the same one again is known before it is opened.
CREATE TABLE taken (
  file  BLOB PRIMARY KEY CHECK (length(file) = 32),
  chain BLOB NOT NULL CHECK (length(chain) = 32),
  first INTEGER NOT NULL,
  last  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE receipt (
  chain BLOB PRIMARY KEY CHECK (length(chain) = 32),
  seq   INTEGER NOT NULL,
  hash  BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT, WITHOUT ROWID;
