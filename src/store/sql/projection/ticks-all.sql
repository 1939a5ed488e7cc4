-- SPDX-License-Identifier: GPL-3.0-or-later
-- Of every event what its clock says, chain by chain, out of an index alone; those of one number come
-- in any order.
SELECT chain, seq, hash, boot, wall, mono FROM main.event ORDER BY chain, seq;
