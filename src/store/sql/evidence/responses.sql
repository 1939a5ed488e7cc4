-- SPDX-License-Identifier: GPL-3.0-or-later
-- What counts when people are measured; see store_evidence. An answer counts by its latest first
-- attempt outside review, a drill by its latest finished run, or else its latest; a question on paper
-- by its latest mark. Of those alone who are in temp.sought: what all of them answered is never held
-- at once. ?1 one person or NULL, ?2 from, ?3 until (not included), ?4 the level that a drill's decision
-- tells, ?5 its chance of a guess.
WITH answered AS (
  SELECT ifnull(s.person, a.subject) AS person, a.competency, a.path, a.key_rev, a.mode,
         0 AS evidence, 0 AS decision, a.level, a.shape, a.guess,
         a.marked, a.counts AS score,
         c.time, c.chain, c.seq, c.hash,
         row_number() OVER (PARTITION BY ifnull(s.person, a.subject), a.path
                            ORDER BY c.time DESC, c.chain DESC, c.seq DESC, c.hash DESC) AS nth
  FROM temp.sought AS q CROSS JOIN temp.ruled_answer AS a ON a.subject = q.subject
  CROSS JOIN temp.clock AS c ON c.subject = a.subject AND c.hash = a.hash
  LEFT JOIN temp.same AS s ON s.subject = a.subject
  WHERE c.time >= ?2 AND c.time < ?3 AND a.attempt = 1 AND NOT a.faulty AND a.mode <> 3
    AND a.competency <> '' AND a.level BETWEEN 1 AND 4 AND a.guess < 1000000
    AND a.score BETWEEN 0 AND 1000000
    AND NOT a.annulled
    AND NOT EXISTS (
      SELECT 1 FROM proj.answer AS f INDEXED BY answer_faulty
      CROSS JOIN temp.clock AS fc USING (subject, hash)
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
        FROM temp.sought AS q CROSS JOIN proj.decision AS d ON d.subject = q.subject
        CROSS JOIN temp.clock AS c ON c.subject = d.subject AND c.hash = d.hash
        LEFT JOIN temp.same AS s ON s.subject = d.subject
        WHERE c.time >= ?2 AND c.time < ?3
        GROUP BY d.subject, d.path, d.session)
),
decided AS (
  SELECT ifnull(s.person, d.subject) AS person, d.competency, d.path, zeroblob(32) AS key_rev,
         1 AS mode, 0 AS evidence, 1 AS decision, ?4 AS level, 0 AS shape, ?5 AS guess,
         d.score AS marked, d.score, c.time, c.chain, c.seq, c.hash
  FROM temp.sought AS q CROSS JOIN proj.decision AS d ON d.subject = q.subject
  CROSS JOIN temp.clock AS c ON c.subject = d.subject AND c.hash = d.hash
  LEFT JOIN temp.same AS s ON s.subject = d.subject
  WHERE (ifnull(s.person, d.subject), d.path, d.session)
          IN (SELECT person, path, session FROM played WHERE nth = 1)
    AND c.time >= ?2 AND c.time < ?3 AND d.weight > 0
    AND d.score BETWEEN 0 AND 1000000 AND d.competency <> ''
),
paper AS (
  SELECT *, row_number() OVER (PARTITION BY person, path
                               ORDER BY time DESC, chain DESC, seq DESC, hash DESC) AS nth
  FROM (SELECT ifnull(s.person, m.subject) AS person, m.competency, m.path,
               zeroblob(32) AS key_rev, 2 AS mode, 6 AS evidence, 0 AS decision, m.level, m.shape,
               m.guess, m.marked, m.counts AS score,
               min(c.time, m.latest) AS time, c.chain, c.seq, c.hash
        FROM temp.sought AS q CROSS JOIN temp.ruled_mark AS m ON m.subject = q.subject
        CROSS JOIN temp.clock AS c ON c.subject = m.subject AND c.hash = m.hash
        LEFT JOIN temp.same AS s ON s.subject = m.subject
        WHERE m.competency <> '' AND m.level BETWEEN 1 AND 4 AND m.guess < 1000000
          AND m.marked BETWEEN 0 AND 1000000 AND NOT m.annulled)
  WHERE time >= ?2 AND time < ?3
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
