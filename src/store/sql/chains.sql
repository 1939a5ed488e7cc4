-- SPDX-License-Identifier: GPL-3.0-or-later
-- With whether the parent is known, if one is named.
SELECT c.public, c.secret,
       c.parent IS NULL OR EXISTS (SELECT 1 FROM main.chain AS p WHERE p.public = c.parent AND p.id < c.id)
FROM main.chain AS c;
