-- SPDX-License-Identifier: GPL-3.0-or-later
-- Every laptop that something is known of, but for this one: how far its events go in time (NULL:
-- there are none), and when a file of it was taken in last (NULL: none was).
SELECT k.chain, ifnull(l.state, 0), ifnull(l.label, ''), t.here,
       (SELECT max(f.time) FROM main.taken AS f WHERE f.chain = k.chain)
FROM (SELECT chain FROM main.laptop UNION SELECT chain FROM proj.tip) AS k
LEFT JOIN main.laptop AS l ON l.chain = k.chain
LEFT JOIN proj.tip AS t ON t.chain = k.chain
WHERE k.chain NOT IN (SELECT public FROM main.chain)
ORDER BY k.chain;
