-- SPDX-License-Identifier: GPL-3.0-or-later
-- What was stated on this laptop wins, by its number and not by its clock: who changes something
-- here and now must see it.
SELECT payload
FROM main.event
WHERE verb = 'preferred' AND scheme = 0 AND (?1 IS NULL OR subject = ?1)
ORDER BY chain = ?2 DESC, seq DESC, hash DESC
LIMIT 1;
