-- SPDX-License-Identifier: GPL-3.0-or-later
-- Each item once per person: its latest first attempt in canonical order, a faulty one never, nor
-- what a faulty one of the same run took the place of (an answer changed in an exam), nor an
-- annulled one. Who was active in a competency without such an answer (in a drill) has a row with no
-- items. Beside it the same as if nothing had been ruled.
WITH counted AS (
  SELECT subject, competency, marked, counts,
         NOT annulled AND row_number() OVER (
           PARTITION BY subject, path, annulled
           ORDER BY c.time DESC, c.chain DESC, c.seq DESC, c.hash DESC) = 1 AS held,
         row_number() OVER (PARTITION BY subject, path
                            ORDER BY c.time DESC, c.chain DESC, c.seq DESC, c.hash DESC) = 1 AS given
  FROM temp.ruled_answer AS a CROSS JOIN temp.clock AS c USING (subject, hash)
  WHERE attempt = 1 AND NOT faulty AND competency <> '' AND NOT EXISTS (
    SELECT 1 FROM proj.answer AS f INDEXED BY answer_faulty
    CROSS JOIN temp.clock AS fc USING (subject, hash)
    WHERE f.faulty AND f.subject = a.subject AND f.session = a.session AND f.path = a.path
      AND (fc.time, fc.chain, fc.seq, fc.hash) > (c.time, c.chain, c.seq, c.hash))
),
active AS (
  SELECT subject, competency, max(time) AS last
  FROM (SELECT subject, competency, hash FROM proj.answer
        UNION ALL
        SELECT subject, competency, hash FROM proj.decision)
  CROSS JOIN temp.clock USING (subject, hash)
  GROUP BY subject, competency
)
SELECT a.subject, a.competency, coalesce(sum(held), 0),
       coalesce(sum(held AND counts = 1000000), 0), last, coalesce(sum(given), 0),
       coalesce(sum(given AND marked = 1000000), 0)
FROM active AS a
LEFT JOIN counted AS c ON c.subject = a.subject AND c.competency = a.competency
                      AND (held OR given)
WHERE a.competency <> '' AND (?1 IS NULL OR a.subject = ?1)
GROUP BY a.subject, a.competency
ORDER BY a.subject, a.competency;
