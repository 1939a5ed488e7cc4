-- SPDX-License-Identifier: GPL-3.0-or-later
-- On which laptops each person did something (began, answered, finished), and when last. ?1 one person
-- or NULL, ?2 from, ?3 until (not included).
SELECT ifnull(s.person, d.subject) AS person, c.chain, max(c.time)
FROM (SELECT subject, hash FROM proj.start UNION ALL SELECT subject, hash FROM proj.answer
      UNION ALL SELECT subject, hash FROM proj.finish) AS d
CROSS JOIN temp.clock AS c USING (subject, hash)
LEFT JOIN temp.same AS s ON s.subject = d.subject
WHERE c.time >= ?2 AND c.time < ?3 AND (?1 IS NULL OR ifnull(s.person, d.subject) = ?1)
GROUP BY 1, 2
ORDER BY 1, 2;
