-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT c.public, c.secret, c.parent, r.seq, r.hash
FROM main.chain AS c LEFT JOIN main.receipt AS r ON r.chain = c.public
ORDER BY c.id;
