-- SPDX-License-Identifier: GPL-3.0-or-later
-- The runs of one path that a person completed, the newest first, and whether an answer of each
-- counts otherwise than it was marked.
SELECT f.session, f.score, f.passed, c.time,
       f.session IN (SELECT session FROM temp.ruled_answer
                     WHERE subject = ?1 AND (annulled OR held <> score))
FROM proj.finish AS f CROSS JOIN temp.clock AS c USING (subject, hash)
WHERE f.subject = ?1 AND f.path = ?2
ORDER BY c.time DESC, c.chain DESC, c.seq DESC, c.hash DESC;
