-- SPDX-License-Identifier: GPL-3.0-or-later
-- Events and numbers of a chain, the greatest, and the last before the first that is missing (NULL: the
-- chain lacks its beginning, or all).
SELECT count(*), count(DISTINCT seq), ifnull(max(seq), 0),
       CASE WHEN min(seq) = 1 THEN
         (SELECT e.seq FROM main.event AS e WHERE e.chain = ?1
          AND NOT EXISTS (SELECT 1 FROM main.event AS n WHERE n.chain = ?1 AND n.seq = e.seq + 1)
          ORDER BY e.seq LIMIT 1)
       END
FROM main.event WHERE chain = ?1;
