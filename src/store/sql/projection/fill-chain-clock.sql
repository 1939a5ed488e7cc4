-- SPDX-License-Identifier: GPL-3.0-or-later
-- fill-clock for one chain.
INSERT INTO proj.clock (hash, chain, seq, time)
SELECT hash, chain, seq, max(ticked, ifnull(max(ticked) OVER earlier, ticked))
FROM (SELECT e.hash, e.chain, e.seq, b.wall + e.mono - b.mono AS ticked
      FROM main.event AS e
      JOIN proj.boot AS b ON b.chain = e.chain AND b.boot = e.boot
      WHERE e.chain = ?1)
WINDOW earlier AS (ORDER BY seq GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING);
