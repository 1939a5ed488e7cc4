-- SPDX-License-Identifier: GPL-3.0-or-later
-- The clock as clock.c has it, computed with windows over all events: both must say the same.
CREATE TEMP TABLE ticked AS
SELECT chain, seq, hash, boot, ahead, ticked,
       max(ticked, ifnull(max(ticked) OVER earlier, ticked)) AS time
FROM (SELECT e.chain, e.seq, e.hash, e.boot, b.ahead, b.ahead + e.mono AS ticked
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
