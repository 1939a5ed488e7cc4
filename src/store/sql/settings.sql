-- SPDX-License-Identifier: GPL-3.0-or-later
-- In the order of an index as it lies: who asks takes the first of this laptop, or else the first.
SELECT CASE scheme WHEN 1 THEN opened(subject, hash, payload) ELSE payload END,
       chain, subject
FROM main.event INDEXED BY event_preferred
WHERE verb = 'preferred'
ORDER BY seq DESC;
