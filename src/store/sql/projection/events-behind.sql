-- SPDX-License-Identifier: GPL-3.0-or-later
-- events-done of whoever did something since.
SELECT e.hash, e.head,
       CASE e.scheme WHEN 1 THEN opened(e.subject, e.hash, e.payload) ELSE e.payload END
FROM proj.behind AS b CROSS JOIN main.event AS e ON e.subject = b.subject
WHERE e.verb IN ('started', 'answered', 'decided', 'completed', 'marked');
