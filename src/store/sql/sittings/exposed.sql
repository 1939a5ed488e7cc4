-- SPDX-License-Identifier: GPL-3.0-or-later
-- How many people each question was put before, by its key: in all, in exams, and outside them; and
-- since when. People and not runs: who is joined is one.
SELECT h.path, h.key, count(DISTINCT p.person), count(DISTINCT CASE WHEN h.exam THEN p.person END),
       count(DISTINCT CASE WHEN NOT h.exam THEN p.person END),
       min(CASE WHEN h.exam THEN h.time END), min(CASE WHEN NOT h.exam THEN h.time END)
FROM (SELECT w.*, c.time FROM temp.shown AS w CROSS JOIN temp.clock AS c USING (subject, hash)) AS h
JOIN (SELECT k.subject, ifnull(s.person, k.subject) AS person
      FROM (SELECT DISTINCT subject FROM temp.shown) AS k
      LEFT JOIN temp.same AS s ON s.subject = k.subject) AS p ON p.subject = h.subject
GROUP BY h.path, h.key
ORDER BY h.path, h.key;
