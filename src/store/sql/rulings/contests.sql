-- SPDX-License-Identifier: GPL-3.0-or-later
-- Each contested matter once, under its first contest, with what was ruled on it last, if anything;
-- a question with how many people answered it by that key, and whose score is another since.
WITH matter AS (
  SELECT k.*, c.time, c.chain, c.seq,
         count(*) OVER (PARTITION BY k.about, k.path, k.key_rev) AS contests,
         row_number() OVER (PARTITION BY k.about, k.path, k.key_rev
                            ORDER BY c.time, c.chain, c.seq, c.hash) AS nth
  FROM proj.contested AS k CROSS JOIN temp.clock AS c USING (subject, hash)
),
asked AS (
  SELECT path, key_rev, count(DISTINCT subject) AS affected,
         count(DISTINCT CASE WHEN annulled OR held <> score THEN subject END) AS changed
  FROM temp.ruled_answer
  WHERE path IN (SELECT path FROM proj.contested) AND attempt = 1 AND NOT faulty
  GROUP BY path, key_rev
),
given AS (
  SELECT hash, subject, score, 0 AS what FROM proj.answer
  UNION ALL
  SELECT hash, subject, score, 1 FROM proj.marked
  UNION ALL
  SELECT hash, subject, score, 2 FROM proj.observed
)
SELECT m.hash, m.about, m.path, m.key_rev, m.actor, m.time, m.contests, m.words, g.subject, g.score,
       CASE WHEN m.about = zeroblob(32) THEN ifnull(a.affected, 0) ELSE g.hash IS NOT NULL END,
       CASE WHEN m.about = zeroblob(32) THEN ifnull(a.changed, 0)
            ELSE ifnull(r.ruling = 1 OR r.ruling = 2 AND r.score <> g.score, 0) END,
       r.ruling, r.score, r.actor,
       (SELECT c.time FROM temp.clock AS c WHERE c.subject = r.subject AND c.hash = r.hash), r.words,
       g.what
FROM matter AS m
LEFT JOIN asked AS a ON a.path = m.path AND a.key_rev = m.key_rev
LEFT JOIN given AS g ON g.hash = m.about
LEFT JOIN temp.ruling AS t ON t.about = m.about AND t.path = m.path AND t.key_rev = m.key_rev
LEFT JOIN proj.ruled AS r ON r.hash = t.hash
WHERE m.nth = 1
ORDER BY m.time, m.chain, m.seq, m.hash;
