-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who answered anything, each under the id that stands for all, by one look into an index for each.
WITH RECURSIVE
answered(subject) AS (
  SELECT min(subject) FROM proj.answer
  UNION ALL
  SELECT (SELECT min(subject) FROM proj.answer WHERE subject > o.subject)
  FROM answered AS o WHERE o.subject IS NOT NULL
),
decided(subject) AS (
  SELECT min(subject) FROM proj.decision
  UNION ALL
  SELECT (SELECT min(subject) FROM proj.decision WHERE subject > o.subject)
  FROM decided AS o WHERE o.subject IS NOT NULL
),
marked(subject) AS (
  SELECT min(subject) FROM proj.marked
  UNION ALL
  SELECT (SELECT min(subject) FROM proj.marked WHERE subject > o.subject)
  FROM marked AS o WHERE o.subject IS NOT NULL
)
SELECT DISTINCT ifnull(s.person, x.subject) AS person
FROM (SELECT subject FROM answered UNION ALL SELECT subject FROM decided
      UNION ALL SELECT subject FROM marked) AS x
LEFT JOIN temp.same AS s ON s.subject = x.subject
WHERE x.subject IS NOT NULL
ORDER BY person;
