-- SPDX-License-Identifier: GPL-3.0-or-later
-- Whose events there are, each under the id that stands for all, by one look into an index for each.
WITH RECURSIVE known(subject) AS (
  SELECT min(subject) FROM main.event
  UNION ALL
  SELECT (SELECT min(subject) FROM main.event WHERE subject > k.subject)
  FROM known AS k WHERE k.subject IS NOT NULL
)
SELECT DISTINCT ifnull(s.person, k.subject) AS person
FROM known AS k LEFT JOIN temp.same AS s ON s.subject = k.subject
WHERE k.subject IS NOT NULL
ORDER BY person;
