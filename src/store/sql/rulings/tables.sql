-- SPDX-License-Identifier: GPL-3.0-or-later
-- What was ruled, as of a time, and answers as they count since: whoever reads answers reads them
-- here, so that a ruling holds everywhere in one way. marked: what was found when it was answered, a
-- right answer with a hint being none; counts: what it counts as ruled; held: the same, the hint
-- told apart. An annulled answer counts nowhere.
CREATE TABLE IF NOT EXISTS temp.ruling (
  about   BLOB NOT NULL,
  path    TEXT NOT NULL,
  key_rev BLOB NOT NULL,
  hash    BLOB NOT NULL,
  ruling  INTEGER NOT NULL,
  picked  INTEGER NOT NULL,
  score   INTEGER NOT NULL,
  PRIMARY KEY (about, path, key_rev)
) WITHOUT ROWID;
DELETE FROM temp.ruling;
CREATE TEMP VIEW IF NOT EXISTS ruled_answer AS
SELECT a.hash, a.subject, a.session, a.path, a.competency, a.mode, a.attempt, a.score, a.hinted,
       a.faulty, a.key_rev, a.level, a.shape, a.guess, a.certainty, a.picked, a.duration,
       ifnull(e.ruling, 0) = 1 OR ifnull(i.ruling, 0) = 1 AS annulled,
       CASE WHEN a.hinted THEN 0 ELSE a.score END AS marked,
       CASE WHEN e.ruling = 2 THEN e.score
            WHEN i.ruling = 2 AND i.picked = a.picked THEN 1000000
            ELSE a.score END AS held,
       CASE WHEN e.ruling = 2 THEN e.score
            WHEN a.hinted THEN 0
            WHEN i.ruling = 2 AND i.picked = a.picked THEN 1000000
            ELSE a.score END AS counts,
       CASE WHEN e.ruling <> 0 THEN e.hash ELSE i.hash END AS ruling
FROM proj.answer AS a
LEFT JOIN temp.ruling AS e ON e.about = a.hash AND e.path = a.path AND e.key_rev = a.key_rev
LEFT JOIN temp.ruling AS i ON i.about = zeroblob(32) AND i.path = a.path AND i.key_rev = a.key_rev;
CREATE TEMP VIEW IF NOT EXISTS ruled_mark AS
SELECT m.hash, m.subject, m.path, m.competency, m.level, m.shape, m.guess, m.latest,
       m.score AS marked,
       CASE WHEN e.ruling = 2 THEN e.score ELSE m.score END AS counts,
       ifnull(e.ruling, 0) = 1 AS annulled, e.hash AS ruling
FROM proj.marked AS m
LEFT JOIN temp.ruling AS e ON e.about = m.hash AND e.path = m.path;
