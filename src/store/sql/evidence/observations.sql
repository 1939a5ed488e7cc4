-- SPDX-License-Identifier: GPL-3.0-or-later
-- Of each assessor and occasion what was said last.
SELECT person, hash, actor, session, path, evidence, specimen, score, passed, critical, time
FROM (SELECT *, row_number() OVER (PARTITION BY person, path, session, actor
                                   ORDER BY time DESC, chain DESC, seq DESC, hash DESC) AS nth
      FROM (SELECT ifnull(s.person, o.subject) AS person, o.*, min(c.time, o.latest) AS time,
                   c.chain, c.seq
            FROM proj.observed AS o CROSS JOIN temp.clock AS c USING (subject, hash)
            LEFT JOIN temp.same AS s ON s.subject = o.subject
            LEFT JOIN temp.ruling AS e ON e.about = o.hash AND e.path = o.path
            WHERE ifnull(e.ruling, 0) <> 1)
      WHERE time >= ?2 AND time < ?3)
WHERE nth = 1 AND (?1 IS NULL OR person = ?1)
ORDER BY person, path, session, actor;
