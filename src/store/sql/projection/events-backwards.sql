-- SPDX-License-Identifier: GPL-3.0-or-later
-- The other way round than they are kept, to see that no order shows in what is projected.
SELECT hash, head, CASE scheme WHEN 1 THEN opened(subject, hash, payload) ELSE payload END
FROM main.event ORDER BY chain DESC, seq DESC, hash DESC;
