-- SPDX-License-Identifier: GPL-3.0-or-later
-- Answers and marks that count otherwise than they were marked, by event. ?1 one subject or NULL, ?2
-- one session or NULL.
SELECT x.hash, x.subject, x.session, x.path, x.key_rev, x.score, x.held, x.annulled, x.latest,
       r.hash, r.actor, c.time
FROM (SELECT a.hash, subject, session, path, key_rev, score, held, annulled, ruling,
             attempt = 1 AND row_number() OVER (
               PARTITION BY subject, session, path, attempt
               ORDER BY c.time DESC, c.chain DESC, c.seq DESC, c.hash DESC) = 1 AS latest
      FROM temp.ruled_answer AS a CROSS JOIN temp.clock AS c USING (subject, hash)
      WHERE NOT faulty AND path IN (SELECT path FROM temp.ruling WHERE ruling <> 0)
        AND (?1 IS NULL OR subject = ?1) AND (?2 IS NULL OR session = ?2)
      UNION ALL
      SELECT hash, subject, zeroblob(16), path, zeroblob(32), marked, counts, annulled, ruling, 1
      FROM temp.ruled_mark
      WHERE ruling IS NOT NULL AND (?1 IS NULL OR subject = ?1) AND ?2 IS NULL) AS x
JOIN proj.ruled AS r ON r.hash = x.ruling
CROSS JOIN temp.clock AS c ON c.subject = r.subject AND c.hash = r.hash
WHERE x.annulled OR x.held <> x.score
ORDER BY x.hash;
