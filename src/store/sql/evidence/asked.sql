-- SPDX-License-Identifier: GPL-3.0-or-later
-- Of each question, by its key, everybody's first answer within a time: of practice and review
-- together, of finished exams apart; diagnostics ask what is as hard as the person is able, and say
-- nothing of a class. ?1 one person or NULL, ?2 from, ?3 until (not included).
WITH latest AS (
  SELECT ifnull(s.person, a.subject) AS person, a.path, a.key_rev, a.mode = 2 AS exam, a.competency,
         a.counts AS score,
         a.certainty, a.shape, a.picked, a.faulty, c.time, c.chain, c.seq, c.hash,
         a.annulled,
         row_number() OVER (PARTITION BY a.subject, a.session, a.path
                            ORDER BY c.time DESC, c.chain DESC, c.seq DESC, c.hash DESC) AS nth
  FROM temp.ruled_answer AS a CROSS JOIN temp.clock AS c USING (subject, hash)
  LEFT JOIN temp.same AS s ON s.subject = a.subject
  WHERE c.time >= ?2 AND c.time < ?3 AND a.attempt = 1 AND a.mode IN (1, 2, 3)
    AND a.score BETWEEN 0 AND 1000000
    AND (a.mode <> 2 OR EXISTS (
      SELECT 1 FROM proj.finish AS f CROSS JOIN temp.clock AS fc USING (subject, hash)
      WHERE f.subject = a.subject AND f.session = a.session AND fc.time < ?3))
)
SELECT person, path, key_rev, exam, competency, score, certainty, shape, picked
FROM (SELECT *, row_number() OVER (PARTITION BY person, path, key_rev, exam
                                   ORDER BY time, chain, seq, hash) AS first
      FROM latest WHERE nth = 1 AND NOT faulty AND NOT annulled)
WHERE first = 1 AND (?1 IS NULL OR person = ?1)
ORDER BY path, key_rev, exam, person;
