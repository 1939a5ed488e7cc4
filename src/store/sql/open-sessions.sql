-- SPDX-License-Identifier: GPL-3.0-or-later
-- Started, and neither completed nor closed. Found in the index alone: Home asks this for every
-- frame. In no order, since mostly there is one at most.
WITH open AS (
  SELECT session
  FROM main.event
  WHERE subject = ?1 AND verb IN ('started', 'completed', 'closed')
  GROUP BY session
  HAVING max(verb = 'started') AND NOT max(verb IN ('completed', 'closed'))
)
SELECT session,
       (SELECT e.head FROM main.event AS e INDEXED BY event_session
        WHERE e.subject = ?1 AND e.session = open.session AND e.verb = 'started'
        ORDER BY e.hash LIMIT 1)
FROM open;
