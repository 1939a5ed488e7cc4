-- SPDX-License-Identifier: GPL-3.0-or-later
-- Projected time: the boot's first wall clock plus the monotonic difference, never less than that
-- of any earlier event of the chain. Branches of a fork do not move each other at the same number. In
-- the order in which they are kept: each is then added at the end.
INSERT INTO proj.clock (hash, chain, seq, time)
SELECT hash, chain, seq,
       max(ticked, ifnull(max(ticked) OVER earlier, ticked))
FROM (SELECT e.hash, e.chain, e.seq, b.wall + e.mono - b.mono AS ticked
      FROM main.event AS e
      JOIN proj.boot AS b ON b.chain = e.chain AND b.boot = e.boot)
WINDOW earlier AS (PARTITION BY chain ORDER BY seq
                   GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
ORDER BY hash;
