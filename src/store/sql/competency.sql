-- SPDX-License-Identifier: GPL-3.0-or-later
-- Each item once per person: its latest first attempt in canonical order, a faulty one never.
WITH counted AS (
  SELECT subject, competency, score, hinted,
         row_number() OVER (PARTITION BY subject, path
                            ORDER BY c.time DESC, c.chain DESC, c.seq DESC, c.hash DESC) AS nth
  FROM proj.answer AS a JOIN proj.clock AS c USING (hash)
  WHERE attempt = 1 AND NOT faulty AND competency <> ''
),
active AS (
  SELECT subject, competency, max(time) AS last
  FROM (SELECT subject, competency, hash FROM proj.answer
        UNION ALL
        SELECT subject, competency, hash FROM proj.decision)
  JOIN proj.clock USING (hash)
  GROUP BY subject, competency
)
SELECT subject, competency, count(*), sum(score = 1000000 AND NOT hinted), max(last)
FROM counted JOIN active USING (subject, competency)
WHERE nth = 1
GROUP BY subject, competency
ORDER BY subject, competency;
