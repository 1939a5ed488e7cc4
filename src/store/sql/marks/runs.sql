-- SPDX-License-Identifier: GPL-3.0-or-later
-- Everybody's first run of each module and kind, with how many questions all those had together.
WITH width AS (
  SELECT module, mode, count(*) AS n_items
  FROM (SELECT DISTINCT r.module, r.mode, m.path, m.key
        FROM temp.run AS r JOIN temp.mark AS m USING (subject, session, module)
        WHERE r.nth = 1 AND NOT m.annulled)
  GROUP BY module, mode
)
SELECT r.module, r.mode, r.n, r.total, r.squares, w.n_items
FROM temp.run AS r JOIN width AS w USING (module, mode)
WHERE r.nth = 1
ORDER BY r.module, r.mode, r.subject;
