-- SPDX-License-Identifier: GPL-3.0-or-later
-- The latest that a person (?1; NULL: anybody) was given a score for at a path (?4), before ?3: an
-- answer (0), a mark (1) or what an assessor saw (2).
SELECT g.hash, g.subject, g.key_rev, g.what, g.shape, g.score
FROM (SELECT hash, subject, key_rev, 0 AS what, shape, score FROM proj.answer
      WHERE path = ?4 AND attempt = 1 AND NOT faulty
      UNION ALL
      SELECT hash, subject, zeroblob(32), 1, shape, score FROM proj.marked WHERE path = ?4
      UNION ALL
      SELECT hash, subject, zeroblob(32), 2, 0, score FROM proj.observed WHERE path = ?4) AS g
CROSS JOIN temp.clock AS c USING (subject, hash)
LEFT JOIN temp.same AS s ON s.subject = g.subject
WHERE c.time >= ?2 AND c.time < ?3 AND (?1 IS NULL OR ifnull(s.person, g.subject) = ?1)
ORDER BY c.time DESC, c.chain DESC, c.seq DESC, c.hash DESC
LIMIT 1;
