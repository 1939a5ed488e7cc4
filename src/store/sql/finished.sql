-- SPDX-License-Identifier: GPL-3.0-or-later
-- The runs of one path that a person completed, the newest first, and whether a ruling may have
-- changed each: an answer of it counts otherwise, or it is an exam of a module with a question that
-- is annulled, which may have been left blank.
SELECT f.session, f.score, f.passed, c.time,
       f.session IN (SELECT session FROM temp.ruled_answer
                     WHERE subject = ?1 AND (annulled OR held <> score))
       OR f.path IN (SELECT rtrim(path, replace(path, '/', '')) || 'exam' FROM temp.ruling
                     WHERE about = zeroblob(32) AND ruling = 1)
FROM proj.finish AS f CROSS JOIN temp.clock AS c USING (subject, hash)
WHERE f.subject = ?1 AND f.path = ?2
ORDER BY c.time DESC, c.chain DESC, c.seq DESC, c.hash DESC;
