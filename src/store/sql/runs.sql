-- SPDX-License-Identifier: GPL-3.0-or-later
-- Starts and ends of a person's runs, session by session. Found in the index alone: of nothing else
-- is the row read.
SELECT e.head,
       CASE e.scheme WHEN 1 THEN opened(e.subject, e.hash, e.payload) ELSE e.payload END
FROM main.event AS i INDEXED BY event_session
     CROSS JOIN main.event AS e ON e.subject = i.subject AND e.hash = i.hash
WHERE i.subject = ?1 AND i.verb IN ('started', 'completed') AND e.scheme < 2
ORDER BY i.session;
