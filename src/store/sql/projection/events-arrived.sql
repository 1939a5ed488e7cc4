-- SPDX-License-Identifier: GPL-3.0-or-later
-- Of a chain, what is not projected yet.
SELECT hash, head, scheme, payload FROM main.event AS e
WHERE chain = ?1 AND NOT EXISTS (SELECT 1 FROM proj.clock AS c WHERE c.hash = e.hash);
