-- SPDX-License-Identifier: GPL-3.0-or-later
-- What somebody did, in the order in which it is kept.
SELECT hash, head, CASE scheme WHEN 1 THEN opened(subject, hash, payload) ELSE payload END
FROM main.event WHERE subject = ?1 ORDER BY hash;
