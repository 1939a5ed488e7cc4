-- SPDX-License-Identifier: GPL-3.0-or-later
-- Where a chain ends, its latest time up to there and that of all others, and how the clock of its
-- last boot is read.
SELECT e.seq, e.hash, (SELECT max(time) FROM proj.clock WHERE chain = ?1),
       (SELECT max(time) FROM proj.clock WHERE chain <> ?1), b.boot, b.wall, b.mono
FROM main.event AS e JOIN proj.boot AS b ON b.chain = e.chain AND b.boot = e.boot
WHERE e.chain = ?1
ORDER BY e.seq DESC, e.hash DESC
LIMIT 1;
