-- SPDX-License-Identifier: GPL-3.0-or-later
-- By its index, said aloud: by itself SQLite would walk all events of the person.
SELECT e.hash, e.head, e.scheme, e.payload, e.salt, e.payload_hash
FROM main.event AS e INDEXED BY event_session
CROSS JOIN temp.clock AS c USING (subject, hash)
WHERE e.subject = ?1 AND e.session = ?2
ORDER BY c.time, c.chain, c.seq, c.hash;
