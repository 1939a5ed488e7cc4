-- SPDX-License-Identifier: GPL-3.0-or-later
-- What people answered, question by question, in canonical order: of each run the first attempt (in
-- an exam, where an answer can be changed, the latest), and in a review what was asked once more at
-- its end, as ruled. A faulty answer says nothing, nor what it took the place of; nor an annulled one.
-- What a clock that was ahead dated later than ?2 was before the first event behind it, of its chain,
-- whose clock was not.
WITH latest AS (
  SELECT subject, path, key_rev, held AS score, hinted, faulty, annulled, certainty, duration, mode,
         c.time, c.chain, c.seq, c.hash,
         row_number() OVER (PARTITION BY subject, session, path, attempt
                            ORDER BY c.time DESC, c.chain DESC, c.seq DESC, c.hash DESC) AS nth
  FROM temp.ruled_answer AS a CROSS JOIN temp.clock AS c USING (subject, hash)
  WHERE (?1 IS NULL OR subject = ?1) AND (attempt = 1 OR mode = 3)
)
SELECT path, key_rev,
       CASE WHEN time <= ?2 THEN time
            ELSE ifnull((SELECT wall FROM main.event AS e INDEXED BY event_chain
                         WHERE e.chain = latest.chain AND e.seq >= latest.seq AND e.wall <= ?2
                         ORDER BY e.seq, e.wall LIMIT 1), ?2) END,
       score, hinted, certainty, duration, mode, subject
FROM latest
WHERE nth = 1 AND NOT faulty AND NOT annulled
ORDER BY subject, path, time, chain, seq, hash;
