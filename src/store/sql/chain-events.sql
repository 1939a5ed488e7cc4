-- SPDX-License-Identifier: GPL-3.0-or-later
-- Of one chain, in its order.
SELECT e.hash, e.head, e.scheme, e.payload, e.salt, e.payload_hash,
       e.subject, e.chain, e.seq, e.session, e.verb, e.boot, e.wall, e.mono
FROM main.event AS e
WHERE e.chain = ?1
ORDER BY e.seq, e.hash;
