-- SPDX-License-Identifier: GPL-3.0-or-later
-- fill-boots for one chain.
INSERT OR IGNORE INTO proj.boot (chain, boot, wall, mono)
SELECT chain, boot, wall, mono FROM main.event WHERE chain = ?1 ORDER BY seq, hash;
