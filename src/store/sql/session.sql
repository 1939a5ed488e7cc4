-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT e.hash, e.head, e.scheme, e.payload, e.salt, e.payload_hash
FROM main.event AS e JOIN proj.clock AS c USING (hash)
WHERE e.subject = ?1 AND e.session = ?2
ORDER BY c.time, c.chain, c.seq, c.hash;
