-- SPDX-License-Identifier: GPL-3.0-or-later
-- The secret key stays here: a chain is the store it was made in.
CREATE TABLE chain (
  id      INTEGER PRIMARY KEY,
  public  BLOB NOT NULL UNIQUE CHECK (length(public) = 32),
  secret  BLOB NOT NULL CHECK (length(secret) = 64),
  parent  BLOB CHECK (parent IS NULL OR length(parent) = 32),
  machine BLOB NOT NULL CHECK (length(machine) = 32)
) STRICT;

-- head holds everything; chain, seq, session, verb, boot, wall and mono are copies for the indexes.
CREATE TABLE event (
  subject      BLOB NOT NULL CHECK (length(subject) = 16),
  hash         BLOB NOT NULL CHECK (length(hash) = 32),
  chain        BLOB NOT NULL,
  seq          INTEGER NOT NULL,
  session      BLOB NOT NULL,
  verb         TEXT NOT NULL,
  boot         BLOB NOT NULL,
  wall         INTEGER NOT NULL,
  mono         INTEGER NOT NULL,
  head         BLOB NOT NULL,
  scheme       INTEGER NOT NULL CHECK (scheme BETWEEN 0 AND 2),
  payload      BLOB,
  salt         BLOB,
  payload_hash BLOB NOT NULL CHECK (length(payload_hash) = 32),
  PRIMARY KEY (subject, hash),
  CHECK ((scheme = 2) = (payload IS NULL) AND (scheme = 0) = (salt IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- Covers the clock of every chain. Not unique: a fork keeps both branches.
CREATE INDEX event_chain ON event (chain, seq, boot, wall, mono);
CREATE INDEX event_session ON event (subject, session, verb);
CREATE INDEX event_verb ON event (verb);
