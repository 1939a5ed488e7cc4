-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is asked before the first frame is found without walking the answers, and the answers pay
-- nothing for it.
DROP INDEX event_verb;
CREATE INDEX event_stated ON event (subject, seq) WHERE verb = 'person-stated';
CREATE INDEX event_preferred ON event (seq) WHERE verb = 'preferred';

-- What could be computed again, kept so that the first frame need not: store/memo.c. Any row may be
-- deleted at any time.
CREATE TABLE memo (
  key   BLOB PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
