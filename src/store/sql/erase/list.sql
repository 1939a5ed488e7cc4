-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who has a tombstone, by one look into the index for each person: walking all events would cost
-- every report, and hardly anybody was erased.
WITH RECURSIVE
who(subject) AS (
  SELECT min(subject) FROM main.event
  UNION ALL
  SELECT (SELECT min(subject) FROM main.event WHERE subject > w.subject)
  FROM who AS w WHERE w.subject IS NOT NULL
)
SELECT subject FROM who
WHERE EXISTS (SELECT 1 FROM main.event AS e INDEXED BY event_session
              WHERE e.subject = who.subject AND e.session = zeroblob(16) AND e.verb = 'erased')
ORDER BY subject;
