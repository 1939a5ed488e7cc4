-- SPDX-License-Identifier: GPL-3.0-or-later
-- The runs that were finished at a path, by person, path and time, of those paths of which a ruling
-- may have changed one: an answer of it counts otherwise, or it is an exam of a module with a
-- question that is annulled (which may have been left blank, and then has no answer). ?1 one person
-- or NULL, ?2 from, ?3 until (not included).
SELECT person, subject, session, path, score, passed, touched
FROM (SELECT r.*, max(touched) OVER (PARTITION BY person, path) AS any_touched
      FROM (SELECT ifnull(s.person, f.subject) AS person, f.subject, f.session, f.path, f.score,
                   f.passed, f.hash, c.time, c.chain, c.seq,
                   (f.subject, f.session) IN (
                     SELECT subject, session FROM temp.ruled_answer
                     WHERE path IN (SELECT path FROM temp.ruling WHERE ruling <> 0) AND NOT faulty
                       AND (annulled OR held <> score))
                   OR f.path IN (
                     SELECT rtrim(path, replace(path, '/', '')) || 'exam' FROM temp.ruling
                     WHERE about = zeroblob(32) AND ruling = 1) AS touched
            FROM proj.finish AS f CROSS JOIN temp.clock AS c USING (subject, hash)
            LEFT JOIN temp.same AS s ON s.subject = f.subject
            WHERE c.time >= ?2 AND c.time < ?3) AS r
      WHERE ?1 IS NULL OR person = ?1)
WHERE any_touched
ORDER BY person, path, time, chain, seq, hash;
