-- SPDX-License-Identifier: GPL-3.0-or-later
-- The latest of each rater, kind and competency.
SELECT person, actor, evidence, competency, level, cause, time
FROM (SELECT *, row_number() OVER (PARTITION BY person, actor, evidence, competency
                                   ORDER BY time DESC, chain DESC, seq DESC, hash DESC) AS nth
      FROM (SELECT ifnull(s.person, r.subject) AS person, r.actor, r.evidence, r.competency,
                   r.level, r.cause, min(c.time, r.latest) AS time, c.chain, c.seq, c.hash
            FROM proj.rated AS r CROSS JOIN temp.clock AS c USING (subject, hash)
            LEFT JOIN temp.same AS s ON s.subject = r.subject
            WHERE r.level <= 4)
      WHERE time >= ?2 AND time < ?3)
WHERE nth = 1 AND (?1 IS NULL OR person = ?1)
ORDER BY person, competency, evidence, actor;
