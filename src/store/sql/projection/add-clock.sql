-- SPDX-License-Identifier: GPL-3.0-or-later
-- fill-clock for one event more at the end of its chain.
INSERT OR IGNORE INTO proj.clock (hash, chain, seq, time)
SELECT ?1, ?2, ?3,
       max(b.wall + ?5 - b.mono,
           ifnull((SELECT max(time) FROM proj.clock WHERE chain = ?2), b.wall + ?5 - b.mono))
FROM proj.boot AS b
WHERE b.chain = ?2 AND b.boot = ?4;
