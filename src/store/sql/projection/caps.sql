-- SPDX-License-Identifier: GPL-3.0-or-later
-- What was collected here from a laptop whose clock was ahead: of its chain, up to that number, nothing
-- happened after that time. The head of such an event has neither language nor path, so that its
-- revisions, which name the last event taken in and its chain, lie at one place (store/event.h).
SELECT e.chain, e.seq, min(c.wall)
FROM main.event AS c INDEXED BY event_session
     CROSS JOIN main.event AS e INDEXED BY event_chain
     ON e.chain = substr(c.head, 207, 32) AND e.hash = substr(c.head, 175, 32)
WHERE c.subject = zeroblob(16) AND c.session = zeroblob(16) AND c.verb = 'collected'
  AND substr(c.head, 171, 4) = zeroblob(4) AND c.chain IN (SELECT public FROM main.chain)
GROUP BY e.chain, e.seq
ORDER BY e.chain, e.seq;
