-- SPDX-License-Identifier: GPL-3.0-or-later
-- Started, and neither completed nor closed; the newest first, as last touched.
WITH touched AS (
  SELECT e.session, e.wall, c.time, c.chain, c.seq, c.hash,
         row_number() OVER (PARTITION BY e.session
                            ORDER BY c.time DESC, c.chain DESC, c.seq DESC, c.hash DESC) AS nth,
         max(e.verb = 'started') OVER whole AS started,
         max(e.verb IN ('completed', 'closed')) OVER whole AS ended
  FROM main.event AS e JOIN proj.clock AS c USING (hash)
  WHERE e.subject = ?1
  WINDOW whole AS (PARTITION BY e.session)
)
SELECT session,
       (SELECT e.head FROM main.event AS e
        WHERE e.subject = ?1 AND e.session = touched.session AND e.verb = 'started'
        ORDER BY e.hash LIMIT 1),
       wall
FROM touched
WHERE nth = 1 AND started AND NOT ended
ORDER BY time DESC, chain DESC, seq DESC, hash DESC;
