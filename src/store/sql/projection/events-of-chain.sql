-- SPDX-License-Identifier: GPL-3.0-or-later
-- Of a chain, after a number.
SELECT hash, head, CASE scheme WHEN 1 THEN opened(subject, hash, payload) ELSE payload END
FROM main.event WHERE chain = ?1 AND seq > ?2;
