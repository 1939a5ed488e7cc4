-- SPDX-License-Identifier: GPL-3.0-or-later
-- What each person did at each path: runs begun (0) and finished (1), questions answered (2). ?1 one
-- person or NULL, ?2 from, ?3 until (not included). An answer is at most an hour of activity.
SELECT person, path, what, count(*), max(score), max(passed), max(critical), max(time), sum(active)
FROM (SELECT ifnull(s.person, b.subject) AS person, b.path, 0 AS what, 0 AS score, 0 AS passed,
             0 AS critical, c.time, 0 AS active
      FROM proj.start AS b CROSS JOIN temp.clock AS c USING (subject, hash)
      LEFT JOIN temp.same AS s ON s.subject = b.subject
      WHERE c.time >= ?2 AND c.time < ?3
      UNION ALL
      SELECT ifnull(s.person, f.subject), f.path, 1, f.score, f.passed, f.critical, c.time, 0
      FROM proj.finish AS f CROSS JOIN temp.clock AS c USING (subject, hash)
      LEFT JOIN temp.same AS s ON s.subject = f.subject
      WHERE c.time >= ?2 AND c.time < ?3
      UNION ALL
      SELECT ifnull(s.person, a.subject), a.path, 2, 0, 0, 0, c.time,
             min(max(a.duration, 0), 3600000)
      FROM proj.answer AS a CROSS JOIN temp.clock AS c USING (subject, hash)
      LEFT JOIN temp.same AS s ON s.subject = a.subject
      WHERE c.time >= ?2 AND c.time < ?3)
WHERE ?1 IS NULL OR person = ?1
GROUP BY person, path, what
ORDER BY person, path, what;
