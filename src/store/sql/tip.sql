-- SPDX-License-Identifier: GPL-3.0-or-later
-- The last event of a chain.
SELECT seq, hash FROM main.event WHERE chain = ?1 ORDER BY seq DESC, hash DESC LIMIT 1;
