-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is recorded of a person (?1) in any of its ids, and what that person recorded, in canonical
-- order. A head of layout 1 has its actor from byte 122 on.
WITH ids(id) AS (SELECT ?1 UNION SELECT subject FROM temp.same WHERE person = ?1)
SELECT e.hash, e.head, e.scheme, e.payload, e.salt, e.payload_hash, c.time
FROM main.event AS e CROSS JOIN temp.clock AS c USING (subject, hash)
WHERE (e.subject IN ids OR substr(e.head, 122, 16) IN ids) AND c.time >= ?2 AND c.time < ?3
ORDER BY c.time, c.chain, c.seq, c.hash;
