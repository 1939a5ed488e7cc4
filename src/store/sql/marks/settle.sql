-- SPDX-License-Identifier: GPL-3.0-or-later
-- Of each finished run what it counts: of each question the latest first attempt (an exam's answer
-- may be changed); a faulty one not at all; and a question of an exam that has no answer as wrong.
-- Where the result counts fewer questions than that, some were withdrawn, and which cannot be told:
-- then blanks are left out. Scores are as ruled: an annulled answer is none, and an annulled question
-- counts in no run, though what was answered to it is told.
CREATE TEMP TABLE finished AS
SELECT subject, session, mode, counted, time, chain, seq, hash
FROM (SELECT e.subject, e.session, e.mode, e.counted, c.time, c.chain, c.seq, e.hash,
             row_number() OVER (PARTITION BY e.subject, e.session
                                ORDER BY c.time, c.chain, c.seq, e.hash) AS nth
      FROM temp.ended AS e CROSS JOIN temp.clock AS c USING (subject, hash))
WHERE nth = 1;
CREATE INDEX temp.finished_session ON finished (subject, session);

CREATE TEMP TABLE latest AS
SELECT g.subject, g.session, g.path, g.key, g.faulty, g.picks,
       CASE WHEN e.ruling = 2 THEN e.score
            WHEN i.ruling = 2 AND i.picked = g.picked THEN 1000000 ELSE g.score END AS score,
       ifnull(e.ruling, 0) = 1 AS struck, ifnull(i.ruling, 0) = 1 AS annulled
FROM (SELECT g.*, row_number() OVER (PARTITION BY g.subject, g.session, g.path
                                     ORDER BY c.time DESC, c.chain DESC, c.seq DESC, g.hash DESC)
                  AS nth
      FROM temp.given AS g CROSS JOIN temp.clock AS c USING (subject, hash)
      JOIN temp.finished AS f ON f.subject = g.subject AND f.session = g.session) AS g
LEFT JOIN temp.ruling AS e ON e.about = g.hash AND e.path = g.path AND e.key_rev = g.key
LEFT JOIN temp.ruling AS i ON i.about = zeroblob(32) AND i.path = g.path AND i.key_rev = g.key
WHERE nth = 1;
CREATE INDEX temp.latest_session ON latest (subject, session, path);

CREATE TEMP TABLE blank AS
SELECT a.subject, a.session, a.path, a.key
FROM temp.asked AS a JOIN temp.finished AS f USING (subject, session)
WHERE NOT EXISTS (SELECT 1 FROM temp.latest AS l
                  WHERE l.subject = a.subject AND l.session = a.session AND l.path = a.path);
CREATE INDEX temp.blank_session ON blank (subject, session);

-- A path without its last part is the module's.
CREATE TEMP TABLE mark AS
SELECT subject, session, path, rtrim(rtrim(path, replace(path, '/', '')), '/') AS module, key,
       score, annulled, picks
FROM temp.latest
WHERE NOT faulty AND NOT struck
UNION ALL
SELECT b.subject, b.session, b.path, rtrim(rtrim(b.path, replace(b.path, '/', '')), '/'), b.key, 0,
       ifnull(i.ruling, 0) = 1, x''
FROM temp.blank AS b JOIN temp.finished AS f USING (subject, session)
LEFT JOIN temp.ruling AS i ON i.about = zeroblob(32) AND i.path = b.path AND i.key_rev = b.key
WHERE f.counted = (SELECT count(*) FROM temp.blank AS o
                   WHERE o.subject = b.subject AND o.session = b.session)
                + (SELECT count(*) FROM temp.latest AS l
                   WHERE l.subject = b.subject AND l.session = b.session AND NOT l.faulty);
CREATE INDEX temp.mark_session ON mark (subject, session);

-- The runs of a module, and whether each is its person's first one of that kind.
CREATE TEMP TABLE run AS
SELECT r.*, row_number() OVER (PARTITION BY subject, module, mode
                               ORDER BY time, chain, seq, hash) AS nth
FROM (SELECT f.subject, f.session, f.mode, f.time, f.chain, f.seq, f.hash, m.module,
             count(*) AS n, sum(m.score) AS total, sum(m.score * m.score) AS squares
      FROM temp.finished AS f JOIN temp.mark AS m USING (subject, session)
      WHERE NOT m.annulled
      GROUP BY f.subject, f.session, m.module) AS r;
CREATE INDEX temp.run_session ON run (subject, session, module);
