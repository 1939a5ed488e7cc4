-- SPDX-License-Identifier: GPL-3.0-or-later
-- The newest statement first of each person, if they are of one chain: then its numbers tell the
-- order.
SELECT subject, payload, chain, seq
FROM main.event
WHERE verb = 'person-stated' AND scheme = 0
ORDER BY subject, seq DESC;
