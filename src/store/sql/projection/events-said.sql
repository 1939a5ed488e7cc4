-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is said of people and things; see events-done.
SELECT hash, head, CASE scheme WHEN 1 THEN opened(subject, hash, payload) ELSE payload END
FROM main.event
WHERE verb NOT IN ('started', 'answered', 'decided', 'completed', 'marked');
