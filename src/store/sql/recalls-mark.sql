-- SPDX-License-Identifier: GPL-3.0-or-later
-- Where a chain ends, its latest time up to there and that of all others, and how the clock of its
-- last boot is read.
SELECT e.seq, e.hash, t.here, (SELECT max(here) FROM proj.tip WHERE chain <> ?1), b.boot, b.ahead, 0
FROM main.event AS e JOIN proj.tip AS t ON t.chain = e.chain
     JOIN proj.boot AS b ON b.chain = e.chain AND b.boot = e.boot
WHERE e.chain = ?1
ORDER BY e.seq DESC, e.hash DESC
LIMIT 1;
