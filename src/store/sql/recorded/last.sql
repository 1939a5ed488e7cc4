-- SPDX-License-Identifier: GPL-3.0-or-later
-- When each person last did something, or was seen doing it; who never did, when last spoken of.
-- Being named in a roster is no activity.
SELECT ifnull(s.person, e.subject),
       ifnull(max(CASE WHEN e.verb NOT IN ('person-stated', 'joined', 'ruled', 'erased')
                       THEN c.time END), max(c.time)) AS last
FROM main.event AS e CROSS JOIN temp.clock AS c USING (subject, hash)
     LEFT JOIN temp.same AS s ON s.subject = e.subject
WHERE e.subject <> zeroblob(16)
GROUP BY 1
HAVING last < ?1
ORDER BY 2, 1;
