-- SPDX-License-Identifier: GPL-3.0-or-later
-- The answers of finished exams and diagnostics: of each run and question the latest first attempt
-- that was not faulty, as ruled. ?1 one person or NULL, ?2 from, ?3 until (not included): the run
-- ended within.
WITH ended AS (
  SELECT f.subject, f.session, min(c.time) AS time
  FROM proj.finish AS f JOIN proj.clock AS c USING (hash)
  WHERE c.time >= ?2 AND c.time < ?3
  GROUP BY f.subject, f.session
),
answered AS (
  SELECT ifnull(s.person, a.subject) AS person, a.session, a.competency, a.level, a.guess, a.faulty,
         CASE WHEN e.ruling = 2 THEN e.score
              WHEN i.ruling = 2 AND i.picked = a.picked THEN 1000000
              WHEN a.hinted THEN 0 ELSE a.score END AS score,
         f.time AS ended, c.time, c.chain, c.seq, c.hash,
         ifnull(e.ruling, 0) = 1 OR ifnull(i.ruling, 0) = 1 AS annulled,
         row_number() OVER (PARTITION BY a.subject, a.session, a.path
                            ORDER BY c.time DESC, c.chain DESC, c.seq DESC, c.hash DESC) AS nth
  FROM proj.answer AS a JOIN proj.clock AS c USING (hash)
  JOIN ended AS f ON f.subject = a.subject AND f.session = a.session
  LEFT JOIN temp.same AS s ON s.subject = a.subject
  LEFT JOIN temp.ruling AS e ON e.about = a.hash AND e.path = a.path AND e.key_rev = a.key_rev
  LEFT JOIN temp.ruling AS i ON i.about = zeroblob(32) AND i.path = a.path AND i.key_rev = a.key_rev
  WHERE a.mode IN (2, 4) AND a.attempt = 1 AND a.competency <> '' AND a.level BETWEEN 1 AND 4
    AND a.guess < 1000000 AND a.score BETWEEN 0 AND 1000000
)
SELECT person, session, competency, level, guess, score, ended
FROM answered
WHERE nth = 1 AND NOT faulty AND NOT annulled AND (?1 IS NULL OR person = ?1)
ORDER BY person, competency, ended, session, time, chain, seq, hash;
