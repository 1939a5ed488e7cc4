-- SPDX-License-Identifier: GPL-3.0-or-later
-- A chain of this store that none has followed yet.
SELECT 1 FROM main.chain AS c
WHERE c.public = ?1 AND NOT EXISTS (SELECT 1 FROM main.chain AS n WHERE n.parent = c.public);
