-- SPDX-License-Identifier: GPL-3.0-or-later
-- events-done of whoever did something since.
SELECT e.hash, e.head, e.scheme, e.payload
FROM proj.behind AS b CROSS JOIN main.event AS e ON e.subject = b.subject
WHERE e.verb IN ('started', 'answered', 'decided', 'completed', 'marked');
