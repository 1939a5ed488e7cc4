-- SPDX-License-Identifier: GPL-3.0-or-later
-- Facts are keyed by the event's hash and know no time: the order in which events arrived cannot
-- show in them. Time and order come from the clock (clock.sql) alone. What people do most is kept
-- person by person, in the order in which events are kept: one person's is read, and all are added,
-- in a row.
-- An event's time is its boot's first wall clock plus the monotonic difference: where its clock was
-- ahead. What that would put before earlier numbers of its chain stands in late, with its boot.
CREATE TABLE proj.boot (
  chain BLOB NOT NULL,
  boot  BLOB NOT NULL,
  ahead INTEGER NOT NULL, -- the wall clock less the monotonic one, as its first event has them
  late  INTEGER NOT NULL, -- whether any of its events is
  PRIMARY KEY (chain, boot)
) STRICT, WITHOUT ROWID;
CREATE TABLE proj.late (
  chain BLOB NOT NULL,
  seq   INTEGER NOT NULL,
  hash  BLOB NOT NULL,
  time  INTEGER NOT NULL,
  PRIMARY KEY (chain, seq, hash)
) STRICT, WITHOUT ROWID;

-- How far the clock of each chain goes: what comes behind it is added without looking at the rest.
CREATE TABLE proj.tip (
  chain  BLOB PRIMARY KEY,
  seq    INTEGER NOT NULL,
  events INTEGER NOT NULL,
  before INTEGER NOT NULL, -- the latest time of all numbers before that one
  here   INTEGER NOT NULL, -- and of all
  oldest INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE proj.scope (subject BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;

CREATE TABLE proj.stated (
  hash     BLOB NOT NULL,
  subject  BLOB NOT NULL,
  name     TEXT NOT NULL,
  agency   TEXT NOT NULL,
  unit     TEXT NOT NULL,
  position TEXT NOT NULL,
  cohort   TEXT NOT NULL,
  code     TEXT NOT NULL,
  sex      TEXT NOT NULL,
  grade    TEXT NOT NULL,
  language TEXT NOT NULL,
  served   INTEGER NOT NULL,
  PRIMARY KEY (subject, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE proj.start (
  hash    BLOB NOT NULL,
  subject BLOB NOT NULL,
  session BLOB NOT NULL,
  kind    INTEGER NOT NULL,
  path    TEXT NOT NULL,
  PRIMARY KEY (subject, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX proj.start_session ON start (subject, session);

CREATE TABLE proj.answer (
  hash       BLOB NOT NULL,
  subject    BLOB NOT NULL,
  session    BLOB NOT NULL,
  path       TEXT NOT NULL,
  competency TEXT NOT NULL,
  mode       INTEGER NOT NULL,
  attempt    INTEGER NOT NULL,
  score      INTEGER NOT NULL,
  hinted     INTEGER NOT NULL,
  faulty     INTEGER NOT NULL,
  key_rev    BLOB NOT NULL,
  level      INTEGER NOT NULL,
  shape      INTEGER NOT NULL,
  guess      INTEGER NOT NULL, -- millionths
  certainty  INTEGER NOT NULL,
  picked     INTEGER NOT NULL, -- fact_picked of the names
  duration   INTEGER NOT NULL, -- milliseconds
  PRIMARY KEY (subject, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX proj.answer_faulty ON answer (subject, session, path) WHERE faulty; -- hardly any

CREATE TABLE proj.decision (
  hash       BLOB NOT NULL,
  subject    BLOB NOT NULL,
  session    BLOB NOT NULL,
  path       TEXT NOT NULL,
  competency TEXT NOT NULL,
  score      INTEGER NOT NULL, -- millionths of what was at stake
  weight     INTEGER NOT NULL,
  PRIMARY KEY (subject, hash, competency)
) STRICT, WITHOUT ROWID;

CREATE TABLE proj.finish (
  hash    BLOB NOT NULL,
  subject BLOB NOT NULL,
  session BLOB NOT NULL,
  path    TEXT NOT NULL,
  score   INTEGER NOT NULL,
  passed  INTEGER NOT NULL,
  critical INTEGER NOT NULL,
  PRIMARY KEY (subject, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX proj.finish_subject ON finish (subject, path);
CREATE INDEX proj.finish_session ON finish (subject, session);

CREATE TABLE proj.rated (
  hash       BLOB PRIMARY KEY,
  subject    BLOB NOT NULL,
  actor      BLOB NOT NULL,
  evidence   INTEGER NOT NULL,
  competency TEXT NOT NULL,
  level      INTEGER NOT NULL,
  cause      INTEGER NOT NULL,
  latest     INTEGER NOT NULL -- it was seen no later than this, whenever it was recorded
) STRICT, WITHOUT ROWID;

CREATE TABLE proj.observed (
  hash     BLOB PRIMARY KEY,
  subject  BLOB NOT NULL,
  actor    BLOB NOT NULL,
  session  BLOB NOT NULL, -- the occasion
  path     TEXT NOT NULL,
  evidence INTEGER NOT NULL,
  specimen INTEGER NOT NULL,
  score    INTEGER NOT NULL,
  passed   INTEGER NOT NULL,
  critical INTEGER NOT NULL,
  latest   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE proj.observed_score (
  hash       BLOB NOT NULL,
  competency TEXT NOT NULL,
  score      INTEGER NOT NULL,
  weight     INTEGER NOT NULL,
  PRIMARY KEY (hash, competency)
) STRICT, WITHOUT ROWID;

CREATE TABLE proj.observed_step (
  hash    BLOB NOT NULL,
  step    INTEGER NOT NULL, -- its name
  verdict INTEGER NOT NULL,
  PRIMARY KEY (hash, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE proj.marked (
  hash       BLOB NOT NULL,
  subject    BLOB NOT NULL,
  path       TEXT NOT NULL,
  competency TEXT NOT NULL,
  level      INTEGER NOT NULL,
  shape      INTEGER NOT NULL,
  guess      INTEGER NOT NULL,
  score      INTEGER NOT NULL,
  latest     INTEGER NOT NULL,
  PRIMARY KEY (subject, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE proj.joined (
  hash    BLOB PRIMARY KEY,
  subject BLOB NOT NULL,
  other   BLOB NOT NULL,
  undone  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE proj.established (
  hash     BLOB PRIMARY KEY,
  subject  BLOB NOT NULL,
  agency   TEXT NOT NULL,
  unit     TEXT NOT NULL,
  position TEXT NOT NULL,
  posts    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE proj.contested (
  hash    BLOB PRIMARY KEY,
  subject BLOB NOT NULL,
  actor   BLOB NOT NULL,
  about   BLOB NOT NULL,
  path    TEXT NOT NULL,
  key_rev BLOB NOT NULL,
  words   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE proj.ruled (
  hash    BLOB PRIMARY KEY,
  subject BLOB NOT NULL,
  actor   BLOB NOT NULL,
  about   BLOB NOT NULL,
  path    TEXT NOT NULL,
  key_rev BLOB NOT NULL,
  ruling  INTEGER NOT NULL,
  picked  INTEGER NOT NULL,
  score   INTEGER NOT NULL,
  words   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE proj.calibrated (
  hash       BLOB PRIMARY KEY,
  subject    BLOB NOT NULL,
  path       TEXT NOT NULL,
  key_rev    BLOB NOT NULL,
  competency TEXT NOT NULL,
  b          INTEGER NOT NULL, -- millionths of a logit
  sd         INTEGER NOT NULL,
  answers    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
