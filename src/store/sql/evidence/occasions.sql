-- SPDX-License-Identifier: GPL-3.0-or-later
-- The answers of finished exams and diagnostics: of each run and question the latest first attempt
-- that was not faulty, as ruled. ?1 one person or NULL, ?2 from, ?3 until (not included): the run
-- ended within.
WITH ended AS (
  SELECT f.subject, f.session, min(c.time) AS time
  FROM proj.finish AS f CROSS JOIN temp.clock AS c USING (subject, hash)
  WHERE c.time >= ?2 AND c.time < ?3
  GROUP BY f.subject, f.session
),
answered AS (
  SELECT ifnull(s.person, a.subject) AS person, a.session, a.competency, a.level, a.guess, a.faulty,
         a.counts AS score,
         f.time AS ended, c.time, c.chain, c.seq, c.hash,
         a.annulled,
         row_number() OVER (PARTITION BY a.subject, a.session, a.path
                            ORDER BY c.time DESC, c.chain DESC, c.seq DESC, c.hash DESC) AS nth
  FROM temp.ruled_answer AS a CROSS JOIN temp.clock AS c USING (subject, hash)
  JOIN ended AS f ON f.subject = a.subject AND f.session = a.session
  LEFT JOIN temp.same AS s ON s.subject = a.subject
  WHERE a.mode IN (2, 4) AND a.attempt = 1 AND a.competency <> '' AND a.level BETWEEN 1 AND 4
    AND a.guess < 1000000 AND a.score BETWEEN 0 AND 1000000
)
SELECT person, session, competency, level, guess, score, ended
FROM answered
WHERE nth = 1 AND NOT faulty AND NOT annulled AND (?1 IS NULL OR person = ?1)
ORDER BY person, competency, ended, session, time, chain, seq, hash;
