-- SPDX-License-Identifier: GPL-3.0-or-later
-- A chain from its end, as the index has it: the last event is the first, and where a fork has two of
-- that number, the one with the greater hash.
SELECT seq, hash
FROM main.event INDEXED BY event_chain
WHERE chain = ?1
ORDER BY seq DESC;
