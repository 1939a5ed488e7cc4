-- SPDX-License-Identifier: GPL-3.0-or-later
-- Of each assessor and occasion what was said last.
SELECT person, hash, actor, session, path, evidence, specimen, score, passed, critical, time
FROM (SELECT ifnull(s.person, o.subject) AS person, o.*, c.time,
             row_number() OVER (PARTITION BY ifnull(s.person, o.subject), o.path, o.session, o.actor
                                ORDER BY c.time DESC, c.chain DESC, c.seq DESC, c.hash DESC) AS nth
      FROM proj.observed AS o CROSS JOIN proj.clock AS c USING (hash)
      LEFT JOIN temp.same AS s ON s.subject = o.subject
      LEFT JOIN temp.ruling AS e ON e.about = o.hash
      WHERE c.time >= ?2 AND c.time < ?3 AND ifnull(e.ruling, 0) <> 1)
WHERE nth = 1 AND (?1 IS NULL OR person = ?1)
ORDER BY person, path, session, actor;
