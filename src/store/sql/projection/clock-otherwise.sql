-- SPDX-License-Identifier: GPL-3.0-or-later
-- The clock as clock.c has it, computed with windows over all events: both must say the same.
CREATE TEMP TABLE capped AS
SELECT (SELECT e.seq FROM main.event AS e
        WHERE e.chain = substr(c.head, 207, 32) AND e.hash = substr(c.head, 175, 32)) AS seq,
       substr(c.head, 207, 32) AS chain, c.wall
FROM main.event AS c
WHERE c.verb = 'collected' AND c.subject = zeroblob(16) AND c.session = zeroblob(16)
  AND substr(c.head, 171, 4) = x'00000000' AND c.chain IN (SELECT public FROM main.chain);
CREATE TEMP TABLE ticked AS
SELECT chain, seq, hash, boot, ahead, ticked,
       max(capped, ifnull(max(capped) OVER earlier, capped)) AS time
FROM (SELECT e.chain, e.seq, e.hash, e.boot, b.ahead, b.ahead + e.mono AS ticked,
             min(b.ahead + e.mono,
                 ifnull((SELECT min(t.wall) FROM temp.capped AS t
                         WHERE t.chain = e.chain AND t.seq >= e.seq), b.ahead + e.mono)) AS capped
      FROM main.event AS e
      JOIN (SELECT chain, boot, wall - mono AS ahead,
                   row_number() OVER (PARTITION BY chain, boot ORDER BY seq, hash) AS nth
            FROM main.event) AS b ON b.nth = 1 AND b.chain = e.chain AND b.boot = e.boot)
WINDOW earlier AS (PARTITION BY chain ORDER BY seq
                   GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING);
INSERT INTO proj.late (chain, seq, hash, time)
SELECT chain, seq, hash, time FROM temp.ticked WHERE time <> ticked;
INSERT INTO proj.boot (chain, boot, ahead, late)
SELECT chain, boot, ahead, max(time <> ticked) FROM temp.ticked GROUP BY chain, boot;
INSERT INTO proj.tip (chain, seq, events, before, here, oldest)
SELECT t.chain, l.seq, count(*),
       ifnull(max(iif(t.seq < l.seq, t.time, NULL)), -9223372036854775808), max(t.time), min(t.time)
FROM temp.ticked AS t
JOIN (SELECT chain, max(seq) AS seq FROM temp.ticked GROUP BY chain) AS l ON l.chain = t.chain
GROUP BY t.chain;
DROP TABLE temp.ticked;
DROP TABLE temp.capped;
