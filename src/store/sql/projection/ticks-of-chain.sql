-- SPDX-License-Identifier: GPL-3.0-or-later
-- ticks-all of one chain, after a number.
SELECT chain, seq, hash, boot, wall, mono FROM main.event
WHERE chain = ?1 AND seq > ?2 ORDER BY chain, seq;
