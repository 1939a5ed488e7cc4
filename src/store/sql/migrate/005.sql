-- SPDX-License-Identifier: GPL-3.0-or-later
-- Whose records are sealed on this machine, and by what: store/profile.h.
CREATE TABLE profile (
  subject  BLOB PRIMARY KEY CHECK (length(subject) = 16),
  nickname TEXT NOT NULL,
  public   BLOB NOT NULL CHECK (length(public) = 32),
  salt     BLOB NOT NULL CHECK (length(salt) = 16),
  passes   INTEGER NOT NULL,
  kib      INTEGER NOT NULL,
  sealed   BLOB NOT NULL CHECK (length(sealed) = 72),
  recovery BLOB NOT NULL,
  tries    INTEGER NOT NULL CHECK (tries >= 0),
  boot     BLOB NOT NULL CHECK (length(boot) = 16),
  mono     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
