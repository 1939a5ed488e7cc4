-- SPDX-License-Identifier: GPL-3.0-or-later
-- The first event of every boot of every chain: what its clock is measured from. The rows come in
-- the chain's order, and of each boot the first one stays: half the time of a window over them.
INSERT OR IGNORE INTO proj.boot (chain, boot, wall, mono)
SELECT chain, boot, wall, mono
FROM main.event
ORDER BY chain, seq, hash;
