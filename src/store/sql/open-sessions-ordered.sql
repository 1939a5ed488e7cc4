-- SPDX-License-Identifier: GPL-3.0-or-later
-- open-sessions, the newest first, as last touched.
WITH open AS (
  SELECT session
  FROM main.event
  WHERE subject = ?1 AND verb IN ('started', 'completed', 'closed')
  GROUP BY session
  HAVING max(verb = 'started') AND NOT max(verb IN ('completed', 'closed'))
),
touched AS (
  SELECT e.session, c.time, c.chain, c.seq, c.hash,
         row_number() OVER (PARTITION BY e.session
                            ORDER BY c.time DESC, c.chain DESC, c.seq DESC, c.hash DESC) AS nth
  FROM open CROSS JOIN main.event AS e INDEXED BY event_session
       ON e.subject = ?1 AND e.session = open.session
       CROSS JOIN temp.clock AS c USING (subject, hash)
)
SELECT session,
       (SELECT e.head FROM main.event AS e INDEXED BY event_session
        WHERE e.subject = ?1 AND e.session = touched.session AND e.verb = 'started'
        ORDER BY e.hash LIMIT 1)
FROM touched
WHERE nth = 1
ORDER BY time DESC, chain DESC, seq DESC, hash DESC;
