-- SPDX-License-Identifier: GPL-3.0-or-later
-- The newest statement first of each person, if they are of one chain: then its numbers tell the
-- order. In that of the index, backwards: nothing need be sorted.
SELECT subject,
       CASE scheme WHEN 1 THEN opened(subject, hash, payload) ELSE payload END,
       chain, seq
FROM main.event INDEXED BY event_stated
WHERE verb = 'person-stated'
ORDER BY subject DESC, seq DESC;
