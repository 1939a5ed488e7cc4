-- SPDX-License-Identifier: GPL-3.0-or-later
-- The latest of each rater, kind and competency.
SELECT person, actor, evidence, competency, level, time
FROM (SELECT ifnull(s.person, r.subject) AS person, r.actor, r.evidence, r.competency, r.level, c.time,
             row_number() OVER (PARTITION BY ifnull(s.person, r.subject), r.actor, r.evidence,
                                             r.competency
                                ORDER BY c.time DESC, c.chain DESC, c.seq DESC, c.hash DESC) AS nth
      FROM proj.rated AS r CROSS JOIN proj.clock AS c USING (hash)
      LEFT JOIN temp.same AS s ON s.subject = r.subject
      WHERE c.time >= ?2 AND c.time < ?3 AND r.level <= 4)
WHERE nth = 1 AND (?1 IS NULL OR person = ?1)
ORDER BY person, competency, evidence, actor;
