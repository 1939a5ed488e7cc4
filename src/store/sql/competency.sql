-- SPDX-License-Identifier: GPL-3.0-or-later
-- Each item once per person: its latest first attempt in canonical order, a faulty one never, nor
-- what a faulty one of the same run took the place of (an answer changed in an exam). Who was
-- active in a competency without such an answer (in a drill) has a row with no items.
WITH counted AS (
  SELECT subject, competency, score, hinted,
         row_number() OVER (PARTITION BY subject, path
                            ORDER BY c.time DESC, c.chain DESC, c.seq DESC, c.hash DESC) AS nth
  FROM proj.answer AS a JOIN proj.clock AS c USING (hash)
  WHERE attempt = 1 AND NOT faulty AND competency <> '' AND NOT EXISTS (
    SELECT 1 FROM proj.answer AS f INDEXED BY answer_faulty JOIN proj.clock AS fc USING (hash)
    WHERE f.faulty AND f.subject = a.subject AND f.session = a.session AND f.path = a.path
      AND (fc.time, fc.chain, fc.seq, fc.hash) > (c.time, c.chain, c.seq, c.hash))
),
active AS (
  SELECT subject, competency, max(time) AS last
  FROM (SELECT subject, competency, hash FROM proj.answer
        UNION ALL
        SELECT subject, competency, hash FROM proj.decision)
  JOIN proj.clock USING (hash)
  GROUP BY subject, competency
)
SELECT a.subject, a.competency, count(nth), coalesce(sum(score = 1000000 AND NOT hinted), 0), last
FROM active AS a
LEFT JOIN counted AS c ON c.subject = a.subject AND c.competency = a.competency AND nth = 1
WHERE a.competency <> '' AND (?1 IS NULL OR a.subject = ?1)
GROUP BY a.subject, a.competency
ORDER BY a.subject, a.competency;
