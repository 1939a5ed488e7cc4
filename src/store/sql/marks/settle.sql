-- SPDX-License-Identifier: GPL-3.0-or-later
-- Of each finished run what it counts: of each question the latest first attempt (an exam's answer
-- may be changed); a faulty one not at all; and a question of an exam that has no answer as wrong.
-- Where the result counts fewer questions than that, some were withdrawn, and which cannot be told:
-- then blanks are left out.
CREATE TEMP TABLE finished AS
SELECT subject, session, mode, counted, time, chain, seq, hash
FROM (SELECT e.subject, e.session, e.mode, e.counted, c.time, c.chain, c.seq, e.hash,
             row_number() OVER (PARTITION BY e.subject, e.session
                                ORDER BY c.time, c.chain, c.seq, e.hash) AS nth
      FROM temp.ended AS e JOIN proj.clock AS c USING (hash))
WHERE nth = 1;
CREATE INDEX temp.finished_session ON finished (subject, session);

CREATE TEMP TABLE latest AS
SELECT subject, session, path, key, score, faulty, picks
FROM (SELECT g.*, row_number() OVER (PARTITION BY g.subject, g.session, g.path
                                     ORDER BY c.time DESC, c.chain DESC, c.seq DESC, g.hash DESC)
                  AS nth
      FROM temp.given AS g JOIN proj.clock AS c USING (hash)
      JOIN temp.finished AS f ON f.subject = g.subject AND f.session = g.session)
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
       score, picks
FROM temp.latest
WHERE NOT faulty
UNION ALL
SELECT b.subject, b.session, b.path, rtrim(rtrim(b.path, replace(b.path, '/', '')), '/'), b.key, 0,
       x''
FROM temp.blank AS b JOIN temp.finished AS f USING (subject, session)
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
      GROUP BY f.subject, f.session, m.module) AS r;
CREATE INDEX temp.run_session ON run (subject, session, module);
