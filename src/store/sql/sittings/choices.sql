-- SPDX-License-Identifier: GPL-3.0-or-later
-- What was picked in an exam (?4 its path): of everybody's first finished sitting begun within a time
-- the latest answer to each question, as ruled. Faulty and annulled answers, and those that pick
-- nothing that could be compared, are left out. ?1 one person or NULL, ?2 from, ?3 until (not
-- included).
WITH run AS (
  SELECT *, row_number() OVER (PARTITION BY person ORDER BY time, chain, session) AS nth
  FROM (SELECT ifnull(s.person, b.subject) AS person, b.subject, b.session, b.form, c.time, c.chain,
               row_number() OVER (PARTITION BY b.subject, b.session
                                  ORDER BY c.time, c.chain, c.seq, b.hash) AS began
        FROM temp.sat AS b CROSS JOIN temp.clock AS c USING (subject, hash)
        LEFT JOIN temp.same AS s ON s.subject = b.subject
        WHERE b.path = ?4 AND c.time >= ?2 AND c.time < ?3
          AND EXISTS (SELECT 1 FROM proj.finish AS f
                      WHERE f.subject = b.subject AND f.session = b.session))
  WHERE began = 1
)
SELECT person, path, key_rev, form, chain, counts, picked, session
FROM (SELECT r.person, r.session, r.form, r.chain, a.path, a.key_rev, a.counts, a.picked, a.faulty,
             a.annulled,
             row_number() OVER (PARTITION BY r.person, a.path
                                ORDER BY c.time DESC, c.chain DESC, c.seq DESC, a.hash DESC) AS nth
      FROM run AS r JOIN temp.ruled_answer AS a ON a.subject = r.subject AND a.session = r.session
      CROSS JOIN temp.clock AS c ON c.subject = a.subject AND c.hash = a.hash
      WHERE r.nth = 1 AND a.mode = 2 AND a.attempt = 1)
WHERE nth = 1 AND NOT faulty AND NOT annulled AND picked <> 0 AND counts BETWEEN 0 AND 1000000
  AND (?1 IS NULL OR person = ?1)
ORDER BY path, key_rev, person;
