-- SPDX-License-Identifier: GPL-3.0-or-later
-- Exams begun within a time, each session once: on which laptop, with how many questions, how many of
-- them have an answer, whether it is open (0), finished (1) or closed (2), and when something of it
-- was recorded last. ?1 one person or NULL, ?2 from, ?3 until (not included).
SELECT ifnull(s.person, r.subject) AS person, r.session, r.chain, r.path, r.form, r.n,
       (SELECT count(DISTINCT a.path) FROM proj.answer AS a
        WHERE a.subject = r.subject AND a.session = r.session AND a.mode = 2),
       CASE WHEN EXISTS (SELECT 1 FROM proj.finish AS f
                         WHERE f.subject = r.subject AND f.session = r.session) THEN 1
            WHEN EXISTS (SELECT 1 FROM main.event AS e WHERE e.subject = r.subject
                         AND e.session = r.session AND e.verb = 'closed') THEN 2
            ELSE 0 END,
       r.time,
       (SELECT max(c.time) FROM main.event AS e CROSS JOIN temp.clock AS c USING (subject, hash)
        WHERE e.subject = r.subject AND e.session = r.session)
FROM (SELECT b.*, c.time, c.chain,
             row_number() OVER (PARTITION BY b.subject, b.session
                                ORDER BY c.time, c.chain, c.seq, b.hash) AS nth
      FROM temp.sat AS b CROSS JOIN temp.clock AS c USING (subject, hash)) AS r
LEFT JOIN temp.same AS s ON s.subject = r.subject
WHERE r.nth = 1 AND r.time >= ?2 AND r.time < ?3
  AND (?1 IS NULL OR ifnull(s.person, r.subject) = ?1)
ORDER BY 1, r.path, r.time, r.session;
