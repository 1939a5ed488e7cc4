-- SPDX-License-Identifier: GPL-3.0-or-later
-- The first event of a boot in a chain: told by the index alone.
SELECT wall, mono FROM main.event INDEXED BY event_chain
WHERE chain = ?1 AND boot = ?2
ORDER BY seq, hash
LIMIT 1;
