-- SPDX-License-Identifier: GPL-3.0-or-later
-- What counts when people are measured; see store_evidence. An answer counts by its latest first
-- attempt outside review, a drill by its latest finished run, or else its latest; a question on paper
-- by its latest mark. ?1 one subject or NULL, ?2 from, ?3 until (not included), ?4 the level that a
-- drill's decision tells, ?5 its chance of a guess.
WITH answered AS (
  SELECT ifnull(s.person, a.subject) AS person, a.competency, a.path, a.key_rev, a.mode,
         0 AS evidence, 0 AS decision, a.level, a.shape, a.guess,
         CASE WHEN a.hinted THEN 0 ELSE a.score END AS marked,
         CASE WHEN e.ruling = 2 THEN e.score
              WHEN i.ruling = 2 AND i.picked = a.picked THEN 1000000
              WHEN a.hinted THEN 0 ELSE a.score END AS score,
         c.time, c.chain, c.seq, c.hash,
         row_number() OVER (PARTITION BY ifnull(s.person, a.subject), a.path
                            ORDER BY c.time DESC, c.chain DESC, c.seq DESC, c.hash DESC) AS nth
  FROM proj.answer AS a JOIN proj.clock AS c USING (hash)
  LEFT JOIN temp.same AS s ON s.subject = a.subject
  LEFT JOIN temp.ruling AS e ON e.about = a.hash AND e.path = a.path AND e.key_rev = a.key_rev
  LEFT JOIN temp.ruling AS i ON i.about = zeroblob(32) AND i.path = a.path AND i.key_rev = a.key_rev
  WHERE c.time >= ?2 AND c.time < ?3 AND a.attempt = 1 AND NOT a.faulty AND a.mode <> 3
    AND a.competency <> '' AND a.level BETWEEN 1 AND 4 AND a.guess < 1000000
    AND a.score BETWEEN 0 AND 1000000
    AND ifnull(e.ruling, 0) <> 1 AND ifnull(i.ruling, 0) <> 1
    AND (?1 IS NULL OR ifnull(s.person, a.subject) = ?1)
    AND NOT EXISTS (
      SELECT 1 FROM proj.answer AS f JOIN proj.clock AS fc USING (hash)
      WHERE f.faulty AND f.subject = a.subject AND f.session = a.session AND f.path = a.path
        AND (fc.time, fc.chain, fc.seq, fc.hash) > (c.time, c.chain, c.seq, c.hash))
),
played AS (
  SELECT person, path, session,
         row_number() OVER (PARTITION BY person, path
                            ORDER BY finished DESC, time DESC, session DESC) AS nth
  FROM (SELECT ifnull(s.person, d.subject) AS person, d.path, d.session, max(c.time) AS time,
               EXISTS (SELECT 1 FROM proj.finish AS f
                       WHERE f.subject = d.subject AND f.path = d.path AND f.session = d.session)
                 AS finished
        FROM proj.decision AS d JOIN proj.clock AS c USING (hash)
        LEFT JOIN temp.same AS s ON s.subject = d.subject
        WHERE c.time >= ?2 AND c.time < ?3 AND (?1 IS NULL OR ifnull(s.person, d.subject) = ?1)
        GROUP BY d.subject, d.path, d.session)
),
decided AS (
  SELECT ifnull(s.person, d.subject) AS person, d.competency, d.path, zeroblob(32) AS key_rev,
         1 AS mode, 0 AS evidence, 1 AS decision, ?4 AS level, 0 AS shape, ?5 AS guess,
         d.score AS marked, d.score, c.time, c.chain, c.seq, c.hash
  FROM proj.decision AS d JOIN proj.clock AS c USING (hash)
  LEFT JOIN temp.same AS s ON s.subject = d.subject
  JOIN played AS p ON p.person = ifnull(s.person, d.subject) AND p.path = d.path
                  AND p.session = d.session
  WHERE p.nth = 1 AND c.time >= ?2 AND c.time < ?3 AND d.weight > 0
    AND d.score BETWEEN 0 AND 1000000 AND d.competency <> ''
),
paper AS (
  SELECT ifnull(s.person, m.subject) AS person, m.competency, m.path, zeroblob(32) AS key_rev,
         2 AS mode, 6 AS evidence, 0 AS decision, m.level, m.shape, m.guess, m.score AS marked,
         CASE WHEN e.ruling = 2 THEN e.score ELSE m.score END AS score,
         c.time, c.chain, c.seq, c.hash,
         row_number() OVER (PARTITION BY ifnull(s.person, m.subject), m.path
                            ORDER BY c.time DESC, c.chain DESC, c.seq DESC, c.hash DESC) AS nth
  FROM proj.marked AS m JOIN proj.clock AS c USING (hash)
  LEFT JOIN temp.same AS s ON s.subject = m.subject
  LEFT JOIN temp.ruling AS e ON e.about = m.hash
  WHERE c.time >= ?2 AND c.time < ?3 AND m.competency <> '' AND m.level BETWEEN 1 AND 4
    AND m.guess < 1000000 AND m.score BETWEEN 0 AND 1000000 AND ifnull(e.ruling, 0) <> 1
    AND (?1 IS NULL OR ifnull(s.person, m.subject) = ?1)
)
SELECT person, competency, path, key_rev, mode, evidence, decision, level, shape, guess, marked,
       score, time
FROM (SELECT person, competency, path, key_rev, mode, evidence, decision, level, shape, guess,
             marked, score, time, chain, seq, hash FROM answered WHERE nth = 1
      UNION ALL
      SELECT person, competency, path, key_rev, mode, evidence, decision, level, shape, guess,
             marked, score, time, chain, seq, hash FROM decided
      UNION ALL
      SELECT person, competency, path, key_rev, mode, evidence, decision, level, shape, guess,
             marked, score, time, chain, seq, hash FROM paper WHERE nth = 1)
ORDER BY person, competency, time, chain, seq, hash;
